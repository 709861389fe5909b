"""Pages, sitemaps and crawls as sources: which addresses there are, and how each is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings

from knowledge.crawl import Crawler, CrawlRules, KnownPage, Progress, host_of, path_of
from knowledge.errors import AddressRefused, DocumentUnreadable
from knowledge.fetch import FetchRules, Page
from knowledge.models import Source
from knowledge.parsing import Parser
from knowledge.sitemap import Sitemap, looks_like_sitemap
from knowledge.visits import Visits

MAX_PAGES = 2000
MAX_SITEMAPS = 50


@dataclass(frozen=True, slots=True)
class WebSource:
    """What an address names. `pages`: those that were fetched already, by address.

    `faults`: why one of them could not be. `is_whole`: what is not among `addresses` is no longer
    there.
    """

    kind: Source.Kind
    location: str
    addresses: tuple[str, ...]
    visits: Visits
    pages: Mapping[str, Page] = field(default_factory=dict)
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    faults: Mapping[str, DocumentUnreadable] = field(default_factory=dict)
    skipped: int = 0
    is_whole: bool = False

    def fetch(self, address: str, known: KnownPage) -> Page:
        """The page, from this reading or asked for now. Raises DocumentUnreadable."""
        if address in self.faults:
            raise self.faults[address]
        page = self.pages.get(address) or self.visits.fetch(address, known.asked)
        if self.kind != Source.Kind.URL and host_of(page.url) != host_of(self.location):
            raise AddressRefused("refused", f"The page leads to another host, {page.url}.")
        return page


def is_address(argument: str) -> bool:
    return argument.lower().startswith(("http://", "https://"))


def fetch_rules() -> FetchRules:
    """From the settings; see docs/configuration.md."""
    return FetchRules(
        max_bytes=settings.CHATQUAL_MAX_DOCUMENT_MB * 1_048_576,
        allow_private=settings.CHATQUAL_ALLOW_PRIVATE_ADDRESSES,
    )


def collect_web(
    argument: str,
    parser: Parser,
    crawling: CrawlRules | None = None,
    known: Mapping[str, KnownPage] | None = None,
    progress: Progress | None = None,
) -> WebSource:
    """Fetch the address: a sitemap names pages of its own host, anything else is a page.

    `crawling`: from a page, its links are followed; `known`: pages of the last time, by path.
    Raises AddressRefused, or DocumentUnreadable for a broken sitemap.
    """
    visits = Visits(fetch_rules())
    before = (known or {}).get(path_of(argument), KnownPage())
    page = visits.fetch(argument, before.asked)
    if looks_like_sitemap(page.data):
        return _of_sitemap(argument, page, parser, visits)
    if crawling is None:
        return WebSource(Source.Kind.URL, argument, (argument,), visits, {argument: page})
    found = Crawler(crawling, visits, parser, known or {}, progress).crawl(argument, page)
    return WebSource(
        Source.Kind.CRAWL,
        argument,
        tuple(found.pages),
        visits,
        {address: page for address, page in found.pages.items() if page is not None},
        found.links,
        found.faults,
        found.skipped,
        found.is_whole,
    )


def again(kind: Source.Kind, location: str, addresses: tuple[str, ...]) -> WebSource:
    """Some addresses of a known source, each to be asked for by itself."""
    return WebSource(kind, location, addresses, Visits(fetch_rules()))


def _of_sitemap(argument: str, page: Page, parser: Parser, visits: Visits) -> WebSource:
    named, is_whole = _addresses(page, parser, visits)
    ours = [url for url in named if host_of(url) == host_of(argument) and visits.allows(url)]
    if not ours:
        raise AddressRefused("no_text", "The sitemap names no page of its own host.")
    return WebSource(
        Source.Kind.SITEMAP,
        argument,
        tuple(ours[:MAX_PAGES]),
        visits,
        skipped=len(named) - min(len(ours), MAX_PAGES),
        is_whole=is_whole and len(ours) <= MAX_PAGES,
    )


def _addresses(page: Page, parser: Parser, visits: Visits) -> tuple[list[str], bool]:
    """Pages of a sitemap and of those it points to, breadth first; whether that is all of them."""
    waiting: list[str] = []
    found: dict[str, None] = {}
    read = 0
    current: Page | None = page
    while current is not None:
        sitemap: Sitemap = parser.read_sitemap(current.data)
        read += 1
        found |= dict.fromkeys(address for address, _ in sitemap.pages)
        waiting.extend(url for url in sitemap.sitemaps if host_of(url) == host_of(page.url))
        current = visits.fetch(waiting.pop(0)) if waiting and read < MAX_SITEMAPS else None
    return list(found), not waiting
