"""How much of what a question asks stands in a set of words, weighed by rarity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.lexical import Term
from knowledge.words import Phrase

# One number a term: what the best of its forms that stand there counts.
Presence = NDArray[np.float32]


class Coverage:
    """The terms of one question, turned round for many look-ups."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._count = len(terms)
        weights = np.array([term.weight for term in terms], dtype=np.float32)
        self._shares = weights / (weights.sum() or 1.0)
        self._single: dict[str, list[tuple[int, float]]] = {}
        self._phrases: list[tuple[Phrase, int, float]] = []
        for place, term in enumerate(terms):
            for phrase, weight in term.forms:
                if len(phrase) == 1:
                    self._single.setdefault(phrase[0], []).append((place, weight))
                else:
                    self._phrases.append((phrase, place, weight))
        self._keys = frozenset(self._single)

    def present(self, stems: frozenset[str]) -> Presence:
        """What of each term stands there."""
        return np.array(self._row(stems), dtype=np.float32)

    def table(self, sets: Iterable[frozenset[str]]) -> Presence:
        """The same for many sets of words, a row each."""
        rows = [self._row(stems) for stems in sets]
        return np.array(rows, dtype=np.float32).reshape(len(rows), self._count)

    def _row(self, stems: frozenset[str]) -> list[float]:
        row = [0.0] * self._count
        for stem in self._keys & stems:
            for place, weight in self._single[stem]:
                if weight > row[place]:
                    row[place] = weight
        for phrase, place, weight in self._phrases:
            if weight > row[place] and stems.issuperset(phrase):
                row[place] = weight
        return row

    def share(self, presence: Presence) -> Presence:
        """What these are of all that is asked, by rarity, 0 to 1; of a table one number a row."""
        return np.asarray(presence @ self._shares, dtype=np.float32)

    def of(self, stems: frozenset[str]) -> float:
        """How much of the question stands in these words, 0 to 1."""
        return float(self.share(self.present(stems)))
