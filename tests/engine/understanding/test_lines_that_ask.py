"""Lines without a question mark that ask, and lines about the talk itself that ask no document."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chatqual.engine.commands import Ask, SmallTalk
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.reading import read
from tests.engine.understanding.reading_cases import asks, read_line, value_of

CONTEXT = Context(now=datetime(2026, 11, 20, 12, tzinfo=UTC), locale="en-US")


def asked(line: str) -> list[str]:
    return [c.question for c in read(line, CONTEXT).commands if isinstance(c, Ask)]


@pytest.mark.parametrize(
    "line",
    [
        "largest picture i can upload",
        "max weight of the parcel",
        "part number of the hinge",
        "difference between gold and silver",
        "steps to move a folder",
        "got a printer driver",
        "upload limit for guests",
        "backups on the small plan",
        "do ppl who only watch pay too",
        "lowest price for a school",
    ],
)
def test_a_thing_named_by_its_measure_or_kind_is_asked_for(line: str) -> None:
    assert asked(line) == [line]


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("we lost our key, who opens then", "who opens then"),
        ("we need backups, which plan is that", "which plan is that"),
        ("the screen stays black, what now", "what now"),
        ("the lift was stuck for a day what do we get back", "what do we get back"),
        ("the box came in pieces where do i send it", "where do i send it"),
        ("three days are short can i keep it longer", "can i keep it longer"),
    ],
)
def test_a_question_within_a_sentence_is_heard(line: str, question: str) -> None:
    assert question in asked(line)


@pytest.mark.parametrize(
    "line",
    [
        "i know how long it takes",
        "we want a list that can we print",
        "tell them what happens",
        "it depends on how much they pay",
        "the smallest of our offices is in bonn",
        "our limit is ten people",
    ],
)
def test_what_tells_is_not_cut_into_a_question(line: str) -> None:
    assert [q for q in asked(line) if q != line] == []


@pytest.mark.parametrize(
    "line",
    [
        "who am i talking to",
        "what can you do",
        "how can you help me",
        "are you still there",
        "mit wem spreche ich",
        "are you a bot",
    ],
)
def test_who_is_talking_is_not_put_to_the_documents(line: str) -> None:
    reading = read(line, CONTEXT)
    assert not asked(line)
    assert any(isinstance(c, SmallTalk) and c.kind == "bot_identity" for c in reading.commands)


@pytest.mark.parametrize(
    "text",
    [
        "do drivers need their own login",
        "will suppliers see our prices",
        "do guests count as users",
    ],
)
def test_what_is_asked_of_people_by_their_kind_is_a_question(text: str) -> None:
    assert asks(read_line(text, "timeline")) == [text]


def test_a_price_by_the_year_is_no_time_to_start() -> None:
    reading = read_line("what would it cost us a year", "timeline")
    assert value_of(reading, "timeline") is None
    assert value_of(read_line("a year", "timeline"), "timeline") is not None
