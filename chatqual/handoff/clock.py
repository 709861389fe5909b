"""The response clock: from the handoff to a person's first line, in opening hours, escalated once.

It follows the journal in the journal's own transaction, so nothing waits that no clock runs for;
the sweeper escalates what is overdue, so no timer dies with a process.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from chatqual.conversations.broadcast import poke_on_commit
from chatqual.conversations.journal import add_journal, listen
from chatqual.conversations.known import who_of
from chatqual.conversations.models import Conversation, JournalEntry
from chatqual.conversations.receive import lock_conversation
from chatqual.engine.hours import after_open_minutes
from chatqual.handoff.clock_models import DeskSettings, ResponseClock, desk_settings_of
from chatqual.handoff.presence import agents_online
from chatqual.handoff.registry import tell_desk
from chatqual.handoff.tasks import add_task, finish_tasks
from chatqual.integrations.alerts import tell_clock_ran_out
from chatqual.realtime.transactions import writing
from chatqual.sites.models import Site

if TYPE_CHECKING:
    from django.contrib.auth.models import User

log = logging.getLogger(__name__)

RINGS = "rings"
STARTS = frozenset({"handoff", "agent_lost"})
STOPS = frozenset({"released", "closed", "reopened"})
_AT_ONCE = 50
Mode = Conversation.Mode


def _due(site: Site, laid_down: DeskSettings, tier: str, since: datetime) -> datetime:
    return after_open_minutes(since, laid_down.minutes_for(tier), site.hours, site.time_zone)


def start_clock(
    conversation: Conversation,
    now: datetime,
    *,
    team: str | None = None,
    to: User | None = None,
    by: str = "",
    reason: str = "",
) -> None:
    """Begins anew. `team` None: that of the kind of lead. The caller holds the lock.

    Where nobody is there, a task stands at the desk for whoever comes first.
    """
    if conversation.is_test or conversation.is_sample:
        return
    site = conversation.site
    laid_down = desk_settings_of(site)
    due = _due(site, laid_down, conversation.effective_tier, now)
    values = {
        "site": site,
        "team": laid_down.team_for(conversation.lead_type) if team is None else team,
        "to": to,
        "by": by,
        "reason": reason,
        "seen_at": None,
        "started": now,
        "due": due,
        "escalated_at": None,
        "stopped_at": None,
    }
    ResponseClock.objects.update_or_create(conversation=conversation, defaults=values)
    if to is None and not agents_online(site, now):
        add_task(
            site=site,
            kind="call_back",
            key=f"waits:{conversation.pk}:{now.isoformat()}",
            text=f"{who_of(conversation)} asked for a person when nobody was there",
            due=due,
            conversation=conversation,
            now=now,
        )
    tell_desk(site.pk, RINGS)


def stop_clock(conversation: Conversation, now: datetime, user: User | None = None) -> None:
    """A person has spoken, or nobody is waited for any more."""
    running = ResponseClock.objects.filter(conversation=conversation, stopped_at=None)
    if running.update(stopped_at=now):
        finish_tasks(conversation, "call_back", user, now)
        tell_desk(conversation.site_id, RINGS)


def tell_rings(conversation: Conversation) -> None:
    """Somebody has it now, or has it no longer: whom it rings for has changed."""
    tell_desk(conversation.site_id, RINGS)


def _hasten(conversation: Conversation) -> None:
    """Who turns out to be more pressing is due sooner; never later than was laid down."""
    clock = ResponseClock.objects.filter(conversation=conversation, stopped_at=None).first()
    if clock is None:
        return
    site = conversation.site
    due = _due(site, desk_settings_of(site), conversation.effective_tier, clock.started)
    if due < clock.due:
        ResponseClock.objects.filter(pk=clock.pk).update(due=due)
        tell_desk(site.pk, RINGS)


def _follow(conversation: Conversation, entries: Sequence[JournalEntry]) -> None:
    for entry in entries:
        if entry.kind in STARTS:
            start_clock(conversation, entry.created)
        elif entry.kind in STOPS:
            stop_clock(conversation, entry.created)
        elif entry.kind in ("tier_changed", "score_overridden"):
            _hasten(conversation)


listen(_follow)


# --- the sweeper ----------------------------------------------------------------------------------
def sweep_clocks(now: datetime) -> int:
    """Escalates what is overdue, each once. Gives how many that were."""
    overdue = ResponseClock.objects.filter(
        due__lte=now, stopped_at=None, escalated_at=None
    ).order_by("due")
    return sum(
        _escalate(pk, now) for pk in overdue.values_list("conversation", flat=True)[:_AT_ONCE]
    )


def _escalate(conversation_id: object, now: datetime) -> bool:
    """From here on it rings for everybody, and whoever the site names gets a mail."""
    with writing():
        conversation = lock_conversation(pk=conversation_id)
        running = ResponseClock.objects.filter(
            conversation=conversation, due__lte=now, stopped_at=None, escalated_at=None
        )
        clock = running.first()
        if clock is None or not running.update(escalated_at=now):
            return False
        if conversation.mode not in (Mode.WAITING, Mode.HUMAN):
            stop_clock(conversation, now)
            return False
        add_journal(conversation, "overdue", {"due": clock.due.isoformat()})
        conversation.save(update_fields=["journal_number"])
        tell_clock_ran_out(conversation, clock.due)
        tell_rings(conversation)
        poke_on_commit(conversation)
    log.info("nobody has answered %s by %s", conversation_id, clock.due)
    return True
