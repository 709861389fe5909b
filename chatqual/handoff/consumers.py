"""The staff's socket: a frame in, permission asked anew, one function, an answer; and what changed.

What comes through the channel layer is a hint. It is gathered, and the rows are read once for all
hints that came meanwhile; the heartbeat finds what no hint told of.
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeVar

from django.conf import settings
from django.db import DatabaseError

from chatqual.conversations.broadcast import (
    conversation_group,
    desk_group,
    send_read,
    send_to_group,
    send_typing,
)
from chatqual.engine.slots import Json
from chatqual.handoff import changes, registry
from chatqual.handoff.activity import tell_presence
from chatqual.handoff.changes import Followed
from chatqual.handoff.errors import NoAccess, NotFound
from chatqual.handoff.history import PAGE
from chatqual.handoff.pacing import Pace
from chatqual.handoff.parts import parts_of
from chatqual.handoff.presence import record_gone
from chatqual.handoff.protocol import (
    Ack,
    Change,
    Error,
    Head,
    Hello,
    Leave,
    Lines,
    Opened,
    PanelUpdate,
    Ping,
    Pong,
    Presence,
    Queue,
    QueueUpdate,
    Read,
    ReadSeen,
    Send,
    Typing,
    TypingSeen,
    read_client_frame,
)
from chatqual.handoff.queue import Mark
from chatqual.handoff.session import cookies_of, csrf_holds
from chatqual.handoff.socket_aside import AsideSocket
from chatqual.handoff.socket_news import NewsSocket, Noting
from chatqual.handoff.staff import Staff, staff_group, staff_of_session
from chatqual.realtime.clients import origin_of, own_origins
from chatqual.realtime.frames import BadFrame
from chatqual.realtime.limits import LINES, Counter
from chatqual.realtime.pool import SOCKETS as IN_ORDER
from chatqual.realtime.pool import Pool, in_pool, run_in
from chatqual.realtime.sockets import POLICY

log = logging.getLogger(__name__)
R = TypeVar("R")

SIGNED_OUT = 4001
TYPING_EVERY = 2.0
# A whole queue is large; staff are known and few.
OUTBOUND_BYTES = 8 * 1024 * 1024
SOCKETS = Counter()


class DeskConsumer(NewsSocket, AsideSocket):
    """One tab of one member of staff."""

    staff: Staff

    # --- life -------------------------------------------------------------------------------------
    async def may_connect(self) -> bool:
        self.opened: dict[uuid.UUID, Followed] = {}
        self.marks: dict[uuid.UUID, Mark] = {}
        self.changed: set[uuid.UUID] = set()
        self.poked: set[uuid.UUID] = set()
        self.sites: tuple[int, ...] = ()
        self.typing_at: dict[uuid.UUID, float] = {}
        self.start_asides()
        self.beating: asyncio.Task[None] | None = None
        self.has_joined = False
        self.has_signed_out = False
        self.pace = Pace(lambda: self.queue(self._show_news))
        self.start_news()
        if origin_of(self.scope) not in own_origins(self.scope):
            return False
        self.cookies = cookies_of(self.scope)
        self.session_key = self.cookies.get(settings.SESSION_COOKIE_NAME, "")
        try:
            self.staff = await in_pool(staff_of_session, self.session_key)
        except NoAccess:
            return False
        return True

    async def on_open(self) -> None:
        self.user_key = f"staff:{self.staff.user.pk}"
        if SOCKETS.add(self.user_key) > settings.CHATQUAL_SOCKETS_PER_VISITOR:
            await self.say(Error("rate_limited", "The desk is open in too many tabs."))
            await self.end(POLICY)

    async def on_end(self) -> None:
        if not hasattr(self, "user_key"):
            return
        if self.beating is not None:
            self.beating.cancel()
        self.pace.stop()
        SOCKETS.remove(self.user_key)
        for conversation in list(self.opened):
            await self._leave(conversation)
        if self.has_joined:
            await self._join_sites(())
            await self.stop_listening(staff_group(self.staff.user.pk))
        if not SOCKETS.of(self.user_key):
            user = self.staff.user.pk
            await in_pool(record_gone, user_id=user, has_signed_out=self.has_signed_out)
            # Another process may hold a tab of theirs: that one says that they are still here.
            await send_to_group(staff_group(user), {"type": "staff.still"})
            await tell_presence(self.staff.sites)

    def outbound_budget(self) -> int:
        return OUTBOUND_BYTES

    # --- frames in --------------------------------------------------------------------------------
    async def handle_frame(self, frame: Json) -> None:
        parsed = read_client_frame(frame)
        if isinstance(parsed, Hello):
            await self._on_hello(parsed)
            return
        if not self.may_speak:
            raise BadFrame('The first frame must be "hello".', frame.get("id"))
        if isinstance(parsed, Ping):
            await self.say(Pong())
        elif isinstance(parsed, Leave):
            await self._leave(parsed.conversation)
        elif registry.is_slow(parsed):
            self.ask_aside(parsed)
        elif not (isinstance(parsed, Typing) and self._typed_lately(parsed.conversation)):
            self.queue(lambda: self._answer(parsed))

    async def _on_hello(self, hello: Hello) -> None:
        if not csrf_holds(hello.csrf, self.cookies):
            await self.say(Error("forbidden", "The page is out of date. Load it again."))
            await self.end(POLICY)
            return
        self.may_speak = True
        self.queue(self._greet)

    async def _greet(self) -> None:
        # The groups come first: what happens between them and the query is then told twice.
        await self._join_sites(self.staff.sites)
        await self.listen_to(staff_group(self.staff.user.pk))
        self.has_joined = True
        welcome, queue = await self.as_staff(changes.greet)
        await self.say(welcome)
        await self.say(queue)
        await self.tell_parts()
        await tell_presence(self.staff.sites)
        if self.beating is None:
            self.beating = asyncio.create_task(self._beat_on())

    async def _answer(self, frame: Any) -> None:
        """One frame that needs the database. Permission is asked again with each."""
        if isinstance(frame, Change) or registry.change_of(frame):
            await self._change(frame)
        elif isinstance(frame, Typing):
            if await self.as_staff(changes.is_owner, frame):
                await send_typing(frame.conversation, "agent", self.staff.name)
        elif isinstance(frame, Read):
            await self._read(frame)
        elif isinstance(frame, Noting):
            await self.tell_noting(frame)
        elif isinstance(frame, Presence):
            await self.as_staff(changes.set_presence, frame)
            await tell_presence(self.staff.sites)
        else:
            await self._look_up(frame)

    async def _change(self, frame: Change) -> None:
        key = self.user_key
        wait = LINES.take(key) if isinstance(frame, Send) else 0.0
        if wait:
            text = "That was a lot at once; it is sent in a moment."
            await self.say(self._later("rate_limited", text, frame, math.ceil(wait)))
            return
        try:
            answer = await self.as_staff(changes.carry_out, frame)
        except DatabaseError as error:
            # Under its id, so that the page sends the very same again: it is stored once.
            log.warning("a change could not be stored: %s", error)
            text = "That could not be stored just now; it is tried again."
            await self.say(self._later("unavailable", text, frame, 3))
            return
        await self.say(answer)
        if not isinstance(answer, Ack):
            # The page's picture is old: bring it up to date with the refusal.
            self.changed.add(frame.conversation)
            self.pace.now()

    def _later(self, code: Any, text: str, frame: Change, seconds: int) -> Error:
        return Error(code, text, str(frame.id), str(frame.conversation), retry_after=seconds)

    async def _read(self, frame: Read) -> None:
        told: ReadSeen | None = await self.as_staff(changes.read_up_to, frame)
        if told is not None:
            await send_read(frame.conversation, "agent", frame.seq)
        self.changed.add(frame.conversation)
        self.pace.now()

    async def _look_up(self, frame: Any) -> None:
        conversation: Any = getattr(frame, "conversation", None)
        if frame.type == "open":
            await self.listen_to(conversation_group(conversation))
        try:
            answer = await self.as_staff(changes.look_up, frame)
        except NotFound:
            if conversation is None:
                raise
            await self._leave(conversation)
            text = "There is no such conversation."
            await self.say(Error("not_found", text, conversation=str(conversation)))
            return
        if isinstance(answer, Opened):
            self.opened[conversation] = Followed.of(answer.item.seq, answer.panel)
        await self.say(answer)
        if isinstance(answer, Opened):
            await self.begin_viewing(conversation)

    async def _leave(self, conversation: uuid.UUID) -> None:
        self.opened.pop(conversation, None)
        await self.stop_listening(conversation_group(conversation))
        await self.stop_viewing(conversation)

    def _typed_lately(self, conversation: uuid.UUID) -> bool:
        now, last = time.monotonic(), self.typing_at.get(conversation, 0.0)
        if now - last < TYPING_EVERY:
            return True
        self.typing_at = {conversation: now}
        return False

    # --- permission -------------------------------------------------------------------------------
    def queue(self, work: Callable[[], Awaitable[None]]) -> None:
        self.in_order(lambda: self.guarded(work))

    async def guarded(self, work: Callable[[], Awaitable[None]]) -> None:
        if not self.is_open:
            return
        try:
            await work()
        except NoAccess:
            self.has_signed_out = True
            await self.say(Error("forbidden", "You are signed out of the desk."))
            await self.end(SIGNED_OUT)
        except NotFound:
            await self.say(Error("not_found", "There is no such conversation."))

    async def as_staff(self, work: Callable[..., R], *args: Any, pool: Pool = IN_ORDER) -> R:
        """Does `work` for whoever the session names now. Raises NoAccess."""
        self.staff, result = await run_in(pool, changes.as_staff, self.session_key, work, *args)
        if self.has_joined and self.staff.sites != self.sites:
            await self._join_sites(self.staff.sites)
            self.queue(self._list_again)
        return result

    async def _list_again(self) -> None:
        """Their sites are others now: what they had open elsewhere is closed."""
        queue: Queue = await self.as_staff(changes.list_queue)
        await self.say(queue)
        still = await self.as_staff(changes.reachable, set(self.opened))
        for conversation in self.opened.keys() - still:
            await self._leave(conversation)
        await self.tell_parts()

    async def _join_sites(self, sites: tuple[int, ...]) -> None:
        for site in set(self.sites) - set(sites):
            await self.stop_listening(desk_group(site))
        for site in set(sites) - set(self.sites):
            await self.listen_to(desk_group(site))
        self.sites = sites

    # --- from the channel layer: hints to look ----------------------------------------------------
    async def desk_poke(self, event: Json) -> None:
        self.changed.add(uuid.UUID(event["conversation"]))
        self.pace.soon()

    async def conversation_poke(self, event: Json) -> None:
        self.poked.add(uuid.UUID(event["conversation"]))
        self.pace.now()

    async def conversation_gone(self, event: Json) -> None:
        """It was deleted: the pages close it as they hear that it is no longer in the queue."""
        self.changed.add(uuid.UUID(event["conversation"]))
        self.pace.now()

    async def desk_presence(self, event: Json) -> None:
        self.queue(self._show_colleagues)

    async def staff_still(self, event: Json) -> None:
        self.queue(self._beat)

    async def staff_recheck(self, event: Json) -> None:
        """The user has signed out somewhere, or may do other things than before."""
        self.queue(self._show_colleagues)

    async def conversation_typing(self, event: Json) -> None:
        conversation = event.get("conversation")
        mine = event["author"] == "agent" and event.get("name") == self.staff.name
        if conversation and not mine:
            await self.say(TypingSeen(conversation, event["author"], event.get("name", "")))

    async def conversation_read(self, event: Json) -> None:
        conversation = event.get("conversation")
        if conversation:
            await self.say(ReadSeen(conversation, event["author"], event["seq"]))

    async def conversation_event(self, event: Json) -> None:
        """For the embedding page only."""

    async def _show_colleagues(self) -> None:
        await self.say(await self.as_staff(changes.colleagues))

    # --- what is new ------------------------------------------------------------------------------
    async def _show_news(self) -> None:
        self.pace.begun()
        changed, self.changed = self.changed, set()
        poked, self.poked = self.poked, set()
        followed = {c: self.opened[c] for c in poked if c in self.opened}
        frames: list[Any] = await self.as_staff(changes.news_of, changed, followed)
        for frame in frames:
            await self.say(frame)
            self._remember(frame)

    def _remember(self, frame: Any) -> None:
        if isinstance(frame, QueueUpdate):
            return
        conversation = uuid.UUID(frame.conversation)
        has = self.opened.get(conversation)
        if has is None:
            return
        if isinstance(frame, Lines) and frame.lines:
            self.opened[conversation] = replace(has, seq=frame.lines[-1].seq)
            if len(frame.lines) >= PAGE:
                self.poked.add(conversation)
                self.pace.now()
        elif isinstance(frame, PanelUpdate):
            self.opened[conversation] = Followed.of(has.seq, frame.panel)

    async def _beat_on(self) -> None:
        every = min(settings.CHATQUAL_HEARTBEAT, settings.CHATQUAL_AGENT_TIMEOUT / 3)
        while self.is_open:
            await asyncio.sleep(every)
            self.queue(self._beat)

    async def _beat(self) -> None:
        """Says that the agent is here, and finds what no hint told of."""
        await self.listen_again()
        colleagues, marks = await self.as_staff(changes.beat)
        await self.say(colleagues)
        await self.tell_parts()
        await self.view_again()
        missed = {c for c, mark in marks.items() if self.marks.get(c, mark) != mark}
        missed |= marks.keys() - self.marks.keys() if self.marks else set()
        missed |= self.marks.keys() - marks.keys()
        self.marks = marks
        self.changed |= missed
        self.poked |= {c for c, has in self.opened.items() if c in marks and marks[c].seq > has.seq}
        if self.changed or self.poked:
            self.pace.now()
        heads = {str(c): marks[c].seq for c in self.opened if c in marks}
        await self.say(Head(heads))

    # --- frames out -------------------------------------------------------------------------------
    async def say(self, frame: Any) -> None:
        for part in parts_of(frame):
            await self.send_frame(part)
