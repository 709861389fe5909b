"""The language of a question."""

from __future__ import annotations

import pytest

from knowledge.question_language import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [("Wo stehen eure Server?", "de"), ("où est le serveur", "fr"), ("¿dónde está?", "es")],
)
def test_the_language_of_a_short_question_is_guessed(text: str, language: str) -> None:
    assert guess_language(text, "en") == language


def test_an_english_question_stays_english() -> None:
    assert guess_language("do you take cards", "en") == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("lieferzeit", "de"),
        ("¿y cuánto de eso?", "es"),
        ("la de la tienda a la casa ñ", "es"),
        ("délai de livraison", "fr"),
    ],
)
def test_everyday_words_and_letters_tell_it_too(text: str, language: str) -> None:
    assert guess_language(text, "en") == language


def test_a_word_that_is_english_too_changes_nothing() -> None:
    assert guess_language("api rate limit", "en") == "en"
    assert guess_language("rate", "en") == "en"


def test_a_language_without_words_of_ours_is_left_only_for_plain_evidence() -> None:
    assert guess_language("quanto costa la licenza", "it") == "it"
    assert guess_language("wie lange dauert das bei euch", "it") == "de"
