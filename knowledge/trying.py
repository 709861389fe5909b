"""A question tried out: what a visitor would get, what was looked at, and why that came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from chatqual.engine.ports import CitedSentence, KnowledgeQuestion
from knowledge.answering import Considered, conclude
from knowledge.evaluation import not_for_the_documents
from knowledge.explaining import reasons_of
from knowledge.passages import Ranked
from knowledge.service import SiteKnowledge

PASSAGES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Seen:
    """A passage that was looked at. Ranks count from 1; None where that side did not find it.

    `is_quoted`: the answer has a sentence of it.
    """

    document: int
    title: str
    headings: tuple[str, ...]
    text: str
    by_meaning: int | None
    by_words: int | None
    score: float
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """The outcome of one question, with what lies behind it.

    `state`: answered, not_in_docs, clarify, or, for what a chat never puts to the documents,
    small_talk or handoff. `reasons`: why, in sentences for people; `reason`: in numbers.
    `documents`: ids in the order of citation.
    """

    question: str
    state: str
    sentences: tuple[CitedSentence, ...] = ()
    options: tuple[str, ...] = ()
    confidence: float = 0.0
    reason: str = ""
    reasons: tuple[str, ...] = ()
    seen: tuple[Seen, ...] = ()

    @property
    def is_missing(self) -> bool:
        """A visitor gets no answer, nor anything to choose from."""
        return self.state == "not_in_docs"

    @property
    def documents(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(s.citation.document for s in self.sentences))

    @property
    def sources(self) -> tuple[tuple[int, str, bool], ...]:
        """(id, title, whether it is quoted first) of each document that was looked at."""
        first = next(iter(self.documents), None)
        titles = {one.document: one.title for one in self.seen}
        return tuple((pk, title, pk == first) for pk, title in titles.items())

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s.citation.title for s in self.sentences))


def try_question(
    base: SiteKnowledge, text: str, language: str = "en", history: Sequence[str] = ()
) -> Tried:
    """What a chat would make of this line, alone or after the lines of `history`.

    Nothing is stored, and no gap is counted.
    """
    aside = not_for_the_documents(text, language)
    if aside:
        return Tried(text, aside, reasons=(_("This never goes to the documents."),))
    question = KnowledgeQuestion(text, tuple(history), language)
    considered = base.consider(question)
    found = base.pinned(question) or conclude(question, considered)
    quoted = frozenset(sentence.citation.chunk for sentence in found.sentences)
    return Tried(
        text,
        found.state,
        found.sentences,
        found.options,
        found.confidence,
        found.reason,
        reasons_of(found, considered),
        _seen(considered, quoted),
    )


def _seen(considered: Considered, quoted: frozenset[int]) -> tuple[Seen, ...]:
    meaning = _places(considered.ranked, lambda one: max(one.dense, one.sentence))
    words = _places(considered.ranked, lambda one: one.lexical)
    return tuple(
        Seen(
            hit.document,
            hit.title,
            hit.headings,
            hit.text,
            meaning.get(hit.chunk),
            words.get(hit.chunk),
            round(one.score, 3),
            hit.chunk in quoted,
        )
        for one in considered.ranked[:PASSAGES_SHOWN]
        for hit in (one.hit,)
    )


def _places(ranked: Sequence[Ranked], worth: Callable[[Ranked], float]) -> dict[int, int]:
    """The place of each passage by one of the two sides; without those that it did not find."""
    found = sorted((one for one in ranked if worth(one) > 0), key=worth, reverse=True)
    return {one.hit.chunk: place for place, one in enumerate(found, 1)}
