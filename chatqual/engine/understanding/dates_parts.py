"""Parts of a stretch of time: "early March", "the end of the quarter", "EOY", "later this week"."""

from __future__ import annotations

from collections.abc import Callable

from chatqual.engine.understanding.dates_calendar import (
    Days,
    Unit,
    add_days,
    add_months,
    period_around,
)
from chatqual.engine.understanding.dates_cursor import ARTICLES, Cursor, Point, Read
from chatqual.engine.understanding.number_words import words_of

_EARLY = words_of(
    """
    early beginning begining
    start anfang début debut principios comienzos inicio início começo inizio
    begin beginn
    """
)
_MID = words_of(
    """
    mid middle mitte mi milieu mediados meados metà midden halfway
    """
)
_LATE = words_of(
    """
    late end ende fin finales final fim fine eind einde close finals
    """
)
_REST = frozenset({"rest", "remainder", "remaining"})
_SHORT: dict[str, Unit] = {
    "eod": "day",
    "eow": "week",
    "eom": "month",
    "eoq": "quarter",
    "eoy": "year",
    "cob": "day",
}
_GLUED_ENDS: dict[str, Unit] = {
    "jahresende": "year",
    "monatsende": "month",
    "quartalsende": "quarter",
    "wochenende": "weekend",
}
_BETWEEN = ARTICLES | words_of(
    """
    of part in - von vom di del der van do da d' teil
    """
)


# These are verbs too, and name a part with "of" only.
_VERBS = words_of("start begin beginn close")
_OF_WORDS = words_of("of von vom des der de du del do di d' van")


def read_part(cursor: Cursor, index: int, point: Point) -> Read | None:
    """The part that begins at `index`: a third of a stretch, its rest, or "EOY"."""
    start = cursor.skip(index, ("the", "at", "towards", "very", "al", "a", "à", "la", "zum"))
    low = cursor.low(start)
    unit = _SHORT.get(low) or _GLUED_ENDS.get(low)
    if unit is not None and unit != "weekend":
        return _late(period_around(cursor.today, unit, 0)), start + 1
    ended = _later(cursor, start) or _read_unit_end(cursor, start)
    if ended is not None:
        return ended
    if low in _VERBS and cursor.low(start + 1) not in _OF_WORDS:
        return None  # "start in January" is all of January
    for words, part in ((_EARLY, _early), (_MID, _mid), (_LATE, _late), (_REST, None)):
        if low in words:
            found = _inner(cursor, start + 1, point)
            if found is None:
                return None
            days, stop = found
            if part is None:
                return _rest(days, cursor), stop
            return _coming(cursor, days, part), stop
    return None


def _coming(cursor: Cursor, days: Days, part: Callable[[Days], Days]) -> Days:
    """ "the start of the year" is the next one where this year's is over."""
    found = part(days)
    if found.end >= cursor.today or days.fixed or days.grain == "span" or days.end < cursor.today:
        return found
    unit: Unit = "day" if days.grain == "season" else days.grain
    return found if unit == "day" else part(period_around(add_days(days.end, 1), unit, 0))


def _inner(cursor: Cursor, index: int, point: Point) -> Read | None:
    behind = cursor.skip(index, _BETWEEN)
    if cursor.unit_at(behind) is None or (behind == index and not _is_plain_end(cursor, index)):
        found = point(cursor, behind)
        return found if found is not None and found[0].grain != "day" else None
    unit = cursor.unit_at(behind)
    if unit is None or unit in ("workday", "weekend") or cursor.kind(behind + 1) == "number":
        return point(cursor, behind)
    relative = cursor.at(behind + 1)
    if relative.kind == "relative" and relative.low not in ("next", "this", "last"):
        return period_around(cursor.today, unit, int(relative.value)), behind + 2
    return period_around(cursor.today, unit, 0), behind + 1


def _is_plain_end(cursor: Cursor, index: int) -> bool:
    """ "fine anno", "end month": without a word between, and nothing else behind it."""
    whole = cursor.unit_at(index) in ("month", "quarter", "year")
    return whole and cursor.kind(index + 1) not in ("number", "word", "month", "unit")


_ENDS = frozenset({"end", "close"})


def _read_unit_end(cursor: Cursor, index: int) -> Read | None:
    """ "year end", "month-end", "by quarter's end"."""
    start = cursor.skip(index, ("the",))
    unit = cursor.unit_at(start)
    if unit not in ("month", "quarter", "year", "week"):
        return None
    behind = cursor.skip(start + 1, ("-", "'", "’", "s"))
    if cursor.low(behind) not in _ENDS or cursor.low(behind + 1) in ("of", "user", "users", "to"):
        return None
    return _late(period_around(cursor.today, unit, 0)), behind + 1


def _later(cursor: Cursor, index: int) -> Read | None:
    """ "later this year": from tomorrow to its end."""
    if cursor.low(index) != "later":
        return None
    index += 1
    if cursor.kind(index) != "relative" or cursor.at(index).value != 0:
        return None
    unit = cursor.unit_at(index + 1)
    if unit is None:
        return None
    return _rest(period_around(cursor.today, unit, 0), cursor), index + 2


def _rest(days: Days, cursor: Cursor) -> Days:
    return Days(max(days.start, min(cursor.today, days.end)), days.end, "span", days.fixed)


def _thirds(days: Days) -> tuple[int, int]:
    """Days of the first and of the second third: 10 and 20 of a month, 3 and 4 of a week."""
    match days.grain:
        case "week":
            return 3, 4
        case "month":
            return 10, 20
        case _:
            length = (days.end - days.start).days + 1
            return length // 3, 2 * length // 3


def _early(days: Days) -> Days:
    if days.grain in ("quarter", "half", "year"):
        months = {"quarter": 1, "half": 2, "year": 3}[days.grain]
        return Days(days.start, add_days(add_months(days.start, months), -1), "span", days.fixed)
    return Days(days.start, add_days(days.start, max(_thirds(days)[0] - 1, 0)), "span", days.fixed)


def _mid(days: Days) -> Days:
    first, second = _thirds(days)
    if days.grain == "year":
        return Days(
            add_months(days.start, 5), add_days(add_months(days.start, 8), -1), "span", days.fixed
        )
    if days.grain == "quarter":
        return Days(
            add_months(days.start, 1), add_days(add_months(days.start, 2), -1), "span", days.fixed
        )
    start = 1 if days.grain == "week" else first
    return Days(add_days(days.start, start), add_days(days.start, second - 1), "span", days.fixed)


def _late(days: Days) -> Days:
    """Friday to Sunday, the last third of a month, the last month of a longer time."""
    match days.grain:
        case "day":
            return days
        case "week":
            start = add_days(days.end, -2)
        case "month":
            start = add_days(days.start, 20)
        case "quarter" | "half" | "season":
            start = add_months(add_days(days.end, 1), -1)
        case _:
            start = add_months(add_days(days.end, 1), -3)
    return Days(max(start, days.start), days.end, "span", days.fixed)
