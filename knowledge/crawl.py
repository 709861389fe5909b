"""All pages of a host that can be reached from one address, within bounds.

Breadth first. A crawl stays on the host and below the folder of its first address, and leaves what
robots.txt asks to leave.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from knowledge.collect import MAX_PATH
from knowledge.errors import DocumentUnreadable
from knowledge.fetch import Page
from knowledge.parsing import Parser
from knowledge.visits import Visits

DEPTH, PAGES = 3, 500
MOST_PAGES = 5000
HELD_BYTES = 100 * 1_048_576

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

    @property
    def asked(self) -> dict[str, str]:
        """The headers that ask whether it has changed."""
        return {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}


@dataclass(frozen=True, slots=True)
class Crawled:
    """`pages`: by address, in the order found; None for one to be fetched when it is read.

    `faults`: why a page of them could not be had. `skipped`: addresses of the host that a bound or
    robots.txt kept out. `is_whole`: no bound and no fault of the host kept anything out, so what is
    not among the pages is no longer there.
    """

    pages: Mapping[str, Page | None] = field(default_factory=dict)
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    faults: Mapping[str, DocumentUnreadable] = field(default_factory=dict)
    skipped: int = 0
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Crawler:
    """What a crawl works with. `known`: pages of the last crawl, by path (see `path_of`)."""

    rules: CrawlRules
    visits: Visits
    parser: Parser
    known: Mapping[str, KnownPage]
    progress: Progress | None = None

    def crawl(self, start: str, first: Page) -> Crawled:
        """Follow links from `first`, the page at `start`."""
        waiting = deque([(start, 0)])
        seen = {_same(start)}
        pages: dict[str, Page | None] = {}
        links: dict[str, tuple[str, ...]] = {}
        faults: dict[str, DocumentUnreadable] = {}
        refused = held = 0
        while waiting and len(pages) < self.rules.pages:
            address, depth = waiting.popleft()
            before = self.known.get(path_of(address), KnownPage())
            pages[address] = None
            try:
                page = first if address == start else self.visits.fetch(address, before.asked)
            except DocumentUnreadable as fault:
                faults[address] = fault
                continue
            finally:
                if self.progress:
                    self.progress(len(pages), len(pages) + len(waiting), address)
            if not is_below(page.url, start):
                # It was sent elsewhere: no page of this site.
                del pages[address]
                refused += 1
                continue
            links[address] = self._links(page, before)
            held += len(page.data)
            # Else fetched once more when it is read: better than a whole site in memory.
            pages[address] = page if held <= HELD_BYTES else None
            new = self._new(links[address], start, seen) if depth < self.rules.depth else []
            allowed = [link for link in new if self.visits.allows(link)]
            refused += len(new) - len(allowed)
            waiting.extend((link, depth + 1) for link in allowed)
        is_whole = not waiting and all(fault.code == "not_found" for fault in faults.values())
        return Crawled(pages, links, faults, refused + len(waiting), is_whole)

    def _new(self, links: tuple[str, ...], start: str, seen: set[str]) -> list[str]:
        """Links that belong to the crawl and were not met before; they are noted as met."""
        new = []
        for link in links:
            if _same(link) not in seen and is_below(link, start):
                seen.add(_same(link))
                new.append(link)
        return new

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


def is_below(address: str, start: str) -> bool:
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
