"""Receivers on loopback: one of webhooks that follows a script, one of mails."""

from __future__ import annotations

import socket
import struct
import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP as SmtpServer
from aiosmtpd.smtp import Envelope, Session

from tests.servers import free_port


@dataclass
class Answer:
    """`cut`: the line is cut instead. `hold`: waits for this first. `applies`: it is stored."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    applies: bool = True
    cut: bool = False
    hold: threading.Event | None = None


@dataclass(frozen=True)
class Request:
    headers: dict[str, str]
    body: bytes


class WebhookReceiver:
    """Answers by `script`, then 200. `applied`: bodies by webhook-id, each taken once."""

    def __init__(self, script: Iterable[Answer] = ()) -> None:
        self.script = deque(script)
        self.requests: list[Request] = []
        self.applied: dict[str, bytes] = {}
        self.doubles = 0
        self._lock = threading.Lock()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                receiver.take(self)

            def log_message(self, *args: Any) -> None:
                """Tests say what went wrong."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self._thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/hooks?of=chatqual"

    def __enter__(self) -> WebhookReceiver:
        self._thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self._thread.join()

    def take(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        with self._lock:
            answer = self.script.popleft() if self.script else Answer()
            self.requests.append(Request({k.lower(): v for k, v in handler.headers.items()}, body))
            if answer.applies:
                key = handler.headers["webhook-id"]
                self.doubles += key in self.applied
                self.applied[key] = body
        if answer.hold is not None:
            answer.hold.wait(60)
        if answer.cut:
            _cut(handler.connection)
            return
        handler.send_response(answer.status)
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()


def _cut(connection: socket.socket) -> None:
    """RST instead of an orderly end."""
    linger = struct.pack("ii", 1, 0)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    connection.close()


class MailReceiver:
    """A real SMTP server. `on_rcpt`, `on_data`: what it answers; None: "250 OK".

    `cuts`: at "rcpt" or "data" it cuts the line once instead of answering, after it has taken
    what came.
    """

    def __init__(self) -> None:
        self.mails: list[tuple[str, Message]] = []
        self.on_rcpt: Callable[[str], str | None] = lambda address: None
        self.on_data: Callable[[], str | None] = lambda: None
        self.cuts: set[str] = set()
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self) -> MailReceiver:
        self._controller.start()
        return self

    def __exit__(self, *args: object) -> None:
        self._controller.stop()

    async def handle_RCPT(
        self, server: SmtpServer, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        if self._cuts(server, "rcpt"):
            return ""
        answer = self.on_rcpt(address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: SmtpServer, session: Session, envelope: Envelope) -> str:
        answer = self.on_data()
        if answer is None:
            content = envelope.content
            assert isinstance(content, bytes)
            self.mails.append((envelope.rcpt_tos[0], message_from_bytes(content)))
        if self._cuts(server, "data"):
            return ""
        return answer or "250 OK"

    def _cuts(self, server: SmtpServer, where: str) -> bool:
        if where not in self.cuts:
            return False
        self.cuts.discard(where)
        assert server.transport is not None
        server.transport.abort()
        return True
