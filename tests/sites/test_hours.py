from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from chatqual.engine.hours import after_open_minutes
from chatqual.sites.hours import DAYS, is_open, next_opening, opened_at, opening_in_words
from chatqual.sites.hours_field import HoursField
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


# --- holidays, halves of days, nights -------------------------------------------------------------
def at(text: str) -> datetime:
    """A time in Berlin."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Berlin"))


def test_a_day_of_every_year_goes_before_its_weekday_and_a_date_before_that() -> None:
    site = berlin(**{"12-24": ["09:00", "12:00"], "12-25": [], "2026-12-25": ["10:00", "11:00"]})
    assert [is_open(site, at(f"2026-12-24T{t}")) for t in ("08:30", "09:00", "12:00")] == [
        False,
        True,
        False,
    ]
    assert is_open(site, at("2026-12-25T10:30"))
    assert not is_open(site, at("2028-12-25T10:30"))


def test_a_pause_at_noon_is_closed() -> None:
    site = berlin(tue=[["08:00", "12:00"], ["13:00", "17:00"]])
    assert [is_open(site, at(f"2026-11-24T{t}")) for t in ("11:59", "12:30", "13:00")] == [
        True,
        False,
        True,
    ]
    assert opening_in_words(site, at("2026-11-24T12:30"), "en") == "today from 13:00, Berlin time"


def test_a_night_goes_on_into_the_next_day() -> None:
    site = berlin(fri=["22:00", "06:00"])
    open_at = [at(f"2026-11-{t}") for t in ("20T22:00", "21T05:59", "21T06:00", "20T21:59")]
    assert [is_open(site, moment) for moment in open_at] == [True, True, False, False]
    assert opened_at(site, at("2026-11-21T03:00")) == at("2026-11-20T22:00")


def test_nights_that_follow_one_another_are_no_new_openings() -> None:
    week = {day: ["00:00", "00:00"] for day in DAYS}
    site = Site(public_key="b", name="B", time_zone="Europe/Berlin", hours=week)
    assert is_open(site, at("2026-11-21T00:00"))
    assert next_opening(site, at("2026-11-21T00:00")) is None
    assert opened_at(site, at("2026-11-21T12:00")) is None


def test_with_dates_alone_all_other_days_are_open() -> None:
    site = Site(
        public_key="b", name="B", time_zone="Europe/Berlin", hours={"12-25": [], "12-26": []}
    )
    assert is_open(site, at("2026-12-24T23:59"))
    assert not is_open(site, at("2026-12-26T12:00"))
    assert next_opening(site, at("2026-12-25T12:00")) == at("2026-12-27T00:00")


def test_the_night_in_which_the_clocks_change_is_an_hour_longer() -> None:
    site = berlin(sat=["22:00", "06:00"])
    # 25 October 2026: three o'clock comes twice, so eight hours of work end at six, after nine.
    opened = at("2026-10-24T22:00").astimezone(UTC)
    assert is_open(site, opened + timedelta(hours=8, minutes=59))
    assert not is_open(site, opened + timedelta(hours=9))
    assert after_open_minutes(opened, 9 * 60, site.hours, site.time_zone) == (
        opened + timedelta(hours=9)
    )


def test_open_minutes_pass_over_a_pause_and_a_holiday() -> None:
    hours = {**WEEK, "tue": [["08:00", "12:00"], ["13:00", "17:00"]], "2026-11-25": []}
    begins = at("2026-11-24T11:30")
    due = [after_open_minutes(begins, m, hours, "Europe/Berlin") for m in (30, 60, 5 * 60)]
    assert due == [at("2026-11-24T12:00"), at("2026-11-24T13:30"), at("2026-11-26T08:30")]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "on Monday, November 30 from 8:00, Berlin time"),
        ("de", "am Montag, 30. November ab 8:00 Uhr, Zeitzone Berlin"),
        ("fr", "lundi, 30 novembre à partir de 8:00, heure de Berlin"),
    ],
)
def test_after_more_than_a_week_the_date_is_said(language: str, words: str) -> None:
    closed: dict[str, object] = {f"2026-11-{day}": [] for day in range(21, 30)}
    assert opening_in_words(berlin(**closed), FRIDAY_NIGHT, language) == words


# --- in a form ------------------------------------------------------------------------------------
def rows(**values: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(f"hours_{name}", value if isinstance(value, list) else [value])
    return data


def read(data: QueryDict) -> Any:
    field = HoursField(required=False)
    return field.clean(field.widget.value_from_datadict(data, {}, "hours"))


def test_rows_of_weekdays_and_dates_are_read() -> None:
    data = rows(
        mon="8-12, 13:00–17:30",
        sat="22:00 to 24:00",
        tue="",
        date=["12-25", "2026-12-24", ""],
        open=["", "09:00-12:00", ""],
    )
    assert read(data) == {
        "mon": [["08:00", "12:00"], ["13:00", "17:30"]],
        "sat": ["22:00", "00:00"],
        "12-25": [],
        "2026-12-24": ["09:00", "12:00"],
    }


def test_what_is_stored_stands_in_the_rows_and_is_read_as_the_same() -> None:
    hours = {
        "mon": [["08:00", "12:00"], ["13:00", "17:30"]],
        "fri": ["22:00", "06:00"],
        "12-25": [],
    }
    field = HoursField(required=False)
    assert field.to_python(field.prepare_value(hours)) == hours
    page = field.widget.render("hours", field.prepare_value(hours))
    assert 'value="08:00-12:00, 13:00-17:30"' in page
    assert 'value="12-25"' in page
    assert not field.has_changed(hours, field.prepare_value(hours))


@pytest.mark.parametrize(
    "line",
    ["mon 8-7, 9-10", "mon 8:00-12:00, 11:00-13:00", "02-30 closed", "mon 25:00-26:00", "soon 8-9"],
)
def test_what_cannot_be_is_refused(line: str) -> None:
    with pytest.raises(ValidationError):
        HoursField(required=False).clean(line)


def test_a_day_is_named_once() -> None:
    with pytest.raises(ValidationError, match="twice"):
        HoursField(required=False).clean("mon 8-9\nmon 10-11")
