"""What is put into the outbox: once, and only where the deed stands."""

from __future__ import annotations

import pytest
from django.db import transaction

from chatqual.conversations.models import Conversation
from chatqual.integrations.models import OutboxItem
from chatqual.integrations.outbox import enqueue, enqueue_mail
from chatqual.sites.models import Site
from tests.factories import make_site, reload, say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("by_hand")]


@pytest.fixture
def site() -> Site:
    return make_site()


@pytest.fixture
def conversation(site: Site) -> Conversation:
    return reload(say(site, "Hello there").conversation)


def test_a_key_is_stored_once_for_each_destination(site: Site) -> None:
    assert enqueue(site, "lead.hot", "one", {"n": 1}, destination="webhook:1") is not None
    assert enqueue(site, "lead.hot", "one", {"n": 2}, destination="webhook:1") is None
    assert enqueue(site, "lead.hot", "one", {"n": 3}, destination="webhook:2") is not None
    assert OutboxItem.objects.count() == 2


def test_nothing_is_stored_where_the_deed_is_undone(site: Site) -> None:
    with transaction.atomic():
        enqueue(site, "lead.hot", "one", {}, destination="webhook:1")
        transaction.set_rollback(True)
    assert not OutboxItem.objects.exists()


@pytest.mark.parametrize("mark", ["is_test", "is_sample"])
def test_tests_and_samples_alert_nobody(conversation: Conversation, mark: str) -> None:
    setattr(conversation, mark, True)
    site = conversation.site
    made = enqueue(site, "lead.hot", "one", {}, destination="webhook:1", conversation=conversation)
    assert made is None


def test_a_mail_is_stored_once_for_each_address_however_it_is_written(site: Site) -> None:
    def put(to: str) -> OutboxItem | None:
        return enqueue_mail(site, "lead.hot", "one", to=to, subject="A", text="B")

    assert put("bo@shop.example") is not None
    assert put(" Bo@Shop.example") is None
    assert put("cy@shop.example") is not None


def test_text_and_address_lie_encrypted_in_the_database(site: Site) -> None:
    from django.db import connection

    item = enqueue_mail(site, "x", "one", to="bo@shop.example", subject="Secret", text="Words")
    assert item is not None
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM integrations_outboxitem")
        row = repr(cursor.fetchall())
    assert not any(word in row for word in ("bo@shop.example", "Secret", "Words"))
    stored = OutboxItem.objects.get()
    assert (stored.recipient, stored.payload["text"]) == ("bo@shop.example", "Words")


def test_rows_go_with_their_conversation(conversation: Conversation) -> None:
    site = conversation.site
    enqueue(site, "lead.hot", "one", {}, destination="webhook:1", conversation=conversation)
    conversation.delete()
    assert not OutboxItem.objects.exists()
