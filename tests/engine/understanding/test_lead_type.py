"""What sort of visitor writes, whether they are a customer, and what they intend."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.lead_type import find_intents, read_lead_type
from tests.engine.understanding.lead_type_cases import LINES

CONTEXT = Context(now=datetime(2026, 11, 20, 10, tzinfo=UTC))


def lead_type(text: str) -> str:
    return read_lead_type(text, CONTEXT).type


@pytest.mark.parametrize("kind", LINES)
def test_it_tells_nine_in_ten_first_lines_of_each_type(kind: str) -> None:
    wrong = [line for line in LINES[kind] if lead_type(line) != kind]
    assert len(wrong) <= len(LINES[kind]) // 10, wrong


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I'd like a demo, our export fails with an error since yesterday", "support"),
        ("your staffing friends: we have candidates for you, may I send profiles", "vendor"),
        (
            "I used to be a reporter, now I need approvals for my own shop, what does it cost",
            "sales",
        ),
        ("ten of my clients want this, do you pay a commission", "partner"),
        ("we signed up for the trial, how do i pay for 12 seats", "sales"),
    ],
)
def test_the_plain_reading_does_not_mislead_it(text: str, kind: str) -> None:
    assert lead_type(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "do the partners get a copy of each order",
        "do reporters use it too, and how much is it for ten of them",
        "can your distributors see what we order",
    ],
)
def test_who_asks_what_others_do_with_it_is_none_of_them(text: str) -> None:
    assert lead_type(text) == "sales"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("our debit visa gets refused at the checkout", "recruiting"),
        ("can we settle it with bitcoin", "spam"),
        ("which cards do you accept, visa too?", "recruiting"),
    ],
)
def test_how_somebody_pays_says_nothing_of_who_they_are(text: str, kind: str) -> None:
    assert lead_type(text) != kind


def test_an_empty_opener_is_unclear_with_a_low_confidence() -> None:
    reading = read_lead_type("hello", CONTEXT)
    assert (reading.type, reading.existing_customer) == ("unclear", None)
    assert reading.confidence < 0.7


@pytest.mark.parametrize(
    ("text", "customer"),
    [
        ("our account is locked", True),
        ("we are already customers and need more seats", True),
        ("you charged my card twice", True),
        ("we are on your starter plan", True),
        ("I am on the finance team", None),
        ("we are not a customer yet", False),
        ("before we buy, is there an API?", False),
        ("what does it cost", None),
    ],
)
def test_it_says_whether_they_are_a_customer_only_where_they_do(
    text: str, customer: bool | None
) -> None:
    assert read_lead_type(text, CONTEXT).existing_customer is customer


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("we're on team and would like to go down to 12", "support"),
        ("our account has 60 seats, please remove ten seats", "support"),
        ("we want to reduce approvals from ten days to 2", "sales"),
    ],
)
def test_a_customer_who_wants_less_is_looked_after_not_sold_to(text: str, kind: str) -> None:
    assert lead_type(text) == kind


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("can we see a demo next week", ["demo"]),
        ("Gibt es eine Testversion?", ["trial"]),
        ("what does it cost for 20 people", ["pricing"]),
        ("can you send us a quote", ["pricing"]),
        ("we want to buy 30 seats", ["purchase"]),
        ("please call me back tomorrow", ["callback"]),
        ("können Sie mich zurückrufen", ["callback"]),
        ("I would like to book a meeting", ["meeting"]),
        ("wir brauchen 10 weitere Lizenzen, mehr Nutzer", ["expansion"]),
        ("our renewal is due in june", ["renewal"]),
        ("i want to cancel my subscription", ["cancel"]),
        ("Was kostet es, und kann ich es kostenlos testen?", ["pricing", "trial"]),
        ("is there an audit trail", []),
        ("we approve 200 orders a month", []),
        ("hello", []),
    ],
)
def test_it_reads_what_a_visitor_wishes_to_happen(text: str, kinds: list[str]) -> None:
    assert [found.value for found in find_intents(text, CONTEXT)] == kinds


@pytest.mark.parametrize(
    ("text", "is_offer"),
    [
        ("we have 35 developers", False),
        ("we have about 200 consultants across 3 offices", False),
        ("we have 12 consultants ready to start", True),
        ("we have 40 senior developers in krakow, rates from 30 an hour", True),
    ],
)
def test_how_many_work_there_is_no_offer_of_them(text: str, is_offer: bool) -> None:
    assert (read_lead_type(text, CONTEXT).type == "vendor") is is_offer


def test_a_contract_with_somebody_else_is_not_ours_to_renew() -> None:
    assert not find_intents("Our contract with Coupa ends in June", CONTEXT)
    [found] = find_intents("Our contract with you ends in June", CONTEXT)
    assert found.value == "renewal"
