"""Words that can stand for each other: a general list, and what a site's admin has written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from knowledge.synonym_lists import GENERAL_SYNONYMS
from knowledge.translations import concepts
from knowledge.words import Phrase, as_phrase

# How much a match through a synonym counts beside the word itself.
GENERAL_WEIGHT = 0.7
SITE_WEIGHT = 0.95
# Words for one idea.
CONCEPT_WEIGHT = 0.6


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
    groups = [({as_phrase(text, language) for text in row}, SITE_WEIGHT) for row in rows]
    known = general_synonyms(language)
    return with_groups(known, groups) if groups else known


@lru_cache(maxsize=16)
def general_synonyms(language: str) -> Synonyms:
    """The general list and the ideas of a language; cached, since they never change."""
    texts = [(text.split(","), GENERAL_WEIGHT) for text in _lines(language)]
    texts += [(list(idea.get(language, ())), CONCEPT_WEIGHT) for idea in concepts()]
    return with_groups(
        Synonyms(), [({as_phrase(text, language) for text in group}, w) for group, w in texts]
    )


def with_groups(known: Synonyms, groups: Iterable[tuple[set[Phrase], float]]) -> Synonyms:
    """These synonyms and more: groups of phrases (stems), each with what a match counts."""
    table = {phrase: dict(others) for phrase, others in known.others.items()}
    for phrases, weight in groups:
        for phrase in phrases - {()}:
            others = table.setdefault(phrase, {})
            for other in phrases - {(), phrase}:
                others[other] = max(weight, others.get(other, 0.0))
    return Synonyms(table, max((len(p) for p in table), default=1))


def _lines(language: str) -> list[str]:
    return [line for line in GENERAL_SYNONYMS.get(language, "").splitlines() if line.strip()]
