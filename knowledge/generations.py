"""The index's life: one live generation a site, built beside it, checked, swapped in by one row.

A new generation is for another model, for damage and for compaction only; edits go into the live
one. It is made from stored vectors, so that nothing is embedded again.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from chatqual.sites.models import Site
from knowledge.errors import IndexDamaged, IndexFault
from knowledge.index import Collections, begin_anew, collections
from knowledge.models import Chunk, ChunkRemoval, IndexGeneration, bump_revision

log = logging.getLogger(__name__)

State = IndexGeneration.State
CANARIES = 25
# A passage must find itself; only an identical twin may stand before it.
CANARY_AMONG = 5
CANARY_COSINE = 0.995
PART = 1000


def collection_name(site: Site, generation: int) -> str:
    """One collection per site and generation: a filter by site costs twenty times as much."""
    return f"site-{site.pk}-generation-{generation}"


def live_generation(site: Site, model: str) -> int:
    """The number of the live generation of this model; made where there is none.

    Another model's generation is replaced here: its vectors cannot be compared with ours.
    """
    found = IndexGeneration.objects.filter(site=site, state=State.LIVE).first()
    if found is not None and found.model == model:
        return found.number
    made = _begin(site, model)
    # One of that name can only be left over from a database that was put back since.
    collections().drop(collection_name(site, made.number))
    _swap(made, chunks=0)
    return made.number


def current_generation(site: Site) -> IndexGeneration | None:
    """The live generation, if any."""
    return IndexGeneration.objects.filter(site=site, state=State.LIVE).first()


def _begin(site: Site, model: str) -> IndexGeneration:
    with transaction.atomic():
        last = IndexGeneration.objects.filter(site=site).aggregate(n=Max("number"))["n"] or 0
        return IndexGeneration.objects.create(site=site, number=last + 1, model=model)


def _swap(generation: IndexGeneration, chunks: int) -> None:
    with transaction.atomic():
        live = IndexGeneration.objects.filter(site=generation.site, state=State.LIVE)
        live.update(state=State.RETIRED)
        IndexGeneration.objects.filter(pk=generation.pk).update(
            state=State.LIVE, live_at=timezone.now(), chunks=chunks
        )
        bump_revision(generation.site)


def rebuild(site: Site, reason: str = "") -> IndexGeneration:
    """Build a new generation from the stored vectors, check it, swap it in.

    The one before is kept for `roll_back`, older ones are dropped. Raises IndexFault, with the
    live generation untouched, when the new one does not pass its canaries.
    """
    model = _model_of_rows(site)
    made = _begin(site, model)
    try:
        count = _build(site, made.number, model)
    except IndexFault as error:
        IndexGeneration.objects.filter(pk=made.pk).update(
            state=State.FAILED, message=str(error)[:500]
        )
        raise
    with transaction.atomic():
        _mark(site, model, made.number)
        _swap(made, count)
        IndexGeneration.objects.filter(pk=made.pk).update(message=reason[:500])
    _drop_old(site, collections())
    made.refresh_from_db()
    return made


def _build(site: Site, number: int, model: str) -> int:
    """Fill and check a collection; where Chroma's files themselves are damaged, in new ones."""
    name = collection_name(site, number)
    try:
        return _fill_and_check(site, name, model)
    except IndexDamaged as error:
        log.error("%s cannot be built (%s); the index is begun anew", name, error)
        begin_anew()
        # The other sites' collections are gone with the files: their passages are pending again.
        Chunk.objects.filter(indexed_in__isnull=False).update(indexed_in=None)
        return _fill_and_check(site, name, model)


def _fill_and_check(site: Site, name: str, model: str) -> int:
    index = collections()
    index.drop(name)
    count = _fill(site, index, name, model)
    check_collection(site, index, name, count)
    return count


def _model_of_rows(site: Site) -> str:
    newest = Chunk.objects.filter(site=site, live=True, vector__isnull=False).order_by("-pk")
    from knowledge.embedding import embedder

    return newest.values_list("embedded_with", flat=True).first() or embedder().name


def _fill(site: Site, index: Collections, name: str, model: str) -> int:
    rows = Chunk.objects.filter(site=site, live=True, embedded_with=model, vector__isnull=False)
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    count = 0
    for at in range(0, len(ids), PART):
        part = list(Chunk.objects.filter(pk__in=ids[at : at + PART]).values_list("pk", "vector"))
        index.put(name, [pk for pk, _ in part], _stack([v for _, v in part if v]))
        count += len(part)
    return count


def _mark(site: Site, model: str, number: int) -> None:
    rows = Chunk.objects.filter(site=site, live=True, embedded_with=model, vector__isnull=False)
    rows.update(indexed_in=number)


def _stack(vectors: Sequence[bytes | memoryview]) -> np.ndarray:
    return np.stack([np.frombuffer(vector, dtype="<f4") for vector in vectors])


def _drop_old(site: Site, index: Collections) -> None:
    kept = IndexGeneration.objects.filter(site=site, state__in=(State.LIVE, State.RETIRED))
    numbers = list(kept.order_by("-number").values_list("number", flat=True))[:2]
    old = IndexGeneration.objects.filter(site=site).exclude(number__in=numbers)
    for number in list(old.exclude(state=State.BUILDING).values_list("number", flat=True)):
        index.drop(collection_name(site, number))
    old.filter(state=State.RETIRED).delete()


@dataclass(frozen=True, slots=True)
class Health:
    """What a check found: passages that should be in the index, those that are, canaries asked."""

    expected: int
    found: int
    canaries: int
    problem: str = ""

    @property
    def is_well(self) -> bool:
        return not self.problem

    def __str__(self) -> str:
        return self.problem or f"{self.found} passages, {self.canaries} canaries found themselves"


def check_index(site: Site) -> Health:
    """Ask the live generation its canary questions. Raises IndexLocked, never IndexDamaged."""
    live = current_generation(site)
    if live is None:
        return Health(0, 0, 0)
    index = collections()
    name = collection_name(site, live.number)
    expected = Chunk.objects.filter(site=site, live=True, indexed_in=live.number).count()
    try:
        return check_collection(site, index, name, expected)
    except IndexDamaged as error:
        return Health(expected, 0, 0, str(error))


def check_collection(site: Site, index: Collections, name: str, expected: int) -> Health:
    """Counts agree (removals under way allowed for) and sampled passages find themselves."""
    found = index.count(name)
    leaving = ChunkRemoval.objects.filter(site=site).count()
    if found < expected or found > expected + leaving:
        raise IndexDamaged(f"{name} holds {found} passages, {expected} are expected")
    canaries = _canaries(site)
    for chunk, vector in canaries:
        near = index.nearest(name, vector, CANARY_AMONG)
        twins = sum(cosine >= CANARY_COSINE for cosine in near.values())
        if chunk not in near and twins < CANARY_AMONG:
            raise IndexDamaged(f"passage {chunk} does not find itself in {name}")
    return Health(expected, found, len(canaries))


def _canaries(site: Site) -> list[tuple[int, np.ndarray]]:
    rows = Chunk.objects.filter(site=site, live=True, indexed_in__isnull=False)
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    step = max(1, len(ids) // CANARIES)
    sample = rows.filter(pk__in=ids[::step][:CANARIES]).values_list("pk", "vector")
    return [(pk, np.frombuffer(vector, dtype="<f4")) for pk, vector in sample if vector]


def roll_back(site: Site) -> IndexGeneration:
    """Make the generation before the live one live again. Raises IndexFault if there is none.

    Passages that changed since then are put into it by the next `embed_pending`.
    """
    live = current_generation(site)
    before = (
        IndexGeneration.objects.filter(site=site, state=State.RETIRED).order_by("-number").first()
    )
    if before is None or (live is not None and before.model != live.model):
        raise IndexFault("there is no earlier generation to go back to")
    if not collections().exists(collection_name(site, before.number)):
        raise IndexFault(f"the collection of generation {before.number} is gone")
    with transaction.atomic():
        if live is not None:
            # Found again by `embed_pending`, which puts them where they are missing.
            Chunk.objects.filter(site=site, indexed_in=live.number).update(indexed_in=before.number)
        _swap(before, before.chunks)
    before.refresh_from_db()
    return before
