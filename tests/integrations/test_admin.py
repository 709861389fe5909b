"""The pages of the outbox and the endpoints: who may, what is shown, what stands in the trail."""

from __future__ import annotations

import json
import re
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chatqual.audit.models import AuditEntry
from chatqual.health import check_outbox
from chatqual.integrations import breaker
from chatqual.integrations.events import EVENTS
from chatqual.integrations.models import Destination, OutboxItem, StaffAlerts, WebhookEndpoint
from chatqual.integrations.outbox import enqueue
from chatqual.sites.models import Membership, Site
from tests.factories import make_site
from tests.integrations.receivers import WebhookReceiver

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("by_hand")]

State = OutboxItem.State
LIST = "admin:integrations_outboxitem_changelist"
ADD = "admin:integrations_webhookendpoint_add"


def staff(site: Site, role: str, name: str) -> Client:
    user = User.objects.create_user(name, password="let me in", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    Membership.objects.create(site=site, user=user)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def admin(site: Site) -> Client:
    return staff(site, "Administrator", "ida")


def put(site: Site, destination: str, key: str = "one", **fields: Any) -> OutboxItem:
    item = enqueue(site, "lead.hot", key, {"word": "canary"}, destination=destination)
    assert item is not None
    OutboxItem.objects.filter(pk=item.pk).update(**fields)
    item.refresh_from_db()
    return item


def change(item: Any, verb: str = "change") -> str:
    return reverse(f"admin:integrations_{item._meta.model_name}_{verb}", args=[item.pk])


def form(site: Site, **fields: Any) -> dict[str, Any]:
    return {
        "site": site.pk,
        "name": "CRM",
        "url": "https://crm.example/hooks",
        "events": ["lead.hot"],
        "is_active": "on",
        **fields,
    }


# --- endpoints ------------------------------------------------------------------------------------
def test_the_secret_of_an_endpoint_is_shown_once(admin: Client, site: Site) -> None:
    shown = admin.post(reverse(ADD), form(site))
    endpoint = WebhookEndpoint.objects.get()
    assert endpoint.secret in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert endpoint.secret not in admin.get(change(endpoint)).content.decode()
    assert endpoint.events == ["lead.hot"]


def test_a_new_secret_leaves_the_former_one_good_for_a_day(
    admin: Client, endpoint: WebhookEndpoint
) -> None:
    former = endpoint.secret
    shown = admin.post(change(endpoint, "rotate"))
    endpoint.refresh_from_db()
    assert endpoint.secret != former
    assert endpoint.old_secret == former
    assert endpoint.old_secret_until is not None
    assert (endpoint.old_secret_until - timezone.now()).total_seconds() > 23 * 3600
    assert endpoint.secret in shown.content.decode()
    assert former not in shown.content.decode()
    entry = AuditEntry.objects.get(action="webhook.rotated")
    assert (entry.actor, entry.object) == ("ida", endpoint.destination)
    assert endpoint.secret not in json.dumps(entry.detail)


@pytest.mark.parametrize(
    "url", ["http://crm.example/", "https://crm.example:22/", "https://u:p@crm.example/"]
)
def test_a_bad_address_is_refused_with_a_reason(
    admin: Client, site: Site, settings: Any, url: str
) -> None:
    settings.CHATQUAL_ALLOW_PRIVATE_ADDRESSES = False
    shown = admin.post(reverse(ADD), form(site, url=url)).content.decode()
    assert "refused" in shown or "https:// addresses only" in shown
    assert not WebhookEndpoint.objects.exists()


def test_a_test_event_goes_through_the_outbox(admin: Client, endpoint: WebhookEndpoint) -> None:
    answer = admin.post(change(endpoint, "test"))
    item = OutboxItem.objects.get()
    assert answer["Location"] == change(item)
    assert item.payload["type"] == "endpoint.test"
    assert AuditEntry.objects.filter(action="webhook.tested").exists()


def test_switched_on_again_it_forgets_why_it_was_off(
    admin: Client, endpoint: WebhookEndpoint
) -> None:
    WebhookEndpoint.objects.update(is_active=False, why_inactive="It answered 410.")
    admin.post(change(endpoint), form(endpoint.site, url=endpoint.url, events=list(EVENTS)))
    endpoint.refresh_from_db()
    assert (endpoint.is_active, endpoint.why_inactive) == (True, "")


# --- the outbox -----------------------------------------------------------------------------------
def test_the_list_shows_how_each_destination_is(admin: Client, endpoint: WebhookEndpoint) -> None:
    put(endpoint.site, endpoint.destination, "a")
    put(endpoint.site, endpoint.destination, "b", state=State.DEAD, last_error="500 Oh dear")
    Destination.objects.create(name=endpoint.destination, breaker="open", last_error="500 Oh dear")
    shown = re.sub(r"\s+", " ", admin.get(reverse(LIST)).content.decode())
    assert "CRM (Shop)" in shown
    assert "paused" in shown
    assert "500 Oh dear" in shown
    assert "Try now" in shown


def test_a_long_list_costs_no_more_queries_than_a_short_one(
    admin: Client, endpoint: WebhookEndpoint, django_assert_max_num_queries: Any
) -> None:
    for n in range(30):
        put(endpoint.site, endpoint.destination if n % 2 else "webhook:999", str(n))
    with django_assert_max_num_queries(25):
        page = admin.get(reverse(LIST)).content.decode()
    assert "webhook:999 (deleted)" in page


def test_filters_narrow_the_list(admin: Client, endpoint: WebhookEndpoint) -> None:
    put(endpoint.site, endpoint.destination, "a")
    put(endpoint.site, "mail", "b", state=State.DEAD)

    def keys(query: str) -> set[str]:
        rows = admin.get(f"{reverse(LIST)}?{query}").context["cl"].queryset
        return {item.key for item in rows}

    assert keys("state__exact=dead") == {"b"}
    assert keys(f"destination={endpoint.destination}") == {"a"}
    assert keys("destination=mail") == {"b"}


def test_a_dead_letter_is_sent_again_by_its_button_and_by_the_list(
    admin: Client, endpoint: WebhookEndpoint
) -> None:
    items = [
        put(endpoint.site, endpoint.destination, key, state=State.DEAD, attempts=10)
        for key in ("a", "b")
    ]
    page = admin.get(change(items[0])).content.decode()
    assert "Send again" in page
    assert "canary" in page
    assert AuditEntry.objects.get(action="outbox.read").object == f"outbox:{items[0].pk}"
    admin.post(change(items[0], "replay"))
    admin.post(
        reverse(LIST), {"action": "replay_chosen", "_selected_action": [i.pk for i in items]}
    )
    assert set(OutboxItem.objects.values_list("state", "attempts")) == {("pending", 0)}
    replayed = AuditEntry.objects.filter(action="outbox.replayed")
    assert sorted(replayed.values_list("object", flat=True)) == [f"outbox:{i.pk}" for i in items]


def test_a_pause_can_be_ended(admin: Client, endpoint: WebhookEndpoint) -> None:
    for _ in range(5):
        breaker.record_failure(endpoint.destination, timezone.now(), "500")
    admin.post(
        reverse("admin:integrations_outboxitem_try_now"), {"destination": endpoint.destination}
    )
    assert Destination.objects.get().breaker == "closed"
    assert AuditEntry.objects.filter(action="outbox.tried_now").exists()


def test_nothing_of_another_site_is_seen_or_sent(admin: Client, endpoint: WebhookEndpoint) -> None:
    other = make_site("other", name="Other")
    theirs = WebhookEndpoint.objects.create(site=other, name="Theirs", url="https://x.example")
    item = put(other, theirs.destination, state=State.DEAD)
    assert "Theirs" not in admin.get(reverse(LIST)).content.decode()
    assert admin.get(change(item)).status_code == 302
    admin.post(change(item, "replay"))
    assert OutboxItem.objects.get(pk=item.pk).state == State.DEAD
    for verb in ("rotate", "test"):
        assert admin.post(change(theirs, verb)).status_code == 404
    name = {"destination": theirs.destination}
    assert admin.post(reverse("admin:integrations_outboxitem_try_now"), name).status_code == 403


@pytest.mark.parametrize("role", ["Agent", "Analyst", "Curator"])
def test_others_of_the_staff_neither_see_nor_send(
    site: Site, endpoint: WebhookEndpoint, role: str
) -> None:
    client = staff(site, role, "olu")
    item = put(site, endpoint.destination, state=State.DEAD)
    assert client.get(reverse(LIST)).status_code == 403
    assert client.post(change(item, "replay")).status_code == 403
    assert client.post(change(endpoint, "rotate")).status_code == 403
    assert OutboxItem.objects.get().state == State.DEAD


def test_a_lead_of_a_team_may_replay_but_not_change_endpoints(
    site: Site, endpoint: WebhookEndpoint
) -> None:
    client = staff(site, "Lead", "lin")
    item = put(site, endpoint.destination, state=State.DEAD)
    assert client.post(change(item, "replay")).status_code == 302
    assert OutboxItem.objects.get().state == State.PENDING
    assert client.get(change(endpoint)).status_code == 403


def test_a_get_changes_nothing(admin: Client, endpoint: WebhookEndpoint) -> None:
    item = put(endpoint.site, endpoint.destination, state=State.DEAD)
    for address in (change(item, "replay"), change(endpoint, "rotate"), change(endpoint, "test")):
        assert admin.get(address).status_code == 403
    assert OutboxItem.objects.get().state == State.DEAD


def test_who_is_told_by_mail_is_kept_by_site(admin: Client, site: Site) -> None:
    fields = {
        "site": site.pk,
        "untaken_minutes": 7,
        "recipients-TOTAL_FORMS": 1,
        "recipients-INITIAL_FORMS": 0,
        "recipients-0-address": "bo@shop.example",
        "recipients-0-on_hot": "on",
    }
    admin.post(reverse("admin:integrations_staffalerts_add"), fields)
    alerts = StaffAlerts.objects.get()
    (told,) = alerts.recipients.all()
    assert (alerts.untaken_minutes, told.on_hot, told.on_untaken) == (7, True, False)


def test_the_menu_and_the_doctor_count_what_waits_for_a_person(
    admin: Client, endpoint: WebhookEndpoint, settings: Any
) -> None:
    def in_menu() -> int:
        groups = admin.get(reverse("admin:index")).context["sidebar_navigation"]
        (item,) = [i for group in groups for i in group["items"] if i["icon"] == "outbox"]
        return int(item["badge"])

    def from_the_doctor() -> list[tuple[str, str]]:
        return [(finding.name, finding.level) for finding in check_outbox()]

    assert in_menu() == 0
    assert from_the_doctor() == [("Mail", "ok"), ("Outbox", "ok")]
    put(endpoint.site, "mail", "a", state=State.HELD)
    put(endpoint.site, endpoint.destination, "b", state=State.DEAD)
    assert in_menu() == 2
    settings.PRODUCTION = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert from_the_doctor() == [("Mail", "note"), ("Outbox", "note")]


# --- the command ----------------------------------------------------------------------------------
def outbox(*arguments: str) -> str:
    out = StringIO()
    call_command("outbox", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_tells_how_it_stands(endpoint: WebhookEndpoint) -> None:
    put(endpoint.site, endpoint.destination, "a")
    dead = put(endpoint.site, endpoint.destination, "b", state=State.DEAD, last_error="500")
    assert "CRM (Shop)" in outbox()
    told = json.loads(outbox("--json"))
    (of_crm,) = [d for d in told["destinations"] if d["destination"] == endpoint.destination]
    assert (of_crm["pending"], of_crm["dead"]) == (1, 1)
    assert [row["id"] for row in told["failed"]] == [dead.pk]
    assert "canary" not in outbox("--json")


@pytest.mark.parametrize("which", ["all-dead", "number"])
def test_the_command_sends_again(
    endpoint: WebhookEndpoint, receiver: WebhookReceiver, which: str
) -> None:
    dead = put(endpoint.site, endpoint.destination, state=State.DEAD)
    said = outbox("--replay", which if which == "all-dead" else str(dead.pk))
    assert "1 of 1 delivered" in said
    assert len(receiver.applied) == 1
    assert AuditEntry.objects.filter(action="outbox.replayed").exists()
    with pytest.raises(CommandError, match="nothing to send again"):
        outbox("--replay", "all-dead")


def test_the_command_wants_a_number(site: Site) -> None:
    with pytest.raises(CommandError, match="number of an item"):
        outbox("--replay", "some")
