"""Follow-ups, and prices: what is quoted, and what is left out."""

from __future__ import annotations

import pytest

from chatqual.sites.models import Site
from knowledge.service import SiteKnowledge
from tests.knowledge.answers import PAGES, ask, knowledge_of, said

INTEGRATIONS = (
    "# Integrations\n\nFor SAP there is a CSV export; there is no live connector.\n\n"
    "The SAP export runs daily on Starter and hourly on Team.\n\n"
    "The history export writes one file a month.\n\nDATEV connects directly."
)


@pytest.fixture
def connected(site: Site) -> SiteKnowledge:
    return knowledge_of(site, {**PAGES, "in.md": ("Integrations", INTEGRATIONS)})


@pytest.mark.parametrize(
    ("question", "before", "sentence"),
    [
        ("roughly how often does it export", "does it work with SAP", "daily on Starter"),
        ("how often is that?", "just looking. does it work with SAP", "daily on Starter"),
        ("and DATEV?", "does it work with SAP", "DATEV connects directly"),
        ("does it need a card", "how long is the trial", "needs no credit card"),
        ("how long are they kept", "how often do you make backups", "35 days"),
    ],
)
def test_a_pronoun_finds_the_sentence_about_what_was_asked_before(
    connected: SiteKnowledge, question: str, before: str, sentence: str
) -> None:
    answer = ask(connected, question, before)
    assert sentence in answer.sentences[0].text


@pytest.mark.parametrize(
    ("question", "before", "sentence"),
    [
        ("what does it cost for 12", "where is our data stored", "For 12 seats"),
        ("where is data stored", "how much is Team", "Frankfurt"),
        ("does it work with SAP", "where is data stored", "For SAP there is a CSV export"),
    ],
)
def test_a_subject_of_its_own_is_not_pulled_off_course(
    connected: SiteKnowledge, question: str, before: str, sentence: str
) -> None:
    assert sentence in said(ask(connected, question, before))


PRICED = (
    "# Prices\n\nBasic costs 5 € per seat and month, up to 10 seats. Pro costs 8 € per seat and "
    "month, billed yearly. Global is priced on request.\n\n"
    "| Plan: Basic; Price per seat and month: 5 €; Seats: up to 10\n"
    "| Plan: Pro; Price per seat and month: 8 €; Seats: any number\n"
    "| Plan: Global; Price per seat and month: on request; Seats: any number\n\n"
    "A request above 500 € needs a second approval."
)


@pytest.fixture
def priced(site: Site) -> SiteKnowledge:
    return knowledge_of(
        site, {"p.md": ("Prices", PRICED), "b.md": ("Boats", "Boats sail."), "c.md": ("C", "Cars.")}
    )


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("how much is Pro", "Pro costs 8 € per seat and month, billed yearly."),
        ("what does global cost", "Global is priced on request."),
        ("cheapest plan?", "Basic costs 5 € per seat and month, up to 10 seats."),
        (
            "what does it cost",
            "Basic costs 5 € per seat and month, up to 10 seats. Pro costs 8 € per seat and month, "
            "billed yearly. Global is priced on request.",
        ),
        (
            "price of pro for 30 people",
            "Pro costs 8 € per seat and month, billed yearly. "
            "For 30 seats, billed yearly: 240 € a month.",
        ),
    ],
)
def test_a_price_is_answered_by_its_plan_and_no_more(
    priced: SiteKnowledge, question: str, answer: str
) -> None:
    assert said(ask(priced, question)) == answer


def test_no_sum_is_made_from_another_plans_price(priced: SiteKnowledge) -> None:
    assert said(ask(priced, "what does global cost", seats=300)) == "Global is priced on request."


def test_and_another_plan_is_asked_for_by_its_name(priced: SiteKnowledge) -> None:
    assert said(ask(priced, "and basic?", "how much is pro")).startswith("Basic costs 5 €")
    assert "Pro" not in said(ask(priced, "what about the other plan", "how much is pro"))


def test_a_plan_without_a_published_price_is_no_answer_to_how_much(site: Site) -> None:
    text = "# Plans\n\nGrand - Access and sharing for growing projects.\n\nSmall - One project."
    pages = {**PAGES, "pricing.md": ("Plans", text)}
    assert ask(knowledge_of(site, pages), "price of small").state == "not_in_docs"
