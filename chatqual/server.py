"""The embedded server: daphne with bounded buffers, a quiet end, and chores beside the sockets."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import time
from collections.abc import Awaitable, Callable
from typing import Any

import autobahn.util
from daphne.server import Server
from django.conf import settings
from twisted.internet import reactor

from chatqual.realtime.pool import close_pools, in_pool
from chatqual.realtime.sockets import end_all

log = logging.getLogger(__name__)

# A turn makes some thousands of objects that end with it; few of them are cycles.
COLLECT = (20_000, 20, 20)
# autobahn paints the texts of its log lines for a terminal with each frame, written or not.
autobahn.util._HAS_CLICK = False
PING_INTERVAL = 20
PING_TIMEOUT = 25


# Staff are known and few, and the list of a desk with 500 open conversations is 300 KB at once.
DESK_PATH, DESK_BYTES = b"/ws/desk/", 8 * 1024 * 1024


def budget_of(protocol: Any) -> int:
    """Bytes that may wait for this client."""
    is_desk = getattr(protocol, "path", b"") == DESK_PATH
    return DESK_BYTES if is_desk else int(settings.CHATQUAL_OUTBOUND_BYTES)


def waiting_bytes(transport: Any) -> int:
    """Bytes that Twisted holds for a peer which does not take them."""
    return len(getattr(transport, "dataBuffer", b"")) + getattr(transport, "_tempDataLen", 0)


class BoundedServer(Server):  # type: ignore[misc]
    """daphne, which would buffer without end for a peer that stops reading.

    `listening` is called once the port takes connections; `failed` says why it never will.
    """

    listening: Callable[[int], None]
    failed: str = ""

    async def handle_reply(self, protocol: Any, message: Any) -> None:
        if message.get("type") == "websocket.send":
            held = waiting_bytes(getattr(protocol, "transport", None))
            if held > budget_of(protocol):
                log.info("a client that takes nothing is let go (%s bytes wait)", held)
                protocol.transport.abortConnection()
                return
        await super().handle_reply(protocol, message)

    def listen_success(self, port: Any) -> None:
        super().listen_success(port)
        self.listening(port.getHost().port)

    def listen_error(self, failure: Any) -> None:
        self.failed = failure.getErrorMessage()
        super().listen_error(failure)


def _spare_the_start() -> None:
    """What the start has made stays to the end, so no collection walks through it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT)


class EmbeddedServer:
    """Everything in one process. `run` returns when it was asked to stop.

    `chores`: coroutine functions that run beside the sockets until the end.
    """

    def __init__(
        self,
        application: Any,
        host: str,
        port: int,
        chores: list[Callable[[], Awaitable[None]]],
        on_ready: Callable[[int], None],
    ) -> None:
        self.server = BoundedServer(
            application,
            endpoints=[f"tcp:port={port}:interface={host.replace(':', chr(92) + ':')}"],
            signal_handlers=False,
            websocket_timeout=-1,
            ping_interval=PING_INTERVAL,
            ping_timeout=PING_TIMEOUT,
            websocket_max_message_size=settings.CHATQUAL_MAX_FRAME_BYTES,
            websocket_max_frame_size=settings.CHATQUAL_MAX_FRAME_BYTES,
            verbosity=0,
            server_name="chatqual",
        )
        self.server.listening = self._listening
        self._chores = chores
        self._on_ready = on_ready
        self._tasks: list[asyncio.Future[None]] = []
        self._stopping = False

    def run(self) -> None:
        """Serves until SIGTERM or SIGINT. Raises OSError where the port cannot be had."""
        self.server.run()
        if self.server.failed:
            raise OSError(self.server.failed)

    def _listening(self, port: int) -> None:
        loop = asyncio.get_event_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._begin_stop)
        self._tasks = [asyncio.ensure_future(chore()) for chore in self._chores]
        _spare_the_start()
        self._on_ready(port)

    def _begin_stop(self) -> None:
        if self._stopping:
            return
        self._stopping = True
        asyncio.ensure_future(self._stop())

    async def _stop(self) -> None:
        """No new work, the turns under way finish, every browser is told to come back."""
        for task in self._tasks:
            task.cancel()
        await end_all()
        deadline = time.monotonic() + settings.CHATQUAL_SHUTDOWN_GRACE
        loop = asyncio.get_running_loop()
        closing = loop.run_in_executor(None, close_pools)
        await asyncio.wait([closing], timeout=max(0.0, deadline - time.monotonic()))
        reactor.stop()


async def repeat(work: Callable[[], Any], every: float) -> None:
    """Runs `work` in the sockets' pool again and again, `every` seconds apart."""
    while True:
        try:
            await in_pool(work)
        except Exception:  # the edge of a loop that must go on: said in the log, tried again
            log.exception("a chore failed: %s", getattr(work, "__name__", work))
        await asyncio.sleep(every)
