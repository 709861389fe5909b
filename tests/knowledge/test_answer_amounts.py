"""Prices as documents write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from knowledge.answer_amounts import read_number, read_prices, write_amount


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,200.50", "1200.50"), ("1.200,50", "1200.50"), ("9,90", "9.90"), ("1 200", "1200")],
)
def test_numbers_of_both_writings_are_read(text: str, value: str) -> None:
    assert read_number(text) == Decimal(value)


def test_a_second_price_takes_over_what_the_first_one_said() -> None:
    first, second = read_prices("It costs 14 € per seat and month, billed yearly, or 17 € monthly.")
    assert (first.amount, first.billed, first.per_seat) == (14, "year", True)
    assert (second.amount, second.per_seat, second.period) == (17, True, "month")


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("9 € per seat and month, up to 25 seats", None, 25),
        ("From 100 seats it is 12 € per seat and month", 100, None),
        ("11-50 users: $8 per user per month", 11, 50),
        ("$6 per user per month for more than 50 users", 51, None),
        ("Ab 100 Plätzen 12 € je Platz und Monat", 100, None),
        ("Price per seat and month: 14 €; Seats: up to 99", None, 99),
    ],
)
def test_tiers_are_read(text: str, least: int | None, most: int | None) -> None:
    (price,) = read_prices(text)
    assert (price.least, price.most) == (least, most)


def test_the_currency_before_the_amount_is_read() -> None:
    (price,) = read_prices("$49.90/user/month (billed annually)")
    assert (price.amount, price.currency, price.period) == (Decimal("49.90"), "USD", "month")
    assert price.billed == "year"


def test_a_price_for_the_whole_is_not_per_seat() -> None:
    (price,) = read_prices("Business costs £1,200 per year.")
    assert (price.per_seat, price.period, price.currency) == (False, "year", "GBP")


ROW = (
    "Plan: Team; Employees: up to 90; Billed monthly, Base fee per month: 40 €; Billed monthly, "
    "Per employee and month: 5 €; Billed yearly, Base fee per month: 30 €; Billed yearly, Per "
    "employee and month: 4 €"
)


def test_each_amount_of_a_row_is_what_its_own_cell_says() -> None:
    read = [(p.amount, p.per_seat, p.billed, p.role, p.most) for p in read_prices(ROW)]
    assert read == [
        (40, False, "month", "base", 90),
        (5, True, "month", "", 90),
        (30, False, "year", "base", 90),
        (4, True, "year", "", 90),
    ]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("It costs 4 € per employee and month with a base fee of 32 €.", ["", "base"]),
        ("A base fee of 20 € a month plus 4 € per employee.", ["base", ""]),
        ("Set-up costs 300 € once; then 9 € per user and month.", ["once", ""]),
        ("Basic costs 9 € a month.", [""]),
        ("Die Grundgebühr beträgt 20 € im Monat.", ["base"]),
    ],
)
def test_a_base_fee_and_what_is_paid_once_are_told_apart(text: str, roles: list[str]) -> None:
    assert [price.role for price in read_prices(text)] == roles


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Employees: 1 to 15; Price: 9 €", 1, 15),
        ("Contractors paid: 51 and more; Price per contractor and month: 3 €", 51, None),
        ("Users: 100+; Price per user: 8 €", 100, None),
    ],
)
def test_a_column_that_counts_people_is_a_tier(
    text: str, least: int | None, most: int | None
) -> None:
    (price,) = read_prices(text)
    assert (price.least, price.most) == (least, most)


def test_a_number_without_a_currency_is_no_price() -> None:
    assert not read_prices("The trial lasts 14 days.")


def test_amounts_are_written_as_the_visitor_reads_them() -> None:
    assert write_amount(Decimal(1440), "€", False, "en") == "1,440 €"
    assert write_amount(Decimal(1440), "€", False, "de") == "1.440 €"
    assert write_amount(Decimal("1440.5"), "$", True, "en") == "$1,440.50"
