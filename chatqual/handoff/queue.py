"""The desk's list: which conversations, in which order, and what is said of each."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from chatqual.conversations.known import known_text, stored_slots, who_of
from chatqual.conversations.models import Conversation, Message
from chatqual.engine.slots import Json
from chatqual.handoff.presence import at_desk
from chatqual.handoff.reading import own_mark
from chatqual.handoff.shapes import ClockInfo, Colleague, QueueItem
from chatqual.handoff.staff import Staff, conversations_of, public_name, team_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

Mode = Conversation.Mode
OPEN_SHOWN = 1_000
CLOSED_SHOWN = 50
TOPICS_SHOWN = 5
CLOSED_FOR = timedelta(days=30)
URGENT = ("legal", "angry", "urgent")
TIERS = ("hot", "warm", "cold", "not_enough_information", "unqualified")
CHIPS = ("company", "team_size", "budget", "timeline", "authority", "email", "phone")


def _as_listed(conversations: QuerySet[Conversation], staff: Staff) -> QuerySet[Conversation]:
    """With the last line, and how many of the visitor's lines this member has not read."""
    last = (
        Message.objects.filter(conversation=OuterRef("pk"))
        .exclude(author=Message.Author.SYSTEM)
        .order_by("-seq")
    )
    unread = (
        Message.objects.filter(
            conversation=OuterRef("pk"), seq__gt=OuterRef("read_to"), author=Message.Author.VISITOR
        )
        .order_by()
        .values("conversation")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return (
        conversations.select_related("owner__agent_profile", "visitor", "clock")
        .annotate(
            last_text=Subquery(last.values("text")[:1]),
            last_author=Subquery(last.values("author")[:1]),
            read_to=own_mark(staff.user),
        )
        .annotate(unread_lines=Coalesce(Subquery(unread), 0))
    )


def queue_of(staff: Staff, now: datetime) -> tuple[QueueItem, ...]:
    """All that is open, and what was closed lately: waiting first, the urgent before the hot.

    Where too much is open, the bot's oldest are left out and nobody who waits or has a person.
    """
    mine = conversations_of(staff)
    bot_last = Case(When(mode=Mode.BOT, then=1), default=0)
    opened = _as_listed(mine.exclude(mode=Mode.CLOSED), staff)
    closed = _as_listed(mine.filter(mode=Mode.CLOSED, closed_at__gte=now - CLOSED_FOR), staff)
    rows = [
        *opened.order_by(bot_last, "-last_message_at")[:OPEN_SHOWN],
        *closed.order_by("-closed_at")[:CLOSED_SHOWN],
    ]
    return tuple(sorted((item_of(row) for row in rows), key=queue_order))


def items_of(staff: Staff, ids: Iterable[uuid.UUID]) -> tuple[QueueItem, ...]:
    """The items of these conversations; those that are gone or not theirs are left out."""
    rows = _as_listed(conversations_of(staff).filter(pk__in=list(ids)), staff)
    return tuple(item_of(row) for row in rows)


def listed(staff: Staff, conversation: uuid.UUID) -> Any:
    """The row of one conversation with what an item needs, and `read_to`; None where not theirs."""
    return _as_listed(conversations_of(staff).filter(pk=conversation), staff).first()


def queue_order(item: QueueItem) -> tuple[Any, ...]:
    """Waiting: by rank, then score, then whoever waits longest. All others: newest line first."""
    if item.mode == Mode.WAITING:
        return (0, item.rank, -item.score, item.waiting_since or item.last_at, item.id)
    newest_first = -datetime.fromisoformat(item.last_at).timestamp()
    place = (Mode.HUMAN, Mode.BOT, Mode.CLOSED).index(Mode(item.mode)) + 1
    return (place, 0, newest_first, item.id)


def rank_of(conversation: Conversation) -> int:
    """Urgency, then tier: an urgent cold one goes before a calm hot one. Lower is sooner.

    Tests and samples come behind everybody who is really there.
    """
    unreal = 20 if conversation.is_test or conversation.is_sample else 0
    calm = 0 if conversation.handoff_reason in URGENT else 10
    effective = conversation.effective_tier
    tier = TIERS.index(effective) if effective in TIERS else len(TIERS)
    return unreal + calm + tier


def item_of(conversation: Any) -> QueueItem:
    """One item. `conversation` carries what `_as_listed` adds."""
    slots = stored_slots(conversation)
    who = who_of(conversation)
    chips = tuple(c for c in (known_text(slots, name) for name in CHIPS) if c and c not in who)
    text = conversation.last_text or ""
    waiting, due = conversation.waiting_since, conversation.follow_up_by
    return QueueItem(
        id=str(conversation.pk),
        site=conversation.site_id,
        mode=conversation.mode,
        epoch=conversation.owner_epoch,
        owner=conversation.owner_id,
        owner_name=public_name(conversation.owner),
        who=who,
        known=chips,
        summary=conversation.summary,
        tier=conversation.effective_tier,
        score=conversation.effective_score,
        is_overridden=bool(conversation.override_tier),
        follow_up_by=due.isoformat() if due else None,
        lead_type=conversation.lead_type,
        reason=conversation.handoff_reason,
        rank=rank_of(conversation),
        last_author=conversation.last_author or "",
        last_text=text if len(text) <= 160 else text[:159] + "…",
        last_at=conversation.last_message_at.isoformat(),
        waiting_since=waiting.isoformat() if waiting else None,
        seq=conversation.last_seq,
        unread=conversation.unread_lines,
        topics=_topics(slots),
        team=team_of(conversation.owner),
        clock=_clock_of(conversation),
        outcome=conversation.outcome,
        is_test=conversation.is_test,
        is_sample=conversation.is_sample,
    )


def _clock_of(conversation: Conversation) -> ClockInfo | None:
    clock = getattr(conversation, "clock", None)
    is_awaited = conversation.mode in (Mode.WAITING, Mode.HUMAN)
    if clock is None or clock.stopped_at is not None or not is_awaited:
        return None
    state = "late" if clock.escalated_at else "running"
    return ClockInfo(clock.due.isoformat(), state, clock.team)


def _topics(slots: Json) -> tuple[str, ...]:
    """What of the documents their need is about."""
    value = (slots.get("need") or {}).get("value")
    topics = value.get("topics") if isinstance(value, dict) else None
    return tuple(str(t) for t in topics[:TOPICS_SHOWN]) if isinstance(topics, list) else ()


def colleagues_of(sites: Sequence[int], now: datetime) -> tuple[Colleague, ...]:
    """Who is at the desk of these sites, each once."""
    found: dict[int, Colleague] = {}
    for here in at_desk(sites, now):
        user = here.user
        if user.pk not in found or here.status == "online":
            found[user.pk] = Colleague(
                user.pk, public_name(user), here.status, here.team, here.load, here.capacity
            )
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells whether a page's item is still right."""

    epoch: int
    seq: int
    version: int
    read: int


def marks_of(staff: Staff, now: datetime) -> dict[uuid.UUID, Mark]:
    """A mark for all that is open or was closed within the last hour, in one query."""
    lately = Q(closed_at__gte=now - timedelta(hours=1))
    open_or_lately = conversations_of(staff).filter(~Q(mode=Mode.CLOSED) | lately)
    rows = open_or_lately.annotate(read_to=own_mark(staff.user))
    return {
        pk: Mark(epoch, seq, version, read)
        for pk, epoch, seq, version, read in rows.values_list(
            "pk", "owner_epoch", "last_seq", "version", "read_to"
        )
    }
