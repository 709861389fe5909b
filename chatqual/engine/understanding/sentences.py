"""Sentences of a line with their places, and whether each asks something.

Offsets are code points of the line. `plain` keeps every offset.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "\u00a0": " ", "\t": " "})
_END = re.compile(r"[!?…]+|\.{2,}|\.(?=\s|$)|[\r\n]+|;(?=\s)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:ca|e\.g|i\.e|approx|no|nr|z\.\s?b|mr|mrs|ms|dr|st|inc|ltd|co|corp|bzw|inkl|zzgl|vs|"
    r"prof|tel|mio|mrd|usw|jr|sr|dept|est|max|min|abt|str|d\.h|u\.a|u\.s|u\.k)|\b[A-Za-z])$",
    re.I,
)
_FILLER = (
    r"(?:(?:hi|hello|hey|hallo|ok|okay|and|so|but|also|well|sorry|please|und|aber|guten tag|moin|"
    r"then|btw|quick question)[\s,:-]+)*"
)
_ASKS = re.compile(
    _FILLER
    + r"(?:(?:what|whats|what's|how|hows|how's|why|when|where|wheres|who|whos|who's|whom|whose|"
    r"which)\b(?! (?:we|i) (?:need|want|are looking))|(?:can|could|do|does|did|is|are|will|would|"
    r"should|may|might|has|have|am|was|were) (?:you|u|ya|i|we|it|they|he|she|there|this|that|"
    r"these|those|the|my|our|your|ur|any|anyone|anybody|someone|somebody|a|"
    r"an)\b(?<!were the)(?<!were a)(?<!were an)(?<!were our)(?<!were your)|(?:was|wie|wann|wo|wer|"
    r"wem|wen|welche\w*|wozu|wofür|warum|wieso|wieviel)\b|(?:kann|können|könnt|könnte\w*|gibt|"
    r"geht|ist|sind|haben|hat|bieten|kommt|läuft|lässt|darf|muss) (?:man|ich|wir|sie|ihr|es|das|"
    r"die|der|den|dem|ein\w*|euer|eure|ihre\w*)\b)",
    re.I,
)

# "When somebody is ill, we have no ...": a clause that opens with such a word, and its main clause.
_TELLS = re.compile(
    _FILLER + r"(?:when(?:ever)?|where|what|how|who(?:ever)?|wenn|wo|was|wie|wer)\b"
    r"(?! (?:is|are|do|does|did|can|could|will|would|should|has|have|was|were|am|about)\b)"
    r"[^,?]{3,80}, (?:(?:then|dann|so) )?(?:we|i|they|it|he|she|nobody|no ?one|everyone|everything|"
    r"nothing|there|our|the|that|wir|ich|niemand|keiner|alles|haben|geht|muss|müssen|fehlt)\b"
    r"(?![^?]*\b(?:can you|do you|could you|does it|is there)\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` is line[start:end] in plain apostrophes; `asks` where it is a question."""

    text: str
    start: int
    end: int
    asks: bool


def plain(text: str) -> str:
    """The text with plain apostrophes and blanks, of the same length."""
    return text.translate(_APOSTROPHES)


def _ends(text: str) -> Iterator[tuple[int, int, bool]]:
    start = 0
    for stop in _END.finditer(text):
        if stop.group() == "." and _ABBREVIATION.search(
            text, max(start, stop.start() - 8), stop.start()
        ):
            continue
        yield start, stop.start(), "?" in stop.group()
        start = stop.end()
    yield start, len(text), False


@lru_cache(maxsize=64)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of `text`, without their outer blanks and end signs."""
    text = plain(text)
    found: list[Sentence] = []
    for start, end, marked in _ends(text):
        part = text[start:end]
        bare = part.strip(" \t-–—•*,:")
        if not bare:
            continue
        at = start + part.index(bare)
        asks = marked or bool(_ASKS.match(bare) and not _TELLS.match(bare))
        found.append(Sentence(bare, at, at + len(bare), asks))
    return tuple(found)
