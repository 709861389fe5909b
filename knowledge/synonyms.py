"""Words that can stand for each other: a general list, and what a site's admin has written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from knowledge.synonym_lists import GENERAL_SYNONYMS
from knowledge.words import stem, words

Phrase = tuple[str, ...]
# How much a match through a synonym counts beside the word itself.
GENERAL_WEIGHT = 0.7
SITE_WEIGHT = 0.95


@dataclass(frozen=True, slots=True)
class Synonyms:
    """`others[phrase]`: each phrase (stems) that can stand for it, with what a match counts."""

    others: Mapping[Phrase, Mapping[Phrase, float]] = field(default_factory=dict)
    longest: int = 1

    def of(self, phrase: Phrase) -> Mapping[Phrase, float]:
        """The phrases that can stand for this one; empty where there are none."""
        return self.others.get(phrase, {})


def build_synonyms(language: str, rows: Iterable[Sequence[str]] = ()) -> Synonyms:
    """The general list of a language under the rows of a site (groups of words)."""
    table: dict[Phrase, dict[Phrase, float]] = {}
    for group, weight in [
        *((line.split(","), GENERAL_WEIGHT) for line in _lines(language)),
        *((list(row), SITE_WEIGHT) for row in rows),
    ]:
        phrases = {p for text in group if (p := as_phrase(text, language))}
        for phrase in phrases:
            known = table.setdefault(phrase, {})
            for other in phrases - {phrase}:
                known[other] = max(weight, known.get(other, 0.0))
    return Synonyms(table, max((len(p) for p in table), default=1))


@lru_cache(maxsize=16)
def general_synonyms(language: str) -> Synonyms:
    """The general list alone; cached, since it never changes."""
    return build_synonyms(language)


def as_phrase(text: str, language: str) -> Phrase:
    """The stems of a word or of several."""
    return tuple(stem(word, language) for word in words(text))


def _lines(language: str) -> list[str]:
    return [line for line in GENERAL_SYNONYMS.get(language, "").splitlines() if line.strip()]
