"""Quarters, halves and fiscal years: "Q3 2027", "the second half of the year", "FY27"."""

from __future__ import annotations

from chatqual.engine.understanding.dates_calendar import Days, Grain, months_from
from chatqual.engine.understanding.dates_cursor import Cursor, Read, full_year, year_behind
from chatqual.engine.understanding.number_words import words_of

_QUARTERS = {"q": 3, "h": 6, "t": 3, "s": 6}


def read_quarter(cursor: Cursor, index: int) -> Read | None:
    """ "Q3", "Q3 2027", "2027 H1", "the third quarter of 2027", "3. Quartal", "second half of the
    year"."""
    year = cursor.year_at(index)
    start = (
        cursor.skip(index + 1, ("-", "/", "the", ","))
        if year is not None
        else cursor.skip(index, ("the",))
    )
    months, number, behind = _quarter_at(cursor, start)
    if not months or number is None:
        return None
    if year is None:
        fiscal = _fiscal_behind(cursor, behind)
        if fiscal is not None and number <= 12 // max(months, 1):
            begin = fiscal[0].start
            month = begin.month + (number - 1) * months
            return months_from(begin.year, month, months, _grain(months), fixed=True), fiscal[1]
        year, behind = year_behind(cursor, behind)
    if months == -1 or not 1 <= number <= 12 // months:
        return None
    grain = _grain(months)
    first = (number - 1) * months + 1
    if year is not None:
        return months_from(year, first, months, grain, fixed=True), behind
    found = months_from(cursor.today.year, first, months, grain)
    if found.end < cursor.today:
        found = months_from(cursor.today.year + 1, first, months, grain)
    return found, behind


def _quarter_at(cursor: Cursor, index: int) -> tuple[int, int | None, int]:
    """(months of it, which one, index behind), zeros where there is none."""
    months = _QUARTERS.get(cursor.low(index), 0)
    number = cursor.number_at(index + 1)
    if (
        months
        and number is not None
        and cursor.touches(index + 1)
        and cursor.kind(index + 1) == "number"
    ):
        return months, number, index + 2
    number = cursor.number_at(index)
    if number is not None and cursor.low(index + 1) in ("q", "h") and cursor.touches(index + 1):
        return _QUARTERS[cursor.low(index + 1)], number, index + 2
    unit_at = cursor.skip(index + 1, (".",))
    unit = cursor.at(unit_at)
    if number is None or unit.kind != "unit" or unit.name not in ("quarter", "half"):
        return 0, None, index
    if cursor.kind(index) == "number" and not (
        unit_at > index + 1 or cursor.at(unit_at).low in ("quartal", "kwartaal")
    ):
        return 0, None, index
    return (3 if unit.name == "quarter" else 6), number, unit_at + 1


def _grain(months: int) -> Grain:
    return "quarter" if months == 3 else "half"


def _fiscal_behind(cursor: Cursor, index: int) -> Read | None:
    """ "Q2 FY27", "the second quarter of the fiscal year"."""
    behind = cursor.skip_of(index)
    found = read_fiscal_year(cursor, behind)
    return found if found is not None and found[0].start != found[0].end else None


_FISCAL = words_of(
    """
    fiscal financial tax geschäftsjahr geschäftsjahres fiscaal boekjaar fy
    """
)


def read_fiscal_year(cursor: Cursor, index: int) -> Read | None:
    """ "FY27", "the next fiscal year", "das Geschäftsjahr"; it is named by the year in which it
    ends."""
    start = cursor.skip(index, ("the", "our", "das", "des", "dem", "new"))
    new = cursor.low(start - 1) == "new" and start > index
    offset = 0
    if cursor.kind(start) == "relative":
        offset, start = int(cursor.at(start).value), start + 1
    if cursor.low(start) not in _FISCAL:
        return None
    behind = start + 1
    if cursor.low(start) == "tax" and cursor.unit_at(behind) != "year":
        return None
    if cursor.unit_at(behind) == "year":
        behind += 1
    number = cursor.year_at(behind) or (
        full_year(cursor.number_at(behind) or 0) if cursor.number_at(behind) else None
    )
    if number is not None and cursor.low(start) == "fy":
        return _fiscal_year(cursor, number), behind + 1
    named = _month_named(cursor, behind)
    if named is not None:
        return named
    today = cursor.today
    current = today.year + (cursor.fiscal_start > 1 and today.month >= cursor.fiscal_start)
    return _fiscal_year(cursor, current + max(offset, int(new))), behind


_STARTS = words_of("in that's thats that is which starts starting begins beginning from im ab")


def _month_named(cursor: Cursor, index: int) -> Read | None:
    """ "our fiscal year in April", "the new fiscal year, that's April", whatever the site's is."""
    behind = cursor.skip(cursor.skip(index, (",", "(")), _STARTS)
    item = cursor.at(behind)
    if behind == index or item.kind != "month":
        return None
    month = int(item.value)
    year = cursor.today.year + (month <= cursor.today.month)
    return months_from(year, month, 12, "year", fixed=True), behind + 1


def _fiscal_year(cursor: Cursor, year: int) -> Days:
    first = year if cursor.fiscal_start == 1 else year - 1
    return months_from(first, cursor.fiscal_start, 12, "year", fixed=True)
