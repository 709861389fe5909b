"""The slots of a conversation and their values: the data contract, version 1.

A value is one of the frozen classes below, or text (`name, email, phone, company, role, use_case`).
`value_to_json` and `value_from_json` are the only way between a value and its JSON form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, get_args

SlotName = Literal[
    "need",
    "budget",
    "authority",
    "timeline",
    "name",
    "email",
    "phone",
    "company",
    "role",
    "team_size",
    "geography",
    "use_case",
]
SLOT_NAMES: tuple[SlotName, ...] = get_args(SlotName)
BANT: tuple[SlotName, ...] = ("need", "budget", "authority", "timeline")
CONTACT_SLOTS: tuple[SlotName, ...] = ("name", "email", "phone", "company")

Period = Literal["year", "month", "week", "day", "once"]
Urgency = Literal["now", "quarter", "half_year", "year", "later", "none"]
Level = Literal["decision_maker", "influencer", "user", "none"]
SlotStatus = Literal[
    "unasked", "asked", "filled", "confirmed", "declined", "unknown", "conflicting"
]
Source = Literal["rule", "llm", "human", "form"]
Number = int | float

Json = dict[str, Any]


def plain_number(value: Number | None) -> Number | None:
    """An int where the number is whole, so that 40000.0 and 40000 are one value in JSON."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


@dataclass(frozen=True, slots=True)
class Budget:
    """An amount of money. `none` is the visitor's "no budget yet"; then all else is empty.

    Exact: min == max. "up to X": min is None. "at least X": max is None.
    """

    currency: str | None = None
    min: Number | None = None
    max: Number | None = None
    period: Period | None = None
    per: Literal["seat"] | None = None
    approx: bool = False
    none: bool = False

    def to_json(self) -> Json:
        if self.none:
            return {"none": True}
        return {
            "currency": self.currency,
            "min": plain_number(self.min),
            "max": plain_number(self.max),
            "period": self.period,
            "per": self.per,
            "approx": self.approx,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Budget:
        return cls(**{k: data[k] for k in cls.__slots__ if k in data})


@dataclass(frozen=True, slots=True)
class Timeline:
    """Days, both inclusive, in the site's time zone."""

    start: date | None = None
    end: date | None = None
    urgency: Urgency = "none"

    def to_json(self) -> Json:
        return {
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "urgency": self.urgency,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Timeline:
        start, end = data.get("start"), data.get("end")
        return cls(
            date.fromisoformat(start) if start else None,
            date.fromisoformat(end) if end else None,
            data.get("urgency", "none"),
        )


@dataclass(frozen=True, slots=True)
class Authority:
    """Who decides: `level` is the visitor's own part, `approver` whom they must ask."""

    level: Level
    title: str | None = None
    approver: str | None = None

    def to_json(self) -> Json:
        return {"level": self.level, "title": self.title, "approver": self.approver}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Authority:
        return cls(data["level"], data.get("title"), data.get("approver"))


@dataclass(frozen=True, slots=True)
class Need:
    """The visitor's words, shortened, and the topics of the knowledge base that they name."""

    summary: str
    topics: tuple[str, ...] = ()

    def to_json(self) -> Json:
        return {"summary": self.summary, "topics": list(self.topics)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Need:
        return cls(data["summary"], tuple(data.get("topics", ())))


@dataclass(frozen=True, slots=True)
class TeamSize:
    """People or seats; bounds as in `Budget`."""

    min: int | None
    max: int | None

    def to_json(self) -> Json:
        return {"min": self.min, "max": self.max}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> TeamSize:
        return cls(data.get("min"), data.get("max"))


@dataclass(frozen=True, slots=True)
class Geography:
    """`country` is ISO 3166-1 alpha-2; `text` is the place as written."""

    country: str | None
    text: str

    def to_json(self) -> Json:
        return {"country": self.country, "text": self.text}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Geography:
        return cls(data.get("country"), data["text"])


SlotValue = Budget | Timeline | Authority | Need | TeamSize | Geography | str

_CLASSES: dict[str, Any] = {
    "budget": Budget,
    "timeline": Timeline,
    "authority": Authority,
    "need": Need,
    "team_size": TeamSize,
    "geography": Geography,
}


def value_to_json(value: SlotValue) -> Json | str:
    """The JSON form of any slot's value."""
    return value if isinstance(value, str) else value.to_json()


def value_from_json(slot: SlotName, data: Any) -> SlotValue:
    """The value of `slot` from its JSON form.

    Raises ValueError, KeyError or TypeError where the form does not fit the slot.
    """
    found = _CLASSES.get(slot)
    if found is None:
        if not isinstance(data, str):
            raise TypeError(f"{slot} takes text, not {type(data).__name__}")
        return data
    if not isinstance(data, Mapping):
        raise TypeError(f"{slot} takes an object, not {type(data).__name__}")
    value: SlotValue = found.from_json(data)
    return value


@dataclass(frozen=True, slots=True)
class Previous:
    """An older value of a slot, the message and the words it came from, and why it went."""

    value: SlotValue
    message: int | None
    reason: Literal["corrected", "cleared", "conflict", "refined", "replaced_by_human"]
    text: str | None = None

    def to_json(self) -> Json:
        return {
            "value": value_to_json(self.value),
            "message": self.message,
            "reason": self.reason,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class SlotRecord:
    """What is known of one slot, with its evidence.

    `span` counts code points of the stored (NFC) text of message `message`, end exclusive.
    `quoted` stands where a "yes" to a price that the bot quoted filled the budget.
    """

    state: SlotStatus = "unasked"
    value: SlotValue | None = None
    text: str | None = None
    span: tuple[int, int] | None = None
    message: int | None = None
    confidence: float | None = None
    source: Source | None = None
    previous: tuple[Previous, ...] = ()
    quoted: Json | None = None

    @property
    def is_known(self) -> bool:
        return self.state in ("filled", "confirmed")

    def to_json(self) -> Json:
        out: Json = {
            "state": self.state,
            "value": None if self.value is None else value_to_json(self.value),
            "text": self.text,
            "span": list(self.span) if self.span else None,
            "message": self.message,
            "confidence": self.confidence,
            "source": self.source,
            "previous": [p.to_json() for p in self.previous],
        }
        if self.quoted is not None:
            out["quoted"] = self.quoted
        return out

    @classmethod
    def from_json(cls, slot: SlotName, data: Mapping[str, Any]) -> SlotRecord:
        span = data.get("span")
        value = data.get("value")
        return cls(
            state=data["state"],
            value=None if value is None else value_from_json(slot, value),
            text=data.get("text"),
            span=(span[0], span[1]) if span else None,
            message=data.get("message"),
            confidence=data.get("confidence"),
            source=data.get("source"),
            previous=tuple(
                Previous(
                    value_from_json(slot, p["value"]),
                    p.get("message"),
                    p["reason"],
                    p.get("text"),
                )
                for p in data.get("previous", ())
            ),
            quoted=data.get("quoted"),
        )


EMPTY = SlotRecord()


@dataclass(frozen=True, slots=True)
class Slots:
    """All slots of a conversation; a name that is not in `records` is unasked."""

    records: Mapping[SlotName, SlotRecord] = field(default_factory=dict)

    def __getitem__(self, slot: SlotName) -> SlotRecord:
        return self.records.get(slot, EMPTY)

    def value(self, slot: SlotName) -> SlotValue | None:
        """The value where it is filled or confirmed, else None."""
        record = self[slot]
        return record.value if record.is_known else None

    def with_record(self, slot: SlotName, record: SlotRecord) -> Slots:
        return Slots({**self.records, slot: record})

    def known(self) -> dict[SlotName, SlotValue]:
        return {
            slot: r.value for slot, r in self.records.items() if r.is_known and r.value is not None
        }

    def to_json(self) -> Json:
        return {slot: self[slot].to_json() for slot in SLOT_NAMES}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Slots:
        return cls(
            {
                slot: SlotRecord.from_json(slot, data[slot])
                for slot in SLOT_NAMES
                if slot in data and (data[slot]["state"] != "unasked" or data[slot].get("previous"))
            }
        )
