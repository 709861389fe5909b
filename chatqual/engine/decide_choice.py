"""A quick reply comes back as plain text; what it means is known and is not read from its words."""

from __future__ import annotations

from chatqual.engine.commands import (
    Affirm,
    Ask,
    Command,
    DeclineSlot,
    Deny,
    Handoff,
    Intent,
    SetSlot,
    UnknownSlot,
)
from chatqual.engine.policy_shapes import Policy
from chatqual.engine.slots import Authority, Budget, SlotName
from chatqual.engine.state import Pending, State
from chatqual.engine.turns import Proposal, TurnInput, VisitorLine
from chatqual.engine.wording import Voice


def chosen_line(pending: Pending | None, lines: tuple[VisitorLine, ...]) -> VisitorLine | None:
    """The line that repeats a quick reply of the last question word for word."""
    offered = {_plain(option) for option in pending.options} if pending else set()
    return next((line for line in lines if _plain(line.text) in offered), None)


def with_choice(
    turn: TurnInput, state: State, proposals: tuple[Proposal, ...], line: VisitorLine | None
) -> tuple[Proposal, ...]:
    """The proposals, with the meaning of the chosen reply in place of what was read in its line."""
    if line is None or state.pending is None:
        return proposals
    commands = _meaning(state.pending, turn.policy, Voice(turn.policy, state.language), line)
    if not commands:
        return proposals
    others = tuple(p for p in proposals if p.message != line.seq)
    return (*others, *(Proposal(c, line.seq, "rule", "choice") for c in commands))


def _plain(text: str) -> str:
    return text.casefold().strip()


def _meaning(
    pending: Pending, policy: Policy, voice: Voice, line: VisitorLine
) -> tuple[Command, ...]:
    if pending.kind in ("slot", "in_range"):
        return _answer(pending, policy, line)
    said = _plain(line.text)
    if pending.kind == "clarify":
        option = next(o for o in pending.options if _plain(o) == said)
        return (Ask(option),)
    meanings: dict[str, Command] = {
        "yes": Affirm(),
        "no": Deny(),
        "choice_person": Handoff("asked"),
        "choice_later": Deny(),
        "choice_trial": Ask(voice.word("trial_question")),
        "choice_year": Affirm(),
        "choice_first_look": Intent("demo"),
    }
    return tuple(c for key, c in meanings.items() if _plain(voice.word(key)) == said)[:1]


def _answer(pending: Pending, policy: Policy, line: VisitorLine) -> tuple[Command, ...]:
    """The answer by its place among the quick replies; none where the words have to be read."""
    question = policy.question(pending.question)
    places = [_plain(option) for option in pending.options]
    place = places.index(_plain(line.text))
    if question is None or pending.slot is None or place >= len(question.meanings):
        return ()
    return _command(question.meanings[place], pending.slot, (0, len(line.text)))


def _command(meaning: str, slot: SlotName, span: tuple[int, int]) -> tuple[Command, ...]:
    match meaning:
        case "declined":
            return (DeclineSlot(slot),)
        case "unknown":
            return (UnknownSlot(slot),)
        case "yes":
            return (Affirm(),)
        case "no":
            return (Deny(),)
        case "none":
            return (SetSlot("budget", Budget(none=True), span),)
        case "decision_maker":
            return (SetSlot("authority", Authority("decision_maker"), span),)
        case "influencer":
            return (SetSlot("authority", Authority("influencer"), span),)
        case _:
            return ()
