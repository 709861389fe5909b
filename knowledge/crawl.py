"""All pages of a host that can be reached from one address, within bounds.

Breadth first. A crawl stays on the host and below the folder of its first address, leaves what
robots.txt asks to leave, and waits between requests as long as that asks for.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit
from urllib.robotparser import RobotFileParser

from knowledge.collect import MAX_PATH
from knowledge.errors import DocumentUnreadable
from knowledge.fetch import USER_AGENT, FetchRules, Page, fetch_page
from knowledge.parsing import Parser

DEPTH, PAGES = 3, 500
MOST_PAGES = 5000
HELD_BYTES = 100 * 1_048_576
# A host that asks for more is read this slowly, and no slower.
LONGEST_DELAY_S = 10.0

# Pages fetched, pages known of, the address.
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class CrawlRules:
    """`depth`: links away from the first page. `pages`: at most so many are fetched."""

    depth: int = DEPTH
    pages: int = PAGES


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What is known of a page from the last crawl; its links, for when it has not changed."""

    etag: str = ""
    last_modified: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Crawled:
    """`pages`: by address, in the order found; None for one to be fetched when it is read.

    `skipped`: addresses of the host that a bound or robots.txt kept out. `is_whole`: nothing was
    kept out by a bound or a fault, so what is not among the pages is no longer there.
    """

    pages: Mapping[str, Page | None] = field(default_factory=dict)
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    skipped: int = 0
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Crawler:
    """What a crawl works with. `known`: pages of the last crawl, by path (see `path_of`)."""

    rules: CrawlRules
    fetching: FetchRules
    robots: RobotFileParser
    parser: Parser
    known: Mapping[str, KnownPage]
    progress: Progress | None = None

    def crawl(self, start: str, first: Page) -> Crawled:
        """Follow links from `first`, the page at `start`."""
        waiting = deque([(start, 0)])
        seen = {_same(start)}
        pages: dict[str, Page | None] = {}
        links: dict[str, tuple[str, ...]] = {}
        refused = held = faults = 0
        while waiting and len(pages) < self.rules.pages:
            address, depth = waiting.popleft()
            before = self.known.get(path_of(address), KnownPage())
            page = pages[address] = first if address == start else self._fetch(address, before)
            if self.progress:
                self.progress(len(pages), len(pages) + len(waiting), address)
            if page is None:
                faults += 1
                continue
            if not _is_below(page.url, start):
                # It was sent elsewhere: no page of this site.
                del pages[address]
                refused += 1
                continue
            links[address] = self._links(page, before)
            held += len(page.data)
            if held > HELD_BYTES:
                # Fetched once more when it is read: better than a whole site in memory.
                pages[address] = None
            new = self._new(links[address], start, seen) if depth < self.rules.depth else []
            allowed = [link for link in new if self.robots.can_fetch(USER_AGENT, link)]
            refused += len(new) - len(allowed)
            waiting.extend((link, depth + 1) for link in allowed)
        return Crawled(pages, links, refused + len(waiting), not faults and not waiting)

    def _new(self, links: tuple[str, ...], start: str, seen: set[str]) -> list[str]:
        """Links that belong to the crawl and were not met before; they are noted as met."""
        new = []
        for link in links:
            if _same(link) not in seen and _is_below(link, start):
                seen.add(_same(link))
                new.append(link)
        return new

    def _fetch(self, address: str, before: KnownPage) -> Page | None:
        """None where it cannot be had: the reader of documents asks again, and tells why."""
        if delay := min(float(self.robots.crawl_delay(USER_AGENT) or 0), LONGEST_DELAY_S):
            # What the host itself asks of robots between two requests.
            time.sleep(delay)
        said = {"If-None-Match": before.etag, "If-Modified-Since": before.last_modified}
        try:
            return fetch_page(address, self.fetching, said)
        except DocumentUnreadable:
            return None

    def _links(self, page: Page, before: KnownPage) -> tuple[str, ...]:
        if page.is_unchanged:
            return before.links
        try:
            return tuple(self.parser.read_links(page.data, page.url))
        except DocumentUnreadable:
            # Read as a document it fails again, with its reason told there.
            return ()


def path_of(address: str) -> str:
    """The document's path: what stands behind the host."""
    parts = urlsplit(address)
    path = unquote(parts.path).strip("/") or "index"
    return (f"{path}?{parts.query}" if parts.query else path)[:MAX_PATH]


def _is_below(address: str, start: str) -> bool:
    """On the host of the first address, and not above its folder."""
    there, here = urlsplit(address), urlsplit(start)
    folder = here.path.rsplit("/", 1)[0] + "/"
    return host_of(address) == host_of(start) and (there.path or "/").startswith(folder)


def host_of(address: str) -> str:
    """The host and port of an address, with "www." or without it the same."""
    return urlsplit(address).netloc.lower().removeprefix("www.")


def _same(address: str) -> str:
    """What two spellings of one address share."""
    parts = urlsplit(address)
    return f"{host_of(address)}{parts.path.rstrip('/')}?{parts.query}"
