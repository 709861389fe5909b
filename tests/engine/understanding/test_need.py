"""Needs and use cases in the visitor's words, and errands that are none."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from chatqual.engine.slots import SlotName
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.need import find_needs, find_use_cases
from tests.engine.understanding.need_cases import NEEDS, NO_NEEDS

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def context(
    *, asked: SlotName | None = None, locale: str = "en", topics: tuple[str, ...] = ()
) -> Context:
    return Context(now=NOW, asked=asked, locale=locale, topics=topics)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


@pytest.mark.parametrize(("asked", "locale", "text", "want"), NEEDS)
def test_it_reads_a_need_in_the_visitors_words(
    asked: bool, locale: str, text: str, want: str
) -> None:
    (found,) = find_needs(text, context(asked="need" if asked else None, locale=locale))
    got = words(text[found.start : found.end])
    assert len(got & words(want)) >= 0.7 * len(words(want))
    assert len(got) <= 2 * len(words(want)) + 3


@pytest.mark.parametrize(("asked", "locale", "text"), NO_NEEDS)
def test_what_is_no_need_stays_out(asked: bool, locale: str, text: str) -> None:
    assert find_needs(text, context(asked="need" if asked else None, locale=locale)) == []


def test_the_span_is_tighter_than_the_line() -> None:
    text = "Hi there, we need a tool for expense claims, about 30 people, thanks"
    (found,) = find_needs(text, context())
    assert found.value.summary == "a tool for expense claims"


def test_topics_of_the_knowledge_base_are_named_whatever_their_case_and_number() -> None:
    topics = ("Approval workflow", "DATEV", "Reminder", "API")
    text = "we need approval workflows with datev and reminders, capital letters do not matter"
    (found,) = find_needs(text, context(topics=topics))
    assert found.value.topics == ("Approval workflow", "DATEV", "Reminder")


@pytest.mark.parametrize(
    ("asked", "text", "use"),
    [
        (None, "we'd use it for approving travel in our sales team", "for approving travel"),
        (None, "It would be used by our nurses on the ward", "by our nurses on the ward"),
        (None, "we want to run it in our warehouses for spare parts", "in our warehouses"),
        (None, "our plan is to use it across 12 schools for supplies", "across 12 schools"),
        ("use_case", "in the kitchens of our hotels", "in the kitchens of our hotels"),
        ("use_case", "for IT purchases mostly", "for IT purchases mostly"),
        ("use_case", "approving invoices from freelancers", "approving invoices"),
        ("use_case", "wir würden es im Lager einsetzen", "im Lager"),
        ("use_case", "für Reisekosten", "für Reisekosten"),
    ],
)
def test_it_reads_where_and_how_they_would_use_it(
    asked: SlotName | None, text: str, use: str
) -> None:
    found = find_use_cases(text, context(asked=asked))
    assert found[0].value.startswith(use)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("use_case", "no idea"),
        ("use_case", "rather not say"),
        (None, "can i use it on my ipad"),
        (None, "we use it in production and it is broken"),
        (None, "how do you use it in hospitals"),
        (None, "First we want to see a demo"),
        (None, "only for 5 people"),
    ],
)
def test_what_is_no_use_case_stays_out(asked: SlotName | None, text: str) -> None:
    assert find_use_cases(text, context(asked=asked)) == []


def test_one_line_may_hold_a_need_and_a_use_case() -> None:
    text = "it would be used in our workshops for tools. right now nobody knows who has what"
    (need,) = find_needs(text, context())
    (use,) = find_use_cases(text, context())
    assert use.value == "in our workshops for tools"
    assert "nobody knows who has what" in need.value.summary
