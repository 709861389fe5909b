"""Names, firms, roles: what visitors say of themselves, and what only sounds so."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

import pytest

from chatqual.engine.slots import SlotName
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.geography import find_geographies
from chatqual.engine.understanding.names import find_companies, find_names, find_roles
from tests.engine.understanding.people_cases import ASKED, NOTHING, UNASKED

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def read(text: str, locale: str, asked: str | None = None) -> dict[str, str]:
    """The surest name, firm, role and place of a line."""
    context = Context(now=NOW, locale=locale, asked=cast("SlotName | None", asked))
    said: dict[str, str] = {}
    for slot, find in (("name", find_names), ("company", find_companies), ("role", find_roles)):
        if found := find(text, context):
            said[slot] = found[0].value
    if places := find_geographies(text, context):
        said["geo"] = f"{places[0].value.country}:{places[0].value.text}"
    return said


@pytest.mark.parametrize(("locale", "text", "said"), UNASKED)
def test_it_reads_who_and_where_a_visitor_is(locale: str, text: str, said: dict[str, str]) -> None:
    assert read(text, locale) == said


@pytest.mark.parametrize(("asked", "locale", "text", "said"), ASKED)
def test_a_bare_answer_counts_where_it_was_asked_for(
    asked: str, locale: str, text: str, said: dict[str, str]
) -> None:
    assert read(text, locale, asked) == said


@pytest.mark.parametrize(("asked", "locale", "text"), NOTHING)
def test_a_line_that_says_nothing_of_the_visitor_fills_nothing(
    asked: str | None, locale: str, text: str
) -> None:
    assert read(text, locale, asked) == {}


def test_a_value_keeps_the_visitors_writing() -> None:
    context = Context(now=NOW)
    (name,) = find_names("my name’s Aoife O’Brien", context)
    assert name.value == "Aoife O’Brien"
    assert name.span == (10, 23)
