"""What helps to write, over real sockets: who hears of a note, and that nothing slow holds up."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, User

from chatqual import pipeline
from chatqual.conversations.models import Conversation, Message, Turn
from chatqual.handoff import suggest
from chatqual.sites.models import Membership
from tests.factories import make_agent, make_site, reload
from tests.handoff.cast import WAIT, Desk, opened, row, taken
from tests.widget.client import Tab

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]
SECRET = "Their CFO is the brother of ours"


async def at(user: User) -> Desk:
    desk: Desk = await row(Desk, user)
    await desk.arrive()
    return desk


async def note(desk: Desk, conversation: Conversation, text: str) -> dict[str, Any]:
    id_ = uuid.uuid4()
    await desk.say("note", id=id_, conversation=conversation.pk, text=text)
    return await desk.hear("ack", "error", id=str(id_))


# --- notes ----------------------------------------------------------------------------------------
async def test_a_colleague_sees_the_note_at_once(at_desk: Any) -> None:
    site, bo, conversation = at_desk
    here, there = await at(bo), await at(await row(make_agent, site, "mara"))
    await opened(there, conversation)
    assert (await note(here, conversation, SECRET))["type"] == "ack"
    news = await there.hear("notes")
    assert [(n["text"], n["name"], n["after"]) for n in news["notes"]] == [(SECRET, "Bo", 1)]
    await here.leave()
    await there.leave()


async def test_who_is_named_hears_of_it_wherever_they_are(at_desk: Any) -> None:
    site, bo, conversation = at_desk
    here, there = await at(bo), await at(await row(make_agent, site, "mara"))
    assert (await there.hear("mentions"))["items"] == []
    await note(here, conversation, "@Mara, " + SECRET)
    heard = (await there.hear("mentions"))["items"]
    assert [(item["by"], item["conversation"]) for item in heard] == [("Bo", str(conversation.pk))]
    await there.say("mentions_read", id=uuid.uuid4(), conversation=conversation.pk)
    assert (await there.hear("mentions"))["items"] == []
    await here.leave()
    await there.leave()


async def test_no_frame_row_or_turn_of_the_visitor_holds_a_note(at_desk: Any) -> None:
    _, bo, _ = at_desk
    visitor = Tab()
    await visitor.open()
    id_ = await visitor.say("is anybody there")
    session = (await visitor.until(lambda f: f["type"] == "ack" and f["id"] == id_))["session"]
    conversation = await row(Conversation.objects.latest, "created")
    desk = await at(bo)
    await note(desk, conversation, SECRET)
    before = await row(reload, conversation.pk)
    await visitor.say("how do I reach you")
    await row(_answer, conversation)
    heard = await visitor.until(lambda f: f.get("author") == "bot" and f["type"] == "message")
    assert heard["seq"] == before.last_seq + 2
    await taken(desk, conversation)
    await note(desk, conversation, "@Bo " + SECRET)
    edit = {"id": uuid.uuid4(), "conversation": conversation.pk, "number": 1, "text": SECRET + "."}
    await desk.say("note_edit", **edit)
    await desk.hear("ack", id=str(edit["id"]))
    await visitor.until(lambda f: f["type"] == "mode" and f["mode"] == "human")
    again = Tab()
    await again.open(session)
    await again.until(lambda f: f.get("author") == "system" and f["type"] == "message")
    for one in (visitor, again):
        assert SECRET not in json.dumps(one.frames)
        await one.leave()
    assert await row(_theirs, conversation) == []
    await desk.leave()


def _answer(conversation: Conversation) -> None:
    turn = Turn.objects.get(conversation=conversation, status=Turn.Status.OPEN)
    pipeline.do_turn(turn.pk, turn.lease_owner)
    turn.refresh_from_db()
    assert turn.status == Turn.Status.DONE


def _theirs(conversation: Conversation) -> list[str]:
    """What a visitor, a transcript or a turn could be made of, where it holds the note."""
    rows: list[Any] = [
        *Message.objects.filter(conversation=conversation).values(),
        *Turn.objects.filter(conversation=conversation).values(),
        *Conversation.objects.filter(pk=conversation.pk).values(),
        *conversation.journal.values(),
    ]
    return [str(one) for one in rows if SECRET in str(one)]


async def test_a_note_of_another_site_is_neither_written_nor_told(at_desk: Any) -> None:
    _, bo, conversation = at_desk
    cy = await row(make_agent, await row(make_site, "other"), "cy")
    here, outside = await at(bo), await at(cy)
    await note(here, conversation, SECRET)
    assert (await note(outside, conversation, "hello"))["code"] == "not_found"
    for type_, more in [
        ("notes", {"revision": 0}),
        ("canned", {"text": ""}),
        ("canned_text", {"canned": 1}),
        ("search_docs", {"text": "trial"}),
        ("suggest", {}),
    ]:
        await outside.say(type_, conversation=conversation.pk, **more)
        assert (await outside.hear("error", type_))["code"] == "not_found"
    await here.leave()
    await outside.leave()


@pytest.mark.parametrize(
    ("type_", "more"),
    [
        ("notes", {"revision": 0}),
        ("note", {"id": str(uuid.uuid4()), "text": "a"}),
        ("note_edit", {"id": str(uuid.uuid4()), "number": 1, "text": "a"}),
        ("note_delete", {"id": str(uuid.uuid4()), "number": 1}),
        ("mentions_read", {"id": str(uuid.uuid4())}),
        ("canned", {"text": ""}),
        ("canned_text", {"canned": 1}),
        (
            "canned_save",
            {"id": str(uuid.uuid4()), "shortcut": "a", "title": "a", "text": "a", "language": ""},
        ),
        ("search_docs", {"text": "trial"}),
        ("suggest", {}),
    ],
)
async def test_each_frame_asks_for_the_permission_again(
    at_desk: Any, type_: str, more: dict[str, Any]
) -> None:
    _, bo, conversation = at_desk
    desk = await at(bo)
    await row(bo.groups.remove, await row(Group.objects.get, name="Agent"))
    await desk.say(type_, conversation=conversation.pk, **more)
    assert (await desk.hear("error"))["code"] == "forbidden"
    assert await desk.closed() == 4001


async def test_who_has_lost_the_site_gets_no_news_of_its_notes(at_desk: Any) -> None:
    site, bo, conversation = at_desk
    mara = await row(make_agent, site, "mara")
    here, there = await at(bo), await at(mara)
    await opened(there, conversation)
    await row(Membership.objects.filter(user=mara).delete)
    await note(here, conversation, SECRET)
    await there.say("notes", conversation=conversation.pk, revision=0)
    heard = []
    while not heard or heard[-1]["type"] != "error":
        heard.append(await there.socket.receive_json_from(timeout=WAIT))
    assert heard[-1]["code"] == "not_found"
    assert SECRET not in json.dumps(heard)
    await here.leave()
    await there.leave()


# --- slow look-ups --------------------------------------------------------------------------------
class Slow:
    """A search that ends when the test says so."""

    def __init__(self) -> None:
        self.begun = threading.Semaphore(0)
        self.go_on = threading.Semaphore(0)
        self.asked: list[str] = []

    def look_up(self, site: Any, text: str) -> tuple[()]:
        self.asked.append(text)
        self.begun.release()
        assert self.go_on.acquire(timeout=60)
        return ()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    made = Slow()
    monkeypatch.setattr(suggest, "look_up", made.look_up)
    yield made
    for _ in range(10):
        made.go_on.release()


async def test_a_slow_search_holds_up_no_line(at_desk: Any, slow: Slow) -> None:
    _, bo, conversation = at_desk
    desk = await at(bo)
    await desk.say("search_docs", conversation=conversation.pk, text="trial")
    assert await row(slow.begun.acquire, timeout=60)
    assert (await note(desk, conversation, "meanwhile"))["type"] == "ack"
    slow.go_on.release()
    assert (await desk.hear("docs_found"))["text"] == "trial"
    await desk.leave()


async def test_of_searches_that_wait_only_the_newest_is_done(at_desk: Any, slow: Slow) -> None:
    _, bo, conversation = at_desk
    desk = await at(bo)
    await desk.say("search_docs", conversation=conversation.pk, text="t")
    assert await row(slow.begun.acquire, timeout=60)
    for text in ("tr", "tri", "trial"):
        await desk.say("search_docs", conversation=conversation.pk, text=text)
    # What was sent before a ping has been read when its answer comes.
    await desk.say("ping")
    await desk.hear("pong")
    slow.go_on.release()
    slow.go_on.release()
    assert (await desk.hear("docs_found"))["text"] == "t"
    assert (await desk.hear("docs_found"))["text"] == "trial"
    assert slow.asked == ["t", "trial"]
    await desk.leave()


async def test_a_search_that_fails_says_so_and_the_next_one_works(
    at_desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, bo, conversation = at_desk

    def broken(site: Any, text: str) -> tuple[()]:
        raise RuntimeError("no index")

    desk = await at(bo)
    monkeypatch.setattr(suggest, "look_up", broken)
    await desk.say("search_docs", conversation=conversation.pk, text="trial")
    assert (await desk.hear("error"))["code"] == "unavailable"
    monkeypatch.setattr(suggest, "look_up", lambda site, text: ())
    await desk.say("search_docs", conversation=conversation.pk, text="trial")
    assert (await desk.hear("docs_found"))["passages"] == []
    await desk.leave()


async def test_a_line_that_cites_what_is_not_there_is_refused_and_not_stored(at_desk: Any) -> None:
    _, bo, conversation = at_desk
    desk = await at(bo)
    ack = await taken(desk, conversation)
    id_ = uuid.uuid4()
    line = {"id": id_, "conversation": conversation.pk, "seen_epoch": ack["epoch"]}
    cites = [{"n": 1, "chunk": 10**6, "start": 0, "end": 1}]
    await desk.say("message", **line, text="Look [1]", cites=cites)
    refused = await desk.hear("error", id=str(id_))
    assert "not published" in refused["message"]
    assert (await row(reload, conversation.pk)).last_seq == ack["seq"]
    await desk.leave()
