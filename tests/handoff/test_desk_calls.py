"""The desk for programs: POST /admin/desk/<conversation>/take|release|close|message."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from chatqual.audit.models import AuditEntry
from chatqual.conversations.models import Conversation
from chatqual.sites.models import Site
from tests.factories import lines_of, make_agent, reload
from tests.handoff.cast import waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def conversation(site: Site) -> Conversation:
    return waiting(site)


def signed_in(user: User, **more: Any) -> Client:
    client = Client(**more)
    client.force_login(user)
    return client


def call(client: Client, conversation: object, verb: str, **fields: Any) -> HttpResponse:
    """As JSON, the way a program would."""
    response: Any = client.post(
        f"/admin/desk/{conversation}/{verb}",
        data=json.dumps(fields),
        content_type="application/json",
    )
    return response


def test_take_message_release_close(bo: User, conversation: Conversation) -> None:
    client, id = signed_in(bo), conversation.pk
    taken = call(client, id, "take", seen_epoch=0, id=str(uuid.uuid4())).json()
    assert (taken["mode"], taken["epoch"], taken["seq"]) == ("human", 1, 2)
    sent = call(client, id, "message", seen_epoch=1, id=str(uuid.uuid4()), text="Bo here.")
    assert sent.json()["seq"] == 3
    released = call(client, id, "release", seen_epoch=1).json()
    assert released["mode"] == "bot"
    closed = call(client, id, "close", seen_epoch=released["epoch"], outcome="won").json()
    assert closed["mode"] == "closed"


def test_a_form_does_as_well_as_json(bo: User, conversation: Conversation) -> None:
    response = signed_in(bo).post(
        f"/admin/desk/{conversation.pk}/take", {"seen_epoch": "0", "id": str(uuid.uuid4())}
    )
    assert response.status_code == 200
    assert reload(conversation.pk).owner == bo


def test_the_second_gets_409_with_the_name(
    bo: User, mara: User, conversation: Conversation
) -> None:
    call(signed_in(bo), conversation.pk, "take", seen_epoch=0)
    response = call(signed_in(mara), conversation.pk, "take", seen_epoch=0)
    assert response.status_code == 409
    assert response.json()["owner"] == "Bo"


@pytest.mark.parametrize("verb", ["release", "message"])
def test_what_only_the_owner_may_do_is_409_for_others(
    bo: User, mara: User, conversation: Conversation, verb: str
) -> None:
    call(signed_in(bo), conversation.pk, "take", seen_epoch=0)
    response = call(
        signed_in(mara), conversation.pk, verb, seen_epoch=1, id=str(uuid.uuid4()), text="hi"
    )
    assert (response.status_code, response.json()["owner"]) == (409, "Bo")


def test_a_message_is_stored_once_per_id(bo: User, conversation: Conversation) -> None:
    client, id = signed_in(bo), str(uuid.uuid4())
    call(client, conversation.pk, "take", seen_epoch=0)
    answers = [
        call(client, conversation.pk, "message", seen_epoch=1, id=id, text="once") for _ in range(4)
    ]
    assert {a.json()["seq"] for a in answers} == {3}
    assert len(lines_of(conversation.pk)) == 3


@pytest.mark.parametrize("verb", ["take", "release", "close", "message"])
def test_an_outsider_learns_nothing(cy: User, conversation: Conversation, verb: str) -> None:
    fields = {"seen_epoch": 0, "id": str(uuid.uuid4()), "text": "hi"}
    there = call(signed_in(cy), conversation.pk, verb, **fields)
    nowhere = call(signed_in(cy), uuid.uuid4(), verb, **fields)
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content == nowhere.content
    assert reload(conversation.pk).owner is None


@pytest.mark.parametrize("verb", ["take", "release", "close", "message"])
def test_without_the_permission_it_is_403(
    site: Site, conversation: Conversation, verb: str
) -> None:
    cy = make_agent(site, "cy")
    cy.groups.clear()
    fields = {"seen_epoch": 0, "id": str(uuid.uuid4()), "text": "hi"}
    assert call(signed_in(cy), conversation.pk, verb, **fields).status_code == 403
    assert call(Client(), conversation.pk, verb, **fields).status_code == 403


def test_without_a_csrf_token_it_is_403(bo: User, conversation: Conversation) -> None:
    client = signed_in(bo, enforce_csrf_checks=True)
    assert call(client, conversation.pk, "take", seen_epoch=0).status_code == 403
    assert reload(conversation.pk).owner is None


def test_another_method_is_405(bo: User, conversation: Conversation) -> None:
    assert signed_in(bo).get(f"/admin/desk/{conversation.pk}/take").status_code == 405


@pytest.mark.parametrize(
    ("verb", "fields"),
    [
        ("take", {}),
        ("take", {"seen_epoch": "x"}),
        ("take", {"seen_epoch": -1}),
        ("message", {"seen_epoch": 1, "text": "no id"}),
        ("message", {"seen_epoch": 1, "id": "1", "text": "hi"}),
        ("message", {"seen_epoch": 1, "id": str(uuid.uuid4()), "text": " "}),
        ("message", {"seen_epoch": 1, "id": str(uuid.uuid4()), "text": "a\x00b"}),
        ("message", {"seen_epoch": 1, "id": str(uuid.uuid4()), "text": "x" * 4001}),
        ("close", {"seen_epoch": 1, "outcome": "eaten"}),
    ],
)
def test_bad_fields_are_400_in_words(
    bo: User, conversation: Conversation, verb: str, fields: dict[str, Any]
) -> None:
    client = signed_in(bo)
    call(client, conversation.pk, "take", seen_epoch=0)
    response = call(client, conversation.pk, verb, **fields)
    assert response.status_code == 400
    assert response.json()["error"]
    assert len(lines_of(conversation.pk)) == 2


@pytest.mark.parametrize("body", [b"", b"[]", b"nonsense", b"\xff", b"[" * 100_000])
def test_a_body_that_is_no_object_is_400(bo: User, conversation: Conversation, body: bytes) -> None:
    response = signed_in(bo).post(
        f"/admin/desk/{conversation.pk}/take", data=body, content_type="application/json"
    )
    assert response.status_code == 400


def test_each_call_is_in_the_trail_without_the_words(bo: User, conversation: Conversation) -> None:
    client = signed_in(bo)
    call(client, conversation.pk, "take", seen_epoch=0)
    call(client, conversation.pk, "message", seen_epoch=1, id=str(uuid.uuid4()), text="s3cret")
    call(client, conversation.pk, "close", seen_epoch=1, outcome="won")
    entries = AuditEntry.objects.filter(object=str(conversation.pk)).order_by("number")
    assert [e.action for e in entries] == [
        "conversation.take",
        "conversation.message",
        "conversation.close",
    ]
    assert all("s3cret" not in str(e.detail) for e in entries)


# --- the page -------------------------------------------------------------------------------------
def test_the_page_is_for_those_who_may_use_the_desk(bo: User, site: Site) -> None:
    cy = make_agent(site, "cy")
    cy.groups.clear()
    assert signed_in(bo).get("/admin/desk/").status_code == 200
    assert signed_in(cy).get("/admin/desk/").status_code == 403
    assert Client().get("/admin/desk/").status_code == 302


def test_the_page_carries_no_word_of_a_visitor(bo: User, site: Site) -> None:
    conversation = waiting(site, "<script>alert(1)</script> {{ 7 * 7 }}")
    for address in ("/admin/desk/", f"/admin/desk/{conversation.pk}/"):
        body = signed_in(bo).get(address).content.decode()
        assert "alert(1)" not in body
        assert "7 * 7" not in body


def test_the_admins_policy_is_wider_and_that_of_other_pages_is_not(bo: User) -> None:
    client = signed_in(bo)
    admin = client.get("/admin/desk/").headers["Content-Security-Policy"]
    other = client.get("/livez").headers["Content-Security-Policy"]
    assert "'unsafe-eval'" in admin
    assert "unsafe" not in other
    for policy in (admin, other):
        assert "frame-ancestors 'none'" in policy
        assert "script-src 'self'" in policy
