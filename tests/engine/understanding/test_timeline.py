"""Timelines: days as people write them, bounds, urgency, and which times are a plan."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatqual.engine.slots import SlotName, Timeline
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.dates_calendar import HOLIDAYS
from chatqual.engine.understanding.timeline import find_timelines, urgency_of

# A Friday.
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def context(
    asked: SlotName | None = None, locale: str = "en-US", time_zone: str = "UTC", fiscal: int = 1
) -> Context:
    return Context(
        now=NOW, asked=asked, locale=locale, time_zone=time_zone, fiscal_year_start=fiscal
    )


def answer(text: str, locale: str = "en-US", fiscal: int = 1) -> tuple[str | None, str | None]:
    """Start and end of the one time in an answer about time."""
    (found,) = find_timelines(text, context("timeline", locale, fiscal=fiscal))
    value = found.value.to_json()
    return value["start"], value["end"]


def told(text: str, locale: str = "en-US") -> list[Timeline]:
    return [found.value for found in find_timelines(text, context(locale=locale))]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("March 9th, 2027", "2027-03-09", "2027-03-09"),
        ("the 9th of March", "2027-03-09", "2027-03-09"),
        ("9 March", "2027-03-09", "2027-03-09"),
        ("3/9/2027", "2027-03-09", "2027-03-09"),
        ("2027-03-09", "2027-03-09", "2027-03-09"),
        ("Mar-09-2027", "2027-03-09", "2027-03-09"),
        ("April", "2027-04-01", "2027-04-30"),
        ("April 2028", "2028-04-01", "2028-04-30"),
        ("2028", "2028-01-01", "2028-12-31"),
        ("Q2", "2027-04-01", "2027-06-30"),
        ("Q2 2028", "2028-04-01", "2028-06-30"),
        ("2028 H2", "2028-07-01", "2028-12-31"),
        ("second half of next year", "2027-07-01", "2027-12-31"),
        ("next quarter", "2027-01-01", "2027-03-31"),
        ("next month", "2026-12-01", "2026-12-31"),
        ("next week", "2026-11-23", "2026-11-29"),
        ("this weekend", "2026-11-21", "2026-11-22"),
        ("Monday", "2026-11-23", "2026-11-23"),
        ("next Monday", "2026-11-23", "2026-11-23"),
        ("Tuesday of next week", "2026-11-24", "2026-11-24"),
        ("tomorrow", "2026-11-21", "2026-11-21"),
        ("the week of December 9", "2026-12-07", "2026-12-13"),
        ("the second Thursday of January", "2027-01-14", "2027-01-14"),
        ("in 3 weeks", "2026-12-11", "2026-12-11"),
        ("2 months from now", "2027-01-20", "2027-01-20"),
        ("ten days after Christmas", "2027-01-04", "2027-01-04"),
        ("summer", "2027-06-01", "2027-08-31"),
        ("Easter", "2027-03-28", "2027-03-28"),
        ("end of January", "2027-01-21", "2027-01-31"),
        ("early February", "2027-02-01", "2027-02-10"),
        ("EOY", "2026-10-01", "2026-12-31"),
        ("from May 3 to May 9", "2027-05-03", "2027-05-09"),
        ("3rd to 9th of May", "2027-05-03", "2027-05-09"),
        ("between March and May", "2027-03-01", "2027-05-31"),
        ("November 28 - December 4", "2026-11-28", "2026-12-04"),
        ("December to February", "2026-12-01", "2027-02-28"),
        ("January or February", "2027-01-01", "2027-02-28"),
        ("in the next couple of months", "2026-11-21", "2027-01-20"),
        ("in 6 to 8 weeks", "2027-01-01", "2027-01-15"),
        ("the day after Christmas", "2026-12-26", "2026-12-26"),
        ("the week of the 18th", "2026-12-14", "2026-12-20"),
        ("last Friday of the month", "2026-11-27", "2026-11-27"),
        ("first weekend of February", "2027-02-06", "2027-02-07"),
        ("3Q27", "2027-07-01", "2027-09-30"),
        ("start of the year", "2027-01-01", "2027-03-31"),
    ],
)
def test_it_reads_points_and_stretches_of_time(text: str, start: str, end: str) -> None:
    assert answer(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("by the end of January", None, "2027-01-31"),
        ("by March 9", None, "2027-03-09"),
        ("before March 9", None, "2027-03-08"),
        ("before Christmas", None, "2026-12-24"),
        ("after the summer", "2027-09-01", None),
        ("after March 9", "2027-03-10", None),
        ("starting in February", "2027-02-01", None),
        ("from February onwards", "2027-02-01", None),
        ("within 6 weeks", None, "2027-01-01"),
        ("about 6 weeks", None, "2027-01-01"),
        ("no later than April 2", None, "2027-04-02"),
        ("April at the latest", None, "2027-04-30"),
        ("not before April", "2027-04-01", None),
        ("3-4 months", None, "2027-03-20"),
        ("a month or two", None, "2027-01-20"),
        ("our contract ends in March", None, "2027-03-31"),
        ("before our audit in May", None, "2027-05-31"),
        ("before the new fiscal year, that's April", None, "2027-03-31"),
    ],
)
def test_words_before_a_time_make_it_an_end_or_a_beginning(
    text: str, start: str | None, end: str | None
) -> None:
    assert answer(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "locale", "start", "end"),
    [
        ("Anfang März", "de-DE", "2027-03-01", "2027-03-10"),
        ("bis Ende Januar", "de-DE", None, "2027-01-31"),
        ("in 3 Wochen", "de-DE", "2026-12-11", "2026-12-11"),
        ("nächsten Monat", "de-DE", "2026-12-01", "2026-12-31"),
        ("am 9.3.2027", "de-DE", "2027-03-09", "2027-03-09"),
        ("9. März", "de-DE", "2027-03-09", "2027-03-09"),
        ("3. Quartal", "de-DE", "2027-07-01", "2027-09-30"),
        ("nach dem Sommer", "de-DE", "2027-09-01", None),
        ("le mois prochain", "fr-FR", "2026-12-01", "2026-12-31"),
        ("avant le 9 mars", "fr-FR", None, "2027-03-08"),
        ("dans 3 semaines", "fr-FR", "2026-12-11", "2026-12-11"),
        ("el próximo mes", "es-ES", "2026-12-01", "2026-12-31"),
        ("9 de marzo de 2027", "es-ES", "2027-03-09", "2027-03-09"),
        ("até o fim de janeiro", "pt-BR", None, "2027-01-31"),
        ("mês que vem", "pt-BR", "2026-12-01", "2026-12-31"),
        ("entro fine gennaio", "it-IT", None, "2027-01-31"),
        ("il prossimo trimestre", "it-IT", "2027-01-01", "2027-03-31"),
        ("volgende maand", "nl-NL", "2026-12-01", "2026-12-31"),
        ("voor 9 maart", "nl-NL", None, "2027-03-08"),
    ],
)
def test_it_reads_the_common_forms_of_six_more_languages(
    text: str, locale: str, start: str | None, end: str | None
) -> None:
    assert answer(text, locale) == (start, end)


def test_the_locale_says_whether_the_month_stands_first() -> None:
    assert answer("3/9/2027", "en-US") == ("2027-03-09", "2027-03-09")
    assert answer("3/9/2027", "en-GB") == ("2027-09-03", "2027-09-03")
    assert answer("25/9/2027", "en-US") == ("2027-09-25", "2027-09-25")


def test_a_fiscal_year_begins_where_the_site_says() -> None:
    assert answer("FY28", fiscal=4) == ("2027-04-01", "2028-03-31")
    assert answer("before the new fiscal year", fiscal=4) == (None, "2027-03-31")
    assert answer("next fiscal year", fiscal=1) == ("2027-01-01", "2027-12-31")


def test_the_day_is_that_of_the_sites_time_zone() -> None:
    late = Context(
        now=datetime(2026, 11, 20, 23, 30, tzinfo=UTC), asked="timeline", time_zone="Asia/Tokyo"
    )
    (found,) = find_timelines("tomorrow", late)
    assert found.value.start == date(2026, 11, 22)


@pytest.mark.parametrize(
    "text", ["asap", "as soon as possible please", "yesterday if possible", "immediately"]
)
def test_hurry_is_now_without_days(text: str) -> None:
    (found,) = find_timelines(text, context("timeline"))
    assert found.value == Timeline(None, None, "now")


@pytest.mark.parametrize("text", ["no rush", "just looking", "there is no hurry on our side"])
def test_leisure_is_none_without_days(text: str) -> None:
    assert told(text) == [Timeline(None, None, "none")]


@pytest.mark.parametrize(
    "text",
    [
        "we need it by April",
        "it should be live before the end of March",
        "we want to roll this out in Q2",
        "our contract ends in March, so before that",
        "wir wollen im April starten",
    ],
)
def test_a_plan_counts_without_a_question(text: str) -> None:
    assert told(text, "de-DE" if "wir" in text else "en-US")


@pytest.mark.parametrize(
    "text",
    [
        "we started last year",
        "your service was down on Monday",
        "are you open on Friday?",
        "can somebody call me tomorrow",
        "we signed a 12 month contract",
        "do you answer within 4 hours?",
        "I may need help",
        "since 2019 we use spreadsheets",
        "our invoice of March 3 is wrong",
        "version 2027 is out",
        "i took over in May",
    ],
)
def test_other_times_stay_out(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "i took over in May",
        "we started looking in september",
        "she left in june",
        "everything runs over e-mail today",
        "requests sit in a shared inbox right now",
        "hier läuft alles auf Papier",
        "ist hier jemand?",
        "we have no timeline",
        "we dont have a timeline",
    ],
)
def test_how_things_are_and_were_is_no_answer_to_when(text: str) -> None:
    assert find_timelines(text, context("timeline")) == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("ab Januar", "2027-01-01", None),
        ("en febrero", "2027-02-01", "2027-02-28"),
        ("vanaf februari", "2027-02-01", None),
        ("à partir de mars", "2027-03-01", None),
        ("in the office it goes live today", "2026-11-20", "2026-11-20"),
    ],
)
def test_a_short_answer_is_read_in_its_own_language(
    text: str, start: str | None, end: str | None
) -> None:
    assert answer(text, "en-GB") == (start, end)


def test_a_time_that_is_taken_back_stays_out() -> None:
    known = Context(now=NOW, before={"timeline": Timeline(date(2027, 1, 1), date(2027, 1, 31))})
    (found,) = find_timelines("January is too early, make it March", known)
    assert found.value.start == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("days", "urgency"),
    [(0, "now"), (14, "now"), (15, "quarter"), (92, "quarter"), (93, "half_year"),
     (183, "half_year"), (184, "year"), (366, "year"), (367, "later")],
)  # fmt: skip
def test_urgency_follows_the_end(days: int, urgency: str) -> None:
    today = date(2026, 11, 20)
    end = date.fromordinal(today.toordinal() + days)
    assert urgency_of(None, end, today) == urgency
    assert urgency_of(end, None, today) == urgency


PHRASES = (
    "by before after from to in the of next this last week month March may Friday 3 15 2027 12/5 "
    "Q3 "
    "end early two weeks - and until asap tomorrow easter 31 th year years . , ?"
)
WORDS = st.lists(st.sampled_from(PHRASES.split()), max_size=12)
TEXTS = st.text(max_size=80) | WORDS.map(" ".join)


# The machine may be busy; speed is measured by the benchmark.
@settings(deadline=None)
@given(TEXTS, st.sampled_from(["en-US", "en-GB", "de-DE", "fr-FR", "pt-BR"]), st.booleans())
def test_any_text_is_read_and_values_are_in_order(text: str, locale: str, asked: bool) -> None:
    for found in find_timelines(text, context("timeline" if asked else None, locale)):
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip()
        start, end = found.value.start, found.value.end
        assert start is None or end is None or start <= end
        assert end is None or end >= date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "locale", "start", "end"),
    [
        ("w/c 14th", "en-GB", "2026-12-14", "2026-12-20"),
        ("after ramadan", "en-GB", "2027-03-10", None),
        ("before diwali", "en-IN", None, "2027-10-28"),
        ("by year end", "en-GB", None, "2026-12-31"),
        ("entro fine anno", "it-IT", None, "2026-12-31"),
        ("before our new fiscal year in april", "en-GB", None, "2027-03-31"),
        ("the new fiscal year, that's april", "en-GB", "2027-04-01", "2028-03-31"),
        ("zum neuen Jahr", "de-DE", "2027-01-01", "2027-01-01"),
    ],
)
def test_it_reads_times_that_have_a_calendar_of_their_own(
    text: str, locale: str, start: str | None, end: str | None
) -> None:
    assert answer(text, locale) == (start, end)


def test_ten_working_days_are_two_weeks() -> None:
    assert answer("in 10 working days", "en-GB")[1] == "2026-12-04"


@pytest.mark.parametrize(
    ("year", "first"), [(2026, "2026-02-18"), (2027, "2027-02-08"), (2028, "2028-01-28")]
)
def test_ramadan_is_reckoned_to_a_day_or_so(year: int, first: str) -> None:
    assert abs(HOLIDAYS["ramadan"](year) - date.fromisoformat(first)) <= timedelta(days=1)
