"""What a line says of what was said just before, without a value of its own.

"Scrap that", "the first one", "neither", "I meant the budget, not the seats", and the lone "sorry"
of somebody who is about to mend something. Words alone; `recalling.py` knows what was said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from chatqual.engine.slots import SlotName
from chatqual.engine.understanding.acts_text import fold
from chatqual.engine.understanding.phrases import data_file, phrase_sets
from chatqual.engine.understanding.repair import slots_named

Pick = Literal["first", "second", "smaller", "larger", "neither"]

_PHRASES = phrase_sets(data_file("looking_back")["words"])
_LEAD = rf"(?:{_PHRASES['lead']}[ ,.!]*)*"
_TAIL = rf"(?:[ ,.!]*{_PHRASES['tail']})*"


def _whole(words: str) -> re.Pattern[str]:
    """The line holds these words and nothing beside them but politeness."""
    return re.compile(rf"[ ,.!]*{_LEAD}{words}{_TAIL}[ ,.!]*")


_TAKE_BACK = _whole(_PHRASES["take_back"])
_SLIP = re.compile(rf"[ ,.!]*(?:{_PHRASES['slip']}[ ,.!]*)+")
_PICKS: dict[Pick, re.Pattern[str]] = {
    "first": _whole(_PHRASES["first"]),
    "second": _whole(_PHRASES["second"]),
    "smaller": _whole(_PHRASES["smaller"]),
    "larger": _whole(_PHRASES["larger"]),
    "neither": _whole(_PHRASES["neither"]),
}
_HESITATION = re.compile(rf"[ ,.!]*(?:{_PHRASES['hesitation']}[ ,.!?]*)+")
_ASKED_BEFORE = re.compile(rf"\b{_PHRASES['asked_before']}\b")
_NOTES = re.compile(rf"\W*(?:{_LEAD}|so,? |and )?{_PHRASES['notes']}\W*")
_UNCLEAR_QUESTION = re.compile(rf"\W*{_LEAD}{_PHRASES['unclear_question']}{_TAIL}\W*")
_MEANT = re.compile(rf"\b{_PHRASES['meant']}\b")
_NOT = re.compile(rf"\b{_PHRASES['not']}\b(?P<other>[^,.;!?]*)")


@dataclass(frozen=True, slots=True)
class Meant:
    """ "The budget, not the seats": what the last value is of, and what it is not of."""

    slot: SlotName
    instead_of: SlotName | None


def takes_back(text: str) -> bool:
    """ "Scrap that": the whole line takes back what was said last, and names nothing."""
    return _TAKE_BACK.fullmatch(fold(text)) is not None


def is_slip(text: str) -> bool:
    """ "Oops", "sorry", "no wait": a word of correction that is followed by nothing yet."""
    return _SLIP.fullmatch(fold(text)) is not None


def hesitates(text: str) -> bool:
    """ "Hmm": a sound and nothing else."""
    return _HESITATION.fullmatch(fold(text)) is not None


def says_it_was_asked(text: str) -> bool:
    """ "You asked that already"."""
    return _ASKED_BEFORE.search(fold(text)) is not None


def asks_for_notes(text: str) -> bool:
    """ "What have you noted so far?", by itself."""
    return _NOTES.fullmatch(fold(text)) is not None


def found_it_unclear(text: str) -> bool:
    """ "What do you mean?": the question is wanted in other words."""
    return _UNCLEAR_QUESTION.fullmatch(fold(text)) is not None


def pick_of(text: str) -> Pick | None:
    """Which of two things the line chooses, where it does nothing else."""
    folded = fold(text)
    return next((pick for pick, words in _PICKS.items() if words.fullmatch(folded)), None)


def what_is_meant(text: str) -> Meant | None:
    """The slot that the last value belongs to by this line, if it says so."""
    folded = fold(text)
    denied = _NOT.search(folded)
    others = slots_named(folded, *denied.span("other")) if denied else ()
    rest = folded[: denied.start()] + " , " + folded[denied.end() :] if denied else folded
    named = [slot for slot in slots_named(rest, 0, len(rest)) if slot not in others]
    if len(named) != 1 or not (len(others) == 1 or _MEANT.search(folded)):
        return None
    return Meant(named[0], others[0] if others else None)
