"""Webhooks to a real receiver that is slow, fails, or changes its mind: nothing lost or doubled."""

from __future__ import annotations

import base64
import json
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from standardwebhooks import Webhook, WebhookVerificationError

from chatqual.conversations.wake import register_doer
from chatqual.integrations.delivery import (
    SCHEDULE,
    claim,
    deliver,
    replay,
    settle,
    submit,
    sweep_outbox,
)
from chatqual.integrations.models import Destination, OutboxItem, WebhookEndpoint
from chatqual.integrations.outbox import enqueue
from chatqual.integrations.outcomes import Delivered
from chatqual.integrations.signing import make_signing_secret
from chatqual.integrations.webhook import check_address, seconds_to_wait
from knowledge.errors import AddressRefused
from tests.integrations.receivers import Answer, WebhookReceiver
from tests.servers import free_port, wait_until

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("by_hand")]

State = OutboxItem.State
FAILS = [
    pytest.param(Answer(500, applies=False), id="500"),
    pytest.param(Answer(404, applies=False), id="404"),
    pytest.param(Answer(302, {"Location": "/elsewhere"}, applies=False), id="redirect"),
    pytest.param(Answer(cut=True, applies=False), id="cut"),
    pytest.param(Answer(cut=True, applies=True), id="cut after it was applied"),
    pytest.param(Answer(503, applies=True), id="503 after it was applied"),
]


def put(endpoint: WebhookEndpoint, key: str = "one", **payload: Any) -> OutboxItem:
    made = enqueue(
        endpoint.site, "lead.hot", key, payload or {"n": 1}, destination=endpoint.destination
    )
    assert made is not None
    return made


def fresh(item: OutboxItem) -> OutboxItem:
    return OutboxItem.objects.get(pk=item.pk)


def rest_no_more(item: OutboxItem) -> None:
    """As if the pause of the breaker were over."""
    Destination.objects.filter(name=item.destination).update(probe_at=timezone.now())


def deliver_to_the_end(item: OutboxItem) -> OutboxItem:
    for _ in range(3 * len(SCHEDULE)):
        rest_no_more(item)
        deliver(item.pk)
        if fresh(item).state not in (State.PENDING, State.CLAIMED):
            return fresh(item)
    raise AssertionError(f"it never ended: {fresh(item).last_error}")


# --- what is sent ---------------------------------------------------------------------------------
def test_the_specifications_own_verifier_takes_the_signature(
    endpoint: WebhookEndpoint, receiver: WebhookReceiver
) -> None:
    deliver(put(endpoint, text="Zürich – 5 €").pk)
    (request,) = receiver.requests
    told = Webhook(endpoint.secret).verify(request.body, request.headers)
    assert told == {"text": "Zürich – 5 €"}
    with pytest.raises(WebhookVerificationError):
        Webhook(make_signing_secret()).verify(request.body, request.headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(endpoint.secret).verify(request.body + b" ", request.headers)


def test_a_secret_is_long_enough_for_the_specification() -> None:
    assert len(base64.b64decode(make_signing_secret().removeprefix("whsec_"))) >= 24


def test_while_a_secret_is_rotated_both_are_good(
    endpoint: WebhookEndpoint, receiver: WebhookReceiver
) -> None:
    endpoint.old_secret, endpoint.secret = endpoint.secret, make_signing_secret()
    endpoint.old_secret_until = timezone.now() + timedelta(hours=1)
    endpoint.save()
    deliver(put(endpoint, "one").pk)
    endpoint.old_secret_until = timezone.now() - timedelta(seconds=1)
    endpoint.save()
    deliver(put(endpoint, "two").pk)
    both, new = receiver.requests
    for secret in (endpoint.secret, endpoint.old_secret):
        Webhook(secret).verify(both.body, both.headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(endpoint.old_secret).verify(new.body, new.headers)


def test_secrets_and_addresses_lie_encrypted(endpoint: WebhookEndpoint) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM integrations_webhookendpoint")
        row = repr(cursor.fetchall())
    assert endpoint.secret not in row
    assert "of=chatqual" not in row


def test_what_was_delivered_keeps_its_key_and_not_its_content(
    endpoint: WebhookEndpoint, receiver: WebhookReceiver
) -> None:
    item = put(endpoint)
    deliver(item.pk)
    done = fresh(item)
    assert (done.state, done.content) == (State.DONE, "")
    assert done.provider_id == receiver.requests[0].headers["webhook-id"]
    endpoint.refresh_from_db()
    assert endpoint.last_status == "200"


# --- at least once, by one key --------------------------------------------------------------------
@pytest.mark.parametrize("answer", FAILS)
def test_what_fails_is_sent_again_by_the_same_id(
    endpoint: WebhookEndpoint, receiver: WebhookReceiver, answer: Answer
) -> None:
    receiver.script.append(answer)
    item = put(endpoint)
    deliver(item.pk)
    assert fresh(item).state == State.PENDING
    assert fresh(item).last_error
    done = deliver_to_the_end(item)
    first, second = receiver.requests
    assert done.state == State.DONE
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body
    assert len(receiver.applied) == 1


def test_an_endpoint_that_never_takes_it_makes_a_dead_letter_which_can_be_replayed(
    endpoint: WebhookEndpoint, receiver: WebhookReceiver
) -> None:
    receiver.script.extend(Answer(500, applies=False) for _ in SCHEDULE)
    item = put(endpoint, n=7)
    dead = deliver_to_the_end(item)
    assert (dead.state, dead.attempts) == (State.DEAD, len(SCHEDULE))
    assert len(receiver.requests) == len(SCHEDULE)
    assert "500" in dead.last_error
    assert replay(OutboxItem.objects.all(), timezone.now()) == [item.pk]
    assert deliver_to_the_end(item).state == State.DONE
    assert [json.loads(body) for body in receiver.applied.values()] == [{"n": 7}]
    assert replay(OutboxItem.objects.all(), timezone.now()) == []


def test_a_receiver_that_is_too_slow_counts_as_one_that_failed(
    endpoint: WebhookEndpoint, receiver: WebhookReceiver, loopback: Any
) -> None:
    loopback.CHATQUAL_WEBHOOK_TIMEOUT = 0.5
    hold = threading.Event()
    receiver.script.append(Answer(hold=hold))
    item = put(endpoint)
    deliver(item.pk)
    assert "nothing within 0.5 s" in fresh(item).last_error
    hold.set()
    loopback.CHATQUAL_WEBHOOK_TIMEOUT = 20.0
    assert deliver_to_the_end(item).state == State.DONE
    assert (len(receiver.requests), len(receiver.applied)) == (2, 1)


def test_nobody_listens_there(endpoint: WebhookEndpoint) -> None:
    endpoint.url = f"http://127.0.0.1:{free_port()}/"
    endpoint.save()
    item = put(endpoint)
    deliver(item.pk)
    assert (fresh(item).state, fresh(item).attempts) == (State.PENDING, 1)


@pytest.mark.parametrize("status", [429, 503])
def test_who_says_how_long_to_wait_is_left_alone_for_so_long(
    endpoint: WebhookEndpoint, receiver: WebhookReceiver, status: int
) -> None:
    receiver.script.append(Answer(status, {"Retry-After": "3600"}, applies=False))
    before = timezone.now()
    item, other = put(endpoint, "one"), put(endpoint, "two")
    deliver(item.pk)
    assert fresh(item).next_due >= before + timedelta(seconds=3600)
    # Not only this one: nothing goes there.
    deliver(other.pk)
    assert (fresh(other).attempts, len(receiver.requests)) == (0, 1)


def test_who_is_gone_hears_nothing_more(
    endpoint: WebhookEndpoint, receiver: WebhookReceiver
) -> None:
    receiver.script.append(Answer(410, applies=False))
    item, other = put(endpoint, "one"), put(endpoint, "two")
    deliver(item.pk)
    deliver(other.pk)
    endpoint.refresh_from_db()
    assert not endpoint.is_active
    assert "410" in endpoint.why_inactive
    assert [fresh(i).state for i in (item, other)] == [State.DEAD, State.DEAD]
    assert len(receiver.requests) == 1


# --- leases ---------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_of_two_that_claim_at_once_one_gets_it(endpoint: WebhookEndpoint) -> None:
    item = put(endpoint)
    barrier = threading.Barrier(4)
    got: list[OutboxItem] = []

    def try_it() -> None:
        from django.db import connections

        barrier.wait()
        found = claim(item.pk, timezone.now())
        if found is not None:
            got.append(found)
        connections.close_all()

    threads = [threading.Thread(target=try_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 1


def test_who_was_slow_cannot_write_the_end_of_another(endpoint: WebhookEndpoint) -> None:
    item = put(endpoint)
    slow = claim(item.pk, timezone.now())
    OutboxItem.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    other = claim(item.pk, timezone.now())
    assert slow is not None
    assert other is not None
    assert not settle(slow, Delivered(), timezone.now())
    assert fresh(item).state == State.CLAIMED
    assert settle(other, Delivered(), timezone.now())


def test_a_slow_destination_has_at_most_two_at_once(endpoint: WebhookEndpoint) -> None:
    items = [put(endpoint, str(n)) for n in range(3)]
    held = [claim(item.pk, timezone.now()) for item in items]
    assert [one is not None for one in held] == [True, True, False]


@pytest.mark.django_db(transaction=True)
def test_the_sweeper_wakes_what_is_due_and_forgets_what_is_long_done(
    endpoint: WebhookEndpoint, receiver: WebhookReceiver
) -> None:
    now = timezone.now()
    item = put(endpoint)
    later = enqueue(
        endpoint.site,
        "x",
        "later",
        {},
        destination=endpoint.destination,
        due=now + timedelta(days=1),
    )
    old = put(endpoint, "old")
    OutboxItem.objects.filter(pk=old.pk).update(state=State.DONE, finished=now - timedelta(days=31))
    register_doer("outbox", submit)
    sweep_outbox(timezone.now())
    wait_until(lambda: fresh(item).state == State.DONE, 60, "the item to be delivered")
    assert later is not None
    assert fresh(later).attempts == 0
    assert not OutboxItem.objects.filter(pk=old.pk).exists()


# --- where it may go ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/latest/meta-data/",
        "https://10.0.0.1/",
        "https://192.168.1.1/",
        "https://[::ffff:127.0.0.1]/",
        "https://2130706433/",
        "http://example.com/",
        "https://example.com:8443/",
        "https://user:word@example.com/",
        "file:///etc/passwd",
    ],
)
def test_events_go_to_public_addresses_over_https_only(
    endpoint: WebhookEndpoint, receiver: WebhookReceiver, loopback: Any, url: str
) -> None:
    loopback.CHATQUAL_ALLOW_PRIVATE_ADDRESSES = False
    endpoint.url = url
    endpoint.save()
    item = put(endpoint)
    deliver(item.pk)
    assert fresh(item).state == State.PENDING
    assert fresh(item).last_error
    assert receiver.requests == []


def test_a_name_and_a_port_are_checked_before_anything_is_sent(settings: Any) -> None:
    for bad in ("http://example.com/", "https://example.com:22/", "gopher://example.com"):
        with pytest.raises(AddressRefused):
            check_address(bad)
    check_address("https://example.com/hooks")


def test_retry_after_is_read_in_both_its_forms() -> None:
    now = timezone.now().replace(microsecond=0)
    in_an_hour = (now + timedelta(hours=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert seconds_to_wait("120", now) == 120
    assert seconds_to_wait(in_an_hour, now) == 3600
    assert seconds_to_wait("999999999999", now) == 86400
    for nothing in ("", "soon", "-5", "１２"):
        assert seconds_to_wait(nothing, now) is None


def test_what_was_meant_for_a_deleted_endpoint_is_a_dead_letter(
    endpoint: WebhookEndpoint,
) -> None:
    item = put(endpoint)
    endpoint.delete()
    deliver(item.pk)
    assert fresh(item).state == State.DEAD
