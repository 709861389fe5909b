"""What a brief is made of. Frozen, and plain JSON but for tuples."""

from __future__ import annotations

from dataclasses import dataclass

ASSISTANT = "Assistant"  # who is named beside what the bot said


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where something comes from: `span` counts code points of the line `message`."""

    text: str
    message: int | None
    span: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A slot in the brief. `shown` "" where no value is known; `state` as in the data contract.

    `confidence` 0 to 1. `older`: the other value of a contradiction.
    """

    slot: str
    label: str
    state: str
    shown: str
    confidence: float | None = None
    source: str | None = None
    evidence: Evidence | None = None
    older: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A statement with the line `message` it stands in. `by`: who said it; `more`: an aside."""

    text: str
    message: int | None = None
    span: tuple[int, int] | None = None
    by: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """`by`: an ISO instant, with the offset of the site's zone."""

    by: str
    why: str


@dataclass(frozen=True, slots=True)
class NextAsk:
    """`text` "" where nothing should be asked; `reason` says why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A document that was shown, with the bot's lines that cite it."""

    title: str
    url: str
    quotes: tuple[str, ...]
    messages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What to know without reading the log. `refused`: labels of slots.

    `unanswered`: asked by the visitor and not in the documents; `unheard`: asked by the assistant
    and not answered. `told`: what the visitor was told on when somebody comes.
    """

    headline: str
    need: Evidence | None
    lead_type: str
    existing_customer: bool | None
    customer_evidence: Evidence | None
    follow_up: FollowUp | None
    handoff_reasons: tuple[str, ...]
    risks: tuple[Note, ...]
    who: tuple[Fact, ...]
    bant: tuple[Fact, ...]
    wishes: tuple[Note, ...]
    unanswered: tuple[Note, ...]
    unheard: tuple[Note, ...]
    promises: tuple[Note, ...]
    told: Note | None
    next: NextAsk
    refused: tuple[str, ...]
    sources: tuple[Cited, ...]
