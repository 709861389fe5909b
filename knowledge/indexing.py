"""From rows to what can be found: vectors for what has none, and the live generation kept level.

`embed_pending` is called by `ingest` and by the server's indexer after each change. It is safe to
stop at any point: each step is a commit of its own, and what is not done is found again by the
same query.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

import numpy as np
from django.db import transaction
from django.db.models import Q

from chatqual.engine.ports import Embedder
from chatqual.sites.models import Site
from knowledge.embedding import embedder
from knowledge.generations import collection_name, live_generation
from knowledge.index import Collections, collections
from knowledge.models import Chunk, ChunkRemoval, Sentence
from knowledge.passages import Vectors

T = TypeVar("T")
Progress = Callable[[int, int], None]
CHUNKS_A_STEP = 32
CHUNKS_A_CALL = 1000


@dataclass(frozen=True, slots=True)
class EmbedCounts:
    """What one call has done, in passages (`sentences`: of those newly embedded)."""

    embedded: int = 0
    reused: int = 0
    sentences: int = 0
    indexed: int = 0
    removed: int = 0


def embed_pending(site: Site, progress: Progress | None = None) -> EmbedCounts:
    """Embed what has no vector of the present model, then bring the index level with the rows.

    `progress(done, total)` counts passages. Raises IndexLocked, before any work, where another
    process holds the index (that one does the work), and EmbeddingFault.
    """
    index = collections()
    model = embedder()
    embedded, reused, sentences = _embed(site, model, progress)
    generation = live_generation(site, model.name)
    name = collection_name(site, generation)
    removed = _take_out(site, index, name)
    indexed = _put_in(site, index, name, generation, model.name)
    return EmbedCounts(embedded, reused, sentences, indexed, removed)


def embed_documents(documents: Sequence[int]) -> int:
    """Give the passages of these documents vectors, published or not; how many were made.

    Raises EmbeddingFault. What a draft gets here, its publication need not make again.
    """
    model = embedder()
    bare = Q(vector__isnull=True) | ~Q(embedded_with=model.name)
    rows = Chunk.objects.filter(bare, document__in=documents).order_by("pk")
    parts = _parts(list(rows.values_list("pk", flat=True)), CHUNKS_A_STEP)
    return sum(_embed_chunks(part, model)[0] for part in parts)


def without_vector(site: Site, model: str) -> Q:
    """Live passages of a site that have no vector of this model."""
    return Q(site=site, live=True) & (Q(vector__isnull=True) | ~Q(embedded_with=model))


def _embed(site: Site, model: Embedder, progress: Progress | None) -> tuple[int, int, int]:
    waiting = list(
        Chunk.objects.filter(without_vector(site, model.name)).order_by("pk").values_list("pk")
    )
    embedded = reused = sentences = 0
    todo = [pk for (pk,) in waiting]
    while step := todo[:CHUNKS_A_STEP]:
        todo = todo[CHUNKS_A_STEP:]
        known = _reuse(site, step, model.name)
        made, count = _embed_chunks([pk for pk in step if pk not in known], model)
        reused, embedded, sentences = reused + len(known), embedded + made, sentences + count
        if progress:
            progress(len(waiting) - len(todo), len(waiting))
    return embedded, reused, sentences


def _reuse(site: Site, chunks: Sequence[int], model: str) -> set[int]:
    """Take vectors of the same content over from other rows; the chunks that got one."""
    hashes = dict(Chunk.objects.filter(pk__in=chunks).values_list("pk", "content_hash"))
    donors = dict(
        Chunk.objects.filter(
            content_hash__in=set(hashes.values()), embedded_with=model, vector__isnull=False
        ).values_list("content_hash", "pk")
    )
    done: set[int] = set()
    for pk, content_hash in hashes.items():
        if content_hash in donors and donors[content_hash] != pk:
            done |= _copy_vectors(donors[content_hash], pk)
    return done


def _copy_vectors(donor: int, chunk: int) -> set[int]:
    given = dict(Sentence.objects.filter(chunk=donor).values_list("text", "vector"))
    wanted = list(Sentence.objects.filter(chunk=chunk))
    if any(given.get(s.text) is None for s in wanted):
        return set()
    for sentence in wanted:
        sentence.vector = given[sentence.text]
    source = Chunk.objects.only("vector", "embedded_with").get(pk=donor)
    with transaction.atomic():
        Sentence.objects.bulk_update(wanted, ["vector"])
        Chunk.objects.filter(pk=chunk).update(
            vector=source.vector, embedded_with=source.embedded_with, indexed_in=None
        )
    return {chunk}


def _embed_chunks(chunks: Sequence[int], model: Embedder) -> tuple[int, int]:
    """(passages, sentences) that were embedded."""
    if not chunks:
        return 0, 0
    rows = list(
        Chunk.objects.filter(pk__in=chunks)
        .select_related("document")
        .prefetch_related("sentences")
        .only("heading_path", "text", "content_hash", "document__title")
    )
    changed: list[Sentence] = []
    vectors: list[tuple[int, str, bytes]] = []
    for chunk in rows:
        sentences = list(chunk.sentences.all())
        texts = [sentence_context(chunk, chunk.document.title, s.text) for s in sentences]
        made = model.embed([chunk.embedding_text(chunk.document.title), *texts])
        vectors.append((chunk.pk, chunk.content_hash, made[0].astype("<f4").tobytes()))
        for sentence, vector in zip(sentences, made[1:], strict=True):
            sentence.vector = vector.astype("<f2").tobytes()
            changed.append(sentence)
    with transaction.atomic():
        Sentence.objects.bulk_update(changed, ["vector"], batch_size=200)
        for pk, content_hash, vector in vectors:
            # Only if it was not edited meanwhile: else it stays pending and is found again.
            Chunk.objects.filter(pk=pk, content_hash=content_hash).update(
                vector=vector, embedded_with=model.name, indexed_in=None
            )
    return len(rows), len(changed)


def sentence_context(chunk: Chunk, title: str, text: str) -> str:
    """What stands for a sentence in the vector space: the headings above it, then itself.

    Without them the right sentence was the nearest one for .15 of the questions, with them .40.
    """
    return f"{' › '.join([title, *chunk.heading_path])}: {text}"


def _take_out(site: Site, index: Collections, name: str) -> int:
    waiting = ChunkRemoval.objects.filter(site=site).order_by("pk")
    removals = list(waiting.values_list("pk", "chunk"))
    for part in _parts(removals, CHUNKS_A_CALL):
        index.take_out(name, [chunk for _, chunk in part])
        ChunkRemoval.objects.filter(pk__in=[pk for pk, _ in part]).delete()
    return len(removals)


def _put_in(site: Site, index: Collections, name: str, generation: int, model: str) -> int:
    waiting = (
        Chunk.objects.filter(site=site, live=True, embedded_with=model, vector__isnull=False)
        .exclude(indexed_in=generation)
        .order_by("pk")
    )
    ids = list(waiting.values_list("pk", flat=True))
    for part in _parts(ids, CHUNKS_A_CALL):
        rows = list(Chunk.objects.filter(pk__in=part).values_list("pk", "vector", "content_hash"))
        index.put(name, [pk for pk, _, _ in rows], stack(vector for _, vector, _ in rows if vector))
        _mark_indexed(site, [(pk, content_hash) for pk, _, content_hash in rows], generation)
    return len(ids)


def _mark_indexed(site: Site, put: Sequence[tuple[int, str]], generation: int) -> None:
    """Note where they are. What was deleted or retired while it was put in has to leave again."""
    with transaction.atomic():
        for pk, content_hash in put:
            same = Chunk.objects.filter(pk=pk, content_hash=content_hash, live=True)
            if not same.update(indexed_in=generation):
                ChunkRemoval.objects.create(site=site, chunk=pk)


def stack(vectors: Iterable[bytes | memoryview]) -> Vectors:
    """Stored float32 vectors as one array, a row each."""
    return np.stack([np.frombuffer(vector, dtype="<f4") for vector in vectors])


def _parts(items: Sequence[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while part := list(islice(iterator, size)):
        yield part
