"""What a desk socket does beside its frames in order: slow look-ups, and what stands by a log."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from chatqual.engine.slots import Json
from chatqual.handoff import changes, registry
from chatqual.realtime.pool import LOOK_UPS, Pool
from chatqual.realtime.sockets import FrameSocket

R = TypeVar("R")


class AsideSocket(FrameSocket):
    """`as_staff`, `say`, `queue`, `guarded` and `opened` are the consumer's."""

    opened: Mapping[uuid.UUID, Any]

    def start_asides(self) -> None:
        self.asked: dict[str, Any] = {}
        self.asking: dict[str, asyncio.Task[None]] = {}

    async def as_staff(self, work: Callable[..., R], *args: Any, pool: Pool = LOOK_UPS) -> R:
        raise NotImplementedError

    async def say(self, frame: Any) -> None:
        raise NotImplementedError

    def queue(self, work: Callable[[], Awaitable[None]]) -> None:
        raise NotImplementedError

    async def guarded(self, work: Callable[[], Awaitable[None]]) -> None:
        raise NotImplementedError

    # --- slow look-ups ----------------------------------------------------------------------------
    def ask_aside(self, frame: Any) -> None:
        """Looks up beside all else; of what waits of one type, only the newest is answered."""
        self.asked[frame.type] = frame
        if frame.type not in self.asking:
            self.asking[frame.type] = asyncio.create_task(self._ask(frame.type))

    async def _ask(self, type_: str) -> None:
        while self.is_open and type_ in self.asked:
            work = partial(self._look_up, self.asked.pop(type_))
            await self.attempt(partial(self.guarded, work))
        del self.asking[type_]

    async def _look_up(self, frame: Any) -> None:
        await self.say(await self.as_staff(changes.look_up, frame, pool=LOOK_UPS))

    # --- what stands by a log ---------------------------------------------------------------------
    async def desk_beside(self, event: Json) -> None:
        """For whoever has the conversation open."""
        conversation = uuid.UUID(event["conversation"])
        if conversation in self.opened:
            self.queue(partial(self._show, event["part"], conversation))

    async def _show(self, part: str, conversation: uuid.UUID) -> None:
        await self.say(await self.as_staff(registry.beside, part, conversation))
