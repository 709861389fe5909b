from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from chatqual.audit.models import AuditEntry
from chatqual.conversations.models import Conversation, Visitor
from chatqual.privacy.erasing import sweep_erasures
from chatqual.privacy.models import Erasure, LegalHold, Retention
from chatqual.sites.models import Membership, Site
from tests.factories import make_agent, make_site, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    return make_site()


@pytest.fixture
def alma(site: Site) -> User:
    user = make_agent(site, "alma")
    user.groups.add(Group.objects.get(name="Administrator"))
    return user


@pytest.fixture
def ana(site: Site) -> Visitor:
    visitor = Visitor.objects.get(pk=say(site, "I am Ana, ana@example.com").visitor)
    visitor.email = "ana@example.com"
    visitor.save()
    return visitor


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(name: str, *args: Any) -> str:
    return reverse(f"admin:privacy_{name}", args=args)


def erase(client: Client, visitor: Visitor, **fields: Any) -> Any:
    given = {"word": "DELETE", "password": "let me in", **fields}
    return client.post(page("erase", visitor.pk), given)


def test_the_page_shows_what_is_held_and_that_it_was_looked_at(alma: User, ana: Visitor) -> None:
    shown = signed_in(alma).get(page("person", ana.pk))
    assert "The lines of the conversation" in shown.text
    assert "ana@example.com" in shown.text
    assert AuditEntry.objects.filter(action="person.viewed", actor="alma").exists()


def test_an_agent_without_the_permission_is_refused(site: Site, ana: Visitor) -> None:
    bo = signed_in(make_agent(site))
    for name in ("person", "export", "erase", "hold"):
        assert bo.post(page(name, ana.pk)).status_code == 403
    assert bo.post(page("find"), {"email": "ana@example.com"}).status_code == 403
    assert not Erasure.objects.exists()


def test_somebody_of_another_site_finds_nobody(alma: User, ana: Visitor) -> None:
    other = make_site("other")
    Membership.objects.filter(user=alma).update(site=other)
    client = signed_in(alma)
    assert client.get(page("person", ana.pk)).status_code == 404
    assert erase(client, ana).status_code == 404
    found = client.post(page("find"), {"email": "ana@example.com"})
    assert "Nothing is held under this address" in found.text


def test_deleting_wants_the_word_and_the_password(alma: User, ana: Visitor) -> None:
    client = signed_in(alma)
    assert "Type DELETE" in erase(client, ana, word="delete").text
    assert "not your password" in erase(client, ana, password="wrong").text
    assert not Erasure.objects.exists()
    done = erase(client, ana)
    erasure = Erasure.objects.get()
    assert done["Location"] == page("receipt", erasure.pk)
    told = client.get(page("progress", erasure.pk)).json()
    assert (told["is_done"], told["state"]) == (False, "waiting")
    sweep_erasures()
    assert not Visitor.objects.exists()
    assert "wiping" in client.get(page("receipt", erasure.pk)).text


def test_a_deleted_persons_page_leads_to_the_receipt(alma: User, ana: Visitor) -> None:
    client = signed_in(alma)
    erase(client, ana)
    erasure = Erasure.objects.get()
    assert client.get(page("person", ana.pk))["Location"] == page("receipt", erasure.pk)


def test_others_with_the_address_are_offered_and_never_included_by_themselves(
    alma: User, ana: Visitor, site: Site
) -> None:
    other = say(site, "write to ana@example.com please")
    client = signed_in(alma)
    shown = client.get(page("person", ana.pk))
    assert f'value="{other.visitor}"' in shown.text
    erase(client, ana)
    sweep_erasures()
    assert Visitor.objects.filter(pk=other.visitor).exists()


def test_others_who_are_ticked_go_along(alma: User, ana: Visitor, site: Site) -> None:
    other = say(site, "write to ana@example.com please")
    erase(signed_in(alma), ana, also=[str(other.visitor)])
    sweep_erasures()
    assert not Visitor.objects.exists()
    assert Erasure.objects.count() == 1


def test_the_export_holds_the_lines_and_stands_in_the_trail(alma: User, ana: Visitor) -> None:
    answer = signed_in(alma).post(page("export", ana.pk))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    told = json.loads(archive.read("person.json"))
    lines = told["conversations.Message"]["rows"]
    assert [line["text"] for line in lines] == ["I am Ana, ana@example.com"]
    assert "I am Ana" in archive.read("person.html").decode()
    entry = AuditEntry.objects.get(action="person.exported")
    assert "ana@" not in json.dumps(entry.detail)


def test_a_hold_forbids_deleting_until_it_is_lifted(alma: User, ana: Visitor) -> None:
    client = signed_in(alma)
    client.post(page("hold", ana.pk), {"reason": "court case 17"})
    assert LegalHold.objects.get().reason == "court case 17"
    assert "legal hold" in erase(client, ana).text
    assert not Erasure.objects.exists()
    chosen = {"action": "delete_selected", "_selected_action": str(ana.conversation.pk)}
    address = reverse("admin:conversations_conversation_changelist")
    client.post(address, {**chosen, "post": "yes"})
    assert Conversation.objects.exists()
    client.post(page("hold", ana.pk), {"lift": "1"})
    assert erase(client, ana).status_code == 302
    actions = AuditEntry.objects.values_list("action", flat=True)
    assert {"person.held", "person.hold_lifted"} <= set(actions)


def test_the_conversation_leads_to_the_person(alma: User, ana: Visitor) -> None:
    client = signed_in(alma)
    shown = client.get(
        reverse("admin:conversations_conversation_change", args=[ana.conversation.pk])
    )
    link = page("person_of", ana.conversation.pk)
    assert link in shown.text
    assert client.get(link)["Location"] == page("person", ana.pk)


def test_retention_is_set_and_looked_at_in_the_admin(alma: User, ana: Visitor) -> None:
    client = signed_in(alma)
    client.get(reverse("admin:privacy_retention_changelist"))
    retention = Retention.objects.get()
    address = reverse("admin:privacy_retention_change", args=[retention.pk])
    bad = {"transcript_days": "30", "lead_days": "10", "log_days": "0"}
    assert "keep it no longer than" in client.post(address, bad).text
    good = {**bad, "lead_days": "60"}
    assert client.post(address, good).status_code == 302
    retention.refresh_from_db()
    assert (retention.transcript_days, retention.lead_days) == (30, 60)
    assert "Nothing is old enough" in client.get(page("look", retention.pk)).text


def test_the_lists_of_privacy_open(alma: User, ana: Visitor) -> None:
    client = signed_in(alma)
    erase(client, ana)
    for model in ("erasure", "legalhold", "retention", "retentionrun"):
        address = reverse(f"admin:privacy_{model}_changelist")
        assert client.get(address).status_code == 200
