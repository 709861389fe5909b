"""Evaluation lines to items, and the summary of many: the pure half of `evaluate understanding`."""

from __future__ import annotations

import math
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, cast

from chatqual.engine.commands import CorrectSlot, SetSlot
from chatqual.engine.ports import Sense
from chatqual.engine.slots import (
    SLOT_NAMES,
    Json,
    SlotName,
    SlotValue,
    value_from_json,
    value_to_json,
)
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.reading import Reading, read


def evaluate_line(
    data: Mapping[str, Any],
    *,
    time_zone: str = "UTC",
    topics: tuple[str, ...] = (),
    fiscal_year_start: int = 1,
    sense: Sense | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> Json:
    """The item of one line: slots, commands, acts, lead type and how long it took, `ms`.

    Raises ValueError where the line lacks something or holds what cannot be read.
    """
    if not isinstance(data, Mapping):
        raise ValueError(f"a line is an object, not {type(data).__name__}")
    identity, text = data.get("id"), data.get("text")
    if not isinstance(identity, str | int):
        raise ValueError('no "id"')
    if not isinstance(text, str) or not text:
        raise ValueError(f'{identity}: "text" is missing or empty')
    context = _context(str(identity), data, time_zone, topics, fiscal_year_start)
    context = replace(context, sense=sense)
    began = clock()
    reading = read(text, context)
    took = (clock() - began) * 1000
    return {"id": identity, **item_of(reading, text), "ms": round(took, 3)}


def item_of(reading: Reading, text: str) -> Json:
    """A reading in the form of an item."""
    slots: Json = {}
    for command in reading.commands:
        if isinstance(command, SetSlot | CorrectSlot):
            start, end = command.span
            slots[command.slot] = {
                "value": value_to_json(command.value),
                "text": text[start:end],
                "span": [start, end],
                "confidence": command.confidence,
            }
    lead = reading.lead_type
    return {
        "slots": slots,
        "commands": [command.to_json() for command in reading.commands],
        "acts": list(reading.acts),
        "lead_type": {
            "type": lead.type,
            "confidence": lead.confidence,
            "existing_customer": lead.existing_customer,
        },
        "language": reading.language,
    }


def _context(
    identity: str,
    data: Mapping[str, Any],
    time_zone: str,
    topics: tuple[str, ...],
    fiscal_year_start: int,
) -> Context:
    asked = data.get("asked")
    if asked is not None and asked not in SLOT_NAMES:
        raise ValueError(
            f'{identity}: "asked" is {asked!r}; one of {", ".join(SLOT_NAMES)} or null'
        )
    probe = data.get("probe")
    if probe not in (None, "amount"):
        raise ValueError(f'{identity}: "probe" is {probe!r}; only "amount" is known')
    locale = data.get("locale") or "en-US"
    if not isinstance(locale, str):
        raise ValueError(f'{identity}: "locale" is not text')
    return Context(
        now=_instant(identity, data.get("now")),
        asked=asked,
        locale=locale,
        time_zone=time_zone,
        fiscal_year_start=fiscal_year_start,
        before=_before(identity, data.get("before")),
        topics=topics,
        probe=probe,
    )


def _instant(identity: str, value: Any) -> datetime:
    if not isinstance(value, str):
        raise ValueError(f'{identity}: "now" is missing')
    try:
        now = datetime.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f'{identity}: "now" is {value!r}, not ISO 8601') from error
    if now.tzinfo is None:
        raise ValueError(f'{identity}: "now" has no time zone: {value!r}')
    return now


def _before(identity: str, value: Any) -> dict[SlotName, SlotValue]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise ValueError(f'{identity}: "before" is not an object')
    before: dict[SlotName, SlotValue] = {}
    for slot, known in value.items():
        if slot not in SLOT_NAMES:
            raise ValueError(f'{identity}: "before" names {slot!r}, which is no slot')
        try:
            before[cast(SlotName, slot)] = value_from_json(cast(SlotName, slot), known)
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f'{identity}: "before" of {slot}: {error!r}') from error
    return before


@dataclass
class _Count:
    right: int = 0
    total: int = 0

    def add(self, right: bool) -> None:
        self.total += 1
        self.right += right


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the summary: `low` and `high` bound the share at 95 % (Wilson)."""

    kind: str
    right: int
    total: int
    low: float
    high: float

    @property
    def share(self) -> float:
        return self.right / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of a run: what was filled, proposed and read, and what `expect` says about it."""

    lines: int
    ms_p50: float
    ms_p95: float
    filled: Mapping[str, int] = field(default_factory=dict)
    commands: Mapping[str, int] = field(default_factory=dict)
    lead_types: Mapping[str, int] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()

    def to_json(self) -> Json:
        return {
            "lines": self.lines,
            "ms": {"p50": self.ms_p50, "p95": self.ms_p95},
            "filled": dict(self.filled),
            "commands": dict(self.commands),
            "lead_types": dict(self.lead_types),
            "expected": [
                {
                    "kind": row.kind,
                    "right": row.right,
                    "total": row.total,
                    "share": round(row.share, 4),
                    "interval": [round(row.low, 4), round(row.high, 4)],
                }
                for row in self.rows
            ],
        }

    def table(self) -> str:
        """For people: one line a kind."""
        out = [f"lines {self.lines}, ms p50 {self.ms_p50:.2f}, p95 {self.ms_p95:.2f}"]
        for title, counts in (("filled", self.filled), ("commands", self.commands)):
            if counts:
                listed = ", ".join(f"{name} {n}" for name, n in counts.items())
                out.append(f"{title}: {listed}")
        if self.rows:
            out.append(f"{'expected':28} {'right':>6} {'of':>6} {'share':>7}   95 %")
        for row in self.rows:
            out.append(
                f"{row.kind:28} {row.right:6d} {row.total:6d} {row.share:7.1%}"
                f"   {row.low:.1%} to {row.high:.1%}"
            )
        return "\n".join(out)


def summarise(lines: Sequence[Mapping[str, Any]], items: Iterable[Mapping[str, Any]]) -> Summary:
    """The summary of a run; `lines` and `items` in the same order, or matched by id."""
    by_id = {item["id"]: item for item in items}
    counts: dict[str, _Count] = {}
    for line in lines:
        item = by_id.get(line["id"])
        if item is not None:
            for kind, right in _verdicts(line, item):
                counts.setdefault(kind, _Count()).add(right)
    times = sorted(float(item["ms"]) for item in by_id.values()) or [0.0]
    return Summary(
        lines=len(by_id),
        ms_p50=times[len(times) // 2],
        ms_p95=times[min(len(times) - 1, int(len(times) * 0.95))],
        filled=_tally(slot for item in by_id.values() for slot in item["slots"]),
        commands=_tally(c["command"] for item in by_id.values() for c in item["commands"]),
        lead_types=_tally(item["lead_type"]["type"] for item in by_id.values()),
        rows=tuple(_row(kind, counts[kind]) for kind in sorted(counts)),
    )


def _tally(names: Iterable[str]) -> dict[str, int]:
    return dict(Counter(names).most_common())


def _row(kind: str, count: _Count) -> Row:
    low, high = wilson(count.right, count.total)
    return Row(kind, count.right, count.total, low, high)


def wilson(right: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """The score interval of a share (Wilson 1927), by default at 95 %."""
    if total == 0:
        return (0.0, 1.0)
    share = right / total
    middle = share + z * z / (2 * total)
    width = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return (max(0.0, (middle - width) / scale), min(1.0, (middle + width) / scale))


def _verdicts(line: Mapping[str, Any], item: Mapping[str, Any]) -> Iterable[tuple[str, bool]]:
    expect = line.get("expect") or {}
    also = line.get("also") or {}
    loose = set(line.get("loose") or ())
    for slot, gold in (expect.get("slots") or {}).items():
        if slot not in loose:
            golds = [gold, *(also.get(slot) or ())]
            yield f"slot {slot}", any(_agrees(slot, item, g, loose) for g in golds)
    for slot in line.get("absent") or ():
        yield f"absent {slot}", slot not in item["slots"]
    given = _given(item)
    wanted = expect.get("commands_any")
    if wanted:
        yield "commands", any(set(some) <= given for some in wanted)
    forbidden = line.get("not_commands")
    if forbidden:
        yield "commands not given", not set(forbidden) & given
    if expect.get("lead_type"):
        yield "lead type", item["lead_type"]["type"] == expect["lead_type"]


def _given(item: Mapping[str, Any]) -> set[str]:
    """ "Affirm", and with its argument "UnknownSlot(budget)"."""
    names: set[str] = set()
    for command in item["commands"]:
        names.add(command["command"])
        for key in ("slot", "reason", "scope", "kind"):
            if isinstance(command.get(key), str):
                names.add(f"{command['command']}({command[key]})")
    return names


_WORDS = re.compile(r"\w+")
_ENOUGH_WORDS = 0.3
_MONEY_TOLERANCE = 0.005


def _agrees(slot: str, item: Mapping[str, Any], gold: Any, loose: set[str]) -> bool:
    """Whether the item's value is the expected one, field by field, but for loose fields."""
    found = item["slots"].get(slot)
    if found is None:
        return False
    value = found["value"]
    if isinstance(gold, Mapping) and "words" in gold:
        return _share_of_words(found["text"], gold["words"]) >= _ENOUGH_WORDS
    if not isinstance(gold, Mapping) or not isinstance(value, Mapping):
        return str(value).casefold() == str(gold).casefold()
    if f"{slot}.bounds" in loose:
        edge = gold.get("min") if gold.get("min") is not None else gold.get("max")
        return any(_equal(value.get(key), edge) for key in ("min", "max"))
    return all(
        _equal(value.get(key), expected)
        for key, expected in gold.items()
        if f"{slot}.{key}" not in loose
        and key != "urgency"
        and not (key == "currency" and expected is None)
    )


def _share_of_words(text: str, gold: str) -> float:
    got, wanted = Counter(_WORDS.findall(text.lower())), Counter(_WORDS.findall(gold.lower()))
    return sum((got & wanted).values()) / max(1, sum(wanted.values()))


def _equal(value: Any, expected: Any) -> bool:
    if isinstance(value, int | float) and isinstance(expected, int | float):
        return abs(value - expected) <= _MONEY_TOLERANCE * abs(expected)
    if isinstance(value, str) and isinstance(expected, str):
        return value.casefold() == expected.casefold()
    return bool(value == expected)
