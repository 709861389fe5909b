"""Lines that no phrase was tuned for, read by structure: acts, types, wishes, parts, needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import cast

import pytest

from chatqual.engine.commands import Command, SetSlot
from chatqual.engine.slots import Authority, SlotName
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.lead_type import find_intents, read_lead_type
from chatqual.engine.understanding.reading import read
from tests.engine.understanding import acts_cases as acts
from tests.engine.understanding import authority_grammar_cases as authority
from tests.engine.understanding import intent_cases as intents
from tests.engine.understanding import lead_grammar_cases as leads
from tests.engine.understanding import need_grammar_cases as needs

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def context_of(asked: str) -> Context:
    return Context(now=NOW, locale="en-GB", asked=cast(SlotName, asked) if asked else None)


def lines_of(block: str) -> Iterable[tuple[str, str]]:
    """The slot just asked for, and the line."""
    for line in block.strip().splitlines():
        asked, _, text = line.partition(":")
        yield asked.strip(), text.strip()


def names_of(commands: Iterable[Command]) -> set[str]:
    """The commands by name, and with the argument that tells them apart."""
    names: set[str] = set()
    for command in commands:
        data = command.to_json()
        names.add(data["command"])
        for key in ("slot", "reason", "scope", "kind"):
            if isinstance(data.get(key), str):
                names.add(f"{data['command']}({data[key]})")
    return names


@pytest.mark.parametrize("expected", acts.SAID)
def test_it_proposes_the_command_that_a_line_means(expected: str) -> None:
    silent = [
        text
        for asked, text in lines_of(acts.SAID[expected])
        if not names_of(read(text, context_of(asked)).commands) & set(expected.split(" or "))
    ]
    assert silent == []


@pytest.mark.parametrize("forbidden", acts.NOT_SAID)
def test_it_proposes_nothing_for_a_line_that_only_sounds_like_it(forbidden: str) -> None:
    mistaken = [
        text
        for asked, text in lines_of(acts.NOT_SAID[forbidden])
        if names_of(read(text, context_of(asked)).commands) & set(forbidden.split())
    ]
    assert mistaken == []


@pytest.mark.parametrize("kind", leads.LINES)
def test_it_tells_the_type_of_a_visitor_by_who_does_what_to_whom(kind: str) -> None:
    lines = leads.LINES[kind].strip().splitlines()
    wrong = [line for line in lines if read_lead_type(line, context_of("")).type != kind]
    assert wrong == []


def wishes_in(text: str) -> set[str]:
    return {found.value for found in find_intents(text, context_of(""))}


@pytest.mark.parametrize("kind", intents.WISHED)
def test_it_hears_a_wish_however_it_is_put(kind: str) -> None:
    lines = [line.strip() for line in intents.WISHED[kind].strip().splitlines()]
    assert [line for line in lines if kind not in wishes_in(line)] == []


@pytest.mark.parametrize("kinds", intents.NOT_WISHED)
def test_a_question_about_the_product_is_no_wish(kinds: str) -> None:
    lines = [line.strip() for line in intents.NOT_WISHED[kinds].strip().splitlines()]
    found = {line: wishes_in(line) for line in lines}
    unwanted = [
        ln for ln, ks in found.items() if ks & set(kinds.split()) or (kinds == "Intent" and ks)
    ]
    assert unwanted == []


def value_in(text: str, asked: str, slot: SlotName) -> object | None:
    commands = read(text, context_of(asked)).commands
    return next((c.value for c in commands if isinstance(c, SetSlot) and c.slot == slot), None)


@pytest.mark.parametrize("level", authority.LINES)
def test_it_reads_who_decides_by_what_each_does(level: str) -> None:
    wrong = []
    for asked, line in lines_of(authority.LINES[level]):
        text, _, approver = line.partition(" => ")
        value = cast("Authority | None", value_in(text, asked, "authority"))
        said = value.level if value else "absent"
        if said != level or (
            approver and str(value and value.approver).lower() != approver.lower()
        ):
            wrong.append(text)
    assert wrong == []


@pytest.mark.parametrize("slot", ["need", "use_case"])
def test_it_reads_trouble_and_places_of_use_without_a_set_phrase(slot: SlotName) -> None:
    missed = [t for asked, t in lines_of(needs.LINES[slot]) if value_in(t, asked, slot) is None]
    assert missed == []


def test_small_talk_and_orders_of_their_own_are_no_need() -> None:
    taken = [t for asked, t in lines_of(needs.LINES["absent"]) if value_in(t, asked, "need")]
    assert taken == []
