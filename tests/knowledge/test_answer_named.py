"""What a question names and the documents do not: declined, however near the rest of it is."""

from __future__ import annotations

import pytest

from chatqual.sites.models import Site
from knowledge.answer_named import is_thing
from knowledge.service import SiteKnowledge
from tests.knowledge.answers import PAGES, ask, knowledge_of, said

MORE = {
    "pay.md": (
        "Paying",
        "# Paying\n\nYou can pay by card or by bank transfer. Invoices are sent by e-mail.\n\n"
        "The Basic plan costs 5 € per seat and month. The Pro plan costs 8 € per seat and month.",
    ),
    "team.md": ("About us", "# About us\n\nWe have 46 employees in Kiel and Lisbon."),
    "uptime.md": ("Uptime", "# Uptime\n\nIn the last year the service was available 99.9 %."),
    "limits.md": ("Limits", "# Limits\n\nA project can have up to 200 rules. Files stay for ever."),
}


@pytest.fixture
def stocked(site: Site) -> SiteKnowledge:
    return knowledge_of(site, {**PAGES, **MORE})


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("can we pay by card", "by card or by bank transfer"),
        ("how many employees do you have", "46 employees"),
        ("how many rules can we have", "200 rules"),
        ("how many project rules can we have", "200 rules"),
        ("how much is the pro plan", "Pro plan costs 8 €"),
        ("how much is pro a year", "Pro plan costs 8 €"),
        ("what was your uptime last year", "available 99.9 %"),
        ("do I lose the money for files", "Files stay for ever"),
    ],
)
def test_what_is_there_is_answered(stocked: SiteKnowledge, question: str, sentence: str) -> None:
    assert sentence in said(ask(stocked, question))


@pytest.mark.parametrize(
    "question",
    [
        "can we pay with klarna",
        "how much is the platinum plan",
        "does the gold plan have invoices",
        "how many servers do you have",
        "how much is pro per day",
        "what was the price of pro two years ago",
        "what is your phone number",
    ],
)
def test_a_near_miss_is_declined(stocked: SiteKnowledge, question: str) -> None:
    assert ask(stocked, question).state == "not_in_docs"


@pytest.mark.parametrize(
    ("word", "text", "named"),
    [
        ("klarna", "can we pay with klarna", True),
        ("t9", "price of the t9", True),
        ("forgets", "what if someone forgets it", False),
        ("country", "which country are you in", False),
        ("loud", "how loud is it", False),
        ("plugin", "a plugin for browsers", False),
        ("insists", "our finance department insists", False),
        ("mitlesen", "kann der rat mitlesen", True),
    ],
)
def test_things_are_told_from_verbs_and_measures(word: str, text: str, named: bool) -> None:
    assert is_thing(word, text, "en") is named
