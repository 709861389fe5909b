"""What the date parsers share: the pieces of the line, the day of the message, and how to look at
them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date

from chatqual.engine.understanding.dates_calendar import LAST_YEAR, Days, Unit, clamp, day
from chatqual.engine.understanding.dates_items import Item
from chatqual.engine.understanding.number_words import words_of

# A stretch of days and the index of the first piece behind it.
Read = tuple[Days, int]

ARTICLES = words_of(
    """
    the l' dell' all' nell' dall' our my your its der die das den dem des le la les l' l el
    los las lo o os il i gli de het a an
    """
)
OF = words_of(
    """
    of in from for von vom im des der de du del do da di dell van d' d on at en
    """
)
# A time has one of its own words among its first few pieces; where none stands, none is looked for.
_REACH = 7
_TIMELY = words_of(
    "eod eow eom eoq eoy cob fy fiscal financial tax geschäftsjahr geschäftsjahres fiscaal boekjaar"
    " jahresende monatsende quartalsende q h t s"
)
_YEARS = range(1990, LAST_YEAR)


@dataclass(slots=True)
class Cursor:
    """The pieces of a line with the day they are reckoned from.

    `day_first`: "3/7" is 3 July. `asked`: the bot has just asked for a time, so that a bare one
    counts.
    """

    items: list[Item]
    today: date
    day_first: bool
    fiscal_start: int = 1
    asked: bool = False
    end_item: Item = field(default_factory=lambda: Item("end", "", -1, -1))
    near: list[bool] = field(init=False)

    def __post_init__(self) -> None:
        times = [i.kind not in ("word", "sign") or i.low in _TIMELY for i in self.items]
        self.near = [any(times[i : i + _REACH]) for i in range(len(times))]

    def at(self, index: int) -> Item:
        return self.items[index] if 0 <= index < len(self.items) else self.end_item

    def kind(self, index: int) -> str:
        return self.at(index).kind

    def low(self, index: int) -> str:
        return self.at(index).low

    def touches(self, index: int) -> bool:
        """Whether there is no space before the piece."""
        return index > 0 and self.at(index).start == self.at(index - 1).end

    def skip(self, index: int, words: Collection[str]) -> int:
        while self.low(index) in words:
            index += 1
        return index

    def skip_of(self, index: int) -> int:
        """Past "of the", "in", "im", "del" and the like."""
        return self.skip(self.skip(self.skip(index, (",",)), OF), ARTICLES)

    def year_at(self, index: int) -> int | None:
        """The year that a piece names: four digits, "two thousand and thirty"; a decimal is
        none."""
        item = self.at(index)
        if item.kind != "number" or item.value not in _YEARS:
            return None
        if not item.name and not (item.literal.isdecimal() and len(item.literal) == 4):
            return None
        return int(item.value)

    def number_at(self, index: int) -> int | None:
        """A whole number of one or two digits, also as an ordinal."""
        item = self.at(index)
        if item.kind not in ("number", "ordinal") or item.value != int(item.value):
            return None
        if item.kind == "number" and not item.name and not item.literal.isdecimal():
            return None
        return int(item.value) if 0 < item.value < 100 else None

    def day_number(self, index: int) -> int | None:
        number = self.number_at(index)
        return number if number is not None and number <= 31 else None

    def next_day(self, month: int, number: int) -> Days | None:
        """The next such day after today: 29 February may be years away."""
        for year in range(self.today.year, self.today.year + 9):
            found = day(clamp(year), month, number)
            if found is not None and found > self.today:
                return Days(found, found)
        return None

    def fixed_day(self, year: int, month: int, number: int) -> Days | None:
        found = day(year, month, number)
        return None if found is None else Days(found, found, "day", True)

    def unit_at(self, index: int) -> Unit | None:
        item = self.at(index)
        if item.kind != "unit" or item.name in ("hour", "minute", "fortnight"):
            return None
        return item.name  # type: ignore[return-value]


Point = Callable[[Cursor, int], Read | None]


def full_year(number: int) -> int:
    """Two digits are of this century."""
    return number + 2000 if number < 100 else number


def year_behind(cursor: Cursor, index: int) -> tuple[int | None, int]:
    """A year after a quarter: "2027", "of 2027", "'27", "of next year", "of the year"."""
    behind = cursor.skip(cursor.skip_of(index), ("'", "’", "/", "-"))
    year = cursor.year_at(behind)
    if year is not None:
        return year, behind + 1
    short = cursor.number_at(behind)
    marked = cursor.low(behind - 1) in ("'", "’", "/")
    glued = cursor.touches(behind) and cursor.low(behind - 1) in ("q", "h")
    if short is not None and (marked or glued) and cursor.kind(behind) == "number":
        return full_year(short), behind + 1
    if cursor.kind(behind) == "relative" and cursor.unit_at(behind + 1) == "year":
        return cursor.today.year + int(cursor.at(behind).value), behind + 2
    if behind > index and cursor.unit_at(behind) == "year":
        return None, behind + 1
    return None, index
