"""Months and days by name: "July 3rd", "3 July 2027", "20th of next month", "the 27th"."""

from __future__ import annotations

from chatqual.engine.understanding.dates_calendar import (
    Days,
    add_days,
    add_months,
    month_of,
    period_around,
)
from chatqual.engine.understanding.dates_cursor import Cursor, Read, full_year
from chatqual.engine.understanding.number_words import words_of

_AFTER_NEXT = (("after", "next"), ("after", "the", "next"))


def read_month_first(cursor: Cursor, index: int) -> Read | None:
    """ "July 3rd, 2027", "July 3", "July 2027", "July"."""
    item = cursor.at(index)
    year = cursor.year_at(index)
    if year is not None and cursor.kind(index + 1) == "month" and not is_verb(cursor, index + 1):
        return month_of(year, int(cursor.at(index + 1).value), fixed=True), index + 2
    if item.kind != "month":
        return None
    month = int(item.value)
    after = cursor.skip(index + 1, (".", "/", "-")) if cursor.touches(index + 1) else index + 1
    after = cursor.skip(after, ("the", "on"))
    number = cursor.day_number(after)
    if number is not None and cursor.low(after + 1) not in ("%", "people", "users"):
        found = _day_of(cursor, month, number, after + 1)
        if found is not None:
            return found
    return read_month(cursor, index, month)


def _day_of(cursor: Cursor, month: int, number: int, index: int) -> Read | None:
    """The day with the year that may follow at `index`."""
    behind = cursor.skip(index, (",", ".", "of", "in", "de", "del", "/", "-"))
    year = cursor.year_at(behind)
    if year is not None:
        fixed = cursor.fixed_day(year, month, number)
        return None if fixed is None else (fixed, behind + 1)
    found = cursor.next_day(month, number)
    return None if found is None else (found, index)


def read_month(cursor: Cursor, index: int, month: int) -> Read | None:
    if cursor.at(index).doubtful and not _is_month_in_context(cursor, index):
        return None
    behind = cursor.skip(
        index + 1, (",", ".", "of", "in", "de", "del", "/", "-", "'", "’", "the", "year")
    )
    year = cursor.year_at(behind)
    if year is not None:
        return month_of(year, month, fixed=True), behind + 1
    short = cursor.number_at(behind)
    if short is not None and cursor.low(behind - 1) in ("'", "’"):
        return month_of(full_year(short), month, fixed=True), behind + 1
    return _relative_month(cursor, index, month)


def _relative_month(cursor: Cursor, index: int, month: int) -> Read:
    """ "March after next", "March of next year", "March in a year", "mars prochain", "March"."""
    for words in _AFTER_NEXT:
        if tuple(cursor.low(index + 1 + i) for i in range(len(words))) == words:
            nearest = next_month(cursor, month)
            return month_of(nearest.start.year + 1, month), index + 1 + len(words)
    behind = cursor.skip_of(index + 1)
    if cursor.kind(behind) == "relative" and cursor.unit_at(behind + 1) == "year":
        year = cursor.today.year + int(cursor.at(behind).value)
        return month_of(year, month, fixed=True), behind + 2
    if (
        cursor.low(index + 1) == "in"
        and cursor.low(index + 2) == "a"
        and cursor.unit_at(index + 3) == "year"
    ):
        return month_of(cursor.today.year + 1, month, fixed=True), index + 4
    if (
        cursor.kind(index + 1) == "relative"
        and cursor.at(index + 1).value == 1
        and cursor.low(index + 1) != "next"
    ):
        return next_month(cursor, month), index + 2
    return next_month(cursor, month), index + 1


def next_month(cursor: Cursor, month: int) -> Days:
    year = cursor.today.year + (month < cursor.today.month)
    return month_of(year, month)


_MONTH_LEADS = words_of(
    """
    between zwischen in by of until till before after since from to during through early mid
    late end for or
    and - – next this start starting around about at im ab bis beginning maybe probably to per
    a en em le
    """
)


# "we may", "to march": the verb, also where the line ends behind it.
_BEFORE_VERB = words_of("i we you they he she it to will and protest can must who that which or")
_BEHIND_MONTH = words_of(
    """
    in of after next or to till until this - – is works would suits ist wäre passt
    """
)


_NOT_BEHIND_MAY = words_of(
    """
    i we you be not well have need take the this it they result email ask also still or get
    want
    """
)


def is_verb(cursor: Cursor, index: int) -> bool:
    """ "this may take", "one may ask"; not "May or June"."""
    if cursor.low(index + 1) in _OR and _is_month_soon(cursor, index + 2):
        return False
    return cursor.at(index).doubtful and cursor.low(index + 1) in _NOT_BEHIND_MAY


def _is_month_in_context(cursor: Cursor, index: int) -> bool:
    """ "may" and "march" are months beside a preposition, a number, or all by themselves."""
    following = cursor.at(index + 1)
    if len(cursor.items) <= 2:
        return following.kind in ("end", "sign", "number")
    if following.low in _OR and _is_month_soon(cursor, index + 2):
        return True
    if following.low in _NOT_BEHIND_MAY:
        return False
    if following.kind == "number" and cursor.year_at(index + 1):
        return True
    if cursor.asked and index == 0 and following.low in _BEHIND_MONTH:
        return True
    before = cursor.at(index - 1)
    if before.low in _MONTH_LEADS or before.kind in ("ordinal", "number", "relative"):
        return True
    if cursor.at(index).literal.istitle() and before.kind not in ("end", "sign"):
        return True
    return following.kind in ("end", "sign") and before.low not in _BEFORE_VERB


_OR = words_of("or and to until - – /")
_HEDGES = words_of("maybe perhaps possibly probably even in early late mid the end of beginning")


def _is_month_soon(cursor: Cursor, index: int) -> bool:
    """ "March or maybe early April": beside another month it is one."""
    return cursor.kind(cursor.skip(index, tuple(_HEDGES))) == "month"


def read_day_first(cursor: Cursor, index: int) -> Read | None:
    """ "3 July 2027", "the 3rd of July", "3. Juli", "20th of next month", "the 27th"."""
    start = cursor.skip(
        index, ("the", "den", "am", "der", "dem", "le", "el", "il", "de", "o", "dia", "día")
    )
    if start - index > 2:
        return None
    number = cursor.day_number(start)
    if number is None:
        return None
    behind = cursor.skip(start + 1, (".", "day", "tag"))
    behind = cursor.skip_of(behind)
    behind = cursor.skip(behind, (".", "-", "/")) if cursor.touches(behind) else behind
    if cursor.kind(behind) == "month" and not is_verb(cursor, behind):
        return _day_of(cursor, int(cursor.at(behind).value), number, behind + 1)
    of_period = _day_of_period(cursor, number, behind)
    if of_period is not None and behind > start + 1:
        return of_period
    return _bare_day(cursor, index, start, number)


def _day_of_period(cursor: Cursor, number: int, index: int) -> Read | None:
    """ "of next month", "of the month"."""
    if cursor.unit_at(index) == "month":
        offset, behind = 0, index + 1
    elif cursor.kind(index) == "relative" and cursor.unit_at(index + 1) == "month":
        offset, behind = int(cursor.at(index).value), index + 2
    else:
        return None
    month = period_around(cursor.today, "month", offset)
    found = add_days(month.start, number - 1)
    return (Days(found, found), behind) if found <= month.end else None


_DAY_LEADS = words_of(
    "on by before until after am zum bis le el of beginning commencing starting from"
)


def _is_bare_day(cursor: Cursor, index: int, start: int) -> bool:
    is_ordinal = cursor.kind(start) == "ordinal" and cursor.at(start).low[:1].isdigit()
    led, article = cursor.low(index - 1) in _DAY_LEADS, start > index
    if cursor.kind(start + 1) not in ("end", "sign") and not (is_ordinal and cursor.asked):
        return False
    if is_ordinal:
        return led or article or len(cursor.items) <= 2
    return cursor.asked and (article or cursor.low(index - 1) == "on")


def _bare_day(cursor: Cursor, index: int, start: int, number: int) -> Read | None:
    """ "the 27th" or, where a time was asked, "the 27"."""
    if not _is_bare_day(cursor, index, start):
        return None
    month = cursor.today
    for step in range(13):
        first = add_months(month.replace(day=1), step)
        found = add_days(first, number - 1)
        if found.month == first.month and found > cursor.today:
            return Days(found, found), start + 1
    return None
