"""What is repeated back of the visitor's own words."""

from __future__ import annotations

import pytest

from chatqual.engine.echo import counted, with_dates, with_places


@pytest.mark.parametrize(
    ("said", "language", "echo"),
    [
        ("140-person", "en", "140"),
        ("like 40 of us", "en", "40"),
        ("say about 25 approvers", "en", "about 25 approvers"),
        ("22 leute", "de", "22 Leute"),
        ("40 à 50 personnes", "fr", "40 à 50 personnes"),
    ],
)
def test_a_number_of_people_is_repeated_with_what_it_counts(
    said: str, language: str, echo: str
) -> None:
    found = counted(said, language)
    assert found is not None
    assert found.text == echo


def test_months_and_places_get_their_capitals() -> None:
    assert with_dates("in march or by friday") == "in March or by Friday"
    assert with_dates("we may march on") == "we may march on"
    assert with_places("frankfurt am main") == "Frankfurt am Main"
    assert with_places("uk") == "UK"
