"""Two agents and one conversation against the real server, a hundred rounds over HTTP."""

from __future__ import annotations

import asyncio
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import httpx
import pytest

from tests.agents import Agent
from tests.visitors import Visitor

ROUNDS = 100
pytestmark = pytest.mark.e2e


def signed_in(live: Any, username: str) -> httpx.Client:
    client = httpx.Client(base_url=live.base_url, timeout=60)
    client.get("/admin/login/")
    client.post(
        "/admin/login/",
        data={
            "username": username,
            "password": live.password(username),
            "csrfmiddlewaretoken": client.cookies["csrftoken"],
        },
    )
    return client


def post(client: httpx.Client, conversation: str, verb: str, **fields: Any) -> httpx.Response:
    return client.post(
        f"/admin/desk/{conversation}/{verb}",
        json=fields,
        headers={"X-CSRFToken": client.cookies["csrftoken"]},
    )


def race(clients: list[httpx.Client], conversation: str, epoch: int) -> list[httpx.Response]:
    """All take it in the same instant."""
    start = threading.Barrier(len(clients))
    answers: list[httpx.Response] = []

    def take(client: httpx.Client) -> None:
        start.wait(timeout=60)
        answers.append(post(client, conversation, "take", seen_epoch=epoch))

    threads = [threading.Thread(target=take, args=(c,)) for c in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


async def asked_for_person(url: str) -> str:
    """Ana asks for a person; gives the conversation."""
    visitor = Visitor(url)
    await visitor.connect()
    await visitor.send({"type": "handoff", "id": str(uuid.uuid4())})
    await visitor.until(lambda f: f["type"] == "ack")
    await visitor.leave()
    welcome = await visitor.connect()
    await visitor.leave()
    return str(welcome["conversation"])


def test_one_of_two_gets_it_in_each_of_a_hundred_rounds(live: Any) -> None:
    # In a thread of its own: the browser's driver keeps a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        conversation = thread.submit(asyncio.run, asked_for_person(live.base_url)).result()
    jonas, mara = signed_in(live, "jonas"), signed_in(live, "mara")
    with closing(jonas), closing(mara):
        play([jonas, mara], conversation)


def play(clients: list[httpx.Client], conversation: str) -> None:
    names = {"Jonas", "Mara"}
    first = post(clients[0], conversation, "take", seen_epoch=0).json()
    epoch = post(clients[0], conversation, "release", seen_epoch=first["epoch"]).json()["epoch"]
    for _ in range(ROUNDS):
        answers = race(clients, conversation, epoch)
        assert sorted(a.status_code for a in answers) == [200, 409]
        won = next(a for a in answers if a.status_code == 200).json()
        lost = next(a for a in answers if a.status_code == 409).json()
        assert lost["owner"] in names
        assert (won["mode"], won["epoch"]) == ("human", epoch + 1)
        epoch = release_by_owner(clients, conversation, won["epoch"], lost["owner"])


def release_by_owner(clients: list[httpx.Client], conversation: str, epoch: int, owner: str) -> int:
    """Only the named owner can: the other one is refused first."""
    owns, other = clients if owner == "Jonas" else reversed(clients)
    assert post(other, conversation, "release", seen_epoch=epoch).status_code == 409
    released = post(owns, conversation, "release", seen_epoch=epoch)
    assert released.status_code == 200
    return int(released.json()["epoch"])


# --- the bot, which was about to speak ------------------------------------------------------------
TAKEOVERS = 8  # with two lines each, within what a visitor may send at once
QUESTIONS = ("What does the Team plan cost?", "Do you have a trial?", "Where is my data stored?")


async def talk_over(url: str, password: str) -> dict[int, dict[str, Any]]:
    """Jonas takes over while an answer is under way, again and again; gives the visitor's log."""
    visitor, jonas = Visitor(url), Agent(url, "jonas", password)
    await jonas.sign_in()
    await visitor.connect()
    await visitor.ask("Hello")
    await visitor.leave()
    conversation = str((await visitor.connect())["conversation"])
    for n in range(TAKEOVERS):
        await visitor.say(QUESTIONS[n % len(QUESTIONS)])
        await jonas.change(conversation, "take")
        await visitor.say(f"Are you still there, {n}?")
        await jonas.say(conversation, f"Jonas here, {n}.")
        await jonas.change(conversation, "release")
        await visitor.until(lambda f: f["type"] == "mode" and f["mode"] == "bot")
    # The bot speaks again, and after all that came before.
    await visitor.ask("What does the Team plan cost?")
    await visitor.leave()
    await jonas.leave()
    return visitor.log


def test_the_bot_is_silent_from_each_takeover_until_the_release(live: Any) -> None:
    with ThreadPoolExecutor(1) as thread:
        job = talk_over(live.base_url, live.password("jonas"))
        log = thread.submit(asyncio.run, job).result()
    assert sorted(log) == list(range(1, max(log) + 1))
    has_person, takeovers = False, 0
    for _, line in sorted(log.items()):
        if line["author"] == "system":
            has_person = "has joined" in line["text"]
            takeovers += has_person
        assert not (has_person and line["author"] == "bot"), line
    assert takeovers == TAKEOVERS
