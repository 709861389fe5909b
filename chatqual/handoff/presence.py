"""Who is at the desk: heartbeats of the staff, and what each has in hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone

from chatqual.conversations.models import Conversation
from chatqual.handoff.clock_models import DeskSettings
from chatqual.handoff.models import AgentPresence
from chatqual.handoff.staff import Staff
from chatqual.realtime.transactions import writing
from chatqual.sites.models import Site

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Status = AgentPresence.Status
SIGNED_OUT_GRACE = timedelta(seconds=5)


def alive_since(now: datetime) -> datetime:
    return now - timedelta(seconds=settings.CHATQUAL_AGENT_TIMEOUT)


def _active_since(now: datetime) -> datetime:
    return now - timedelta(seconds=settings.CHATQUAL_AGENT_AWAY_AFTER)


def record_heartbeat(*, staff: Staff, status: str | None = None, is_active: bool = False) -> None:
    """The agent is here now, at all of their sites. None: as before, or online where offline.

    `is_active`: not only the page but the person.
    """
    now = timezone.now()
    mine = AgentPresence.objects.filter(user=staff.user, site__in=staff.sites)
    active = ["last_active"] if is_active else []
    with writing():
        known = dict(mine.values_list("site_id", "status"))
        AgentPresence.objects.bulk_create(
            [
                AgentPresence(
                    user=staff.user,
                    site_id=site,
                    status=status or _kept(known.get(site)),
                    last_seen=now,
                    last_active=now,
                )
                for site in staff.sites
            ],
            update_conflicts=True,
            update_fields=["status", "last_seen", *active],
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


def record_gone(*, user_id: int, has_signed_out: bool = False) -> None:
    """The last socket of this process closed. A reload within the time-out loses nothing.

    Whoever has signed out is given only the moment in which another browser can speak up.
    """
    changes: dict[str, Any] = {"status": Status.OFFLINE}
    if has_signed_out:
        changes["last_seen"] = alive_since(timezone.now()) + SIGNED_OUT_GRACE
    with writing():
        AgentPresence.objects.filter(user=user_id).update(**changes)


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody at the desk of a site. `status`: away also where they have done nothing for long."""

    user: User
    site: int
    status: str
    team: str
    load: int
    capacity: int

    @property
    def is_available(self) -> bool:
        return self.status == Status.ONLINE and self.load < self.capacity


def at_desk(sites: Sequence[int], now: datetime) -> list[Present]:
    """The present staff of these sites, with what they have in hand everywhere."""
    rows = list(
        AgentPresence.objects.filter(
            site__in=sites,
            status__in=(Status.ONLINE, Status.AWAY),
            last_seen__gte=alive_since(now),
            user__is_active=True,
        )
        .select_related("user__agent_profile")
        .order_by("user_id", "site_id")
    )
    usual = dict(DeskSettings.objects.filter(site__in=sites).values_list("site", "capacity"))
    loads = _loads({row.user_id for row in rows})
    return [_present(row, loads, usual, now) for row in rows]


def _loads(users: set[int]) -> dict[int, int]:
    held = Conversation.objects.filter(
        mode=Conversation.Mode.HUMAN, owner__in=users, is_sample=False, is_test=False
    )
    return dict(held.values("owner").annotate(n=Count("pk")).values_list("owner", "n"))


def _present(
    row: AgentPresence, loads: dict[int, int], usual: dict[int, int], now: datetime
) -> Present:
    profile = getattr(row.user, "agent_profile", None)
    idle = row.last_active is not None and row.last_active < _active_since(now)
    return Present(
        user=row.user,
        site=row.site_id,
        status=Status.AWAY if idle else row.status,
        team=profile.team if profile else "sales",
        load=loads.get(row.user_id, 0),
        capacity=(profile.capacity if profile else None)
        or usual.get(row.site_id, DeskSettings().capacity),
    )


def is_idle(user: User) -> bool:
    """Whether they have done nothing for so long that they count as away."""
    before = _active_since(timezone.now())
    return AgentPresence.objects.filter(user=user, last_active__lt=before).exists()


def agents_online(site: Site, now: datetime) -> bool:
    """True where somebody could take over now: signed in at the desk, not away, not long idle."""
    return AgentPresence.objects.filter(
        Q(last_active=None) | Q(last_active__gte=_active_since(now)),
        site=site,
        status=Status.ONLINE,
        last_seen__gte=alive_since(now),
        user__is_active=True,
    ).exists()
