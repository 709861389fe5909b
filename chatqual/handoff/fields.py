"""The fields of the browser's frames: how each is read, and what it must be, in words."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

from chatqual.engine.by_hand import HandState
from chatqual.engine.slots import SLOT_NAMES
from chatqual.engine.state import Tier

SendStatus = Literal["online", "away"]
SetTier = Tier | Literal[""]
_TIERS: tuple[str, ...] = (*get_args(Tier), "")
MAX_CITES = 12


@dataclass(frozen=True, slots=True)
class Cite:
    """A passage that a line cites as [n]; `start`, `end`: code points of the passage's text."""

    n: int
    chunk: int
    start: int
    end: int


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


def _bool(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value


def _cites(value: Any) -> tuple[Cite, ...]:
    if not isinstance(value, list) or len(value) > MAX_CITES:
        raise ValueError
    names = [f.name for f in fields(Cite)]
    if not all(isinstance(one, dict) for one in value):
        raise ValueError
    return tuple(Cite(**{name: _number(one.get(name)) for name in names}) for one in value)


def _status(value: Any) -> str:
    if value not in get_args(SendStatus):
        raise ValueError
    return str(value)


def _tier(value: Any) -> str:
    if not isinstance(value, str) or value not in _TIERS:
        raise ValueError
    return value


def _one_of(names: tuple[str, ...]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not isinstance(value, str) or value not in names:
            raise ValueError
        return value

    return read


# By the annotation's name, because postponed annotations are text.
READERS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "uuid.UUID": (_uuid, "a UUID"),
    "int": (_number, "a whole number from 0"),
    "int | None": (_number_or_nothing, "a whole number from 0, or null"),
    "bool": (_bool, "true or false"),
    "str": (_text, "text"),
    "tuple[Cite, ...]": (_cites, f"a list of at most {MAX_CITES} {{n, chunk, start, end}}"),
    "SendStatus": (_status, "online or away"),
    "SlotName": (_one_of(SLOT_NAMES), f"one of {', '.join(SLOT_NAMES)}"),
    "HandState": (_one_of(get_args(HandState)), ", ".join(get_args(HandState))),
    "Any": (lambda value: value, "anything"),
    "SetTier": (_tier, f"{', '.join(_TIERS[:-1])} or empty"),
}
