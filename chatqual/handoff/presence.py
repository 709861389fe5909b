"""Is anybody at the desk: heartbeats of the staff, and what happens when an owner vanishes."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from chatqual.conversations.errors import StaleOwner
from chatqual.conversations.models import Conversation
from chatqual.handoff.models import AgentPresence
from chatqual.handoff.ownership import return_to_queue
from chatqual.handoff.staff import Staff
from chatqual.realtime.transactions import writing
from chatqual.sites.models import Site

log = logging.getLogger(__name__)

Status = AgentPresence.Status


def _alive_since(now: datetime) -> datetime:
    return now - timedelta(seconds=settings.CHATQUAL_AGENT_TIMEOUT)


def record_heartbeat(*, staff: Staff, status: str | None = None) -> None:
    """The agent is here now, at all of their sites. None: as before, or online where offline."""
    now = timezone.now()
    mine = AgentPresence.objects.filter(user=staff.user, site__in=staff.sites)
    with writing():
        known = dict(mine.values_list("site_id", "status"))
        AgentPresence.objects.bulk_create(
            [
                AgentPresence(
                    user=staff.user,
                    site_id=site,
                    status=status or _kept(known.get(site)),
                    last_seen=now,
                )
                for site in staff.sites
            ],
            update_conflicts=True,
            update_fields=["status", "last_seen"],
            unique_fields=["user", "site"],
        )


def _kept(status: str | None) -> str:
    return Status.AWAY if status == Status.AWAY else Status.ONLINE


def record_contact(*, staff: Staff) -> None:
    """A sign of life that says nothing of being at the desk, as from a program's call."""
    now = timezone.now()
    with writing():
        AgentPresence.objects.bulk_create(
            [
                AgentPresence(user=staff.user, site_id=s, status=Status.OFFLINE, last_seen=now)
                for s in staff.sites
            ],
            update_conflicts=True,
            update_fields=["last_seen"],
            unique_fields=["user", "site"],
        )


def record_gone(*, user_id: int) -> None:
    """The last socket closed. `last_seen` stays: a reload within the time-out loses nothing."""
    with writing():
        AgentPresence.objects.filter(user=user_id).update(status=Status.OFFLINE)


def online_at(sites: Sequence[int], now: datetime) -> list[AgentPresence]:
    """The present staff of these sites, online or away, with their users."""
    return list(
        AgentPresence.objects.filter(
            site__in=sites,
            status__in=(Status.ONLINE, Status.AWAY),
            last_seen__gte=_alive_since(now),
            user__is_active=True,
        )
        .select_related("user__agent_profile")
        .order_by("user_id", "site_id")
    )


def agents_online(site: Site, now: datetime) -> bool:
    """True where somebody could take over now: signed in at the desk and not away."""
    return AgentPresence.objects.filter(
        site=site,
        status=Status.ONLINE,
        last_seen__gte=_alive_since(now),
        user__is_active=True,
    ).exists()


def sweep_lost_agents(now: datetime) -> int:
    """Returns to the queue what belongs to nobody who is there. Gives how many it were.

    Samples have owners who never sign in; they stay as they are.
    """
    alive = AgentPresence.objects.filter(user=OuterRef("owner"), last_seen__gte=_alive_since(now))
    lost = (
        Conversation.objects.filter(mode=Conversation.Mode.HUMAN, is_sample=False)
        .annotate(is_held=Exists(alive))
        .filter(Q(is_held=False) | Q(owner__is_active=False) | Q(owner=None))
        .values_list("pk", "owner_epoch")
    )
    returned = 0
    for conversation_id, epoch in list(lost):
        try:
            return_to_queue(conversation_id=conversation_id, seen_epoch=epoch)
        except StaleOwner:
            # Taken, released or closed between the query and now: then it is not lost.
            log.debug("conversation %s changed meanwhile", conversation_id)
        else:
            returned += 1
    return returned
