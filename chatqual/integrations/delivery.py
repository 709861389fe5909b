"""Delivering what is in the outbox: claimed with a lease, sent, and its end written under a fence.

At least once to a webhook, by the same id each time; at most once by mail. Whatever process is
killed, the sweeper finds the row again when its lease ends.
"""

from __future__ import annotations

import logging
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from chatqual.conversations.turns import new_owner
from chatqual.conversations.wake import wake, wake_on_commit
from chatqual.integrations import breaker
from chatqual.integrations.mail import send_mail
from chatqual.integrations.models import MAIL, WEBHOOK, OutboxItem
from chatqual.integrations.outcomes import (
    Delivered,
    Ending,
    Failed,
    Refused,
    Sender,
    Unknown,
)
from chatqual.integrations.webhook import send_webhook
from chatqual.integrations.wishes import drop_unwanted, tell_refused
from chatqual.realtime.pool import OUTBOX
from chatqual.realtime.transactions import writing

log = logging.getLogger(__name__)

State = OutboxItem.State
# Seconds between the attempts, as Standard Webhooks has them; after the last one it is dead.
SCHEDULE = (0, 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
JITTER = 0.2
LONGEST_WAIT_S = 86400.0
# One slow destination must not take all threads.
AT_ONCE = 2
WOKEN_AT_ONCE = 20
SPARE_S = 20.0
CLAIMED_FIELDS = ("state", "lease_owner", "lease_until", "fence", "attempts", "provider_id")
NOBODY_KNOWS = "The process ended while it was sent; nobody knows whether it arrived."

SENDERS: dict[str, Sender] = {MAIL: send_mail, WEBHOOK: send_webhook}


def submit(pk: int, owner: str = "") -> None:
    """What `wake` calls: in a pool of its own, so that no turn waits behind a slow receiver."""
    OUTBOX.submit(deliver, pk)


def deliver(pk: int) -> None:
    """Tries the item once, in this thread, where it is due and nobody has it."""
    item = claim(pk, timezone.now())
    if item is None:
        return
    ending: Ending
    try:
        ending = SENDERS[item.destination.partition(":")[0]](item, _marker(item))
    except Exception:  # the edge of the thread: whatever went wrong, the row must not hang
        log.exception("outbox item %s failed", item.pk)
        ending = Failed("It failed here; see the log.", is_of_item=True)
        if item.destination == MAIL and item.provider_id:
            ending = Unknown("It failed while it was sent; see the log.")
    if settle(item, ending, timezone.now()):
        _wake_next(item.destination)


def is_due(now: datetime) -> Q:
    """Rows whose time has come: nobody's, or held by somebody whose lease has ended."""
    left = Q(state=State.CLAIMED, lease_until__lt=now)
    return Q(next_due__lte=now) & (Q(state=State.PENDING) | left)


def claim(pk: int, now: datetime) -> OutboxItem | None:
    """The item, ours for the length of the lease; None where there is nothing to do now."""
    with writing():
        due = OutboxItem.objects.select_for_update(skip_locked=True, of=("self",))
        item = due.filter(is_due(now), pk=pk).first()
        if item is None or _ends_here(item, now) or drop_unwanted(item):
            return None
        held = OutboxItem.objects.filter(
            destination=item.destination, state=State.CLAIMED, lease_until__gte=now
        )
        if held.count() >= AT_ONCE or not breaker.may_try(item.destination, now):
            return None
        item.state = State.CLAIMED
        item.lease_owner = new_owner()
        item.lease_until = now + timedelta(seconds=_lease_s())
        item.fence += 1
        item.attempts += 1
        item.provider_id = ""
        item.save(update_fields=CLAIMED_FIELDS)
    return item


def _lease_s() -> float:
    """Longer than an attempt can take, whatever somebody has set."""
    return max(settings.CHATQUAL_OUTBOX_LEASE, settings.CHATQUAL_WEBHOOK_TIMEOUT + SPARE_S)


def _ends_here(item: OutboxItem, now: datetime) -> bool:
    """Ends a row that may not be tried once more, in the transaction that would claim it."""
    if item.state != State.CLAIMED:
        return False
    if item.destination == MAIL and item.provider_id:
        _store(item, State.HELD, now, NOBODY_KNOWS)
    elif item.attempts >= len(SCHEDULE):
        _store(item, State.DEAD, now, "The process that sent it ended each time.")
    else:
        return False
    return True


def _held_by_us(item: OutboxItem) -> QuerySet[OutboxItem]:
    return OutboxItem.objects.filter(pk=item.pk, fence=item.fence, state=State.CLAIMED)


def _marker(item: OutboxItem) -> Any:
    def mark(provider_id: str) -> bool:
        with writing():
            is_ours = bool(_held_by_us(item).update(provider_id=provider_id))
        item.provider_id = provider_id
        return is_ours

    return mark


def _store(item: OutboxItem, state: str, now: datetime, error: str = "", **more: Any) -> bool:
    """Writes the end under the fence; False where the row has become somebody else's."""
    changes = {"state": state, "last_error": error[:300], "lease_until": None, **more}
    if state != State.PENDING:
        changes["finished"] = now
    if state == State.DONE:
        changes["content"] = ""
    return bool(_held_by_us(item).update(**changes))


def settle(item: OutboxItem, ending: Ending, now: datetime) -> bool:
    """Stores how the attempt ended; False where the item had been taken over meanwhile."""
    with writing():
        match ending:
            case Delivered():
                is_ours = _store(item, State.DONE, now)
                breaker.record_success(item.destination, now)
            case Failed():
                is_ours = _try_again(item, ending, now)
                if not ending.is_of_item:
                    breaker.record_failure(item.destination, now, ending.why, ending.wait_s)
            case Refused():
                is_ours = _store(item, State.DEAD, now, ending.why)
                if is_ours:
                    tell_refused(item, ending.why)
            case Unknown():
                is_ours = _store(item, State.HELD, now, ending.why)
                breaker.record_failure(item.destination, now, ending.why)
    if not isinstance(ending, Delivered):
        log.warning("outbox item %s to %s: %s", item.pk, item.destination, ending.why)
    return is_ours


def _try_again(item: OutboxItem, ending: Failed, now: datetime) -> bool:
    if item.attempts >= len(SCHEDULE):
        return _store(item, State.DEAD, now, ending.why)
    due = now + timedelta(seconds=wait_after(item.attempts, ending.wait_s))
    return _store(item, State.PENDING, now, ending.why, next_due=due)


def wait_after(attempts: int, wait_s: float | None = None) -> float:
    """Seconds from the end of attempt number `attempts` to the next one, with chance in it."""
    planned = SCHEDULE[attempts] * settings.CHATQUAL_OUTBOX_SCALE
    planned *= 1 + JITTER * secrets.SystemRandom().random()
    return max(planned, min(wait_s or 0.0, LONGEST_WAIT_S))


def _wake_next(destination: str) -> None:
    """Whoever has delivered looks for what waits behind it: a full outbox drains without pauses."""
    now = timezone.now()
    waiting = OutboxItem.objects.filter(is_due(now), destination=destination)
    following = waiting.order_by("next_due").values_list("pk", flat=True).first()
    if following is None or destination in breaker.resting(now):
        return
    try:
        wake("outbox", following)
    except RuntimeError:
        # The process is ending and takes no more work; the next one finds the row.
        log.debug("outbox item %s waits for the next start", following)


def replay(items: QuerySet[OutboxItem], now: datetime, *, wakes: bool = True) -> list[int]:
    """Has dead letters and held ones sent anew, from the first attempt; the keys of those it took.

    Without `wakes` the caller or the sweeper delivers them.
    Whoever replays a mail that was held decides that it may arrive twice.
    """
    ended = items.filter(state__in=(State.DEAD, State.HELD)).exclude(content="")
    with writing():
        keys = list(ended.values_list("pk", flat=True))
        OutboxItem.objects.filter(pk__in=keys).update(
            state=State.PENDING,
            attempts=0,
            next_due=now,
            lease_until=None,
            finished=None,
            provider_id="",
            fence=F("fence") + 1,
        )
        for pk in keys[:WOKEN_AT_ONCE] if wakes else ():
            wake_on_commit("outbox", pk)
    return keys


# --- the sweeper ----------------------------------------------------------------------------------
def sweep_outbox(now: datetime) -> int:
    """Wakes what is due and nobody's, some of each destination; gives how many it were."""
    due = OutboxItem.objects.filter(is_due(now)).exclude(destination__in=breaker.resting(now))
    woken = 0
    for destination in due.order_by().values_list("destination", flat=True).distinct()[:200]:
        first = due.filter(destination=destination).order_by("next_due", "pk")
        for pk in first.values_list("pk", flat=True)[:WOKEN_AT_ONCE]:
            wake("outbox", pk)
            woken += 1
    _forget_old(now)
    return woken


def _forget_old(now: datetime) -> None:
    """Delivered rows are kept for a while, so that a key that comes again is known."""
    before = now - timedelta(days=settings.CHATQUAL_OUTBOX_KEEP_DAYS)
    old = OutboxItem.objects.filter(state=State.DONE, finished__lt=before)
    keys = list(old.values_list("pk", flat=True)[:500])
    if keys:
        with writing():
            OutboxItem.objects.filter(pk__in=keys).delete()


def free_leases() -> int:
    """For a process that knows it is alone: whoever was sending before is gone."""
    held = OutboxItem.objects.filter(state=State.CLAIMED)
    return held.update(lease_until=timezone.now() - timedelta(seconds=1))
