"""Follow-ups, asides and words with two meanings, and how much of a line is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chatqual.engine.commands import Repeat
from chatqual.engine.slots import Authority, Budget, TeamSize, Timeline
from chatqual.engine.understanding.attention import cut_short
from chatqual.engine.understanding.reading import read
from tests.engine.understanding.reading_cases import asks, context, read_line, value_of


@pytest.mark.parametrize(
    ("text", "number"),
    [("and for 200", 200), ("und für 45?", 45), ("ok and for 12 then", 12), ("et pour 70", 70)],
)
def test_and_for_another_number_is_a_question_and_a_size(text: str, number: int) -> None:
    reading = read_line(text, "timeline")
    assert asks(reading) == [text]
    assert value_of(reading, "team_size") == TeamSize(number, number)


@pytest.mark.parametrize("text", ["and for 20k", "it is for accounting and for 3 offices"])
def test_money_and_lists_are_no_such_question(text: str) -> None:
    assert asks(read_line(text)) == []


def test_the_price_for_so_many_seats_names_their_size() -> None:
    assert value_of(read_line("whats the price for 25 seats"), "team_size") == TeamSize(25, 25)


@pytest.mark.parametrize("text", ["is there a limit of 25 seats", "what's the price for 1 user"])
def test_a_number_of_the_plan_is_no_team(text: str) -> None:
    assert value_of(read_line(text), "team_size") is None


def test_what_failed_twice_is_not_to_be_repeated() -> None:
    assert not any(isinstance(c, Repeat) for c in read_line("it said failed. twice").commands)


def test_a_german_refusal_is_no_fault_of_the_product() -> None:
    reading = read("das geht Sie gar nichts an", replace(context(), locale="de-DE", asked="budget"))
    assert reading.lead_type.type != "support"


def test_paper_forms_are_no_newspaper() -> None:
    assert read_line("software to replace our paper forms").lead_type.type == "sales"
    assert read_line("our paper wants to write about you").lead_type.type == "press"


def test_what_is_spent_in_total_is_no_budget_beside_what_there_is_for_this() -> None:
    reading = read_line("90k is what we spend overall, for this it is 8k")
    assert value_of(reading, "budget") == Budget(None, 8000, 8000)


def test_an_amount_that_was_thought_of_is_a_budget() -> None:
    reading = read("wir hatten so an 9.500 € gedacht", replace(context(), locale="de-DE"))
    value = value_of(reading, "budget")
    assert isinstance(value, Budget)
    assert (value.currency, value.max) == ("EUR", 9500)


def test_one_month_is_better_than_another() -> None:
    known = {"timeline": Timeline(date(2027, 1, 1), date(2027, 1, 31), "quarter")}
    reading = read("march is better than january", replace(context(), before=known))
    value = value_of(reading, "timeline")
    assert isinstance(value, Timeline)
    assert value.end is not None
    assert value.end.month == 3


def test_my_in_french_is_no_monday() -> None:
    asked = replace(context(), locale="fr-FR", asked="timeline")
    assert value_of(read("mon directeur décide", asked), "timeline") is None


def test_how_things_are_today_is_no_date() -> None:
    assert value_of(read_line("we use spreadsheets today", "timeline"), "timeline") is None


def test_a_firm_behind_a_name_is_no_surname() -> None:
    reading = read("soy Marta de Plásticos Vega", replace(context(), locale="es-ES"))
    assert value_of(reading, "name") == "Marta"
    assert value_of(reading, "company") == "Plásticos Vega"


def test_a_known_value_alone_is_said_again_and_not_asked() -> None:
    known = {"authority": Authority("influencer", None, "cfo")}
    reading = read("cfo decides really", replace(context(), before=known))
    assert asks(reading) == []
    assert value_of(reading, "authority") == known["authority"]


def test_a_number_is_no_need() -> None:
    assert value_of(read_line("120", "need"), "need") is None


def test_a_line_of_three_hundred_words_is_read_whole() -> None:
    assert cut_short("we are quite a few. " * 75) is None


def test_spans_stand_in_the_whole_line_when_its_middle_is_left_out() -> None:
    text = "we are 60 people. " + "and so on, and so on. " * 170 + "write to ana@example.com"
    reading = read_line(text)
    for command in reading.commands:
        span = getattr(command, "span", None)
        if span and command.slot in ("email", "team_size"):  # type: ignore[union-attr]
            assert text[span[0] : span[1]] in ("60 people", "ana@example.com")
    assert value_of(reading, "email") == "ana@example.com"
    assert value_of(reading, "team_size") == TeamSize(60, 60)


def test_good_morning_in_german_is_no_tomorrow() -> None:
    reading = read("guten morgen, start im april", replace(context(), locale="de-DE"))
    value = value_of(reading, "timeline")
    assert isinstance(value, Timeline)
    assert value.start == date(2027, 4, 1)


def test_a_letter_for_you_is_still_english() -> None:
    assert read_line("u guys hiring?").language == "en"


@pytest.mark.parametrize(
    "text",
    [
        "80 seats",
        "that's more than i hoped",
        "it's for Harlow Freight",
        "budget is 20k",
        "so no price",
        "ist das nicht zu viel",
    ],
)
def test_an_answer_to_something_else_is_no_need(text: str) -> None:
    assert value_of(read_line(text, "need"), "need") is None


def test_a_bare_answer_is_still_a_need() -> None:
    assert value_of(read_line("supplier approvals", "need"), "need") is not None


def test_what_is_paid_a_year_now_is_neither_budget_nor_date() -> None:
    reading = read_line("60k a year now, should be less")
    assert value_of(reading, "budget") is None
    assert value_of(reading, "timeline") is None


def test_what_they_had_in_mind_is_a_budget_and_no_need() -> None:
    reading = read_line("we had 15k in mind", "need")
    assert value_of(reading, "budget") == Budget(None, 15000, 15000)
    assert value_of(reading, "need") is None


@pytest.mark.parametrize("text", ["what if we are 120", "und was wenn wir 120 sind", "were 120"])
def test_a_number_that_is_thought_of_is_a_size(text: str) -> None:
    assert value_of(read_line(text), "team_size") == TeamSize(120, 120)


def test_that_is_not_told_in_german_is_a_refusal() -> None:
    reading = read("sag ich nicht", replace(context(), locale="de-DE", asked="need"))
    assert "decline" in reading.acts
