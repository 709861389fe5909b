"""For whom it rings: worked out from the rows for each page, so that no ring can be left behind.

A waiting conversation rings for the available agents of its team, or for all available ones where
the team has none; once overdue for everybody at the desk. Whoever takes it first ends it for all,
because nothing rings that somebody has.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from django.utils import timezone

from chatqual.conversations.known import who_of
from chatqual.conversations.models import Conversation
from chatqual.handoff.clock import RINGS, tell_rings
from chatqual.handoff.clock_models import ResponseClock
from chatqual.handoff.presence import Present, at_desk
from chatqual.handoff.registry import add_look_up, add_news
from chatqual.handoff.roles import TRANSFER_ANY
from chatqual.handoff.staff import Staff, check_access, public_name
from chatqual.realtime.transactions import writing

Mode = Conversation.Mode
# waiting: take it. handed: a colleague handed it to you. overdue: its owner has not answered.
RingKind = Literal["waiting", "handed", "overdue"]
SHOWN = 20


@dataclass(frozen=True, slots=True)
class RingInfo:
    """`by` and `reason`: who handed it over, and their word; or who has it and is late."""

    kind: RingKind
    conversation: str
    who: str
    summary: str
    tier: str
    since: str
    due: str
    is_late: bool
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rings:
    """All that rings for this agent now; it replaces what rang before."""

    type: ClassVar[str] = "rings"
    rings: tuple[RingInfo, ...]


@dataclass(frozen=True, slots=True)
class RingSeen:
    """The agent has seen that a conversation was handed to them."""

    type: ClassVar[str] = "ring_seen"
    conversation: uuid.UUID


def rings_for(staff: Staff) -> Rings:
    """What is overdue first, then who waits longest."""
    running = (
        ResponseClock.objects.filter(
            site__in=staff.sites,
            stopped_at=None,
            conversation__mode__in=(Mode.WAITING, Mode.HUMAN),
        )
        .select_related("conversation__visitor", "conversation__owner__agent_profile")
        .order_by("started")
    )
    clocks = list(running)
    if not clocks:
        return Rings(())
    present = at_desk(staff.sites, timezone.now())
    found = [_info(clock, kind) for clock in clocks if (kind := _kind(clock, staff, present))]
    found.sort(key=lambda ring: (not ring.is_late, ring.since))
    return Rings(tuple(found[:SHOWN]))


def _kind(clock: ResponseClock, staff: Staff, present: Sequence[Present]) -> RingKind | None:
    conversation = clock.conversation
    if conversation.mode == Mode.HUMAN:
        if conversation.owner_id == staff.user.pk:
            is_new = clock.to_id == staff.user.pk and clock.seen_at is None
            return "handed" if is_new else None
        is_lead = clock.escalated_at is not None and staff.user.has_perm(TRANSFER_ANY)
        return "overdue" if is_lead and _is_here(staff, clock, present) else None
    return "waiting" if rings(clock, staff.user.pk, present) else None


def _is_here(staff: Staff, clock: ResponseClock, present: Sequence[Present]) -> bool:
    return any(
        p.user.pk == staff.user.pk and p.site == clock.site_id and p.status == "online"
        for p in present
    )


def rings(clock: ResponseClock, user_id: int, present: Sequence[Present]) -> bool:
    """Whether a waiting conversation rings for this agent, among those who are at the desk."""
    here = [p for p in present if p.site == clock.site_id]
    mine = next((p for p in here if p.user.pk == user_id), None)
    if mine is None:
        return False
    if clock.escalated_at is not None:
        return mine.status == "online"
    free = [p for p in here if p.is_available]
    team = [p for p in free if not clock.team or p.team.lower() == clock.team.lower()]
    return mine in (team or free)


def _info(clock: ResponseClock, kind: RingKind) -> RingInfo:
    conversation = clock.conversation
    return RingInfo(
        kind=kind,
        conversation=str(conversation.pk),
        who=who_of(conversation),
        summary=conversation.summary,
        tier=conversation.effective_tier,
        since=clock.started.isoformat(),
        due=clock.due.isoformat(),
        is_late=clock.escalated_at is not None,
        by=public_name(conversation.owner) if kind == "overdue" else clock.by,
        reason=clock.reason,
    )


def _seen(staff: Staff, frame: RingSeen) -> Rings:
    check_access(staff, frame.conversation)
    with writing():
        mine = ResponseClock.objects.filter(
            conversation=frame.conversation, to=staff.user, seen_at=None
        )
        if mine.update(seen_at=timezone.now()):
            tell_rings(Conversation.objects.get(pk=frame.conversation))
    return rings_for(staff)


add_look_up(RingSeen, _seen)
add_news(RINGS, rings_for)
