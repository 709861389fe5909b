"""Lines about the line before: taken back, chosen from two, meant of another slot."""

from __future__ import annotations

import pytest

from chatqual.engine.conversation import run
from chatqual.engine.language_wish import wished_language
from chatqual.engine.policy import default_policy
from chatqual.engine.slots import Budget, TeamSize
from chatqual.engine.state import State
from chatqual.engine.turns import Outcome, TurnInput, VisitorLine
from chatqual.engine.understanding.looking_back import (
    asks_for_notes,
    found_it_unclear,
    hesitates,
    is_slip,
    pick_of,
    says_it_was_asked,
    takes_back,
    what_is_meant,
)
from tests.engine.talk import DAY, NOW
from tests.fakes import FakeKnowledge


def talk(*lines: str) -> Outcome:
    """The outcome of the last line, each read from its text alone."""
    state, seq = State.new(), 0
    for text in lines:
        turn = TurnInput(
            state, (VisitorLine(seq + 1, text),), default_policy(), NOW, "bot", "en", DAY, seq
        )
        outcome = run(turn, FakeKnowledge()).outcome
        state, seq = State.from_json(outcome.state.to_json()), seq + 2
    return outcome


@pytest.mark.parametrize(
    "text",
    ["scrap that", "no, forget what I just said", "Take that back please", "undo", "vergiss das",
     "delete my last message", "oubliez ça", "ok scratch that"],
)  # fmt: skip
def test_a_whole_line_takes_back_what_was_said_last(text: str) -> None:
    assert takes_back(text)


@pytest.mark.parametrize(
    "text",
    ["forget the coffee machine", "can I delete that later?", "cancel it in march",
     "undo the export"],
)  # fmt: skip
def test_a_line_that_names_a_thing_takes_nothing_back(text: str) -> None:
    assert not takes_back(text)


@pytest.mark.parametrize(
    ("text", "pick"),
    [("the first one", "first"), ("the latter please", "second"), ("das zweite", "second"),
     ("the larger one", "larger"), ("neither", "neither"), ("none of them", "neither"),
     ("the first week of may", None), ("the last month of the year", None), ("no", None)],
)  # fmt: skip
def test_it_hears_which_of_two_is_chosen(text: str, pick: str | None) -> None:
    assert pick_of(text) == pick


def test_it_hears_which_slot_was_meant() -> None:
    found = what_is_meant("no, I meant the budget, not the seats")
    assert found is not None
    assert (found.slot, found.instead_of) == ("budget", "team_size")
    assert what_is_meant("the budget is not fixed") is None
    assert what_is_meant("does it show the budget?") is None


@pytest.mark.parametrize("text", ["sorry", "oops!", "no wait", "hang on", "Moment, Entschuldigung"])
def test_a_slip_says_nothing_yet(text: str) -> None:
    assert is_slip(text)


@pytest.mark.parametrize("text", ["no", "sorry, 45", "wait for our cfo", "sorry for the trouble"])
def test_what_says_something_is_no_slip(text: str) -> None:
    assert not is_slip(text)


def test_hesitation_notes_repetition_and_confusion_are_heard() -> None:
    assert hesitates("hmm...")
    assert not hesitates("well, 40")
    assert asks_for_notes("what have you noted so far?")
    assert not asks_for_notes("what do you know about SAP?")
    assert says_it_was_asked("you already asked me that")
    assert not says_it_was_asked("our auditor asked that")
    assert found_it_unclear("sorry, what do you mean?")
    assert not found_it_unclear("what do you mean by seats on the Team plan?")


@pytest.mark.parametrize(
    ("text", "language"),
    [("can we speak german?", "de"), ("Danke. Können wir bitte auf Deutsch weitermachen?", "de"),
     ("¿podemos seguir en español?", "es"), ("en anglais s'il vous plaît", "en"),
     ("parlez-vous français ?", "fr"), ("reply in dutch if possible", "nl"),
     ("is it available in german", ""), ("can you send the contract in german", ""),
     ("we are a german company", ""), ("does the app speak French?", ""),
     ("my english is bad", "")],
)  # fmt: skip
def test_a_wish_for_a_language_is_told_from_talk_about_one(text: str, language: str) -> None:
    assert wished_language(text) == language


SIZE = "we need purchase approvals for 40 people"


def test_a_correction_taken_back_leaves_what_stood_before() -> None:
    record = talk(SIZE, "make that 60 people", "no, scrap that").state.slots["team_size"]
    assert record.value == TeamSize(40, 40)
    assert (record.text, record.message) == ("40 people", 1)
    assert [p.value for p in record.previous] == [TeamSize(40, 40), TeamSize(60, 60)]


def test_only_what_the_last_line_gave_is_taken_back() -> None:
    slots = talk(SIZE, "by march", "scrap that").state.slots
    assert slots.value("timeline") is None
    assert slots.value("team_size") == TeamSize(40, 40)


def test_nothing_is_taken_back_twice() -> None:
    assert talk(SIZE, "by march", "scrap that", "scrap that").state.slots.value("team_size")


def test_a_value_meant_of_another_slot_goes_there_with_its_words() -> None:
    lines = ("approvals for 100 people, our budget is 200 a month", "make that 150")
    slots = talk(*lines, "I meant the budget, not the seats").state.slots
    assert slots.value("team_size") == TeamSize(100, 100)
    budget = slots["budget"]
    assert isinstance(budget.value, Budget)
    assert (budget.value.max, budget.value.period) == (150, "month")
    assert (budget.text, budget.message) == ("150", 3)


CONFLICT = (SIZE, "the 90 people here all complain about it")


@pytest.mark.parametrize(
    ("answer", "size"),
    [("the first", 40), ("the second one", 90), ("the smaller one", 40), ("the larger", 90),
     ("neither, it's 65", 65)],
)  # fmt: skip
def test_each_answer_to_two_numbers_settles_them(answer: str, size: int) -> None:
    record = talk(*CONFLICT, answer).state.slots["team_size"]
    assert record.is_known
    assert record.value == TeamSize(size, size)


@pytest.mark.parametrize(
    ("answer", "state"),
    [("neither", "unasked"), ("no idea", "unknown"), ("none of your business", "declined"),
     ("yes", "conflicting")],
)  # fmt: skip
def test_an_answer_that_names_none_fills_nothing(answer: str, state: str) -> None:
    outcome = talk(*CONFLICT, answer)
    assert outcome.state.slots["team_size"].state == state
    assert outcome.reply.asked != "team_size"


def test_the_first_one_is_no_number_where_nothing_is_chosen() -> None:
    outcome = talk("hello, we are looking for purchase approvals", "the first one")
    assert outcome.state.slots.value("team_size") is None


def test_a_sorry_in_its_own_turn_makes_the_next_number_a_correction() -> None:
    outcome = talk("we are 50 people", "sorry", "55 people")
    assert outcome.state.slots["team_size"].state == "filled"
    assert outcome.state.slots.value("team_size") == TeamSize(55, 55)


def test_a_late_answer_is_taken_though_another_question_came_between() -> None:
    asked = (SIZE, "no idea yet")
    assert talk(*asked, "june then").state.slots.value("timeline") is not None
    assert talk(*asked, "no clue about june").state.slots.value("timeline") is None


def test_an_amount_that_mends_another_keeps_its_terms() -> None:
    outcome = talk("our budget is 50k euros a year, for purchase requests", "not 50 but 15k")
    assert outcome.state.slots.value("budget") == Budget("EUR", 15000, 15000, "year")


def test_starting_over_keeps_refusals_and_forgets_the_rest() -> None:
    state = talk(SIZE + ", budget 20k a year", "rather not say", "let's start over").state
    assert state.slots.known() == {}
    assert state.slots["timeline"].state == "declined"
    assert (dict(state.tries), state.rested) == ({}, ())


def test_never_mind_drops_the_matter_and_nothing_is_asked_in_its_place() -> None:
    outcome = talk(SIZE, "never mind")
    assert outcome.state.slots["timeline"].state == "declined"
    assert "?" not in outcome.reply.text


def test_a_no_behind_the_reason_is_a_refusal() -> None:
    assert talk(SIZE, "why do you ask?", "no").state.slots["timeline"].state == "declined"
    assert talk(SIZE, "no").state.slots["timeline"].state == "unknown"


def test_a_lone_number_behind_another_is_asked_about() -> None:
    outcome = talk(SIZE, "45")
    assert outcome.state.slots["team_size"].state == "conflicting"
    assert "40 people or 45?" in outcome.reply.text


def test_a_number_in_place_of_a_struck_one_is_a_correction() -> None:
    outcome = talk("we need approvals, budget 12k a year", "scratch the 12k, make it 18k")
    assert outcome.state.slots.value("budget") == Budget(None, 18000, 18000, "year")


def test_a_date_that_does_not_work_any_more_is_no_trouble_of_a_customer() -> None:
    outcome = talk(SIZE + ", start in september", "september doesn't work, make it november")
    assert outcome.state.lead_type == "sales"
    assert outcome.state.slots["timeline"].text == "november"


def test_nothing_to_take_back_is_nothing_to_look_up() -> None:
    outcome = talk("where is data stored?", "scrap that")
    assert outcome.state.gaps == ()
