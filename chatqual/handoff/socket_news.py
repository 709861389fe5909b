"""What a desk socket tells beside queue and conversation: parts, and who looks on."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, TypeVar

from chatqual.conversations.broadcast import send_to_group
from chatqual.engine.slots import Json
from chatqual.handoff import changes, registry
from chatqual.handoff.staff import Staff
from chatqual.realtime.sockets import FrameSocket

R = TypeVar("R")
Doing = Literal["viewing", "note", "gone"]
# Seconds for which a page believes it. A viewer says so again with each heartbeat.
VIEWING_TTL = 75
WRITING_TTL = 8


@dataclass(frozen=True, slots=True)
class ViewingSeen:
    """A colleague has the conversation open, writes a note in it, or has left it."""

    type: ClassVar[str] = "viewing"
    conversation: str
    user: int
    name: str
    doing: Doing
    ttl: int


@dataclass(frozen=True, slots=True)
class Noting:
    """Said now and then while a private note is written; typing to the visitor is `typing`."""

    type: ClassVar[str] = "noting"
    conversation: uuid.UUID


registry.add_frame(Noting)


def viewers_group(conversation: uuid.UUID) -> str:
    """Of staff alone: the visitor's socket hears nothing of who looks on."""
    return f"viewers.{conversation.hex}"


class NewsSocket(FrameSocket):
    """`as_staff`, `say` and `queue` are the consumer's."""

    staff: Staff

    def start_news(self) -> None:
        self.told: dict[str, Any] = {}
        self.parts_due: set[str] = set()
        self.viewed: set[uuid.UUID] = set()

    async def as_staff(self, work: Callable[..., R], *args: Any) -> R:
        raise NotImplementedError

    async def say(self, frame: Any) -> None:
        raise NotImplementedError

    def queue(self, work: Callable[[], Awaitable[None]]) -> None:
        raise NotImplementedError

    # --- parts ------------------------------------------------------------------------------------
    async def desk_part(self, event: Json) -> None:
        """One look for all hints that come until it begins."""
        if not self.parts_due:
            self.queue(self._tell_due_parts)
        self.parts_due.add(event["part"])

    async def _tell_due_parts(self) -> None:
        parts, self.parts_due = frozenset(self.parts_due), set()
        await self.tell_parts(parts)

    async def tell_parts(self, parts: frozenset[str] | None = None) -> None:
        """Says what is not what the page was told last; None: of all parts."""
        frames: dict[str, Any] = await self.as_staff(registry.news_for, parts)
        for part, frame in frames.items():
            if self.told.get(part) != frame:
                self.told[part] = frame
                await self.say(frame)

    # --- who looks on -----------------------------------------------------------------------------
    async def begin_viewing(self, conversation: uuid.UUID) -> None:
        await self.listen_to(viewers_group(conversation))
        self.viewed.add(conversation)
        await self.tell_viewing(conversation, "viewing", asks=True)

    async def stop_viewing(self, conversation: uuid.UUID) -> None:
        if conversation not in self.viewed:
            return
        self.viewed.discard(conversation)
        await self.stop_listening(viewers_group(conversation))
        await self.tell_viewing(conversation, "gone")

    async def tell_noting(self, noting: Noting) -> None:
        if noting.conversation in await self.as_staff(changes.reachable, {noting.conversation}):
            await self.tell_viewing(noting.conversation, "note")

    async def view_again(self) -> None:
        for conversation in self.viewed:
            await self.tell_viewing(conversation, "viewing")

    async def tell_viewing(
        self, conversation: uuid.UUID, doing: Doing, *, asks: bool = False
    ) -> None:
        event: Json = {
            "type": "staff.viewing",
            "conversation": str(conversation),
            "user": self.staff.user.pk,
            "name": self.staff.name,
            "doing": doing,
            "asks": asks,
        }
        await send_to_group(viewers_group(conversation), event)

    async def staff_viewing(self, event: Json) -> None:
        """A newcomer asks who else is there; whoever is says so once."""
        conversation = uuid.UUID(event["conversation"])
        if conversation not in self.viewed:
            return
        is_own = event["user"] == self.staff.user.pk
        if event["doing"] == "gone" and is_own:
            # Another tab of one's own was closed; this one is still looking.
            await self.tell_viewing(conversation, "viewing")
        if is_own:
            return
        ttl = WRITING_TTL if event["doing"] == "note" else VIEWING_TTL
        await self.say(
            ViewingSeen(event["conversation"], event["user"], event["name"], event["doing"], ttl)
        )
        if event["asks"]:
            await self.tell_viewing(conversation, "viewing")
