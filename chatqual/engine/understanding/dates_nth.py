"""Days and weeks counted in a longer time: "the first Tuesday of May", "last 4 months of 2027"."""

from __future__ import annotations

from datetime import date

from chatqual.engine.understanding.dates_calendar import (
    Days,
    Unit,
    add_days,
    add_months,
    months_from,
    nth_weekday,
    period_around,
    weekend_of,
)
from chatqual.engine.understanding.dates_cursor import ARTICLES, Cursor, Read
from chatqual.engine.understanding.dates_months import read_month
from chatqual.engine.understanding.dates_quarters import read_quarter
from chatqual.engine.understanding.dates_relative import read_relative, read_year


def read_nth(cursor: Cursor, index: int) -> Read | None:
    """ "the first Tuesday of October", "the last day of May", "the 9th month of next year"."""
    start = cursor.skip(index, ("the", "der", "am", "le", "el"))
    count, behind = _count_at(cursor, start)
    if count is None:
        return None
    item = cursor.at(behind)
    inner_at = cursor.skip_of(behind + 1)
    if inner_at == behind + 1 or item.kind not in ("weekday", "unit"):
        return None
    inner = _month_or_year(cursor, inner_at)
    if inner is None:
        return None
    days, stop = inner
    found = _nth_in(days, item.kind, int(item.value), item.name, count)
    if (
        found is not None
        and found.end <= cursor.today
        and cursor.unit_at(stop - 1)
        and not days.fixed
    ):
        found = _nth_in(_next_of(days), item.kind, int(item.value), item.name, count)
    return None if found is None else (found, stop)


def _next_of(days: Days) -> Days:
    unit: Unit = "month" if days.grain == "month" else "year"
    return period_around(add_days(days.end, 1), unit, 0)


def _count_at(cursor: Cursor, index: int) -> tuple[int | None, int]:
    """ "third" is 3, "last" -1, "fifth last" -5."""
    item = cursor.at(index)
    if item.kind == "relative" and item.value == -1:
        return -1, index + 1
    if item.kind != "ordinal" or item.value > 31:
        return None, index
    if cursor.kind(index + 1) == "relative" and cursor.at(index + 1).value == -1:
        return -int(item.value), index + 2
    return int(item.value), index + 1


def _month_or_year(cursor: Cursor, index: int) -> Read | None:
    if cursor.unit_at(index) in ("month", "quarter", "year") and index > 0:
        unit = cursor.unit_at(index)
        if unit is not None and cursor.low(index - 1) in ARTICLES:
            return period_around(cursor.today, unit, 0), index + 1
    for reader in (_read_month_plain, read_relative, read_quarter, read_year):
        found = reader(cursor, index)
        if found is not None:
            return found
    return None


def _read_month_plain(cursor: Cursor, index: int) -> Read | None:
    item = cursor.at(index)
    return read_month(cursor, index, int(item.value)) if item.kind == "month" else None


def _nth_in(days: Days, kind: str, weekday: int, unit: str, count: int) -> Days | None:
    if kind == "weekday":
        found = nth_weekday(days.start.year, days.start.month, weekday, count)
        return None if found is None else Days(found, found)
    if unit == "weekend":
        saturday = nth_weekday(days.start.year, days.start.month, 5, count)
        return None if saturday is None else weekend_of(saturday)
    if unit == "day":
        found = add_days(days.start, count - 1) if count > 0 else add_days(days.end, count + 1)
        return Days(found, found) if days.start <= found <= days.end else None
    if unit == "month" and days.grain == "year" and 1 <= abs(count) <= 12:
        return months_from(
            days.start.year, days.start.month + (count - 1 if count > 0 else 12 + count), 1, "month"
        )
    if unit == "week" and count == -1:
        return Days(add_days(days.end, -6), days.end, "week")
    if unit == "week" and 1 <= count <= 5:
        return Days(
            add_days(days.start, 7 * (count - 1)), add_days(days.start, 7 * count - 1), "week"
        )
    return None


def read_last_of(cursor: Cursor, index: int) -> Read | None:
    """ "the last four months of 2021", "the first two weeks of May"."""
    start = cursor.skip(index, ("the",))
    item, number = cursor.at(start), cursor.number_at(start + 1)
    last = item.kind == "relative" and item.value == -1
    first = item.kind == "ordinal" and item.value == 1
    unit = cursor.unit_at(start + 2)
    if number is None or unit not in ("day", "week", "month") or not (last or first):
        return None
    inner_at = cursor.skip_of(start + 3)
    inner = _month_or_year(cursor, inner_at) if inner_at > start + 3 else None
    if inner is None:
        return None
    days, stop = inner
    return _first_or_last(days, number, unit, last), stop


def _first_or_last(days: Days, count: int, unit: str, last: bool) -> Days:
    def moved(base: date, direction: int) -> date:
        if unit == "month":
            return add_months(base, direction * count)
        return add_days(base, direction * count * (7 if unit == "week" else 1))

    if last:
        return Days(add_days(moved(add_days(days.end, 1), -1), 0), days.end, "span", days.fixed)
    return Days(days.start, add_days(moved(days.start, 1), -1), "span", days.fixed)
