"""The visitor socket. The edge is thin: parse, allow, call one function, answer."""

from __future__ import annotations

import asyncio
import math
import time
import uuid
from urllib.parse import parse_qs

from django.conf import settings

from chatqual.conversations import receive
from chatqual.conversations.arrival import MAX_PAGES, Arrival
from chatqual.conversations.broadcast import conversation_group, send_read, send_typing
from chatqual.conversations.errors import SessionExpired
from chatqual.conversations.models import Message
from chatqual.conversations.receive import Received
from chatqual.conversations.tokens import make_token
from chatqual.conversations.turns import prolong_settling
from chatqual.engine.slots import Json
from chatqual.realtime.clients import header, origin_of, own_origins
from chatqual.realtime.frames import BadFrame
from chatqual.realtime.limits import LINES, Counter, take_in_window
from chatqual.realtime.pool import in_pool
from chatqual.realtime.sockets import POLICY, FrameSocket, scope_query
from chatqual.sites.live import is_first_sign, record_first_sign
from chatqual.sites.models import Site
from chatqual.sites.registry import find_site
from widget import session
from widget.heartbeat import join_heartbeat
from widget.protocol import (
    Ack,
    ErrorOut,
    EventOut,
    Head,
    Hello,
    MessageFrame,
    PageView,
    Ping,
    Pong,
    Read,
    ReadOut,
    ReceiptFrame,
    Typing,
    TypingOut,
    Welcome,
    parse_client_frame,
)

TYPING_EVERY = 2.0
# An answer that comes sooner is not announced: that would cost as much as sending it.
TYPING_AFTER = 0.3
VISITORS = Counter()
EXPIRED = "Your chat on this device has expired. A new one begins with your next message."


class VisitorConsumer(FrameSocket):
    """One tab of one visitor."""

    site: Site
    # A socket that is refused ends, too, before it has any of its own.
    log: session.Log | None = None
    token_visitor: uuid.UUID | None = None
    answer_timer: asyncio.TimerHandle | None = None

    # --- life -------------------------------------------------------------------------------------
    async def may_connect(self) -> bool:
        self.arrival = Arrival()
        self.sent = 0
        self.sending = asyncio.Lock()
        self.typing_at = 0.0
        self.line_at = 0.0
        self.mode_sent: tuple[str, int] = ("bot", 0)
        key = parse_qs(scope_query(self.scope)).get("site", [""])[0]
        site = await in_pool(find_site, key)
        origin = origin_of(self.scope)
        allowed = own_origins(self.scope) | set(site.origins if site else ())
        if origin is None or origin not in allowed:
            return False
        self.found = site
        return True

    async def on_open(self) -> None:
        if self.found is None:
            await self.error("forbidden", "This site key is not known here. Check data-site.")
            await self.end(POLICY)
            return
        self.site = self.found
        scheme = "https" if self.scope.get("scheme") in ("wss", "https") else "http"
        host = header(self.scope, b"host")
        self.base_url = settings.CHATQUAL_PUBLIC_URL or f"{scheme}://{host}"
        join_heartbeat(self)

    async def on_end(self) -> None:
        self._stop_expecting()
        if self.token_visitor is not None:
            VISITORS.remove(str(self.token_visitor))
            self.token_visitor = None
        if self.log is not None:
            await self.stop_listening(conversation_group(self.log.conversation))

    # --- frames in --------------------------------------------------------------------------------
    async def handle_frame(self, frame: Json) -> None:
        parsed = parse_client_frame(frame)
        if isinstance(parsed, Hello):
            self.in_order(lambda: self.on_hello(parsed))
            self.may_speak = True
            return
        if not self.may_speak:
            raise BadFrame('The first frame must be "hello".', frame.get("id"))
        if isinstance(parsed, Ping):
            await self.send_frame(Pong(self.seq, self.mode).to_json())
        elif isinstance(parsed, Typing):
            await self.on_typing()
        elif isinstance(parsed, MessageFrame | ReceiptFrame):
            self.in_order(lambda: self.on_stored(parsed))
        elif isinstance(parsed, Read):
            self.in_order(lambda: self.on_read(parsed.seq))
        else:
            self.in_order(lambda: self.on_page(parsed))

    async def on_hello(self, hello: Hello) -> None:
        self.arrival.locale = hello.locale or self.site.locale
        self.arrival.page = hello.page
        self.arrival.is_test = self.site.is_test_mode or session.is_test_page(hello.page.url)
        if is_first_sign(self.site, hello.page.url):
            await in_pool(record_first_sign, self.site, hello.page.url)
        self._forget_log()
        try:
            self.arrival.identity = session.check_identity(self.site, hello.identity)
        except BadFrame as error:
            await self.refuse(error)
        after = 0
        if hello.session or hello.code:
            after = hello.after if await self._resume(hello) else 0
        await self._welcome(after)
        if self.log is not None:
            self.is_replaying = True
            try:
                await self.flush()
            finally:
                self.is_replaying = False
            self.mode_sent = ("bot", self.log.epoch)
            await self.send_mode()

    async def _welcome(self, after: int) -> None:
        token = make_token(self.site.public_key, self.log.visitor) if self.log else None
        language = self.arrival.locale.split("-")[0]
        welcome = Welcome(
            session=token,
            conversation=str(self.log.conversation) if self.log else None,
            mode=self.mode,
            seq=self.seq,
            site=await in_pool(session.site_json, self.site, language),
        )
        async with self.sending:
            self.sent = min(after, self.seq)
            await self.send_frame(welcome.to_json())

    def _forget_log(self) -> None:
        self.log = None

    async def _resume(self, hello: Hello) -> bool:
        hello = session.within_limits(hello, self.address)
        try:
            self.log = await in_pool(session.open_session, self.site, hello, self.arrival.identity)
        except SessionExpired:
            await self.error("expired", EXPIRED)
            return False
        await self._join()
        return True

    async def _join(self) -> None:
        assert self.log is not None  # noqa: S101 - the callers have just set it
        if self.token_visitor != self.log.visitor:
            if self.token_visitor is not None:
                VISITORS.remove(str(self.token_visitor))
            self.token_visitor = self.log.visitor
            if VISITORS.add(str(self.log.visitor)) > settings.CHATQUAL_SOCKETS_PER_VISITOR:
                await self.error("rate_limited", "This chat is open in too many tabs.", retry=60)
                await self.end(POLICY)
        await self.listen_to(conversation_group(self.log.conversation))

    async def on_stored(self, frame: MessageFrame | ReceiptFrame) -> None:
        wait = self.price_of_line()
        if isinstance(frame, ReceiptFrame) and self.log is None and frame.kind != "handoff":
            await self._before_first(frame)
            return
        if wait and not await self._is_known(frame):
            text = f"That was a lot at once. Please wait {wait} seconds; your text is kept."
            await self.error("rate_limited", text, str(frame.id), wait)
            return
        is_first = self.log is None
        received = await self._acknowledge(frame, is_paid=not wait)
        if received is None:
            await self._begin_anew()
            return
        self.line_at = time.monotonic()
        if isinstance(frame, MessageFrame) and not received.was_known:
            self._expect_answer()
        if is_first:
            await self._join()
        await self.flush(received.seq)
        if is_first:
            await self.send_mode()  # what was told before this socket listened

    async def _acknowledge(
        self, frame: MessageFrame | ReceiptFrame, *, is_paid: bool
    ) -> Received | None:
        """Stores and acknowledges, before anything of it is sent; None where the log is gone."""
        async with self.sending:
            try:
                received, log = await in_pool(self._store_in_log, frame)
            except SessionExpired:
                await self.error("expired", EXPIRED, str(frame.id))
                return None
            if received.was_known and is_paid:
                LINES.give_back(self.limit_key)
            self.log = self.log or log
            token = make_token(self.site.public_key, received.visitor)
            await self.send_frame(Ack(str(frame.id), received.seq, token).to_json())
        return received

    async def _begin_anew(self) -> None:
        """The log was deleted under an open socket: the next message begins another."""
        if self.log is not None:
            await self.stop_listening(conversation_group(self.log.conversation))
        self.log = None
        await self._welcome(0)

    def _store_in_log(self, frame: MessageFrame | ReceiptFrame) -> tuple[Received, session.Log]:
        """The log is the one that this socket shows, or the one that was begun now."""
        log = self.log
        received = self._store(frame)
        return received, log or session.load_log(received.conversation)

    def _store(self, frame: MessageFrame | ReceiptFrame) -> Received:
        visitor = self.log.visitor if self.log else None
        if isinstance(frame, MessageFrame):
            return receive.receive_message(
                site=self.site,
                visitor=visitor,
                arrival=self.arrival,
                client_id=frame.id,
                text=frame.text,
            )
        return receive.receive_receipt(
            site=self.site,
            visitor=visitor,
            arrival=self.arrival,
            client_id=frame.id,
            kind=frame.kind,
            payload=frame.payload,
        )

    async def _before_first(self, frame: ReceiptFrame) -> None:
        """Nothing is stored before the first message: consent waits, the rest has no object yet."""
        if frame.kind != "consent":
            raise BadFrame(f'"{frame.kind}" needs a conversation first.', str(frame.id))
        self.arrival.consent = frame.payload
        await self.send_frame(Ack(str(frame.id), None, "").to_json())

    async def _is_known(self, frame: MessageFrame | ReceiptFrame) -> bool:
        if self.log is None:
            return False
        return await in_pool(receive.is_known, self.log.conversation, frame.id)

    @property
    def limit_key(self) -> str:
        who = str(self.log.visitor) if self.log else f"{self.address}/{self.channel_name}"
        return f"{self.site.pk}:{who}"

    def price_of_line(self) -> int:
        """0 where the visitor may send, else the seconds to wait, rounded up."""
        wait = LINES.take(self.limit_key)
        if wait:
            return math.ceil(wait)
        return 0 if take_in_window("line", self.limit_key, settings.CHATQUAL_PER_MINUTE) else 60

    async def on_typing(self) -> None:
        now = time.monotonic()
        if self.log is None or now - self.typing_at < TYPING_EVERY:
            return
        self.typing_at = now
        await send_typing(self.log.conversation, "visitor")
        if now - self.line_at < settings.CHATQUAL_SETTLE_MAX_MS / 1000:
            conversation = self.log.conversation
            self.in_order(lambda: in_pool(prolong_settling, conversation))

    async def on_read(self, seq: int) -> None:
        if self.log is not None:
            await in_pool(receive.record_read, self.log.conversation, seq)
            await send_read(self.log.conversation, "visitor", seq)

    async def on_page(self, view: PageView) -> None:
        if self.log is not None:
            await in_pool(receive.record_page, self.log.conversation, view.page)
        elif len(self.arrival.pages) < MAX_PAGES:
            self.arrival.pages.append(view.page)

    def _expect_answer(self) -> None:
        """Every tab, and the desk, sees the assistant at work where its answer takes a moment."""
        self._stop_expecting()
        loop = asyncio.get_running_loop()
        self.answer_timer = loop.call_later(TYPING_AFTER, self.in_order, self._tell_typing)

    def _stop_expecting(self) -> None:
        if self.answer_timer is not None:
            self.answer_timer.cancel()
            self.answer_timer = None

    async def _tell_typing(self) -> None:
        if self.answer_timer is not None and self.log and self.log.mode in ("bot", "waiting"):
            await send_typing(self.log.conversation, "bot")

    # --- from the channel layer: hints to look ----------------------------------------------------
    async def conversation_poke(self, event: Json) -> None:
        seq = event["seq"]
        if seq > self.sent:
            self.in_order(lambda: self.flush(seq))
        if (event["mode"], event["epoch"]) != self.mode_sent:
            self.in_order(self.send_mode)

    async def conversation_typing(self, event: Json) -> None:
        if event["author"] in ("bot", "agent"):
            await self.send_frame(TypingOut(event["author"]).to_json())

    async def conversation_read(self, event: Json) -> None:
        if event["author"] == "agent":
            await self.send_frame(ReadOut(event["seq"]).to_json())

    async def conversation_event(self, event: Json) -> None:
        await self.send_frame(EventOut(event["name"]).to_json())

    async def conversation_gone(self, event: Json) -> None:
        self.in_order(self._lose_log)

    async def _lose_log(self) -> None:
        if self.log is not None:  # else it was told already
            await self.error("expired", EXPIRED)
            await self._begin_anew()

    # --- frames out -------------------------------------------------------------------------------
    @property
    def seq(self) -> int:
        return self.log.seq if self.log else 0

    @property
    def mode(self) -> str:
        return self.log.mode if self.log else "bot"

    async def flush(self, told: int | None = None) -> None:
        """Sends every line that this socket has not sent yet, in order, from the database.

        `told`: up to there they may be at hand, where this process has just stored them.
        """
        async with self.sending:
            while self.log is not None and self.is_open:
                conversation = self.log.conversation
                await self._send_lines(session.lines_at_hand(conversation, self.sent, told or 0))
                if told is not None and self.sent >= told:
                    return
                new = await in_pool(session.messages_after, conversation, self.sent)
                await self._send_lines(new)
                if len(new) < session.BATCH:
                    return

    async def _send_lines(self, lines: list[Message]) -> None:
        for line in lines:
            if line.author == Message.Author.BOT:
                self._stop_expecting()
            await self.send_frame(session.message_frame(line, self.base_url, self.site))
            self.sent = line.seq
        if self.log is not None:
            self.log.seq = max(self.log.seq, self.sent)

    async def send_mode(self) -> None:
        """Tells the mode where it changed since it was last told."""
        if self.log is None:
            return
        log = await in_pool(session.load_log, self.log.conversation)
        seq, self.log = self.log.seq, log
        self.log.seq = max(seq, self.sent)
        if (log.mode, log.epoch) == self.mode_sent:
            return
        self.mode_sent = (log.mode, log.epoch)
        await self.send_frame(await in_pool(session.mode_frame, log, self.site))

    async def beat(self, seq: int, mode: str) -> None:
        """The heartbeat: heals whatever the channel layer dropped."""
        await self.send_frame(Head(seq, mode).to_json())
        if self.unheard_groups:
            self.in_order(self.listen_again)
        if self.log is not None and seq > self.sent:
            self.in_order(self.flush)
        if self.log is not None and mode != self.mode_sent[0]:
            self.in_order(self.send_mode)

    async def error(
        self, code: str, text: str, id: str | None = None, retry: int | None = None
    ) -> None:
        await self.send_frame(ErrorOut(code, text, id, retry).to_json())
