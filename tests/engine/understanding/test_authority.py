"""Who decides: the visitor, somebody whom they must ask, or neither."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chatqual.engine.slots import Authority
from chatqual.engine.understanding.authority import find_authorities
from chatqual.engine.understanding.base import Context
from tests.engine.understanding.authority_cases import (
    ASK_OTHERS,
    ASK_OTHERS_UNASKED,
    DECIDE,
    OUTSIDE,
    SILENT_ASKED,
    SILENT_UNASKED,
    TITLED,
    USE_IT,
)

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def authority(text: str, *, asked: bool = True) -> Authority | None:
    context = Context(now=NOW, asked="authority" if asked else None)
    found = find_authorities(text, context)
    return found[0].value if found else None


def level(text: str) -> str | None:
    value = authority(text)
    return value.level if value else None


@pytest.mark.parametrize("text", DECIDE)
def test_who_decides_alone_is_a_decision_maker(text: str) -> None:
    assert level(text) == "decision_maker"


@pytest.mark.parametrize(("text", "title"), TITLED)
def test_a_decision_makers_title_is_kept_as_written(text: str, title: str) -> None:
    assert authority(text) == Authority("decision_maker", title)


@pytest.mark.parametrize(("text", "approver"), ASK_OTHERS)
def test_who_must_ask_is_an_influencer_and_says_whom(text: str, approver: str) -> None:
    value = authority(text)
    assert value is not None
    assert value.level == "influencer"
    assert (value.approver or "").lower() == approver.lower()


@pytest.mark.parametrize(("text", "approver"), ASK_OTHERS_UNASKED)
def test_having_to_ask_counts_unasked_too(text: str, approver: str) -> None:
    value = authority(text, asked=False)
    assert value is not None
    assert (value.level, value.approver) == ("influencer", approver)


def test_an_influencers_own_title_is_kept_beside_the_approver() -> None:
    value = authority("I'm the buyer but the plant manager has to sign.")
    assert value == Authority("influencer", "buyer", "plant manager")


@pytest.mark.parametrize("text", USE_IT)
def test_who_only_uses_it_is_a_user(text: str) -> None:
    assert level(text) == "user"


@pytest.mark.parametrize("text", OUTSIDE)
def test_who_has_no_part_in_it_is_none(text: str) -> None:
    assert level(text) == "none"


@pytest.mark.parametrize("text", SILENT_UNASKED)
def test_a_line_about_something_else_says_nothing_of_who_decides(text: str) -> None:
    assert authority(text, asked=False) is None


@pytest.mark.parametrize("text", SILENT_ASKED)
def test_what_is_no_answer_fills_nothing(text: str) -> None:
    assert authority(text) is None


def test_a_limit_without_asking_is_no_approver() -> None:
    value = authority("i can order things without asking the board")
    assert value is not None
    assert value.approver is None


@pytest.mark.parametrize("unit", ["our finance team and ", "my boss and the ", "the cfo and "])
def test_a_long_row_of_persons_is_read_to_its_end(unit: str) -> None:
    # An expression that tries every way to part the row would not come back in a lifetime.
    level((unit * 100)[:1200])
