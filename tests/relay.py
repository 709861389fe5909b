"""A wire between a browser and a server that a test can cut, hold and mend."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from urllib.parse import urlsplit

PIECE = 65_536  # bytes read at a time
PATIENCE = 60  # seconds


class Relay:
    """Passes TCP connections on to `target` (a URL) from an address of its own, `url`."""

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self.host, self.port = parts.hostname or "127.0.0.1", parts.port or 80
        self.url = ""
        self.is_cut = False
        self.writers: set[asyncio.StreamWriter] = set()
        self.is_up = threading.Event()
        self.thread = threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True)
        self.thread.start()
        assert self.is_up.wait(PATIENCE), "the relay did not start"

    def cut(self) -> None:
        """Every connection breaks off, and new ones get nowhere."""
        self._do(self._cut)

    def hold(self) -> None:
        """Nothing comes through any more, and nobody is told: a half-open connection."""
        self._do(self.flows.clear)

    def mend(self) -> None:
        """New connections get through again, and what was held arrives."""
        self._do(self._mend)

    def close(self) -> None:
        self._do(self._cut)
        self._do(self.over.set)
        self.thread.join(PATIENCE)

    async def _run(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.flows, self.over = asyncio.Event(), asyncio.Event()
        self.flows.set()
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        async with server:
            self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            self.is_up.set()
            await self.over.wait()

    def _do(self, work: Callable[[], None]) -> None:
        is_done = threading.Event()
        self.loop.call_soon_threadsafe(lambda: (work(), is_done.set()))
        assert is_done.wait(PATIENCE), "the relay is stuck"

    def _cut(self) -> None:
        self.is_cut = True
        self.flows.set()
        for writer in self.writers:
            writer.transport.abort()

    def _mend(self) -> None:
        self.is_cut = False
        self.flows.set()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.is_cut:
            writer.transport.abort()
            return
        far_reader, far_writer = await asyncio.open_connection(self.host, self.port)
        self.writers |= {writer, far_writer}
        try:
            await asyncio.gather(self._pass(reader, far_writer), self._pass(far_reader, writer))
        finally:
            self.writers -= {writer, far_writer}

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # A cut wire ends both ways with a reset; what was under way is gone, as on a real one.
        with contextlib.suppress(ConnectionError):
            while piece := await reader.read(PIECE):
                await self.flows.wait()
                writer.write(piece)
                await writer.drain()
        writer.close()
