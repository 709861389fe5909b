"""Visitors that ask one question after the other, and the time to each final answer."""

from __future__ import annotations

import asyncio
import json
import statistics
import time
import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import websockets

TURNS_A_CHAT = 20


@dataclass(frozen=True)
class Times:
    """Milliseconds of each turn, and turns a second over the whole."""

    ms: list[float]
    seconds: float

    @property
    def p50(self) -> float:
        return statistics.median(self.ms)

    @property
    def p95(self) -> float:
        return sorted(self.ms)[int(len(self.ms) * 0.95)]

    @property
    def per_second(self) -> float:
        return len(self.ms) / self.seconds


def _address(url: str) -> str:
    return f"ws://{urlsplit(url).netloc}/ws/chat/?site=demo"


async def _open(url: str) -> Any:
    socket = await websockets.connect(_address(url), origin=url, open_timeout=60)
    hello = {"type": "hello", "v": 1, "session": None, "after": 0, "locale": "en"}
    await socket.send(json.dumps({**hello, "page": {"url": url}}))
    await socket.recv()
    return socket


async def _turn(socket: Any, text: str) -> float:
    begun = time.perf_counter()
    await socket.send(json.dumps({"type": "message", "id": str(uuid.uuid4()), "text": text}))
    while True:
        frame = json.loads(await asyncio.wait_for(socket.recv(), 60))
        if frame["type"] == "error":
            raise RuntimeError(f"the server said {frame}")
        if frame["type"] == "message" and frame["author"] == "bot":
            return (time.perf_counter() - begun) * 1000


async def _visitor(url: str, questions: list[str], until: float | None) -> list[float]:
    """Asks all questions, or until the time is up; a new chat after every TURNS_A_CHAT."""
    out: list[float] = []
    socket = None
    for number, question in enumerate(questions):
        if until is not None and time.perf_counter() > until:
            break
        if number % TURNS_A_CHAT == 0:
            if socket is not None:
                await socket.close()
            socket = await _open(url)
        out.append(await _turn(socket, question))
    if socket is not None:
        await socket.close()
    return out


def one_after_the_other(url: str, questions: list[str]) -> Times:
    begun = time.perf_counter()
    ms = asyncio.run(_visitor(url, questions, None))
    return Times(ms, time.perf_counter() - begun)


def many_at_once(url: str, visitors: int, questions: list[list[str]], seconds: float) -> Times:
    async def run() -> Times:
        begun = time.perf_counter()
        chats = (_visitor(url, questions[v], begun + seconds) for v in range(visitors))
        ms = [t for chat in await asyncio.gather(*chats) for t in chat]
        return Times(ms, time.perf_counter() - begun)

    return asyncio.run(run())


async def _hold(url: str, count: int) -> list[Any]:
    sockets = []
    for _ in range(0, count, 50):
        sockets += await asyncio.gather(*(_open(url) for _ in range(50)))
    return sockets


def hold_idle(url: str, count: int, measure: Any) -> Any:
    """Opens `count` sockets that said hello, gives what `measure()` says with them open."""

    async def run() -> Any:
        sockets = await _hold(url, count)
        found = await asyncio.to_thread(measure)
        await asyncio.gather(*(s.close() for s in sockets), return_exceptions=True)
        return found

    return asyncio.run(run())
