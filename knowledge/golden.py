"""Golden questions: asked again before something changes, and what would come out otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from chatqual.audit.trail import record_audit
from chatqual.engine.ports import Embedder
from chatqual.realtime.transactions import writing
from chatqual.sites.models import Site
from knowledge.indexing import embed_documents, vectors_by
from knowledge.models import Chunk, Document, GoldenQuestion
from knowledge.passages import Vectors
from knowledge.service import SiteKnowledge, knowledge_for
from knowledge.shelf import SiteShelf
from knowledge.trying import Tried, try_question
from knowledge.vectors import in_parts

Progress = Callable[[int, int], None]
PASSAGES_A_STEP = 32


@dataclass(frozen=True, slots=True)
class GoldenResult:
    """One golden question as it comes out now, beside the last run that was kept."""

    golden: GoldenQuestion
    tried: Tried
    is_right: bool

    @property
    def differs(self) -> bool:
        """Another outcome, or other documents, than in the last run."""
        was = (self.golden.found_state, list(self.golden.found))
        return bool(self.golden.found_at) and was != (self.tried.state, list(self.tried.titles))


def run_golden(
    site: Site, base: SiteKnowledge | None = None, progress: Progress | None = None
) -> list[GoldenResult]:
    """Ask all golden questions of a site. Stores nothing; see `keep_run`."""
    base = base or knowledge_for(site)
    rows = list(site.golden_questions.select_related("document"))
    results = []
    for done, golden in enumerate(rows, 1):
        tried = try_question(base, golden.question, site.locale[:2])
        results.append(GoldenResult(golden, tried, _is_right(golden, tried)))
        if progress:
            progress(done, len(rows))
    return results


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A golden question as it comes out today, and as it would with some drafts published."""

    now: GoldenResult
    then: GoldenResult

    @property
    def sides(self) -> tuple[GoldenResult, GoldenResult]:
        return self.now, self.then

    @property
    def differs(self) -> bool:
        return _shown(self.now.tried) != _shown(self.then.tried)


def _shown(tried: Tried) -> tuple[str, tuple[str, ...]]:
    return tried.state, tuple(sentence.text for sentence in tried.sentences)


def foresee_publication(site: Site, drafts: Sequence[Document]) -> list[Foreseen]:
    """Ask them now, and as if these documents were published. Raises EmbeddingFault."""
    also = frozenset(document.pk for document in drafts)
    embed_documents(sorted(also))
    now, then = run_golden(site), run_golden(site, SiteKnowledge(site, also))
    return [Foreseen(*pair) for pair in zip(now, then, strict=True)]


def foresee_retirement(site: Site, leaving: Sequence[Document]) -> list[Foreseen]:
    """Ask them now, and as if these documents were retired."""
    without = frozenset(document.pk for document in leaving)
    now, then = run_golden(site), run_golden(site, SiteKnowledge(site, without=without))
    return [Foreseen(*pair) for pair in zip(now, then, strict=True)]


class _OtherModelShelf(SiteShelf):
    """Searches by another model's vectors, made in memory: nothing of the index is touched."""

    def __init__(self, site: Site, model: Embedder, progress: Progress | None = None) -> None:
        super().__init__(site)
        self._other = model
        chunks = Chunk.objects.answerable(site).values_list("pk", flat=True)
        ids = list(chunks.order_by("pk"))
        self._made: dict[int, Vectors] = {}
        for part in in_parts(ids, PASSAGES_A_STEP):
            self._made |= {chunk.pk: found for chunk, found in vectors_by(model, part)}
            if progress:
                progress(len(self._made), len(ids))

    def refresh(self, outdated: frozenset[int]) -> None:
        super().refresh(outdated)
        self.model = self._other

    def nearest(self, vector: Vectors, limit: int) -> Mapping[int, float]:
        return self._search_exactly(vector, limit)

    def _vectors_of(self, chunks: Sequence[int]) -> Mapping[int, bytes]:
        kept = ((pk, self._made[pk]) for pk in chunks if pk in self._made)
        return {pk: found[0].astype("<f4").tobytes() for pk, found in kept}

    def _sentence_vectors_beside(self, chunks: Sequence[int]) -> Mapping[int, list[bytes]]:
        kept = {pk: self._made[pk] for pk in chunks if pk in self._made}
        return {
            pk: [row.astype("<f2").tobytes() for row in found[1:]] for pk, found in kept.items()
        }


def foresee_model(site: Site, model: Embedder, progress: Progress | None = None) -> list[Foreseen]:
    """Ask them now, and as if this model were set; `progress(done, total)` counts passages."""
    base = SiteKnowledge(site, shelf=_OtherModelShelf(site, model, progress))
    now, then = run_golden(site), run_golden(site, base)
    return [Foreseen(*pair) for pair in zip(now, then, strict=True)]


def _is_right(golden: GoldenQuestion, tried: Tried) -> bool:
    if golden.expects == GoldenQuestion.Expects.NONE:
        return tried.state == "not_in_docs"
    return tried.state == "answered" and golden.document_id in tried.documents


def keep_run(results: Sequence[GoldenResult], *, by: str) -> None:
    """Note the outcomes: what the next run is compared with."""
    now = timezone.now()
    for result in results:
        golden = result.golden
        golden.found_state, golden.found = result.tried.state, list(result.tried.titles)
        golden.is_right, golden.found_at = result.is_right, now
    with writing():
        GoldenQuestion.objects.bulk_update(
            [result.golden for result in results],
            ["found_state", "found", "is_right", "found_at"],
            batch_size=200,
        )
        if results:
            record_audit(
                actor=by,
                action="golden.run",
                target=f"site {results[0].golden.site_id}",
                detail={"right": sum(r.is_right for r in results), "of": len(results)},
            )


def add_golden(
    site: Site, question: str, *, document: Document | None, by: str
) -> tuple[GoldenQuestion, bool]:
    """Keep a question with the document that should answer it; without one: none should.

    The same question again gets the new document. Returns it and whether it is new.
    """
    expects = GoldenQuestion.Expects.ANSWER if document else GoldenQuestion.Expects.NONE
    with writing():
        golden, is_new = GoldenQuestion.objects.update_or_create(
            site=site,
            question=question.strip()[:500],
            defaults={"document": document, "expects": expects},
            create_defaults={"document": document, "expects": expects, "created_by": by},
        )
        record_audit(
            actor=by,
            action="golden.added" if is_new else "golden.changed",
            target=f"golden question {golden.pk}",
            detail={"document": document.pk if document else None},
        )
    return golden, is_new
