"""Misspelt words of what must never be missed, mended by distance before a line is read.

A word is taken for one of a small vocabulary (a person, to talk, a number of people, a month, a
price ...) where so few slips of the keyboard lie between them that it can hardly be another word:
a letter too many, too few, another one, or two that changed places. The words that look like one
of these and are right as they stand are data, too (`near`), and so are all inflections. Only the
reading sees the mended line: what is kept, shown and looked up are the visitor's own words.

Source of the look-up: Wolf Garbe's symmetric delete spelling correction; of the distance: Damerau
and Levenshtein, in the restricted form (no part is edited twice).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import Any

from chatqual.engine.commands import Ask, Command, CorrectSlot, SetSlot, Span
from chatqual.engine.understanding.acts_text import fold
from chatqual.engine.understanding.phrases import data_file

_SHORTEST, _LONG = 4, 10
_SHORT_WORD = re.compile(r"(?<![\w@./-])[a-z]{2,5}(?![\w@/-]|\.\w)", re.IGNORECASE)
_WORD = re.compile(r"[a-zß]+(?:'[a-z]+)?")
# Part of an address, a name in capitals, a word with a figure: none of these is a slip.
_APART = re.compile(r"\S*[@/_\d]\S*|\S+\.\w{2,}\S*")


@dataclass(frozen=True, slots=True)
class Respelt:
    """`text`: the mended line. `changes`: each mended word there, and the visitor's in the line."""

    text: str
    changes: tuple[tuple[Span, Span], ...]
    line: str

    def span(self, span: Span) -> Span:
        """The span of the visitor's own words; a mended word counts as a whole."""
        start, end = span
        return self._back(start, 0), self._back(end, 1)

    def _back(self, at: int, side: int) -> int:
        shift = 0
        for (a, b), (start, end) in self.changes:
            if a < at < b or (at == b and side):
                return (start, end)[side]
            if at <= a:
                break
            shift = end - b
        return at + shift

    def command(self, command: Command, span: Span) -> Command:
        """The command in the visitor's own words."""
        if isinstance(command, Ask):
            return replace(command, question=self.line[slice(*self.span(span))])
        if isinstance(command, SetSlot | CorrectSlot):
            value = self._unmended(command.value)
            return replace(command, span=self.span(command.span), value=value)
        return command

    def _unmended(self, value: Any) -> Any:
        """A value whose words are the visitor's."""
        if isinstance(value, str):
            for (a, b), (start, end) in self.changes:
                value = re.sub(rf"\b{re.escape(self.text[a:b])}\b", self.line[start:end], value)
            return value
        if not is_dataclass(value) or isinstance(value, type):
            return value
        texts = {f.name: getattr(value, f.name) for f in fields(value) if f.name in _OWN_WORDS}
        return replace(value, **{name: self._unmended(text) for name, text in texts.items()})


# Fields of a value that hold the visitor's words; the others are derived or are numbers.
_OWN_WORDS = ("summary", "text", "title")


def respell(line: str, language: str) -> Respelt | None:
    """The line with its slips mended; None where it has none that matter."""
    words = _VOCABULARIES.get(language)
    if words is None:
        return None
    folded = fold(line)
    apart = [found.span() for found in _APART.finditer(folded)]
    pieces: list[str] = []
    changes: list[tuple[Span, Span]] = []
    at = length = 0
    for found in _WORD.finditer(folded):
        start, end = found.span()
        if any(a <= start < b for a, b in apart):
            continue
        meant = words.short.get(found[0])
        if meant is None and end - start >= _SHORTEST:
            meant = _meant(found[0], language)
        if meant is None or _is_name(line, start, end):
            continue
        pieces.extend((line[at:start], meant))
        length += start - at
        changes.append(((length, length + len(meant)), (start, end)))
        length, at = length + len(meant), end
    if not changes:
        return None
    return Respelt("".join((*pieces, line[at:])), tuple(changes), line)


def in_full(question: str, language: str) -> str:
    """The question without the short forms of people in a hurry: "how much wld it be per yr"."""
    words = _VOCABULARIES.get(language)
    if words is None or not words.short:
        return question
    return _SHORT_WORD.sub(lambda found: words.short.get(found[0].lower(), found[0]), question)


def _is_name(line: str, start: int, end: int) -> bool:
    """ "Persson" in the middle of a sentence is a name, and so is what stands in capitals alone."""
    word = line[start:end]
    opens = not line[:start].strip(" \"'(") or line[:start].rstrip()[-1:] in ".!?:\n"
    return word[0].isupper() and not opens and not line[start:].isupper()


@lru_cache(maxsize=4096)
def _meant(word: str, language: str) -> str | None:
    """The word of the vocabulary that is meant; None where it is right, or too far from all."""
    vocabulary = _VOCABULARIES[language]
    if word in vocabulary.right:
        return None
    cuts = (_single(word), *_cuts(word, 2))
    near = {meant for cut in cuts for meant in vocabulary.by_cut.get(cut, ())}
    ranked = sorted(
        (slips, meant)
        for meant in near
        if (slips := _slips(word, meant)) <= _most_slips(meant, word)
    )
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return vocabulary.spelt[ranked[0][1]]


def _most_slips(meant: str, word: str) -> int:
    """How many slips of a word are forgiven: few in a short one, where every letter tells."""
    if len(meant) == _SHORTEST:
        return int(sorted(meant) == sorted(word))  # only letters that changed places
    if meant[0] != word[0] and sorted(meant[:2]) != sorted(word[:2]):
        return 0
    return 2 if len(meant) >= _LONG or _single(word) == _single(meant) else 1


def _single(word: str) -> str:
    """The word with no letter twice running: which ones are doubled is what slips most."""
    return _DOUBLED.sub(r"\1", word)


_DOUBLED = re.compile(r"([a-z])\1+")


def _slips(a: str, b: str) -> int:
    """Damerau and Levenshtein's distance in its restricted form."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, char in enumerate(a, 1):
        last, row, older = row, [i, *([0] * len(b))], before
        for j, other in enumerate(b, 1):
            row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (char != other))
            if i > 1 and j > 1 and char == b[j - 2] and a[i - 2] == other:
                row[j] = min(row[j], older[j - 2] + 1)
        before = last
    return row[-1]


def _cuts(word: str, most: int) -> Iterator[str]:
    """The word without up to so many of its letters."""
    most = most if len(word) >= _LONG - 2 else 1
    yield word
    for count in range(1, most + 1):
        for left_out in combinations(range(len(word)), count):
            yield "".join(char for at, char in enumerate(word) if at not in left_out)


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """`by_cut`: the words by what is left of them without a letter or two; all are folded.

    `right`: folded words that are no slips. `spelt`: the words of the vocabulary by folded ones.
    `short`: short forms, and what they stand for.
    """

    by_cut: dict[str, tuple[str, ...]]
    right: frozenset[str]
    spelt: dict[str, str]
    short: dict[str, str]


_ENDINGS = ("s", "'s", "es", "ed", "d", "ing", "n", "en", "e")


def _vocabulary(words: str, near: str, short: str) -> _Vocabulary:
    by_cut: dict[str, tuple[str, ...]] = {}
    spelt = {fold(word): word for word in words.split()}
    for word in spelt:
        for cut in {_single(word), *_cuts(word, 2)}:
            by_cut[cut] = (*by_cut.get(cut, ()), word)
    inflected = (f"{word}{ending}" for word in spelt for ending in _ENDINGS)
    forms = dict(pair.split("=") for pair in short.split())
    right = frozenset((*spelt, *inflected, *forms, *fold(near).split()))
    return _Vocabulary(by_cut, right, spelt, forms)


_VOCABULARIES = {
    language: _vocabulary(data["words"], data["near"], data.get("short", ""))
    for language, data in data_file("spelling").items()
}
