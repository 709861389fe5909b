"""Frames within 64 KB: daphne refuses to send a larger one, and the browser would wait for ever.

Lists are sent in parts. What is only shown beside the log is shortened where it is too long.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from chatqual.engine.slots import Json
from chatqual.handoff.protocol import Lines, Opened, Queue, QueueUpdate, to_json
from chatqual.handoff.shapes import plain

LIMIT = 48_000  # bytes; the rest of the 64 KB is for the frame around the lists
CUTS = (1000, 400, 200, 80, 30)  # characters


def size_of(value: Any) -> int:
    """The bytes of the value as it is sent."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def parts_of(frame: Any) -> Iterator[Json]:
    """The frame as one or more frames that can be sent, in order."""
    match frame:
        case Queue() | QueueUpdate():
            yield from _in_parts(frame, "items")
        case Lines():
            yield from _in_parts(frame, "lines")
        case Opened():
            yield _shortened(to_json(_newest(frame)), keep="lines")
        case _:
            yield _shortened(to_json(frame))


def _in_parts(frame: Any, field: str) -> Iterator[Json]:
    groups = list(_groups(getattr(frame, field)))
    if isinstance(frame, Queue):
        for n, group in enumerate(groups):
            yield to_json(replace(frame, items=group, part=n, parts=len(groups)))
    else:
        for group in groups:
            yield to_json(replace(frame, **{field: group}))


def _groups(items: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Neighbours that fit into one frame together; an empty group where there is nothing."""
    group: list[Any] = []
    size = 0
    for item in items:
        more = size_of(plain(item)) + 1
        if group and size + more > LIMIT:
            yield tuple(group)
            group, size = [], 0
        group.append(item)
        size += more
    yield tuple(group)


def _newest(frame: Opened) -> Opened:
    """As many of the newest lines as fit beside the panel; the page asks for the older ones."""
    room = LIMIT // 2
    kept: list[Any] = []
    for line in reversed(frame.lines):
        room -= size_of(plain(line)) + 1
        if room < 0 and kept:
            break
        kept.insert(0, line)
    return replace(frame, lines=tuple(kept), has_older=bool(kept) and kept[0].seq > 1)


def _shortened(frame: Json, keep: str = "") -> Json:
    """With its longest texts cut, where it is too large. `keep`: a field that is left whole."""
    kept = {keep: frame[keep]} if keep else {}
    for characters in CUTS:
        if size_of(frame) <= LIMIT + LIMIT // 4:
            break
        frame = {**_cut(frame, characters), **kept}
    return frame


def _cut(value: Any, characters: int) -> Any:
    if isinstance(value, str):
        return value if len(value) <= characters else value[: characters - 1] + "…"
    if isinstance(value, list):
        return [_cut(v, characters) for v in value]
    if isinstance(value, dict):
        return {k: _cut(v, characters) for k, v in value.items()}
    return value
