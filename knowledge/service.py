"""The door to the knowledge base: `knowledge_for(site)`."""

from __future__ import annotations

import threading
import time
from typing import Any

import structlog
from django.db import connection, connections
from django.db.models.functions import Substr

from chatqual.engine.ports import Embedder, KnowledgeAnswer, KnowledgeQuestion
from chatqual.sites.models import Site
from knowledge import wake
from knowledge.answering import Considered, answer_question, consider
from knowledge.embedding import embedder, words_table
from knowledge.errors import EmbeddingFault
from knowledge.lexical import LexicalIndex, LexicalRow, build_lexical
from knowledge.models import Chunk, ChunkQuerySet, Corpus, Document, Pin, Synonym
from knowledge.pins import Pins, answer_pinned, pins_of
from knowledge.shelf import SiteShelf
from knowledge.standing import HEAD, is_outdated
from knowledge.synonym_lists import GENERAL_SYNONYMS
from knowledge.synonyms import build_synonyms

# Passages that are indexed within about a second, while the answer waits.
BUILT_AT_ONCE = 3000
# A turn asks several times. What was retired meanwhile is left out by the query that fetches.
REVISION_KEPT_S = 0.2

log = structlog.get_logger(__name__)


class SiteKnowledge:
    """The Knowledge port of one site. Thread-safe; what it built is renewed by revision.

    `also`, `without`: documents taken as if they were published or retired, for looking first.
    `audience`: whom its documents are for; no answer to a visitor is made from the desk's. `shelf`:
    another one than that of the live index.
    """

    def __init__(
        self,
        site: Site,
        also: frozenset[int] = frozenset(),
        audience: Document.Audience = Document.Audience.VISITORS,
        without: frozenset[int] = frozenset(),
        shelf: SiteShelf | None = None,
    ) -> None:
        self._site = site
        self._also = also
        self._audience = audience
        self._without = without
        self._shelf = shelf or SiteShelf(site, also, audience, without)
        self._lock = threading.Lock()
        self._built: tuple[int, LexicalIndex] | None = None
        self._pins = Pins()
        # The revision, and until when it is taken for the present one.
        self._asked: tuple[int, float] | None = None

    def answer(self, question: KnowledgeQuestion) -> KnowledgeAnswer:
        """Never raises for a question; without index or model the words alone decide."""
        parts = self._parts()
        return self._pinned(question) or answer_question(question, *parts)

    def pinned(self, question: KnowledgeQuestion) -> KnowledgeAnswer | None:
        """What a curator decided about this question beforehand, if anything."""
        self.lexical()
        return self._pinned(question)

    def _pinned(self, question: KnowledgeQuestion) -> KnowledgeAnswer | None:
        pin = self._pins.find(question.text, self._shelf.model, question.language)
        return answer_pinned(question, pin, self._shelf) if pin else None

    def is_blocked(self, text: str) -> bool:
        """A curator wants no answer to this: a person is offered, and no gap is counted."""
        self.lexical()
        pin = self._pins.find(text, self._shelf.model)
        return pin is not None and pin.kind == Pin.Kind.BLOCKED

    def consider(self, question: KnowledgeQuestion) -> Considered:
        """What lies behind the outcome, for the admin."""
        return consider(question, *self._parts())

    def _parts(self) -> tuple[LexicalIndex, SiteShelf, Embedder | None, str]:
        return self.lexical(), self._shelf, self._shelf.model, self._site.name

    def topics(self) -> tuple[str, ...]:
        """Names that the documents' titles and headings give to products and topics."""
        return self.lexical().topics

    @property
    def mode(self) -> str:
        """How vectors were last searched: "index", or what was done instead and why."""
        return self._shelf.mode

    def lexical(self) -> LexicalIndex:
        """BM25 over the passages as of now; built again when the corpus has changed."""
        revision = self._revision()
        built = self._built
        if built is not None and built[0] == revision:
            return built[1]
        if built is not None and len(built[1].chunks) > BUILT_AT_ONCE:
            # Nobody waits for a large corpus: meanwhile the vectors find what is new, and what
            # is gone is left out by the query that fetches.
            self._build_aside()
            return built[1]
        with self._lock:
            if self._built is None or self._built[0] != revision:
                self._renew(revision)
            return self._built[1] if self._built else self._build()

    def _build(self) -> LexicalIndex:
        return _build(
            self._site,
            Chunk.objects.answerable(self._site, self._also, self._audience, self._without),
        )

    def _renew(self, revision: int) -> None:
        self._shelf.refresh(_outdated(self._site))
        built = self._build()
        self._shelf.keep_ready(built.chunks.tolist())
        self._pins = pins_of(self._site, self._shelf.model)
        self._built = (revision, built)

    def _build_aside(self) -> None:
        """Build in a thread of its own, unless one is at it already."""
        if not self._lock.acquire(blocking=False):
            return

        def build() -> None:
            try:
                self._renew(self._revision())
            finally:
                self._lock.release()
                connections.close_all()

        threading.Thread(target=build, name="chatqual-lexical", daemon=True).start()

    def forget_revision(self) -> None:
        """A document has changed in this process: ask for the revision again."""
        self._asked = None

    def _revision(self) -> int:
        asked = self._asked
        if asked is not None and time.monotonic() < asked[1] and not connection.in_atomic_block:
            return asked[0]
        # Taken before the query: what changes behind it is asked for a moment later.
        until = time.monotonic() + REVISION_KEPT_S
        rows = Corpus.objects.filter(site_id=self._site.pk)
        revision = rows.values_list("revision", flat=True).first() or 0
        # A transaction sees its own changes; it keeps nothing for others.
        self._asked = None if connection.in_atomic_block else (revision, until)
        return revision


def _build(site: Site, chunks: ChunkQuerySet) -> LexicalIndex:
    rows = chunks.order_by("pk")
    fields = ("pk", "document__title", "heading_path", "text", "document__language")
    own: list[Any] = list(Synonym.objects.filter(site=site).values_list("words", flat=True))
    return build_lexical(
        (
            LexicalRow(pk, title, tuple(headings), text, language or "en")
            for pk, title, headings, text, language in rows.values_list(*fields).iterator()
        ),
        {language: build_synonyms(language, own) for language in GENERAL_SYNONYMS},
        words_table(),
    )


def _outdated(site: Site) -> frozenset[int]:
    published = Document.objects.filter(site=site, state=Document.State.PUBLISHED)
    rows = published.values_list("pk", "title", "path", Substr("current__text", 1, HEAD))
    return frozenset(pk for pk, title, path, head in rows if is_outdated(title, path, head or ""))


def embedding_model() -> Embedder | None:
    """The model that questions are embedded with; None, said in the log, where it is broken."""
    try:
        return embedder()
    except EmbeddingFault as error:
        log.error("embedding_fault", error=str(error))
        return None


Audience = Document.Audience
_known: dict[tuple[int, Audience], SiteKnowledge] = {}
_making = threading.Lock()


def knowledge_for(site: Site, audience: Audience = Audience.VISITORS) -> SiteKnowledge:
    """The knowledge base of a site; one for each site and audience in this process."""
    with _making:
        if (site.pk, audience) not in _known:
            _known[site.pk, audience] = SiteKnowledge(site, audience=audience)
        return _known[site.pk, audience]


def _forget_revision(site_id: int) -> None:
    for audience in Audience:
        known = _known.get((site_id, audience))
        if known is not None:
            known.forget_revision()


wake.on_change(_forget_revision)


def forget_knowledge() -> None:
    """Drop what this process has built (tests)."""
    with _making:
        _known.clear()


def topics_of(site: Site) -> tuple[str, ...]:
    """Names of products and topics in the documents, for `need`."""
    return knowledge_for(site).topics()
