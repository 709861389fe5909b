"""Reads what an operator names into documents: files, folders, patterns, pages, sitemaps.

It writes rows only. Vectors and the index are made from them by whoever holds the index
(knowledge/indexing.py). Each document is a transaction of its own and fails alone: stopped at any
point, the next run does the rest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

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
    store_document,
)
from knowledge.errors import DocumentUnreadable, SourceMissing
from knowledge.extract.base import Extracted
from knowledge.models import Document, IngestFailure, Source
from knowledge.parsing import Parser
from knowledge.reports import Failure, IngestReport
from knowledge.vanishing import retire_gone
from knowledge.web import WebSource, again, collect_web, fetch_rules, is_address

# Raised when the same bytes are read into another text than before: all is read anew.
READER_VERSION = "3"
# Counted when done, and the number there are.
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class _Item:
    """A document to be read: its path, and how to get its bytes; `address`: of a page."""

    path: str
    get: Callable[[_Known], _Got]
    address: str = ""


@dataclass(frozen=True, slots=True)
class _Got:
    """`data` is None where nothing has changed since the last time."""

    data: bytes | None
    name: str
    mime: str
    fetched: Fetched


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a document before it is read again."""

    raw_hash: str = ""
    page: KnownPage = KnownPage()
    state: str = ""
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
    paths: Collection[str] = (),
    is_sure: bool = False,
) -> IngestReport:
    """Bring the site's documents in step with what the arguments name.

    Unchanged documents cost a hash each. Of a folder, a sitemap or a website, what is no longer
    there is retired. `crawling`: links of pages are followed; a website that was crawled before is
    crawled again without it. `paths`: only these, which had failed, of the one argument. `is_sure`:
    what is gone is retired even if it is most of a source. An argument that names nothing, or
    cannot be fetched, is a failure beside the others'.
    """
    report = IngestReport()
    with Parser() as parser:
        plans: list[_Plan] = []
        for argument in arguments:
            try:
                plan = _plan_failed(site, argument, paths) if paths else None
                plans.append(plan or _plan(site, argument, parser, crawling, progress))
            except (SourceMissing, DocumentUnreadable) as fault:
                failure = Failure(argument, getattr(fault, "code", "not_found"), str(fault))
                report += IngestReport(failures=(failure,), lost=(argument,))
                sources = Source.objects.filter(site=site, location=argument)
                sources.update(outcome=str(fault)[:500], ingested_at=timezone.now())
        total = sum(len(plan.items) for plan in plans)
        done = 0
        for plan in plans:
            part = IngestReport()
            for path, read in _carry_out(plan, parser, by, is_sure):
                part += read
                done += bool(path)
                if progress and path:
                    progress(done, total, path)
            _keep_outcome(plan.source, part)
            report += part
    return report


def _plan(
    site: Site,
    argument: str,
    parser: Parser,
    crawling: CrawlRules | None,
    progress: Progress | None,
) -> _Plan:
    if not is_address(argument):
        return _local_plan(site, collect_local(argument))
    source = _known_web_source(site, argument)
    if source and source.kind == Source.Kind.URL and not crawling and source.documents.exists():
        return _web_plan(site, again(Source.Kind.URL, argument, (argument,)), None)
    rules = crawling
    if source and source.kind == Source.Kind.CRAWL and not rules:
        rules = CrawlRules(source.depth or DEPTH, source.page_limit or PAGES)
    known = {path: known.page for path, known in _known_documents(source).items()} if source else {}
    return _web_plan(site, collect_web(argument, parser, rules, known, progress), rules)


def _plan_failed(site: Site, argument: str, paths: Collection[str]) -> _Plan | None:
    """Only these documents, if it is known where each of them is."""
    source = Source.objects.filter(site=site, location=argument).first()
    failures = source.failures.filter(path__in=paths) if source else None
    if source is None or not failures or not source.is_web:
        return None
    addresses = tuple(failure.address for failure in failures if failure.address)
    if len(addresses) < len(failures):
        return None
    items = _web_items(again(Source.Kind(source.kind), argument, addresses))
    return _Plan(source, items, is_whole=False, skipped=0)


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


def _web_plan(site: Site, web: WebSource, crawling: CrawlRules | None) -> _Plan:
    """An address that was added as one kind may turn out to be the other."""
    known = _known_web_source(site, web.location)
    source = known or find_or_make_source(site, web.kind, web.location)
    source.kind = web.kind
    if web.kind == Source.Kind.CRAWL and crawling:
        source.depth, source.page_limit = crawling.depth, crawling.pages
    source.save(update_fields=["kind", "depth", "page_limit"])
    return _Plan(source, _web_items(web), web.is_whole, web.skipped)


def _known_web_source(site: Site, location: str) -> Source | None:
    kinds = (Source.Kind.URL, Source.Kind.SITEMAP, Source.Kind.CRAWL)
    return Source.objects.filter(site=site, location=location, kind__in=kinds).first()


def _web_items(web: WebSource) -> tuple[_Item, ...]:
    return tuple(_Item(path_of(url), _web_getter(url, web), url) for url in web.addresses)


def _local_getter(entry: LocalFile) -> Callable[[_Known], _Got]:
    def get(known: _Known) -> _Got:
        data = read_local(entry, fetch_rules().max_bytes)
        raw_hash = _raw_hash(data)
        changed = None if raw_hash == known.raw_hash else data
        return _Got(changed, entry.path, "", Fetched(raw_hash=raw_hash))

    return get


def _web_getter(address: str, web: WebSource) -> Callable[[_Known], _Got]:
    def get(known: _Known) -> _Got:
        page = web.fetch(address, known.page)
        raw_hash = known.raw_hash if page.is_unchanged else _raw_hash(page.data)
        changed = None if raw_hash == known.raw_hash else page.data
        links = web.links.get(address, known.page.links)
        # A page of a crawl whose links nobody has looked for must come whole the next time.
        is_followed = web.kind != Source.Kind.CRAWL or address in web.links
        tags = (page.etag, page.last_modified) if is_followed else ("", "")
        fetched = Fetched(raw_hash, *tags, page.url, links)
        return _Got(changed, path_of(page.url), page.mime or "text/plain", fetched)

    return get


def _raw_hash(data: bytes) -> str:
    """Of bytes as this reader reads them; see `_known_documents`."""
    return f"{READER_VERSION}-{hashlib.sha256(data).hexdigest()[:56]}"


def _carry_out(
    plan: _Plan, parser: Parser, by: str, is_sure: bool
) -> Iterator[tuple[str, IngestReport]]:
    """(path, what happened) for each document, then ("", what was retired)."""
    source = plan.source
    known = _known_documents(source)
    published = {path for path, had in known.items() if had.state == Document.State.PUBLISHED}
    failed: list[str] = []
    leaving: list[Failure] = []
    for item in plan.items:
        part = _read_item(source, item, known.get(item.path, _Known()), parser, by)
        failed += [failure.path for failure in part.failures]
        if source.is_web and item.path in published and _says_gone(part):
            leaving += part.failures
            part = IngestReport()
        yield item.path, part
    seen = {item.path for item in plan.items}
    gone = {failure.path for failure in leaving} | (published - seen if plan.is_whole else set())
    retired, kept = retire_gone(source, gone, is_sure=is_sure)
    still = [path for path in failed if kept or path not in gone]
    _clear_failures(source, None if plan.is_whole else seen - set(still), still)
    lost = (source.location,) if len(failed) == len(plan.items) else ()
    told = tuple(leaving) if kept else ()
    yield (
        "",
        IngestReport(retired=retired, kept=kept, skipped=plan.skipped, failures=told, lost=lost),
    )


def _says_gone(part: IngestReport) -> bool:
    return any(failure.code == "not_found" for failure in part.failures)


def _keep_outcome(source: Source, report: IngestReport) -> None:
    source.ingested_at = timezone.now()
    source.outcome = report.in_words()[:500]
    source.save(update_fields=["ingested_at", "outcome", "vanished_at"])


def _known_documents(source: Source) -> dict[str, _Known]:
    """What was read by another version of the reader counts as never read, changed or not."""
    fields = ("path", "raw_hash", "etag", "last_modified", "links", "state", "missing_since")
    known: dict[str, _Known] = {}
    for path, raw_hash, etag, changed, links, state, missing in source.documents.values_list(
        *fields
    ):
        is_ours = raw_hash.startswith(f"{READER_VERSION}-")
        page = KnownPage(etag, changed, tuple(links)) if is_ours else KnownPage()
        known[path] = _Known(raw_hash if is_ours else "", page, state, missing is not None)
    return known


def _read_item(source: Source, item: _Item, known: _Known, parser: Parser, by: str) -> IngestReport:
    try:
        got = item.get(known)
        if got.data is None:
            _keep_validators(source, item.path, known, got.fetched)
            return IngestReport(unchanged=1)
        extracted = parser.read(got.data, got.name, got.mime)
    except DocumentUnreadable as fault:
        _record_failure(source, item, fault)
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


def _keep_validators(source: Source, path: str, known: _Known, fetched: Fetched) -> None:
    """The same bytes may come under a new tag; a page that was gone is back."""
    if known.is_missing:
        publish(source.documents.get(path=path))
    now = (fetched.etag or known.page.etag, fetched.last_modified or known.page.last_modified)
    if source.is_web and now != (known.page.etag, known.page.last_modified):
        source.documents.filter(path=path).update(etag=now[0], last_modified=now[1])


def _record_failure(source: Source, item: _Item, fault: DocumentUnreadable) -> None:
    """What was read of it before stays published: an old answer beats none."""
    values = {
        "code": fault.code,
        "message": str(fault)[:500],
        "failed_at": timezone.now(),
        "address": item.address[:2000],
    }
    IngestFailure.objects.update_or_create(
        source=source,
        path=item.path,
        defaults={**values, "attempts": F("attempts") + 1},
        create_defaults=values,
    )


def _clear_failures(source: Source, read: Iterable[str] | None, failed: Sequence[str]) -> None:
    """Forget failures of what could be read; `read` None: of all that is not in `failed`."""
    failures = source.failures.exclude(path__in=failed)
    (failures if read is None else failures.filter(path__in=list(read))).delete()
