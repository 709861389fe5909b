"""A line in parts, and which of them ask something."""

from __future__ import annotations

import pytest

from chatqual.engine.understanding.language import Language, language_of
from chatqual.engine.understanding.segments import split_line


def parts(text: str, language: Language = "en") -> list[str]:
    return [segment.of(text) for segment in split_line(text, language)]


def questions(text: str, language: Language = "en") -> list[str]:
    return [s.of(text) for s in split_line(text, language) if s.is_question]


def test_sentences_are_parts() -> None:
    assert parts("We are a bakery. We bake. Do you?") == ["We are a bakery.", "We bake.", "Do you?"]


def test_a_full_stop_in_a_number_or_an_address_parts_nothing() -> None:
    text = "version 2.5 costs 1.200 and ana@firm.example knows, approx. 3 seats, e.g. mine"
    assert parts(text) == [text]


def test_lines_are_parts() -> None:
    assert parts("hello\nwe have 3 sites") == ["hello", "we have 3 sites"]


def test_questions_after_commas_are_questions_each() -> None:
    text = "which plans exist, how many seats do they hold, can we change later"
    assert questions(text) == [
        "which plans exist",
        "how many seats do they hold",
        "can we change later",
    ]


def test_a_question_after_and_stands_for_itself() -> None:
    assert questions("is there an app and does it work offline?") == [
        "is there an app",
        "and does it work offline?",
    ]


def test_a_relative_clause_is_no_question() -> None:
    assert questions("our warehouse, which is in Kiel, orders every day") == []
    assert questions("the person who decides is on leave") == []


@pytest.mark.parametrize(
    "text",
    [
        "does it sync with calendars",
        "hw much",
        "any discount for schools",
        "tell me about backups",
        "whats included in starter",
        "i was wondering if you cover weekends",
        "is single sign-on extra",
        "for how long are logs kept",
        "and in french?",
        "and quarterly",
    ],
)
def test_a_question_needs_no_question_mark(text: str) -> None:
    assert questions(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "we can start in may",
        "are looking for a tool",
        "when we start we need training",
        "what we need is a simple form",
        "will do",
        "would like a demo",
        "and 12 drivers",
        "and we pay monthly",
    ],
)
def test_a_statement_is_no_question(text: str) -> None:
    assert questions(text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "gibt es eine App"),
        ("de", "Können wir das testen"),
        ("de", "in welchem Land sitzt der Support"),
        ("fr", "combien ça coûte"),
        ("es", "cuánto cuesta"),
        ("pt", "quanto custa"),
        ("it", "quanto costa"),
        ("nl", "hoeveel kost het"),
    ],
)
def test_questions_are_known_in_seven_languages(language: Language, text: str) -> None:
    assert questions(text, language) == [text]


def test_a_thumb_is_a_part() -> None:
    assert parts("👍") == ["👍"]


def test_punctuation_alone_is_no_part() -> None:
    assert parts("...!") == []


@pytest.mark.parametrize(
    ("line", "questions"),
    [
        ("if i pay for a whole year upfront is it cheaper", 1),
        ("if i come back later is my old data still there", 1),
        ("wenn wir kündigen was passiert mit den daten", 1),
        ("si cancelamos qué pasa con los datos", 1),
        ("if it works we will buy it", 0),
        ("when we grow to 200 people it will be more", 0),
        ("when my boss agrees we start", 0),
        ("1) which languages 2) do you have an api 3) is there a sandbox", 3),
        ("what about the reminders, can you set them", 1),
        ("contract length", 1),
        ("est-ce qu'il y a une période d'essai ?", 1),
    ],
)
def test_questions_are_told_from_what_is_said(line: str, questions: int) -> None:
    language = language_of(line)
    assert sum(part.is_question for part in split_line(line, language)) == questions


@pytest.mark.parametrize(
    "line",
    [
        "if we pay for two years upfront do we get anything off",
        "when our contract is over, can we take the files with us",
        "while it is switched off do you still count us",
        "after i leave can my team still log in",
        "as long as nobody approves is the order held back",
    ],
)
def test_a_question_keeps_its_condition(line: str) -> None:
    assert questions(line) == [line]


@pytest.mark.parametrize(
    "line", ["when we are ready we start", "while that is nice we have 40 users"]
)
def test_a_condition_alone_asks_nothing(line: str) -> None:
    assert questions(line) == []
