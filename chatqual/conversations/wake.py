"""`wake`: a row is due; somebody may do it now. Losing a call loses nothing, the sweeper finds it.

With Redis it is a Celery delay, else a call into this process's own pool.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

from chatqual.realtime.loop import run_on_loop
from chatqual.realtime.pool import TURNS

log = logging.getLogger(__name__)

RowKind = Literal["turn", "outbox", "followup"]
TASK_NAME = "chatqual.do_row"

# A row's key, and who has claimed it already ("" for nobody).
Doer = Callable[[int, str], None]

_DOERS: dict[str, Doer] = {}
_LOCAL = threading.local()


def register_doer(kind: RowKind, doer: Doer) -> None:
    """The room that knows how to do such rows says so at start."""
    _DOERS[kind] = doer


def do_row(kind: str, pk: int, owner: str = "") -> None:
    """Does the row now, in this thread; `owner` where the row was claimed when it was made."""
    _DOERS[kind](pk, owner)


def _delay(kind: RowKind, pk: int) -> None:
    from celery import current_app

    try:
        current_app.send_task(TASK_NAME, args=[kind, pk], retry=False)
    except OperationalError as error:
        # The broker is away: the visitor still gets the answer, from this process.
        log.warning("the broker cannot be reached (%s); doing %s %s here", error, kind, pk)
        do_row(kind, pk)
    else:
        run_on_loop(_mind(kind, pk))


async def _mind(kind: RowKind, pk: int) -> None:
    """A visitor does not wait for a worker that is dead, behind, or slow to find Redis again."""
    await asyncio.sleep(settings.CHATQUAL_WORKER_PATIENCE)
    TURNS.submit(do_row, kind, pk)


@contextmanager
def in_this_thread() -> Iterator[None]:
    """Within it, what is woken is done at once and here: for commands that make conversations."""
    _LOCAL.inline = True
    try:
        yield
    finally:
        _LOCAL.inline = False


def is_done_here() -> bool:
    """Whether this process does what it wakes: then it may claim a row as it makes it."""
    return not settings.REDIS_URL


def wake(kind: RowKind, pk: int, owner: str = "") -> None:
    """From any thread; returns at once."""
    if getattr(_LOCAL, "inline", False):
        do_row(kind, pk, owner)
    elif is_done_here():
        TURNS.submit(do_row, kind, pk, owner)
    else:
        TURNS.submit(_delay, kind, pk)


def wake_on_commit(kind: RowKind, pk: int, owner: str = "") -> None:
    transaction.on_commit(lambda: wake(kind, pk, owner))
