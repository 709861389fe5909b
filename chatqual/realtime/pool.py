"""Work in threads, each with its own database connection: pools for sockets, turns and look-ups.

Channels would run all database work in one thread; then a slow query of one visitor holds up
everybody. And a turn that waits for its answer must not hold up an acknowledgement, nor may a
receiver of webhooks that takes twenty seconds hold up a turn.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import close_old_connections, connections

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")


def _guarded(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    close_old_connections()
    return work(*args, **kwargs)


class Pool:
    """A bounded pool that is made at first use and can be closed and used again (tests)."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._threads: ThreadPoolExecutor | None = None

    def executor(self) -> ThreadPoolExecutor:
        with self._lock:
            if self._threads is None:
                self._threads = ThreadPoolExecutor(
                    settings.CHATQUAL_WORKERS, thread_name_prefix=f"chatqual-{self._name}"
                )
            return self._threads

    def submit(self, work: Callable[..., Any], *args: Any) -> Future[Any]:
        """Runs `work` from any thread; nobody waits, so what it raises is logged."""
        future = self.executor().submit(_guarded, work, *args)
        future.add_done_callback(self._report)
        return future

    def _report(self, future: Future[Any]) -> None:
        error = None if future.cancelled() else future.exception()
        if error is not None:
            log.error("work in pool %s failed", self._name, exc_info=error)

    def close(self) -> None:
        """Waits for what runs, then closes each thread's connections."""
        with self._lock:
            threads, self._threads = self._threads, None
        if threads is None:
            return
        # As many as there can be: a new thread could else take the place of an old one below.
        count = threads._max_workers
        barrier = threading.Barrier(count)

        def close_own() -> None:
            # Each thread waits here for the others, so that every one of them closes its own.
            barrier.wait(timeout=60)
            connections.close_all()

        for _ in range(count):
            threads.submit(close_own)
        threads.shutdown(wait=True)


SOCKETS = Pool("socket")
TURNS = Pool("turn")
OUTBOX = Pool("outbox")
LOOK_UPS = Pool("look-up")


async def in_pool(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Runs `work` in the sockets' pool and awaits its result; its exceptions come back."""
    return await run_in(SOCKETS, work, *args, **kwargs)


async def run_in(pool: Pool, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """As `in_pool`, in the pool that is named."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(pool.executor(), lambda: _guarded(work, *args, **kwargs))


def close_pools() -> None:
    TURNS.close()
    OUTBOX.close()
    LOOK_UPS.close()
    SOCKETS.close()
