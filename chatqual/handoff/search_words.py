"""Words as they are searched for: without accents, capitals and marks, each with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 60  # characters; what is longer is no word that anybody would type
_COMBINING = "\u0300-\u036f"
_WORD = re.compile(rf"(?:[^\W_]|[{_COMBINING}])+")
# Letters that are one and do not come apart in Unicode's decomposition.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"}
)
# Scripts written without spaces are cut into pairs of neighbours, as Lucene's CJK analyser does.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]+")
# How these are written where the keyboard has no umlaut.
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
_SPELT_OUT = {"ae": "a", "oe": "o", "ue": "u", "aa": "a"}


@dataclass(frozen=True, slots=True)
class Word:
    """`start` and `end` count code points of the text, `end` exclusive."""

    folded: str
    start: int
    end: int


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """A word as it is compared: Strasse for Straße, jose for José."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    kept = "".join(c for c in apart if not unicodedata.combining(c) and c.isalnum())
    return kept.translate(_LETTERS)[:LONGEST]


def words_of(text: str) -> Iterator[Word]:
    """Each word of the text in order."""
    for found in _WORD.finditer(text):
        start = found.start()
        if not _UNSPACED.search(found[0]):
            if folded := fold(found[0]):
                yield Word(folded, start, found.end())
            continue
        for at, piece in _pieces(found[0]):
            if folded := fold(piece):
                yield Word(folded, start + at, start + at + len(piece))


def _pieces(run: str) -> Iterator[tuple[int, str]]:
    """Runs of an unspaced script as pairs, what stands between them whole."""
    at = 0
    for found in _UNSPACED.finditer(run):
        if found.start() > at:
            yield at, run[at : found.start()]
        if found.end() - found.start() == 1:
            yield found.start(), found[0]
        for n in range(found.start(), found.end() - 1):
            yield n, run[n : n + 2]
        at = found.end()
    if at < len(run):
        yield at, run[at:]


def indexed(text: str) -> str:
    """What is stored of a text: its words, each once, with a space between; "" for none."""
    return " ".join(dict.fromkeys(word.folded for word in words_of(text)))


def spellings(word: str) -> tuple[str, ...]:
    """The folded ways in which somebody else may have written a word of the query."""
    lower = unicodedata.normalize("NFC", word.casefold())
    spelt = "".join(_UMLAUTS.get(c, c) for c in lower)
    folded = fold(word)
    short = re.sub("ae|oe|ue|aa", lambda found: _SPELT_OUT[found[0]], folded)
    return tuple(dict.fromkeys(w for w in (folded, fold(spelt), short) if w))


def query_of(text: str, most: int) -> tuple[tuple[str, ...], ...]:
    """The first `most` words that are sought, each with its spellings."""
    asked: dict[str, tuple[str, ...]] = {}
    for word in words_of(text):
        asked.setdefault(word.folded, spellings(text[word.start : word.end]))
    return tuple(list(asked.values())[:most])


def marks_in(text: str, asked: tuple[tuple[str, ...], ...]) -> tuple[tuple[int, int], ...]:
    """Where the words that begin like a sought one stand in the text; neighbours are joined."""
    starts = tuple(spelling for spellings_ in asked for spelling in spellings_)
    marks: list[tuple[int, int]] = []
    for word in words_of(text):
        if not word.folded.startswith(starts):
            continue
        if marks and word.start <= marks[-1][1]:
            marks[-1] = (marks[-1][0], word.end)
        else:
            marks.append((word.start, word.end))
    return tuple(marks)
