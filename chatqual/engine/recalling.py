"""Lines about the turn before: taken back, chosen from two, or meant of another slot.

Such a line has no value of its own. What it proposes are values of the last turn, with the words
that they were read from and the messages in which these stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import cast

from chatqual.engine.commands import (
    Affirm,
    Ask,
    ClearSlot,
    Command,
    CorrectSlot,
    Deny,
    SetSlot,
    SkipQuestion,
    UnknownSlot,
)
from chatqual.engine.slots import Authority, Budget, SlotName, SlotRecord, SlotValue, TeamSize
from chatqual.engine.state import State
from chatqual.engine.turns import Proposal, VisitorLine
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.looking_back import Pick, pick_of, takes_back, what_is_meant
from chatqual.engine.understanding.values import READERS

_VALUES = (SetSlot, CorrectSlot)
# What a line about the last turn is easily mistaken for.
_MISREAD = (Affirm, Deny, SkipQuestion, Ask, UnknownSlot)


def words_kept(state: State) -> dict[int, str]:
    """The messages of the values that the last turn gave or changed: their words in their places.

    The rest of such a message is blank; nothing can be read from it again.
    """
    words: dict[int, str] = {}
    changed = [state.slots[slot] for slot in state.undo]
    for record in (*changed, *state.undo.values()):
        if record.message is not None and record.span and record.text:
            old = words.get(record.message, "")
            start, end = record.span
            padded = old.ljust(end)
            words[record.message] = padded[:start] + record.text + padded[end:]
    return words


def read_back(
    state: State, line: VisitorLine, read: Iterable[Command], context: Context
) -> tuple[Proposal, ...] | None:
    """What the line proposes of the last turn; None where it is not about it.

    `read`: what was read in the line by itself, `context`: with what.
    """
    commands = tuple(read)
    if takes_back(line.text) and not any(isinstance(c, SkipQuestion) for c in commands):
        return _take_back(state, line.seq) or _cleared(commands, line.seq)
    if not commands and (again := _number_again(state, line, context)):
        return again
    pick = pick_of(line.text)
    if pick is not None and state.pending is not None and state.pending.kind == "conflict":
        return _choose(state, pick, line.seq)
    if pick not in (None, "neither"):
        # "The first one", where nothing was to be chosen: its "one" is no number.
        return tuple(Proposal(c, line.seq) for c in commands if not isinstance(c, _VALUES))
    if any(isinstance(c, _VALUES) and c.confidence > _GUESSED for c in commands):
        return None
    found = _meant(state, line, context)
    if found is None:
        return None
    rest = (c for c in commands if not isinstance(c, (*_MISREAD, *_VALUES)))
    return (*found, *(Proposal(c, line.seq) for c in rest))


# At most as sure as this is what was taken for an answer only because something was asked.
_GUESSED = 0.7


def _take_back(state: State, seq: int) -> tuple[Proposal, ...]:
    """Nothing where the last turn gave nothing: such a line is no question for the documents."""
    gone = [slot for slot in state.undo if state.slots[slot].value is not None]
    return tuple(_before(state, slot, seq) for slot in gone)


def _cleared(commands: Iterable[Command], seq: int) -> tuple[Proposal, ...]:
    return tuple(Proposal(c, seq) for c in commands if isinstance(c, ClearSlot))


def _number_again(state: State, line: VisitorLine, context: Context) -> tuple[Proposal, ...] | None:
    """A lone number behind another one: it may mend that, so the two are asked about."""
    changed = [slot for slot in ("team_size", "budget") if slot in state.undo]
    if len(changed) != 1 or not _LONE_NUMBER.fullmatch(line.text.strip(" .!")):
        return None
    slot = cast(SlotName, changed[0])
    found = READERS[slot](line.text, replace(context, asked=slot))
    return tuple(
        Proposal(SetSlot(slot, f.value, f.span, f.confidence), line.seq) for f in found[:1]
    )


_LONE_NUMBER = re.compile(r"[$€£]?\s?\d[\d.,']*\s?k?", re.IGNORECASE)


def _before(state: State, slot: SlotName, seq: int) -> Proposal:
    """The slot as it was before the last turn: its older value again, or nothing."""
    return _again(slot, state.undo[slot]) or Proposal(ClearSlot(slot), seq)


def _again(slot: SlotName, record: SlotRecord) -> Proposal | None:
    if record.value is None or record.message is None or not record.span or not record.text:
        return None
    command = CorrectSlot(slot, record.value, record.span, record.confidence or _GUESSED)
    return Proposal(command, record.message)


def _choose(state: State, pick: Pick, seq: int) -> tuple[Proposal, ...] | None:
    slot = state.pending.slot if state.pending else None
    if slot is None or slot not in state.undo:
        return None
    if pick == "neither":
        return (Proposal(ClearSlot(slot), seq),)
    both = (state.undo[slot], state.slots[slot])
    chosen = _picked(both, pick)
    again = _again(slot, chosen) if chosen else None
    return None if again is None else (again,)


def _picked(both: tuple[SlotRecord, SlotRecord], pick: Pick) -> SlotRecord | None:
    if pick in ("smaller", "larger"):
        sizes = [_size(record.value) for record in both]
        if sizes[0] is None or sizes[1] is None:
            return None
        low, high = sorted((0, 1), key=lambda at: sizes[at] or 0)
        return both[low if pick == "smaller" else high]
    if isinstance(both[0].value, Authority):
        # The question names first that they decide themselves, whatever was said first.
        both = _own_decision_first(both)
    return both[0 if pick == "first" else 1]


def _own_decision_first(both: tuple[SlotRecord, SlotRecord]) -> tuple[SlotRecord, SlotRecord]:
    new = both[1].value
    is_own = isinstance(new, Authority) and new.level == "decision_maker"
    return (both[1], both[0]) if is_own else both


def _size(value: SlotValue | None) -> float | None:
    return (value.max or value.min) if isinstance(value, Budget | TeamSize) else None


def _meant(state: State, line: VisitorLine, context: Context) -> tuple[Proposal, ...] | None:
    """ "The budget, not the seats": the last value goes where it belongs."""
    meant = what_is_meant(line.text)
    changed = [slot for slot in state.undo if slot != "need" and state.slots[slot].is_known]
    if meant is None or meant.slot in changed:
        return None
    wrong = meant.instead_of or (changed[0] if len(changed) == 1 else None)
    if wrong not in changed or wrong is None:
        return None
    moved = _moved(state.slots[wrong], meant.slot, context)
    return None if moved is None else (_before(state, wrong, line.seq), moved)


def _moved(record: SlotRecord, slot: SlotName, context: Context) -> Proposal | None:
    """The record's words, read as an answer about the slot."""
    if record.span is None or record.text is None or record.message is None:
        return None
    known: Mapping[SlotName, SlotValue] = context.before
    alone = replace(context, asked=slot, before={s: v for s, v in known.items() if s == slot})
    found = READERS[slot](" " * record.span[0] + record.text, alone)
    if not found:
        return None
    best = max(found, key=lambda f: f.confidence)
    return Proposal(CorrectSlot(slot, best.value, best.span, best.confidence), record.message)
