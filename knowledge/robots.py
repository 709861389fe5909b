"""What a host asks robots to leave alone: robots.txt as RFC 9309 says it.

The standard library's parser takes the first rule that fits and knows no wildcards; the standard
wants the longest one, with "*" and "$".
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes, urlsplit

PRODUCT = "chatqual"
MAX_BYTES = 500 * 1024
MAX_RULES = 5000
_MAX_PATTERN = 1000


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of the group that is meant for us. `rules`: (is allowed, pattern).

    `delay_s`: seconds that the host wants between two requests; no part of the standard, but asked.
    """

    rules: tuple[tuple[bool, str], ...] = ()
    delay_s: float = 0.0

    def allows(self, address: str) -> bool:
        """The longest pattern that fits decides; of two of one length the one that allows."""
        parts = urlsplit(address)
        path = _plain(f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/")
        if path == "/robots.txt":
            return True
        fitting = [(len(pattern), allows) for allows, pattern in self.rules if fits(pattern, path)]
        return max(fitting, default=(0, True))[1]


# A host whose robots.txt cannot be had for a fault of its own: nothing may be read.
CLOSED = Robots(((False, "/"),))


def read_robots(data: bytes) -> Robots:
    """The group that names us, else the one for all; several of one name count as one."""
    groups: dict[str, list[tuple[bool, str]]] = {}
    delays: dict[str, float] = {}
    names: list[str] = []
    is_open = False
    for line in data[:MAX_BYTES].decode("utf-8", errors="replace").lstrip("\ufeff").splitlines():
        field, colon, value = line.partition("#")[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if not colon:
            continue
        if field == "user-agent":
            # Names that stand one below the other share the rules behind them.
            names = [*names, value.lower()] if is_open else [value.lower()]
            is_open = True
            for name in names:
                groups.setdefault(name, [])
            continue
        is_open = False
        for name in names:
            if field in ("allow", "disallow") and value and len(groups[name]) < MAX_RULES:
                groups[name].append((field == "allow", _plain(value[:_MAX_PATTERN])))
            elif field == "crawl-delay":
                delays[name] = _seconds(value)
    ours = PRODUCT if PRODUCT in groups else "*"
    return Robots(tuple(groups.get(ours, ())), delays.get(ours, 0.0))


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if math.isfinite(value) and value > 0 else 0.0


def _plain(text: str) -> str:
    """One spelling for what percent-encoding may spell in several ways."""
    return quote(unquote_to_bytes(text), safe="/%:@!$&'()*+,;=~-._?")


def fits(pattern: str, path: str) -> bool:
    """Whether a path begins as the pattern says; "*" is anything, "$" the end.

    In one pass without a regular expression: the pattern comes from a stranger.
    """
    must_end = pattern.endswith("$")
    first, *rest = (pattern[:-1] if must_end else pattern).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(rest, 1):
        if must_end and number == len(rest):
            return len(path) - len(part) >= at and path.endswith(part)
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not must_end or at == len(path)
