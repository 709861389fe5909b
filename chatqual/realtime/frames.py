"""Reading a text frame from anybody: JSON within bounds, or a `BadFrame` in words for a person."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any, NoReturn

from chatqual.engine.slots import Json

MAX_DEPTH = 8
MAX_KEYS = 64

# Control characters but newline and tab, invisible direction marks that can reorder what a person
# reads, and the tag block, in which text can hide.
_DROPPED = re.compile(
    "[\x01-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
_MARKS = re.compile(r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{9,}")


class BadFrame(Exception):
    """The frame cannot be taken. `text` says to a person why; `id` is the client's id if read."""

    def __init__(self, text: str, id: str | None = None, code: str = "bad_frame") -> None:
        super().__init__(text)
        self.text, self.id, self.code = text, id, code


def _pairs(pairs: list[tuple[str, Any]]) -> Json:
    if len(pairs) > MAX_KEYS:
        raise BadFrame(f"An object has more than {MAX_KEYS} keys.")
    out = dict(pairs)
    if len(out) != len(pairs):
        raise BadFrame("A key stands twice in one object.")
    return out


def _constant(name: str) -> NoReturn:
    raise BadFrame(f"{name} is not JSON.")


def _check(value: Any, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise BadFrame(f"The frame is nested deeper than {MAX_DEPTH} levels.")
    if isinstance(value, dict):
        for key, item in value.items():
            _check(key, depth + 1)
            _check(item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            _check(item, depth + 1)
    elif isinstance(value, str):
        _check_text(value)


def _check_text(value: str) -> None:
    if "\x00" in value:
        raise BadFrame("The frame holds a NUL character.")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise BadFrame("The frame holds half a character (a lone surrogate).") from error


def read_frame(text: str | None, data: bytes | None = None) -> Json:
    """The object of a text frame, with a text `type`.

    Raises BadFrame for binary frames, no JSON, NaN, keys that stand twice, NUL, lone surrogates,
    numbers too long to read, or nesting beyond MAX_DEPTH.
    """
    if text is None:
        raise BadFrame("Only text frames are understood.")
    try:
        frame = json.loads(text, object_pairs_hook=_pairs, parse_constant=_constant)
    except RecursionError as error:
        raise BadFrame(f"The frame is nested deeper than {MAX_DEPTH} levels.") from error
    except ValueError as error:
        raise BadFrame("The frame is not JSON.") from error
    if not isinstance(frame, dict):
        raise BadFrame("A frame is a JSON object.")
    _check(frame, 0)
    if not isinstance(frame.get("type"), str):
        raise BadFrame('A frame needs a "type".')
    return frame


def clean_text(text: str) -> str:
    """NFC, without control and hiding characters, at most eight marks on one character, trimmed."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _DROPPED.sub("", text)
    return _MARKS.sub(lambda m: m[0][:8], text).strip()
