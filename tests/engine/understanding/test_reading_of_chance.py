"""Words that hold a value, or none, by what stands around them: lines of cold conversations."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chatqual.engine.commands import Ask, ClearSlot, Handoff, Intent, SetSlot
from chatqual.engine.slots import Budget, SlotName, SlotValue, TeamSize, Timeline
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.reading import read

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def value(
    line: str, slot: SlotName, asked: SlotName | None = None, locale: str = "en-GB"
) -> object:
    commands = read(line, Context(now=NOW, asked=asked, locale=locale)).commands
    return next((c.value for c in commands if isinstance(c, SetSlot) and c.slot == slot), None)


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("march or april", "2027-03-01", "2027-04-30"),
        ("may or maybe june", "2027-05-01", "2027-06-30"),
        ("late march or early april", "2027-03-21", "2027-04-10"),
    ],
)
def test_two_months_are_both_meant(line: str, start: str, end: str) -> None:
    found = value(line, "timeline", "timeline")
    assert isinstance(found, Timeline)
    assert (str(found.start), str(found.end)) == (start, end)


def test_the_month_of_the_year_end_is_the_one_that_is_named() -> None:
    found = value("we want it live before our year end in June", "timeline")
    assert isinstance(found, Timeline)
    assert str(found.end) == "2027-06-30"


@pytest.mark.parametrize(
    ("line", "locale", "people"),
    [
        ("on est 60", "en-GB", 60),
        ("on serait une vingtaine", "fr-FR", 20),
        ("siamo in 35 e usiamo excel", "it-IT", 35),
        ("somos unos 25", "es-ES", 25),
        ("we'd be 12", "en-GB", 12),
    ],
)
def test_how_many_they_are_in_the_words_of_a_language(line: str, locale: str, people: int) -> None:
    assert value(line, "team_size", None, locale) == TeamSize(people, people)


@pytest.mark.parametrize(
    ("line", "locale"), [("grazie mille", "it-IT"), ("merci mille fois", "fr-FR")]
)
def test_a_thousand_thanks_are_no_budget(line: str, locale: str) -> None:
    assert value(line, "budget", "budget", locale) is None


def test_what_a_sum_is_to_be_spent_on_does_not_take_it_away() -> None:
    found = value("we have about 9k euros a year to spend on order approvals", "budget")
    assert isinstance(found, Budget)
    assert (found.max, found.period) == (9000, "year")


@pytest.mark.parametrize(
    "line", ["anything over £300 comes to my desk", "orders above 2k need two signatures"]
)
def test_from_what_amount_on_something_happens_is_no_budget(line: str) -> None:
    assert value(line, "budget") is None


@pytest.mark.parametrize("line", ["excel", "Paper.", "by phone", "SAP", "just e-mail"])
def test_a_word_is_enough_to_say_how_it_is_done_today(line: str) -> None:
    assert value(line, "need", "need") is not None


@pytest.mark.parametrize("line", ["invoice chaos", "a total paper mess", "email overload"])
def test_two_words_can_be_a_trouble(line: str) -> None:
    assert value(line, "need") is not None


def test_wanting_it_done_is_no_need() -> None:
    assert value("we want it sorted by june", "need") is None


@pytest.mark.parametrize(
    "line", ["how do i cancel", "can we quit anytime?", "how easy is it to leave"]
)
def test_how_one_would_leave_is_asked_before_buying_too(line: str) -> None:
    assert read(line, Context(now=NOW)).lead_type.type != "support"


def test_of_what_is_theirs_a_customer_speaks() -> None:
    reading = read("how do I cancel my subscription", Context(now=NOW))
    assert reading.lead_type.type == "support"
    assert Intent("cancel") in reading.commands


def test_with_whom_they_decide_is_no_partner_of_ours() -> None:
    line = "i'd decide together with my business partner"
    reading = read(line, Context(now=NOW, asked="authority"))
    assert reading.lead_type.type != "partner"
    (command,) = (c for c in reading.commands if isinstance(c, SetSlot))
    assert line[slice(*command.span)] == line


def test_how_orders_go_today_says_nothing_of_who_decides() -> None:
    line = "At the moment I forward every order to our accountant for approval"
    assert value(line, "authority") is None


def test_who_they_are_is_no_question_without_its_mark() -> None:
    line = "It was too complicated for our people, who are not very technical."
    assert not [c for c in read(line, Context(now=NOW)).commands if isinstance(c, Ask)]


def test_through_is_spelt_in_more_than_one_way() -> None:
    line = "put me thru to someone who can decide"
    assert Handoff("asked") in read(line, Context(now=NOW)).commands


def test_approvers_of_whom_something_is_told_are_no_team() -> None:
    assert value("what happens with two approvers who disagree", "team_size", "team_size") is None
    assert value("12 people who approve", "team_size", "team_size") == TeamSize(12, 12)


def test_when_they_read_on_is_no_date_to_start() -> None:
    assert value("i'll look at it tonight", "timeline", "timeline") is None
    assert value("tonight", "timeline", "timeline") is not None


@pytest.mark.parametrize("line", ["if we sign for two years?", "is there a discount for two years"])
def test_the_length_of_a_contract_is_no_date(line: str) -> None:
    assert value(line, "timeline", "timeline") is None
    assert value("two years", "timeline", "timeline") is not None


def test_who_writes_german_under_an_english_page_has_a_german_number() -> None:
    assert value("0171 2345678", "phone", "phone", "de-GB") == "+491712345678"
    assert value("020 7946 0018", "phone", "phone", "de-GB") == "+442079460018"


@pytest.mark.parametrize(
    ("line", "locale"),
    [
        ("je dois en parler à la direction", "fr-FR"),
        ("ich muss das mit dem Chef besprechen", "de-DE"),
    ],
)
def test_whom_they_have_to_talk_to_is_no_person_of_ours(line: str, locale: str) -> None:
    context = Context(now=NOW, asked="authority", locale=locale)
    assert Handoff("asked") not in read(line, context).commands


def test_a_wish_for_a_document_is_looked_up() -> None:
    assert Ask("ok send me the DPA") in read("ok send me the DPA", Context(now=NOW)).commands
    assert not [c for c in read("send me a quote", Context(now=NOW)).commands if isinstance(c, Ask)]


def test_a_need_can_be_told_in_any_of_the_languages() -> None:
    assert value("gli ordini sono un disastro", "need", None, "it-IT") is not None


def test_a_question_about_a_month_changes_no_term_of_the_budget() -> None:
    known = {"budget": Budget("EUR", 8000, 8000, "year", None, approx=False)}
    commands = read("whats that per month", Context(now=NOW, before=known)).commands
    assert not [c for c in commands if getattr(c, "slot", None) == "budget"]


def test_what_is_taken_back_is_no_need() -> None:
    known: dict[SlotName, SlotValue] = {"budget": Budget("EUR", 8000, 8000, "year", None)}
    context = Context(now=NOW, asked="need", before=known)
    commands = read("actually forget the budget", context).commands
    assert ClearSlot("budget") in commands
    assert not [c for c in commands if isinstance(c, SetSlot)]
