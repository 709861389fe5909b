"""Two documents that say different things: the newer one is quoted, or both with their dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from chatqual.engine.ports import CitedSentence
from knowledge.answer_select import Choice
from knowledge.passages import Hit, Unit
from knowledge.word_lists import STOP_WORDS
from knowledge.words import fold

AMONG = 40
# A rival must answer nearly as well, and be about the same thing in nearly the same words.
NEAR = 0.25
SAME_SUBJECT = 0.6
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NOT = re.compile(
    r"\b(not|no|never|cannot|without|none|\w+n't|nicht|kein\w*|ohne|pas|sans|jamais|sin|nunca)\b"
)


def settle(
    chosen: Sequence[Choice], choices: Sequence[Choice]
) -> tuple[list[Choice], frozenset[int]]:
    """What is quoted, and the documents that contradict each other and so are shown with dates."""
    kept = list(chosen)
    open_question: set[int] = set()
    for choice in sorted(chosen, key=lambda c: -c.score):
        for rival in _rivals(choice, choices):
            if choice not in kept:
                break
            older = _older(choice.ranked.hit, rival.ranked.hit)
            if older is choice.ranked.hit:
                kept = [rival if c is choice else c for c in kept if c is not rival]
            elif older is rival.ranked.hit:
                kept = [c for c in kept if c is not rival]
            else:
                if rival not in kept:
                    kept.insert(kept.index(choice) + 1, rival)
                open_question |= {choice.ranked.hit.document, rival.ranked.hit.document}
    return kept[: max(len(chosen), 2)], frozenset(open_question)


def _rivals(choice: Choice, choices: Sequence[Choice]) -> list[Choice]:
    return [
        other
        for other in choices[:AMONG]
        if other.ranked.hit.document != choice.ranked.hit.document
        and other.score >= choice.score - NEAR
        and contradict(choice.unit, other.unit)
    ]


def contradict(a: Unit, b: Unit) -> bool:
    """The same subject with other numbers, or once with and once without a "not"."""
    mine, theirs = _subject(a.stems), _subject(b.stems)
    small = min(len(mine), len(theirs))
    if small < 2 or len(mine & theirs) < SAME_SUBJECT * small:
        return False
    first, second = set(_NUMBER.findall(a.text)), set(_NUMBER.findall(b.text))
    if first and second:
        return bool(first - second) and bool(second - first)
    has_not = bool(_NOT.search(fold(a.text))), bool(_NOT.search(fold(b.text)))
    return not (first or second) and has_not[0] != has_not[1] and len(mine & theirs) >= 0.8 * small


@lru_cache(maxsize=20_000)
def _subject(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(s for s in stems - STOP_WORDS["en"] if not s[:1].isdigit())


def _older(a: Hit, b: Hit) -> Hit | None:
    """The one that gives way: it says that it is superseded, or carries an earlier date."""
    if a.outdated != b.outdated:
        return a if a.outdated else b
    if a.dated == b.dated or not (a.carries_date and b.carries_date):
        return None
    return a if a.dated < b.dated else b


def with_dates(
    sentences: Sequence[CitedSentence], chosen: Sequence[Choice], documents: frozenset[int]
) -> tuple[CitedSentence, ...]:
    """The sentences of documents that contradict each other name their date in the source."""
    dates = {c.ranked.hit.document: c.ranked.hit.dated.isoformat() for c in chosen}
    return tuple(
        replace(
            s,
            citation=replace(
                s.citation, title=f"{s.citation.title} ({dates[s.citation.document]})"
            ),
        )
        if s.citation.document in documents
        else s
        for s in sentences
    )
