"""What is said of the talk itself or of the price in general, and is nothing for the documents.

"What do I do now", "are you serious", "can I ask you something", "that is not what I asked"; and a
price asked without naming of what ("what would that be in total"), which is asked of ours.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files

_DATA: dict[str, dict[str, str]] = json.loads(
    files("chatqual.engine").joinpath("data", "asides.json").read_text("utf-8")
)


def _any_language(name: str) -> str:
    return "|".join(f"(?:{pattern})" for pattern in _DATA[name].values())


def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{_any_language(name)})\W*", re.IGNORECASE)


_TO_DO, _RHETORICAL, _LEAVE, _SUMS, _PLAN = (
    _whole(name) for name in ("to_do", "rhetorical", "leave", "sums", "plan")
)
_UNHELPED = re.compile(_any_language("unhelped"), re.IGNORECASE)
_LONGEST = 160  # code points; a longer line says more than that
_PARTS = re.compile(r"(?<=[.!?;,])\s+")


def asks_what_to_do(question: str) -> bool:
    """ "So what do I do until Monday?"."""
    return len(question) <= _LONGEST and _TO_DO.fullmatch(_plain(question)) is not None


def is_rhetorical(question: str) -> bool:
    """ "Are you serious?": no answer is expected."""
    return len(question) <= _LONGEST and _RHETORICAL.fullmatch(_plain(question)) is not None


def asks_leave(question: str) -> bool:
    """ "Can I ask you a few questions?", and none of them yet."""
    return len(question) <= _LONGEST and _LEAVE.fullmatch(_plain(question)) is not None


def finds_no_help(line: str) -> bool:
    """ "That is not what I asked": of our last answer."""
    return len(line) <= _LONGEST and _UNHELPED.search(_plain(line)) is not None


def asks_for_a_sum(question: str) -> bool:
    """ "And what would that be per month?", "does it fit our 8k?"."""
    said = _plain(question)
    parts = (said, *_PARTS.split(said))
    return len(said) <= _LONGEST and any(_SUMS.fullmatch(part) for part in parts)


def asks_which_plan(question: str) -> bool:
    """ "Which plan would we need?": the price for so many names it."""
    return len(question) <= _LONGEST and _PLAN.fullmatch(_plain(question)) is not None


def _plain(text: str) -> str:
    return text.replace("’", "'").strip()
