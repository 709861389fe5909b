"""A visitor over a real websocket, for tests against a real server."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import websockets
from websockets.asyncio.client import ClientConnection

Frame = dict[str, Any]
# A busy machine is slow, not wrong.
WAIT = 90.0

_SOCKETS: list[ClientConnection] = []


async def close_sockets() -> None:
    """What a failed test left open would else fail whichever test runs when it is collected."""
    while _SOCKETS:
        await _SOCKETS.pop().close()


class Visitor:
    """`frames`: all that came since the last connect; `log`: every line by its seq, over all."""

    def __init__(self, url: str, site: str = "demo", locale: str = "en-GB") -> None:
        self.url, self.site, self.locale = url, site, locale
        self.socket: ClientConnection | None = None
        self.session: str | None = None
        self.code = ""  # of a link in a mail
        self.frames: list[Frame] = []
        self.log: dict[int, Frame] = {}
        self.acked: dict[str, int] = {}
        self.mode = "bot"
        self.page = {"url": f"{url}/demo/", "title": "Demo", "referrer": ""}

    async def connect(self) -> Frame:
        """Connects (again) and says hello with what was seen last."""
        address = f"ws://{urlsplit(self.url).netloc}/ws/chat/?site={self.site}"
        self.frames = []
        self.socket = await websockets.connect(address, origin=self.url, open_timeout=WAIT)
        _SOCKETS.append(self.socket)
        hello = {"type": "hello", "v": 1, "session": self.session, "page": self.page}
        if self.code:
            hello["code"] = self.code
        await self.send({**hello, "after": max(self.log, default=0), "locale": self.locale})
        return await self.until(lambda f: f["type"] == "welcome")

    async def send(self, frame: Frame) -> None:
        assert self.socket is not None
        await self.socket.send(json.dumps(frame))

    async def receive(self) -> Frame:
        assert self.socket is not None
        try:
            frame: Frame = json.loads(await asyncio.wait_for(self.socket.recv(), WAIT))
        except TimeoutError as error:
            raise AssertionError(f"nothing more came after {self.seen()}") from error
        self.frames.append(frame)
        if frame["type"] == "message":
            assert frame["seq"] not in self.log, f"{frame['seq']} came twice"
            self.log[frame["seq"]] = frame
        elif frame["type"] == "ack":
            self.acked[frame["id"]] = frame["seq"]
            self.session = frame["session"]
        elif frame["type"] in ("mode", "welcome"):
            self.mode = frame["mode"]
        return frame

    async def until(self, fits: Callable[[Frame], bool]) -> Frame:
        """The next frame that fits. Heartbeats come for ever, so the wait has an end of its own."""
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            frame = await self.receive()
            if fits(frame):
                return frame
        raise AssertionError(f"what was waited for did not come: {self.seen()}")

    def seen(self) -> list[tuple[Any, ...]]:
        kept = [f for f in self.frames if f["type"] not in ("head", "pong")]
        return [(f["type"], f.get("seq"), f.get("text", f.get("message"))) for f in kept]

    async def say(self, text: str, id: str | None = None) -> str:
        id = id or str(uuid.uuid4())
        await self.send({"type": "message", "id": id, "text": text})
        await self.until(lambda f: f["type"] == "ack" and f["id"] == id)
        return id

    async def ask(self, text: str) -> Frame:
        """Says it and gives the bot's answer."""
        id = await self.say(text)
        return await self.answer_to(self.acked[id])

    async def answer_to(self, seq: int) -> Frame:
        for frame in self.log.values():
            if frame["author"] == "bot" and (frame["reply_to"] or 0) >= seq:
                return frame
        return await self.until(
            lambda f: (
                f["type"] == "message" and f["author"] == "bot" and (f["reply_to"] or 0) >= seq
            )
        )

    async def until_mode(self, mode: str) -> None:
        if self.mode != mode:
            await self.until(lambda f: self.mode == mode)

    async def leave(self) -> None:
        if self.socket is not None:
            await self.socket.close()

    def seqs(self) -> list[int]:
        return sorted(self.log)
