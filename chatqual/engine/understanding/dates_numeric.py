"""Dates in figures, and in figures around a month's name: "2027-03-05", "5.3.2027",
"Sep-23-2027"."""

from __future__ import annotations

from chatqual.engine.understanding.dates_calendar import month_of
from chatqual.engine.understanding.dates_cursor import Cursor, Read, full_year
from chatqual.engine.understanding.number_words import words_of

_MARKS = frozenset({"-", "/", ".", "–"})
# A date without its year needs one of these before it, or the question about time.
_LEADS = words_of(
    """
    on by before until till after since from due am bis vor nach le el al il op om zum per
    """
)


def read_numeric(cursor: Cursor, index: int) -> Read | None:
    """A date in figures at `index`; the locale says which of day and month stands first."""
    item = cursor.at(index)
    if item.kind == "dotted":
        return _of_parts(cursor, [int(p) for p in item.literal.split(".")], item.literal, index + 1)
    if item.kind not in ("number", "month") or item.name == "spelled":
        return None
    if item.kind == "number" and "." in item.literal:
        return _point_date(cursor, index)
    parts, behind = _parts(cursor, index)
    if len(parts) == 3:
        return _three(cursor, parts, behind)
    return _two(cursor, parts, index, behind) if len(parts) == 2 else None


def _parts(cursor: Cursor, index: int) -> tuple[list[int], int]:
    """Up to three pieces with one mark between them, as indexes of the pieces."""
    parts, mark, behind = [index], "", index + 1
    while (
        len(parts) < 3 and cursor.low(behind) in _MARKS and (not mark or cursor.low(behind) == mark)
    ):
        following = cursor.at(behind + 1)
        plain = following.kind == "month" or (
            following.kind == "number" and following.literal.isdecimal()
        )
        if not plain:
            break
        mark = cursor.low(behind)
        parts.append(behind + 1)
        behind += 2
    return parts, behind


def _three(cursor: Cursor, parts: list[int], behind: int) -> Read | None:
    items = [cursor.at(p) for p in parts]
    months = [i for i in items if i.kind == "month"]
    if len(months) > 1 or not all(i.kind == "month" or i.literal.isdecimal() for i in items):
        return None
    if not months:
        numbers = [int(i.value) for i in items]
        return _of_parts(cursor, numbers, "-".join(i.literal for i in items), behind)
    years = [i for i in items if i.kind == "number" and len(i.literal) == 4]
    days = [i for i in items if i.kind == "number" and len(i.literal) <= 2]
    if len(years) + len(days) != 2 or not days:
        return None
    year = int(years[0].value) if years else full_year(int(days[-1].value))
    found = cursor.fixed_day(year, int(months[0].value), int(days[0].value))
    return None if found is None else (found, behind)


def _of_parts(cursor: Cursor, numbers: list[int], literal: str, behind: int) -> Read | None:
    """Three numbers: the year first where it has four digits, else last."""
    if numbers[0] > 99:
        found = cursor.fixed_day(numbers[0], numbers[1], numbers[2])
        return None if found is None else (found, behind)
    last = literal.replace("/", "-").replace(".", "-").split("-")[-1]
    if len(last) == 3:
        return None
    year = full_year(numbers[2])
    return _day_and_month(cursor, numbers[0], numbers[1], year, behind)


def _day_and_month(
    cursor: Cursor, left: int, right: int, year: int | None, behind: int
) -> Read | None:
    orders = [(right, left), (left, right)] if cursor.day_first else [(left, right), (right, left)]
    found = [
        days
        for month, number in orders
        if 1 <= month <= 12
        and (
            days := cursor.next_day(month, number)
            if year is None
            else cursor.fixed_day(year, month, number)
        )
    ]
    # Of two readings the one that is not past: "01.12.2026" in November 2026.
    ahead = [days for days in found if days.end >= cursor.today]
    best = (ahead or found)[:1]
    return (best[0], behind) if best else None


def _two(cursor: Cursor, parts: list[int], index: int, behind: int) -> Read | None:
    """ "10/2027" and "2027-10" are months; "3/7" is a day where something says so."""
    left, right = (cursor.at(p) for p in parts)
    if left.kind == "month" or right.kind == "month":
        return _named_month(cursor, parts, behind)
    for year, month in ((left, right), (right, left)):
        if len(year.literal) == 4 and len(month.literal) <= 2:
            if cursor.year_at(parts[0 if year is left else 1]) and 1 <= month.value <= 12:
                return month_of(int(year.value), int(month.value), fixed=True), behind
            return None
    if max(len(left.literal), len(right.literal)) > 2 or not _may_be_date(cursor, index, behind):
        return None
    return _day_and_month(cursor, int(left.value), int(right.value), None, behind)


def _named_month(cursor: Cursor, parts: list[int], behind: int) -> Read | None:
    """ "Dec/2027", "2027-Dec", "2/Nov"; "Nov-2" is left to the months."""
    left, right = (cursor.at(p) for p in parts)
    month, number = (left, right) if left.kind == "month" else (right, left)
    if number.kind != "number" or not cursor.touches(parts[0] + 1):
        return None
    if cursor.low(parts[0] + 1) == ".":
        return None  # "15. März 2027": the point is that of an ordinal
    if len(number.literal) == 4 and cursor.year_at(parts[1 if month is left else 0]):
        return month_of(int(number.value), int(month.value), fixed=True), behind
    if month is right and number.value <= 31:
        found = cursor.next_day(int(month.value), int(number.value))
        return None if found is None else (found, behind)
    return None


def _may_be_date(cursor: Cursor, index: int, behind: int) -> bool:
    if cursor.kind(index - 1) == "month" or cursor.low(index - 1) in _MARKS:
        return False
    if cursor.kind(behind) in ("month", "unit", "relative"):
        return False
    following = cursor.low(behind)
    if following in ("of", "in", "%", "people", "users", "seats"):
        return False
    return cursor.asked or cursor.low(index - 1) in _LEADS


def _point_date(cursor: Cursor, index: int) -> Read | None:
    """ "4.22" or "22.4.", which is a decimal everywhere else."""
    left, _, right = cursor.at(index).literal.partition(".")
    if not (left.isdecimal() and right.isdecimal() and len(left) <= 2 and 1 <= len(right) <= 2):
        return None
    led = cursor.low(index - 1) in _LEADS or cursor.low(index - 1) == "in"
    if not (led or (cursor.asked and len(cursor.items) <= 2)):
        return None
    if cursor.kind(index + 1) not in ("end", "sign") and cursor.low(index + 1) not in (
        "or",
        "and",
        "at",
    ):
        return None
    return _day_and_month(cursor, int(left), int(right), None, index + 1)
