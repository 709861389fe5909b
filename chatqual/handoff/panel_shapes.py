"""What stands beside a conversation, as the desk's frames carry it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chatqual.conversations.brief_shapes import Brief, Evidence


@dataclass(frozen=True, slots=True)
class OlderValue:
    """What stood there before, with the visitor's words for it ("" where there were none)."""

    shown: str
    message: int | None
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class SlotInfo:
    """`value`: in the JSON form of the data contract. `set_by`: the person who set it, or "".

    `said_since`: what the visitor has said since then that does not agree with it.
    """

    slot: str
    label: str
    state: str
    value: Any
    shown: str
    evidence: Evidence | None
    confidence: float | None
    source: str | None
    set_by: str
    said_since: Evidence | None
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
class PageInfo:
    url: str
    title: str
    at: str


@dataclass(frozen=True, slots=True)
class VisitInfo:
    """A coming of the visitor. `campaign`: what the address said of where from (utm_* and ref)."""

    number: int
    started: str
    landing: PageInfo
    referrer: str
    campaign: tuple[tuple[str, str], ...]
    pages: tuple[PageInfo, ...]


@dataclass(frozen=True, slots=True)
class OtherChat:
    """Another conversation of the same person at this site. `how`: by what they are the same."""

    conversation: str
    who: str
    mode: str
    last_at: str
    how: str


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the admin about the same person, for whoever may see it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class VisitorInfo:
    id: str
    locale: str
    name: str
    email: str
    external_id: str
    first_seen: str
    visits: int
    others: tuple[OtherChat, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RatingInfo:
    """`score` of 5, given at `at`."""

    score: int
    comment: str
    at: str


@dataclass(frozen=True, slots=True)
class Panel:
    """All that stands beside the log; nothing of it is ever sent to a visitor.

    `version` and `journal`: of what it was worked out. `thumbs`: (line, up or down). `ratings`:
    oldest first. `by_mail`: the visitor's lines that came by mail; `mailed`: up to this line they
    were mailed what was said, 0 for nothing.
    """

    version: int
    journal: int
    brief: Brief
    brief_text: str
    slots: tuple[SlotInfo, ...]
    score: ScoreInfo
    visits: tuple[VisitInfo, ...]
    visitor: VisitorInfo
    thumbs: tuple[tuple[int, str], ...]
    ratings: tuple[RatingInfo, ...]
    by_mail: tuple[int, ...]
    mailed: int
