"""What the parts of the desk beside its core add: frames from the browser, and who answers them.

A part registers at start (`handoff/apps.py` imports it). `look_up` frames ask for something and
are answered to the one page; `change` frames carry `id` and `conversation` and end in an ack or an
error under that id. Permission has been asked before either handler runs.

`news` is what stands beside the queue (tasks, rings): a part that a page is told on arrival, after
`tell_desk`, and by the heartbeat where it is not what the page was told last.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.db import transaction

from chatqual.conversations.broadcast import desk_group, send_to_group
from chatqual.realtime.loop import run_on_loop

Handler = Callable[[Any, Any], Any]  # (staff, frame) -> a frame to the browser, or `Held`

FRAMES: dict[str, Any] = {}
_LOOK_UPS: dict[str, Handler] = {}
_CHANGES: dict[str, Handler] = {}
_SLOW: set[str] = set()
_BESIDE: dict[str, Callable[[Any, uuid.UUID], Any]] = {}
_NEWS: dict[str, Callable[[Any], Any]] = {}


def add_look_up(frame: Any, handler: Handler, *, slow: bool = False) -> None:
    """`handler(staff, frame)` gives the frame that answers. It may raise NotFound.

    `slow`: done in a pool of its own, beside what the page asks for otherwise; of several that wait
    only the newest is answered.
    """
    FRAMES[frame.type] = frame
    _LOOK_UPS[frame.type] = handler
    if slow:
        _SLOW.add(frame.type)


def add_change(frame: Any, handler: Handler) -> None:
    """`handler(staff, frame)` gives `ownership.Held`; the site of its conversation was checked.

    It may raise NotFound, StaleOwner, NotOwner and BadFrame.
    """
    FRAMES[frame.type] = frame
    _CHANGES[frame.type] = handler


def add_frame(frame: Any) -> None:
    """A frame that the socket itself takes care of."""
    FRAMES[frame.type] = frame


def look_up_of(frame: Any) -> Handler | None:
    return _LOOK_UPS.get(frame.type)


def change_of(frame: Any) -> Handler | None:
    return _CHANGES.get(frame.type)


def is_slow(frame: Any) -> bool:
    return frame.type in _SLOW


def add_beside(part: str, handler: Callable[[Any, uuid.UUID], Any]) -> None:
    """`handler(staff, conversation)` gives a frame for whoever has the conversation open.

    It may raise NotFound.
    """
    _BESIDE[part] = handler


def beside(staff: Any, part: str, conversation: uuid.UUID) -> Any:
    return _BESIDE[part](staff, conversation)


def tell_beside(site: int, part: str, conversation: uuid.UUID) -> None:
    """After the commit the desk pages that have the conversation open are told `part`."""
    event = {"type": "desk.beside", "part": part, "conversation": str(conversation)}
    transaction.on_commit(lambda: run_on_loop(send_to_group(desk_group(site), event)))


def add_news(part: str, handler: Callable[[Any], Any]) -> None:
    """`handler(staff)` gives the whole of `part` as a frame."""
    _NEWS[part] = handler


def news_for(staff: Any, parts: frozenset[str] | None = None) -> dict[str, Any]:
    """The frames of these parts, by part; of all parts where none is named."""
    return {part: _NEWS[part](staff) for part in _NEWS if parts is None or part in parts}


def tell_desk(site: int, part: str) -> None:
    """After the commit every desk page of the site is told `part` anew."""
    event = {"type": "desk.part", "part": part}
    transaction.on_commit(lambda: run_on_loop(send_to_group(desk_group(site), event)))
