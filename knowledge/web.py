"""Pages, sitemaps and crawls as sources: which addresses there are, and how each is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from django.conf import settings

from knowledge.crawl import Crawler, CrawlRules, KnownPage, Progress, host_of
from knowledge.errors import AddressRefused, DocumentUnreadable
from knowledge.fetch import USER_AGENT, FetchRules, Page, fetch_page
from knowledge.models import Source
from knowledge.parsing import Parser
from knowledge.sitemap import Sitemap, looks_like_sitemap

MAX_PAGES = 2000
MAX_SITEMAPS = 50


@dataclass(frozen=True, slots=True)
class WebSource:
    """What an address names. `pages`: those that were fetched already, by address.

    `is_whole`: what is not among `addresses` is no longer there.
    """

    kind: Source.Kind
    location: str
    addresses: tuple[str, ...]
    pages: Mapping[str, Page] = field(default_factory=dict)
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    skipped: int = 0
    is_whole: bool = False


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

    `crawling`: from a page, its links are followed; `known`: pages of the last crawl, by address.
    Raises AddressRefused, or DocumentUnreadable for a broken sitemap.
    """
    rules = fetch_rules()
    page = fetch_page(argument, rules)
    if not looks_like_sitemap(page.data):
        if crawling is None:
            return WebSource(Source.Kind.URL, argument, (argument,), {argument: page})
        robots = _robots_of(argument, rules)
        crawler = Crawler(crawling, rules, robots, parser, known or {}, progress)
        found = crawler.crawl(argument, page)
        return WebSource(
            Source.Kind.CRAWL,
            argument,
            tuple(found.pages),
            {address: page for address, page in found.pages.items() if page is not None},
            found.links,
            found.skipped,
            found.is_whole,
        )
    return _of_sitemap(argument, page, parser, rules)


def _of_sitemap(argument: str, page: Page, parser: Parser, rules: FetchRules) -> WebSource:
    found: list[str] = []
    skipped = 0
    robots = _robots_of(argument, rules)
    for address in _addresses(page, parser, rules):
        if host_of(address) == host_of(argument) and robots.can_fetch(USER_AGENT, address):
            found.append(address)
        else:
            skipped += 1
    unique = tuple(dict.fromkeys(found))
    if not unique:
        raise AddressRefused("no_text", "The sitemap names no page of its own host.")
    skipped += max(0, len(unique) - MAX_PAGES)
    return WebSource(
        Source.Kind.SITEMAP, argument, unique[:MAX_PAGES], skipped=skipped, is_whole=True
    )


def _addresses(page: Page, parser: Parser, rules: FetchRules) -> Iterator[str]:
    """Pages of a sitemap and of those it points to, breadth first, within bounds."""
    waiting: list[str] = []
    read = 0
    current: Page | None = page
    while current is not None:
        sitemap: Sitemap = parser.read_sitemap(current.data)
        read += 1
        yield from (address for address, _ in sitemap.pages)
        waiting.extend(url for url in sitemap.sitemaps if host_of(url) == host_of(page.url))
        current = fetch_page(waiting.pop(0), rules) if waiting and read < MAX_SITEMAPS else None


def _robots_of(address: str, rules: FetchRules) -> RobotFileParser:
    """What the host asks crawlers to leave alone; a host without robots.txt asks for nothing."""
    parts = urlsplit(address)
    robots = RobotFileParser()
    try:
        page = fetch_page(f"{parts.scheme}://{parts.netloc}/robots.txt", rules)
        robots.parse(page.data.decode("utf-8", errors="replace").splitlines())
    except DocumentUnreadable:
        robots.parse([])
    return robots
