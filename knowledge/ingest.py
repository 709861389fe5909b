"""Reads what an operator names into documents: files, folders, patterns, pages, sitemaps.

It writes rows only. Vectors and the index are made from them by whoever holds the index
(knowledge/indexing.py). Each document is a transaction of its own and fails alone: stopped at any
point, the next run does the rest.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone

from chatqual.sites.models import Site
from knowledge.collect import LocalFile, LocalSource, collect_local, read_local
from knowledge.crawl import DEPTH, PAGES, CrawlRules, KnownPage, path_of
from knowledge.documents import (
    Fetched,
    Stored,
    find_or_make_source,
    publish,
    retire,
    store_document,
)
from knowledge.errors import DocumentUnreadable, SourceMissing
from knowledge.extract.base import Extracted
from knowledge.fetch import fetch_page
from knowledge.models import Document, IngestFailure, Source
from knowledge.parsing import Parser
from knowledge.web import WebSource, collect_web, fetch_rules, is_address

log = logging.getLogger(__name__)

# Raised when the same bytes are read into another text than before: all is read anew.
READER_VERSION = "2"
# Counted when done, and the number there are.
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read, and why, in words for an admin."""

    path: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What a run did, in documents; `chunks`: passages that need a vector.

    `lost`: arguments of which nothing at all could be read.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    retired: int = 0
    skipped: int = 0
    chunks: int = 0
    failures: tuple[Failure, ...] = ()
    lost: tuple[str, ...] = ()

    def __add__(self, other: IngestReport) -> IngestReport:
        return IngestReport(
            *(getattr(self, name) + getattr(other, name) for name in self.__slots__)
        )

    def to_json(self) -> dict[str, Any]:
        fields: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        fields["failures"] = [
            {name: getattr(failure, name) for name in Failure.__slots__}
            for failure in self.failures
        ]
        return {**fields, "lost": list(self.lost), "failed": len(self.failures)}


@dataclass(frozen=True, slots=True)
class _Item:
    """A document to be read: its path, and how to get its bytes and MIME type."""

    path: str
    get: Callable[[_Known], _Got | None]


@dataclass(frozen=True, slots=True)
class _Got:
    data: bytes
    name: str
    mime: str
    fetched: Fetched


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a document before it is read again."""

    raw_hash: str = ""
    etag: str = ""
    last_modified: str = ""
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class _Plan:
    source: Source
    items: tuple[_Item, ...]
    is_whole: bool
    skipped: int


def ingest(
    site: Site,
    arguments: Sequence[str],
    *,
    by: str = "",
    progress: Progress | None = None,
    crawling: CrawlRules | None = None,
) -> IngestReport:
    """Bring the site's documents in step with what the arguments name.

    Unchanged documents cost a hash each. Of a folder, a sitemap or a website, what is no longer
    there is retired. `crawling`: links of pages are followed; a website that was crawled before is
    crawled again without it. An argument that names nothing, or cannot be fetched, is a failure
    beside the others'.
    """
    report = IngestReport()
    with Parser() as parser:
        plans: list[_Plan] = []
        for argument in arguments:
            try:
                plans.append(_plan(site, argument, parser, crawling, progress))
            except (SourceMissing, DocumentUnreadable) as fault:
                failure = Failure(argument, getattr(fault, "code", "not_found"), str(fault))
                report += IngestReport(failures=(failure,), lost=(argument,))
        total = sum(len(plan.items) for plan in plans)
        done = 0
        for plan in plans:
            for path, part in _carry_out(plan, parser, by):
                report += part
                done += bool(path)
                if progress and path:
                    progress(done, total, path)
    return report


def _plan(
    site: Site,
    argument: str,
    parser: Parser,
    crawling: CrawlRules | None,
    progress: Progress | None,
) -> _Plan:
    if is_address(argument):
        rules, known = _last_crawl(site, argument, crawling)
        web = collect_web(argument, parser, rules, known, progress)
        return _web_plan(site, web, rules)
    return _local_plan(site, collect_local(argument))


def _local_plan(site: Site, local: LocalSource) -> _Plan:
    source, files = _known_folder(site, local) or (
        find_or_make_source(site, local.kind, local.location),
        local.files,
    )
    items = tuple(_Item(entry.path, _local_getter(entry)) for entry in files)
    return _Plan(source, items, local.is_whole, local.skipped)


def _known_folder(site: Site, local: LocalSource) -> tuple[Source, tuple[LocalFile, ...]] | None:
    """A file below a folder that was read before is that folder's document, not a second one."""
    if local.kind != Source.Kind.FILE:
        return None
    file = local.files[0].file
    for folder in file.parents:
        source = Source.objects.filter(
            site=site, kind=Source.Kind.FOLDER, location=str(folder)
        ).first()
        if source is not None:
            return source, (LocalFile(file.relative_to(folder).as_posix(), file),)
    return None


def _last_crawl(
    site: Site, argument: str, crawling: CrawlRules | None
) -> tuple[CrawlRules | None, dict[str, KnownPage]]:
    """The rules to crawl by, if any, and the pages of the last time."""
    source = Source.objects.filter(site=site, location=argument, kind=Source.Kind.CRAWL).first()
    if source is None:
        return crawling, {}
    rules = crawling or CrawlRules(source.depth or DEPTH, source.page_limit or PAGES)
    rows = source.documents.values_list("path", "etag", "last_modified", "links")
    known = {path: KnownPage(etag, changed, tuple(links)) for path, etag, changed, links in rows}
    return rules, known


def _web_plan(site: Site, web: WebSource, crawling: CrawlRules | None) -> _Plan:
    source = _web_source(site, web)
    if web.kind == Source.Kind.CRAWL and crawling:
        source.depth, source.page_limit = crawling.depth, crawling.pages
        source.save(update_fields=["depth", "page_limit"])
    items = tuple(_Item(path_of(address), _web_getter(address, web)) for address in web.addresses)
    return _Plan(source, items, web.is_whole, web.skipped)


def _web_source(site: Site, web: WebSource) -> Source:
    """An address that was added as one kind may turn out to be the other."""
    kinds = (Source.Kind.URL, Source.Kind.SITEMAP, Source.Kind.CRAWL)
    known = Source.objects.filter(site=site, location=web.location, kind__in=kinds).first()
    if known is None:
        return find_or_make_source(site, web.kind, web.location)
    if known.kind != web.kind:
        known.kind = web.kind
        known.save(update_fields=["kind"])
    return known


def _local_getter(entry: LocalFile) -> Callable[[_Known], _Got | None]:
    def get(known: _Known) -> _Got | None:
        data = read_local(entry, fetch_rules().max_bytes)
        raw_hash = _raw_hash(data)
        if raw_hash == known.raw_hash:
            return None
        return _Got(data, entry.path, "", Fetched(raw_hash=raw_hash))

    return get


def _web_getter(address: str, web: WebSource) -> Callable[[_Known], _Got | None]:
    def get(known: _Known) -> _Got | None:
        page = web.pages.get(address) or fetch_page(
            address,
            fetch_rules(),
            {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified},
        )
        raw_hash = _raw_hash(page.data)
        if page.is_unchanged or raw_hash == known.raw_hash:
            return None
        links = web.links.get(address, ())
        fetched = Fetched(raw_hash, page.etag, page.last_modified, page.url, links)
        return _Got(page.data, path_of(page.url), page.mime or "text/plain", fetched)

    return get


def _raw_hash(data: bytes) -> str:
    return hashlib.sha256(READER_VERSION.encode() + b"\x1f" + data).hexdigest()


def _carry_out(plan: _Plan, parser: Parser, by: str) -> Iterator[tuple[str, IngestReport]]:
    """(path, what happened) for each document, then ("", what was retired)."""
    known = _known_documents(plan.source)
    failed: list[str] = []
    for item in plan.items:
        part = _read_item(plan.source, item, known.get(item.path, _Known()), parser, by)
        if part.failures:
            failed.append(item.path)
        yield item.path, part
    seen = {item.path for item in plan.items}
    _clear_failures(plan.source, seen - set(failed) if not plan.is_whole else None, failed)
    retired = _retire_missing(plan.source, seen) if plan.is_whole else 0
    lost = (plan.source.location,) if len(failed) == len(plan.items) else ()
    plan.source.ingested_at = timezone.now()
    plan.source.save(update_fields=["ingested_at"])
    yield "", IngestReport(retired=retired, skipped=plan.skipped, lost=lost)


def _known_documents(source: Source) -> dict[str, _Known]:
    rows = source.documents.values_list(
        "path", "raw_hash", "etag", "last_modified", "missing_since"
    )
    return {
        path: _Known(raw_hash, etag, changed, missing is not None)
        for path, raw_hash, etag, changed, missing in rows
    }


def _read_item(source: Source, item: _Item, known: _Known, parser: Parser, by: str) -> IngestReport:
    try:
        got = item.get(known)
        if got is None:
            if known.is_missing:
                publish(source.documents.get(path=item.path))
            return IngestReport(unchanged=1)
        extracted = parser.read(got.data, got.name, got.mime)
    except DocumentUnreadable as fault:
        _record_failure(source, item.path, fault)
        return IngestReport(failures=(Failure(item.path, fault.code, str(fault)),))
    stored = _store(source, item.path, extracted, got.fetched, by)
    return IngestReport(
        added=int(stored.change == "added"),
        updated=int(stored.change == "updated"),
        unchanged=int(stored.change == "unchanged"),
        chunks=stored.new_chunks,
    )


def _store(source: Source, path: str, extracted: Extracted, fetched: Fetched, by: str) -> Stored:
    try:
        return store_document(source=source, path=path, extracted=extracted, fetched=fetched, by=by)
    except IntegrityError:
        # Another run has made the same document a moment ago; now it is found.
        return store_document(source=source, path=path, extracted=extracted, fetched=fetched, by=by)


def _record_failure(source: Source, path: str, fault: DocumentUnreadable) -> None:
    """What was read of it before stays published: an old answer beats none."""
    values = {"code": fault.code, "message": str(fault)[:500], "failed_at": timezone.now()}
    IngestFailure.objects.update_or_create(
        source=source,
        path=path,
        defaults={**values, "attempts": F("attempts") + 1},
        create_defaults=values,
    )


def _clear_failures(source: Source, read: Iterable[str] | None, failed: Sequence[str]) -> None:
    """Forget failures of what could be read; `read` None: of all that is not in `failed`."""
    failures = source.failures.exclude(path__in=failed)
    (failures if read is None else failures.filter(path__in=list(read))).delete()


def _retire_missing(source: Source, seen: set[str]) -> int:
    gone = [
        document
        for document in source.documents.filter(state=Document.State.PUBLISHED)
        if document.path not in seen
    ]
    for document in gone:
        retire(document, is_missing=True)
    return len(gone)
