"""The base of both sockets: frames in within bounds, work in order, nothing held up, quiet ends."""

from __future__ import annotations

import asyncio
import json
import logging
import time
import weakref
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from autobahn.exception import Disconnected
from channels.consumer import get_handler_name
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from redis.exceptions import RedisError

from chatqual.engine.slots import Json
from chatqual.realtime.clients import client_address
from chatqual.realtime.frames import BadFrame, read_frame
from chatqual.realtime.limits import Counter, is_loopback, take_in_window
from chatqual.realtime.loop import adopt_loop

log = logging.getLogger(__name__)

POLICY = 4008
RESTART = 4012
TRY_LATER = 4013

# What the Redis layer raises while it is away; the in-memory one never does.
LAYER_AWAY = (RedisError, OSError)

# What the servers raise (daphne, uvicorn) between the client's going and the word of it.
CLIENT_GONE = (Disconnected, OSError)

OPEN: weakref.WeakSet[FrameSocket] = weakref.WeakSet()
ADDRESSES = Counter()


class FrameSocket(AsyncWebsocketConsumer):  # type: ignore[misc]
    """Subclasses give `may_connect`, `handle_frame` and, if they like, `on_open` and `on_end`.

    A consumer handles one event at a time, so nothing here awaits slow work in `receive`: it goes
    through `in_order`, one after the other, in a task that exists only while there is work.
    """

    may_speak = False  # becomes True with an accepted hello

    # --- for subclasses ---------------------------------------------------------------------------
    async def may_connect(self) -> bool:
        """Before the handshake is answered; False refuses it with 403."""
        raise NotImplementedError

    async def on_open(self) -> None:
        """Right after the handshake."""

    async def on_end(self) -> None:
        """When the socket has gone, whoever ended it."""

    async def handle_frame(self, frame: Json) -> None:
        """One frame. Raises BadFrame where it cannot be taken."""
        raise NotImplementedError

    def error_frame(self, error: BadFrame) -> Json:
        return {
            "type": "error",
            "code": error.code,
            "message": error.text,
            "id": error.id,
            "retry_after": None,
        }

    # --- life -------------------------------------------------------------------------------------
    async def connect(self) -> None:
        adopt_loop()
        self.work: deque[Callable[[], Awaitable[None]]] = deque()
        self.worker: asyncio.Task[None] | None = None
        self.bad_frames = 0
        self.unheard_groups: set[str] = set()
        self.is_open = False
        self.unheard_bytes = 0
        self.is_replaying = False
        self.heard_at = time.monotonic()
        self.hello_timer: asyncio.TimerHandle | None = None
        self.address = client_address(self.scope)
        if not await self._within_address_limits() or not await self.may_connect():
            await self.close()
            return
        ADDRESSES.add(self.address)
        self.is_open = True
        OPEN.add(self)
        await self.accept()
        self.hello_timer = asyncio.get_running_loop().call_later(
            settings.CHATQUAL_HELLO_TIMEOUT, self._hello_overdue
        )
        await self.on_open()

    async def _within_address_limits(self) -> bool:
        if is_loopback(self.address):
            return True
        if ADDRESSES.of(self.address) >= settings.CHATQUAL_SOCKETS_PER_ADDRESS:
            return False
        return take_in_window("connect", self.address, settings.CHATQUAL_CONNECTS_PER_MINUTE)

    def _hello_overdue(self) -> None:
        if not self.may_speak:
            asyncio.ensure_future(self.end(POLICY))

    async def end(self, code: int) -> None:
        """Closes the socket with a code of ours, once."""
        if self.is_open:
            self.is_open = False
            await self.close(code=code)

    async def disconnect(self, code: int) -> None:
        was_open, self.is_open = self in OPEN, False
        if self.hello_timer is not None:
            self.hello_timer.cancel()
        if was_open:
            OPEN.discard(self)
            ADDRESSES.remove(self.address)
        await self.on_end()

    async def dispatch(self, message: Json) -> None:
        """As channels does it, without its hop into a thread for each event: that one looks after
        database connections, and ours are used in the pools only, which look after them."""
        handler = getattr(self, get_handler_name(message), None)
        if handler is None:
            raise ValueError(f"no handler for {message['type']}")
        await handler(message)

    # --- the channel layer ------------------------------------------------------------------------
    async def listen_to(self, group: str) -> None:
        """Joins a group. Where the layer is away it is tried again with each heartbeat."""
        try:
            await self.channel_layer.group_add(group, self.channel_name)
            self.unheard_groups.discard(group)
        except LAYER_AWAY as error:
            log.warning("%s cannot be listened to now: %s", group, error)
            self.unheard_groups.add(group)

    async def listen_again(self) -> None:
        for group in list(self.unheard_groups):
            await self.listen_to(group)

    async def stop_listening(self, group: str) -> None:
        self.unheard_groups.discard(group)
        try:
            await self.channel_layer.group_discard(group, self.channel_name)
        except LAYER_AWAY as error:
            log.info("%s was not left: %s", group, error)

    # --- in ---------------------------------------------------------------------------------------
    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        self.heard_at = time.monotonic()
        self.unheard_bytes = 0
        try:
            if text_data is not None and len(text_data) > settings.CHATQUAL_MAX_FRAME_BYTES:
                raise BadFrame("The frame is larger than 64 KB.")
            await self.handle_frame(read_frame(text_data, bytes_data))
        except BadFrame as error:
            await self.refuse(error)

    async def refuse(self, error: BadFrame) -> None:
        """Says what was wrong; ends the connection where it happens again and again."""
        await self.send_frame(self.error_frame(error))
        if error.code == "bad_frame":
            self.bad_frames += 1
            if self.bad_frames >= settings.CHATQUAL_MAX_BAD_FRAMES:
                await self.end(POLICY)

    def in_order(self, work: Callable[[], Awaitable[None]]) -> None:
        """Queues slow work behind this socket's earlier work."""
        self.work.append(work)
        if self.worker is None or self.worker.done():
            self.worker = asyncio.create_task(self._do_work())

    async def _do_work(self) -> None:
        while self.work:
            await self.attempt(self.work.popleft())

    async def attempt(self, work: Callable[[], Awaitable[None]]) -> None:
        """Does `work`; where it cannot be done the client is told so."""
        try:
            await work()
        except BadFrame as error:
            await self.refuse(error)
        except Exception:  # the edge of the loop: the next frame must still be handled
            log.exception("a frame could not be handled")
            await self.work_failed()

    async def work_failed(self) -> None:
        """Something broke on our side; the client keeps what it sent and tries again."""
        await self.send_frame(
            {
                "type": "error",
                "code": "unavailable",
                "message": "The server could not do that just now. It will be tried again.",
                "id": None,
                "retry_after": 3,
            }
        )

    # --- out --------------------------------------------------------------------------------------
    async def send_frame(self, frame: Json) -> None:
        """Sends, unless the other end has taken nothing for too long: then it is let go.

        The application does not see the server's buffers, so what was sent since the client was
        last heard stands for what may be waiting; a client that reads answers pings in between.
        """
        if not self.is_open:
            return
        text = json.dumps(frame, ensure_ascii=False, separators=(",", ":"))
        self.unheard_bytes += len(text)
        if self.is_replaying:
            # The client has just asked for it, and however long a log is, it must come whole.
            self.unheard_bytes = 0
        if self.unheard_bytes > self.outbound_budget():
            await self.end(TRY_LATER)
            return
        try:
            await self.send(text_data=text)
        except CLIENT_GONE as error:
            # Whoever sends to many goes on with the others; the disconnect is on its way.
            self.is_open = False
            log.info("a client has gone: %s", error)

    def outbound_budget(self) -> int:
        return settings.CHATQUAL_OUTBOUND_BYTES


async def end_all(code: int = RESTART) -> None:
    """Asks every open socket of this process to come back (a deploy)."""
    await asyncio.gather(*(socket.end(code) for socket in list(OPEN)), return_exceptions=True)


def scope_query(scope: Any) -> str:
    return str((scope.get("query_string") or b"").decode("latin-1"))
