"""An agent who is killed, signs out or loses the right in mid-conversation, over real sockets."""

from __future__ import annotations

import json
import re
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

import pytest
import websockets
from websockets.asyncio.client import ClientConnection

from tests.agents import Agent
from tests.servers import EmbeddedStack
from tests.visitors import WAIT, Visitor

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def stack() -> Iterator[EmbeddedStack]:
    stack = EmbeddedStack(CHATQUAL_AGENT_TIMEOUT="6", CHATQUAL_SWEEP_EVERY="0.5")
    try:
        yield stack.start()
    finally:
        stack.stop()


async def at_desk(stack: EmbeddedStack, agent: Agent) -> ClientConnection:
    """The desk's socket, greeted, with the page's own token."""
    page = await agent.http.get("/admin/desk/")
    token = re.search(r'data-csrf="([^"]+)"', page.text)
    assert token is not None
    cookies = "; ".join(f"{k}={v}" for k, v in agent.http.cookies.items())
    socket = await websockets.connect(
        f"ws://{urlsplit(stack.url).netloc}/ws/desk/",
        origin=stack.url,
        additional_headers={"Cookie": cookies},
        open_timeout=WAIT,
    )
    await socket.send(json.dumps({"type": "hello", "v": 1, "csrf": token[1]}))
    while json.loads(await socket.recv())["type"] != "welcome":
        pass
    return socket


async def talking(stack: EmbeddedStack) -> tuple[Visitor, Agent, ClientConnection, str]:
    """Ana with Jonas, who has the conversation and has said something."""
    ana = Visitor(stack.url)
    jonas = Agent(stack.url, "jonas", stack.passwords["jonas"])
    await jonas.sign_in()
    socket = await at_desk(stack, jonas)
    await ana.connect()
    await ana.ask("Hello there")
    await ana.leave()
    conversation = str((await ana.connect())["conversation"])
    await jonas.change(conversation, "take")
    await ana.until_mode("human")
    await jonas.say(conversation, "Jonas here.")
    return ana, jonas, socket, conversation


async def told_and_waiting(ana: Visitor) -> None:
    await ana.until_mode("waiting")
    lines = [f["text"] for f in ana.log.values() if f["author"] == "system"]
    if not any("Jonas" in text and "lost the connection" in text for text in lines):
        await ana.until(lambda f: "lost the connection" in f.get("text", ""))


async def closed_with(socket: ClientConnection) -> int | None:
    try:
        while True:
            await socket.recv()
    except websockets.ConnectionClosed:
        return socket.close_code


async def test_who_is_killed_is_missed_and_the_bot_helps_meanwhile(stack: EmbeddedStack) -> None:
    ana, jonas, socket, conversation = await talking(stack)
    socket.transport.abort()
    await told_and_waiting(ana)
    assert (await ana.ask("What does the Team plan cost?"))["citations"]
    late = await jonas.post(
        conversation,
        "message",
        seen_epoch=jonas.epochs[conversation],
        id=str(uuid.uuid4()),
        text="I am back.",
    )
    assert late.status_code == 409
    await ana.leave()
    await jonas.leave()


async def test_who_signs_out_leaves_at_once(stack: EmbeddedStack) -> None:
    ana, jonas, socket, _ = await talking(stack)
    token = jonas.http.cookies["csrftoken"]
    done = await jonas.http.post("/admin/logout/", data={"csrfmiddlewaretoken": token})
    assert done.status_code in (200, 302)
    assert await closed_with(socket) == 4001
    await told_and_waiting(ana)
    await ana.leave()
    await jonas.leave()


async def test_a_right_taken_away_behind_the_server_s_back_is_found_by_the_next_beat(
    stack: EmbeddedStack,
) -> None:
    ana, jonas, socket, conversation = await talking(stack)
    kept = take_rights(stack)
    try:
        assert await closed_with(socket) == 4001
        refused = await jonas.post(conversation, "release", seen_epoch=jonas.epochs[conversation])
        assert refused.status_code == 403
        await told_and_waiting(ana)
    finally:
        give_back(stack, kept)
    await ana.leave()
    await jonas.leave()


def take_rights(stack: EmbeddedStack) -> list[Any]:
    """Past every signal: as another process, or a hand in the database, would do it."""
    with closing(sqlite3.connect(stack.folder / "chatqual.sqlite3", timeout=60)) as db, db:
        of_jonas = "user_id = (select id from auth_user where username = 'jonas')"
        rows = db.execute(f"select * from auth_user_groups where {of_jonas}").fetchall()  # noqa: S608
        db.execute(f"delete from auth_user_groups where {of_jonas}")  # noqa: S608
    return rows


def give_back(stack: EmbeddedStack, rows: list[Any]) -> None:
    with closing(sqlite3.connect(stack.folder / "chatqual.sqlite3", timeout=60)) as db, db:
        db.executemany("insert into auth_user_groups values (?, ?, ?)", rows)
