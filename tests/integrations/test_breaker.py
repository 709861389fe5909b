"""The circuit breaker: it opens, probes once, and closes or waits twice as long."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from chatqual.integrations import breaker
from chatqual.integrations.models import Destination

pytestmark = pytest.mark.django_db

NAME = "webhook:1"
NOW = timezone.now()


def at(seconds: float) -> Any:
    return NOW + timedelta(seconds=seconds)


def fail(seconds: float, wait_s: float | None = None) -> Destination:
    with transaction.atomic():
        breaker.record_failure(NAME, at(seconds), "500", wait_s)
    return Destination.objects.get()


def succeed(seconds: float) -> Destination:
    with transaction.atomic():
        breaker.record_success(NAME, at(seconds))
    return Destination.objects.get()


def may_try(seconds: float) -> bool:
    with transaction.atomic():
        return breaker.may_try(NAME, at(seconds))


def test_it_opens_with_the_fifth_failure_in_a_row() -> None:
    assert [fail(n).breaker for n in range(5)] == ["closed"] * 4 + ["open"]
    assert not may_try(10)
    assert breaker.resting(at(10)) == [NAME]


def test_failures_with_a_success_between_do_not_open_it() -> None:
    states = [(fail(n) if n % 5 else succeed(n)).breaker for n in range(9)]
    assert set(states) == {"closed"}


def test_it_opens_where_half_of_ten_within_a_minute_failed() -> None:
    states = [(fail(n) if n % 2 else succeed(n)).breaker for n in range(10)]
    assert states == ["closed"] * 9 + ["open"]


def test_what_is_older_than_a_minute_does_not_count() -> None:
    states = [(fail(40 * n) if n % 2 else succeed(40 * n)).breaker for n in range(12)]
    assert set(states) == {"closed"}


def test_one_attempt_probes_and_closes_it() -> None:
    for n in range(5):
        fail(n)
    assert may_try(60)
    assert not may_try(60), "the probe is the only one"
    assert succeed(61).breaker == "closed"
    assert may_try(62)
    assert fail(63).breaker == "closed"


def test_a_probe_that_fails_doubles_the_pause_up_to_ten_minutes() -> None:
    for n in range(5):
        found = fail(n)
    pauses, now = [found.pause_s], 0.0
    for _ in range(6):
        now += 1000
        assert may_try(now)
        pauses.append(fail(now).pause_s)
    assert pauses == [30, 60, 120, 240, 480, 600, 600]


def test_a_probe_whose_process_died_is_made_again(settings: Any) -> None:
    for n in range(5):
        fail(n)
    assert may_try(60)
    assert may_try(61 + settings.CHATQUAL_OUTBOX_LEASE)


def test_it_is_left_alone_for_as_long_as_it_asks() -> None:
    assert fail(0, wait_s=900).breaker == "open"
    assert not may_try(899)
    assert may_try(901)


def test_staff_can_let_it_be_tried_at_once() -> None:
    for n in range(5):
        fail(n)
    breaker.release(NAME)
    assert may_try(6)
