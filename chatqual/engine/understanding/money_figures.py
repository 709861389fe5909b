"""Amounts by their count of digits: "five figures", "a mid six-figure budget"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatqual.engine.slots import Budget

_DIGITS = {"four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_DIGITS.update({str(n): n for n in _DIGITS.values()})
_DIGITS.update({"vier": 4, "fünf": 5, "sechs": 6, "sieben": 7})
_FIGURES = re.compile(
    r"""(?<![^\W\d_])(?:an?\s+)?(?:(?P<from>low|mid|high)(?:[\s-]to[\s-](?P<to>mid|high))?(?:dle|er)?[\s-]+)?
    (?:(?P<count>four|five|six|seven|eight|[4-8])[\s-]figures?
    |(?P<zahl>vier|fünf|sechs|sieben)stellig\w*)(?![^\W\d_])""",
    re.IGNORECASE | re.VERBOSE,
)
# Which part of 10,000 to 99,999 each word means: thirds, on round numbers.
_PARTS = {"low": (1.0, 3.0), "mid": (4.0, 6.0), "high": (7.0, 10.0)}


def find_figures(text: str) -> Iterator[tuple[Budget, int, int]]:
    """(range, start, end) of each amount given by its digits; always rough."""
    for found in _FIGURES.finditer(text):
        digits = _DIGITS[(found["count"] or found["zahl"]).lower()]
        low, high = _PARTS.get((found["from"] or "").lower(), (1.0, 10.0))
        if found["to"]:
            high = _PARTS[found["to"].lower()][1]
        unit = 10 ** (digits - 1)
        top = unit * 10 - 1 if high >= 10 else int(unit * high)
        yield Budget(min=int(unit * low), max=top, approx=True), found.start(), found.end()
