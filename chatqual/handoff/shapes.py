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
    """By when a person should have spoken; `state` "late": it has been escalated.

    `team`: the one that it is for, "" for anybody.
    """

    due: str
    state: str
    team: str


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
