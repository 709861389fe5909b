"""The places that a text names, whosever they are: countries, regions and larger cities."""

from __future__ import annotations

import re
from functools import lru_cache

from chatqual.engine.understanding.base import Found
from chatqual.engine.understanding.cities import CITIES
from chatqual.engine.understanding.places import COUNTRIES, REGIONS, WIDE
from chatqual.engine.understanding.sentences import plain


def _gazetteer() -> dict[str, str | None]:
    names: dict[str, str | None] = dict.fromkeys(WIDE.split("|"))
    for table in (REGIONS, CITIES, COUNTRIES):
        for country, listed in table.items():
            names.update(dict.fromkeys(listed.split("|"), country))
    return names


_PLACES = _gazetteer()
_LONGEST = max(name.count(" ") + 1 for name in _PLACES)
_WORD = re.compile(r"[^\W\d_](?:[\w'-]*\w)?(?:\.(?=[A-Za-z])\w)?(?:\.(?=[A-Za-z]\b)\w)*")


@lru_cache(maxsize=64)
def places_in(text: str) -> tuple[Found[str | None], ...]:
    """Every place named in `text`, ours or not: value is its country (None: several countries)."""
    text = plain(text)
    words = list(_WORD.finditer(text))
    found: list[Found[str | None]] = []
    at = 0
    while at < len(words):
        taken = _longest_from(text, words, at)
        if taken:
            start, end = words[at].start(), words[at + taken - 1].end()
            found.append(Found(_PLACES[place_key(text[start:end])], start, end))
        at += taken or 1
    return tuple(found)


def _longest_from(text: str, words: list[re.Match[str]], at: int) -> int:
    """How many words from `at` name a place; 0 where none do."""
    for count in range(min(_LONGEST, len(words) - at), 0, -1):
        last = words[at + count - 1]
        if last.end() - words[at].start() > 32:
            continue
        if place_key(text[words[at].start() : last.end()]) in _PLACES:
            return count
    return 0


def place_key(name: str) -> str:
    return name.lower()


def is_place(text: str) -> bool:
    """Whether the whole of `text` is the name of a place."""
    return place_key(plain(text).strip(" .,!")) in _PLACES
