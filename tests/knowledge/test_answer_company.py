"""Questions about the whole company: what it does, who is behind it, whom it is for."""

from __future__ import annotations

import pytest

from chatqual.sites.models import Site
from knowledge.service import SiteKnowledge
from tests.knowledge.answers import ask, knowledge_of, said

PAGES = {
    "index.md": (
        "Product",
        "# Product\n\nTarvik plans the routes of delivery vans and tells each driver where to go. "
        "Tarvik is made for bakeries and florists with two to forty vans.\n\n"
        "Tarvik does not rent vans.",
    ),
    "about.md": ("About us", "# About us\n\nTarvik was founded in 2017 by three couriers."),
    "privacy.md": ("Privacy notice", "# Privacy\n\nTarvik is the processor of your data."),
    "api.md": ("API", "# API\n\nThe API reads routes. It answers with JSON."),
    "prices.md": ("Prices", "# Prices\n\nTarvik costs 20 € per van and month."),
}


@pytest.fixture
def tarvik(site: Site) -> SiteKnowledge:
    return knowledge_of(site, PAGES)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("what is tarvik", "plans the routes"),
        ("what do you do", "plans the routes"),
        ("wat does tarvikk do", "plans the routes"),
        ("so what do you guys actually do", "plans the routes"),
        ("ok, what is this?", "plans the routes"),
        ("tell me about tarvik", "plans the routes"),
        ("was macht tarvik", "plans the routes"),
        ("was macht ihr eigentlich?", "plans the routes"),
        ("who is this for", "bakeries and florists"),
        ("who is behind it", "founded in 2017"),
        ("who owns tarvik", "founded in 2017"),
    ],
)
def test_the_whole_company_is_answered_by_what_says_it(
    tarvik: SiteKnowledge, question: str, sentence: str
) -> None:
    answer = ask(tarvik, question)
    assert answer.state == "answered"
    assert sentence in said(answer)


def test_behind_another_question_it_is_that_which_is_meant(tarvik: SiteKnowledge) -> None:
    assert "The API reads routes" in said(ask(tarvik, "what does it do", "do you have an api"))
    assert "plans the routes" in said(ask(tarvik, "what do you do", "do you have an api"))


@pytest.mark.parametrize("question", ["what is quinoa", "who is behind the oil price", "who owns"])
def test_what_is_no_name_of_theirs_is_no_question_about_them(
    tarvik: SiteKnowledge, question: str
) -> None:
    assert "plans the routes" not in said(ask(tarvik, question))
    assert "founded" not in said(ask(tarvik, question))


def test_where_no_page_says_whom_it_is_for_none_is_made_up(site: Site) -> None:
    pages = {path: page for path, page in PAGES.items() if path != "index.md"}
    assert ask(knowledge_of(site, pages), "who is this for").state == "not_in_docs"
