"""Opening hours as arithmetic: which hours a day has, and an instant so many open minutes on.

Hours are data: {"mon": ["08:00", "18:00"], "2026-12-25": []}; a date goes before its weekday.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FURTHEST = 400  # days; who opens less often than that does not open


def span_of(hours: Mapping[str, object], day: date) -> tuple[time, time] | None:
    """The hours of a day; a date such as "2026-12-25" goes before its weekday, [] is closed."""
    entry = hours.get(day.isoformat(), hours.get(DAYS[day.weekday()]))
    if not isinstance(entry, Sequence) or isinstance(entry, str) or len(entry) != 2:
        return None
    return time.fromisoformat(str(entry[0])), time.fromisoformat(str(entry[1]))


def after_open_minutes(
    now: datetime, minutes: int, hours: Mapping[str, object], time_zone: str
) -> datetime:
    """The instant at which `minutes` have passed since `now` while it was open, in UTC.

    Without any hours, or where it never opens, time passes as on a clock. `now` is aware.
    """
    left = timedelta(minutes=minutes)
    if hours:
        for start, end in _open_spans(now, hours, ZoneInfo(time_zone)):
            if left <= end - start:
                return start + left
            left -= end - start
    return now.astimezone(UTC) + timedelta(minutes=minutes)


def _open_spans(
    now: datetime, hours: Mapping[str, object], zone: ZoneInfo
) -> Iterator[tuple[datetime, datetime]]:
    """In UTC, since a day may be an hour longer or shorter than another."""
    today = now.astimezone(zone).date()
    for ahead in range(_FURTHEST):
        day = today + timedelta(days=ahead)
        span = span_of(hours, day)
        if span is None:
            continue
        start = datetime.combine(day, span[0], tzinfo=zone).astimezone(UTC)
        end = datetime.combine(day, span[1], tzinfo=zone).astimezone(UTC)
        if end > now:
            yield max(start, now.astimezone(UTC)), end
