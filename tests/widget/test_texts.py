"""The surface's words: complete in each language, with the same gaps to fill."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from widget.texts import LANGUAGES, choose_language, texts_of

WIDGET = Path(__file__).resolve().parents[2] / "widget"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_same_texts(language: str) -> None:
    assert texts_of(language).keys() == texts_of("en").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_fills_the_same_gaps(language: str) -> None:
    for key, text in texts_of("en").items():
        assert set(re.findall(r"\{\w+\}", texts_of(language)[key])) == set(
            re.findall(r"\{\w+\}", text)
        ), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_shouts(language: str) -> None:
    assert not [text for text in texts_of(language).values() if "!" in text or "¡" in text]


def test_each_text_is_used_and_each_used_text_is_there() -> None:
    scripts = "".join(file.read_text() for file in (WIDGET / "static" / "widget").rglob("*.js"))
    page = (WIDGET / "templates" / "widget" / "chat.html").read_text()
    used = set(re.findall(r"\bt\.(\w+)", page)) | {
        key for key in texts_of("en") if re.search(rf"['.]{key}\b", scripts)
    }
    assert texts_of("en").keys() == used


@pytest.mark.parametrize(
    ("wishes", "language"),
    [(("de-CH",), "de"), (("ja", "it"), "it"), (("", "ja"), "en"), (("NL_be",), "nl"), ((), "en")],
)
def test_the_first_wish_that_can_be_met_is(wishes: tuple[str, ...], language: str) -> None:
    assert choose_language(*wishes) == language
