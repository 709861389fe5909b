"""The real server, killed with -9 and started again: nothing is lost, and one answer each."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
from collections.abc import Iterator

import pytest
import websockets

from tests.servers import START, EmbeddedStack, wait_until
from tests.visitors import Visitor

pytestmark = pytest.mark.process
# From inside the acknowledgement to well behind the answer of a warm server.
MOMENTS = (0.0, 0.004, 0.01, 0.02, 0.05, 0.3)


@pytest.fixture(scope="module")
def stack() -> Iterator[EmbeddedStack]:
    stack = EmbeddedStack()
    try:
        yield stack.start()
    finally:
        stack.stop()


@pytest.mark.parametrize("moment", MOMENTS)
async def test_a_killed_server_answers_what_it_acknowledged_once(
    stack: EmbeddedStack, moment: float
) -> None:
    ana = Visitor(stack.url)
    await ana.connect()
    await ana.ask("What does Team cost?")
    id = await ana.say("Where is customer data stored?")
    await asyncio.sleep(moment)  # the very moment of the kill is what is varied here
    stack.server.kill()
    stack.serve()
    await ana.connect()
    answer = await ana.answer_to(ana.acked[id])
    assert answer["citations"]
    assert ana.seqs() == list(range(1, len(ana.log) + 1))
    replies = [f["reply_to"] for f in ana.log.values() if f["author"] == "bot"]
    assert len(replies) == len(set(replies))
    await ana.leave()


async def test_a_message_whose_acknowledgement_was_lost_is_stored_once(
    stack: EmbeddedStack,
) -> None:
    ana = Visitor(stack.url)
    await ana.connect()
    await ana.ask("What does Team cost?")
    id = await ana.say("And for nonprofits?")
    stack.server.kill()
    stack.serve()
    await ana.connect()
    seq = ana.acked.pop(id)
    await ana.say("And for nonprofits?", id)
    assert ana.acked[id] == seq
    await ana.leave()


async def test_a_deploy_tells_browsers_to_come_back_and_finishes_turns(
    stack: EmbeddedStack,
) -> None:
    visitors = [Visitor(stack.url) for _ in range(20)]
    await asyncio.gather(*(v.connect() for v in visitors))
    ids = [await v.say("Where is customer data stored?") for v in visitors]
    stack.server.process.terminate()
    for v in visitors:
        with pytest.raises(websockets.ConnectionClosed) as closed:
            await v.until(lambda f: False)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 4012
    wait_until(lambda: stack.server.process.poll() is not None, START, "the server's end")
    assert stack.server.process.returncode == 0
    stack.serve()
    for v, id in zip(visitors, ids, strict=True):
        await v.connect()
        assert (await v.answer_to(v.acked[id]))["citations"]
        await v.leave()


def test_a_second_server_on_the_same_data_refuses(stack: EmbeddedStack) -> None:
    with pytest.raises(AssertionError, match="already served by process"):
        stack.manage("serve", "--port", "0")


def test_a_port_in_use_is_named(stack: EmbeddedStack) -> None:
    other = EmbeddedStack()
    try:
        other.manage("migrate", "--no-input", "-v", "0")
        with pytest.raises(AssertionError, match=f"Port {stack.port} .* cannot be used"):
            other.manage("serve", "--port", str(stack.port))
    finally:
        other.stop()


def test_keys_are_made_once_and_for_the_owner_only(stack: EmbeddedStack) -> None:
    path = stack.folder / "keys.json"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_copy_can_be_made_beside_the_server_and_put_back(stack: EmbeddedStack) -> None:
    copy = stack.folder / "copy.tar.gz"
    stack.manage("backup", str(copy))
    assert copy.stat().st_mode & 0o777 == 0o600
    with pytest.raises(AssertionError, match="Stop the server first"):
        stack.manage("restore", str(copy), "--yes")
    stack.server.kill(signal.SIGTERM)
    database = stack.folder / "chatqual.sqlite3"
    with sqlite3.connect(database) as connection:
        before = connection.execute("SELECT count(*) FROM conversations_message").fetchone()
        connection.execute("DELETE FROM conversations_receipt")
    stack.manage("restore", str(copy), "--yes")
    with sqlite3.connect(database) as connection:
        after = connection.execute("SELECT count(*) FROM conversations_message").fetchone()
    assert after == before
    stack.serve()


async def test_after_a_restore_it_still_answers(stack: EmbeddedStack) -> None:
    ana = Visitor(stack.url)
    await ana.connect()
    assert (await ana.ask("Where is customer data stored?"))["citations"]
    await ana.leave()
