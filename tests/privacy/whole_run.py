"""One person through a real server: everywhere before, nowhere afterwards."""

from __future__ import annotations

import asyncio
import io
import json
import re
import uuid
import zipfile
from typing import Any

from tests.agents import Agent
from tests.privacy.whole import (
    ACCENT,
    ADDRESS,
    PLAIN,
    files_with_words,
    held,
    ids_of,
    plant,
    run,
    tables_with,
    tables_with_words,
)
from tests.servers import Stack, wait_until
from tests.visitors import Visitor, close_sockets

WORDS = f"{PLAIN} {ACCENT}"
QUESTION = f"Do you sell {WORDS} umbrellas?"


async def post(agent: Agent, address: str, **fields: Any) -> Any:
    data = {**fields, "csrfmiddlewaretoken": agent.http.cookies["csrftoken"]}
    return await agent.http.post(address, data=data)


async def chat(stack: Stack) -> tuple[Visitor, str]:
    """Ana says, presses and looks at all that she can; gives her and her conversation."""
    ana = Visitor(stack.url)
    ana.page = {
        "url": f"{stack.url}/demo/?ref={PLAIN}",
        "title": WORDS,
        "referrer": f"https://{PLAIN}.example/",
    }
    await ana.connect()
    await ana.ask(f"Hello, I am {WORDS}, my address is {ADDRESS}")
    conversation = await conversation_of(ana)
    await ana.ask("What does Team cost?")
    await ana.ask(QUESTION)
    await ana.send({"type": "page", "url": f"{stack.url}/demo/{PLAIN}", "title": ACCENT})
    for frame in (
        {"type": "rating", "score": 2, "comment": f"not for {WORDS}"},
        {"type": "feedback", "seq": 2, "value": "down"},
        {"type": "consent", "version": "1", "given": True},
    ):
        id = str(uuid.uuid4())
        await ana.send({**frame, "id": id})
        await ana.until(lambda f, id=id: f["type"] == "ack" and f["id"] == id)
    # What cannot be taken must not stand in a log either.
    await ana.send({"type": WORDS, "text": ADDRESS})
    await ana.until(lambda f: f["type"] == "error")
    return ana, conversation


async def conversation_of(ana: Visitor) -> str:
    await ana.leave()
    welcome = await ana.connect()
    return str(welcome["conversation"])


def audit_holds(stack: Stack) -> bool:
    code = "import django; django.setup(); from chatqual.audit.trail import verify_trail"
    return run(stack, f"{code}; print(verify_trail())") == "None"


def exported(data: bytes) -> str:
    archive = zipfile.ZipFile(io.BytesIO(data))
    told = json.loads(archive.read("person.json"))
    assert ADDRESS in told["about"]["addresses"]
    return json.dumps(told, ensure_ascii=False) + archive.read("person.html").decode()


async def erase(alma: Agent, visitor: str, password: str) -> dict[str, Any]:
    """Through the page, as a person does it; gives the last word on its progress."""
    page = f"/admin/privacy/erasure/person/{visitor}/"
    assert (await alma.http.get(page)).status_code == 200
    done = await post(alma, f"{page}delete/", word="DELETE", password=password)
    assert done.status_code == 302, done.text[-2000:]
    number = re.search(r"/(\d+)/receipt/", done.headers["location"])
    assert number is not None
    progress = f"/admin/privacy/erasure/{number[1]}/progress/"
    while True:
        told: dict[str, Any] = (await alma.http.get(progress)).json()
        if told["is_done"]:
            return told
        assert "failed" not in told["error"]
        await asyncio.sleep(0.1)


async def plant_delete_and_look(stack: Stack) -> None:
    """Fails where something of the person is missing from the export, or left after deleting."""
    alma = Agent(stack.desk_url, "admin", stack.passwords["admin"])
    await alma.sign_in()
    try:
        await _whole(stack, alma)
    finally:
        await alma.leave()
        await close_sockets()


async def _whole(stack: Stack, alma: Agent) -> None:
    ana, conversation = await chat(stack)
    plant(stack, conversation)
    await alma.post(conversation, "take", seen_epoch=0, id=str(uuid.uuid4()))
    behind = {"leads_lead", "knowledge_askedquestion", "handoff_searchentry"}
    wait_until(lambda: behind <= tables_with_words(stack), 60, "the chores")
    wait_until(lambda: any(stack.folder.glob("mail/*")), 60, "the mail")
    with_words = tables_with_words(stack)
    assert {
        "conversations_visitor",
        "conversations_message",
        "conversations_visit",
        "conversations_turn",
        "conversations_journalentry",
        "knowledge_gap",
        "knowledge_goldenquestion",
        "handoff_note",
        "handoff_task",
    } <= with_words, with_words
    # What finds nothing afterwards finds it now.
    assert any(name.startswith("mail/") for name in files_with_words(stack.folder))
    visitor, counts = held(stack, conversation)
    missing = {model for model, count in counts.items() if not count} - NOT_PLANTED
    assert not missing, f"the test plants nothing in {missing}"
    page = f"/admin/privacy/erasure/person/{visitor}/"
    download = await post(alma, f"{page}export/")
    told = exported(download.content)
    for planted in (
        QUESTION,
        f"not for {WORDS}",
        f"A note on {WORDS}",
        f"I know {WORDS}",
        f"Call {WORDS}",
        f"ref={PLAIN}",
    ):
        assert planted in told, planted

    # A turn is under way, and the chat is open.
    await ana.send({"type": "message", "id": str(uuid.uuid4()), "text": "hello"})
    done = await erase(alma, visitor, stack.passwords["admin"])
    assert done["rows"] > 20
    await ana.until(lambda f: f["type"] == "error" and f["code"] == "expired")
    fresh = await ana.until(lambda f: f["type"] == "welcome")
    assert fresh["conversation"] is None

    assert tables_with_words(stack) == set()
    ids = tables_with(stack, *ids_of(conversation, visitor))
    assert ids <= {"audit_auditentry", "django_admin_log"}, ids
    assert files_with_words(stack.folder) == {}
    assert audit_holds(stack)

    # The old token opens nothing, and a later line begins another log.
    await ana.leave()
    ana.page = {"url": f"{stack.url}/demo/", "title": "Demo", "referrer": ""}
    ana.log.clear()
    assert (await ana.connect())["session"] is None
    answer = await ana.ask("What does Team cost?")
    assert answer["seq"] == 2
    assert await conversation_of(ana) != conversation
    assert files_with_words(stack.folder) == {}


NOT_PLANTED = frozenset({"privacy.LegalHold"})  # with one on it nothing can be deleted
