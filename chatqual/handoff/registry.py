"""What the parts of the desk beside its core add: frames from the browser, and who answers them.

A part registers at start (`handoff/apps.py` imports it). `look_up` frames ask for something and
are answered to the one page; `change` frames carry `id` and `conversation` and end in an ack or an
error under that id. Permission has been asked before either handler runs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Handler = Callable[[Any, Any], Any]  # (staff, frame) -> a frame to the browser, or `Held`

FRAMES: dict[str, Any] = {}
_LOOK_UPS: dict[str, Handler] = {}
_CHANGES: dict[str, Handler] = {}


def add_look_up(frame: Any, handler: Handler) -> None:
    """`handler(staff, frame)` gives the frame that answers. It may raise NotFound."""
    FRAMES[frame.type] = frame
    _LOOK_UPS[frame.type] = handler


def add_change(frame: Any, handler: Handler) -> None:
    """`handler(staff, frame)` gives `ownership.Held`; the site of its conversation was checked.

    It may raise NotFound, StaleOwner, NotOwner and BadFrame.
    """
    FRAMES[frame.type] = frame
    _CHANGES[frame.type] = handler


def look_up_of(frame: Any) -> Handler | None:
    return _LOOK_UPS.get(frame.type)


def change_of(frame: Any) -> Handler | None:
    return _CHANGES.get(frame.type)
