"""The table of retrieval by language."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.languages import print_languages

SPOKEN = {"en/a.md": "en", "de/a.md": "de", "de/b.md": "de"}


def line(question: str, *gold: str) -> dict[str, Any]:
    return {"id": "x", "question": question, "gold_paths": list(gold)}


def item(*paths: str) -> dict[str, Any]:
    return {"passages": [{"path": path} for path in paths]}


def test_each_language_has_its_gain_and_what_only_another_says_a_row(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = [
        line("where is it stored", "en/a.md"),
        line("wie lange dauert das", "de/a.md", "de/b.md"),
        line("wie lange dauert das", "en/a.md"),
    ]
    items = [
        item("en/a.md", "en/a.md"),
        item("en/a.md", "de/b.md", "de/b.md", "de/a.md"),
        item("de/a.md"),
    ]
    print_languages("c", lines, {"ours": items}, SPOKEN)
    rows = dict(row.rsplit(")", 1) for row in capsys.readouterr().out.splitlines() if ")" in row)
    found = {name.rsplit(" (", 1)[0]: figures.split() for name, figures in rows.items()}
    assert found["en"] == ["1.000", "1.000"]
    # At the second and third of the documents: (.631 + .5) of (1 + .631).
    assert found["de"] == ["0.693", "0.000"]
    assert found["de, in other languages' documents"] == ["0.000", "0.000"]


def test_one_language_needs_no_table(capsys: pytest.CaptureFixture[str]) -> None:
    print_languages("c", [line("where is it", "en/a.md")], {"ours": [item("en/a.md")]}, SPOKEN)
    assert capsys.readouterr().out == ""
