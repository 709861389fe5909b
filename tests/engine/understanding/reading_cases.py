"""What the tests of reading share: a fixed day, known values, and commands in short."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from chatqual.engine.commands import Ask, ClearSlot, Command, CorrectSlot, SetSlot
from chatqual.engine.slots import (
    Authority,
    Budget,
    Geography,
    SlotName,
    SlotValue,
    TeamSize,
    Timeline,
)
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.reading import Reading, read

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
KNOWN: dict[SlotName, SlotValue] = {
    "budget": Budget(None, 50000, 50000, "year"),
    "team_size": TeamSize(50, 50),
    "timeline": Timeline(date(2027, 1, 1), date(2027, 1, 31), "quarter"),
    "email": "ana@old.example",
    "name": "Anna",
    "authority": Authority("decision_maker"),
    "geography": Geography("DE", "Berlin"),
}


def context(
    asked: SlotName | None = None,
    before: Mapping[SlotName, SlotValue] | None = None,
    locale: str = "en-GB",
) -> Context:
    return Context(now=NOW, asked=asked, before=before or {}, locale=locale)


def known(*slots: SlotName) -> dict[SlotName, SlotValue]:
    return {slot: KNOWN[slot] for slot in slots}


def read_line(
    text: str,
    asked: SlotName | None = None,
    before: Mapping[SlotName, SlotValue] | None = None,
    locale: str = "en-GB",
) -> Reading:
    return read(text, context(asked, before, locale))


def short(command: Command) -> str:
    """ "CorrectSlot(budget)", "Ask(where is it)", "Affirm"."""
    name = type(command).__name__
    for field in ("slot", "question", "kind", "reason", "scope"):
        if hasattr(command, field):
            return f"{name}({getattr(command, field)})"
    return name


def shorts(reading: Reading) -> list[str]:
    return [short(command) for command in reading.commands]


def value_of(reading: Reading, slot: SlotName) -> SlotValue | None:
    for command in reading.commands:
        if isinstance(command, SetSlot | CorrectSlot) and command.slot == slot:
            return command.value
    return None


def asks(reading: Reading) -> list[str]:
    return [c.question for c in reading.commands if isinstance(c, Ask)]


def cleared(reading: Reading) -> list[SlotName]:
    return [c.slot for c in reading.commands if isinstance(c, ClearSlot)]
