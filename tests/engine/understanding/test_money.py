"""Amounts: currencies, ranges, bounds, periods, and the role that makes one a budget."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatqual.engine.slots import Budget, SlotName
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.money import find_amounts, find_budgets

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def context(locale: str = "en-US", asked: SlotName | None = None) -> Context:
    return Context(now=NOW, locale=locale, asked=asked)


def amount(text: str, locale: str = "en-US") -> Budget:
    (found,) = find_amounts(text, context(locale))
    return found.value


def budgets(text: str, locale: str = "en-US", asked: SlotName | None = None) -> list[Budget]:
    return [found.value for found in find_budgets(text, context(locale, asked))]


@pytest.mark.parametrize(
    ("text", "locale", "currency", "value"),
    [
        ("$18,400", "en-US", "USD", 18_400),
        ("$18,400", "en-CA", "CAD", 18_400),
        ("$18,400", "en-AU", "AUD", 18_400),
        ("A$75", "en-US", "AUD", 75),
        ("hk $ 3.2 billion", "en-US", "HKD", 3_200_000_000),
        ("22k€", "en-GB", "EUR", 22_000),
        ("12.500 €", "de-DE", "EUR", 12_500),
        ("12.500 €", "en-US", "EUR", 12_500),
        ("2,75 EUR", "fr-FR", "EUR", 2.75),
        ("three quid", "en-GB", "GBP", 3),
        ("CHF 1'250.50", "de-CH", "CHF", 1_250.5),
        ("9 lakh rupees", "en-IN", "INR", 900_000),
        ("75 pence", "en-GB", "GBP", 0.75),
        ("fourteen dollars and sixty cents", "en-US", "USD", 14.6),
        ("sechs Euro fünfzig", "de-DE", "EUR", 6.5),
        ("3,2 Mio. Euro", "de-DE", "EUR", 3_200_000),
        ("40 TEUR", "de-DE", "EUR", 40_000),
        ("3,4 Milliarden US-Dollar", "de-DE", "USD", 3_400_000_000),
        ("deux millions d'euros", "fr-FR", "EUR", 2_000_000),
        ("600 U.S. dollars", "en-CA", "USD", 600),
        ("17 millions de dollars canadiens", "fr-FR", "CAD", 17_000_000),
        ("700 kr", "nb-NO", "NOK", 700),
        ("a dollar", "en-US", "USD", 1),
    ],
)
def test_it_reads_an_amount_with_its_currency(
    text: str, locale: str, currency: str, value: float
) -> None:
    found = amount(text, locale)
    assert (found.currency, found.min, found.max) == (currency, value, value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("$10k to $15k", 10_000, 15_000),
        ("between 200 and 300 euros", 200, 300),
        ("10-15k€", 10_000, 15_000),
        ("€400 – €650", 400, 650),
        ("5 or 6 thousand dollars", 5_000, 6_000),
        ("up to $900", None, 900),
        ("$900 tops", None, 900),
        ("no more than $900", None, 900),
        ("not over $900", None, 900),
        ("at least £70", 70, None),
        ("£70+", 70, None),
        ("£70 or more", 70, None),
        ("no less than £70", 70, None),
    ],
)
def test_it_reads_ranges_and_bounds(text: str, low: float | None, high: float | None) -> None:
    found = amount(text)
    assert (found.min, found.max) == (low, high)


@pytest.mark.parametrize(
    ("text", "period", "per"),
    [
        ("$80 a month", "month", None),
        ("$80/mo", "month", None),
        ("$80 per seat per month", "month", "seat"),
        ("$80 each", None, "seat"),
        ("$9k p.a.", "year", None),
        ("$9k one-off", "once", None),
        ("$9k plus VAT per year", "year", None),
        ("900 € im Monat", "month", None),
        ("$9k", None, None),
    ],
)
def test_it_reads_the_period_and_the_seat(text: str, period: str | None, per: str | None) -> None:
    found = amount(text)
    assert (found.period, found.per) == (period, per)


def test_it_marks_a_rough_figure() -> None:
    assert amount("roughly $7,000").approx
    assert not amount("$7,000").approx


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("our budget is $30k", "en-US"),
        ("we can spend up to 4,000 a month", "en-US"),
        ("there is 20k set aside for this", "en-GB"),
        ("wir haben 8.000 € dafür eingeplant", "de-DE"),
        ("nous avons un budget de 5 000 euros", "fr-FR"),
        ("tenemos un presupuesto de 5.000 euros", "es-ES"),
        ("temos um orçamento de 5 mil reais", "pt-BR"),
        ("il nostro budget è di 5.000 euro", "it-IT"),
        ("ons budget is 5.000 euro", "nl-NL"),
    ],
)
def test_words_for_a_budget_make_an_amount_one(text: str, locale: str) -> None:
    assert len(budgets(text, locale)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "how much is the 50 seat plan, $700?",
        "we made $3m in revenue",
        "we currently pay $600 a month to somebody else",
        "I may sign up to $5k by myself",
        "please refund my $120",
        "the other vendor quoted us $80 per seat",
        "purchases above $2,000 need two approvals",
        "we are on version 4.2",
        "call me at +49 30 1234567",
        "we saved $40k with it",
    ],
)
def test_amounts_in_another_role_stay_out(text: str) -> None:
    assert budgets(text) == []


def test_a_bare_number_counts_only_where_the_budget_was_asked() -> None:
    assert budgets("about 5000", asked="budget")[0].min == 5_000
    assert budgets("about 5000") == []


@pytest.mark.parametrize("text", ["40 people", "3 sites", "about 20 %", "in 2027", "100 km"])
def test_what_counts_something_else_is_no_answer_about_the_budget(text: str) -> None:
    assert budgets(text, asked="budget") == []


@pytest.mark.parametrize(
    "text", ["no budget yet", "we don't have a budget for it", "the budget is not approved yet"]
)
def test_no_budget_yet_is_a_value_of_its_own(text: str) -> None:
    assert budgets(text) == [Budget(none=True)]


def test_no_budget_limit_is_not_the_same_as_no_budget() -> None:
    assert budgets("there is no budget limit") == []


def test_the_amount_that_is_taken_back_is_not_read() -> None:
    (found,) = budgets("not 50k, 15k a year", asked="budget")
    assert (found.max, found.period) == (15_000, "year")


def test_what_is_paid_today_stays_out_beside_what_could_be_spent() -> None:
    (found,) = budgets("we're paying 300 a month, but we could go to 450 a month")
    assert (found.max, found.period) == (450, "month")


PHRASES = (
    "budget is about up to not $ € 5 12k 3.5 1,200 and - a month per seat million people % . ? one"
)
TEXTS = st.text(max_size=80) | st.lists(st.sampled_from(PHRASES.split()), max_size=14).map(" ".join)


# The machine may be busy; speed is measured by the benchmark.
@settings(deadline=None)
@given(TEXTS, st.sampled_from(["en-US", "de-DE", "fr-FR", "es-MX"]), st.booleans())
def test_any_text_is_read_and_spans_hold_the_words(text: str, locale: str, asked: bool) -> None:
    for found in find_budgets(text, context(locale, "budget" if asked else None)):
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip()
        assert 0.0 < found.confidence <= 1.0


@settings(deadline=None)
@given(st.integers(1, 9_999_999))
def test_the_digits_of_the_value_stand_in_the_span(value: int) -> None:
    text = f"our budget is {value} dollars this time"
    (found,) = find_budgets(text, context())
    assert str(value) in text[found.start : found.end]
    assert found.value.min == value


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("wir haben 14.500 Euro im Jahr eingeplant", "en-US", 14_500),
        ("our budget is about 14,500 a year", "de-DE", 14_500),
        ("nuestro presupuesto es de 14.500 euros", "en-GB", 14_500),
    ],
)
def test_a_line_in_another_language_than_the_locale_keeps_its_own_marks(
    text: str, locale: str, value: float
) -> None:
    assert budgets(text, locale)[0].max == value


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("mid five figures", 40_000, 60_000),
        ("low six figures", 100_000, 300_000),
        ("four figures", 1_000, 9_999),
    ],
)
def test_figures_are_a_rough_range(text: str, low: int, high: int) -> None:
    (found,) = budgets(text, asked="budget")
    assert (found.min, found.max, found.approx) == (low, high, True)


def test_a_slip_in_the_line_is_not_read() -> None:
    (found,) = budgets("40k... no, 14k", asked="budget")
    assert found.max == 14_000


@pytest.mark.parametrize("text", ["a few hundred dollars", "some thousand euros"])
def test_vague_words_give_no_amount(text: str) -> None:
    assert budgets(text, asked="budget") == []


def test_a_year_beside_the_budget_is_not_the_budget() -> None:
    (found,) = budgets("our budget for 2027 is 2,500")
    assert found.max == 2_500
    assert budgets("a budget of 2000 a month")[0].period == "month"


@pytest.mark.parametrize(
    "text", ["call 555-0199", "you said 14 a seat", "it is 14 €, right", "1:1"]
)
def test_what_is_no_budget_stays_out_of_an_answer_too(text: str) -> None:
    assert budgets(text, asked="budget") == []


@pytest.mark.parametrize(
    ("text", "locale", "low", "high", "period"),
    [
        ("around 40k a year", "en-US", 40_000, 40_000, "year"),
        ("about 12k a year would be fine", "en-US", 12_000, 12_000, "year"),
        ("we could do 900 a month", "en-US", 900, 900, "month"),
        ("boss said no more than 15 grand all in", "en-US", None, 15_000, None),
        ("our old supplier was 22k, we want to be at 15k or below", "en-GB", None, 15_000, None),
        ("currently at 450 a month, would go to 600", "en-GB", 600, 600, "month"),
        ("100k$ for the whole rollout", "en-US", 100_000, 100_000, None),
        ("12 ppl, 15k/yr, go live march", "en-US", 15_000, 15_000, "year"),
        ("tenemos unos 6.000 euros al año para esto", "es-ES", 6_000, 6_000, "year"),
        ("bis 300 € im Monat wäre ok", "de-DE", None, 300, "month"),
        ("we kunnen tot 500 euro per maand gaan", "nl-NL", None, 500, "month"),
    ],
)
def test_a_sum_that_comes_unasked_is_a_budget_where_nothing_speaks_against_it(
    text: str, locale: str, low: float | None, high: float | None, period: str | None
) -> None:
    (found,) = budgets(text, locale)
    assert (found.min, found.max, found.period) == (low, high, period)


@pytest.mark.parametrize(
    "text",
    [
        "we spend 300 a month on parking",
        "our PO limit is 2,500 GBP",
        "anything above $500 needs the director's ok",
        "we got burned for 30k by our last vendor",
        "other tools start at 5 dollars",
        "is 12 per seat the best you can do",
        "everything over 1,000 euro goes to the board",
        "rent is 2k a month",
        "Coupa was 40k a year",
    ],
)
def test_a_sum_that_comes_unasked_stays_out_where_it_is_somebody_elses(text: str) -> None:
    assert budgets(text) == []


@pytest.mark.parametrize("text", ["maybe 5k?", "not sure, 5k?", "like 5k i think?"])
def test_an_answer_may_end_in_a_question_mark(text: str) -> None:
    (found,) = budgets(text, asked="budget")
    assert found.max == 5_000


@pytest.mark.parametrize(
    ("text", "locale", "low", "high"),
    [
        ("south of 30 grand", "en-US", None, 30_000),
        ("as high as $14k", "en-US", None, 14_000),
        ("minimum $3k, maximum $5k", "en-US", 3_000, 5_000),
        ("a couple of grand", "en-US", 2_000, 2_000),
        ("4000+ EUR", "en-US", 4_000, None),
        ("de 10 à 15 000 €", "fr-FR", 10_000, 15_000),
        ("entre mille et deux mille euros", "fr-FR", 1_000, 2_000),
        ("fünfzehnhundert Euro", "de-DE", 1_500, 1_500),
        ("vijfentwintighonderd euro", "nl-NL", 2_500, 2_500),
        ("dai 2.000 ai 3.000 euro", "it-IT", 2_000, 3_000),
        ("die Kosten dürfen 4.000 € nicht übersteigen", "de-DE", None, 4_000),
        ("mindestens eine halbe Million Euro", "de-DE", 500_000, None),
        ("R 25 000", "en-ZA", 25_000, 25_000),
    ],
)
def test_it_reads_bounds_and_numbers_as_people_say_them(
    text: str, locale: str, low: float | None, high: float | None
) -> None:
    found = amount(text, locale)
    assert (found.min, found.max) == (low, high)


def test_a_seat_and_its_month_are_both_read() -> None:
    (found,) = budgets("anything under 20 euros per user and month works")
    assert (found.max, found.per, found.period) == (20, "seat", "month")


@pytest.mark.parametrize(
    ("text", "locale", "low", "high"),
    [
        ("between $500 & $700", "en-US", 500, 700),
        ("five to six hundred pounds", "en-GB", 500, 600),
        ("tra i 300 e i 400 euro", "it-IT", 300, 400),
    ],
)
def test_both_ends_of_a_range_are_read(text: str, locale: str, low: float, high: float) -> None:
    found = amount(text, locale)
    assert (found.min, found.max) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "a printer is 400 euros",
        "we collect 60k in membership fees",
        "the grant was 100k",
        "our website gets 3 million visits a year",
        "I'll go back on easter 2018",
    ],
)
def test_a_sum_of_the_trade_is_no_budget(text: str) -> None:
    assert budgets(text) == []


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("our budget is 2k for the year", "year"),
        ("12k for the first year is approved", "year"),
        ("unser Budget: 8000 € im ersten Jahr", "year"),
        ("budget 12000 € pour l'année", "year"),
        ("we have a budget of 500 for the month", "month"),
    ],
)
def test_an_amount_for_one_such_time_says_its_period(text: str, period: str) -> None:
    [found] = budgets(text, asked="budget")
    assert found.period == period
