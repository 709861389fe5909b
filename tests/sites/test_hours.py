from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chatqual.sites.hours import is_open, opening_in_words
from chatqual.sites.models import Site

WEEK = {day: ["08:00", "18:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
FRIDAY_NIGHT = datetime(2026, 11, 20, 21, 40, tzinfo=UTC)  # 22:40 in Berlin
TUESDAY_NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)


def berlin(**hours: object) -> Site:
    return Site(public_key="b", name="B", time_zone="Europe/Berlin", hours={**WEEK, **hours})


def test_it_is_open_within_its_hours_in_its_own_zone() -> None:
    assert is_open(berlin(), TUESDAY_NOON)
    assert not is_open(berlin(), datetime(2026, 11, 24, 6, 59, tzinfo=UTC))


def test_without_hours_it_is_always_open() -> None:
    assert is_open(Site(public_key="b", name="B"), FRIDAY_NIGHT)
    assert opening_in_words(Site(public_key="b", name="B"), FRIDAY_NIGHT, "en") is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "on Monday from 8:00, Berlin time"),
        ("de", "am Montag ab 8:00 Uhr, Zeitzone Berlin"),
        ("xx", "on Monday from 8:00, Berlin time"),
    ],
)
def test_it_says_when_people_are_back(language: str, words: str) -> None:
    assert opening_in_words(berlin(), FRIDAY_NIGHT, language) == words


def test_a_holiday_goes_before_its_weekday() -> None:
    closed = berlin(**{"2026-11-23": []})
    assert opening_in_words(closed, FRIDAY_NIGHT, "en") == "on Tuesday from 8:00, Berlin time"


def test_later_today_and_tomorrow_are_named_so() -> None:
    early = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
    late = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
    assert opening_in_words(berlin(), early, "en") == "today from 8:00, Berlin time"
    assert opening_in_words(berlin(), late, "en") == "tomorrow from 8:00, Berlin time"
