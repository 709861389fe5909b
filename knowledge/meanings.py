"""What single words mean: which words of the corpus are near to a word of the question.

The table is made at set-up from the embedding model's own vocabulary (22,000 English words), so it
knows that "hacked" is near to "breached" although no synonym list says so. Looking up costs no
model call.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

# Below this cosine two words are only of one field ("invoice", "tax").
NEAR = 0.5
MOST_NEIGHBOURS = 6


@dataclass(frozen=True, slots=True)
class WordTable:
    """`table[places[word]]` is the word's vector, of length 1."""

    places: dict[str, int]
    table: NDArray[np.float16]


@cache
def load_words(folder: Path) -> WordTable | None:
    """The table of an exported model; None where there is none (another model)."""
    path = folder / "words.npz"
    if not path.exists():
        return None
    with np.load(path) as held:
        places = {str(word): place for place, word in enumerate(held["words"])}
        return WordTable(places, held["table"])


class Meanings:
    """The neighbours of a word among the words of one corpus."""

    def __init__(self, table: WordTable, corpus: Iterable[str]) -> None:
        self._table = table
        self._words = [word for word in corpus if word in table.places]
        places = [table.places[word] for word in self._words]
        self._rows = table.table[places].astype(np.float32)
        self.near = lru_cache(maxsize=4096)(self._near)

    def _near(self, word: str) -> tuple[tuple[str, float], ...]:
        """The nearest words of the corpus with their cosine, best first, itself left out."""
        place = self._table.places.get(word)
        if place is None or not self._words:
            return ()
        similar = self._rows @ self._table.table[place].astype(np.float32)
        best = np.argsort(-similar)[: MOST_NEIGHBOURS + 1]
        return tuple(
            (self._words[i], float(similar[i]))
            for i in best
            if similar[i] >= NEAR and self._words[i] != word
        )
