"""No number comes into a slot that the visitor did not write, whatever they write."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from chatqual.engine.commands import SetSlot
from chatqual.engine.conversation import run
from chatqual.engine.decide import decide
from chatqual.engine.policy import default_policy
from chatqual.engine.slots import Budget, TeamSize
from chatqual.engine.state import State
from chatqual.engine.turns import Proposal, ProposalSet, TurnInput, VisitorLine
from tests.engine.talk import DAY, NOW, Talk
from tests.engine.test_conversation_properties import SETTINGS
from tests.fakes import FakeKnowledge

SAID = st.sampled_from(
    [
        "we are {} people and need purchase approvals",
        "our budget is {}k a year",
        "{} people",
        "{}",
        "make that {}",
        "sorry, not {}, {}",
        "no, i meant the budget, not the seats",
        "i meant the seats, not the budget",
        "scrap that",
        "neither",
        "the first one",
        "the larger one",
        "yes",
        "no",
        "no idea",
        "rather not say",
        "what does it cost for {} people",
        "the budget is {} a month, not {}",
        "between {} and {} seats",
        "we pay {} today and have {} offices",
    ]
)
NUMBERS = st.integers(2, 999)
LINES = st.lists(st.tuples(SAID, NUMBERS, NUMBERS), min_size=1, max_size=5)
_NUMBER = re.compile(r"\d+")


def written(text: str) -> set[int]:
    """Each number of the text, and in thousands: "40k"."""
    return {n * by for n in map(int, _NUMBER.findall(text)) for by in (1, 1000)}


def numbers_of(value: object) -> set[int]:
    if not isinstance(value, Budget | TeamSize):
        return set()
    return {int(n) for n in (value.min, value.max) if n is not None}


@SETTINGS
@given(LINES)
def test_a_filled_value_holds_no_number_that_is_not_in_their_words(lines) -> None:
    state, said, seq, bot_seq, mode = State.new(), set(), 0, None, "bot"
    for words, a, b in lines:
        text = words.format(a, b)
        said |= written(text)
        turn = TurnInput(
            state, (VisitorLine(seq + 1, text),), default_policy(), NOW, mode, "en", DAY, bot_seq
        )
        outcome = run(turn, FakeKnowledge()).outcome
        for record in outcome.state.slots.records.values():
            if record.quoted is None:
                assert numbers_of(record.value) <= said
        state, seq, bot_seq = outcome.state, seq + 2, seq + 2
        mode = "bot" if outcome.mode == "closed" else outcome.mode


def test_a_number_that_a_model_made_up_is_refused() -> None:
    text = "we are about forty people with 3 offices"
    made_up = SetSlot("team_size", TeamSize(90, 90), (0, len(text)))
    turn = TurnInput(Talk().state, (VisitorLine(1, text),), default_policy(), NOW)
    decision = decide(turn, ProposalSet((Proposal(made_up, 1, "llm", "m"),)))
    assert decision.state.slots.known() == {}


def test_a_number_that_a_model_read_in_words_or_thousands_is_taken() -> None:
    text = "about forty people, 20k"
    turn = TurnInput(Talk().state, (VisitorLine(1, text),), default_policy(), NOW)
    read = (
        SetSlot("team_size", TeamSize(40, 40), (6, 18)),
        SetSlot("budget", Budget(None, 20000, 20000), (20, 23)),
    )
    decision = decide(turn, ProposalSet(tuple(Proposal(c, 1, "llm", "m") for c in read)))
    assert set(decision.state.slots.known()) == {"team_size", "budget"}
