"""Nights: what a site keeps no longer goes, a bounded batch at a time, and the trail says so.

A person goes whole by `erasing`; a transcript is cut from a lead that stays; logs go alone. What
is open, waiting or with a human is never touched, nor what a legal hold keeps.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Literal
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from chatqual.audit.trail import record_audit
from chatqual.conversations.broadcast import tell_gone_on_commit
from chatqual.conversations.known import known_text, stored_slots
from chatqual.conversations.models import Conversation, Visitor
from chatqual.conversations.receive import lock_conversation
from chatqual.engine.state import State
from chatqual.privacy.erasing import begin_erasure, walk_erasure
from chatqual.privacy.errors import OnHold
from chatqual.privacy.models import Erasure, LegalHold, Retention, RetentionMark, RetentionRun
from chatqual.privacy.people import person_of
from chatqual.privacy.registry import Person, Term, holdings
from chatqual.realtime.transactions import writing
from chatqual.sites.models import Site

_log = logging.getLogger(__name__)

Part = Literal["people", "transcripts", "logs"]
PARTS: tuple[Part, ...] = ("people", "transcripts", "logs")
BY = "retention"
BATCH = 50
# A sweep works so long at it and lets others in; the next one goes on.
BUDGET_S = 20.0
# In the site's zone; whoever is off at night catches up in the morning.
NIGHT_BEGINS, NIGHT_ENDS = 2, 5
CONTACT = ("email", "phone")
_TERMS: dict[Part, tuple[Term, ...]] = {
    "people": ("transcript", "lead", "log", "none"),
    "transcripts": ("transcript", "log"),
    "logs": ("log",),
}


@dataclass(frozen=True, slots=True)
class Due:
    """What a night would take: logs by part, rows by model, and what a hold keeps of it."""

    site: Site
    retention: Retention
    logs: dict[Part, int]
    rows: dict[str, int]
    oldest: datetime | None
    on_hold: int

    def to_json(self) -> dict[str, object]:
        return {
            "site": self.site.public_key,
            "days": {
                "transcript": self.retention.transcript_days,
                "lead": self.retention.lead_days,
                "log": self.retention.log_days,
            },
            "conversations": dict(self.logs),
            "rows": self.rows,
            "oldest": self.oldest.isoformat() if self.oldest else None,
            "on_hold": self.on_hold,
        }


# --- what is old enough ---------------------------------------------------------------------------
def _ended(site: int, days: int, now: datetime) -> QuerySet[Conversation]:
    """Closed logs without a line for so many days, which nobody has asked to keep."""
    before = now - timedelta(days=days)
    return Conversation.objects.filter(
        site=site,
        mode=Conversation.Mode.CLOSED,
        last_message_at__lt=before,
        is_sample=False,
        legal_hold__isnull=True,
    ).order_by("last_message_at", "pk")


def has_contact(conversation: Conversation) -> bool:
    """Whether somebody could write to them or call them: then it is a lead."""
    slots = stored_slots(conversation)
    return bool(conversation.visitor.email or any(known_text(slots, name) for name in CONTACT))


def _without_marks(logs: QuerySet[Conversation], column: str) -> QuerySet[Conversation]:
    at = f"retention_mark__{column}"
    return logs.filter(Q(**{f"{at}__isnull": True}) | Q(**{f"{at}__lt": F("last_message_at")}))


def due_logs(retention: Retention, part: Part, now: datetime) -> Iterator[Conversation]:
    """The conversations whose people, transcripts or logs go now, oldest first."""
    site = retention.site_id
    if part == "people":
        if retention.lead_days:
            yield from _rows(_ended(site, retention.lead_days, now))
        if retention.transcript_days:
            old = _ended(site, retention.transcript_days, now)
            kept = now - timedelta(days=retention.lead_days)
            fresh = old.filter(last_message_at__gte=kept) if retention.lead_days else old
            whole = _without_marks(fresh, "transcript_gone_at")
            yield from (c for c in _rows(whole) if not has_contact(c))
    elif part == "transcripts" and retention.transcript_days:
        old = _ended(site, retention.transcript_days, now)
        marked = _without_marks(old, "transcript_gone_at")
        yield from (c for c in _rows(marked) if has_contact(c))
    elif part == "logs" and retention.log_days:
        old = _ended(site, retention.log_days, now)
        yield from _rows(_without_marks(old, "logs_gone_at"))


def _rows(logs: QuerySet[Conversation]) -> Iterator[Conversation]:
    """One after the other, with no query open in between: whoever takes them writes."""
    keys = list(logs.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        chunk = logs.filter(pk__in=keys[start : start + BATCH]).select_related("visitor")
        yield from list(chunk)


# --- looking first --------------------------------------------------------------------------------
def look(retention: Retention, now: datetime | None = None) -> Due:
    """What the next night would take; changes nothing."""
    now = now or timezone.now()
    counted: dict[Part, int] = {}
    rows: dict[str, int] = {}
    oldest: datetime | None = None
    taken: set[uuid.UUID] = set()
    for part in PARTS:
        logs = [c for c in due_logs(retention, part, now) if c.pk not in taken]
        taken |= {c.pk for c in logs}
        counted[part] = len(logs)
        for c in logs:
            oldest = min(oldest or c.last_message_at, c.last_message_at)
        for start in range(0, len(logs), BATCH):
            _count(retention.site_id, logs[start : start + BATCH], part, rows)
    held = LegalHold.objects.filter(site=retention.site_id).count()
    return Due(retention.site, retention, counted, rows, oldest, held)


def _count(site: int, logs: list[Conversation], part: Part, rows: dict[str, int]) -> None:
    visitors = tuple(c.visitor_id for c in logs) if part == "people" else ()
    person = Person(site, visitors, tuple(c.pk for c in logs))
    for holding in holdings():
        if holding.term in _TERMS[part] and holding.find is not None:
            count = holding.find(person).count()
            if count:
                rows[holding.model] = rows.get(holding.model, 0) + count


# --- the night ------------------------------------------------------------------------------------
def night_of(site: Site, now: datetime) -> date | None:
    """The local day whose night has begun; None before two in the morning."""
    local = now.astimezone(ZoneInfo(site.time_zone))
    return local.date() if local.hour >= NIGHT_BEGINS else None


def is_quiet_everywhere(now: datetime) -> bool:
    """Whether it is between two and five in the morning at every site."""
    return all(
        NIGHT_BEGINS <= now.astimezone(ZoneInfo(zone)).hour < NIGHT_ENDS
        for zone in Site.objects.values_list("time_zone", flat=True).distinct()
    )


def run_nights(now: datetime | None = None, budget: float = BUDGET_S) -> int:
    """Goes on with every site whose night is not done; gives how many logs were dealt with."""
    now = now or timezone.now()
    until = time.monotonic() + budget
    count = 0
    wanted = Retention.objects.filter(
        Q(transcript_days__gt=0) | Q(lead_days__gt=0) | Q(log_days__gt=0)
    )
    for retention in wanted.select_related("site"):
        night = night_of(retention.site, now)
        if night is None:
            continue
        run, _ = RetentionRun.objects.get_or_create(
            site=retention.site, night=night, defaults={"started_at": now}
        )
        if run.finished_at is None:
            count += run_night(run, retention, now, until)
    return count


def run_night(run: RetentionRun, retention: Retention, now: datetime, until: float) -> int:
    """Takes what is due, until nothing is or the time is over."""
    count = 0
    for part in PARTS:
        for logs in _batches(due_logs(retention, part, now)):
            if time.monotonic() > until:
                return count
            _TAKE[part](logs)
            count += len(logs)
            run.counts[part] = run.counts.get(part, 0) + len(logs)
            RetentionRun.objects.filter(pk=run.pk).update(counts=run.counts)
    with writing():
        finished = RetentionRun.objects.filter(pk=run.pk, finished_at=None)
        if run.pk is None or finished.update(finished_at=timezone.now()):
            record_audit(
                actor=BY,
                action="retention.run",
                target=f"site {retention.site_id}",
                detail={"night": run.night.isoformat(), "conversations": run.counts},
            )
    return count


def _batches(logs: Iterator[Conversation]) -> Iterator[list[Conversation]]:
    """Many at once: what an index or a whole site is asked for is asked once for all of them."""
    while batch := list(islice(logs, BATCH)):
        yield batch


def _take_people(logs: list[Conversation]) -> None:
    person = person_of(log.visitor_id for log in logs)
    try:
        erasure = begin_erasure(person, by=BY, cause=Erasure.Cause.RETENTION)
    except OnHold as held:
        # Placed since they were found; the next night takes the others.
        _log.info("retention: %s", held)
        return
    walk_erasure(erasure.pk)


def _is_still_ended(log: Conversation, now: Conversation) -> bool:
    """Nobody has come back to it since it was found."""
    return now.mode == Conversation.Mode.CLOSED and now.last_message_at == log.last_message_at


def _cut_transcripts(logs: list[Conversation]) -> None:
    """The leads stay; their sessions end, since a log without its beginning cannot go on."""
    cut = []
    for log in logs:
        with writing():
            conversation = lock_conversation(pk=log.pk)
            if _is_still_ended(log, conversation):
                Visitor.objects.filter(pk=log.visitor_id).update(is_revoked=True)
                tell_gone_on_commit(conversation)
                cut.append(log)
    _forget(cut, "transcripts")
    for log in cut:
        with writing():
            conversation = lock_conversation(pk=log.pk)
            conversation.state = _lead_only(conversation.state)
            conversation.version += 1
            conversation.save(update_fields=["state", "version"])
            _mark(log, transcript_gone_at=timezone.now(), logs_gone_at=timezone.now())


def _lead_only(state: dict[str, object]) -> dict[str, object]:
    """Slots with their evidence, and what the score was made from; not the talk."""
    if not state:
        return state
    kept = replace(
        State.from_json(state),
        history=(),
        gaps=(),
        sums=(),
        pending=None,
        last_reply="",
        last_question="",
        last_citations=(),
        undo={},
    )
    return kept.to_json()


def _forget_logs(logs: list[Conversation]) -> None:
    now = {c.pk: c for c in Conversation.objects.filter(pk__in=[log.pk for log in logs])}
    ended = [log for log in logs if log.pk in now and _is_still_ended(log, now[log.pk])]
    _forget(ended, "logs")
    with writing():
        for log in ended:
            _mark(log, logs_gone_at=timezone.now())


def _forget(logs: list[Conversation], part: Part) -> None:
    if not logs:
        return
    person = Person(logs[0].site_id, (), tuple(log.pk for log in logs))
    for holding in holdings():
        if holding.term in _TERMS[part] and holding.find is not None:
            holding.erase(holding.find(person), person)


def _mark(log: Conversation, **columns: datetime) -> None:
    RetentionMark.objects.update_or_create(conversation_id=log.pk, defaults=columns)


_TAKE = {"people": _take_people, "transcripts": _cut_transcripts, "logs": _forget_logs}
