""" "Ok book me something": going ahead with what was offered or wished for, without naming it."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Literal

from chatqual.engine.commands import Affirm, Command, CorrectSlot, Intent, IntentKind, SetSlot
from chatqual.engine.state import State
from chatqual.engine.turns import Proposal, TurnInput

_Verb = Literal["book", "start"]
_WORDS: dict[str, dict[_Verb, str]] = json.loads(
    files("chatqual.engine").joinpath("data", "going_ahead.json").read_text("utf-8")
)
_PATTERNS: tuple[tuple[_Verb, re.Pattern[str]], ...] = tuple(
    (verb, re.compile(pattern, re.IGNORECASE))
    for verbs in _WORDS.values()
    for verb, pattern in verbs.items()
)
_LONGEST = 90  # code points; a longer line says what is meant
# To start takes up the last of these wishes.
_STARTED: frozenset[IntentKind] = frozenset({"trial", "purchase"})
_OFFERS = ("offer_human", "next_step")


def with_going_ahead(
    turn: TurnInput, state: State, proposals: tuple[Proposal, ...]
) -> tuple[Proposal, ...]:
    """The proposals, with the meaning of such a line in place of a question or a bare yes."""
    for line in turn.lines:
        verb = goes_ahead(line.text)
        of_line = [p.command for p in proposals if p.message == line.seq]
        if verb is None or any(isinstance(command, Intent) for command in of_line):
            continue
        meant = _meant(verb, state)
        if meant is not None:
            kept = tuple(p for p in proposals if p.message != line.seq or _tells(p.command))
            proposals = (*kept, Proposal(meant, line.seq, "rule", "going_ahead"))
    return proposals


def goes_ahead(text: str) -> _Verb | None:
    """Which sort of going ahead a whole line is; None where it is something else."""
    said = text.strip(" .!,;?")
    if len(said) > _LONGEST:
        return None
    return next((verb for verb, pattern in _PATTERNS if pattern.fullmatch(said)), None)


def _meant(verb: _Verb, state: State) -> Command | None:
    """A yes to an offer that stands; else to book is to meet, and to start what was wished for."""
    if state.pending is not None and state.pending.kind in _OFFERS:
        return Affirm()
    if verb == "book":
        return Intent("meeting")
    wishes = [kind for kind in state.intents if kind in _STARTED]
    return Intent(wishes[-1]) if wishes else None


def _tells(command: Command) -> bool:
    return isinstance(command, SetSlot | CorrectSlot)
