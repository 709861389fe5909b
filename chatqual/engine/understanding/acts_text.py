"""The folded form of a line, on which the rules for acts work, and what a rule is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from chatqual.engine.commands import Act, Span
from chatqual.engine.understanding.phrases import data_file, phrase_sets
from chatqual.engine.understanding.sieve import Sifted

_SIGNS = {"’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"'}
_SPECIAL = {"ø": "o", "đ": "d", "ł": "l", "æ": "a", "œ": "o", "…": "."}


class _Folding(dict[int, str]):
    """One character to one character, so that a span of the folded line is one of the line."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        lower = char.lower()
        char = lower if len(lower) == 1 else char
        base = unicodedata.normalize("NFD", char)[0] if char.isalpha() and char != "ß" else char
        folded = _SIGNS.get(char) or _SPECIAL.get(base) or (" " if char.isspace() else base)
        self[code] = folded if char != "\n" else char
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Lower case, without accents, plain quotation marks; as long as `text` to the code point."""
    return text.translate(_FOLDING)


Place = Literal["start", "whole", "any"]


@dataclass(frozen=True, slots=True)
class ActFound:
    """An act, where it stands in the line, and what sort of it (a kind, reason or scope).

    `learned`: told by the classifier, not by a rule.
    """

    act: Act
    span: Span
    confidence: float
    kind: str | None = None
    learned: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """An act and the words that show it, at a place of one part of a line.

    `start`: after a greeting or filler at most. `whole`: the part holds nothing but this and
    politeness. `any`: anywhere.
    """

    act: Act
    place: Place
    pattern: Sifted
    confidence: float
    kind: str | None = None

    def spans(self, folded: str, start: int, end: int) -> Iterator[Span]:
        if self.place == "any":
            for found in self.pattern.finditer(folded, start, end):
                yield found.span()
            return
        match = self.pattern.match if self.place == "start" else self.pattern.fullmatch
        if placed := match(folded, start, end):
            yield placed.span("core")


_POLITE = phrase_sets(data_file("politeness")["words"])
# A name or a word called out before or after, parted by a comma ("Lena, ...", "..., Lena").
_BEFORE = rf"(?:[a-z0-9]{{2,12}},[ ])?(?:\W|{_POLITE['before']}\b)*"
_AFTER = rf"(?:\W|\b{_POLITE['after']}\b)*(?:,[ ][a-z]{{2,12}}\W*)?"

# A blank, but not one within a look-behind or a set of characters.
_BLANK = re.compile(r"\(\?<!.*?\)|\[[^\]]*\]| (?![*+?{])")


def rule(
    act: Act, confidence: float, pattern: str, *, at: Place = "any", kind: str | None = None
) -> Rule:
    """A rule on folded text; a blank in `pattern` stands for one or more."""
    spaced = _BLANK.sub(lambda found: "[ ,]+" if found[0] == " " else found[0], pattern)
    if at == "any":
        built = rf"\b(?:{spaced})(?![a-z])"
    elif at == "start":
        built = rf"{_BEFORE}(?P<core>{spaced})(?![a-z])"
    else:
        built = rf"{_BEFORE}(?P<core>{spaced}){_AFTER}"
    return Rule(act, at, Sifted(built, core=spaced), confidence, kind)
