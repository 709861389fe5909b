"""Documents that contradict each other, and documents that are superseded."""

from __future__ import annotations

from datetime import date

import pytest

from chatqual.sites.models import Site
from knowledge.standing import date_of, is_outdated
from tests.knowledge.answers import ask, knowledge_of, said


@pytest.mark.parametrize(
    ("title", "path", "head"),
    [
        ("API v1 (legacy)", "api-v1.md", ""),
        ("Prices", "archive/prices.md", ""),
        ("Prices", "prices.md", "This page is no longer current."),
        ("Preise", "preise.md", "Diese Seite ist veraltet."),
    ],
)
def test_a_superseded_document_is_known(title: str, path: str, head: str) -> None:
    assert is_outdated(title, path, head)


def test_a_page_that_only_speaks_of_old_things_is_not_superseded() -> None:
    assert not is_outdated("Import", "import.md", "You can import files of legacy systems.")


def test_the_year_in_a_name_dates_a_document() -> None:
    today = date(2026, 11, 20)
    assert date_of("Prices 2023", "prices.md", None, today) == date(2023, 12, 31)
    assert date_of("Prices", "prices.md", None, today) == today
    assert date_of("Prices 2023", "p.md", date(2022, 5, 1), today) == date(2022, 5, 1)


def test_the_valid_page_is_quoted_and_not_the_superseded_one(site: Site) -> None:
    pages = {
        "old.md": (
            "Upload limits",
            "# Upload limits\n\nThis page is no longer current.\n\nAn upload can be 10 MB large.",
        ),
        "new.md": ("Upload limits", "# Upload limits\n\nAn upload can be 25 MB large."),
    }
    text = said(ask(knowledge_of(site, pages), "how large can an upload be"))
    assert "25 MB" in text
    assert "10 MB" not in text


def test_the_newer_of_two_dated_pages_is_quoted(site: Site) -> None:
    pages = {
        "limits-2023.md": ("Upload limits 2023", "# Limits\n\nAn upload can be 10 MB large."),
        "limits-2025.md": ("Upload limits 2025", "# Limits\n\nAn upload can be 25 MB large."),
    }
    text = said(ask(knowledge_of(site, pages), "how large can an upload be"))
    assert "25 MB" in text
    assert "10 MB" not in text


def test_two_pages_of_which_neither_gives_way_are_both_shown_with_dates(site: Site) -> None:
    pages = {
        "a.md": ("Upload limits", "# Upload limits\n\nAn upload can be 10 MB large."),
        "b.md": ("Files", "# Files\n\nAn upload can be 25 MB large."),
    }
    answer = ask(knowledge_of(site, pages), "how large can an upload be")
    assert {"10 MB", "25 MB"} <= {w for s in answer.sentences for w in [s.text.split("be ")[1][:5]]}
    assert all("(20" in s.citation.title for s in answer.sentences)
