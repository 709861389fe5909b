"""Times by name or beside today: "next month", "this summer", "Easter", "tomorrow", "2027"."""

from __future__ import annotations

from datetime import date

from chatqual.engine.understanding.dates_calendar import (
    HOLIDAYS,
    LASTING,
    Days,
    Unit,
    add_days,
    add_months,
    clamp,
    holiday_from,
    month_of,
    months_from,
    period_around,
    season_from,
    season_of,
)
from chatqual.engine.understanding.dates_cursor import Cursor, Read, year_behind
from chatqual.engine.understanding.dates_months import is_verb, next_month
from chatqual.engine.understanding.number_words import words_of

_AFTER_NEXT = (("after", "next"), ("after", "the", "next"))


def read_relative(cursor: Cursor, index: int) -> Read | None:
    """ "this week", "next month", "le mois prochain", "the following quarter", "weekend after
    next"."""
    start = cursor.skip(
        index,
        ("the", "la", "le", "el", "il", "de", "het", "die", "der", "das", "den", "dem", "o", "a"),
    )
    if cursor.kind(start) == "relative":
        middle = cursor.skip(start + 1, ("calendar", "business", "working"))
        unit = cursor.unit_at(middle)
        if unit is not None:
            plural = cursor.at(start).value == 1 and cursor.low(middle) in _PLURALS
            if plural:
                return Days(add_days(cursor.today, 1), _few(cursor.today, unit), "span"), middle + 1
            return period_around(cursor.today, unit, int(cursor.at(start).value)), middle + 1
        return _relative_name(cursor, start)
    unit = cursor.unit_at(start)
    if unit is None:
        return None
    for words in _AFTER_NEXT:
        if tuple(cursor.low(start + 1 + i) for i in range(len(words))) == words:
            return period_around(cursor.today, unit, 2), start + 1 + len(words)
    return _relative_behind(cursor, start, unit, led=start > index)


# English puts these before their noun, so that behind one they belong to something else.
_LEADING_ONLY = frozenset({"next", "this", "current", "past", "previous", "last"})


def _relative_behind(cursor: Cursor, index: int, unit: Unit, *, led: bool) -> Read | None:
    """ "le mois prochain", "el mes que viene": the relative behind its noun."""
    if cursor.low(index + 1) == "que" and cursor.low(index + 2) in ("viene", "vem"):
        return period_around(cursor.today, unit, 1), index + 3
    relative = cursor.at(index + 1)
    if relative.kind != "relative" or relative.low in _LEADING_ONLY:
        return None
    if not led and relative.value < 0:
        return None
    return period_around(cursor.today, unit, int(relative.value)), index + 2


_PLURALS = words_of(
    "days weeks months quarters years tage tagen wochen monate monaten jahre jours semaines meses"
    " semanas días dias mesi settimane giorni weken maanden"
)


def _few(today: date, unit: Unit) -> date:
    """ "the coming weeks": three of them."""
    if unit in ("month", "quarter", "year"):
        return add_months(today, 3 * {"month": 1, "quarter": 3}.get(unit, 12))
    return add_days(today, 21 if unit == "week" else 3)


def _relative_name(cursor: Cursor, index: int) -> Read | None:
    """ "next March", "this summer", "next Easter"."""
    offset, item = int(cursor.at(index).value), cursor.at(index + 1)
    if item.kind == "month" and not is_verb(cursor, index + 1):
        found = next_month(cursor, int(item.value))
        if offset < 0:
            found = month_of(found.start.year - 1, int(item.value))
        return found, index + 2
    if item.kind == "season":
        found = season_from(item.name, cursor.today)
        if offset == 1 and found.start <= cursor.today:
            found = season_of(item.name, found.start.year + 1)
        elif offset < 0:
            found = season_of(item.name, found.start.year - 1)
        return found, index + 2
    if item.kind == "holiday" and offset >= 0:
        return _holiday(cursor, index + 1)
    return None


def read_holiday(cursor: Cursor, index: int) -> Read | None:
    start = cursor.skip(index, ("the",))
    return _holiday(cursor, start) if cursor.kind(start) == "holiday" else None


def _holiday(cursor: Cursor, index: int) -> Read:
    name = cursor.at(index).name
    year, behind = year_behind(cursor, index + 1)
    if year is not None:
        found = HOLIDAYS[name](clamp(year))
        return _lasting(name, found, fixed=True), behind
    return _lasting(name, holiday_from(name, cursor.today), fixed=False), index + 1


def _lasting(name: str, first: date, *, fixed: bool) -> Days:
    more = LASTING.get(name, 1) - 1
    return Days(first, add_days(first, more), "span" if more else "day", fixed)


def read_season(cursor: Cursor, index: int) -> Read | None:
    start = cursor.skip(index, ("the", "l'", "el", "la", "o", "de", "den", "dem", "der"))
    item = cursor.at(start)
    if item.kind != "season":
        return None
    year, behind = year_behind(cursor, start + 1)
    alone = cursor.asked and len(cursor.items) <= 2
    if item.doubtful and not (year or alone or _is_season_in_context(cursor, index, start)):
        return None
    if year is not None:
        return season_of(item.name, clamp(year), fixed=True), behind
    found = season_from(item.name, cursor.today)
    if found.start < cursor.today and (found.end - cursor.today).days < 31:
        found = season_of(item.name, found.start.year + 1)  # it is as good as over
    return found, start + 1


def _is_season_in_context(cursor: Cursor, index: int, start: int) -> bool:
    """ "fall" and "spring" are verbs too."""
    before = cursor.low(index - 1)
    return start > index or before in (
        "in",
        "by",
        "until",
        "before",
        "after",
        "during",
        "late",
        "early",
        "of",
        "mid",
        "for",
    )


def read_day_word(cursor: Cursor, index: int) -> Read | None:
    """ "tomorrow", "the day after tomorrow", "heute in 2 Wochen" is left to the durations."""
    start = cursor.skip(index, ("the", "as", "of"))
    if (
        cursor.unit_at(start) == "day"
        and cursor.low(start + 1) == "after"
        and cursor.low(start + 2) == "tomorrow"
    ):
        found = add_days(cursor.today, 2)
        return Days(found, found), start + 3
    item = cursor.at(index)
    if item.kind != "day_word":
        return None
    found = add_days(cursor.today, int(item.value))
    return Days(found, found), index + 1


_YEAR_LEADS = words_of(
    """
    in by of until till before after since from during than year through early mid late end
    for to - – im ab bis vor nach jahr en em nel dal entro avant après sinds calendar next
    sometime antes beginning start ende anfang fin d'ici
    """
)


def read_year(cursor: Cursor, index: int) -> Read | None:
    """A year beside a preposition, or all by itself where a time was asked."""
    start = cursor.skip(index, ("the", "year", "jahr", "l'année", "año"))
    year = cursor.year_at(start)
    if year is None:
        return None
    behind = start + 1
    led = (
        start > index
        or cursor.low(index - 1) in _YEAR_LEADS
        or cursor.low(behind) in ("ad", "onwards")
    )
    alone = cursor.asked and len(cursor.items) <= 2
    follows = cursor.kind(behind) in ("end", "sign") or cursor.low(behind) in _BEHIND_YEAR
    if not alone and not (led and follows):
        return None
    behind += cursor.low(behind) == "ad"
    return months_from(year, 1, 12, "year", fixed=True), behind


_BEHIND_YEAR = words_of(
    """
    or and at if because but ad for with is would onwards latest when we i please to oder und
    wenn aber spätestens earliest already maybe probably
    """
)
