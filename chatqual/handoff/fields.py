"""The fields of the browser's frames: how each is read, and what it must be, in words."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, Literal, get_args

from chatqual.engine.state import Tier

SendStatus = Literal["online", "away"]
SetTier = Tier | Literal[""]
_TIERS: tuple[str, ...] = (*get_args(Tier), "")


def _uuid(value: Any) -> uuid.UUID:
    if not isinstance(value, str):
        raise ValueError
    return uuid.UUID(value)


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise ValueError
    return value


def _number_or_nothing(value: Any) -> int | None:
    return None if value is None else _number(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value


def _status(value: Any) -> str:
    if value not in get_args(SendStatus):
        raise ValueError
    return str(value)


def _tier(value: Any) -> str:
    if not isinstance(value, str) or value not in _TIERS:
        raise ValueError
    return value


# By the annotation's name, because postponed annotations are text.
READERS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "uuid.UUID": (_uuid, "a UUID"),
    "int": (_number, "a whole number from 0"),
    "int | None": (_number_or_nothing, "a whole number from 0, or null"),
    "str": (_text, "text"),
    "SendStatus": (_status, "online or away"),
    "SetTier": (_tier, f"{', '.join(_TIERS[:-1])} or empty"),
}
