"""Figures over lines whose answer is known, and the command that prints them."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from chatqual.sites.models import Site
from knowledge.evaluation import (
    BadLine,
    Figure,
    area_under_curve,
    evaluate_line,
    not_for_the_documents,
    same_path,
    summarise,
)
from tests.knowledge.answers import knowledge_of

LINES = [
    {
        "id": "a1",
        "question": "where is data stored",
        "answerable": True,
        "gold_paths": ["docs/security.md"],
        "gold_quote": "Customer data is stored in Frankfurt, Germany.",
    },
    {"id": "n1", "question": "do you sell heatmaps", "answerable": False},
]


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    file = tmp_path / "lines.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in LINES))
    return file


def run(*arguments: Any, **options: Any) -> str:
    out = StringIO()
    call_command("evaluate", *arguments, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_an_item_holds_what_the_contract_names(site: Site) -> None:
    item = evaluate_line(LINES[0], knowledge_of(site))
    assert item["id"] == "a1"
    assert item["state"] == "answered"
    assert set(item["citations"][0]) == {"path", "quote", "start", "end"}
    assert set(item["passages"][0]) == {"path", "text", "score"}
    assert item["ms"] > 0


@pytest.mark.parametrize(
    "line", [{}, {"question": ""}, {"question": 3}, {"question": "x", "history": "y"}]
)
def test_a_line_that_is_no_question_is_refused(line: dict[str, Any]) -> None:
    with pytest.raises(BadLine):
        evaluate_line(line, None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "state"),
    [("hello", "small_talk"), ("can i talk to a human please", "handoff"), ("any SSO?", "")],
)
def test_what_is_no_question_never_goes_to_retrieval(text: str, state: str) -> None:
    assert not_for_the_documents(text, "en") == state


def test_the_same_document_is_known_by_either_root() -> None:
    assert same_path("security.md", "docs/security.md")
    assert same_path("docs/security.md", "security.md")
    assert not same_path("insecurity.md", "security.md")


def test_the_area_counts_pairs_in_order() -> None:
    assert area_under_curve([0.9, 0.8], [0.1, 0.85]) == 0.75
    assert area_under_curve([], [0.1]) is None


def test_a_figure_comes_with_its_interval() -> None:
    low, high = Figure("x", 0.9, 40).interval
    assert 0.76 < low < 0.78
    assert 0.95 < high < 0.97


def test_the_summary_counts_what_has_gold(site: Site) -> None:
    knowledge = knowledge_of(site)
    summary = summarise(LINES, [evaluate_line(line, knowledge) for line in LINES])
    assert {figure.name: figure.value for figure in summary.figures} == dict.fromkeys(
        (
            "right document first",
            "right document among five",
            "gold quote in five passages",
            "answer holds half of the quote",
            "cited page is a right one",
            "answered of the answerable",
            "declined of the others",
        ),
        1.0,
    )
    assert summary.separation == 1.0


def test_the_command_writes_items_and_a_summary(site: Site, lines: Path, tmp_path: Path) -> None:
    knowledge_of(site)
    out = tmp_path / "items.jsonl"
    printed = json.loads(
        run("knowledge", str(lines), "--site", "acme", "--out", str(out), "--json")
    )
    assert printed["lines"] == 2
    items = [json.loads(line) for line in out.read_text().splitlines()]
    assert [item["state"] for item in items] == ["answered", "not_in_docs"]


def test_the_command_prints_a_table_for_people(site: Site, lines: Path) -> None:
    knowledge_of(site)
    assert "right document first" in run("knowledge", str(lines), "--site", "acme")


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "line 1: no JSON"), ("[]", "an object is wanted"), ('\n{"id": 1}', "line 2")],
)
def test_a_bad_line_is_named(site: Site, tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text(text)
    with pytest.raises(CommandError, match=said):
        run("knowledge", str(file), "--site", "acme")


def test_a_site_that_is_not_there_is_named(db: None, lines: Path) -> None:
    with pytest.raises(CommandError, match="no site 'nowhere'"):
        run("knowledge", str(lines), "--site", "nowhere")


def test_understanding_needs_no_site(db: None, tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    line = {"id": "u1", "text": "we are 40 people", "asked": None, "locale": "en-US"}
    file.write_text(json.dumps({**line, "now": "2026-11-20T10:00:00Z"}))
    assert json.loads(run("understanding", str(file), "--json"))["lines"] == 1
