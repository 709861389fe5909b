"""The parts of the desk's frames: what staff see of a conversation. Frozen, and plain JSON."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class SiteInfo:
    id: int
    name: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """`load` of `capacity`: how many conversations they have in hand."""

    id: int
    name: str
    status: str
    team: str
    load: int
    capacity: int


@dataclass(frozen=True, slots=True)
class ClockInfo:
    """By when a person should have spoken; `state` "late": it has been escalated."""

    due: str
    state: str


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A conversation in the list. Instants are ISO 8601; `rank` orders those that wait.

    `tier` and `score` are those that count: a person's where `is_overridden`, else the computed.
    `unread`: the visitor's lines that this member of staff has not read. `team`: the owner's.
    """

    id: str
    site: int
    mode: str
    epoch: int
    owner: int | None
    owner_name: str
    who: str
    known: tuple[str, ...]
    summary: str
    tier: str
    score: int
    is_overridden: bool
    follow_up_by: str | None
    lead_type: str
    reason: str
    rank: int
    last_author: str
    last_text: str
    last_at: str
    waiting_since: str | None
    seq: int
    unread: int
    topics: tuple[str, ...]
    team: str
    clock: ClockInfo | None
    outcome: str
    is_test: bool
    is_sample: bool


@dataclass(frozen=True, slots=True)
class CitationInfo:
    n: int
    title: str
    url: str
    quote: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log as staff see it."""

    seq: int
    id: str
    author: str
    name: str
    text: str
    citations: tuple[CitationInfo, ...]
    quick_replies: tuple[str, ...]
    reply_to: int | None
    feedback: str
    client_id: str | None
    at: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value comes from: `span` counts code points of the line `message`."""

    text: str
    message: int | None
    span: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class OlderValue:
    shown: str
    message: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class SlotInfo:
    slot: str
    label: str
    state: str
    shown: str
    evidence: Evidence | None
    confidence: float | None
    source: str | None
    previous: tuple[OlderValue, ...]


@dataclass(frozen=True, slots=True)
class ReasonInfo:
    """`points` of at most `of`; `low` to `high` is what they could become."""

    label: str
    text: str
    points: float
    of: float
    low: float
    high: float
    known: bool
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class CriterionInfo:
    """`verdict`: fits, does_not_fit, excluded or not_known."""

    label: str
    verdict: str
    text: str
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class OverrideInfo:
    """What a person has set beside the computed score. `score` None: the tier alone."""

    tier: str
    score: int | None
    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class ScoreInfo:
    """The computed score, and a person's override beside it, which goes before it where it stands.

    `is_scored`: false for those whom the policy does not qualify (support, press).
    """

    is_scored: bool
    score: int
    low: int
    high: int
    tier: str
    why: str
    fit: str
    reasons: tuple[ReasonInfo, ...]
    fit_reasons: tuple[CriterionInfo, ...]
    override: OverrideInfo | None


@dataclass(frozen=True, slots=True)
class FollowUpInfo:
    """`by`: an ISO instant, with the offset of the site's zone."""

    by: str
    why: str


@dataclass(frozen=True, slots=True)
class SourceInfo:
    title: str
    url: str
    quotes: tuple[str, ...]
    messages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PageInfo:
    url: str
    title: str
    at: str


@dataclass(frozen=True, slots=True)
class VisitInfo:
    number: int
    started: str
    landing: PageInfo
    referrer: str
    campaign: tuple[tuple[str, str], ...]
    pages: tuple[PageInfo, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What to know without reading the log."""

    headline: str
    lead_type: str
    existing_customer: bool | None
    customer_evidence: Evidence | None
    follow_up: FollowUpInfo | None
    handoff_reasons: tuple[str, ...]
    intents: tuple[str, ...]
    open_questions: tuple[str, ...]
    promises: tuple[str, ...]
    refused: tuple[str, ...]
    still_unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitorInfo:
    id: str
    locale: str
    name: str
    email: str
    external_id: str
    first_seen: str
    visits: int


@dataclass(frozen=True, slots=True)
class Panel:
    """All that stands beside the log; nothing of it is ever sent to a visitor."""

    version: int
    brief: Brief
    slots: tuple[SlotInfo, ...]
    score: ScoreInfo
    sources: tuple[SourceInfo, ...]
    visits: tuple[VisitInfo, ...]
    visitor: VisitorInfo


@dataclass(frozen=True, slots=True)
class JournalLine:
    number: int
    kind: str
    text: str
    message: int | None
    actor: str
    at: str


def plain(value: Any) -> Any:
    """A frame, or a part of one, as plain JSON."""
    if hasattr(value, "__dataclass_fields__"):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    return value
