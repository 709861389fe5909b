"""Pasted signatures and filled forms: each field is one thing."""

from __future__ import annotations

import pytest

from chatqual.engine.understanding.attention import cut_short
from chatqual.engine.understanding.cards import read_card


def said(text: str) -> dict[str, str]:
    card = read_card(text)
    if card is None:
        return {}
    fields = {"name": card.name, "role": card.role, "firm": card.firm}
    read = {slot: text[f.start : f.end] for slot, f in fields.items() if f is not None}
    if card.place is not None:
        read["place"] = f"{card.place.value.country}:{card.place.value.text}"
    return read


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "Noor Haddad, Oakhurst Ltd, noor@oakhurst.example",
            {"name": "Noor Haddad", "firm": "Oakhurst Ltd"},
        ),
        (
            "anna haddad, oakhurst foods, anna@oakhurst.example",
            {"name": "anna haddad", "firm": "oakhurst foods"},
        ),
        (
            "Tim Becker\nHead of Procurement\nSilverline Freight GmbH\n+49 30 901820\n"
            "Hauptstr. 5, 10115 Berlin",
            {
                "name": "Tim Becker",
                "role": "Head of Procurement",
                "firm": "Silverline Freight GmbH",
                "place": "DE:Berlin",
            },
        ),
        (
            "that works for us.\n\nKind regards,\nHelen Fry\n"
            "Practice Manager, Riverside Dental Care",
            {"name": "Helen Fry", "role": "Practice Manager", "firm": "Riverside Dental Care"},
        ),
        (
            "Leila Amrani / Office Manager / Atlas Import SARL / Casablanca",
            {
                "name": "Leila Amrani",
                "role": "Office Manager",
                "firm": "Atlas Import SARL",
                "place": "MA:Casablanca",
            },
        ),
        (
            "name: Yusuf Kaya company: Anka Lojistik country: Turkey",
            {"name": "Yusuf Kaya", "firm": "Anka Lojistik", "place": "TR:Turkey"},
        ),
        (
            "Name - Aisha Malik, Designation - Admin Head, Company - Zenith Polymers Pvt Ltd, "
            "City - Lahore",
            {
                "name": "Aisha Malik",
                "role": "Admin Head",
                "firm": "Zenith Polymers Pvt Ltd",
                "place": "PK:Lahore",
            },
        ),
        (
            "Tomasz Zima\nPolmet Sp. z o.o.\nWrocław",
            {"name": "Tomasz Zima", "firm": "Polmet Sp. z o.o.", "place": "PL:Wrocław"},
        ),
        (
            "I'm Ahmed, CTO of Qalam",
            {"name": "Ahmed", "role": "CTO", "firm": "Qalam"},
        ),
    ],
)
def test_a_card_gives_each_field_to_its_slot(text: str, fields: dict[str, str]) -> None:
    assert said(text).items() >= fields.items()


@pytest.mark.parametrize(
    "text",
    [
        "we need it by March, for 20 people, budget 20k",
        "Slack, Teams, Outlook: which of them do you support?",
        "Regards,\nSent from my phone",
        "hi, can somebody help, the export is broken",
        "Berlin, Hamburg, Munich",
    ],
)
def test_a_list_of_something_else_is_no_card(text: str) -> None:
    assert said(text) == {}


@pytest.mark.parametrize("text", ["\n" * 4_000, "von " * 1_000, "Ana, " * 800, "a: b " * 800])
def test_what_nobody_writes_is_no_card_and_takes_no_time(text: str) -> None:
    assert said(text) == {}


@pytest.mark.parametrize("words", ["word ", "1 ", "we have ", "name: a company: b "])
def test_of_a_line_that_says_one_thing_over_and_over_little_is_read(words: str) -> None:
    cut = cut_short((words * 4_000)[:4_000])
    assert cut is not None
    assert len(cut.text) <= 450
