"""Lines of one turn are read in order, each with what the ones before it told."""

from __future__ import annotations

import json
from dataclasses import replace

from chatqual.engine.commands import Ask, CorrectSlot, SetSlot
from chatqual.engine.conversation import run
from chatqual.engine.policy import default_policy
from chatqual.engine.propose import propose
from chatqual.engine.slots import TeamSize
from chatqual.engine.state import State
from chatqual.engine.turns import ProposalSet, TurnInput, VisitorLine
from tests.engine.talk import NOW
from tests.fakes import FakeKnowledge


def turn(*texts: str, state: State | None = None) -> TurnInput:
    lines = tuple(VisitorLine(n, text) for n, text in enumerate(texts, 1))
    return TurnInput(state or State.new(), lines, default_policy(), NOW)


def test_a_value_of_one_line_is_known_to_the_next():
    found = propose(turn("we are 50 people", "sorry, 80 people, not 50"))
    kinds = [
        type(p.command) for p in found.proposals if isinstance(p.command, SetSlot | CorrectSlot)
    ]
    assert kinds == [SetSlot, CorrectSlot]


def test_the_asked_slot_reads_a_bare_number():
    found = propose(turn("80", state=replace(State.new(), asked="team_size")))
    command = found.proposals[0].command
    assert isinstance(command, SetSlot)
    assert command.value == TeamSize(80, 80)


def test_each_line_has_its_reading():
    found = propose(turn("hello", "how much is it?"))
    assert [r.message for r in found.readings] == [1, 2]
    assert "question" in found.readings[1].acts
    assert any(isinstance(p.command, Ask) and p.message == 2 for p in found.proposals)


def test_what_was_proposed_goes_through_json_unchanged():
    found = propose(turn("we are 80 people and need approvals by april, budget 15k a year"))
    assert ProposalSet.from_json(json.loads(json.dumps(found.to_json()))) == found


def test_a_burst_of_lines_gets_one_reply():
    outcome = run(turn("hi", "we are about 80 people", "how long is the trial?"), FakeKnowledge())[
        0
    ]
    assert outcome.reply.text.startswith("Hello. Noted: about 80 people. The trial lasts 14 days")
    assert outcome.state.last_seq == 3


def test_the_stored_pieces_of_a_turn_give_the_same_outcome_again():
    from chatqual.engine.decide import decide
    from chatqual.engine.ports import KnowledgeAnswer
    from chatqual.engine.speak import speak

    given = turn("we are 80 people, how long is the trial?")
    outcome, proposals, _, answers = run(given, FakeKnowledge())
    stored = json.loads(json.dumps([proposals.to_json(), [a.to_json() for a in answers]]))
    decision = decide(given, ProposalSet.from_json(stored[0]))
    again = speak(given, decision, tuple(KnowledgeAnswer.from_json(a) for a in stored[1]))
    assert json.dumps(again.to_json()) == json.dumps(outcome.to_json())
