"""What curators do by hand: write, upload, edit, answer a gap. Each is found within seconds.

Text is written as Markdown and read by the same parser as a file; so what is edited here is cut
and cited exactly like what is ingested.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import structlog
from django.core.exceptions import ValidationError
from django.utils import timezone

from chatqual.audit.trail import record_audit
from chatqual.realtime.transactions import writing
from chatqual.sites.models import Site
from knowledge import documents
from knowledge.documents import Stored, find_or_make_source, store_document
from knowledge.errors import AddressRefused, EmbeddingFault
from knowledge.extract.base import Extracted
from knowledge.fetch import checked_url
from knowledge.gaps import mark_answered
from knowledge.indexing import embed_documents
from knowledge.jobs import enqueue_ingest
from knowledge.models import Document, DocumentVersion, Gap, Pin, Source, Synonym, bump_revision
from knowledge.parsing import Parser
from knowledge.web import fetch_rules

log = structlog.get_logger(__name__)

_NO_SLUG = re.compile(r"[\W_]+")


def read_markdown(text: str, title: str = "") -> Extracted:
    """Markdown that somebody typed, in the plain form. Raises DocumentUnreadable.

    To be called before the transaction that stores it: the parser is a process.
    """
    with Parser() as parser:
        extracted = parser.read(text.encode("utf-8", errors="replace"), "text.md")
    return replace(extracted, title=title.strip() or extracted.title)


def read_upload(name: str, data: bytes, title: str = "") -> Extracted:
    """An uploaded file, in the plain form. Raises DocumentUnreadable."""
    with Parser() as parser:
        extracted = parser.read(data, _label(name))
    return replace(extracted, title=title.strip() or extracted.title)


def write_document(
    *,
    site: Site,
    extracted: Extracted,
    by: str,
    state: Document.State = Document.State.PUBLISHED,
    audience: Document.Audience = Document.Audience.VISITORS,
) -> Document:
    """Make a document of what somebody wrote (see `read_markdown`)."""
    with writing():
        document = _store_written(site, extracted, by, state, audience)
        _audit(by, "document.written", document)
    return document


def _store_written(
    site: Site,
    extracted: Extracted,
    by: str,
    state: Document.State = Document.State.PUBLISHED,
    audience: Document.Audience = Document.Audience.VISITORS,
) -> Document:
    source = find_or_make_source(site, Source.Kind.FAQ)
    stored = store_document(
        source=source,
        path=_free_path(source, extracted.title, ".md"),
        extracted=extracted,
        state=state,
        audience=audience,
        by=by,
    )
    return stored.document


def upload_document(
    *,
    site: Site,
    name: str,
    extracted: Extracted,
    by: str,
    state: Document.State = Document.State.PUBLISHED,
    audience: Document.Audience = Document.Audience.VISITORS,
) -> Document:
    """Store an uploaded file (see `read_upload`); one of the same name gets a new version.

    Only its text is kept: the name is a label, never a path on our disk.
    """
    with writing():
        stored = store_document(
            source=find_or_make_source(site, Source.Kind.UPLOAD),
            path=_label(name),
            extracted=extracted,
            state=state,
            audience=audience,
            by=by,
        )
        _audit(by, "document.uploaded", stored.document)
    return stored.document


def edit_document(document: Document, *, extracted: Extracted, by: str, note: str = "") -> Stored:
    """Give the document a new version; the same title and text make none.

    The next change of its file or page replaces the edit, as another version.
    """
    with writing():
        stored = documents.store_edit(document, extracted, by=by, note=note)
        if stored.change != "unchanged":
            _audit(by, "document.edited", document)
    return stored


def retitled(version: DocumentVersion, title: str) -> Extracted:
    """The version's text as it is, under another title."""
    return Extracted(
        title.strip() or version.title, version.text, version.mime, dated=version.dated
    )


def restore_version(document: Document, version: DocumentVersion, *, by: str) -> Stored:
    """Make the text of an earlier version the current one, as a version of its own."""
    note = f"as version {version.number}"
    return edit_document(document, extracted=retitled(version, version.title), by=by, note=note)


def publish_documents(chosen: Sequence[Document], *, by: str) -> int:
    """Publish each that has text; returns how many."""
    ready = [document for document in chosen if document.current_id is not None]
    for document in ready:
        with writing():
            documents.publish(document)
            _audit(by, "document.published", document)
    return len(ready)


def retire_documents(chosen: Sequence[Document], *, by: str) -> int:
    """Take each out of answers, at once; returns how many."""
    for document in chosen:
        with writing():
            documents.retire(document)
            _audit(by, "document.retired", document)
    return len(chosen)


def set_state(document: Document, state: str, *, by: str) -> None:
    """Publish, retire or take back to a draft; the same state changes nothing."""
    if document.state == state:
        return
    with writing():
        documents.set_state(document, Document.State(state))
        _audit(by, f"document.{state}", document)


def delete_documents(chosen: Sequence[Document], *, by: str) -> None:
    """Delete each with all its versions."""
    for document in chosen:
        with writing():
            _audit(by, "document.deleted", document)
            documents.delete_document(document)


def review_documents(chosen: Sequence[Document], *, by: str) -> int:
    """Note that somebody has read them and found them right; returns how many."""
    for document in chosen:
        with writing():
            documents.mark_reviewed(document)
            _audit(by, "document.reviewed", document)
    return len(chosen)


def set_facts(document: Document, *, audience: str, language: str, url: str, by: str) -> None:
    """Who may be answered from it, its language and its address."""
    given = {"audience": audience, "language": language, "url": url}
    with writing():
        is_changed = Document.objects.exclude(**given).filter(pk=document.pk)
        if is_changed.update(**given):
            bump_revision(document.site_id)
            _audit(by, f"document.for_{audience}", document)
    document.refresh_from_db()


def answer_gap(
    gap: Gap, *, extracted: Extracted, by: str, language: str = "", is_pinned: bool = False
) -> Document:
    """Publish an answer to what visitors asked in vain, under its title or else the question.

    A second answer to the same gap edits the first one. `language`: where it is said, it counts
    more than what the text looks like. `is_pinned`: it is the answer, whatever else is found.
    """
    extracted = replace(
        extracted,
        title=extracted.title or gap.question,
        language=language.strip().lower() or extracted.language,
    )
    with writing():
        if gap.answer is None:
            document = _store_written(gap.site, extracted, by)
        else:
            document = gap.answer
            documents.store_edit(document, extracted, by=by)
            documents.publish(document)
        _audit(by, "gap.answered", document)
        mark_answered(gap, document)
        if is_pinned:
            _pin_answer(gap, document, by)
    return document


def _pin_answer(gap: Gap, document: Document, by: str) -> None:
    pin = document.pins.filter(kind=Pin.Kind.ANSWER).first()
    pin = pin or Pin(site=gap.site, kind=Pin.Kind.ANSWER, document=document)
    said = [document.title, gap.question, *gap.examples, *pin.wordings]
    set_pin(pin, list(dict.fromkeys(said)), by=by)


def make_findable(chosen: Sequence[int]) -> None:
    """Have these documents' vectors now instead of in a second; the words find them anyway."""
    try:
        embed_documents(chosen)
    except EmbeddingFault as fault:
        log.warning("embedding_put_off", error=str(fault))


def set_synonyms(synonym: Synonym, words: Sequence[str], *, by: str) -> None:
    """Store words that mean the same; processes build their word lists again."""
    with writing():
        synonym.words = list(dict.fromkeys(word.strip() for word in words if word.strip()))
        synonym.save()
        record_audit(actor=by, action="synonyms.changed", target=f"synonym {synonym.pk}")


def delete_synonyms(chosen: Sequence[Synonym], *, by: str) -> None:
    """Take them away; processes build their word lists again."""
    for synonym in chosen:
        with writing():
            record_audit(actor=by, action="synonyms.deleted", target=f"synonym {synonym.pk}")
            synonym.delete()


def set_pin(pin: Pin, wordings: Sequence[str], *, by: str) -> None:
    """Store what is decided about a question; it holds from the next question on."""
    with writing():
        pin.wordings = list(wordings)
        pin.created_by = pin.created_by or by
        pin.save()
        record_audit(
            actor=by,
            action=f"pin.{pin.kind}",
            target=f"pin {pin.pk}",
            detail={"document": pin.document_id},
        )


def delete_pins(chosen: Sequence[Pin], *, by: str) -> None:
    """Take them away; the documents are searched again for what they were about."""
    for pin in chosen:
        with writing():
            record_audit(actor=by, action="pin.deleted", target=f"pin {pin.pk}")
            pin.delete()


def check_address(location: str) -> None:
    """A validator: only addresses can be typed in the admin, folders are the operator's."""
    try:
        checked_url(location, fetch_rules())
    except AddressRefused as fault:
        raise ValidationError(str(fault)) from fault


def save_source(source: Source, *, by: str) -> None:
    """Make or change a source; a new one is read soon, then as often as it says."""
    is_new = source.pk is None
    with writing():
        if is_new:
            is_sitemap = source.location.lower().endswith((".xml", ".xml.gz"))
            plain = Source.Kind.SITEMAP if is_sitemap else Source.Kind.URL
            source.kind = Source.Kind.CRAWL if source.depth else plain
        hours = source.refresh_hours
        source.next_refresh_at = timezone.now() + timedelta(hours=hours) if hours else None
        source.save()
        documents.set_public_urls(source)
        record_audit(
            actor=by, action="source.saved", target=f"source {source.pk}", detail={"new": is_new}
        )
        if is_new:
            enqueue_ingest(source.site, [source.location], by=by)


def delete_sources(chosen: Sequence[Source], *, by: str) -> None:
    """Take sources away with all their documents; the index is told of each."""
    for source in chosen:
        delete_documents(list(source.documents.all()), by=by)
        with writing():
            record_audit(actor=by, action="source.deleted", target=f"source {source.pk}")
            source.delete()


def _label(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1][:200]


def _free_path(source: Source, title: str, suffix: str) -> str:
    """A path that no document of the source has: "what-does-it-cost.md", then "…-2.md"."""
    slug = _NO_SLUG.sub("-", title.casefold()).strip("-")[:80] or timezone.now().date().isoformat()
    taken = set(source.documents.filter(path__startswith=slug).values_list("path", flat=True))
    names = (f"{slug}{suffix}" if n == 1 else f"{slug}-{n}{suffix}" for n in range(1, 10_000))
    return next(name for name in names if name not in taken)


def _audit(by: str, action: str, document: Document) -> None:
    record_audit(
        actor=by,
        action=action,
        target=f"document {document.pk}",
        detail={"state": str(document.state), "version": document.current_id},
    )
