"""Days, weeks, quarters, holidays: calendar arithmetic without a clock. Weeks run Monday to
Sunday."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Grain = Literal["day", "week", "weekend", "month", "quarter", "half", "year", "season", "span"]
Unit = Literal["day", "week", "weekend", "month", "quarter", "half", "year", "workday"]

FIRST_YEAR, LAST_YEAR = 1970, 2199


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days, both inclusive; `fixed` where its year was said."""

    start: date
    end: date
    grain: Grain = "day"
    fixed: bool = False


def day(year: int, month: int, number: int) -> date | None:
    """The date, or None where the calendar has none (31 April) or the year is out of reach."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12:
        return None
    if not 1 <= number <= monthrange(year, month)[1]:
        return None
    return date(year, month, number)


def clamp(year: int) -> int:
    return max(FIRST_YEAR, min(LAST_YEAR, year))


def add_months(start: date, count: int) -> date:
    """The same day some months on; the last day of the month where it has fewer."""
    index = start.year * 12 + start.month - 1 + count
    year, month = clamp(index // 12), index % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def add_days(start: date, count: int) -> date:
    limit = (date(LAST_YEAR, 12, 31) - start).days
    return start + timedelta(days=max(-36_500, min(count, limit)))


def month_of(year: int, month: int, *, fixed: bool = False) -> Days:
    year = clamp(year)
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month", fixed)


def months_from(year: int, month: int, count: int, grain: Grain, *, fixed: bool = False) -> Days:
    """`count` whole months from the first of `month`, which may be above 12 or below 1."""
    index = clamp(year) * 12 + month - 1
    first = date(clamp(index // 12), index % 12 + 1, 1)
    return Days(first, add_days(add_months(first, count), -1), grain, fixed)


def week_of(any_day: date) -> Days:
    monday = add_days(any_day, -any_day.weekday())
    return Days(monday, add_days(monday, 6), "week")


def weekend_of(any_day: date) -> Days:
    monday = add_days(any_day, -any_day.weekday())
    return Days(add_days(monday, 5), add_days(monday, 6), "weekend")


def iso_week(year: int, number: int) -> Days | None:
    if not 1 <= number <= 53 or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    monday = add_days(week_of(date(year, 1, 4)).start, 7 * (number - 1))
    return Days(monday, add_days(monday, 6), "week", True)


def period_around(today: date, unit: Unit, offset: int) -> Days:
    """The day, week, month ... of `today` moved on by `offset` of its kind."""
    match unit:
        case "day" | "workday":
            moved = add_days(today, offset)
            return Days(moved, moved)
        case "week":
            return week_of(add_days(today, 7 * offset))
        case "weekend":
            return weekend_of(add_days(today, 7 * offset))
        case "month":
            return months_from(today.year, today.month + offset, 1, "month")
        case "quarter":
            first = (today.month - 1) // 3 * 3 + 1
            return months_from(today.year, first + 3 * offset, 3, "quarter")
        case "half":
            first = (today.month - 1) // 6 * 6 + 1
            return months_from(today.year, first + 6 * offset, 6, "half")
        case "year":
            return months_from(today.year + offset, 1, 12, "year")


def nth_weekday(year: int, month: int, weekday: int, count: int) -> date | None:
    """The `count`th weekday of a month; negative counts from its end."""
    last = monthrange(year, month)[1]
    days = [d for d in range(1, last + 1) if date(year, month, d).weekday() == weekday]
    if count == 0 or abs(count) > len(days):
        return None
    return date(year, month, days[count - 1 if count > 0 else count])


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm of Nature, 1876."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def _fixed(month: int, number: int) -> Callable[[int], date]:
    return lambda year: date(year, month, number)


def _nth(month: int, weekday: int, count: int, shift: int = 0) -> Callable[[int], date]:
    def on(year: int) -> date:
        found = nth_weekday(year, month, weekday, count)
        assert found is not None  # noqa: S101  the counts below exist in every year
        return add_days(found, shift)

    return on


def _easter(shift: int) -> Callable[[int], date]:
    return lambda year: add_days(easter(year), shift)


# New moons that begin the year, month * 100 + day, from 2010 on.
_LUNAR_YEARS = (
    214, 203, 123, 210, 131, 219, 208, 128, 216, 205, 125, 212, 201, 122, 210, 129, 217, 206, 126,
    213, 203, 123, 211, 131, 219, 208, 128, 215, 204, 124, 212,
)  # fmt: skip


def _lunar(year: int) -> date:
    number = _LUNAR_YEARS[year - 2010] if 2010 <= year < 2010 + len(_LUNAR_YEARS) else 205
    return date(year, number // 100, number % 100)


# New moons of October and November that Diwali falls on, month * 100 + day, from 2020 on.
_DIWALI = (
    1114, 1104, 1024, 1112, 1031, 1020, 1108, 1029, 1017, 1105, 1026, 1114, 1102, 1022, 1110, 1030,
    1019, 1107, 1027, 1017, 1104,
)  # fmt: skip


def _diwali(year: int) -> date:
    number = _DIWALI[year - 2020] if 2020 <= year < 2020 + len(_DIWALI) else 1101
    return date(year, number // 100, number % 100)


# The day before 1970-01-01 in days of the Islamic calendar's own count.
_ISLAMIC_EPOCH = -492_533


def _islamic(month: int, number: int) -> Callable[[int], date]:
    """The first such day in a year by the tabular Islamic calendar, right to a day."""

    def on(year: int) -> date:
        lunar = (year - 622) * 33 // 32
        for candidate in range(lunar - 1, lunar + 3):
            days = (11 * candidate + 3) // 30 + 354 * candidate + 30 * month - (month - 1) // 2
            found = date(1970, 1, 1) + timedelta(days=days + number + _ISLAMIC_EPOCH)
            if found.year == year:
                return found
        return date(year, 1, 1)

    return on


# Holidays that last longer than a day, in days.
LASTING = {"ramadan": 30}

HOLIDAYS: dict[str, Callable[[int], date]] = {
    "christmas": _fixed(12, 25),
    "christmas eve": _fixed(12, 24),
    "boxing day": _fixed(12, 26),
    "new year": _fixed(1, 1),
    "new year eve": _fixed(12, 31),
    "epiphany": _fixed(1, 6),
    "valentine": _fixed(2, 14),
    "groundhog": _fixed(2, 2),
    "st patrick": _fixed(3, 17),
    "april fools": _fixed(4, 1),
    "earth day": _fixed(4, 22),
    "workers day": _fixed(5, 1),
    "cinco de mayo": _fixed(5, 5),
    "flag day": _fixed(6, 14),
    "juneteenth": _fixed(6, 19),
    "canada day": _fixed(7, 1),
    "independence day": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "assumption": _fixed(8, 15),
    "german unity": _fixed(10, 3),
    "halloween": _fixed(10, 31),
    "all saints": _fixed(11, 1),
    "veterans day": _fixed(11, 11),
    "guy fawkes": _fixed(11, 5),
    "st nicholas": _fixed(12, 6),
    "mlk": _nth(1, 0, 3),
    "presidents day": _nth(2, 0, 3),
    "mothers day": _nth(5, 6, 2),
    "memorial day": _nth(5, 0, -1),
    "fathers day": _nth(6, 6, 3),
    "labor day": _nth(9, 0, 1),
    "columbus day": _nth(10, 0, 2),
    "thanksgiving": _nth(11, 3, 4),
    "black friday": _nth(11, 3, 4, 1),
    "cyber monday": _nth(11, 3, 4, 4),
    "carnival": _easter(-48),
    "ash wednesday": _easter(-46),
    "palm sunday": _easter(-7),
    "maundy thursday": _easter(-3),
    "good friday": _easter(-2),
    "easter": _easter(0),
    "easter monday": _easter(1),
    "ascension": _easter(39),
    "pentecost": _easter(49),
    "whit monday": _easter(50),
    "corpus christi": _easter(60),
    "lunar new year": _lunar,
    "diwali": _diwali,
    "nowruz": _fixed(3, 21),
    "ramadan": _islamic(9, 1),
    "eid al-fitr": _islamic(10, 1),
    "eid al-adha": _islamic(12, 10),
}

SEASONS: dict[str, int] = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def holiday_from(name: str, today: date) -> date:
    """The next such day after `today`."""
    on = HOLIDAYS[name]
    this_year = on(today.year)
    return this_year if this_year > today else on(clamp(today.year + 1))


def season_of(name: str, year: int, *, fixed: bool = False) -> Days:
    """Three whole months, as the weather services count; winter begins in the year given."""
    return months_from(year, SEASONS[name], 3, "season", fixed=fixed)


def season_from(name: str, today: date) -> Days:
    """The season that is running or comes next."""
    for year in (today.year - 1, today.year, today.year + 1):
        found = season_of(name, year)
        if found.end > today:
            return found
    raise ValueError(f"no {name} after {today}")
