"""One heartbeat for all sockets of the process, with one query for many conversations."""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
import weakref
from typing import Protocol

from django.conf import settings
from django.db import DatabaseError

from chatqual.conversations.models import Conversation
from chatqual.engine.slots import Json
from chatqual.realtime.pool import in_pool
from chatqual.realtime.sockets import POLICY
from widget.session import Log

log = logging.getLogger(__name__)
CHUNK = 500


class Beaten(Protocol):
    log: Log | None
    heard_at: float

    async def beat(self, seq: int, mode: str) -> None: ...
    async def conversation_gone(self, event: Json) -> None: ...
    async def end(self, code: int) -> None: ...


_sockets: weakref.WeakSet[Beaten] = weakref.WeakSet()
_task: asyncio.Task[None] | None = None


def join_heartbeat(socket: Beaten) -> None:
    """Adds a socket; the beat starts with the first one and follows the running loop."""
    global _task
    _sockets.add(socket)
    if _task is None or _task.done() or _task.get_loop() is not asyncio.get_running_loop():
        _task = asyncio.create_task(_beat_on())


async def _beat_on() -> None:
    while _sockets:
        await asyncio.sleep(settings.CHATQUAL_HEARTBEAT)
        try:
            await beat_all()
        except DatabaseError as error:
            log.warning("no heartbeat this time: %s", error)


def _heads(conversations: list[uuid.UUID]) -> dict[uuid.UUID, tuple[int, str]]:
    found: dict[uuid.UUID, tuple[int, str]] = {}
    for start in range(0, len(conversations), CHUNK):
        rows = Conversation.objects.filter(pk__in=conversations[start : start + CHUNK])
        found.update(
            {pk: (seq, mode) for pk, seq, mode in rows.values_list("pk", "last_seq", "mode")}
        )
    return found


async def beat_all() -> None:
    """Sends a head to every socket; ends those that have been silent for too long."""
    sockets = list(_sockets)
    wanted = {s.log.conversation for s in sockets if s.log is not None}
    heads = await in_pool(_heads, list(wanted)) if wanted else {}
    longest = time.monotonic() - settings.CHATQUAL_IDLE_TIMEOUT
    for socket in sockets:
        if socket.heard_at < longest:
            await socket.end(POLICY)
            continue
        conversation = socket.log.conversation if socket.log else None
        if conversation in wanted - heads.keys():
            await socket.conversation_gone({})
            continue
        seq, mode = heads.get(conversation, (0, "bot")) if conversation else (0, "bot")
        await socket.beat(seq, mode)
