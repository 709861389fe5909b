"""Deleting a person: first nobody can write any more, then all goes, then the freed bytes.

`begin_erasure` is one short transaction. `do_erasure` walks the registry, each step in transactions
of its own and harmless when done twice: killed in between, the sweeper goes on with the row.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from chatqual.audit.trail import record_audit
from chatqual.conversations.broadcast import tell_gone_on_commit
from chatqual.conversations.lately import forget_lines
from chatqual.conversations.models import Conversation, Turn, Visitor
from chatqual.conversations.turns import new_owner
from chatqual.privacy.errors import BusyFile, OnHold
from chatqual.privacy.mail_files import forget_mail_files
from chatqual.privacy.models import Erasure, LegalHold
from chatqual.privacy.people import addresses_of, keyed_hash, person_of
from chatqual.privacy.registry import Holding, Person, holdings, person_erased
from chatqual.privacy.tombstones import add_tombstones, came_back
from chatqual.privacy.wiping import empty_write_ahead_log, is_too_large, rewrite_database
from chatqual.realtime.transactions import writing

LEASE = timedelta(minutes=2)
TRY_AGAIN = timedelta(seconds=10)
# Sites around the world have no night together.
LONGEST_WAIT = timedelta(days=1)
# Walked before the freed bytes of all of them are wiped.
AT_ONCE = 100
MAIL_FILES = "mail files"
FAILED = "failed; see the log"
State = Erasure.State


# --- the beginning --------------------------------------------------------------------------------
def begin_erasure(
    person: Person, *, by: str, cause: Erasure.Cause = Erasure.Cause.PERSON
) -> Erasure:
    """Ends their sessions and turns, and leaves a row by which the rest is done.

    The same person again gives the row that is under way. Raises OnHold.
    """
    now = timezone.now()
    with writing():
        logs = list(
            Conversation.objects.select_for_update(of=("self",))
            .filter(pk__in=person.conversations)
            .order_by("pk")
        )
        held = LegalHold.objects.filter(conversation__in=person.conversations)
        if on_hold := list(held.values_list("pk", flat=True)):
            raise OnHold(on_hold)
        running = _under_way(person)
        if running is not None:
            return running
        Visitor.objects.filter(pk__in=person.visitors).update(is_revoked=True)
        for conversation in logs:
            _silence(conversation)
        erasure = Erasure.objects.create(
            site_id=person.site,
            cause=cause,
            visitors=[str(v) for v in person.visitors],
            conversations=[str(c) for c in person.conversations],
            hashes=[keyed_hash(v) for v in person.visitors],
            of=len(holdings()),
            requested_by=by,
            requested_at=now,
            due=now,
        )
        detail = {"cause": cause, "logs": len(logs), "visitors": erasure.hashes}
        record_audit(
            actor=by, action="person.erasing", target=f"erasure {erasure.pk}", detail=detail
        )
        for conversation in logs:
            tell_gone_on_commit(conversation)
    return erasure


def erase_visitors(visitors: Sequence[uuid.UUID], by: str) -> list[uuid.UUID]:
    """Begins an erasure for each, from a list; gives those whom a legal hold keeps."""
    kept = []
    for visitor in visitors:
        try:
            begin_erasure(person_of([visitor]), by=by, cause=Erasure.Cause.LIST)
        except OnHold:
            kept.append(visitor)
    return kept


def _under_way(person: Person) -> Erasure | None:
    wanted = {str(v) for v in person.visitors}
    running = Erasure.objects.filter(site=person.site, state__in=(State.WAITING, State.WALKING))
    return next((e for e in running if wanted <= set(e.visitors)), None)


def erasure_of(visitor: uuid.UUID) -> Erasure | None:
    """The one that was begun for this visitor last, done or not."""
    return Erasure.objects.filter(hashes__icontains=keyed_hash(visitor)).first()


def _silence(conversation: Conversation) -> None:
    """Whoever is at work on it carries an old epoch: their commit changes nothing."""
    Turn.objects.filter(conversation=conversation, status=Turn.Status.OPEN).update(
        status=Turn.Status.DROPPED, finished=timezone.now(), lease_until=None
    )
    Conversation.objects.filter(pk=conversation.pk).update(
        mode=Conversation.Mode.CLOSED,
        owner=None,
        waiting_since=None,
        follow_up_by=None,
        owner_epoch=F("owner_epoch") + 1,
        version=F("version") + 1,
    )
    conversation.owner_epoch += 1
    conversation.mode = Conversation.Mode.CLOSED


# --- the walk -------------------------------------------------------------------------------------
def do_erasure(pk: int) -> Erasure:
    """All of it, here and now: for commands. Raises BusyFile where others read without an end."""
    walk_erasure(pk)
    finish_erasures(at_once=True)
    return Erasure.objects.get(pk=pk)


def walk_erasure(pk: int) -> bool:
    """Takes the rows and files away; False where that is done, or somebody else is at it."""
    erasure = _claim(pk)
    if erasure is None:
        return False
    try:
        _walk(erasure)
    except Exception:
        # Whatever it was: the row says that it is not done, and it is tried again.
        _held(erasure).update(
            lease_owner="", lease_until=None, due=timezone.now() + TRY_AGAIN, error=FAILED
        )
        raise
    return True


def person_in(erasure: Erasure) -> Person:
    """Who is being deleted; nobody when the rows are gone."""
    return Person(
        erasure.site_id,
        tuple(uuid.UUID(v) for v in erasure.visitors),
        tuple(uuid.UUID(c) for c in erasure.conversations),
    )


def _claim(pk: int) -> Erasure | None:
    now = timezone.now()
    claimed = _free(now).filter(pk=pk).update(lease_owner=new_owner(), lease_until=now + LEASE)
    return Erasure.objects.get(pk=pk) if claimed else None


def _free(now: datetime) -> QuerySet[Erasure]:
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    return Erasure.objects.filter(free, state__in=(State.WAITING, State.WALKING), due__lte=now)


def _held(erasure: Erasure) -> QuerySet[Erasure]:
    return Erasure.objects.filter(pk=erasure.pk, lease_owner=erasure.lease_owner)


def _save(erasure: Erasure, *names: str) -> None:
    """Only while the lease is ours, which it prolongs."""
    values = {name: getattr(erasure, name) for name in names}
    _held(erasure).update(**values, lease_until=timezone.now() + LEASE)


def _walk(erasure: Erasure) -> None:
    person = person_in(erasure)
    erasure.state, erasure.done = State.WALKING, 0
    _save(erasure, "state", "done")
    addresses = addresses_of(person)
    _count(erasure, MAIL_FILES, forget_mail_files(person, addresses))
    for holding in holdings():
        erasure.now_at = holding.what
        _save(erasure, "now_at", "done")
        _erase_one(erasure, holding, person)
        erasure.done += 1
    for holding in holdings():
        # Once more: what was on its way when the first walk passed has found its log gone by now.
        if holding.find is not None and holding.find(person).exists():
            _erase_one(erasure, holding, person)
    _count(erasure, MAIL_FILES, forget_mail_files(person, addresses))
    for conversation in person.conversations:
        forget_lines(conversation)
    with writing():
        person_erased.send(sender=Erasure, person=person, erasure=erasure)
        gone = {"visitors": [], "conversations": [], "error": "", "now_at": ""}
        end = {"lease_owner": "", "lease_until": None}
        _held(erasure).update(state=State.REWRITING, done=erasure.done, **gone, **end)


def _erase_one(erasure: Erasure, holding: Holding, person: Person) -> None:
    assert holding.find is not None  # noqa: S101 - holdings() gives only those
    _count(erasure, holding.model, holding.erase(holding.find(person), person))


def _count(erasure: Erasure, name: str, rows: int) -> None:
    if rows:
        erasure.counts[name] = erasure.counts.get(name, 0) + rows
        _save(erasure, "counts")


# --- the freed bytes, and the end -----------------------------------------------------------------
def finish_erasures(*, at_once: bool = False) -> int:
    """Wipes what the walks have freed, once for all of them, and writes their receipts.

    A large database is written anew in the night only, or `at_once`. Gives how many are done.
    Raises BusyFile.
    """
    rows = Erasure.objects.filter(state=State.REWRITING)
    walked = list(rows.values_list("pk", "is_rewritten"))
    if not walked:
        return 0
    if not all(is_rewritten for _, is_rewritten in walked):
        waits_long = rows.filter(requested_at__lt=timezone.now() - LONGEST_WAIT).exists()
        if is_too_large() and not (at_once or waits_long):
            return 0
        rewrite_database()
        rows.filter(pk__in=[pk for pk, _ in walked]).update(is_rewritten=True)
    try:
        empty_write_ahead_log()
    except BusyFile as error:
        rows.filter(pk__in=[pk for pk, _ in walked]).update(error=str(error))
        raise
    return sum(_finish(pk) for pk, _ in walked)


def _finish(pk: int) -> int:
    with writing():
        erasure = Erasure.objects.select_for_update().filter(pk=pk, state=State.REWRITING).first()
        if erasure is None:
            return 0
        add_tombstones(erasure.hashes)
        erasure.state, erasure.error = State.DONE, ""
        erasure.finished_at = timezone.now()
        erasure.save()
        record_audit(
            actor=erasure.requested_by,
            action="person.erased",
            target=f"erasure {erasure.pk}",
            detail={"counts": erasure.counts, "visitors": erasure.hashes},
        )
    return 1


def erase_again(by: str) -> int:
    """Deletes whoever came back with a restored backup; gives how many."""
    found = [
        begin_erasure(person_of([visitor]), by=by, cause=Erasure.Cause.BACKUP).pk
        for visitor in came_back()
    ]
    for pk in found:
        walk_erasure(pk)
    finish_erasures(at_once=True)
    return len(found)


def sweep_erasures() -> int:
    """Goes on with whatever is not done; gives how many were walked."""
    due = _free(timezone.now()).order_by("requested_at").values_list("pk", flat=True)
    return sum(walk_erasure(pk) for pk in list(due[:AT_ONCE]))
