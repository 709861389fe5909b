"""Hybrid retrieval: two legs, read sentence by sentence, fused by a sum of absolute scores.

Ranks are not fused but scores, each on its own absolute scale: the cosine of the passage, the
cosine of its best sentence, and BM25 as a share of the best that this question could get. So a leg
that found nothing adds nothing (rank fusion gives its noise the same say, and falls 8 to 14 points
below BM25 on German and Spanish). Where the model does not speak the language, its cosines count
less.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np

from knowledge.lexical import LexicalIndex, Term
from knowledge.passages import Body, Hit, Ranked, Vectors

CANDIDATES = 30
KEPT = 20
DENSE_WEIGHT = 1.0
SENTENCE_WEIGHT = 1.0
LEXICAL_WEIGHT = 1.2
# What the cosines of an English model count for another language.
FOREIGN_TRUST = 0.3
# Two passages that share this much of their words say the same.
SAME_WORDS = 0.85
# A document that says that it is superseded stands behind the one that is not.
OUTDATED_TIMES = 0.8
# What a passage in the visitor's own language gains before one in English.
OWN_LANGUAGE = 0.4
# What of that a passage in English gains, which more people read than any other language.
ENGLISH_ABROAD = 0.25


class Shelf(Protocol):
    """Where passages are found and fetched."""

    def nearest(self, vector: Vectors, limit: int) -> Mapping[int, float]:
        """Chunk ids with their cosine; empty when there is no index to ask."""
        ...

    def fetch(self, chunks: Iterable[int]) -> Mapping[int, Hit]:
        """Those that may be shown to a visitor as of this query; others are left out."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question as retrieval needs it. `trust`: what the model's cosines count, 0 to 1."""

    terms: tuple[Term, ...]
    vector: Vectors | None
    language: str
    only_english: bool = True

    def trust(self, language: str) -> float:
        """What a cosine between this question and a passage in `language` counts."""
        if not self.only_english or (self.language == "en" and language == "en"):
            return 1.0
        return FOREIGN_TRUST

    def nearness(self, language: str) -> float:
        """1 for the visitor's own language, where it is not English; else English comes first."""
        if self.language == "en":
            return 0.0
        return 1.0 if language == self.language else ENGLISH_ABROAD * (language == "en")


def retrieve(wanted: Wanted, lexical: LexicalIndex, shelf: Shelf) -> list[Ranked]:
    """The passages that may answer, best first, near-duplicates folded."""
    scores = lexical.scores(wanted.terms)
    possible = max(sum(term.weight for term in wanted.terms), 1e-6)
    near = shelf.nearest(wanted.vector, CANDIDATES) if wanted.vector is not None else {}
    words = _top(lexical, scores)
    share = {c: s / possible for c, s in words.items()}
    missing = [c for c in near if c not in words]
    share.update(_shares(lexical, scores, possible, missing))
    hits = shelf.fetch({*near, *words})
    similar = _similar(wanted.vector, list(hits.values()))
    own = own_language(wanted, {c: (hit.language, share.get(c, 0.0)) for c, hit in hits.items()})
    ranked = [
        _rank(wanted, hit, near.get(c), share.get(c, 0.0), similar[c], own[c])
        for c, hit in hits.items()
    ]
    ranked.sort(key=lambda r: (-r.score, r.hit.chunk))
    return fold(ranked)


def own_language(wanted: Wanted, passages: Mapping[int, tuple[str, float]]) -> dict[int, float]:
    """How far each passage (language, share of the question's words) counts as the visitor's own.

    1 for the one in the visitor's language that holds as much of the question as any does, less
    where another language says more.
    """
    most = max((share for _, share in passages.values()), default=0.0) or 1.0
    return {
        chunk: wanted.nearness(language) * (share / most) ** 2
        for chunk, (language, share) in passages.items()
    }


def _top(lexical: LexicalIndex, scores: Vectors) -> dict[int, float]:
    count = min(CANDIDATES, len(scores))
    if not count:
        return {}
    best = np.argpartition(-scores, count - 1)[:count]
    return {int(lexical.chunks[i]): float(scores[i]) for i in best if scores[i] > 0}


def _shares(
    lexical: LexicalIndex, scores: Vectors, possible: float, chunks: Sequence[int]
) -> dict[int, float]:
    places = lexical.places(chunks)
    return {chunk: float(scores[place]) / possible for chunk, place in places.items()}


_NONE = np.zeros(0, dtype=np.float32)


def _similar(vector: Vectors | None, hits: Sequence[Hit]) -> dict[int, Vectors]:
    """The cosine of every sentence of these passages, in one product."""
    cosines = {hit.chunk: _NONE for hit in hits}
    held = [hit for hit in hits if hit.body.vectors is not None] if vector is not None else []
    if vector is None or not held:
        return cosines
    table = np.concatenate([hit.body.vectors for hit in held if hit.body.vectors is not None])
    ends = np.cumsum([len(hit.body.units) for hit in held])[:-1]
    parts = np.split(table @ vector, ends)
    return cosines | {hit.chunk: part for hit, part in zip(held, parts, strict=True)}


def _rank(
    wanted: Wanted, hit: Hit, dense: float | None, lexical: float, similar: Vectors, own: float
) -> Ranked:
    body = hit.body
    if dense is None and wanted.vector is not None and body.vector is not None:
        dense = float(body.vector @ wanted.vector)
    dense = dense or 0.0
    sentence = float(similar.max()) if len(similar) else dense
    trust = wanted.trust(hit.language)
    meaning = DENSE_WEIGHT * dense + SENTENCE_WEIGHT * sentence
    score = trust * meaning + LEXICAL_WEIGHT * lexical * (2 - trust)
    score += OWN_LANGUAGE * own
    if hit.outdated:
        score *= OUTDATED_TIMES
    return Ranked(hit, dense, sentence, lexical, score, similar, own)


def fold(ranked: Iterable[Ranked]) -> list[Ranked]:
    """The best KEPT; of several that say the same the newest, in the place of the best."""
    kept: list[Ranked] = []
    for one in ranked:
        if len(kept) == KEPT:
            break
        for place, other in enumerate(kept):
            if _says_the_same(one.hit, other.hit):
                if _standing(one.hit) > _standing(other.hit):
                    kept[place] = one
                break
        else:
            kept.append(one)
    return kept


def _standing(hit: Hit) -> tuple[bool, date]:
    return (not hit.outdated, hit.dated)


def _says_the_same(a: Hit, b: Hit) -> bool:
    first, second = a.body.stems, b.body.stems
    mine, other = len(first), len(second)
    # Nearly all pairs end here: asked two hundred times a question.
    if mine < SAME_WORDS * other or other < SAME_WORDS * mine:
        return False
    if a.document == b.document or not mine:
        return False
    shared = len(first & second)
    if shared < SAME_WORDS * (mine + other - shared):
        return False
    # Pages of two models that differ in a name or a number say different things.
    return _names_and_numbers(a.body) == _names_and_numbers(b.body)


def _names_and_numbers(body: Body) -> set[str]:
    return {stem for stem in body.stems | body.about if not stem.isalpha() and stem.isalnum()}
