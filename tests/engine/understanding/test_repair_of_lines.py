"""Refusals, unknowns, skips, corrections: which slot a line is about, and what it does to it."""

from __future__ import annotations

import pytest

from chatqual.engine.slots import Budget, SlotName, TeamSize
from tests.engine.understanding.reading_cases import (
    cleared,
    known,
    read_line,
    shorts,
    value_of,
)


@pytest.mark.parametrize(
    ("text", "asked", "command"),
    [
        ("I'd rather not", "budget", "DeclineSlot(budget)"),
        ("we never disclose our budget, it's confidential", "need", "DeclineSlot(budget)"),
        ("no phone number please", "phone", "DeclineSlot(phone)"),
        ("das sage ich lieber nicht", "team_size", "DeclineSlot(team_size)"),
        ("I honestly couldn't tell", "timeline", "UnknownSlot(timeline)"),
        ("no idea how many people, ask HR", "budget", "UnknownSlot(team_size)"),
        ("das weiß ich noch nicht", "budget", "UnknownSlot(budget)"),
        ("next one please", "authority", "SkipQuestion"),
        ("can we talk about this later", "budget", "SkipQuestion"),
        ("später bitte", "budget", "SkipQuestion"),
        ("and why is that important to you?", "team_size", "WhyAsked"),
        ("wozu wollen Sie das wissen?", "budget", "WhyAsked"),
        ("sorry, could you say that again?", "need", "Repeat"),
        ("what was the question again", "need", "Repeat"),
        ("enough questions for now please", "budget", "OptOut(qualification)"),
        ("please do not write to me, ever", "email", "OptOut(contact)"),
        ("wipe all my personal data please", None, "OptOut(data)"),
    ],
)
def test_repair_finds_its_slot(text: str, asked: SlotName | None, command: str) -> None:
    assert command in shorts(read_line(text, asked))


def test_a_refusal_of_everything_ends_the_qualifying() -> None:
    reading = read_line("I would rather not share anything about us", "team_size")
    assert "OptOut(qualification)" in shorts(reading)


def test_two_slots_are_refused_in_one_line() -> None:
    reading = read_line("no mail and no number, thanks", "email")
    assert {"DeclineSlot(email)", "DeclineSlot(phone)"} <= set(shorts(reading))


def test_refusing_one_slot_leaves_the_other_to_be_filled() -> None:
    reading = read_line("I won't give my email, but we are 40 people", "email")
    assert "DeclineSlot(email)" in shorts(reading)
    assert value_of(reading, "team_size") == TeamSize(40, 40)


def test_one_way_of_contact_is_closed_and_another_opened() -> None:
    reading = read_line("don't call me, write to ana@firm.example", "phone")
    assert "DeclineSlot(phone)" in shorts(reading)
    assert value_of(reading, "email") == "ana@firm.example"
    assert "OptOut(contact)" not in shorts(reading)


def test_not_knowing_what_the_product_does_is_no_answer() -> None:
    assert "UnknownSlot(budget)" not in shorts(read_line("not sure if you have an app", "budget"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("not 50 but 80", 80),
        ("actually make it 65, I forgot the night shift", 65),
        ("45 instead of 50", 45),
        ("nicht 50 sondern 80 Leute", 80),
        ("sorry, 70 people", 70),
    ],
)
def test_another_number_corrects_the_team_size(text: str, number: int) -> None:
    reading = read_line(text, before=known("team_size", "email"))
    assert shorts(reading) == ["CorrectSlot(team_size)"]
    assert value_of(reading, "team_size") == TeamSize(number, number)
    assert "correct" in reading.acts


def test_a_bare_number_goes_to_the_slot_of_its_size() -> None:
    reading = read_line("no wait, make that 60", before=known("team_size", "budget"))
    assert "CorrectSlot(team_size)" in shorts(reading)
    assert value_of(reading, "budget") is None


def test_another_value_without_words_of_correction_is_only_new() -> None:
    reading = read_line("we are 120 people", before=known("team_size"))
    assert shorts(reading) == ["SetSlot(team_size)"]


def test_what_is_known_already_is_not_set_again() -> None:
    assert shorts(read_line("yes, 50 people", before=known("team_size"))) == ["Affirm"]


def test_only_the_currency_changes() -> None:
    reading = read_line("pounds, I mean, not euros", before=known("budget"))
    assert shorts(reading) == ["CorrectSlot(budget)"]
    budget = value_of(reading, "budget")
    assert budget is not None
    assert (budget.currency, budget.max, budget.period) == ("GBP", 50000, "year")


def test_only_the_period_changes() -> None:
    reading = read_line("per month, not per year", before=known("budget"))
    budget = value_of(reading, "budget")
    assert budget is not None
    assert (budget.max, budget.period) == (50000, "month")


def test_the_last_value_of_a_line_that_mends_itself_holds() -> None:
    reading = read_line("we are 40 users. no wait, 45")
    assert value_of(reading, "team_size") == TeamSize(45, 45)
    assert "self_correction" in reading.acts


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("please remove my mail", ["email"]),
        ("scrap the budget", ["budget"]),
        ("I never said 50 people, delete that", ["team_size"]),
        ("Vergessen Sie das Budget", ["budget"]),
    ],
)
def test_a_value_is_taken_back(text: str, slots: list[SlotName]) -> None:
    reading = read_line(text, before=known("budget", "team_size", "email"))
    assert cleared(reading) == slots
    assert value_of(reading, "need") is None


def test_starting_over_clears_all_that_is_known() -> None:
    reading = read_line("let's start over", before=known("budget", "team_size"))
    assert cleared(reading) == ["budget", "team_size"]


def test_deleting_all_data_is_no_clearing_of_slots() -> None:
    reading = read_line("delete everything you have about me", before=known("email"))
    assert shorts(reading) == ["OptOut(data)"]


@pytest.mark.parametrize(
    "text", ["no calls please, e-mail is fine", "bitte nicht anrufen, lieber per Mail"]
)
def test_no_calls_but_mail_refuses_only_the_phone(text: str) -> None:
    commands = shorts(read_line(text))
    assert "DeclineSlot(phone)" in commands
    assert "OptOut(contact)" not in commands


def test_the_period_of_a_known_budget_is_filled_in() -> None:
    budget = value_of(read_line("yes, per month", before={"budget": Budget(max=900)}), "budget")
    assert budget == Budget(max=900, period="month")


@pytest.mark.parametrize(
    ("text", "slot", "before", "value"),
    [
        ("it is spelled Anya", "name", "Anja", "Anya"),
        ("Marlow Print, not Marlo Print", "company", "Marlo Print", "Marlow Print"),
    ],
)
def test_a_spelling_is_corrected(text: str, slot: SlotName, before: str, value: str) -> None:
    reading = read_line(text, before={slot: before})
    assert f"CorrectSlot({slot})" in shorts(reading)
    assert value_of(reading, slot) == value


def test_a_value_beside_the_known_one_replaces_it() -> None:
    reading = read_line("50 was one site, 210 employees altogether", before=known("team_size"))
    assert "CorrectSlot(team_size)" in shorts(reading)


@pytest.mark.parametrize("line", ["do you have iso 27001?", "did you say it works with SAP 4711"])
def test_a_number_in_a_question_about_the_product_corrects_nothing(line: str) -> None:
    assert not [c for c in shorts(read_line(line, None, known("budget"))) if "Slot" in c]
