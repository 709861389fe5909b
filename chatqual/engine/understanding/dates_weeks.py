"""Weekdays and weeks: "next Friday", "Thursday the 15th", "the week of 7 October", "week 12"."""

from __future__ import annotations

from chatqual.engine.understanding.dates_calendar import (
    Days,
    add_days,
    add_months,
    clamp,
    day,
    iso_week,
    period_around,
    week_of,
)
from chatqual.engine.understanding.dates_cursor import Cursor, Point, Read
from chatqual.engine.understanding.dates_months import read_day_first, read_month_first
from chatqual.engine.understanding.dates_numeric import read_numeric
from chatqual.engine.understanding.dates_spans import on_weekday, read_from_now


def read_weekday(cursor: Cursor, index: int, point: Point) -> Read | None:
    """ "Friday", "next Friday", "Friday next week", "Friday the 13th", "Friday, 13 March"."""
    relative, start = None, index
    if cursor.kind(index) == "relative" and cursor.kind(index + 1) == "weekday":
        relative, start = cursor.at(index), index + 1
    elif cursor.low(index) in ("this", "on") and cursor.kind(index + 1) == "relative":
        return (
            read_weekday(cursor, index + 1, point) if cursor.kind(index + 2) == "weekday" else None
        )
    item = cursor.at(start)
    if item.kind != "weekday":
        return None
    behind = cursor.skip(start + 1, (".", ",", "the", "den"))
    dated = _dated_weekday(cursor, behind, int(item.value), point)
    if dated is not None:
        return dated
    if item.doubtful and relative is None and not _is_alone(cursor, start):
        return None
    return _plain_weekday(
        cursor, start, int(item.value), int(relative.value) if relative else None, relative
    )


def _is_alone(cursor: Cursor, index: int) -> bool:
    before = cursor.low(index - 1)
    return len(cursor.items) <= 2 or before in (
        "on",
        "by",
        "until",
        "am",
        "bis",
        "to",
        "from",
        "and",
        "before",
    )


def _dated_weekday(cursor: Cursor, index: int, weekday: int, point: Point) -> Read | None:
    """ "Mon, 18 February" is that date; "Thu 15th" the next 15th that is a Thursday."""
    found = read_month_first(cursor, index) if cursor.kind(index) == "month" else None
    found = found or read_numeric(cursor, index)
    if found is not None:
        return found if found[0].grain == "day" else None
    counted = read_from_now(cursor, index, point)
    if counted is not None:
        return on_weekday(counted[0].start, weekday, onwards=True), counted[1]
    number = cursor.day_number(index)
    if number is None or cursor.kind(index) == "number" and cursor.kind(index + 1) == "unit":
        return None
    dated = read_day_first(cursor, index)
    if dated is not None and dated[1] > index + 1:
        return dated
    if cursor.kind(index) != "ordinal":
        return None
    for step in range(60):
        first = add_months(cursor.today.replace(day=1), step)
        found_day = add_days(first, number - 1)
        if (
            found_day > cursor.today
            and found_day.month == first.month
            and found_day.weekday() == weekday
        ):
            return Days(found_day, found_day), index + 1
    return None


def _plain_weekday(
    cursor: Cursor, index: int, weekday: int, offset: int | None, relative: object
) -> Read | None:
    behind = cursor.skip_of(index + 1)
    if cursor.kind(behind) == "relative" and cursor.unit_at(behind + 1) == "week":
        week = period_around(cursor.today, "week", int(cursor.at(behind).value))
        found = add_days(week.start, weekday)
        return Days(found, found), behind + 2
    ahead = (weekday - cursor.today.weekday() - 1) % 7 + 1
    coming = add_days(cursor.today, ahead)
    if offset is None and cursor.low(index + 1) == "week":
        found = add_days(coming, 7)  # "Monday week"
        return Days(found, found), index + 2
    if cursor.low(index + 1) == "after" and cursor.low(index + 2) == "next":
        found = add_days(week_of(cursor.today).start, 14 + weekday)
        return Days(found, found), index + 3
    if offset is None and cursor.kind(index + 1) == "relative" and cursor.at(index + 1).value == 1:
        index += 1  # "lundi prochain"
    elif offset == -1:
        found = add_days(coming, -7)
        return Days(found, found), index + 1
    elif offset == 1 and cursor.low(index - 1) in ("next", "following"):
        found = add_days(week_of(add_days(cursor.today, 7)).start, weekday)
        return Days(found, found), index + 1
    return Days(coming, coming), index + 1


def read_week_of_day(cursor: Cursor, index: int, point: Point) -> Read | None:
    """ "the week of 7 October", "week commencing Monday", "a week starting tomorrow", "next week
    Wednesday"."""
    start = cursor.skip(index, ("the", "a", "die", "der", "la"))
    if cursor.kind(start) == "relative" and cursor.unit_at(start + 1) == "week":
        return _weekday_in_week(cursor, start)
    short = _SHORT_WEEKS.get("".join(cursor.low(start + i) for i in range(3)))
    short = short or (1 if cursor.low(start) in ("wc", "wb") else None)
    if short is not None:
        return _week_from(cursor, start + short, point)
    if cursor.unit_at(start) != "week":
        return None
    behind = start + 1
    if cursor.low(behind) in _STARTING:
        starting = cursor.low(behind) == "starting" and cursor.low(start - 1) == "a"
        behind = cursor.skip(behind + 1, ("on", "from"))
        inner = point(cursor, behind)
        if inner is not None and inner[0].grain == "day":
            days = inner[0]
            week = week_of(days.start)
            if starting:
                week = Days(days.start, add_days(days.start, 6), "week", days.fixed)
            return week, inner[1]
    number = cursor.number_at(behind)
    if number is not None:
        return _numbered_week(cursor, behind, number)
    return None


# "w/c 14th": week commencing, beginning, ending; with the count of pieces.
_SHORT_WEEKS = {"w/c": 3, "w/b": 3, "w/s": 3, "w/e": 3, "w/o": 3, "w.c": 3}
_STARTING = ("of", "beginning", "commencing", "starting", "ending", "from", "vom", "ab", "du", "c")


def _week_from(cursor: Cursor, index: int, point: Point) -> Read | None:
    start = cursor.skip(index, (".", "the", "on", ":"))
    inner = point(cursor, start)
    if inner is not None:
        return (week_of(inner[0].start), inner[1]) if inner[0].grain == "day" else None
    number = cursor.day_number(start)
    if number is None or cursor.kind(start + 1) in ("unit", "number"):
        return None
    for step in range(3):
        first = add_months(cursor.today.replace(day=1), step)
        found = day(first.year, first.month, number)
        if found is not None and found > cursor.today:
            return week_of(found), start + 1
    return None


def _weekday_in_week(cursor: Cursor, start: int) -> Read | None:
    behind = cursor.skip(start + 2, ("on", ","))
    if cursor.kind(behind) != "weekday":
        return None
    week = period_around(cursor.today, "week", int(cursor.at(start).value))
    found = add_days(week.start, int(cursor.at(behind).value))
    return Days(found, found), behind + 1


def _numbered_week(cursor: Cursor, index: int, number: int) -> Read | None:
    """ "week 3 of 2027", "week 12", which without a year is the next one."""
    behind = cursor.skip_of(index + 1)
    year = cursor.year_at(behind)
    if year is not None:
        found = iso_week(year, number)
        return None if found is None else (found, behind + 1)
    for candidate in (cursor.today.year, cursor.today.year + 1):
        found = iso_week(clamp(candidate), number)
        if found is not None and found.end >= cursor.today:
            return found, index + 1
    return None


def read_closest(cursor: Cursor, index: int, point: Point) -> Read | None:
    """ "the closest Monday to 5 October"."""
    start = cursor.skip(index, ("the",))
    if cursor.low(start) not in ("closest", "nearest") or cursor.kind(start + 1) != "weekday":
        return None
    inner = point(cursor, cursor.skip(start + 2, ("to",)))
    if inner is None:
        return None
    days, stop = inner
    ahead = (int(cursor.at(start + 1).value) - days.start.weekday()) % 7
    found = add_days(days.start, ahead if ahead <= 3 else ahead - 7)
    return Days(found, found), stop
