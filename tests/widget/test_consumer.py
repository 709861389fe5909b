"""The visitor socket with everything behind it, in this process."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
import uuid
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from chatqual import pipeline  # noqa: F401 - registers who does which rows
from chatqual.conversations.models import Conversation, Message, Visitor
from chatqual.conversations.tokens import make_token
from chatqual.sites.models import Site
from tests.factories import ORIGIN, make_site
from tests.widget.client import Tab

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(transactional_db: None) -> Site:
    return make_site()


async def count(model: type, **where: object) -> int:
    return await sync_to_async(model.objects.filter(**where).count)()


# --- the handshake --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "origin", [None, "null", "https://evil.example", "https://www.shop.example.evil.example"]
)
async def test_a_foreign_origin_is_refused(site: Site, origin: str | None) -> None:
    tab = Tab(origin=origin)
    assert not await tab.connect()


async def test_the_sites_and_the_servers_own_origin_are_taken(site: Site) -> None:
    for origin in (ORIGIN, "http://testserver"):
        tab = Tab(origin=origin)
        assert await tab.connect()
        await tab.leave()


async def test_a_host_that_is_not_ours_is_no_own_origin(site: Site) -> None:
    assert not await Tab(origin="http://evil.example", host="evil.example").connect()


async def test_an_unknown_site_key_is_told_in_words(site: Site) -> None:
    tab = Tab(site="nobody", origin="http://testserver")
    assert await tab.connect()
    error = await tab.error()
    closed = await tab.next()
    assert (error["code"], closed["code"]) == ("forbidden", 4008)
    assert "data-site" in error["message"]


async def test_a_silent_socket_is_closed(site: Site, settings: Any) -> None:
    settings.CHATQUAL_HELLO_TIMEOUT = 0.1
    tab = Tab()
    assert await tab.connect()
    assert (await tab.until(lambda f: f["type"] == "closed"))["code"] == 4008


# --- hello ----------------------------------------------------------------------------------------
async def test_nothing_is_stored_before_the_first_message(site: Site) -> None:
    tab = Tab()
    welcome = await tab.open()
    await tab.send({"type": "typing"})
    await tab.send({"type": "read", "seq": 0})
    await tab.send({"type": "page", "url": f"{ORIGIN}/b", "title": "B"})
    await tab.send({"type": "consent", "id": str(uuid.uuid4()), "version": "1", "given": True})
    await tab.until(lambda f: f["type"] == "ack")
    assert (welcome["session"], welcome["conversation"], welcome["seq"]) == (None, None, 0)
    assert await count(Visitor) == 0
    await tab.leave()


async def test_a_message_before_hello_is_a_bad_frame(site: Site) -> None:
    tab = Tab()
    assert await tab.connect()
    id = await tab.say("hi")
    error = await tab.error()
    assert (error["code"], error["id"]) == ("bad_frame", id)
    await tab.leave()


@pytest.mark.parametrize("token", ["nonsense", "other", "unknown"])
async def test_a_token_that_is_no_good_is_told_and_begins_anew(site: Site, token: str) -> None:
    tokens = {
        "nonsense": "nonsense",
        "other": make_token("other", uuid.uuid4()),
        "unknown": make_token("shop", uuid.uuid4()),
    }
    tab = Tab()
    welcome = await tab.open(tokens[token], after=7)
    assert [f["code"] for f in tab.frames if f["type"] == "error"] == ["expired"]
    assert (welcome["conversation"], welcome["seq"]) == (None, 0)
    await tab.leave()


# --- messages -------------------------------------------------------------------------------------
async def test_the_acknowledgement_comes_before_the_message(site: Site) -> None:
    tab = Tab()
    await tab.open()
    id = await tab.say("What does it cost?")
    await tab.until(lambda f: f["type"] == "message")
    kinds = [(f["type"], f["id"]) for f in tab.frames if f.get("id") == id]
    assert kinds == [("ack", id), ("message", id)]
    await tab.leave()


async def test_each_line_gets_one_answer_that_replies_to_it(site: Site) -> None:
    tab = Tab()
    await tab.open()
    first = await tab.ask("What does it cost?")
    second = await tab.ask("Where is my data stored?")
    assert (first["reply_to"], second["reply_to"]) == (1, 3)
    assert [seq for seq, _ in tab.lines()] == [1, 2, 3, 4]
    await tab.leave()


async def test_a_burst_gets_one_answer(site: Site, settings: Any) -> None:
    settings.CHATQUAL_SETTLE_MS = 60_000
    tab = Tab()
    await tab.open()
    for text in ("hi", "hello", "we are about 80 people in 3 offices"):
        await tab.say(text)
    answer = await tab.until(lambda f: f["type"] == "message" and f["author"] == "bot")
    assert answer["reply_to"] == 3
    assert await count(Message, author="bot") == 1
    await tab.leave()


async def test_an_answer_that_takes_a_moment_is_announced(site: Site, settings: Any) -> None:
    settings.CHATQUAL_SETTLE_MS = settings.CHATQUAL_SETTLE_MAX_MS = 600_000
    ana = Tab()
    await ana.open()
    await ana.say("hello")
    typing = await ana.until(lambda f: f["type"] == "typing")
    await ana.say("What does it cost?")
    assert typing == {"type": "typing", "author": "bot", "ttl": 6}
    await ana.until(lambda f: f.get("author") == "bot" and f["type"] == "message")
    await ana.leave()


async def test_the_same_id_sent_again_is_acknowledged_again(site: Site) -> None:
    tab = Tab()
    await tab.open()
    id = await tab.say("What does it cost?")
    acks = [await tab.until(lambda f: f["type"] == "ack")]
    for _ in range(9):
        await tab.say("What does it cost?", id)
        acks.append(await tab.until(lambda f: f["type"] == "ack"))
    assert {(a["id"], a["seq"]) for a in acks} == {(id, 1)}
    assert await count(Message, author="visitor") == 1
    await tab.leave()


async def test_a_reload_shows_what_was_missed_in_order(site: Site) -> None:
    tab = Tab()
    await tab.open()
    await tab.ask("What does it cost?")
    await tab.leave()
    again = Tab()
    welcome = await again.open(tab.session, after=1)
    await again.until(lambda f: f["type"] == "message")
    assert welcome["seq"] == 2
    assert [seq for seq, _ in again.lines()] == [2]
    await again.leave()


async def test_a_log_longer_than_the_outbound_budget_comes_whole(site: Site, settings: Any) -> None:
    settings.CHATQUAL_OUTBOUND_BYTES = 20_000
    tab = Tab()
    await tab.open()
    await tab.ask("What does it cost?")
    await tab.leave()

    def write_on() -> None:
        conversation = Conversation.objects.get()
        now = conversation.created
        Message.objects.bulk_create(
            Message(conversation=conversation, seq=seq, author="agent", text="x" * 500, created=now)
            for seq in range(3, 303)
        )
        Conversation.objects.update(last_seq=302)

    await sync_to_async(write_on)()
    again = Tab()
    await again.open(tab.session)
    await again.until(lambda f: f["type"] == "message" and f["seq"] == 302)
    assert [seq for seq, _ in again.lines()] == list(range(1, 303))
    await again.leave()


async def test_two_tabs_show_the_same_lines(site: Site) -> None:
    one = Tab()
    await one.open()
    await one.ask("What does it cost?")
    two = Tab()
    await two.open(one.session)
    await two.until(lambda f: f["type"] == "message" and f["seq"] == 2)
    await two.say("And for 60 people?")
    for tab in (one, two):
        await tab.until(lambda f: f["type"] == "message" and f["reply_to"] == 3)
    assert one.lines() == two.lines()
    await one.leave()
    await two.leave()


async def test_a_poke_that_was_lost_is_healed_by_the_heartbeat(site: Site) -> None:
    tab = Tab()
    await tab.open()
    await tab.ask("What does it cost?")

    def plant() -> None:
        conversation = Conversation.objects.get()
        conversation.last_seq += 1
        conversation.save()
        now = conversation.created
        Message.objects.create(
            conversation=conversation, seq=3, author="agent", text="Bo here.", created=now
        )

    await sync_to_async(plant)()
    assert (await tab.until(lambda f: f.get("text") == "Bo here."))["seq"] == 3
    await tab.leave()


async def test_a_person_asked_for_at_once_makes_the_conversation(site: Site) -> None:
    tab = Tab()
    await tab.open()
    id = str(uuid.uuid4())
    await tab.send({"type": "handoff", "id": id})
    await tab.until(lambda f: f["type"] == "ack" and f["id"] == id)
    wanted = [("mode", None), ("message", "system"), ("message", "bot")]
    await tab.until(lambda f: set(wanted) <= {(g["type"], g.get("author")) for g in tab.frames})
    mode = next(f for f in tab.frames if f["type"] == "mode")
    assert (mode["mode"], mode["queue"]["position"]) == ("waiting", 1)
    await tab.leave()


async def test_a_mode_that_no_poke_told_is_healed_by_the_heartbeat(site: Site) -> None:
    tab = Tab()
    await tab.open()
    await tab.ask("What does it cost?")
    await sync_to_async(Conversation.objects.update)(mode="waiting")
    assert (await tab.until(lambda f: f["type"] == "mode"))["mode"] == "waiting"
    await tab.leave()


async def test_a_log_deleted_under_an_open_socket_begins_anew(site: Site) -> None:
    tab = Tab()
    await tab.open()
    await tab.ask("What does it cost?")
    await sync_to_async(Visitor.objects.all().delete)()
    id = await tab.say("And for 60 people?")
    error = await tab.error()
    welcome = await tab.until(lambda f: f["type"] == "welcome")
    assert (error["code"], error["id"]) == ("expired", id)
    assert (welcome["conversation"], welcome["seq"]) == (None, 0)
    await tab.say("And for 60 people?", id)
    assert (await tab.until(lambda f: f["type"] == "ack"))["seq"] == 1
    await tab.leave()


# --- bad input ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "frame", ["{", "[]", "null", '{"type":"message","id":1}', '{"type":"x"}', '{"a":NaN}', "[" * 9]
)
async def test_a_bad_frame_costs_an_error_and_not_the_connection(site: Site, frame: str) -> None:
    tab = Tab()
    await tab.open()
    await tab.send(frame)
    assert (await tab.error())["code"] == "bad_frame"
    await tab.send({"type": "ping"})
    await tab.until(lambda f: f["type"] == "pong")
    await tab.leave()


async def test_a_binary_frame_is_a_bad_frame(site: Site) -> None:
    tab = Tab()
    await tab.open()
    await tab.socket.send_to(bytes_data=b"\x00\xff")
    assert (await tab.error())["code"] == "bad_frame"
    await tab.leave()


async def test_ten_bad_frames_end_the_connection(site: Site) -> None:
    tab = Tab()
    await tab.open()
    for _ in range(10):
        await tab.send("{")
    assert (await tab.until(lambda f: f["type"] == "closed"))["code"] == 4008


async def test_a_text_that_is_too_long_is_told_and_not_stored(site: Site) -> None:
    tab = Tab()
    await tab.open()
    id = await tab.say("x" * 4001)
    error = await tab.error()
    assert (error["code"], error["id"]) == ("too_long", id)
    assert await count(Message) == 0
    await tab.leave()


async def test_a_flood_is_slowed_and_the_socket_kept(site: Site, settings: Any) -> None:
    settings.CHATQUAL_PER_SECOND = 0.001
    tab = Tab()
    await tab.open()
    for _ in range(30):
        await tab.say("again and again")
    error = await tab.until(lambda f: f["type"] == "error")
    assert error["code"] == "rate_limited"
    assert error["retry_after"] >= 1
    await tab.send({"type": "ping"})
    await tab.until(lambda f: f["type"] == "pong")
    await tab.leave()


async def test_feedback_needs_a_conversation(site: Site) -> None:
    tab = Tab()
    await tab.open()
    await tab.send({"type": "feedback", "id": str(uuid.uuid4()), "seq": 1, "value": "up"})
    assert (await tab.error())["code"] == "bad_frame"
    await tab.leave()


# --- identity -------------------------------------------------------------------------------------
def signed(site: Site, **fields: object) -> dict[str, object]:
    body = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    mac = hmac.new(site.secret.encode(), body.encode(), hashlib.sha256).hexdigest()
    return {**fields, "hmac": mac}


async def test_a_signed_identity_is_kept_with_the_first_message(site: Site) -> None:
    tab = Tab()
    who = signed(site, id="u7", exp=time.time() + 60, name="Ana", email="ana@shop.example")
    await tab.open(identity=who)
    await tab.ask("What does it cost?")
    visitor = await sync_to_async(Visitor.objects.get)()
    assert (visitor.external_id, visitor.name) == ("u7", "Ana")
    await tab.leave()


async def test_a_forged_identity_is_refused_and_the_chat_goes_on(site: Site) -> None:
    tab = Tab()
    who = {"id": "u7", "exp": time.time() + 60, "hmac": "00" * 32}
    await tab.open(identity=who)
    assert [f["code"] for f in tab.frames if f["type"] == "error"] == ["forbidden"]
    await tab.ask("What does it cost?")
    assert await count(Visitor, external_id="") == 1
    await tab.leave()


async def test_the_log_of_an_identified_visitor_is_shown_only_to_them(site: Site) -> None:
    tab = Tab()
    await tab.open(identity=signed(site, id="u7", exp=time.time() + 60))
    await tab.ask("What does it cost?")
    await tab.leave()
    outsider = Tab()
    welcome = await outsider.open(tab.session)
    assert welcome["conversation"] is None
    await outsider.leave()


async def test_visitors_of_two_sites_never_see_each_other(site: Site) -> None:
    await sync_to_async(make_site)("other")
    ana, cy = Tab(), Tab("other")
    await ana.open()
    await cy.open()
    await asyncio.gather(ana.ask("canary-of-ana"), cy.ask("canary-of-cy"))
    assert not any("canary-of-cy" in text for _, text in ana.lines())
    assert not any("canary-of-ana" in text for _, text in cy.lines())
    await ana.leave()
    await cy.leave()
