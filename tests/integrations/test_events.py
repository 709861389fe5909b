"""What endpoints are told, by what happens in a conversation; and what staff are told by mail."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from chatqual.conversations.models import Conversation
from chatqual.conversations.receive import receive_receipt
from chatqual.handoff.ownership import close, take
from chatqual.integrations.alerts import (
    CLOCK,
    HOT,
    NIGHT,
    UNTAKEN,
    sweep_alerts,
    tell_clock_ran_out,
)
from chatqual.integrations.models import AlertRecipient, OutboxItem, StaffAlerts, WebhookEndpoint
from chatqual.leads.keeping import keep_lead
from chatqual.pipeline import close_idle
from chatqual.privacy.registry import faults
from chatqual.sites.models import Site
from tests.factories import arrival, make_agent, make_site, reload, say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("by_hand")]

NASTY = "<img src=x onerror=alert(1)> & Söhne"
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOURS = {day: ["08:00", "18:00"] for day in ("mon", "tue", "wed", "thu", "fri")}


@pytest.fixture
def conversation(endpoint: WebhookEndpoint) -> Conversation:
    return reload(say(endpoint.site, NASTY).conversation)


@pytest.fixture
def told(site: Site) -> AlertRecipient:
    alerts = StaffAlerts.objects.create(site=site, untaken_minutes=5)
    return AlertRecipient.objects.create(alerts=alerts, address="bo@shop.example")


def ask_for_a_person(conversation: Conversation, **more: Any) -> Conversation:
    receive_receipt(
        site=conversation.site,
        visitor=conversation.visitor_id,
        arrival=arrival(**more),
        client_id=uuid.uuid4(),
        kind="handoff",
        payload={},
    )
    return reload(conversation.pk)


def sent(kind: str) -> list[dict[str, Any]]:
    return [i.payload for i in OutboxItem.objects.filter(kind=kind).order_by("pk")]


def fill(conversation: Conversation, tier: str = "hot", **slots: str) -> None:
    """As a turn would leave it."""
    from chatqual.engine.state import State

    state = State.new().to_json()
    for name, value in slots.items():
        value_json = {"summary": value} if name == "need" else value
        state["slots"][name] |= {"state": "filled", "value": value_json, "text": value}
    Conversation.objects.filter(pk=conversation.pk).update(state=state, tier=tier, score=81)


# --- conversations --------------------------------------------------------------------------------
def test_a_handoff_a_take_and_a_close_are_told_in_rising_versions(
    conversation: Conversation,
) -> None:
    bo = make_agent(conversation.site)
    waiting = ask_for_a_person(conversation)
    held = take(conversation_id=conversation.pk, user=bo, seen_epoch=waiting.owner_epoch)
    close(conversation_id=conversation.pk, user=bo, seen_epoch=held.epoch, outcome="won")
    told = [sent(f"conversation.{name}") for name in ("handed_off", "taken", "closed")]
    assert [len(one) for one in told] == [1, 1, 1]
    data = [one[0]["data"] for one in told]
    versions = [one["version"] for one in data]
    assert versions == sorted(set(versions))
    assert data[0]["reason"] == "asked"
    assert data[1]["by"] == "Bo"
    assert (data[2]["outcome"], data[2]["by"]) == ("won", "Bo")
    assert data[0]["link"].endswith(f"/admin/desk/{conversation.pk}/")
    for one in told:
        assert one[0]["v"] == 1
        assert "onerror" not in json.dumps(one), "no line of the talk leaves by itself"


def test_what_closes_by_itself_is_told_once(conversation: Conversation) -> None:
    long_ago = timezone.now() - timedelta(days=30)
    Conversation.objects.update(last_message_at=long_ago, mode="bot")
    assert close_idle(timezone.now()) == 1
    (event,) = sent("conversation.closed")
    assert (event["data"]["by"], event["data"]["outcome"]) == ("idle", "")


def test_an_endpoint_hears_what_it_chose(
    conversation: Conversation, endpoint: WebhookEndpoint
) -> None:
    from chatqual.integrations.listeners import forget_listeners

    WebhookEndpoint.objects.update(events=["conversation.closed"])
    forget_listeners()
    ask_for_a_person(conversation)
    assert not OutboxItem.objects.exists()


def test_what_is_undone_is_not_told(conversation: Conversation) -> None:
    from django.db import transaction

    with transaction.atomic():
        ask_for_a_person(conversation)
        transaction.set_rollback(True)
    assert not OutboxItem.objects.exists()


def test_a_test_chat_alerts_nobody(endpoint: WebhookEndpoint, told: AlertRecipient) -> None:
    tried = reload(say(endpoint.site, "Hello").conversation)
    Conversation.objects.filter(pk=tried.pk).update(is_test=True)
    fill(tried, company="Acme")
    ask_for_a_person(tried)
    keep_lead(tried.pk, timezone.now())
    Conversation.objects.update(waiting_since=timezone.now() - timedelta(hours=1))
    sweep_alerts(timezone.now())
    tell_clock_ran_out(reload(tried.pk), timezone.now())
    assert not OutboxItem.objects.exists()


# --- leads ----------------------------------------------------------------------------------------
def test_a_lead_is_told_of_when_it_begins_changes_and_becomes_hot(
    conversation: Conversation, told: AlertRecipient
) -> None:
    fill(conversation, "warm", email="ana@acme.example", company=NASTY)
    assert keep_lead(conversation.pk, timezone.now())
    (created,) = sent("lead.created")
    assert created["data"]["lead"]["email"] == "ana@acme.example"
    assert created["data"]["facts"]["company"] == NASTY
    fill(conversation, "hot", email="ana@acme.example", company=NASTY)
    assert keep_lead(conversation.pk, timezone.now())
    (updated,), (hot,) = sent("lead.updated"), sent("lead.hot")
    assert updated["data"]["version"] == hot["data"]["version"] > created["data"]["version"]
    assert "tier" in updated["data"]["changed"]
    assert not keep_lead(conversation.pk, timezone.now())
    assert len(sent(HOT)) == 1


def test_a_payload_stays_small_whatever_page_it_began_on(conversation: Conversation) -> None:
    visit = conversation.visit_set.get()
    visit.landing_url = "https://shop.example/" + "ä" * 1900
    visit.referrer = "https://search.example/" + "y" * 1900
    visit.campaign = {f"utm_{n}": "z" * 900 for n in range(30)}
    visit.save()
    fill(conversation, email="ana@acme.example")
    keep_lead(conversation.pk, timezone.now())
    contents = OutboxItem.objects.filter(kind="lead.created").values_list("content", flat=True)
    (size,) = [len(c.encode()) for c in contents]
    assert size < 20_000
    assert "ana@acme.example" in contents[0]


def test_whoever_was_told_of_a_person_is_told_to_forget_them(conversation: Conversation) -> None:
    from chatqual.privacy.models import Erasure
    from chatqual.privacy.registry import Person, person_erased

    person = Person(conversation.site_id, (conversation.visitor_id,), (conversation.pk,))
    person_erased.send(sender=Erasure, person=person, erasure=Erasure(pk=7))
    (event,) = sent("person.erased")
    assert event["data"]["conversations"] == [str(conversation.pk)]
    assert OutboxItem.objects.get().conversation_id is None


def test_every_column_of_this_room_is_classified() -> None:
    assert [fault for fault in faults() if "integrations" in fault] == []


# --- mails ----------------------------------------------------------------------------------------
def test_a_handoff_that_nobody_took_is_told_of_once_with_the_brief(
    conversation: Conversation, told: AlertRecipient
) -> None:
    fill(conversation, company=NASTY, need="five seats")
    ask_for_a_person(conversation)
    now = timezone.now()
    sweep_alerts(now)
    assert sent(UNTAKEN) == []
    for minutes in (6, 7):
        sweep_alerts(now + timedelta(minutes=minutes))
    (mail,) = sent(UNTAKEN)
    assert OutboxItem.objects.get(kind=UNTAKEN).recipient == "bo@shop.example"
    assert NASTY in mail["subject"]
    assert "five seats" in mail["text"]
    assert f"/admin/desk/{conversation.pk}/" in mail["text"]
    assert f"visitor: {NASTY}" in mail["text"], "the last lines, as they were written"
    assert "<img" not in mail["html"]
    assert "&lt;img src=x" in mail["html"]
    assert "src=" not in mail["html"].replace("src=x", "")


def test_a_site_that_is_set_up_wrong_keeps_no_mail_of_another_back(
    conversation: Conversation, told: AlertRecipient
) -> None:
    wrong = make_site("wrong", name="A", hours=HOURS, time_zone="Nowhere/At_All")
    alerts = StaffAlerts.objects.create(site=wrong)
    AlertRecipient.objects.create(alerts=alerts, address="cy@wrong.example")
    ask_for_a_person(conversation)
    sweep_alerts(timezone.now() + timedelta(hours=1))
    assert len(sent(UNTAKEN)) == 1


def test_who_was_taken_in_time_is_not_told_of(
    conversation: Conversation, told: AlertRecipient
) -> None:
    waiting = ask_for_a_person(conversation)
    bo = make_agent(conversation.site)
    take(conversation_id=conversation.pk, user=bo, seen_epoch=waiting.owner_epoch)
    sweep_alerts(timezone.now() + timedelta(hours=1))
    assert sent(UNTAKEN) == []


def test_the_night_is_told_of_at_opening_and_not_before(
    conversation: Conversation, told: AlertRecipient
) -> None:
    Site.objects.update(hours=HOURS)
    ask_for_a_person(conversation)
    Conversation.objects.update(waiting_since=MONDAY.replace(hour=2))
    sweep_alerts(MONDAY.replace(hour=7))
    assert not OutboxItem.objects.exclude(kind__startswith="conversation.").exists()
    for minute in (0, 1, 30):
        sweep_alerts(MONDAY.replace(hour=8, minute=minute))
    (mail,) = sent(NIGHT)
    assert f"/admin/desk/{conversation.pk}/" in mail["text"]
    assert sent(UNTAKEN) == [], "what stands in the digest is not told of one by one"


def test_without_a_digest_the_night_is_told_of_one_by_one_once_it_is_open(
    conversation: Conversation, told: AlertRecipient
) -> None:
    Site.objects.update(hours=HOURS)
    AlertRecipient.objects.update(on_night=False)
    ask_for_a_person(conversation)
    Conversation.objects.update(waiting_since=MONDAY.replace(hour=2))
    sweep_alerts(MONDAY.replace(hour=8, minute=4))
    assert sent(UNTAKEN) == []
    sweep_alerts(MONDAY.replace(hour=8, minute=6))
    assert len(sent(UNTAKEN)) == 1


def test_a_clock_that_ran_out_is_told_of_once(
    conversation: Conversation, told: AlertRecipient
) -> None:
    for _ in range(2):
        tell_clock_ran_out(conversation, MONDAY)
    assert len(sent(CLOCK)) == 1


def test_who_did_not_ask_for_it_gets_no_mail(
    conversation: Conversation, told: AlertRecipient
) -> None:
    AlertRecipient.objects.update(on_untaken=False, on_clock=False, on_hot=False)
    ask_for_a_person(conversation)
    sweep_alerts(timezone.now() + timedelta(hours=1))
    tell_clock_ran_out(conversation, MONDAY)
    assert not OutboxItem.objects.filter(destination="mail").exists()


def test_a_digest_that_was_not_delivered_goes_with_any_person_in_it(
    conversation: Conversation, told: AlertRecipient
) -> None:
    from chatqual.privacy.models import Erasure
    from chatqual.privacy.registry import Person, person_erased

    Site.objects.update(hours=HOURS)
    ask_for_a_person(conversation)
    Conversation.objects.update(waiting_since=MONDAY.replace(hour=2))
    sweep_alerts(MONDAY.replace(hour=8))
    assert len(sent(NIGHT)) == 1
    person = Person(conversation.site_id, (conversation.visitor_id,), (conversation.pk,))
    person_erased.send(sender=Erasure, person=person, erasure=Erasure(pk=7))
    assert sent(NIGHT) == []
