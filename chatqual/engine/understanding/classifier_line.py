"""What a line holds beside an act: whether it leaves room for one that only the classifier sees.

An act with consequences ends a chat, fetches a person, stops the questions or takes offence. From
likeness alone it is claimed only of a line that is nothing but that act: short, without a value, a
figure or a topic of the product, and no question about anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from chatqual.engine.understanding.acts_text import fold
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.looking_back import (
    asks_for_notes,
    hesitates,
    is_slip,
    pick_of,
    takes_back,
)
from chatqual.engine.understanding.phrases import data_file
from chatqual.engine.understanding.segments import Segment

CONSEQUENT = frozenset(
    {"opt_out", "human", "legal", "urgent", "goodbye", "abuse", "anger", "decline"}
)
# An interruption is no refusal: "before I answer: ...", "hold on, is it free?"
_REFUSING = frozenset({"skip", "decline", "opt_out", "goodbye", "deny"})
# Put as a question themselves: "could I have a word with one of you".
_PUT_AS_QUESTION = frozenset({"human"})
_MOST_WORDS = 16
# So few words behind a question of ours are about that question.
_FEW = 2
# Whoever asks for a measure asks about the product, not about our question.
_HOW_MUCH = re.compile(
    r"\W*(?:(?:and|so|ok|okay|but) )*(?:how (?:much|many|long|often|fast|soon|big)|what "
    r"(?:does|do|would|will) (?:it|that|this|we|i) (?:cost|pay))\b"
)
_WORD = re.compile(r"[a-z][a-z']*|\d+")


@dataclass(frozen=True, slots=True)
class Line:
    """`content`: words that say something. `asks`: whether any part is a question with content.

    `tells`: whether it states a value or a figure, or names a topic of the product.
    """

    words: int
    content: frozenset[str]
    asks: bool
    tells: bool
    is_asked: bool

    def leaves_room_for(self, act: str, here: str, in_question: bool) -> bool:
        """Whether the act may be told by likeness of a part: its folded words, and its form."""
        if act == "repeat":
            return _content(here) <= _vocabulary("repeat")
        if act == "why_asked" and _HOW_MUCH.match(here):
            return False
        if self.asks and act in _REFUSING and not _passes_over(here, in_question):
            return False
        if act not in CONSEQUENT:
            return True
        if self.tells or self.words > _MOST_WORDS:
            return False
        if self.is_asked and self.words <= _FEW and act != "decline":
            return False
        if self.asks:
            return act in _PUT_AS_QUESTION and self.content <= _vocabulary(act)
        return True


def _passes_over(here: str, in_question: bool) -> bool:
    """ "Can we skip that?": the part is itself the question that the line asks."""
    return in_question and _content(here) <= _vocabulary("refusing")


def line_of(text: str, segments: Sequence[Segment], has_value: bool, context: Context) -> Line:
    """What there is to know of the line. `has_value`: whether a slot is told in it."""
    folded = fold(text)
    words = _WORD.findall(folded)
    content = _content(folded)
    return Line(
        words=len(words),
        content=content,
        asks=any(s.is_question and _content(s.of(folded)) for s in segments),
        tells=has_value
        or any(word.isdigit() for word in words)
        or not content.isdisjoint(_vocabulary("topics") | _words_of(context.topics)),
        is_asked=context.asked is not None,
    )


def is_spoken_for(text: str) -> bool:
    """Whether the line is about the last turn, which is read elsewhere: "scrap that", "hmm"."""
    if takes_back(text) or is_slip(text) or hesitates(text) or asks_for_notes(text):
        return True
    return pick_of(text) not in (None, "neither")


def _content(folded: str) -> frozenset[str]:
    return frozenset(_WORD.findall(folded)) - _vocabulary("plain")


@cache
def _vocabulary(name: str) -> frozenset[str]:
    return frozenset(str(data_file("content_words")[name]).split())


def _words_of(topics: Iterable[str]) -> frozenset[str]:
    return frozenset(word for topic in topics for word in _WORD.findall(fold(topic)))
