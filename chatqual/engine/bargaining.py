"""Talk about the price itself: that it is too high, what another one takes, what they would pay.

None of it is a budget, and to none of it can a bot agree.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from importlib.resources import files

_DATA: dict[str, dict[str, str]] = json.loads(
    files("chatqual.engine").joinpath("data", "bargaining.json").read_text("utf-8")
)


def _any_language(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in _DATA[name].values()), re.I)


_DEAR, _COMPARED, _HAGGLES, _WORTH, _BIDS = (
    _any_language(name) for name in ("dear", "compared", "haggles", "worth", "bids")
)
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")
# Whoever compares offers is brief about it; a long story holds such words by chance.
_LONGEST = 300


def objects_to_price(lines: Iterable[str]) -> bool:
    """ "14 a seat is a joke", "still 3 more"."""
    return any(len(line) <= _LONGEST and _DEAR.search(line) for line in lines)


def names_other_price(lines: Iterable[str]) -> bool:
    """ "The other tool does it for 9"."""
    return any(len(line) <= _LONGEST and _COMPARED.search(line) for line in lines)


def haggles(question: str) -> bool:
    """ "Can you do 11?" asks for another price, not what the documents say."""
    return len(question) <= _LONGEST and _HAGGLES.search(question) is not None


def bid_in(line: str) -> str:
    """The sentence that bids another price on a condition ("do 8 a seat and I sign"), or ""."""
    if len(line) > _LONGEST:
        return ""
    sentences = (part.strip() for part in _SENTENCE_END.split(line))
    return next((said for said in sentences if _BIDS.search(said)), "")


def asks_what_it_is_worth(question: str) -> bool:
    """ "What do I get for it": what a price contains, beside another one."""
    return len(question) <= _LONGEST and _WORTH.search(question) is not None
