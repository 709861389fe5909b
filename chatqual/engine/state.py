"""What a conversation carries from one turn to the next. Frozen, and to JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeVar

from chatqual.engine.commands import HandoffReason, IntentKind, OptOutScope
from chatqual.engine.ports import Citation, QuotedPrice
from chatqual.engine.slots import Json, SlotName, SlotRecord, Slots

T = TypeVar("T")
LeadType = Literal[
    "sales",
    "support",
    "partner",
    "press",
    "recruiting",
    "vendor",
    "investor",
    "other",
    "spam",
    "unclear",
]
Tier = Literal["hot", "warm", "cold", "unqualified", "not_enough_information"]
PendingKind = Literal[
    "slot", "in_range", "conflict", "offer_human", "next_step", "clarify", "period", "first_look"
]

# How many of the visitor's earlier questions go along with a new one, and how many gaps are kept.
HISTORY_KEPT = 6
GAPS_KEPT = 50
SUMS_KEPT = 6


@dataclass(frozen=True, slots=True)
class Pending:
    """What the last reply left open. `options` are the quick replies that stood below it."""

    kind: PendingKind
    slot: SlotName | None = None
    question: str = ""
    options: tuple[str, ...] = ()
    turn: int = 0

    def to_json(self) -> Json:
        out = {name: getattr(self, name) for name in self.__slots__}
        return {**out, "options": list(self.options)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Pending:
        return cls(**{**data, "options": tuple(data["options"])})


@dataclass(frozen=True, slots=True)
class PriceNote:
    """The last price that a reply quoted. `message`: the seq of the bot's message."""

    price: QuotedPrice
    message: int
    turn: int

    def to_json(self) -> Json:
        return {"price": self.price.to_json(), "message": self.message, "turn": self.turn}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> PriceNote:
        return cls(QuotedPrice.from_json(data["price"]), data["message"], data["turn"])


@dataclass(frozen=True, slots=True)
class SumNote:
    """A sum that a reply worked out: its sentence, which begins with the seats, and its source."""

    text: str
    citation: Citation

    def to_json(self) -> Json:
        return {"text": self.text, "citation": self.citation.to_json()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SumNote:
        return cls(data["text"], Citation.from_json(data["citation"]))


@dataclass(frozen=True, slots=True)
class Said:
    """The visitor's own words for what is no slot. `span` counts code points of `message`."""

    text: str
    message: int | None
    span: tuple[int, int] | None = None

    def to_json(self) -> Json:
        span = list(self.span) if self.span else None
        return {"text": self.text, "message": self.message, "span": span}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Said:
        span = data.get("span")
        return cls(data["text"], data["message"], (span[0], span[1]) if span else None)


@dataclass(frozen=True, slots=True)
class FollowUpNote:
    """By when a person should follow up. `by`: an ISO instant; `why`: the policy's field."""

    by: str
    why: str
    minutes: int

    def to_json(self) -> Json:
        return {"by": self.by, "why": self.why, "minutes": self.minutes}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> FollowUpNote:
        return cls(data["by"], data["why"], data["minutes"])


@dataclass(frozen=True, slots=True)
class State:
    """Everything the next turn needs.

    `asked`: the slot that an answer without a name would fill. `tries`: how often each slot was
    asked, `asked_turn`: the turn of our last question. `rested`: slots that are left alone though
    nobody refused them. `quiet_turns`: turns to come without a question. `ignored`: questions in a
    row that the visitor passed over.
    `heard_language`: that of the last line, which may be too short to trust.
    `said`: how often each text was used, so that wordings take turns. `told`: browser events sent.
    `evidence`: the words behind what is no slot, by "existing_customer", "intent:demo" or
    "mentions:retail". `tier` is the computed one.
    `undo`: the slots that the last turn changed, as they were before it. `slipped`: the last turn
    said only "sorry" or "oops", so that this one mends something.
    """

    slots: Slots = field(default_factory=Slots)
    asked: SlotName | None = None
    pending: Pending | None = None
    tries: Mapping[str, int] = field(default_factory=dict)
    rested: tuple[SlotName, ...] = ()
    conflicts_asked: tuple[SlotName, ...] = ()
    questions_asked: int = 0
    asked_turn: int = 0
    ignored: int = 0
    quiet_turns: int = 0
    address_asked: bool = False
    opted_out: tuple[OptOutScope, ...] = ()
    lead_type: LeadType = "unclear"
    lead_confidence: float = 0.0
    existing_customer: bool | None = None
    problem_turns: int = 0
    clarifications: int = 0
    failures: int = 0
    abuse: int = 0
    answers: int = 0
    history: tuple[str, ...] = ()
    price: PriceNote | None = None
    sums: tuple[SumNote, ...] = ()
    handoff_reasons: tuple[HandoffReason, ...] = ()
    gaps: tuple[str, ...] = ()
    intents: tuple[IntentKind, ...] = ()
    promises: tuple[str, ...] = ()
    summarised: bool = False
    language: str = ""
    heard_language: str = ""
    turn: int = 0
    last_seq: int = 0
    last_reply: str = ""
    last_citations: tuple[Citation, ...] = ()
    last_question: str = ""
    said: Mapping[str, int] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    tier: Tier = "not_enough_information"
    evidence: Mapping[str, Said] = field(default_factory=dict)
    follow_up: FollowUpNote | None = None
    undo: Mapping[SlotName, SlotRecord] = field(default_factory=dict)
    slipped: bool = False

    @classmethod
    def new(cls) -> State:
        return cls()

    def tried(self, slot: SlotName) -> int:
        return self.tries.get(slot, 0)

    def is_settled(self, slot: SlotName) -> bool:
        """Nothing is to be asked about it: known, refused, not known to them, or left alone."""
        record = self.slots[slot]
        return (
            record.is_known
            or record.state in ("declined", "unknown", "conflicting")
            or slot in self.rested
        )

    def to_json(self) -> Json:
        out: Json = {}
        for name in self.__slots__:
            value = getattr(self, name)
            if name in ("slots", "pending", "price", "follow_up"):
                value = value.to_json() if value is not None else None
            elif name in ("last_citations", "sums"):
                value = [c.to_json() for c in value]
            elif name in ("evidence", "undo"):
                value = {key: kept.to_json() for key, kept in sorted(value.items())}
            elif isinstance(value, tuple):
                value = list(value)
            elif isinstance(value, Mapping):
                value = dict(sorted(value.items()))
            out[name] = value
        return out

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> State:
        """Fields that an older version did not have take their defaults; unknown ones are left."""
        kwargs: dict[str, Any] = {}
        for name in cls.__slots__:
            if name not in data:
                continue
            value = data[name]
            if name in _READERS:
                value = _READERS[name](value) if value is not None else None
            elif isinstance(value, list):
                value = tuple(value)
            kwargs[name] = value
        return cls(**kwargs)

    def noting(self, **changes: Any) -> State:
        return replace(self, **changes)


_READERS: dict[str, Any] = {
    "slots": Slots.from_json,
    "pending": Pending.from_json,
    "price": PriceNote.from_json,
    "evidence": lambda items: {key: Said.from_json(said) for key, said in items.items()},
    "follow_up": FollowUpNote.from_json,
    "undo": lambda items: {slot: SlotRecord.from_json(slot, kept) for slot, kept in items.items()},
    "sums": lambda items: tuple(SumNote.from_json(s) for s in items),
    "last_citations": lambda items: tuple(Citation.from_json(c) for c in items),
}


def with_new(kept: tuple[T, ...], *more: T) -> tuple[T, ...]:
    """`kept` followed by those of `more` that it does not hold yet."""
    out = list(kept)
    for item in more:
        if item not in out:
            out.append(item)
    return tuple(out)
