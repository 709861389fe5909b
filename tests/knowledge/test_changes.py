"""The diff of two versions, by lines and within a line by words."""

from __future__ import annotations

import pytest

from knowledge.changes import changed_lines
from knowledge.models import DocumentVersion


def between(old: str, new: str) -> list[tuple[str, str]]:
    lines = changed_lines(DocumentVersion(text=old), DocumentVersion(text=new))
    return [(line.kind, line.text) for line in lines]


def test_a_reworded_line_shows_which_words_differ() -> None:
    removed, added = changed_lines(
        DocumentVersion(text="It lasts 14 days."), DocumentVersion(text="It lasts 30 days.")
    )
    assert [part for part in removed.parts if part[1]] == [("14", True)]
    assert [part for part in added.parts if part[1]] == [("30", True)]


def test_another_line_in_its_place_is_no_rewording() -> None:
    lines = changed_lines(
        DocumentVersion(text="Seats are free."), DocumentVersion(text="Refunds take ten weeks!")
    )
    assert [differs for line in lines for _text, differs in line.parts] == [False, False]


def test_what_is_far_from_a_change_is_left_out() -> None:
    old = "\n".join(f"Line {n}." for n in range(30))
    new = old.replace("Line 3.", "Line three.").replace("Line 25.", "Line twenty-five.")
    shown = between(old, new)
    assert ("gap", "") in shown
    assert ("same", "Line 15.") not in shown
    assert ("same", "Line 4.") in shown


@pytest.mark.parametrize("text", ["", "One.\nTwo."])
def test_the_same_text_has_no_change(text: str) -> None:
    assert between(text, text) == []


def test_a_first_version_is_all_new() -> None:
    lines = changed_lines(None, DocumentVersion(text="One.\nTwo."))
    assert [(line.kind, line.text) for line in lines] == [("added", "One."), ("added", "Two.")]


def test_added_and_removed_lines_keep_their_order() -> None:
    assert between("a\nb\nc", "a\nc\nd") == [
        ("same", "a"),
        ("removed", "b"),
        ("same", "c"),
        ("added", "d"),
    ]
