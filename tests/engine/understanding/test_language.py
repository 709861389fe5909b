"""The language of a line."""

from __future__ import annotations

import pytest

from chatqual.engine.understanding.language import language_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "where do you store the data and who can see it"),
        ("de", "wo liegen die Daten und wer kann sie sehen"),
        ("fr", "où sont les données et qui peut les voir"),
        ("es", "dónde están los datos y quién puede verlos"),
        ("pt", "onde estão os dados e quem pode vê-los, não sei"),
        ("it", "dove sono i dati e chi li può vedere, grazie"),
        ("nl", "waar staan de gegevens en wie kan ze zien"),
    ],
)
def test_a_sentence_shows_its_language(language: str, text: str) -> None:
    assert language_of(text, "en") == language
    assert language_of(text, "fr") == language


@pytest.mark.parametrize("text", ["SSO", "60", "ok", "NetSuite", ""])
def test_a_line_without_common_words_is_in_the_language_of_the_page(text: str) -> None:
    assert language_of(text, "de") == "de"


def test_a_page_in_another_language_falls_back_to_english() -> None:
    assert language_of("SSO", "sv") == "en"


def test_one_shared_word_does_not_change_the_language() -> None:
    assert language_of("no", "en") == "en"
    assert language_of("die Kosten", "de") == "de"
