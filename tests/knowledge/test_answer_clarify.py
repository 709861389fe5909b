"""Which one do you mean: two or three readings, and only where the word itself names them."""

from __future__ import annotations

import pytest

from chatqual.sites.models import Site
from knowledge.service import SiteKnowledge
from tests.knowledge.answers import ask, knowledge_of

PAGES = {
    "csv.md": ("Export as CSV", "# Export as CSV\n\nA CSV export holds all rows of a year."),
    "pdf.md": ("Export as PDF", "# Export as PDF\n\nA PDF export holds one page a row."),
    "old.md": (
        "Export as XLS",
        "# Export as XLS\n\nThis page is no longer current. An XLS export holds ten rows.",
    ),
    "down.md": ("Downloads", "# Downloads\n\nDownloads of files are kept for a week."),
    "boats.md": ("Boats", "# Boats\n\nBoats sail in summer. A boat has an engine."),
    "cars.md": ("Cars", "# Cars\n\nA car is washed on Mondays."),
}


@pytest.fixture
def stocked(site: Site) -> SiteKnowledge:
    return knowledge_of(site, PAGES)


def test_a_word_of_two_titles_offers_both_and_no_page_that_is_superseded(
    stocked: SiteKnowledge,
) -> None:
    answer = ask(stocked, "export")
    assert answer.state == "clarify"
    assert set(answer.options) == {"Export as CSV?", "Export as PDF?"}


@pytest.mark.parametrize(
    "question",
    ["export as csv", "does the csv export hold all rows", "boats", "how many rows has an export"],
)
def test_what_says_more_is_not_asked_back(stocked: SiteKnowledge, question: str) -> None:
    assert ask(stocked, question).state != "clarify"


def test_behind_another_question_nothing_is_asked_back(stocked: SiteKnowledge) -> None:
    assert ask(stocked, "and export?", "what do boats have").state != "clarify"
