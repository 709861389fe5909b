"""What a question asks for, and what it leans on."""

from __future__ import annotations

import pytest

from knowledge.answer_question import read_question, without_asking


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("how much is it", "price"),
        ("how many files can I attach", "number"),
        ("how long does delivery take", "duration"),
        ("where are the servers", "place"),
        ("can I cancel", "yes_no"),
        ("how do I cancel", "how_to"),
        ("Was kostet das?", "price"),
        ("¿cuánto cuesta?", "price"),
        ("combien de temps", "duration"),
        ("what is your phone number", "phone"),
        ("how mutch is it", "price"),
        ("what would that be per year", "price"),
    ],
)
def test_the_kind_of_a_question_is_read(question: str, kind: str) -> None:
    assert kind in read_question(question).kinds


@pytest.mark.parametrize(
    ("question", "seats"),
    [
        ("what does it cost for 60 people", 60),
        ("we are 120", 120),
        ("1,200 seats", 1200),
        ("für 40 Mitarbeiter", 40),
        ("in 14 days", None),
    ],
)
def test_the_seats_are_read(question: str, seats: int | None) -> None:
    assert read_question(question).seats == seats


def test_known_seats_are_kept_where_the_question_names_none() -> None:
    assert read_question("how much is it", seats=60).seats == 60


@pytest.mark.parametrize(
    "question",
    [
        "and for nonprofits?",
        "what about the other plan",
        "how much is that per month",
        "und für 20?",
    ],
)
def test_a_question_that_leans_is_made_whole(question: str) -> None:
    assert read_question(question, ("what does Team cost",)).lead == "what does Team cost"


@pytest.mark.parametrize("question", ["where are the servers", "can I export invoices as CSV"])
def test_a_whole_question_takes_nothing_from_before(question: str) -> None:
    assert read_question(question, ("what does Team cost",)).lead == ""


def test_a_question_of_few_words_takes_what_its_line_says_besides() -> None:
    reading = read_question("any reduction?", context="we are a small charity.")
    assert reading.text == "we are a small charity any reduction?"


def test_a_chain_of_follow_ups_reaches_back_to_its_start() -> None:
    history = ("what does Team cost", "and for nonprofits?")
    assert read_question("and billed monthly?", history).lead.startswith("what does Team cost")


@pytest.mark.parametrize(
    ("question", "before", "whole"),
    [
        ("how often does it export", "does it work with SAP", "how often does sap export"),
        ("does it need a card", "how long is the trial", "does trial need a card"),
        ("within how many days", "can I get a refund", "can I get a refund within how many days"),
        ("and for nonprofits?", "what does Team cost", "what does Team cost and for nonprofits?"),
    ],
)
def test_the_earlier_subject_stands_in_for_the_pronoun(
    question: str, before: str, whole: str
) -> None:
    assert read_question(question, (before,)).text == whole


@pytest.mark.parametrize(
    "question",
    [
        "is there an app for phones",
        "thanks. is there a set-up fee",
        "ok do you have an API",
        "and where are the servers",
    ],
)
def test_a_question_with_a_subject_of_its_own_is_not_pulled_off_course(question: str) -> None:
    assert read_question(question, ("what does Team cost",)).lead == ""


def test_what_a_price_was_asked_for_is_not_asked_for_the_price_again() -> None:
    assert read_question("what is in it", ("what does Team cost",)).kinds == frozenset()


@pytest.mark.parametrize(
    ("question", "language", "left"),
    [
        ("how long does the set up take", "en", "does the setup take"),
        ("wie lange dauert die einführung", "de", "die einfuhrung"),
        ("how long", "en", "how long"),
        ("where is it", "en", "where is it"),
    ],
)
def test_words_that_only_ask_are_not_searched_for(question: str, language: str, left: str) -> None:
    assert without_asking(question, language).strip() == left
