"""Requests to the hosts of one reading: what they ask robots to do is done, and nobody is pestered.

robots.txt is asked for once a host and reading. Between two requests to a host lies the delay that
it wants. A host that has not answered many times in a row is left alone for this reading.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from knowledge.errors import AddressRefused
from knowledge.fetch import FetchRules, Page, fetch_page
from knowledge.robots import CLOSED, Robots, read_robots

# A host that asks for more is read this slowly, and no slower.
LONGEST_DELAY_S = 10.0
FAULTS_IN_A_ROW = 10
# Faults of the host, not of the page.
_SILENCE = frozenset({"fetch_failed", "too_slow"})


@dataclass(slots=True)
class _Host:
    robots: Robots
    asked_at: float = 0.0
    faults: int = 0


@dataclass(slots=True)
class Visits:
    """The visits of one reading. For one thread."""

    rules: FetchRules
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def allows(self, address: str) -> bool:
        """Whether the host lets robots have this address."""
        return self._host(address).robots.allows(address)

    def fetch(self, address: str, known: Mapping[str, str] | None = None) -> Page:
        """As `fetch_page`, and AddressRefused ("robots") where the host does not want it.

        So is a page that is reached by a redirect.
        """
        host = self._visit(address)
        try:
            page = fetch_page(address, self.rules, known, on_redirect=self._check)
        except AddressRefused as fault:
            host.faults = host.faults + 1 if fault.code in _SILENCE else 0
            raise
        host.faults = 0
        return page

    def _visit(self, address: str) -> _Host:
        self._check(address)
        host = self._host(address)
        if host.faults >= FAULTS_IN_A_ROW:
            raise AddressRefused(
                "fetch_failed",
                f"The host did not answer {FAULTS_IN_A_ROW} times in a row; not asked any more.",
            )
        wait = min(host.robots.delay_s, LONGEST_DELAY_S) - (time.monotonic() - host.asked_at)
        if wait > 0:
            time.sleep(wait)
        host.asked_at = time.monotonic()
        return host

    def _check(self, address: str) -> None:
        if self.allows(address):
            return
        if self._host(address).robots is CLOSED:
            raise AddressRefused(
                "fetch_failed", "The host's robots.txt cannot be had, so that nothing may be read."
            )
        raise AddressRefused("robots", "The host's robots.txt asks robots to leave this page.")

    def _host(self, address: str) -> _Host:
        parts = urlsplit(address.strip())
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._hosts:
            self._hosts[origin] = _Host(_robots_of(origin, self.rules))
        return self._hosts[origin]


def _robots_of(origin: str, rules: FetchRules) -> Robots:
    """RFC 9309: a host that has none asks for nothing; one that fails is left alone.

    An address that must not be fetched at all is for the page's own request to refuse.
    """
    try:
        return read_robots(fetch_page(f"{origin}/robots.txt", rules).data)
    except AddressRefused as fault:
        if fault.code == "refused" or 400 <= fault.status < 500:
            return Robots()
        return CLOSED
