"""The words of the widget's own surface, one JSON file a language, all with the same keys."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


@cache
def texts_of(language: str) -> dict[str, str]:
    """All texts of one of LANGUAGES; `{name}` and the like are filled in by whoever shows them."""
    path = Path(__file__).with_name(f"{language}.json")
    texts: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return texts


def choose_language(*wishes: str) -> str:
    """The first wish ("de-AT", "pt_BR", "fr") that there are texts for, else English."""
    for wish in wishes:
        language = wish.replace("_", "-").split("-")[0].lower()
        if language in LANGUAGES:
            return language
    return "en"
