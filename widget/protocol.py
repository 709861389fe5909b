"""The visitor socket's frames, version 1: each a frozen class with its literal type.

`parse_client_frame` makes one from a checked JSON object (realtime.frames.read_frame) or raises
BadFrame in words for a person. Server frames give their JSON by `to_json`.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

from django.conf import settings

from chatqual.conversations.arrival import Page
from chatqual.conversations.receive import ReceiptKind
from chatqual.engine.slots import Json
from chatqual.realtime.frames import BadFrame, clean_text

VERSION = 1
MAX_COMMENT = 2000
MAX_TEXTS = {"session": 300, "code": 100, "locale": 35, "url": 2000, "title": 300, "referrer": 2000}


# --- client to server -----------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Hello:
    type: ClassVar = "hello"
    session: str | None
    after: int
    page: Page
    locale: str
    identity: Json | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class MessageFrame:
    type: ClassVar = "message"
    id: uuid.UUID
    text: str


@dataclass(frozen=True, slots=True)
class ReceiptFrame:
    """handoff, end, rating, feedback, consent or transcript: acknowledged like a message."""

    id: uuid.UUID
    kind: ReceiptKind
    payload: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Typing:
    type: ClassVar = "typing"


@dataclass(frozen=True, slots=True)
class Read:
    type: ClassVar = "read"
    seq: int


@dataclass(frozen=True, slots=True)
class PageView:
    type: ClassVar = "page"
    page: Page


@dataclass(frozen=True, slots=True)
class Ping:
    type: ClassVar = "ping"


ClientFrame = Hello | MessageFrame | ReceiptFrame | Typing | Read | PageView | Ping


def _text(data: Mapping[str, Any], key: str, id: str | None = None) -> str:
    value = data.get(key, "")
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadFrame(f'"{key}" must be text.', id)
    return clean_text(value)[: MAX_TEXTS.get(key, 2000)]


def _count(data: Mapping[str, Any], key: str, low: int = 0, id: str | None = None) -> int:
    value = data.get(key, 0)
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value < 2**31:
        raise BadFrame(f'"{key}" must be a whole number from {low}.', id)
    return value


def _client_id(data: Mapping[str, Any]) -> tuple[uuid.UUID, str]:
    value = data.get("id")
    if not isinstance(value, str):
        raise BadFrame('"id" must be a UUID made by the client.')
    try:
        return uuid.UUID(value), value
    except ValueError as error:
        raise BadFrame('"id" must be a UUID made by the client.', value[:64]) from error


def _page(data: Mapping[str, Any]) -> Page:
    return Page(_text(data, "url"), _text(data, "title"), _text(data, "referrer"))


def _hello(data: Mapping[str, Any]) -> Hello:
    if data.get("v") != VERSION:
        raise BadFrame(f'"v" must be {VERSION}: this server speaks version {VERSION}.')
    session = data.get("session")
    if session is not None and not isinstance(session, str):
        raise BadFrame('"session" must be text or null.')
    page = data.get("page")
    page = {} if page is None else page
    identity = data.get("identity")
    if not isinstance(page, dict) or not isinstance(identity, dict | None):
        raise BadFrame('"page" and "identity" must be objects.')
    locale = _text(data, "locale")
    if not all(part.isalnum() for part in locale.replace("_", "-").split("-")):
        locale = ""
    code = _text(data, "code")
    return Hello(session or None, _count(data, "after"), _page(page), locale, identity, code)


def _message(data: Mapping[str, Any]) -> MessageFrame:
    id, raw = _client_id(data)
    text = data.get("text")
    if not isinstance(text, str):
        raise BadFrame('"text" must be text.', raw)
    if len(text) > settings.CHATQUAL_MAX_TEXT:
        raise BadFrame(
            f"The message has {len(text)} characters; at most {settings.CHATQUAL_MAX_TEXT} "
            "can be sent. Please split it.",
            raw,
            "too_long",
        )
    text = clean_text(text)
    if not text:
        raise BadFrame("The message is empty.", raw)
    return MessageFrame(id, text)


def _plain_receipt(kind: ReceiptKind) -> Callable[[Mapping[str, Any]], ReceiptFrame]:
    def parse(data: Mapping[str, Any]) -> ReceiptFrame:
        return ReceiptFrame(_client_id(data)[0], kind)

    return parse


def _rating(data: Mapping[str, Any]) -> ReceiptFrame:
    id, raw = _client_id(data)
    score = _count(data, "score", 1, raw)
    if score > 5:
        raise BadFrame('"score" must be 1 to 5.', raw)
    comment = data.get("comment") or ""
    if not isinstance(comment, str):
        raise BadFrame('"comment" must be text.', raw)
    return ReceiptFrame(
        id, "rating", {"score": score, "comment": clean_text(comment)[:MAX_COMMENT]}
    )


def _feedback(data: Mapping[str, Any]) -> ReceiptFrame:
    id, raw = _client_id(data)
    if data.get("value") not in ("up", "down"):
        raise BadFrame('"value" must be "up" or "down".', raw)
    return ReceiptFrame(
        id, "feedback", {"seq": _count(data, "seq", 1, raw), "value": data["value"]}
    )


def _consent(data: Mapping[str, Any]) -> ReceiptFrame:
    id, raw = _client_id(data)
    if not isinstance(data.get("given"), bool):
        raise BadFrame('"given" must be true or false.', raw)
    version = data.get("version")
    if not isinstance(version, str | int) or isinstance(version, bool):
        raise BadFrame('"version" must be text or a number.', raw)
    payload = {"id": str(id), "version": str(version)[:60], "given": data["given"]}
    return ReceiptFrame(id, "consent", payload)


PARSERS: dict[str, Callable[[Mapping[str, Any]], ClientFrame]] = {
    "hello": _hello,
    "message": _message,
    "handoff": _plain_receipt("handoff"),
    "end": _plain_receipt("end"),
    "rating": _rating,
    "feedback": _feedback,
    "consent": _consent,
    "transcript": _plain_receipt("transcript"),
    "typing": lambda data: Typing(),
    "read": lambda data: Read(_count(data, "seq")),
    "page": lambda data: PageView(_page(data)),
    "ping": lambda data: Ping(),
}


def parse_client_frame(data: Mapping[str, Any]) -> ClientFrame:
    parser = PARSERS.get(data["type"])
    if parser is None:
        known = ", ".join(PARSERS)
        raise BadFrame(f"Unknown type {data['type'][:40]!r}. Known are: {known}.")
    return parser(data)


# --- server to client -----------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class ServerFrame:
    """The base: JSON is the type with the fields."""

    type: ClassVar[str]

    def to_json(self) -> Json:
        return {"type": self.type, **{f.name: getattr(self, f.name) for f in fields(self)}}


@dataclass(frozen=True, slots=True)
class Welcome(ServerFrame):
    type: ClassVar = "welcome"
    session: str | None
    conversation: str | None
    mode: str
    seq: int
    site: Json
    v: int = VERSION


@dataclass(frozen=True, slots=True)
class Ack(ServerFrame):
    type: ClassVar = "ack"
    id: str
    seq: int | None
    session: str


@dataclass(frozen=True, slots=True)
class MessageOut(ServerFrame):
    type: ClassVar = "message"
    seq: int
    id: str
    author: str
    name: str
    text: str
    html: str
    citations: list[Json]
    quick_replies: list[str]
    reply_to: int | None
    at: str


@dataclass(frozen=True, slots=True)
class Delta(ServerFrame):
    type: ClassVar = "delta"
    reply_to: int
    n: int
    text: str


@dataclass(frozen=True, slots=True)
class TypingOut(ServerFrame):
    type: ClassVar = "typing"
    author: str
    ttl: int = 6


@dataclass(frozen=True, slots=True)
class ReadOut(ServerFrame):
    type: ClassVar = "read"
    seq: int
    author: str = "agent"


@dataclass(frozen=True, slots=True)
class ModeOut(ServerFrame):
    type: ClassVar = "mode"
    mode: str
    agent: Json | None
    queue: Json | None


@dataclass(frozen=True, slots=True)
class Head(ServerFrame):
    type: ClassVar = "head"
    seq: int
    mode: str


@dataclass(frozen=True, slots=True)
class Pong(ServerFrame):
    type: ClassVar = "pong"
    seq: int
    mode: str


@dataclass(frozen=True, slots=True)
class EventOut(ServerFrame):
    type: ClassVar = "event"
    name: str


@dataclass(frozen=True, slots=True)
class ErrorOut(ServerFrame):
    type: ClassVar = "error"
    code: str
    message: str
    id: str | None = None
    retry_after: int | None = None
