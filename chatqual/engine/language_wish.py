"""A wish to go on in another language: "können wir Deutsch sprechen", "in English please"."""

from __future__ import annotations

import re

from chatqual.engine.understanding.acts_text import fold
from chatqual.engine.understanding.phrases import any_of, data_file, phrase_sets

_DATA = data_file("language_wish")
_NAMES = {language: re.compile(any_of(names)) for language, names in _DATA["languages"].items()}
_ANY_NAME = "(?:" + "|".join(pattern.pattern for pattern in _NAMES.values()) + ")"
_PHRASES = phrase_sets(_DATA["words"], {"language": _ANY_NAME})
_ALONE = re.compile(rf"\W*{_PHRASES['alone']}\W*")
_SENTENCE_END = re.compile(r"[.!?\n]+")
_WITHIN = re.compile(rf"\W*{_PHRASES['within']}\b")


def wished_language(text: str) -> str:
    """The code of the language that the line asks to speak; "" where it asks for none."""
    for part in _SENTENCE_END.split(fold(text)):
        found = _ALONE.fullmatch(part) or _WITHIN.match(part)
        if found is not None:
            return next((code for code, name in _NAMES.items() if name.search(found[0])), "")
    return ""
