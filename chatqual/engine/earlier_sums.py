"""Questions about a sum that an earlier reply worked out: "the 840 was for 60, right?"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chatqual.engine.state import SumNote

_NUMBER = re.compile(r"\d{1,3}(?:[.,\u00a0 ]\d{3})+(?!\d)|\d+")
# Below this a number is as likely a count or a price of one seat.
_LEAST_SUM = 100
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Recalled:
    """`right`: None where only the sum was named. `sums`: what was said, the named one first."""

    right: bool | None
    sums: tuple[SumNote, ...]


def recall(question: str, sums: tuple[SumNote, ...]) -> Recalled | None:
    """Which earlier sum the question names; its amount may be said per year instead of month."""
    named = _numbers(question)
    for note in reversed(sums):
        seats, amounts = _parts(note)
        said = {n for n in named if n >= _LEAST_SUM and n != seats and _is_of(n, amounts)}
        if not said:
            continue
        rest = named - said
        if not rest:
            return Recalled(None, (note,))
        if rest == {seats}:
            return Recalled(True, (note,))
        meant = tuple(other for other in sums if _parts(other)[0] in rest)
        return Recalled(False, (note, *meant[-1:]))
    return None


def _is_of(number: int, amounts: set[int]) -> bool:
    return number in amounts or number in {amount * _MONTHS for amount in amounts}


def _parts(note: SumNote) -> tuple[int, set[int]]:
    """The seats, which stand first, and the amounts."""
    numbers = [_value(found) for found in _NUMBER.findall(note.text)]
    return numbers[0], set(numbers[1:])


def _numbers(text: str) -> set[int]:
    return {_value(found) for found in _NUMBER.findall(text)}


def _value(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))
