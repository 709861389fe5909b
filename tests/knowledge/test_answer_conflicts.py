"""Documents that contradict each other, and documents that are superseded."""

from __future__ import annotations

from datetime import date

import pytest

from chatqual.sites.models import Site
from knowledge.answer_conflicts import are_variants, contradict
from knowledge.models import DocumentVersion
from knowledge.passages import Unit
from knowledge.service import SiteKnowledge, forget_knowledge, knowledge_for
from knowledge.standing import date_of, is_outdated
from knowledge.words import terms
from tests.knowledge.answers import ask, knowledge_of, said


@pytest.mark.parametrize(
    ("title", "path", "head"),
    [
        ("API v1 (legacy)", "api-v1.md", ""),
        ("Prices", "archive/prices.md", ""),
        ("Prices", "prices.md", "This page is no longer current."),
        ("Preise", "preise.md", "Diese Seite ist veraltet."),
        ("Import", "i.md", "This page describes version 2. See the page for version 3."),
        ("Import", "i.md", "This guide applies to release 4; the current release is here."),
        ("Plans", "p.md", "This page is kept for reference."),
        ("Plans", "p.md", "You are viewing documentation for an unsupported version."),
    ],
)
def test_a_superseded_document_is_known(title: str, path: str, head: str) -> None:
    assert is_outdated(title, path, head)


@pytest.mark.parametrize(
    "head",
    [
        "You can import files of legacy systems.",
        "This page describes version 3 of the importer, which follows version 2.",
        "The reminder can be switched off at any time.",
    ],
)
def test_a_page_that_only_speaks_of_old_things_is_not_superseded(head: str) -> None:
    assert not is_outdated("Import", "import.md", head)


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


def _dated(site: Site, pages: dict[str, tuple[str, str, str]]) -> SiteKnowledge:
    """Pages as (title, text, date that the page carries)."""
    knowledge_of(site, {path: page[:2] for path, page in pages.items()})
    for path, (_, _, day) in pages.items():
        DocumentVersion.objects.filter(document__path=path).update(dated=day or None)
    forget_knowledge()
    return knowledge_for(site)


def test_two_dated_pages_that_both_hold_are_both_shown_the_newer_one_first(site: Site) -> None:
    pages = {
        "privacy.md": ("Privacy", "# Privacy\n\nLogs are kept for 6 months.", "2025-05-02"),
        "logs.md": ("Logs", "# Logs\n\nLogs are kept for 9 months.", "2026-03-10"),
    }
    answer = ask(_dated(site, pages), "how long are logs kept")
    assert [s.text for s in answer.sentences] == [
        "Logs are kept for 9 months.",
        "Logs are kept for 6 months.",
    ]
    assert [s.citation.title for s in answer.sentences] == [
        "Logs (2026-03-10)",
        "Privacy (2025-05-02)",
    ]
    assert answer.leading == (True, True)


def test_a_sentence_that_only_adds_opens_no_question(site: Site) -> None:
    pages = {
        "a.md": (
            "Logs",
            "# Logs\n\nAudit logs are kept for 2 years.\n\nAccess logs are kept for 9 months.",
            "2026-03-10",
        ),
        "b.md": ("Privacy", "# Privacy\n\nAccess logs are kept for 6 months.", "2025-05-02"),
    }
    text = said(ask(_dated(site, pages), "how long are audit logs kept"))
    assert "2 years" in text
    assert "6 months" not in text


def test_an_announcement_gives_way_to_the_page_it_announced(site: Site) -> None:
    pages = {
        "blog/2023-prices.md": ("New prices", "# New prices\n\nTeam will cost 9 € a month.", ""),
        "prices.md": ("Prices", "# Prices\n\nTeam costs 14 € a month.", ""),
    }
    assert said(ask(_dated(site, pages), "what does Team cost")) == "Team costs 14 € a month."


@pytest.mark.parametrize(
    ("title", "other", "same_form"),
    [
        ("Delivery: Austria", "Delivery: Italy", True),
        ("Pump P10", "Pump P20", True),
        ("Prices 2024", "Prices 2025", False),
        ("Import", "Import (version 2)", False),
        ("How long logs are kept", "Privacy", False),
    ],
)
def test_pages_for_different_things_do_not_contradict_each_other(
    title: str, other: str, same_form: bool
) -> None:
    assert are_variants(title, other) is same_form


def unit(text: str, kind: str = "prose") -> Unit:
    return Unit(0, kind, 0, len(text), text, frozenset(terms(text)))


@pytest.mark.parametrize(
    ("a", "b", "do"),
    [
        ("Logs are kept for 6 months.", "Logs are kept for nine months.", True),
        ("Starter costs 9 € per seat and month.", "Team costs 14 € per seat and month.", False),
        ("We keep logs for 6 months.", "Logs are kept for 9 months.", True),
        ("Refunds are possible within 30 days.", "Refunds are not possible.", False),
        ("Refunds are paid in cash.", "Refunds are not paid in cash.", True),
        ("Team costs 14 € per seat.", "On Team the price per seat falls by 20 %.", False),
        ("An upload can be 500 MB large.", "An upload can be 1 GB large.", True),
        ("A project starts in 90 seconds.", "A project starts with 30 days for free.", False),
        ("Nothing happens then.", "Nothing happens and no upgrade is needed then.", False),
    ],
)
def test_what_contradicts(a: str, b: str, do: bool) -> None:
    assert contradict(unit(a), unit(b)) is do


def test_rows_of_other_things_do_not_contradict() -> None:
    first = unit("Plan: Starter; Price per seat: 9 €", "row")
    assert not contradict(first, unit("Plan: Team; Price per seat: 14 €", "row"))
    assert contradict(first, unit("Plan: Starter; Price per seat: 11 €", "row"))
