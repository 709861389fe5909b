"""Every write to documents: read from a source, written or edited by hand, published, retired.

Each is one transaction that keeps `Chunk.live`, the index's removals and the corpus revision in
step with the document's state. Text that leaves is out of answers with the commit.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from django.db.models import QuerySet
from django.utils import timezone

from chatqual.realtime.transactions import writing
from chatqual.sites.models import Site
from knowledge.chunking import CutChunk, cut_document
from knowledge.extract.base import Extracted
from knowledge.models import (
    Chunk,
    ChunkRemoval,
    Document,
    DocumentVersion,
    Sentence,
    Source,
    bump_revision,
)
from knowledge.wake import wake_indexer

Change = Literal["added", "updated", "unchanged"]
_MAX_TITLE = 300
_MAX_URL = 1000


@dataclass(frozen=True, slots=True)
class Stored:
    """What storing a document did. `new_chunks`: those that need a vector."""

    document: Document
    change: Change
    new_chunks: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """How the bytes came: what tells next time, cheaply, that nothing has changed."""

    raw_hash: str = ""
    etag: str = ""
    last_modified: str = ""
    url: str = ""
    links: tuple[str, ...] = ()


def find_or_make_source(site: Site, kind: Source.Kind, location: str = "") -> Source:
    """The site's source of that kind and place; made when it is asked for first."""
    source, _ = Source.objects.get_or_create(site=site, kind=kind, location=location)
    return source


@writing()
def store_document(
    *,
    source: Source,
    path: str,
    extracted: Extracted,
    fetched: Fetched | None = None,
    state: Document.State = Document.State.PUBLISHED,
    audience: Document.Audience | None = None,
    by: str = "",
    note: str = "",
) -> Stored:
    """Make the document or give it a new version; the same text and title make none.

    `state` is for a new document only: one that a person has retired stays retired. One that had
    vanished from its source is published again.
    """
    fetched = fetched or Fetched()
    document = Document.objects.select_for_update().filter(source=source, path=path).first()
    is_new = document is None
    if document is None:
        document = Document(site_id=source.site_id, source=source, path=path, state=state)
    document.title = (extracted.title or title_from_path(path))[:_MAX_TITLE]
    url = extracted.url or fetched.url or _public_url(source, path)
    document.url = url if len(url) <= _MAX_URL else ""
    document.language = extracted.language or document.language
    document.raw_hash = fetched.raw_hash
    document.etag, document.last_modified = fetched.etag, fetched.last_modified
    document.links = list(fetched.links)
    document.audience = audience or document.audience
    if document.missing_since is not None and document.state == Document.State.RETIRED:
        document.state = Document.State.PUBLISHED
    document.missing_since = None
    return _store_version(document, extracted, is_new=is_new, by=by, note=note)


@writing()
def store_edit(document: Document, extracted: Extracted, *, by: str, note: str = "") -> Stored:
    """Give a known document a version that a person wrote; its state stays as it is."""
    locked = Document.objects.select_for_update().get(pk=document.pk)
    locked.title = (extracted.title or locked.title)[:_MAX_TITLE]
    locked.language = extracted.language or locked.language
    stored = _store_version(locked, extracted, is_new=False, by=by, note=note)
    document.refresh_from_db()
    return stored


def _store_version(
    document: Document, extracted: Extracted, *, is_new: bool, by: str, note: str
) -> Stored:
    text_hash = _text_hash(document.title, extracted.text)
    if not is_new and document.current is not None and document.current.content_hash == text_hash:
        document.save()
        _set_live(document)
        return Stored(document, "unchanged", 0)
    if is_new:
        # The row must exist before its version, and may be published only with one.
        wanted, document.state = document.state, Document.State.DRAFT
        document.save()
        document.state = wanted
    last = document.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = DocumentVersion.objects.create(
        document=document,
        number=last + 1,
        title=document.title,
        text=extracted.text,
        content_hash=text_hash,
        mime=extracted.mime,
        dated=extracted.dated,
        note=(note or "; ".join(extracted.warnings))[:300],
        created_by=by,
    )
    document.current = version
    document.updated_at = timezone.now()
    document.save()
    new_chunks = _cut_again(document, version)
    _announce(document.site_id)
    return Stored(document, "added" if is_new else "updated", new_chunks)


def publish(document: Document) -> None:
    """Answer from it from now on. Its vectors are kept while it is retired."""
    set_state(document, Document.State.PUBLISHED)


def retire(document: Document, *, is_missing: bool = False) -> None:
    """Answer from it no more. `is_missing`: its source has lost it, no person decided."""
    set_state(document, Document.State.RETIRED, is_missing=is_missing)


@writing()
def set_state(document: Document, state: Document.State, *, is_missing: bool = False) -> None:
    """Put the document into a state, and its passages with it."""
    locked = Document.objects.select_for_update().get(pk=document.pk)
    locked.state = state
    locked.missing_since = timezone.now() if is_missing else None
    locked.save(update_fields=["state", "missing_since"])
    _set_live(locked)
    document.state = locked.state


@writing()
def delete_document(document: Document) -> None:
    """Take it away for good, with its versions; the index is told."""
    _remove_from_index(document.site_id, Chunk.objects.filter(document=document))
    _announce(document.site_id)
    document.delete()


@writing()
def mark_reviewed(document: Document) -> None:
    """Somebody has read it and found it right."""
    document.reviewed_at = timezone.now()
    document.save(update_fields=["reviewed_at"])


def set_public_urls(source: Source) -> None:
    """Give the documents of a folder the addresses under which visitors read them."""
    if not source.public_url:
        return
    changed = []
    for document in source.documents.only("pk", "path", "url"):
        if document.url != (url := _public_url(source, document.path)):
            document.url = url
            changed.append(document)
    Document.objects.bulk_update(changed, ["url"], batch_size=200)


def title_from_path(path: str) -> str:
    """ "guides/set-up_sso.md" → "Set up sso"; "guides/index.html" → "Guides"."""
    pure = PurePosixPath(path.split("?")[0])
    stem = pure.stem if pure.stem not in ("index", "README", "readme") else pure.parent.name
    words = (stem or pure.stem or path).replace("-", " ").replace("_", " ").split()
    return " ".join(words)[:1].upper() + " ".join(words)[1:] if words else path


def _public_url(source: Source, path: str) -> str:
    """Where a visitor can read it, if the source says so; Markdown is published without suffix."""
    if not source.public_url:
        return ""
    pure = PurePosixPath(path)
    shown = pure.with_suffix("") if pure.suffix in (".md", ".mdx", ".markdown") else pure
    shown = shown.parent if shown.name in ("index", "README") else shown
    return source.public_url.rstrip("/") + "/" + ("" if str(shown) == "." else str(shown))


def _text_hash(title: str, text: str) -> str:
    return hashlib.sha256(f"{title}\x1f{text}".encode()).hexdigest()


def _cut_again(document: Document, version: DocumentVersion) -> int:
    """Put the version's passages in place of the old ones; returns how many are new.

    A passage with the same title, headings and text keeps its row, its vector and its place in the
    index, wherever it stands now.
    """
    live = document.state == Document.State.PUBLISHED
    known: dict[str, list[Chunk]] = defaultdict(list)
    for chunk in document.chunks.defer("vector", "text").order_by("-position"):
        known[chunk.content_hash].append(chunk)
    kept: list[Chunk] = []
    made: list[tuple[Chunk, CutChunk]] = []
    for position, cut in enumerate(cut_document(version.title, version.text)):
        same = known[cut.content_hash]
        chunk = same.pop() if same else Chunk(site_id=document.site_id, document=document)
        chunk.version, chunk.position, chunk.live = version, position, live
        chunk.start, chunk.end = cut.start, cut.end
        if chunk.pk:
            kept.append(chunk)
        else:
            made.append((chunk, cut))
    gone = [chunk.pk for same in known.values() for chunk in same]
    _remove_from_index(document.site_id, Chunk.objects.filter(pk__in=gone))
    Chunk.objects.filter(pk__in=gone).delete()
    Chunk.objects.bulk_update(kept, ["version", "position", "start", "end", "live"], batch_size=200)
    _create_chunks(made)
    return len(made)


def _create_chunks(made: Sequence[tuple[Chunk, CutChunk]]) -> None:
    for chunk, cut in made:
        chunk.heading_path = list(cut.heading_path)
        chunk.text, chunk.content_hash = cut.text, cut.content_hash
    Chunk.objects.bulk_create([chunk for chunk, _ in made], batch_size=200)
    Sentence.objects.bulk_create(
        [
            Sentence(
                chunk=chunk,
                position=position,
                kind=quote.kind,
                start=quote.start,
                end=quote.end,
                text=cut.text[quote.start : quote.end],
            )
            for chunk, cut in made
            for position, quote in enumerate(cut.sentences)
        ],
        batch_size=500,
    )


def _set_live(document: Document) -> None:
    """Bring the passages in step with the document's state, if they are not."""
    live = document.state == Document.State.PUBLISHED
    wrong = Chunk.objects.filter(document=document, live=not live)
    if not wrong.exists():
        return
    if not live:
        _remove_from_index(document.site_id, wrong)
    wrong.update(live=live)
    _announce(document.site_id)


def _remove_from_index(site_id: int, chunks: QuerySet[Chunk]) -> None:
    # Locked: the indexer that is putting one in right now must see that it is gone, or we that it
    # is in.
    held = chunks.select_for_update().values_list("pk", "indexed_in")
    ids = [pk for pk, generation in held if generation is not None]
    ChunkRemoval.objects.bulk_create(
        [ChunkRemoval(site_id=site_id, chunk=pk) for pk in ids], batch_size=500
    )
    chunks.filter(indexed_in__isnull=False).update(indexed_in=None)


def _announce(site_id: int) -> None:
    bump_revision(site_id)
    wake_indexer(site_id)
