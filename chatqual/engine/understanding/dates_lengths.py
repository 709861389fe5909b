"""Lengths of time: "6 weeks", "a year and a half", "2 to 3 months"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chatqual.engine.understanding.dates_calendar import add_days, add_months
from chatqual.engine.understanding.dates_cursor import Cursor
from chatqual.engine.understanding.number_words import words_of


@dataclass(frozen=True, slots=True)
class Length:
    """Months and days; part days are dropped."""

    months: int = 0
    days: float = 0.0

    def after(self, start: date, direction: int = 1) -> date:
        return add_days(add_months(start, direction * self.months), direction * round(self.days))


_DAYS = {"day": 1.0, "week": 7.0, "fortnight": 14.0, "workday": 1.4, "weekend": 7.0}
_MONTHS = {"month": 1.0, "quarter": 3.0, "half": 6.0, "year": 12.0}
_FEW = {
    **dict.fromkeys(words_of("couple paio"), 2),
    **dict.fromkeys(
        words_of(
            "few several paar einige einigen quelques unos unas algunos alguns algumas poche pochi"
            " qualche enkele"
        ),
        3,
    ),
}
_HALVES = words_of("half halbes halben halbe demi medio meio mezzo")
_ONE = words_of(
    """
    a an one ein eine einem einer un une una uno um uma een
    """
)
_SHORT_UNITS = {
    "d": "day",
    "w": "week",
    "wk": "week",
    "m": "month",
    "mo": "month",
    "mos": "month",
    "y": "year",
}
_ANDS = frozenset({"and", "und", "et", "y", "e", "en", ","})


def read_length(cursor: Cursor, index: int) -> tuple[Length, int] | None:
    """(length, index behind) of "2 weeks", "a year and a half", "one week
    three days"."""
    found = _one_length(cursor, index)
    if found is None:
        return None
    length, behind = found
    while True:
        further = _further(cursor, behind, length)
        if further is None:
            return length, behind
        length, behind = further


def _further(cursor: Cursor, index: int, length: Length) -> tuple[Length, int] | None:
    joined = cursor.low(index) in _ANDS
    start = index + joined
    half = cursor.skip(start, ("a",))
    if joined and cursor.low(half) in _HALVES | {"halb", "demie", "media"}:
        return _add_half(length), half + 1
    more = _one_length(cursor, start)
    if more is None or (more[0].months and not length.months):
        return None
    return Length(length.months + more[0].months, length.days + more[0].days), more[1]


def _add_half(length: Length) -> Length:
    """Half of the unit last named, which is one of them: "a month and a half"."""
    if length.months == 0:
        return Length(0, length.days + (3.5 if length.days >= 7 else 0.5))
    if length.months % 12 == 0:
        return Length(length.months + 6, length.days)
    return Length(length.months, length.days + 15)


_BEFORE_UNIT = words_of("of de di more full whole business working calendar next -")


def _one_length(cursor: Cursor, index: int) -> tuple[Length, int] | None:
    count, behind = _count(cursor, index)
    if count is None:
        return None
    first, behind = behind, cursor.skip(behind, _BEFORE_UNIT)
    working = {cursor.low(i) for i in range(first, behind)} & {"working", "business"}
    if cursor.at(behind).name == "half" and cursor.unit_at(behind + 1) == "year":
        return Length(6 * round(count)), behind + 2
    name = _unit_name(cursor, behind)
    length = length_of(count, "workday" if working and name == "day" else name)
    return None if length is None else (length, behind + 1)


def _unit_name(cursor: Cursor, index: int) -> str:
    """The unit, also by a letter where a time was asked: "6w", "3 mo"."""
    item = cursor.at(index)
    if item.kind == "unit":
        return item.name
    glued = cursor.touches(index) or item.low in ("mo", "mos", "wk")
    return _SHORT_UNITS.get(item.low, "") if item.kind == "word" and glued and cursor.asked else ""


_OR = words_of("to - – or bis oder à ou a o tot of até and")


def read_window(cursor: Cursor, index: int) -> tuple[Length, Length, int] | None:
    """(shortest, longest, index behind) of "2 to 3 months", "a month or two", or of one length."""
    low, behind = _count(cursor, index)
    if low is not None and cursor.low(behind) in _OR:
        high, stop = _count(cursor, behind + 1)
        name = _unit_name(cursor, cursor.skip(stop, _BEFORE_UNIT)) if high is not None else ""
        window = _window(low, high, name)
        if window is not None:
            return *window, cursor.skip(stop, _BEFORE_UNIT) + 1
    single = read_length(cursor, index)
    if single is None:
        return None
    length, behind = single
    more = cursor.number_at(behind + 1)
    if cursor.low(behind) in ("or", "oder", "ou", "o", "of") and more in (2, 3):
        window = _window(1, more, cursor.at(behind - 1).name)
        if window is not None and window[0] == length:
            return *window, behind + 2
    return length, length, behind


def _window(low: float, high: float | None, name: str) -> tuple[Length, Length] | None:
    if high is None or not low < high:
        return None
    first, last = length_of(low, name), length_of(high, name)
    return None if first is None or last is None else (first, last)


def _count(cursor: Cursor, index: int) -> tuple[float | None, int]:
    """How many: a number, "a", "half a", "a few"; the index behind."""
    item, following = cursor.at(index), cursor.low(index + 1)
    few_at = cursor.skip(index, ("a", "the", "un", "une", "het"))
    if cursor.low(few_at) in _FEW or following in _FEW and item.low in _ONE:
        few_at = few_at if cursor.low(few_at) in _FEW else index + 1
        return _FEW[cursor.low(few_at)], cursor.skip(few_at + 1, ("of",))
    if item.low in _HALVES:
        return 0.5, cursor.skip(index + 1, ("a", "an"))
    if item.low in _ONE:
        return (0.5, index + 2) if following in _HALVES else (1, index + 1)
    if item.kind == "number" and item.value <= 1_000:
        return item.value, index + 1
    halved = following == "and" and cursor.low(cursor.skip(index + 2, ("a",))) in _HALVES
    lone = item.kind == "unit" and (halved or item.name == "fortnight")
    return (1, index) if lone else (None, index)


def length_of(count: float, name: str) -> Length | None:
    """So many of a unit, None where the unit is none of whole days."""
    if name in _DAYS:
        return Length(0, count * _DAYS[name])
    if name not in _MONTHS:
        return None
    months = count * _MONTHS[name]
    whole = int(months)
    return Length(whole, (months - whole) * 30.4)
