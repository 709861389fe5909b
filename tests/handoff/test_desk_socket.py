from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session

from chatqual.conversations import broadcast
from chatqual.conversations.models import Visitor
from chatqual.sites.models import Membership
from tests.factories import make_agent, make_site, reload, say
from tests.handoff.cast import WAIT, Desk, opened, row

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]


# --- who may come in ------------------------------------------------------------------------------
async def test_bo_is_welcomed_with_the_queue(at_desk: Any) -> None:
    _, bo, conversation = at_desk
    desk = await row(Desk, bo)
    queue = await desk.arrive()
    assert [item["id"] for item in queue["items"]] == [str(conversation.pk)]
    assert [c["name"] for c in queue["colleagues"]] == ["Bo"]
    await desk.leave()


@pytest.mark.parametrize("origin", [None, b"null", b"https://evil.example", b"http://127.0.0.1:1"])
async def test_another_origin_is_refused_at_the_door(at_desk: Any, origin: bytes | None) -> None:
    _, bo, _ = at_desk
    desk = await row(Desk, bo, origin=origin)
    assert not await desk.connect()


async def test_without_a_session_nobody_comes_in(at_desk: Any) -> None:
    _, bo, _ = at_desk
    desk = await row(Desk, bo, session="")
    assert not await desk.connect()


async def test_an_account_without_the_permission_is_refused(at_desk: Any) -> None:
    site, _, _ = at_desk
    cy = await row(make_agent, site, "cy")
    await row(cy.groups.clear)
    desk = await row(Desk, cy)
    assert not await desk.connect()


async def test_a_foreign_csrf_token_ends_the_socket(at_desk: Any) -> None:
    _, bo, _ = at_desk
    desk = await row(Desk, bo)
    other = await row(Desk, bo)
    assert await desk.connect()
    await desk.say("hello", v=1, csrf=other.token)
    assert (await desk.hear("error"))["code"] == "forbidden"
    assert await desk.closed() == 4008


async def test_nothing_is_told_before_hello(at_desk: Any) -> None:
    _, bo, conversation = at_desk
    desk = await row(Desk, bo)
    assert await desk.connect()
    await desk.say("open", conversation=conversation.pk, after=0)
    assert (await desk.hear("error"))["code"] == "bad_frame"
    await desk.leave()


async def test_a_socket_without_hello_is_ended(at_desk: Any, settings: Any) -> None:
    settings.CHATQUAL_HELLO_TIMEOUT = 0.1
    _, bo, _ = at_desk
    desk = await row(Desk, bo)
    assert await desk.connect()
    assert await desk.closed() == 4008


async def test_cy_sees_nothing_of_another_site(at_desk: Any) -> None:
    _, _, conversation = at_desk
    other = await row(make_site, "other")
    cy = await row(make_agent, other, "cy")
    desk = await row(Desk, cy)
    queue = await desk.arrive()
    assert queue["items"] == []
    for type, more in [("open", {"after": 0}), ("journal", {}), ("trace", {"seq": 1})]:
        await desk.say(type, conversation=conversation.pk, **more)
        assert (await desk.hear("error"))["code"] == "not_found"
    await desk.leave()


async def test_cy_can_change_nothing_of_another_site(at_desk: Any) -> None:
    _, _, conversation = at_desk
    other = await row(make_site, "other")
    desk = await row(Desk, await row(make_agent, other, "cy"))
    await desk.arrive()
    fields = {"id": uuid.uuid4(), "conversation": conversation.pk, "seen_epoch": 0}
    for type, more in [
        ("take", {}),
        ("release", {}),
        ("close", {"outcome": "spam"}),
        ("message", {"text": "hi"}),
    ]:
        await desk.say(type, **fields, **more)
        assert (await desk.hear("error"))["code"] == "not_found"
    assert (await row(reload, conversation.pk)).mode == "waiting"
    await desk.leave()


# --- permission is asked again --------------------------------------------------------------------
async def test_a_permission_lost_in_the_middle_ends_the_socket(at_desk: Any) -> None:
    _, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    await row(bo.groups.remove, await row(Group.objects.get, name="Agent"))
    await desk.say("take", id=uuid.uuid4(), conversation=conversation.pk, seen_epoch=0)
    assert (await desk.hear("error"))["code"] == "forbidden"
    assert await desk.closed() == 4001
    assert (await row(reload, conversation.pk)).mode == "waiting"


async def test_a_logout_elsewhere_ends_the_socket_without_a_frame(at_desk: Any) -> None:
    from django.test import Client

    _, bo, _ = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()

    def sign_out() -> None:
        client = Client()
        client.cookies["sessionid"] = desk.session
        client.post("/admin/logout/")

    await row(sign_out)
    assert await desk.closed() == 4001


async def test_an_idle_socket_is_ended_with_its_session(at_desk: Any) -> None:
    _, bo, _ = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    await row(Session.objects.filter(pk=desk.session).delete)
    assert await desk.closed() == 4001


async def test_no_line_reaches_a_socket_whose_permission_is_gone(at_desk: Any) -> None:
    site, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    await opened(desk, conversation)
    await row(bo.groups.clear)
    await row(say, site, "my address is secret street 1", conversation.visitor_id)
    while (frame := await desk.socket.receive_output(timeout=WAIT))["type"] != "websocket.close":
        assert "secret street" not in frame.get("text", "")


async def test_a_membership_taken_away_takes_the_conversations_away(at_desk: Any) -> None:
    site, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    await row(Membership.objects.filter(site=site, user=bo).delete)
    await desk.say("open", conversation=conversation.pk, after=0)
    # The look at what was lost and the answer to the frame come in either order.
    heard = [await desk.hear("error", "queue") for _ in range(2)]
    found = {frame["type"]: frame for frame in heard}
    assert found["error"]["code"] == "not_found"
    assert found["queue"]["items"] == []
    await desk.leave()


# --- live -----------------------------------------------------------------------------------------
async def test_a_new_conversation_appears_by_itself(at_desk: Any) -> None:
    site, bo, _ = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    made = await row(say, site, "is anybody there")
    update = await desk.hear("queue_update")
    assert [i["id"] for i in update["items"]] == [str(made.conversation)]
    await desk.leave()


async def test_the_opened_conversation_comes_with_lines_and_panel(at_desk: Any) -> None:
    _, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    found = await opened(desk, conversation)
    assert [line["text"] for line in found["lines"]] == ["can I talk to somebody"]
    assert found["panel"]["visits"][0]["referrer"] == "https://search.example/"
    assert {s["slot"] for s in found["panel"]["slots"]} >= {"need", "budget", "email"}
    await desk.leave()


async def test_the_visitors_next_line_comes_by_itself(at_desk: Any) -> None:
    site, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    await opened(desk, conversation)
    await row(say, site, "hello?", conversation.visitor_id)
    lines = await desk.hear("lines")
    assert [(line["seq"], line["text"]) for line in lines["lines"]] == [(2, "hello?")]
    await desk.leave()


async def test_a_lost_hint_is_healed_by_the_heartbeat(
    at_desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    await opened(desk, conversation)
    monkeypatch.setattr(broadcast, "poke", lambda conversation: None)
    await row(say, site, "did you get this?", conversation.visitor_id)
    lines = await desk.hear("lines")
    assert lines["lines"][0]["text"] == "did you get this?"
    await desk.leave()


async def test_only_that_somebody_types_is_told_never_what(at_desk: Any) -> None:
    _, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    await opened(desk, conversation)
    await broadcast.send_typing(conversation.pk, "visitor")
    assert await desk.hear("typing") == {
        "type": "typing",
        "conversation": str(conversation.pk),
        "author": "visitor",
        "name": "",
        "ttl": 6,
    }
    await desk.leave()


async def test_how_far_the_visitor_has_read_is_told(at_desk: Any) -> None:
    _, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    await opened(desk, conversation)
    await broadcast.send_read(conversation.pk, "visitor", 1)
    assert (await desk.hear("read"))["seq"] == 1
    await desk.leave()


async def test_who_has_left_a_conversation_hears_no_more_of_its_lines(at_desk: Any) -> None:
    site, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    await opened(desk, conversation)
    await desk.say("leave", conversation=conversation.pk)
    await desk.say("ping")
    await desk.hear("pong")
    await row(say, site, "hello?", conversation.visitor_id)
    frame = await desk.hear("queue_update", "lines")
    assert frame["type"] == "queue_update"
    await desk.leave()


async def test_a_removed_conversation_goes_from_the_list(at_desk: Any) -> None:
    _, bo, conversation = at_desk
    desk = await row(Desk, bo)
    await desk.arrive()
    await row(Visitor.objects.filter(pk=conversation.visitor_id).delete)
    await row(broadcast.poke, conversation)
    assert (await desk.hear("queue_update"))["gone"] == [str(conversation.pk)]
    await desk.leave()
