"""Places: their countries, those that are words too, and whose place it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chatqual.engine.slots import Geography, SlotName
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.cities import CITIES
from chatqual.engine.understanding.geography import find_geographies, is_place, places_in
from chatqual.engine.understanding.places import COUNTRIES, REGIONS

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def places(text: str, asked: SlotName | None = None) -> list[Geography]:
    return [f.value for f in find_geographies(text, Context(now=NOW, asked=asked))]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("we are based in Wrocław", "PL"),
        ("our office is in São Paulo", "BR"),
        ("were in st. gallen", "CH"),
        ("we work from Ho Chi Minh City", "VN"),
        ("our plant is in Baden-Württemberg", "DE"),
        ("we are a clinic in New South Wales", "AU"),
        ("our company is in the U.K.", "GB"),
        ("unser Büro ist in Österreich", "AT"),
    ],
)
def test_it_knows_the_country_of_a_place(text: str, country: str) -> None:
    assert [p.country for p in places(text)] == [country]


def test_the_head_office_comes_first() -> None:
    found = places("Sites in Porto and Faro, headquarters in Antwerp")
    assert found[0] == Geography("BE", "Antwerp")


def test_several_countries_leave_the_country_open() -> None:
    assert places("all over Scandinavia", asked="geography") == [Geography(None, "Scandinavia")]


@pytest.mark.parametrize(
    "text",
    [
        "is there a reading list",
        "nice one",
        "we had to split it",
        "mobile app please",
        "was gibt es zu essen",
        "orlando said so",
        "can it do that for us",
    ],
)
def test_an_everyday_word_is_no_place(text: str) -> None:
    assert places(text) == []


def test_a_word_is_a_place_with_its_capital_and_a_preposition() -> None:
    assert places("we are in Reading") == [Geography("GB", "Reading")]


@pytest.mark.parametrize(
    "text",
    [
        "are your servers in Frankfurt",
        "is the data stored in Ireland?",
        "our customers are in Italy",
        "I fly to Oslo tomorrow",
        "we are not in Zurich any more",
        "do you sell to Norway?",
    ],
)
def test_somebody_elses_place_stays_out(text: str) -> None:
    assert places(text) == []


def test_all_places_of_a_line_can_be_had_whosever_they_are() -> None:
    found = places_in("ship from Genoa to Cape Town")
    assert [(f.value, f.start, f.end) for f in found] == [("IT", 10, 15), ("ZA", 19, 28)]


def test_country_codes_are_two_capitals_and_names_lower_case() -> None:
    for table in (COUNTRIES, REGIONS, CITIES):
        assert all(len(code) == 2 and code.isupper() for code in table)
        assert all(names == names.lower() and "||" not in names for names in table.values())


def test_a_city_stands_under_one_country_only() -> None:
    names = [name for listed in CITIES.values() for name in listed.split("|")]
    assert len(names) == len(set(names))


def test_a_whole_text_can_be_checked_for_being_a_place() -> None:
    assert is_place("Buenos Aires")
    assert not is_place("Torrin Haulage")
