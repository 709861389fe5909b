"""A whole line: questions, values and acts together, in the order of the words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatqual.engine.commands import CorrectSlot, SetSlot
from chatqual.engine.slots import Budget, Need, SlotName, TeamSize, Timeline
from chatqual.engine.understanding.reading import read
from tests.engine.understanding.reading_cases import (
    asks,
    context,
    known,
    read_line,
    shorts,
    value_of,
)


def test_three_questions_are_three_asks_in_the_visitors_words() -> None:
    text = "who hosts it, how fast is support, do you have SOC 2"
    assert asks(read_line(text)) == ["who hosts it", "how fast is support", "do you have SOC 2"]


def test_a_fact_and_a_question_are_both_read() -> None:
    reading = read_line("we are 60 people. does it work offline?", "timeline")
    assert asks(reading) == ["does it work offline?"]
    assert value_of(reading, "team_size") == TeamSize(60, 60)


@pytest.mark.parametrize(
    "text", ["and for schools?", "and the one above", "typical", "in Teams too?"]
)
def test_a_short_follow_up_is_a_question(text: str) -> None:
    assert asks(read_line(text)) == [text]


def test_a_need_is_set_and_not_asked() -> None:
    reading = read_line("we need something for travel requests")
    assert value_of(reading, "need") is not None
    assert asks(reading) == []


def test_bare_words_are_looked_up_when_nothing_was_asked() -> None:
    assert asks(read_line("audit log")) == ["audit log"]
    assert asks(read_line("audit log", "use_case")) == []
    assert asks(read_line("no demo please")) == []
    assert asks(read_line("as i said, june")) == []


@pytest.mark.parametrize("asked", ["budget", "team_size"])
def test_a_bare_number_beside_trouble_is_one_of_the_thing_in_trouble(asked: SlotName) -> None:
    assert shorts(read_line("40k maybe. nothing came", asked)) == []
    assert value_of(read_line("40k maybe", asked), asked) is not None


def test_a_bare_month_behind_a_correction_takes_the_place_of_the_first() -> None:
    reading = read_line("we start in March. or no, better May")
    value = value_of(reading, "timeline")
    assert isinstance(value, Timeline)
    assert value.start == date(2027, 5, 1)
    value = value_of(read_line("we start in March. sorry, I was away on Monday"), "timeline")
    assert isinstance(value, Timeline)
    assert value.start == date(2027, 3, 1)


def test_letters_of_a_name_are_no_firm() -> None:
    reading = read_line("Kathrin with th", "name")
    assert value_of(reading, "name") == "Kathrin"
    assert value_of(reading, "company") is None


def test_a_missing_timeline_is_not_known() -> None:
    reading = read_line("we have no timeline", "timeline")
    assert shorts(reading) == ["UnknownSlot(timeline)"]


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("can I talk to a person?", "Handoff(asked)"),
        ("are you a robot?", "SmallTalk(bot_identity)"),
        ("what was that?", "Repeat"),
        ("why do you need that?", "WhyAsked"),
    ],
)
def test_a_question_to_the_bot_is_not_looked_up(text: str, command: str) -> None:
    reading = read_line(text, "budget")
    assert command in shorts(reading)
    assert asks(reading) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("this is unacceptable", "angry"),
        ("my lawyer will write to you", "legal"),
        ("our whole system is down", "urgent"),
    ],
)
def test_anger_threats_and_urgency_call_a_person(text: str, reason: str) -> None:
    assert f"Handoff({reason})" in shorts(read_line(text))


def test_an_angry_great_is_no_yes() -> None:
    assert "Affirm" not in shorts(read_line("a bot. great. this is unacceptable"))


def test_commands_stand_in_reading_order_with_their_spans() -> None:
    reading = read_line("hi, we are 60 people in Leeds. what does it cost?")
    assert [c.split("(")[0] for c in shorts(reading)][0] == "SmallTalk"
    assert list(reading.spans) == sorted(reading.spans)
    assert len(reading.spans) == len(reading.commands)


def test_a_goodbye_ends_the_chat() -> None:
    assert {"SmallTalk(goodbye)", "EndChat"} <= set(shorts(read_line("that's all, bye")))


def test_no_more_questions_from_the_bot_does_not_end_the_chat() -> None:
    reading = read_line("no more questions please", "budget")
    assert "EndChat" not in shorts(reading)


def test_the_language_of_the_line_goes_before_that_of_the_page() -> None:
    assert read_line("wie lange dauert die Einführung?", locale="en-GB").language == "de"


def test_a_need_ends_where_another_value_begins() -> None:
    reading = read_line("we need travel approvals by April, budget 20k a year, about 60 people")
    assert value_of(reading, "need") == Need("travel approvals")
    assert value_of(reading, "team_size") == TeamSize(60, 60)


WORDS = st.sampled_from(
    [
        "we",
        "are",
        "50",
        "people",
        "not",
        "60",
        "budget",
        "20k",
        "euros",
        "no",
        "yes",
        "sorry",
        "wait",
        "ana@firm.example",
        "in",
        "march",
        "actually",
        "cfo",
        "decides",
        "why",
        "skip",
        "later",
        "berlin",
        "mein",
        "name",
        "ist",
        "Lena",
        ",",
        ".",
        "?",
        "!",
        "und",
        "👍",
        "don't",
        "know",
        "call",
        "me",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_every_value_stands_in_the_line(text: str) -> None:
    reading = read_line(text, "budget", known("team_size", "timeline"))
    slots = [c.slot for c in reading.commands if isinstance(c, SetSlot | CorrectSlot)]
    assert len(slots) == len(set(slots))
    for command, span in zip(reading.commands, reading.spans, strict=True):
        assert 0 <= span[0] < span[1] <= len(text)
        if isinstance(command, SetSlot | CorrectSlot):
            assert text[slice(*command.span)].strip()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    read_line(text)


def test_a_bare_topic_is_looked_up_even_where_a_slot_was_asked() -> None:
    asked = replace(context("budget"), topics=("Audit trail",))
    assert asks(read("audit trail", asked)) == ["audit trail"]
    assert asks(read("something", asked)) == []


def test_a_period_said_after_the_amount_belongs_to_it() -> None:
    reading = read_line("sorry, not 50k, 15k. yes, per year", before=known("budget"))
    budget = value_of(reading, "budget")
    assert isinstance(budget, Budget)
    assert (budget.max, budget.period) == (15000, "year")


def test_who_decides_is_no_need_though_a_need_was_asked() -> None:
    reading = read_line("I decide that myself, I run the plant", "need")
    assert value_of(reading, "authority") is not None
    assert value_of(reading, "need") is None
