"""The index's life: one live generation a site, built beside it, checked, swapped in by one row.

A new generation is for another model, for damage and for compaction only; edits go into the live
one. It is made from stored vectors, so that nothing is embedded again. Whoever fills, checks or
swaps has the site's index to itself (knowledge/leases.py).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from chatqual.sites.models import Site
from knowledge.errors import IndexDamaged, IndexFault
from knowledge.index import Collections, begin_anew, collections
from knowledge.leases import Renew, working_on
from knowledge.models import Chunk, ChunkRemoval, Corpus, IndexGeneration, bump_revision
from knowledge.vectors import holds_vector, in_parts, stack, vectors_of

log = logging.getLogger(__name__)

State = IndexGeneration.State
CANARIES = 25
# A passage must find itself; only an identical twin may stand before it.
CANARY_AMONG = 5
CANARY_COSINE = 0.995
PART = 1000
FAILED_KEPT = 5
# How long a check or a click waits for a step of the indexer to end.
WAIT_S = 15.0


def collection_name(site: Site, generation: int) -> str:
    """One collection per site and generation: a filter by site costs twenty times as much."""
    return f"site-{site.pk}-generation-{generation}"


def first_generation(site: Site, model: str) -> IndexGeneration:
    """The live generation; an empty one of this model is made where there is none."""
    found = current_generation(site)
    if found is not None:
        return found
    made = _begin(site, model)
    # One of that name can only be left over from a database that was put back since.
    collections().drop(collection_name(site, made.number))
    _swap(made, chunks=0)
    return made


def current_generation(site: Site) -> IndexGeneration | None:
    """The live generation, if any."""
    return IndexGeneration.objects.filter(site=site, state=State.LIVE).first()


def earlier_generation(site: Site) -> IndexGeneration | None:
    """The one that `roll_back` would go back to, if any."""
    live = current_generation(site)
    before = IndexGeneration.objects.filter(site=site, state=State.RETIRED)
    found = before.order_by("-live_at").first()
    return found if live is None or found is None or found.model == live.model else None


def _begin(site: Site, model: str) -> IndexGeneration:
    with transaction.atomic():
        last = IndexGeneration.objects.filter(site=site).aggregate(n=Max("number"))["n"] or 0
        return IndexGeneration.objects.create(site=site, number=last + 1, model=model)


def _swap(generation: IndexGeneration, chunks: int, reason: str = "") -> None:
    with transaction.atomic():
        live = IndexGeneration.objects.filter(site=generation.site, state=State.LIVE)
        live.update(state=State.RETIRED)
        IndexGeneration.objects.filter(pk=generation.pk).update(
            state=State.LIVE, live_at=timezone.now(), chunks=chunks, message=reason[:500]
        )
        bump_revision(generation.site)
        # It has just passed its canaries.
        checked = Corpus.objects.filter(site=generation.site)
        checked.update(checked_at=timezone.now(), problem="")


def rebuild(site: Site, reason: str = "") -> IndexGeneration:
    """Build a new generation from the stored vectors, check it, swap it in.

    The one before is kept for `roll_back`, older ones are dropped. Raises IndexFault, with the
    live generation untouched, when the new one does not pass its canaries.
    """
    with working_on(site, WAIT_S) as renew:
        return build_generation(site, _model_of_rows(site), renew, reason)


def build_generation(site: Site, model: str, renew: Renew, reason: str = "") -> IndexGeneration:
    """`rebuild` of any model's vectors, for whoever has the index already."""
    _give_up_half_built(site)
    made = _begin(site, model)
    try:
        put = _build(site, made.number, model, renew)
    except IndexFault as error:
        IndexGeneration.objects.filter(pk=made.pk).update(
            state=State.FAILED, message=str(error)[:500]
        )
        raise
    with transaction.atomic():
        mark_indexed(site, put, made.number)
        _swap(made, len(put), reason)
    _drop_old(site, collections())
    made.refresh_from_db()
    return made


def _give_up_half_built(site: Site) -> None:
    """Whoever was building is gone: we have the index to ourselves."""
    left = IndexGeneration.objects.filter(site=site, state=State.BUILDING)
    left.update(state=State.FAILED, message="The process that built it ended.")


def _build(site: Site, number: int, model: str, renew: Renew) -> list[tuple[int, str]]:
    """Fill and check a collection; where Chroma's files themselves are damaged, in new ones."""
    name = collection_name(site, number)
    try:
        return _fill_and_check(site, name, model, renew)
    except IndexDamaged as error:
        log.error("%s cannot be built (%s); the index is begun anew", name, error)
        begin_anew()
        # The other sites' collections are gone with the files: their passages are pending again.
        Chunk.objects.filter(indexed_in__isnull=False).update(indexed_in=None)
        return _fill_and_check(site, name, model, renew)


def _fill_and_check(site: Site, name: str, model: str, renew: Renew) -> list[tuple[int, str]]:
    index = collections()
    index.check_files()
    index.drop(name)
    put: list[tuple[int, str]] = []
    for part in _fill(site, index, name, model):
        put += part
        renew()
    _check_collection(site, index, name, len(put), model, [pk for pk, _ in put])
    return put


def _model_of_rows(site: Site) -> str:
    live = current_generation(site)
    from knowledge.embedding import embedder

    return live.model if live is not None else embedder().name


def _fill(site: Site, index: Collections, name: str, model: str) -> Iterator[list[tuple[int, str]]]:
    """(chunk, content hash) of what was put in, part by part."""
    rows = Chunk.objects.filter(holds_vector(model), site=site, live=True)
    for part in in_parts(rows.order_by("pk").values_list("pk", "content_hash"), PART):
        vectors = vectors_of([pk for pk, _ in part], model)
        there = [row for row in part if row[0] in vectors]
        if there:
            index.put(name, [pk for pk, _ in there], stack(vectors[pk] for pk, _ in there))
        yield there


def mark_indexed(site: Site, put: Sequence[tuple[int, str]], generation: int) -> None:
    """Note where they are. What was deleted or retired while it was put in has to leave again.

    A row whose id stands for other text now cannot be: content that changes is another row.
    """
    for part in in_parts(put, PART):
        ids = [pk for pk, _ in part]
        here = Chunk.objects.select_for_update().filter(pk__in=ids, live=True)
        held = set(here.values_list("pk", "content_hash"))
        Chunk.objects.filter(pk__in=[pk for pk, _ in held & set(part)]).update(
            indexed_in=generation
        )
        gone = [ChunkRemoval(site=site, chunk=pk) for pk, text in part if (pk, text) not in held]
        ChunkRemoval.objects.bulk_create(gone)


def _drop_old(site: Site, index: Collections) -> None:
    kept = IndexGeneration.objects.filter(site=site, state__in=(State.LIVE, State.RETIRED))
    numbers = list(kept.order_by("-live_at").values_list("number", flat=True))[:2]
    old = IndexGeneration.objects.filter(site=site).exclude(number__in=numbers)
    for number in list(old.values_list("number", flat=True)):
        index.drop(collection_name(site, number))
    old.filter(state=State.RETIRED).delete()
    failed = old.filter(state=State.FAILED).order_by("-number").values_list("pk", flat=True)
    old.filter(pk__in=list(failed[FAILED_KEPT:])).delete()


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
    """Ask the live generation its canary questions; damage is what `problem` says.

    Raises IndexLocked, IndexAway where the server does not answer, and IndexBusy.
    """
    index = collections()
    with working_on(site, WAIT_S):
        return _check_live(site, index)


def _check_live(site: Site, index: Collections) -> Health:
    live = current_generation(site)
    if live is None:
        return Health(0, 0, 0)
    name = collection_name(site, live.number)
    inside = Chunk.objects.filter(site=site, live=True, indexed_in=live.number).order_by("pk")
    ids = list(inside.values_list("pk", flat=True))
    try:
        index.check_files()
        health = _check_collection(site, index, name, len(ids), live.model, ids)
    except IndexDamaged as error:
        health = Health(len(ids), 0, 0, str(error))
    Corpus.objects.filter(site=site).update(checked_at=timezone.now(), problem=health.problem[:500])
    return health


def _check_collection(
    site: Site, index: Collections, name: str, expected: int, model: str, ids: Sequence[int]
) -> Health:
    """Counts agree (removals under way allowed for) and sampled passages find themselves."""
    found = index.count(name)
    leaving = ChunkRemoval.objects.filter(site=site).count()
    if found < expected or found > expected + leaving:
        raise IndexDamaged(f"{name} holds {found} passages, {expected} are expected")
    canaries = vectors_of(ids[:: max(1, len(ids) // CANARIES)][:CANARIES], model)
    for chunk, vector in canaries.items():
        near = index.nearest(name, np.frombuffer(vector, dtype="<f4"), CANARY_AMONG)
        twins = sum(cosine >= CANARY_COSINE for cosine in near.values())
        if chunk not in near and twins < CANARY_AMONG:
            raise IndexDamaged(f"passage {chunk} does not find itself in {name}")
    return Health(expected, found, len(canaries))


def roll_back(site: Site) -> IndexGeneration:
    """Make the generation before the live one live again, level with the rows of today.

    What has changed since is put in and taken out before the swap. Raises IndexFault, with the
    live generation untouched, where there is none or it does not pass its canaries.
    """
    with working_on(site, WAIT_S):
        before = earlier_generation(site)
        if before is None:
            raise IndexFault("there is no earlier generation to go back to")
        index = collections()
        name = collection_name(site, before.number)
        if not index.exists(name):
            raise IndexFault(f"the collection of generation {before.number} is gone")
        put = _make_level(site, index, name, before.model)
        _check_collection(site, index, name, len(put), before.model, [pk for pk, _ in put])
        with transaction.atomic():
            mark_indexed(site, put, before.number)
            _swap(before, len(put), "gone back to")
    before.refresh_from_db()
    return before


def _make_level(site: Site, index: Collections, name: str, model: str) -> list[tuple[int, str]]:
    """Bring a collection in step with the rows; (chunk, content hash) of what it then holds."""
    rows = Chunk.objects.filter(holds_vector(model), site=site, live=True).order_by("pk")
    wanted = list(rows.values_list("pk", "content_hash"))
    inside = index.ids(name)
    index.take_out(name, sorted(inside - {pk for pk, _ in wanted}))
    for part in in_parts([pk for pk, _ in wanted if pk not in inside], PART):
        vectors = vectors_of(part, model)
        index.put(name, list(vectors), stack(vectors.values()))
    return wanted
