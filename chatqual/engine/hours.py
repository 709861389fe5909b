"""Opening hours as arithmetic: when it is open, and an instant so many open minutes on.

Hours are data, by weekday, date, or month and day of every year; a date goes before a day of every
year, and that before the weekday:
{"mon": ["08:00", "18:00"], "tue": [["08:00", "12:00"], ["13:00", "17:00"]], "12-25": []}.
A span that ends no later than it begins goes on into the next day. [] is closed, and so is a
weekday that is not named; where none is named, each day is open that has no entry of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FURTHEST = 400  # days; who opens less often than that does not open
_WHOLE_DAY = ((time.min, time.min),)

Span = tuple[datetime, datetime]


def spans_of(hours: Mapping[str, object], day: date) -> tuple[tuple[time, time], ...]:
    """What begins on a day, in order."""
    if not hours:
        return _WHOLE_DAY
    for key in (day.isoformat(), f"{day:%m-%d}", DAYS[day.weekday()]):
        if key in hours:
            return _read(hours[key])
    return () if any(name in hours for name in DAYS) else _WHOLE_DAY


def _read(entry: object) -> tuple[tuple[time, time], ...]:
    if not isinstance(entry, Sequence) or isinstance(entry, str) or not entry:
        return ()
    pairs = [entry] if isinstance(entry[0], str) else list(entry)
    return tuple(
        sorted((time.fromisoformat(str(p[0])), time.fromisoformat(str(p[1]))) for p in pairs)
    )


def open_spans(hours: Mapping[str, object], time_zone: str, since: datetime) -> Iterator[Span]:
    """The times of being open that end after `since`, in UTC and in order; what touches is one.

    In UTC, since a day may be an hour longer or shorter than another.
    """
    zone = ZoneInfo(time_zone)
    # A span of yesterday may go on until today.
    first = since.astimezone(zone).date() - timedelta(days=1)
    whole: Span | None = None
    for ahead in range(_FURTHEST):
        for start, end in _of_day(hours, first + timedelta(days=ahead), zone):
            if whole is not None and start <= whole[1]:
                whole = (whole[0], max(whole[1], end))
                continue
            if whole is not None and whole[1] > since:
                yield whole
            whole = (start, end)
    if whole is not None and whole[1] > since:
        yield whole


def _of_day(hours: Mapping[str, object], day: date, zone: ZoneInfo) -> Iterator[Span]:
    for start, end in spans_of(hours, day):
        last = day if end > start else day + timedelta(days=1)
        yield (
            datetime.combine(day, start, tzinfo=zone).astimezone(UTC),
            datetime.combine(last, end, tzinfo=zone).astimezone(UTC),
        )


def is_open_at(hours: Mapping[str, object], time_zone: str, now: datetime) -> bool:
    """Always, without any hours."""
    zone = ZoneInfo(time_zone)
    today = now.astimezone(zone).date()
    days = (today - timedelta(days=1), today)
    return any(start <= now < end for day in days for start, end in _of_day(hours, day, zone))


def after_open_minutes(
    now: datetime, minutes: int, hours: Mapping[str, object], time_zone: str
) -> datetime:
    """The instant at which `minutes` have passed since `now` while it was open, in UTC.

    Without any hours, or where it never opens, time passes as on a clock. `now` is aware.
    """
    left = timedelta(minutes=minutes)
    if hours:
        for start, end in open_spans(hours, time_zone, now):
            begins = max(start, now.astimezone(UTC))
            if left <= end - begins:
                return begins + left
            left -= end - begins
    return now.astimezone(UTC) + timedelta(minutes=minutes)
