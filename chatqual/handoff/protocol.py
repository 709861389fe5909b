"""The desk's socket, version 1: every frame is one class with a literal `type`.

A frame from the browser goes through `read_client_frame`, one to the browser through `to_json`.
"""

from __future__ import annotations

import uuid
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, ClassVar, Literal

from chatqual.conversations.trace import TraceStep
from chatqual.engine.slots import Json
from chatqual.handoff import registry
from chatqual.handoff.fields import READERS, Cite, SendStatus, SetTier
from chatqual.handoff.panel_shapes import Panel
from chatqual.handoff.shapes import (
    Colleague,
    JournalLine,
    Line,
    QueueItem,
    SiteInfo,
    plain,
)
from chatqual.realtime.frames import BadFrame

VERSION = 1
ErrorCode = Literal[
    "bad_frame",
    "too_long",
    "rate_limited",
    "forbidden",
    "not_found",
    "stale_owner",
    "unavailable",
]


# --- from the browser ----------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Hello:
    """Must be first. `csrf` is the token of the page, checked against the cookie."""

    type: ClassVar[str] = "hello"
    v: int
    csrf: str


@dataclass(frozen=True, slots=True)
class Open:
    """Shows a conversation and follows it live. `after`: the last seq that the page has, or 0."""

    type: ClassVar[str] = "open"
    conversation: uuid.UUID
    after: int = 0


@dataclass(frozen=True, slots=True)
class Leave:
    """Follows the conversation no longer."""

    type: ClassVar[str] = "leave"
    conversation: uuid.UUID


@dataclass(frozen=True, slots=True)
class Older:
    """Asks for the lines before `before`."""

    type: ClassVar[str] = "older"
    conversation: uuid.UUID
    before: int


@dataclass(frozen=True, slots=True)
class Take:
    type: ClassVar[str] = "take"
    id: uuid.UUID
    conversation: uuid.UUID
    seen_epoch: int


@dataclass(frozen=True, slots=True)
class Release:
    type: ClassVar[str] = "release"
    id: uuid.UUID
    conversation: uuid.UUID
    seen_epoch: int


@dataclass(frozen=True, slots=True)
class Close:
    type: ClassVar[str] = "close"
    id: uuid.UUID
    conversation: uuid.UUID
    seen_epoch: int
    outcome: str


@dataclass(frozen=True, slots=True)
class Send:
    """A line to the visitor; stored once per `id`. `cites`: the passages behind its [n]."""

    type: ClassVar[str] = "message"
    id: uuid.UUID
    conversation: uuid.UUID
    seen_epoch: int
    text: str
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class SetOverride:
    """A tier, a score or both that go before the computed ones, with the reason for it.

    `tier` "" is that of the score's band. Both empty: the computed ones hold again.
    """

    type: ClassVar[str] = "override"
    id: uuid.UUID
    conversation: uuid.UUID
    tier: SetTier
    score: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Typing:
    type: ClassVar[str] = "typing"
    conversation: uuid.UUID


@dataclass(frozen=True, slots=True)
class Read:
    type: ClassVar[str] = "read"
    conversation: uuid.UUID
    seq: int


@dataclass(frozen=True, slots=True)
class Journal:
    """Asks for the journal of a conversation."""

    type: ClassVar[str] = "journal"
    conversation: uuid.UUID


@dataclass(frozen=True, slots=True)
class Trace:
    """Asks how the bot came to its line `seq`."""

    type: ClassVar[str] = "trace"
    conversation: uuid.UUID
    seq: int


@dataclass(frozen=True, slots=True)
class Presence:
    type: ClassVar[str] = "presence"
    status: SendStatus


@dataclass(frozen=True, slots=True)
class Ping:
    type: ClassVar[str] = "ping"


Change = Take | Release | Close | Send | SetOverride
ClientFrame = (
    Hello | Open | Leave | Older | Change | Typing | Read | Journal | Trace | Presence | Ping
)
CLIENT_FRAMES: dict[str, Any] = {
    c.type: c
    for c in (
        Hello,
        Open,
        Leave,
        Older,
        Take,
        Release,
        Close,
        Send,
        SetOverride,
        Typing,
        Read,
        Journal,
        Trace,
        Presence,
        Ping,
    )
}


def read_client_frame(frame: Json) -> Any:
    """The typed frame. Raises BadFrame in words for a person; fields that it does not know pass."""
    id_ = frame.get("id") if isinstance(frame.get("id"), str) else None
    cls = CLIENT_FRAMES.get(frame["type"]) or registry.FRAMES.get(frame["type"])
    if cls is None:
        raise BadFrame(f"The desk does not know the frame {frame['type'][:40]!r}.", id_)
    values: Json = {}
    for f in fields(cls):
        if f.name not in frame and f.default is not MISSING:
            continue
        read, wanted = READERS[str(f.type)]
        try:
            values[f.name] = read(frame.get(f.name))
        except ValueError as error:
            raise BadFrame(f'"{f.name}" of a {cls.type} frame is {wanted}.', id_) from error
    return cls(**values)


# --- to the browser ------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Welcome:
    """Answers `hello`: who one is, the sites, and what the page needs to know."""

    type: ClassVar[str] = "welcome"
    user: int
    name: str
    team: str
    sites: tuple[SiteInfo, ...]
    outcomes: tuple[str, ...]
    max_text: int
    may_transfer_any: bool
    now: str
    v: int = VERSION


@dataclass(frozen=True, slots=True)
class Queue:
    """The whole list, in `parts` frames from `part` 0; it replaces what the page had."""

    type: ClassVar[str] = "queue"
    items: tuple[QueueItem, ...]
    colleagues: tuple[Colleague, ...]
    now: str
    part: int = 0
    parts: int = 1


@dataclass(frozen=True, slots=True)
class QueueUpdate:
    """Items that are new or changed, and conversations that are gone."""

    type: ClassVar[str] = "queue_update"
    items: tuple[QueueItem, ...]
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Colleagues:
    type: ClassVar[str] = "colleagues"
    colleagues: tuple[Colleague, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """Answers `open`: the newest lines after the page's own, and the panel.

    `agent_read`: how far this member of staff has read.
    """

    type: ClassVar[str] = "opened"
    item: QueueItem
    lines: tuple[Line, ...]
    has_older: bool
    visitor_read: int
    agent_read: int
    panel: Panel


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of an open conversation: new ones as they come, or older ones as asked for."""

    type: ClassVar[str] = "lines"
    conversation: str
    lines: tuple[Line, ...]
    is_older: bool = False
    has_older: bool = False


@dataclass(frozen=True, slots=True)
class PanelUpdate:
    type: ClassVar[str] = "panel"
    conversation: str
    panel: Panel


@dataclass(frozen=True, slots=True)
class TypingSeen:
    type: ClassVar[str] = "typing"
    conversation: str
    author: str
    name: str
    ttl: int = 6


@dataclass(frozen=True, slots=True)
class ReadSeen:
    type: ClassVar[str] = "read"
    conversation: str
    author: str
    seq: int


@dataclass(frozen=True, slots=True)
class JournalShown:
    type: ClassVar[str] = "journal"
    conversation: str
    entries: tuple[JournalLine, ...]


@dataclass(frozen=True, slots=True)
class TraceShown:
    """How the bot came to a line: what it understood (`proposals`), what the documents were asked
    and say (`asked`), what it did (`steps`), and what that changed in the `score`."""

    type: ClassVar[str] = "trace"
    conversation: str
    seq: int
    steps: tuple[TraceStep, ...]
    proposals: tuple[TraceStep, ...]
    asked: tuple[TraceStep, ...]
    score: tuple[TraceStep, ...]
    policy: str
    error: str


@dataclass(frozen=True, slots=True)
class Ack:
    """Sent once a take, release, close or message is committed."""

    type: ClassVar[str] = "ack"
    id: str
    conversation: str
    epoch: int
    mode: str
    seq: int | None


@dataclass(frozen=True, slots=True)
class Error:
    """`owner`: with stale_owner, who has the conversation now ("": nobody)."""

    type: ClassVar[str] = "error"
    code: ErrorCode
    message: str
    id: str | None = None
    conversation: str | None = None
    owner: str | None = None
    retry_after: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The heartbeat: how far each open conversation is, so that the page sees what it missed."""

    type: ClassVar[str] = "head"
    heads: dict[str, int] = field(default_factory=dict)
    now: str = ""


@dataclass(frozen=True, slots=True)
class Pong:
    type: ClassVar[str] = "pong"


SERVER_FRAMES: tuple[Any, ...] = (
    Welcome,
    Queue,
    QueueUpdate,
    Colleagues,
    Opened,
    Lines,
    PanelUpdate,
    TypingSeen,
    ReadSeen,
    JournalShown,
    TraceShown,
    Ack,
    Error,
    Head,
    Pong,
)


def to_json(frame: Any) -> Json:
    return {"type": frame.type, **plain(frame)}
