"""A server's side of the visitor socket that a test directs line by line.

The pages come from the real server; only the socket is replaced (Playwright routes it), so that a
test can cut it, leave gaps in it, and say through it what no server should say.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, WebSocketRoute

from tests.e2e.chatting import until

Json = dict[str, Any]
SITE: Json = {
    "name": "Harbour",
    "locale": "en",
    "texts": {},
    "theme": {},
    "starters": ["What does it cost?", "Where is our data?"],
    "consent": {},
    "hours": {"open": True, "opens": None},
}


@dataclass
class FakeSocket:
    """Acknowledges and stores like the real one, for one visitor in any number of tabs.

    `received` holds every frame of the browser. While `is_silent` nothing is answered; while
    `is_down` connections are refused.
    """

    context: BrowserContext
    site: Json = field(default_factory=lambda: dict(SITE))
    received: list[Json] = field(default_factory=list)
    log: list[Json] = field(default_factory=list)
    sockets: list[WebSocketRoute] = field(default_factory=list)
    stored: dict[str, int | None] = field(default_factory=dict)
    session: str | None = None
    conversation: str = field(default_factory=lambda: str(uuid.uuid4()))
    mode: str = "bot"
    is_silent: bool = False
    is_down: bool = False
    close_code: int = 4013

    def __post_init__(self) -> None:
        self.context.route_web_socket(lambda url: "/ws/chat/" in url, self._connect)

    def _connect(self, socket: WebSocketRoute) -> None:
        if self.is_down:
            socket.close(code=self.close_code)
            return
        self.sockets.append(socket)
        socket.on_message(lambda data: self._receive(socket, json.loads(data)))

    def _receive(self, socket: WebSocketRoute, frame: Json) -> None:
        self.received.append(frame)
        if self.is_silent:
            return
        if frame["type"] == "hello":
            self._welcome(socket, frame)
        elif frame["type"] == "ping":
            self.say({"type": "pong", "seq": len(self.log), "mode": self.mode}, socket)
        elif "id" in frame:
            self._store(socket, frame)

    def _welcome(self, socket: WebSocketRoute, frame: Json) -> None:
        is_known = self.session is not None and frame["session"] == self.session
        if frame["session"] and not is_known:
            self.error("expired", socket=socket)
        welcome = {
            "type": "welcome",
            "v": 1,
            "session": self.session if is_known else None,
            "conversation": self.conversation if is_known else None,
            "mode": self.mode if is_known else "bot",
            "seq": len(self.log) if is_known else 0,
            "site": self.site,
        }
        self.say(welcome, socket)
        for message in self.log[frame["after"] :] if is_known else []:
            self.say(message, socket)

    def _store(self, socket: WebSocketRoute, frame: Json) -> None:
        if self.session is None and frame["type"] in ("message", "handoff"):
            self.session = uuid.uuid4().hex
        is_new = frame["id"] not in self.stored
        if is_new and frame["type"] == "message":
            self.stored[frame["id"]] = len(self.log) + 1
        seq = self.stored.setdefault(frame["id"], None)
        session = self.session or ""
        self.say({"type": "ack", "id": frame["id"], "seq": seq, "session": session}, socket)
        if is_new and frame["type"] == "message":
            self.write("visitor", frame["text"], id=frame["id"])

    # --- what a test directs ----------------------------------------------------------------------
    def say(self, frame: Json, socket: WebSocketRoute | None = None) -> None:
        for one in [socket] if socket else list(self.sockets):
            one.send(json.dumps(frame))

    def write(self, author: str, text: str, *, is_lost: bool = False, **fields: Any) -> Json:
        """Stores a line and sends it, unless the poke for it `is_lost`."""
        message: Json = {
            "type": "message",
            "seq": len(self.log) + 1,
            "id": str(uuid.uuid4()),
            "author": author,
            "name": "",
            "text": text,
            "html": "",
            "citations": [],
            "quick_replies": [],
            "reply_to": None,
            "at": "2026-11-20T10:00:00+00:00",
            **fields,
        }
        self.log.append(message)
        if not is_lost:
            self.say(message)
        return message

    def set_mode(self, mode: str, agent: str | None = None, queue: Json | None = None) -> None:
        self.mode = mode
        self.say(
            {
                "type": "mode",
                "mode": mode,
                "agent": {"name": agent} if agent else None,
                "queue": queue,
            }
        )

    def error(
        self,
        code: str,
        *,
        id: str | None = None,
        retry: int | None = None,
        message: str = "No.",
        socket: WebSocketRoute | None = None,
    ) -> None:
        frame = {"type": "error", "code": code, "message": message, "id": id, "retry_after": retry}
        self.say(frame, socket)

    def cut(self, code: int = 4012) -> None:
        """Ends every socket; whether one can come back says `is_down`."""
        for socket in self.sockets:
            socket.close(code=code)
        self.sockets.clear()

    def of_type(self, kind: str) -> list[Json]:
        return [frame for frame in self.received if frame["type"] == kind]

    def await_type(self, kind: str, count: int = 1) -> list[Json]:
        """The frames of a type, once there are `count`; a page shows a line before it sends it."""
        what = f"{count} frames of type {kind}"
        until(self.context.pages[0], lambda: len(self.of_type(kind)) >= count, what)
        return self.of_type(kind)
