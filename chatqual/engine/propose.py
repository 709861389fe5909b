"""Proposing: each line is read in turn, with what is known by then."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from chatqual.engine.asides import finds_no_help
from chatqual.engine.bargaining import asks_what_it_is_worth
from chatqual.engine.commands import (
    Act,
    Ask,
    ClearSlot,
    Command,
    CorrectSlot,
    DeclineSlot,
    SetSlot,
    SkipQuestion,
    Span,
    UnknownSlot,
)
from chatqual.engine.ports import Sense
from chatqual.engine.recalling import read_back
from chatqual.engine.slots import SlotName, SlotValue
from chatqual.engine.turns import LineReading, Proposal, ProposalSet, TurnInput, VisitorLine
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.looking_back import is_slip, says_it_was_asked
from chatqual.engine.understanding.reading import Reading, read
from chatqual.engine.understanding.values import overlap


def propose(turn: TurnInput, sense: Sense | None = None) -> ProposalSet:
    """What the rules, and where they are silent the classifier, read in the lines of the turn.

    The asked slot goes along until a line answers it; a slot that one line fills is known to the
    next, so that "no, 80" behind "50 people" is read as a correction.
    """
    known: dict[SlotName, SlotValue] = dict(turn.state.slots.known())
    asked = turn.state.asked
    proposals: list[Proposal] = []
    readings: list[LineReading] = []
    mends = turn.state.slipped
    for line in turn.lines:
        asked = asked or _number_for_a_price(turn, line)
        context = replace(_context(turn, asked, known), sense=sense)
        commands, reading = _read(turn, line, context)
        if mends:
            commands = tuple(_as_correction(c, known) for c in commands)
        mends = is_slip(line.text)
        readings.append(reading)
        back = read_back(turn.state, line, commands, context)
        found = back if back is not None else tuple(Proposal(c, line.seq) for c in commands)
        proposals.extend(found)
        for command in (proposal.command for proposal in found):
            _learn(known, command)
            if getattr(command, "slot", None) == asked:
                asked = None
    return ProposalSet(tuple(proposals), tuple(readings))


_LONE_NUMBER = re.compile(r"\W*(?:about |around |maybe |ca\.? |etwa )?\d{1,5}\s?(?:ish)?\W*", re.I)


def _number_for_a_price(turn: TurnInput, line: VisitorLine) -> SlotName | None:
    """ "35", right behind a price per seat that nobody asked a number for: so many people."""
    note = turn.state.price
    just_shown = note is not None and note.turn == turn.state.turn
    open_ = not turn.state.is_settled("team_size") and turn.state.pending is None
    return "team_size" if just_shown and open_ and _LONE_NUMBER.fullmatch(line.text) else None


def _learn(known: dict[SlotName, SlotValue], command: Command) -> None:
    if isinstance(command, SetSlot | CorrectSlot):
        known[command.slot] = command.value
    elif isinstance(command, ClearSlot):
        known.pop(command.slot, None)


def _as_correction(command: Command, known: dict[SlotName, SlotValue]) -> Command:
    """Behind a line that only says "sorry", another value of a known slot mends it."""
    if isinstance(command, SetSlot) and command.slot in known:
        return CorrectSlot(command.slot, command.value, command.span, command.confidence)
    return command


def _context(turn: TurnInput, asked: SlotName | None, known: dict[SlotName, SlotValue]) -> Context:
    return Context(
        now=turn.now,
        asked=asked,
        locale=_locale(turn),
        time_zone=turn.site.time_zone,
        fiscal_year_start=turn.site.fiscal_year_start,
        before=dict(known),
        topics=turn.site.topics,
    )


def _locale(turn: TurnInput) -> str:
    """The visitor's locale, in the language that is spoken by now."""
    language, _, region = turn.locale.replace("_", "-").partition("-")
    spoken = turn.state.language
    if not spoken or spoken == language.lower():
        return turn.locale
    return f"{spoken}-{region}" if region else spoken


def _read(
    turn: TurnInput, line: VisitorLine, context: Context
) -> tuple[tuple[Command, ...], LineReading]:
    found = read(line.text, context)
    commands = _answer_to_an_earlier_question(turn, line, context, found)
    lead = found.lead_type
    # "September doesn't work any more, make it November": the date does not, nothing else.
    mends = any(isinstance(c, CorrectSlot) for c in commands)
    # "You did not answer my question": trouble with us here, none of a customer.
    mends = mends or (turn.state.turn > 0 and finds_no_help(line.text))
    mends = mends or (turn.state.price is not None and asks_what_it_is_worth(line.text))
    mends = mends and lead.type == "support"
    reading = LineReading(
        message=line.seq,
        acts=found.acts,
        lead_type="unclear" if mends else lead.type,
        lead_confidence=0.0 if mends else lead.confidence,
        existing_customer=lead.existing_customer,
        language=found.language,
    )
    return _as_told(_without_guesses(commands), turn, line, context), reading


def _as_told(
    commands: tuple[Command, ...], turn: TurnInput, line: VisitorLine, context: Context
) -> tuple[Command, ...]:
    """Leaves out a question without its mark in which an answer to ours stands; who says that it
    was asked before, and answers nothing, has refused it."""
    answers = [
        c.span
        for c in commands
        if isinstance(c, SetSlot | CorrectSlot)
        and (c.slot == context.asked or turn.state.tried(c.slot))
    ]
    commands = tuple(
        c for c in commands if not (isinstance(c, Ask) and _is_answer(c, line.text, answers))
    )
    if context.asked and not _tells_of_slots(commands) and says_it_was_asked(line.text):
        commands = (*commands, DeclineSlot(context.asked))
    return commands


def _is_answer(ask: Ask, text: str, answers: Iterable[Span]) -> bool:
    start = text.find(ask.question)
    return "?" not in ask.question and any(
        overlap(span, (start, start + len(ask.question))) for span in answers
    )


# Questions whose late answer can be told by itself. A bare number stays no budget.
_LATE: tuple[SlotName, ...] = ("timeline", "authority", "team_size")
_LATE_WORDS = 10
_ASKED_ONCE = ("asked", "unknown", "declined")
_NO_ANSWER: set[Act] = {
    "question", "why_asked", "repeat", "dont_know", "decline", "deny", "opt_out", "goodbye",
    "human", "anger", "legal", "abuse",
}  # fmt: skip


def _answer_to_an_earlier_question(
    turn: TurnInput, line: VisitorLine, context: Context, found: Reading
) -> tuple[Command, ...]:
    """Where a short line says nothing of a slot, it may answer what was asked before the last."""
    if _tells_of_slots(found.commands) or _NO_ANSWER & set(found.acts):
        return found.commands
    if len(line.text.split()) > _LATE_WORDS or found.lead_type.type == "support":
        return found.commands
    for slot in _LATE:
        was_asked = turn.state.tried(slot) and turn.state.slots[slot].state in _ASKED_ONCE
        is_open = was_asked and slot != context.asked
        if is_open and slot not in context.before:
            late = read(line.text, replace(context, asked=slot))
            given = [c for c in late.commands if isinstance(c, SetSlot) and c.slot == slot]
            if given:
                misread = (Ask, SkipQuestion)
                return (*given, *(c for c in found.commands if not isinstance(c, misread)))
    return found.commands


def _tells_of_slots(commands: tuple[Command, ...]) -> bool:
    kinds = (SetSlot, CorrectSlot, ClearSlot, DeclineSlot, UnknownSlot)
    return any(isinstance(command, kinds) for command in commands)


_GUESSED = 0.7


def _without_guesses(commands: tuple[Command, ...]) -> tuple[Command, ...]:
    """A line that mends something is no answer to what was asked: "sorry, the budget is 30k"."""
    mended = [c.span for c in commands if isinstance(c, CorrectSlot) and c.slot != "need"]
    return tuple(c for c in commands if not (mended and _is_guess(c, mended)))


def _is_guess(command: Command, mended: Iterable[Span]) -> bool:
    if isinstance(command, CorrectSlot):
        return command.slot == "need"
    if not isinstance(command, SetSlot):
        return False
    guessed = command.slot == "need" and command.confidence <= _GUESSED
    return guessed or any(overlap(command.span, span) for span in mended)
