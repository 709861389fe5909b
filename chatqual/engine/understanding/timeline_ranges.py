"""Times with the words before and between them: "by March", "from 3 to 15 July", "after the
summer"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chatqual.engine.understanding.dates import read_point
from chatqual.engine.understanding.dates_calendar import (
    Days,
    add_days,
    day,
    month_of,
    period_around,
)
from chatqual.engine.understanding.dates_cursor import Cursor
from chatqual.engine.understanding.dates_lengths import read_window
from chatqual.engine.understanding.number_words import words_of
from chatqual.engine.understanding.timeline_leads import LEADS, Lead


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days with their place in the text. `lead`: the word before; `is_length`: a bare "3
    months"."""

    start_day: date | None
    end_day: date | None
    start: int
    end: int
    lead: Lead | None = None
    is_length: bool = False
    is_bare: bool = False


_TO = words_of(
    """
    to - – — ~ until till til through thru bis au à al a até tot t/m
    """
)
_AND = frozenset({"and", "und", "et", "y", "e", "en"})
# "January or February" is both; "Monday or Tuesday" stays two days.
_OR = words_of("or oder ou o of / and und et y e en")
_BETWEEN = frozenset({"between", "zwischen", "entre", "tussen", "tra", "fra"})
_FILLERS = words_of(
    """
    about around roughly approximately maybe probably sometime somewhere like at the on in ca
    etwa during within im am over towards dem den der das la le el il het de los o
    """
)
_LATEST = tuple(
    tuple(words.split())
    for words in [
        "at the latest",
        "at latest",
        "latest",
        "spätestens",
        "or earlier",
        "or before",
        "or sooner",
        "au plus tard",
        "a más tardar",
        "al più tardi",
    ]
)
_ONWARDS = (
    ("onwards",),
    ("onward",),
    ("or", "later"),
    ("or", "after"),
    ("at", "the", "earliest"),
    ("earliest",),
)


def stretches_of(cursor: Cursor) -> Iterator[Stretch]:
    """Every time of the line in reading order."""
    index = 0
    while index < len(cursor.items):
        found = _read(cursor, index) if cursor.near[index] else None
        if found is None:
            index += 1
        else:
            stretch, index = found
            yield stretch


def _read(cursor: Cursor, index: int) -> tuple[Stretch, int] | None:
    for reader in (_read_more_or_less, _read_between, _read_led, _read_plain, _read_bare_length):
        found = reader(cursor, index)
        if found is not None:
            return found
    return None


def _make(
    cursor: Cursor,
    index: int,
    stop: int,
    start: date | None,
    end: date | None,
    lead: Lead | None,
    *,
    is_bare: bool = False,
) -> tuple[Stretch, int]:
    last = cursor.at(stop - 1)
    return Stretch(start, end, cursor.at(index).start, last.end, lead, is_bare=is_bare), stop


def _leads_at(cursor: Cursor, index: int) -> Iterator[tuple[Lead, int]]:
    """The words at `index` that may lead a time, longest first, with the index behind."""
    for words, lead in LEADS.get(cursor.low(index), ()):
        if all(cursor.low(index + i) == w for i, w in enumerate(words)):
            yield lead, index + len(words)


def _read_more_or_less(cursor: Cursor, index: int) -> tuple[Stretch, int] | None:
    """ "more than 2 weeks after today", "less than 3 days after tomorrow"."""
    low = cursor.low(index)
    if low not in ("more", "less") or cursor.low(index + 1) != "than":
        return None
    inner = read_point(cursor, index + 2)
    if inner is None or inner[0].grain != "day":
        return None
    days, stop = inner
    if low == "more":
        return _make(cursor, index, stop, add_days(days.end, 1), None, "after")
    return _make(cursor, index, stop, cursor.today, days.end, "by")


def _read_between(cursor: Cursor, index: int) -> tuple[Stretch, int] | None:
    """ "between March and May", "from 13 to 15 July", "next week between Wednesday and Friday"."""
    opened = cursor.low(index) in _BETWEEN
    start = (
        index + 1
        if opened
        or cursor.low(index) in ("from", "von", "vom", "de", "du", "del", "da", "dal", "van")
        else index
    )
    found = (
        _read_day_range(cursor, start)
        or _read_week_range(cursor, index)
        or _read_range(cursor, start, opened=opened)
    )
    if found is None:
        return None
    first, last, stop = found
    if last < first:
        return None
    return _make(cursor, index, stop, first, last, None)


_DayRange = tuple[date, date, int]


def _read_day_range(cursor: Cursor, index: int) -> _DayRange | None:
    """ "13th to 15th of July", "July 13-15", "4 to 22 this month"."""
    at = cursor.skip(index, ("the", "den", "dem", "le", "el", "il", "dem"))
    if cursor.kind(at) == "month":
        return _month_then_days(cursor, at)
    days = _two_days(cursor, at)
    if days is None:
        return None
    first, last, behind = days
    behind = cursor.skip(cursor.skip_of(behind), (".",))
    if cursor.kind(behind) == "month":
        return _days_in_month(cursor, int(cursor.at(behind).value), first, last, behind + 1)
    month = None
    if cursor.low(behind) in _THE_MONTH and behind > days[2]:
        month = period_around(cursor.today, "month", 0)
    elif cursor.kind(behind) == "relative" and cursor.unit_at(behind + 1) == "month":
        month = period_around(cursor.today, "month", int(cursor.at(behind).value))
        behind += 1
    if month is None:
        return None
    return add_days(month.start, first - 1), add_days(month.start, last - 1), behind + 1


_THE_MONTH = words_of("month monats mois mes mês mese maand")


def _two_days(cursor: Cursor, index: int) -> tuple[int, int, int] | None:
    """Two days of one month with a word or mark between them."""
    first = cursor.day_number(index)
    joint = cursor.skip(index + 1, (".",))
    if first is None or (cursor.low(joint) not in _TO and cursor.low(joint) not in _AND):
        return None
    at = cursor.skip(joint + 1, ("the", "den", "dem", "le", "el", "il"))
    last = cursor.day_number(at)
    if last is None or last < first:
        return None
    return first, last, cursor.skip(at + 1, (".",))


def _month_then_days(cursor: Cursor, index: int) -> _DayRange | None:
    days = _two_days(cursor, cursor.skip(index + 1, ("the", ".")))
    if days is None:
        return None
    first, last, behind = days
    if cursor.kind(behind) == "month":
        return None
    return _days_in_month(cursor, int(cursor.at(index).value), first, last, behind)


def _days_in_month(
    cursor: Cursor, month: int, first: int, last: int, behind: int
) -> _DayRange | None:
    at = cursor.skip(behind, (",", "of", "in", "de", "del"))
    year = cursor.year_at(at)
    if year is not None:
        behind = at + 1
    else:
        coming = cursor.next_day(month, last)
        if coming is None:
            return None
        year = coming.start.year
    start, end = day(year, month, first), day(year, month, last)
    return None if start is None or end is None else (start, end, behind)


def _read_week_range(cursor: Cursor, index: int) -> _DayRange | None:
    """ "next week between Wednesday and Friday", "this week from Tue to Thu"."""
    if cursor.kind(index) != "relative" or cursor.unit_at(index + 1) != "week":
        return None
    at = cursor.skip(index + 2, ("between", "from", ","))
    joint = cursor.at(at + 1).low
    if (
        cursor.kind(at) != "weekday"
        or cursor.kind(at + 2) != "weekday"
        or joint not in (_TO | _AND)
    ):
        return None
    week = period_around(cursor.today, "week", int(cursor.at(index).value))
    first, last = (add_days(week.start, int(cursor.at(i).value)) for i in (at, at + 2))
    return first, last, at + 3


_BETWEEN_THEM = (
    "the", "in", "im", "en", "em", "maybe", "perhaps", "possibly", "probably", "even", "vielleicht",
    "eventuell", "peut-être", "quizás", "talvez", "forse", "misschien",
)  # fmt: skip


def _read_range(cursor: Cursor, index: int, *, opened: bool) -> _DayRange | None:
    left = read_point(cursor, index)
    if left is None:
        return None
    joint = left[1]
    word = cursor.low(joint)
    if word not in _TO and word not in _OR and not (opened and word in _AND):
        return None
    right = read_point(cursor, cursor.skip(joint + 1, _BETWEEN_THEM))
    if right is None or (word in _OR and "day" in (left[0].grain, right[0].grain)):
        return None
    first, last = _in_order(cursor, left[0], right[0], index, joint)
    return first, last, right[1]


def _in_order(cursor: Cursor, left: Days, right: Days, index: int, joint: int) -> tuple[date, date]:
    """First and last day of a range: a year said once counts for both."""
    first, last = left.start, right.end
    named = any(cursor.kind(i) == "month" for i in range(index, joint))
    if right.fixed and not left.fixed and named:
        first = _in_year(left, last.year)
        if first > last:
            first = _in_year(left, last.year - 1)
    elif last < first and not right.fixed:
        last = _end_in_year(right, last.year + 1)
    return first, last


def _in_year(days: Days, year: int) -> date:
    return day(year, days.start.month, days.start.day) or days.start


def _end_in_year(days: Days, year: int) -> date:
    if days.grain == "month":
        return month_of(year, days.end.month).end
    return day(year, days.end.month, days.end.day) or days.end


def _read_led(cursor: Cursor, index: int) -> tuple[Stretch, int] | None:
    """A point with a word before it that makes it an end or a beginning."""
    for lead, at in _leads_at(cursor, index):
        inner = _point(cursor, at)
        if inner is not None:
            days, stop = _restated(cursor, inner)
            start, end = _bounds(days, lead)
            return _make(cursor, index, stop, start, end, lead)
    return None


_THAT_IS = words_of(
    "that that's thats which is i.e ie meaning so das ist also heißt c'est es decir é cioè dat"
)


def _restated(cursor: Cursor, inner: tuple[Days, int]) -> tuple[Days, int]:
    """ "before the new fiscal year, that's April": the second time says what the first means."""
    days, stop = inner
    behind = cursor.skip(stop, (",", "(", "-"))
    vague = any(cursor.low(i) in _VAGUE for i in range(max(stop - 4, 0), stop))
    # "Before our year end in April": the month in which it is.
    after = cursor.skip(behind, (*_THAT_IS, *_IN) if vague else _THAT_IS)
    again = _point(cursor, after) if after > behind else None
    if again is None:
        return inner
    # "before the fiscal year, that's April" means April, and so does "April, our new fiscal year".
    return again if vague else (days, again[1])


_IN = ("in", "im", "en", "à", "em", "a")
_VAGUE = words_of("fiscal financial fy year geschäftsjahr quarter quartal summer holidays")


def _point(cursor: Cursor, index: int) -> tuple[Days, int] | None:
    """A point behind small words ("around the", "maybe in")."""
    for _ in range(4):
        found = read_point(cursor, index)
        if found is not None:
            return found
        if cursor.low(index) not in _FILLERS:
            return None
        index += 1
    return None


def _bounds(days: Days, lead: Lead) -> tuple[date | None, date | None]:
    match lead:
        case "before":
            # "before the end of March" still means March; else the day before it begins.
            return None, days.end if days.grain == "span" else add_days(days.start, -1)
        case "after":
            return add_days(days.end, 1), None
        case "from" | "since":
            return days.start, None
        case _:
            return None, days.end


def _read_plain(cursor: Cursor, index: int) -> tuple[Stretch, int] | None:
    found = read_point(cursor, index)
    if found is None:
        return None
    days, stop = _restated(cursor, found)
    for endings, lead in ((_LATEST, "by"), (_ONWARDS, "from")):
        for words in endings:
            if all(cursor.low(stop + i) == w for i, w in enumerate(words)):
                start, end = _bounds(days, lead)  # type: ignore[arg-type]
                return _make(cursor, index, stop + len(words), start, end, lead)  # type: ignore[arg-type]
    within = cursor.low(index) in ("within", "innerhalb", "binnen", "entro") or (
        cursor.low(index - 1) in ("within", "innerhalb", "binnen")
    )
    start = None if within and days.grain in ("day", "span") else days.start
    return _make(cursor, index, stop, start, days.end, "by" if within else None, is_bare=True)


def _read_bare_length(cursor: Cursor, index: int) -> tuple[Stretch, int] | None:
    """ "3 months" as an answer: by then."""
    if (
        not cursor.asked
        or cursor.kind(index - 1) == "number"
        or cursor.low(index - 1) in (_NOT_A_LENGTH | _FOR_SO_LONG)
    ):
        return None
    found = read_window(cursor, index)
    if found is None or cursor.low(found[2]) in _NO_PLAN_LENGTH:
        return None
    _, longest, stop = found
    end = longest.after(cursor.today)
    last = cursor.at(stop - 1)
    return Stretch(None, end, cursor.at(index).start, last.end, None, is_length=True), stop


_NOT_A_LENGTH = words_of(
    """
    $ € £ every each per last past since k ago / twice once
    """
)
_FOR_SO_LONG = words_of("for für pour por durante voor gleich direkt")
_NO_PLAN_LENGTH = words_of(
    """
    nehmen nehme unterschreiben abschließen binden upfront deal prepaid
    ago contract term trial notice agreement old experience warranty vertrag plan free
    subscription commitment
    """
)
