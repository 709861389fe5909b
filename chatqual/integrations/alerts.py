"""Mails to the staff of a site: what waits, what is hot, what is overdue.

Each is an item of the outbox, so it is written once however often the sweeper comes by.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.template.loader import render_to_string

from chatqual.conversations.models import Conversation
from chatqual.integrations.brief import brief_of
from chatqual.integrations.links import public_url
from chatqual.integrations.listeners import addresses
from chatqual.integrations.models import AlertRecipient, OutboxItem, StaffAlerts
from chatqual.integrations.outbox import enqueue_mail
from chatqual.realtime.transactions import writing
from chatqual.sites.hours import is_open, opened_at
from chatqual.sites.models import Site

log = logging.getLogger(__name__)

UNTAKEN = "staff.untaken"
HOT = "staff.hot"
NIGHT = "staff.night"
CLOCK = "staff.clock"
# Told of in one round of the sweeper, and listed in one digest.
MOST = 50
LEADS = {
    UNTAKEN: "Nobody has taken this conversation yet.",
    HOT: "This lead has become hot.",
    CLOCK: "The time to answer has run out.",
}
KINDS = {
    UNTAKEN: "Mail: a handoff that nobody took",
    HOT: "Mail: a hot lead",
    NIGHT: "Mail: what waits at opening",
    CLOCK: "Mail: an answer overdue",
}
SUBJECTS = {UNTAKEN: "Waiting for a person: {who}", HOT: "Hot lead: {who}", CLOCK: "Overdue: {who}"}


def tell_hot(conversation: Conversation, which: str, recipients: Iterable[str]) -> None:
    """In the transaction in which the lead became hot; `which` tells this time from another."""
    _tell(conversation, HOT, which, recipients)


def tell_clock_ran_out(conversation: Conversation, due: datetime) -> None:
    """Tells whoever the site names that an answer was due at `due`; once for each such instant.

    For whoever keeps the response clock, in its transaction.
    """
    recipients = addresses(conversation.site_id, "on_clock")
    _tell(conversation, CLOCK, due.isoformat(), recipients)


def _tell(conversation: Conversation, kind: str, which: str, recipients: Iterable[str]) -> None:
    to = list(recipients)
    if not to or conversation.is_test or conversation.is_sample:
        return
    brief = brief_of(conversation)
    context = {"lead": LEADS[kind], "brief": brief, "site": conversation.site}
    text = render_to_string("integrations/staff.txt", context)
    html = render_to_string("integrations/staff.html", context)
    for address in to:
        enqueue_mail(
            conversation.site,
            kind,
            f"{conversation.pk}:{kind}:{which}",
            to=address,
            subject=_one_line(SUBJECTS[kind].format(who=brief.who)),
            text=text,
            html=html,
            conversation=conversation,
        )


def _one_line(text: str) -> str:
    return " ".join(text.split())[:150]


def forget_digests(site_id: int) -> None:
    """A digest tells of several people: one that is not delivered goes with any of them."""
    OutboxItem.objects.filter(site=site_id, kind=NIGHT).exclude(content="").delete()


# --- what the sweeper looks for -------------------------------------------------------------------
def sweep_alerts(now: datetime) -> None:
    """Within opening hours: handoffs that nobody took, and once after opening the night's queue."""
    told = StaffAlerts.objects.filter(
        Exists(AlertRecipient.objects.filter(alerts=OuterRef("pk")))
    ).select_related("site")
    for alerts in told:
        try:
            _tell_staff(alerts, now)
        except Exception:  # one site's fault must not keep the others' mails back; the log tells
            log.exception("the staff of site %s could not be told", alerts.site_id)


def _tell_staff(alerts: StaffAlerts, now: datetime) -> None:
    if not is_open(alerts.site, now):
        return
    opened = opened_at(alerts.site, now)
    night = addresses(alerts.site_id, "on_night") if opened else []
    if opened and night:
        _tell_of_the_night(alerts.site, opened, night)
    # What waited at opening stands in the digest, where somebody gets one.
    _tell_untaken(alerts, now, opened, since=opened if night else None)


def _waiting(site: Site) -> QuerySet[Conversation]:
    return (
        Conversation.objects.filter(
            site=site, mode=Conversation.Mode.WAITING, is_test=False, is_sample=False
        )
        .select_related("site", "visitor")
        .order_by("waiting_since")
    )


def _tell_untaken(
    alerts: StaffAlerts, now: datetime, opened: datetime | None, since: datetime | None
) -> None:
    before = now - timedelta(minutes=alerts.untaken_minutes)
    if opened is not None and opened > before:
        return
    recipients = addresses(alerts.site_id, "on_untaken")
    if not recipients:
        return
    told = OutboxItem.objects.filter(
        conversation=OuterRef("pk"), kind=UNTAKEN, created__gte=OuterRef("waiting_since")
    )
    waiting = _waiting(alerts.site).filter(waiting_since__lte=before).exclude(Exists(told))
    if since is not None:
        waiting = waiting.filter(waiting_since__gte=since)
    for conversation in waiting[:MOST]:
        with writing():
            began = conversation.waiting_since
            _tell(conversation, UNTAKEN, began.isoformat() if began else "", recipients)


def _tell_of_the_night(site: Site, opened: datetime, recipients: list[str]) -> None:
    if OutboxItem.objects.filter(site=site, kind=NIGHT, created__gte=opened).exists():
        return
    waiting = list(_waiting(site).filter(waiting_since__lt=opened)[:MOST])
    if not waiting:
        return
    context = {
        "site": site,
        "briefs": [brief_of(conversation, lines=0) for conversation in waiting],
        "count": len(waiting),
        "link": public_url("/admin/desk/"),
    }
    text = render_to_string("integrations/night.txt", context)
    html = render_to_string("integrations/night.html", context)
    many = f"{len(waiting)} conversations wait" if len(waiting) > 1 else "A conversation waits"
    with writing():
        for address in recipients:
            enqueue_mail(
                site,
                NIGHT,
                f"{site.pk}:{NIGHT}:{opened.isoformat()}",
                to=address,
                subject=_one_line(f"{many} at {site.name}"),
                text=text,
                html=html,
            )
