"""Which one do you mean: a question of a word or two that several documents are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.answer_question import Reading
from knowledge.coverage import Coverage
from knowledge.lexical import Term
from knowledge.passages import Ranked
from knowledge.words import terms as stems_of

MOST_OPTIONS = 3
# More words than this say which one is meant.
MOST_TERMS = 2
AMONG = 6
# A title that holds this much of the question is about it.
ABOUT = 0.6
# Passages below this share of the best score are no second reading.
NEAR = 0.75
LONGEST_OPTION = 8


def readings(reading: Reading, terms: Sequence[Term], ranked: Sequence[Ranked]) -> tuple[str, ...]:
    """Two or three questions that can be asked as they stand; none where one reading is ahead."""
    literal = [term for term in terms if term.literal]
    if not 0 < len(terms) <= MOST_TERMS or len(literal) < len(terms):
        return ()
    if reading.of_all or reading.lead or reading.kinds - {"how_to"}:
        return ()
    # A title that only means nearly the same is no reading of the word.
    cover = Coverage([replace(t, forms=tuple(f for f in t.forms if f[1] == 1)) for t in terms])
    found: dict[int, str] = {}
    for one in ranked[:AMONG]:
        hit = one.hit
        title = frozenset(stems_of(hit.title, hit.language))
        if cover.of(title) < ABOUT or one.score < NEAR * ranked[0].score or hit.outdated:
            continue
        if len(title) <= LONGEST_OPTION and not _is_exactly(title, reading):
            found.setdefault(hit.document, _as_question(hit.title))
    options = tuple(dict.fromkeys(found.values()))[:MOST_OPTIONS]
    return options if len(options) > 1 else ()


def _is_exactly(title: frozenset[str], reading: Reading) -> bool:
    """The question is that title: asked again it must be answered, not asked back."""
    return title <= frozenset(stems_of(reading.own, reading.language))


def _as_question(title: str) -> str:
    plain = title.strip().rstrip(".:!")
    return plain if plain.endswith("?") else f"{plain}?"
