"""The circuit breaker of a destination: who fails again and again is left alone for a while.

It opens after FAILURES failures in a row, or where half of at least ENOUGH attempts of the last
WINDOW failed, or where the destination itself says how long to wait. After a pause one attempt
probes; it closes the breaker, or doubles the pause. What fails for the sake of one item (an address
that does not exist) is not counted.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from chatqual.integrations.models import Destination

Breaker = Destination.Breaker
FAILURES = 5
ENOUGH = 10
WINDOW_S = 60.0
FIRST_PAUSE_S = 30.0
LONGEST_PAUSE_S = 600.0
KEPT = 200  # attempts


def resting(now: datetime) -> list[str]:
    """The destinations that are not to be tried now."""
    shut = Q(breaker__in=(Breaker.OPEN, Breaker.HALF_OPEN), probe_at__gt=now)
    return list(Destination.objects.filter(shut).values_list("name", flat=True))


def may_try(name: str, now: datetime) -> bool:
    """Whether an attempt may begin; where it is the probe, it is the only one until its lease ends.

    Within the transaction that claims the item.
    """
    found = Destination.objects.select_for_update().filter(name=name).first()
    if found is None or found.breaker == Breaker.CLOSED:
        return True
    if found.probe_at is not None and found.probe_at > now:
        return False
    found.breaker = Breaker.HALF_OPEN
    found.probe_at = now + timedelta(seconds=settings.CHATQUAL_OUTBOX_LEASE)
    found.save(update_fields=["breaker", "probe_at"])
    return True


def record_success(name: str, now: datetime) -> None:
    """It took what was sent. Within the transaction that stores so."""
    found = _locked(name)
    _remember(found, now, went_well=True)
    found.failures, found.last_ok, found.last_error = 0, now, ""
    if found.breaker == Breaker.HALF_OPEN:
        # The probe ends the matter: what failed before it counts no more.
        found.breaker, found.pause_s, found.probe_at = Breaker.CLOSED, 0, None
        found.recent = found.recent[-1:]
    found.save()


def record_failure(name: str, now: datetime, error: str, wait_s: float | None = None) -> None:
    """It failed; `wait_s`: it asked to be left alone for so long. Within the transaction."""
    found = _locked(name)
    _remember(found, now, went_well=False)
    found.failures += 1
    found.last_failure, found.last_error = now, error[:300]
    if found.breaker == Breaker.HALF_OPEN:
        found.pause_s = min(2 * found.pause_s, LONGEST_PAUSE_S)
        _open(found, now, found.pause_s * settings.CHATQUAL_OUTBOX_SCALE)
    elif found.breaker == Breaker.CLOSED and _is_bad(found):
        found.pause_s = FIRST_PAUSE_S
        _open(found, now, found.pause_s * settings.CHATQUAL_OUTBOX_SCALE)
    if wait_s is not None:
        found.pause_s = max(found.pause_s, FIRST_PAUSE_S)
        _open(found, now, wait_s)
    found.save()


def _open(found: Destination, now: datetime, seconds: float) -> None:
    until = now + timedelta(seconds=seconds)
    found.breaker = Breaker.OPEN
    found.probe_at = max(until, found.probe_at or until)


def release(name: str) -> None:
    """Staff want it tried now: what waits for it is tried again as if it were new."""
    Destination.objects.filter(name=name).update(
        breaker=Breaker.CLOSED, failures=0, recent=[], pause_s=0, probe_at=None
    )


def _locked(name: str) -> Destination:
    Destination.objects.get_or_create(name=name)
    return Destination.objects.select_for_update().get(name=name)


def _remember(found: Destination, now: datetime, *, went_well: bool) -> None:
    since = now.timestamp() - WINDOW_S
    kept = [[at, ok] for at, ok in found.recent if at > since]
    found.recent = [*kept, [now.timestamp(), went_well]][-KEPT:]


def _is_bad(found: Destination) -> bool:
    failed = sum(not ok for _, ok in found.recent)
    many = len(found.recent) >= ENOUGH and 2 * failed >= len(found.recent)
    return found.failures >= FAILURES or many
