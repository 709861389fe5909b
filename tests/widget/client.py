"""A visitor's browser, as far as the socket sees it, over Channels' communicator."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import Callable
from typing import Any

from channels.testing import WebsocketCommunicator

from chatqual.asgi import application
from tests.factories import ORIGIN

WAIT = 60.0  # a busy machine is slow, not wrong
Frame = dict[str, Any]


class Tab:
    """One tab. `frames` is all that has come; `until` waits for the first one that fits."""

    def __init__(self, site: str = "shop", origin: str | None = ORIGIN, host: str = "testserver"):
        headers = [(b"host", host.encode())]
        if origin is not None:
            headers.append((b"origin", origin.encode()))
        path = f"/ws/chat/?site={site}"
        self.socket = WebsocketCommunicator(application, path, headers)
        self.frames: list[Frame] = []
        self.session: str | None = None

    async def connect(self) -> bool:
        connected, _ = await self.socket.connect(timeout=WAIT)
        return bool(connected)

    async def open(self, session: str | None = None, after: int = 0, **extra: Any) -> Frame:
        assert await self.connect()
        return await self.hello(session, after, **extra)

    async def hello(self, session: str | None = None, after: int = 0, **extra: Any) -> Frame:
        page = {"url": f"{ORIGIN}/pricing", "title": "Pricing", "referrer": ""}
        frame = {"type": "hello", "v": 1, "session": session, "after": after, "page": page}
        await self.send({**frame, "locale": "en-GB", **extra})
        welcome = await self.until(lambda f: f["type"] == "welcome")
        self.session = welcome["session"]
        return welcome

    async def send(self, frame: Any) -> None:
        text = frame if isinstance(frame, str) else json.dumps(frame)
        await self.socket.send_to(text_data=text)

    async def say(self, text: str, id: str | None = None) -> str:
        id = id or str(uuid.uuid4())
        await self.send({"type": "message", "id": id, "text": text})
        return id

    async def ask(self, text: str) -> Frame:
        """Says it, waits for the acknowledgement and for the bot's next line."""
        id = await self.say(text)
        ack = await self.until(lambda f: f["type"] == "ack" and f["id"] == id)
        self.session = ack["session"]
        seq = ack["seq"]
        return await self.until(
            lambda f: f["type"] == "message" and f["author"] == "bot" and f["seq"] > seq
        )

    async def next(self) -> Frame:
        try:
            event = await asyncio.wait_for(self.socket.output_queue.get(), WAIT)
        except TimeoutError as error:
            raise AssertionError(f"nothing more came after {self.seen()}") from error
        if event["type"] == "websocket.close":
            frame = {"type": "closed", "code": event.get("code")}
        else:
            frame = json.loads(event["text"])
        self.frames.append(frame)
        return frame

    async def until(self, fits: Callable[[Frame], bool]) -> Frame:
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            frame = await self.next()
            if fits(frame):
                return frame
        raise AssertionError(f"what was waited for did not come: {self.seen()}")

    def seen(self) -> list[tuple[Any, ...]]:
        kept = [f for f in self.frames if f["type"] not in ("head", "pong")]
        return [(f["type"], f.get("seq"), f.get("text", f.get("message"))) for f in kept]

    async def error(self) -> Frame:
        return await self.until(lambda f: f["type"] == "error")

    async def leave(self) -> None:
        await self.socket.disconnect(timeout=WAIT)

    def lines(self) -> list[tuple[int, str]]:
        return [(f["seq"], f["text"]) for f in self.frames if f["type"] == "message"]
