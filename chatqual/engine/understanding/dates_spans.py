"""Lengths of time, reckoned from today or from another day: "in 6 weeks", "3 days after Easter"."""

from __future__ import annotations

from datetime import date

from chatqual.engine.understanding.dates_calendar import Days, add_days, period_around
from chatqual.engine.understanding.dates_cursor import Cursor, Point, Read
from chatqual.engine.understanding.dates_lengths import Length, length_of, read_length, read_window
from chatqual.engine.understanding.number_words import words_of

_IN = words_of(
    """
    in within dans en dentro daqui entro tra fra binnen innerhalb over under em nächsten sous
    """
)
_IN_FILLERS = words_of(
    """
    about around roughly approximately maybe say like the next coming upcoming of den nächsten
    kommenden von les prochains prochaines los las próximos próximas de os as i le prossimi
    prossime komende volgende etwa ca circa ungefähr environ unos a another less than just
    under e
    """
)
_FROM_NOW = frozenset({"hence", "later", "out"})


def read_from_now(cursor: Cursor, index: int, point: Point) -> Read | None:
    """ "in 2 weeks", "2 weeks from now", "3 days after Easter", "two Sundays from now"."""
    led = cursor.low(index) in _IN
    start = index
    if led:
        # Number words such as "a" are fillers only before another number.
        start = index + 1
        while cursor.low(start) in _IN_FILLERS and read_length(cursor, start) is None:
            start += 1
    weekdays = _weekdays_from_now(cursor, start)
    if weekdays is not None:
        return weekdays
    found = read_window(cursor, start)
    if found is None:
        return None
    shortest, longest, behind = found
    base = _base(cursor, behind, point)
    if base is not None:
        return _reckoned(cursor, *base, shortest, longest)
    if not led:
        return None
    if any(cursor.low(i) in _COMING for i in range(index, start)):
        return Days(add_days(cursor.today, 1), longest.after(cursor.today), "span"), behind
    return _reckoned(cursor, cursor.today, 1, behind, shortest, longest)


def read_beside(cursor: Cursor, index: int, point: Point) -> Read | None:
    """ "the day after Christmas", "the week before Easter": the one next to it."""
    start = cursor.skip(index, ("the", "der", "am", "die"))
    unit, low = cursor.unit_at(start), cursor.low(start + 1)
    if unit is None or cursor.kind(start) != "unit" or low not in _BESIDE:
        return None
    inner = point(cursor, start + 2)
    if inner is None:
        return None
    base = inner[0].end if _BESIDE[low] > 0 else inner[0].start
    return period_around(base, unit, _BESIDE[low]), inner[1]


_BESIDE = {"after": 1, "following": 1, "nach": 1, "before": -1, "vor": -1}
_COMING = words_of(
    "next coming upcoming nächsten kommenden prochains prochaines próximos próximas prossimi"
    " prossime komende volgende"
)


def _base(cursor: Cursor, behind: int, point: Point) -> tuple[date, int, int] | None:
    """(the day that is reckoned from, direction, index behind) after a length."""
    low, following = cursor.low(behind), cursor.low(behind + 1)
    if low in _FROM_NOW:
        return cursor.today, 1, behind + 1
    if low == "from" and following in ("now", "today"):
        return cursor.today, 1, behind + 2
    if low in ("ab", "from") and following in ("heute", "jetzt"):
        return cursor.today, 1, behind + 2
    if low not in ("from", "after", "before", "nach", "vor", "après", "avant", "following"):
        return None
    inner = point(cursor, behind + 1)
    if inner is None:
        return None
    days, stop = inner
    direction = -1 if low in ("before", "vor", "avant") else 1
    return (days.start if direction < 0 or days.grain == "day" else days.end), direction, stop


def _reckoned(
    cursor: Cursor, base: date, direction: int, stop: int, shortest: Length, longest: Length
) -> Read:
    """The day that lies so far from `base`, or the days between the shortest and the longest."""
    first, last = sorted((shortest.after(base, direction), longest.after(base, direction)))
    if first != last:
        return Days(first, last, "span"), stop
    return _with_weekday(cursor, Days(first, last), stop, onwards=shortest.months > 0)


def _with_weekday(cursor: Cursor, found: Days, stop: int, *, onwards: bool) -> Read:
    """ "... on Friday"."""
    at = cursor.skip(stop, ("on",))
    if at == stop or cursor.kind(at) != "weekday":
        return found, stop
    return on_weekday(found.start, int(cursor.at(at).value), onwards=onwards), at + 1


def on_weekday(found: date, weekday: int, *, onwards: bool) -> Days:
    """The nearest such weekday, or the next one from the day on, as months are counted loosely."""
    ahead = (weekday - found.weekday()) % 7
    moved = add_days(found, ahead if onwards or ahead <= 3 else ahead - 7)
    return Days(moved, moved)


def _weekdays_from_now(cursor: Cursor, index: int) -> Read | None:
    """ "two Sundays from now", "two Mondays later"."""
    number = cursor.number_at(index)
    if number is None:
        return None
    item = cursor.at(index + 1)
    singular = item.low.removesuffix("s")
    weekday = item.value if item.kind == "weekday" else _WEEKDAYS.get(singular)
    ends = (cursor.low(index + 2), cursor.low(index + 3))
    if weekday is None or not (ends[0] in _FROM_NOW or ends == ("from", "now")):
        return None
    ahead = (int(weekday) - cursor.today.weekday() - 1) % 7 + 1
    found = add_days(cursor.today, ahead + 7 * (number - 1))
    return Days(found, found), index + (3 if ends[0] in _FROM_NOW else 4)


_WEEKDAYS = {
    "monday": 0,
    "tuesday": 1,
    "wednesday": 2,
    "thursday": 3,
    "friday": 4,
    "saturday": 5,
    "sunday": 6,
}


def read_next_span(cursor: Cursor, index: int) -> Read | None:
    """ "the next three months", "the coming two quarters", "the 5 upcoming years"."""
    start = cursor.skip(
        index, ("the", "in", "over", "during", "den", "die", "les", "los", "las", "de")
    )
    first, second = cursor.at(start), cursor.at(start + 1)
    if first.kind == "relative" and first.value == 1:
        found = read_length(cursor, start + 1)
        if found is None:
            return None
        return _span_from(cursor, found[0], start + 1, found[1])
    if cursor.number_at(start) is not None and second.kind == "relative" and second.value == 1:
        length = length_of(cursor.at(start).value, cursor.at(start + 2).name)
        if length is not None:
            return _span_from(cursor, length, start, start + 3)
    return None


def _span_from(cursor: Cursor, length: Length, count_at: int, behind: int) -> Read | None:
    """From tomorrow on; whole quarters and halves begin with the next one."""
    unit = cursor.at(behind - 1).name
    if unit in ("quarter", "half"):
        first = period_around(cursor.today, unit, 1)  # type: ignore[arg-type]
        count = int(cursor.at(count_at).value) or 1
        return Days(first.start, period_around(cursor.today, unit, count).end, "span"), behind  # type: ignore[arg-type]
    return Days(add_days(cursor.today, 1), length.after(cursor.today), "span"), behind
