"""Team sizes: heads and seats, bounds, and what counts something else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatqual.engine.slots import SlotName, TeamSize
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.team_sizes import find_team_sizes

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def sizes(text: str, asked: SlotName | None = None, locale: str = "en-US") -> list[TeamSize]:
    return [f.value for f in find_team_sizes(text, Context(now=NOW, asked=asked, locale=locale))]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("we are 45 people", 45, 45),
        ("a team of about 45", 45, 45),
        ("60 seats please", 60, 60),
        ("twelve of us", 12, 12),
        ("a dozen users", 12, 12),
        ("30 to 40 users", 30, 40),
        ("between 30 and 40 employees", 30, 40),
        ("more than 200 employees", 200, None),
        ("200+ employees", 200, None),
        ("up to 25 logins", None, 25),
        ("150 full-time employees", 150, 150),
    ],
)
def test_it_reads_heads_and_seats(text: str, low: int | None, high: int | None) -> None:
    assert sizes(text) == [TeamSize(low, high)]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("ca. 80 Mitarbeiter", "de-DE"),
        ("80 salariés", "fr-FR"),
        ("80 empleados", "es-ES"),
        ("80 funcionários", "pt-BR"),
        ("80 dipendenti", "it-IT"),
        ("80 medewerkers", "nl-NL"),
    ],
)
def test_it_reads_heads_in_six_more_languages(text: str, locale: str) -> None:
    assert sizes(text, locale=locale) == [TeamSize(80, 80)]


def test_a_bare_number_counts_only_where_the_size_was_asked() -> None:
    assert sizes("about 30", asked="team_size") == [TeamSize(30, 30)]
    assert sizes("about 30") == []


@pytest.mark.parametrize("text", ["30 km", "the 5th of May", "20 %", "$400", "version 3"])
def test_what_counts_something_else_is_no_answer(text: str) -> None:
    assert sizes(text, asked="team_size") == []


def test_only_me_is_a_team_of_one_where_it_was_asked() -> None:
    assert sizes("just me", asked="team_size") == [TeamSize(1, 1)]
    assert sizes("is it just me or is the page slow") == []


# The machine may be busy; speed is measured by the benchmark.
@settings(deadline=None)
@given(st.text(max_size=60), st.booleans())
def test_any_text_is_read_and_spans_lie_inside_it(text: str, asked: bool) -> None:
    context = Context(now=NOW, asked="team_size" if asked else None)
    for found in find_team_sizes(text, context):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("we are 45", 45),
        ("headcount 120", 120),
        ("not 60, 80 people", 80),
        ("60, sorry, 80 people", 80),
    ],
)
def test_the_number_that_holds_is_the_one_that_is_read(text: str, size: int) -> None:
    assert sizes(text) == [TeamSize(size, size)]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("we are 40, maybe 8 sign off", 8),
        ("120 of us but only 30 would use it", 30),
        ("we have 200 staff, 20 need a login", 20),
    ],
)
def test_who_would_use_it_is_surer_than_the_size_of_the_firm(text: str, size: int) -> None:
    found = find_team_sizes(text, Context(now=NOW))
    assert max(found, key=lambda f: f.confidence).value == TeamSize(size, size)


def test_a_limit_of_a_plan_is_no_team() -> None:
    assert sizes("is there a limit of 30 seats on the small plan?") == []


@pytest.mark.parametrize(
    ("text", "locale", "size"),
    [
        ("my wife and I", "en-GB", 2),
        ("wir sind zu fünft", "de-DE", 5),
        ("met zijn zessen", "nl-NL", 6),
        ("we have grown from 10 to 35 people", "en-US", 35),
        ("30. well, 35 with the interns", "en-US", 35),
    ],
)
def test_a_head_count_that_is_said_as_a_whole_is_taken(text: str, locale: str, size: int) -> None:
    assert sizes(text, "team_size", locale) == [TeamSize(size, size)]


def test_a_total_that_is_said_stands_before_its_parts() -> None:
    assert TeamSize(80, 80) in sizes("80 people, 12 in sales and 8 in support", "team_size")
    assert TeamSize(100, 100) not in sizes("80 people, 12 in sales and 8 in support", "team_size")


@pytest.mark.parametrize(
    "text",
    [
        "do you support over 10,000 users?",
        "can 3 people share one login?",
        "is the limit still 25 seats on starter?",
        "we have 4 offices and 2 warehouses",
        "1 user costs what?",
    ],
)
def test_what_the_product_can_hold_is_no_team(text: str) -> None:
    assert sizes(text) == []


@pytest.mark.parametrize(
    ("text", "locale", "least"),
    [
        ("me and two others", "en-US", 2),
        ("there's me, plus 4 in the warehouse", "en-GB", 4),
        ("12 in sales and 8 in support", "en-US", 12),
        ("Sales: 10, Support: 5, Ops: 5", "en-US", 10),
        ("our 14 drivers and 2 dispatchers", "en-GB", 14),
        ("three teams of 8", "en-US", 8),
        ("4 departments, about 12 people in each", "en-US", 12),
    ],
)
def test_parts_are_not_added_up_to_a_number_nobody_wrote(
    text: str, locale: str, least: int
) -> None:
    assert sizes(text, "team_size", locale) == [TeamSize(least, None)]
