"""What somebody of the company undertakes in a line: a price, a call, something sent, a deed.

For the brief of whoever takes over. Rules alone, in the languages that the product speaks.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.money import find_amounts
from chatqual.engine.understanding.sentences import Sentence, sentences

PromiseKind = Literal["price", "call", "send", "other"]


@dataclass(frozen=True, slots=True)
class Promise:
    """`text` is the sentence as written; `span` counts code points of the line, end exclusive."""

    kind: PromiseKind
    text: str
    span: tuple[int, int]


# No day is read: a promise keeps the words of its sentence.
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=1)
def _patterns() -> dict[str, dict[str, re.Pattern[str]]]:
    """kind -> language -> pattern. `gives`: undertakes; `theirs`: the amount is the visitor's."""
    text = files("chatqual.engine").joinpath("data", "promises.json").read_text("utf-8")
    return {
        kind: {language: re.compile(p, re.IGNORECASE) for language, p in by_language.items()}
        for kind, by_language in json.loads(text).items()
    }


@lru_cache(maxsize=2048)
def promises_in(text: str, locale: str) -> tuple[Promise, ...]:
    """The promises of an agent's line in reading order. A question is none, nor is a refusal.

    `locale`: the visitor's, in whose language the line is likely to be.
    """
    context = Context(_NO_TIME, locale=locale)
    found = (_promise(text, part, context) for part in sentences(text))
    return tuple(p for p in found if p is not None)


def _promise(text: str, part: Sentence, context: Context) -> Promise | None:
    if part.asks:
        return None
    languages = tuple(dict.fromkeys((context.language, "en")))
    speaks = [
        language
        for language in languages
        if _says("gives", part.text, language) and not _says("gives_not", part.text, language)
    ]
    kind = _kind(part.text, speaks, languages, context)
    if kind is None:
        return None
    words = text[part.start : part.end]
    start = part.start + len(words) - len(words.lstrip())
    return Promise(kind, words.strip(), (start, start + len(words.strip())))


def _kind(
    words: str, speaks: list[str], languages: tuple[str, ...], context: Context
) -> PromiseKind | None:
    is_theirs = any(_says("theirs", words, language) for language in languages)
    denied = any(_says("gives_not", words, language) for language in languages)
    if not is_theirs and not (denied and not speaks) and find_amounts(words, context):
        return "price"
    if not speaks:
        return None
    if any(_says("calls", words, language) for language in speaks):
        return "call"
    return "send" if any(_says("sends", words, language) for language in speaks) else "other"


def _says(kind: str, words: str, language: str) -> bool:
    pattern = _patterns()[kind].get(language)
    return pattern is not None and pattern.search(words) is not None
