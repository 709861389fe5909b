"""What holds for every reader of words on any text: no failure, no invention."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatqual.engine.slots import SLOT_NAMES, SlotName
from chatqual.engine.understanding.authority import find_authorities
from chatqual.engine.understanding.base import Context, Found
from chatqual.engine.understanding.contact import find_emails, find_phones
from chatqual.engine.understanding.geography import find_geographies
from chatqual.engine.understanding.lead_type import LeadType, find_intents, read_lead_type
from chatqual.engine.understanding.names import find_companies, find_names, find_roles
from chatqual.engine.understanding.need import find_needs, find_use_cases
from chatqual.engine.understanding.sentences import sentences

Reader = Callable[[str, Context], list[Found[Any]]]
READERS: tuple[Reader, ...] = (
    find_emails,
    find_phones,
    find_names,
    find_companies,
    find_roles,
    find_geographies,
    find_authorities,
    find_needs,
    find_use_cases,
    find_intents,
)
_PIECES = (
    "i'm|im|my name is|Anna|from|Torrin|GmbH|we need|a tool|the CFO|decides|in|Berlin|at|dot com|"
    "anna@acme.io|+49 30 901820|call me|head of|IT|,|.|?|\n|it's|looking for|gets lost|ich|muss|"
    "meinen Chef|fragen|we'd use it for|bei der|thanks,|Peter|not|’|🙂|sign off|up|me|demo|résumé"
)
PIECES = _PIECES.split("|")
LINES = st.one_of(
    st.text(max_size=120), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
)
# A busy machine is no fault of a reader: no deadline.
SEVERAL = settings(deadline=None, max_examples=50)
ASKED = st.sampled_from((None, *SLOT_NAMES))


def context(asked: SlotName | None) -> Context:
    return Context(now=datetime(2026, 11, 20, 10, tzinfo=UTC), asked=asked, topics=("Approval", ""))


@pytest.mark.parametrize("find", READERS)
@SEVERAL
@given(text=LINES, asked=ASKED)
def test_a_reader_never_fails_and_its_spans_lie_inside_the_text(
    find: Reader, text: str, asked: SlotName | None
) -> None:
    for found in find(text, context(asked)):
        assert 0 <= found.start < found.end <= len(text)
        assert 0 < found.confidence <= 1


@pytest.mark.parametrize("find", [find_names, find_companies, find_roles, find_use_cases])
@SEVERAL
@given(text=LINES, asked=ASKED)
def test_a_text_value_is_the_text_of_its_span(
    find: Reader, text: str, asked: SlotName | None
) -> None:
    for found in find(text, context(asked)):
        assert found.value == text[found.start : found.end]
        assert found.value == found.value.strip()


@SEVERAL
@given(text=LINES, asked=ASKED)
def test_titles_approvers_needs_and_places_stand_in_the_text(
    text: str, asked: SlotName | None
) -> None:
    said = set(re.findall(r"\w+", text.lower()))
    values = [
        *(
            v
            for f in find_authorities(text, context(asked))
            for v in (f.value.title, f.value.approver)
        ),
        *(f.value.summary for f in find_needs(text, context(asked))),
        *(f.value.text for f in find_geographies(text, context(asked))),
    ]
    for value in values:
        assert set(re.findall(r"\w+", (value or "").lower())) <= said


@SEVERAL
@given(text=LINES)
def test_a_lead_type_is_one_of_the_contract(text: str) -> None:
    reading = read_lead_type(text, context(None))
    assert reading.type in get_args(LeadType)
    assert 0 <= reading.confidence <= 1


@SEVERAL
@given(text=LINES)
def test_sentences_lie_in_order_and_inside_the_text(text: str) -> None:
    end = 0
    for part in sentences(text):
        assert end <= part.start < part.end <= len(text)
        assert len(part.text) == part.end - part.start
        end = part.end
