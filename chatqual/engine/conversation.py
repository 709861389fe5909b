"""The conversation, in the order of a turn: propose, decide, (answer,) speak. Each is pure.

A server calls the three and looks the questions up in between; replay, the terminal chat and the
evaluations call `run`.
"""

from __future__ import annotations

from typing import NamedTuple

from chatqual.engine.decide import decide
from chatqual.engine.policy import default_policy
from chatqual.engine.ports import Knowledge, KnowledgeAnswer, Sense
from chatqual.engine.propose import propose
from chatqual.engine.speak import speak
from chatqual.engine.turns import Decision, Outcome, ProposalSet, TurnInput

__all__ = ["Turned", "decide", "default_policy", "propose", "run", "speak"]


class Turned(NamedTuple):
    """A whole turn with its pieces, as they are stored for replay."""

    outcome: Outcome
    proposals: ProposalSet
    decision: Decision
    answers: tuple[KnowledgeAnswer, ...]


def run(turn: TurnInput, knowledge: Knowledge, sense: Sense | None = None) -> Turned:
    """The three in a row, with the questions put to `knowledge` in between."""
    proposals = propose(turn, sense)
    decision = decide(turn, proposals)
    answers = tuple(knowledge.answer(question) for question in decision.questions)
    return Turned(speak(turn, decision, answers), proposals, decision, answers)
