"""The one event loop of this process on which the channel layer is used.

A web process adopts the server's loop; a process without one (a worker, a command) gets a loop in
a thread of its own at first use. Sending from a plain thread through `async_to_sync` woke an
in-memory consumer only after seconds, a call onto the loop after less than a millisecond.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Coroutine
from typing import Any

log = logging.getLogger(__name__)

_lock = threading.Lock()
_loop: asyncio.AbstractEventLoop | None = None


def adopt_loop() -> None:
    """Makes the running loop the one that `run_on_loop` uses. Called by every socket's connect."""
    global _loop
    _loop = asyncio.get_running_loop()


def _own_loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="chatqual-loop", daemon=True).start()
    return loop


def current_loop() -> asyncio.AbstractEventLoop:
    global _loop
    with _lock:
        if _loop is None or _loop.is_closed() or not _loop.is_running():
            _loop = _own_loop()
        return _loop


_running: set[asyncio.Task[Any]] = set()


def _report(task: asyncio.Task[Any]) -> None:
    _running.discard(task)
    error = None if task.cancelled() else task.exception()
    if error is not None:
        # The rows are the truth and the heartbeat heals what was not told; say it and go on.
        log.warning("a call on the loop failed: %r", error)


def _start(work: Coroutine[Any, Any, Any]) -> None:
    task = asyncio.ensure_future(work)
    _running.add(task)  # the loop itself holds a task only weakly
    task.add_done_callback(_report)


def run_on_loop(work: Coroutine[Any, Any, Any]) -> None:
    """Starts `work` on the loop from any thread and does not wait for it."""
    current_loop().call_soon_threadsafe(_start, work)
