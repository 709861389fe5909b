"""The way of a mail on the stack of many processes: beat, worker, two web processes."""

from __future__ import annotations

import asyncio
import os
import shutil
import uuid
from collections.abc import Iterator

import pytest

from tests.agents import Agent
from tests.bring_tools import find_postgres
from tests.post_office import PostOffice, body_of, link_in
from tests.servers import FullStack
from tests.visitors import Visitor

QUESTION = "Jonas here. Two years or three?"


@pytest.fixture(scope="module")
def office() -> Iterator[PostOffice]:
    with PostOffice() as started:
        yield started


@pytest.fixture(scope="module")
def stack(office: PostOffice) -> Iterator[FullStack]:
    missing = shutil.which("redis-server") is None or find_postgres() is None
    if missing and not os.environ.get("CI"):
        pytest.skip("Redis or PostgreSQL could not be had")
    stack = FullStack(**office.env)
    try:
        yield stack.start()
    finally:
        stack.stop()


async def leave_to_a_person(stack: FullStack) -> tuple[Visitor, Agent, str, str]:
    """A visitor who has given an address is taken over and closes the tab."""
    address = f"ana-{uuid.uuid4().hex[:8]}@example.com"
    ana = Visitor(stack.url)
    await ana.connect()
    await ana.ask(f"my email is {address}, can I talk to a person please")
    await ana.leave()
    welcome = await ana.connect()
    conversation = str(welcome["conversation"])
    await ana.leave()
    jonas = Agent(stack.desk_url, "jonas", stack.passwords["jonas"])
    await jonas.sign_in()
    await jonas.change(conversation, "take")
    return ana, jonas, conversation, address


@pytest.mark.stack
async def test_a_closed_tab_is_no_end_with_many_processes(
    stack: FullStack, office: PostOffice
) -> None:
    ana, jonas, conversation, address = await leave_to_a_person(stack)
    await jonas.say(conversation, QUESTION)
    mail = await asyncio.to_thread(office.await_mail, address, due_on=stack)
    assert QUESTION in body_of(mail)
    done = await asyncio.to_thread(office.answer, stack.desk_url, mail, "Three, please.")
    assert (done["outcome"], done["conversation"]) == ("line", conversation)
    # Another device, with nothing but the link.
    link = link_in(mail)
    assert link.startswith(stack.url)
    other = Visitor(stack.url)
    other.code = link.rpartition("#chatqual=")[2]
    welcome = await other.connect()
    assert welcome["conversation"] == conversation
    await other.until(lambda frame: frame.get("text") == "Three, please.")
    assert QUESTION in [line["text"] for line in other.log.values()]
    await other.leave()
    again = Visitor(stack.desk_url)
    again.code = other.code
    assert (await again.connect())["conversation"] is None
    await again.leave()
    # Once for all workers, sweeps and hints.
    assert len(office.mails_to(address)) == 1
    await jonas.leave()
