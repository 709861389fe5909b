"""Stored vectors by the model that made them.

A chunk's row holds the vectors of one model. While the model is being changed those of the next one
wait beside it (`NextVector`), so that the old one can answer until all are there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

import numpy as np
from django.db import transaction
from django.db.models import Q

from chatqual.sites.models import Site
from knowledge.models import Chunk, NextVector, Sentence
from knowledge.passages import Vectors

T = TypeVar("T")
CHUNKS_A_COMMIT = 100


def holds_vector(model: str) -> Q:
    """Chunks that have a vector of this model, in their row or beside it."""
    return Q(embedded_with=model, vector__isnull=False) | Q(next_vector__model=model)


def lacks_vector(site: Site, model: str) -> Q:
    """Live chunks of a site that have no vector of this model."""
    return Q(site=site, live=True) & ~holds_vector(model)


def vectors_of(chunks: Sequence[int], model: str) -> dict[int, bytes]:
    """The stored float32 bytes by chunk; chunks without a vector of this model are left out."""
    own = Chunk.objects.filter(pk__in=chunks, embedded_with=model, vector__isnull=False)
    found = {pk: bytes(vector) for pk, vector in own.values_list("pk", "vector") if vector}
    rest = [pk for pk in chunks if pk not in found]
    if rest:
        beside = NextVector.objects.filter(chunk__in=rest, model=model)
        found |= {pk: bytes(vector) for pk, vector in beside.values_list("chunk_id", "vector")}
    return found


def sentence_vectors_beside(chunks: Sequence[int], model: str) -> Mapping[int, list[bytes]]:
    """The sentences' float16 bytes by chunk, in their order, of chunks whose vectors wait."""
    rows = NextVector.objects.filter(chunk__in=chunks, model=model)
    return {
        pk: _split(bytes(sentences), len(bytes(vector)) // 2)
        for pk, vector, sentences in rows.values_list("chunk_id", "vector", "sentences")
    }


def _split(joined: bytes, size: int) -> list[bytes]:
    return [joined[at : at + size] for at in range(0, len(joined), size)]


def keep_beside(chunk: int, model: str, vector: Vectors, sentences: Vectors) -> None:
    """Store another model's vectors until it answers; `sentences` has a row for each."""
    NextVector.objects.update_or_create(
        chunk_id=chunk,
        defaults={
            "model": model,
            "vector": vector.astype("<f4").tobytes(),
            "sentences": sentences.astype("<f2").tobytes(),
        },
    )


def take_over(site: Site, model: str, limit: int = CHUNKS_A_COMMIT) -> int:
    """Put vectors that wait into the rows, now that their model answers; returns how many.

    Those of any other model are thrown away: the setting was changed once more.
    """
    NextVector.objects.filter(chunk__site=site).exclude(model=model).delete()
    waiting = NextVector.objects.filter(chunk__site=site).order_by("chunk_id")
    rows = list(waiting[:limit])
    ids = [row.chunk_id for row in rows]
    sentences: dict[int, list[Sentence]] = {pk: [] for pk in ids}
    found = Sentence.objects.filter(chunk__in=ids).order_by("chunk_id", "position")
    for sentence in found.only("pk", "chunk_id", "position"):
        sentences[sentence.chunk_id].append(sentence)
    changed: list[Sentence] = []
    for row in rows:
        parts = _split(bytes(row.sentences), len(bytes(row.vector)) // 2)
        for sentence, vector in zip(sentences[row.chunk_id], parts, strict=True):
            sentence.vector = vector
            changed.append(sentence)
    with transaction.atomic():
        Sentence.objects.bulk_update(changed, ["vector"], batch_size=200)
        for row in rows:
            Chunk.objects.filter(pk=row.chunk_id).update(vector=row.vector, embedded_with=row.model)
        NextVector.objects.filter(chunk__in=ids).delete()
    return len(rows)


def stack(vectors: Iterable[bytes | memoryview]) -> Vectors:
    """Stored float32 vectors as one array, a row each."""
    return np.stack([np.frombuffer(vector, dtype="<f4") for vector in vectors]).astype(np.float32)


def in_parts(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items, so many at a time."""
    iterator = iter(items)
    while part := list(islice(iterator, size)):
        yield part
