"""Numbers: literals by locale, number words, and what is no number."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatqual.engine.understanding.numbers import (
    LARGEST,
    MOST_NUMERALS,
    find_numbers,
    has_comma_decimals,
    read_digits,
)


def values(text: str, locale: str = "en-US") -> list[int | float]:
    return [found.value.value for found in find_numbers(text, locale)]


@pytest.mark.parametrize(
    ("literal", "comma", "value"),
    [
        ("18,400", False, 18_400),
        ("18,400", True, 18.4),
        ("18.400", True, 18_400),
        ("18.400", False, 18.4),
        ("7,5", False, 7.5),
        ("6.75", True, 6.75),
        ("1.234.567,80", False, 1_234_567.8),
        ("2,34,500", False, 234_500),
        ("41 700", False, 41_700),
        ("12'300.40", False, 12_300.4),
    ],
)
def test_it_reads_digit_groups_by_locale(literal: str, comma: bool, value: float) -> None:
    read = read_digits(literal, comma)
    assert read is not None
    assert read[0] == value


@pytest.mark.parametrize("literal", ["4.2.1", "10,20,30", "1.23.456,7"])
def test_it_takes_no_version_or_list_for_a_number(literal: str) -> None:
    assert read_digits(literal, comma_decimals=False) is None


def test_a_country_can_write_decimals_unlike_its_language() -> None:
    assert has_comma_decimals("de-DE")
    assert not has_comma_decimals("de-CH")
    assert not has_comma_decimals("es-MX")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("three hundred and sixty", 360),
        ("one and a half million", 1_500_000),
        ("a quarter of a million", 250_000),
        ("half a dozen", 6),
        ("nineteen hundred", 1_900),
        ("four point two five million", 4_250_000),
        ("6 thousand 2 hundred and 14", 6_214),
        ("eleven lakh", 1_100_000),
        ("2½ million", 2_500_000),
        ("two and a half k", 2_500),
        ("sixty-three", 63),
    ],
)
def test_it_reads_english_number_words(text: str, value: float) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("achthundertvierundsechzig", "de-DE", 864),
        ("dreißigtausend", "de-DE", 30_000),
        ("anderthalb Millionen", "de-DE", 1_500_000),
        ("zevenenzestig", "nl-NL", 67),
        ("twee-en-dertig", "nl-NL", 32),
        ("cinquantasette", "it-IT", 57),
        ("trecentomila", "it-IT", 300_000),
        ("quatre-vingt-treize", "fr-FR", 93),
        ("soixante-douze mille", "fr-FR", 72_000),
        ("cuarenta y dos mil", "es-ES", 42_000),
        ("tres mil millones", "es-ES", 3_000_000_000),
        ("cento e vinte mil", "pt-BR", 120_000),
    ],
)
def test_it_reads_the_number_words_of_six_more_languages(
    text: str, locale: str, value: float
) -> None:
    assert values(text, locale) == [value]


def test_neighbouring_numbers_stay_apart() -> None:
    assert values("twenty thirty") == [20, 30]
    assert values("8k one off") == [8_000, 1]


def test_a_text_without_numbers_gives_none() -> None:
    assert values("do you have single sign-on") == []


# The machine may be busy; speed is measured by the benchmark.
@settings(deadline=None)
@given(st.text(max_size=60), st.sampled_from(["en-US", "de-DE", "fr-FR", "it-IT", "nl-NL"]))
def test_any_text_is_read_and_spans_lie_inside_it(text: str, locale: str) -> None:
    for found in find_numbers(text, locale):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("text", ["9" * 4_000, "1 " * 2_000, "a " * 2_000, "million " * 500])
def test_a_flood_of_numbers_is_read_in_part(text: str) -> None:
    found = find_numbers(text, "en-US")
    assert len(found) <= MOST_NUMERALS
    assert all(abs(f.value.value) <= LARGEST for f in found)
