"""Numbers in a line: a tokenizer, digit literals by locale, and a grammar of number words.

`read_line` cuts a text into tokens and finds the numerals among them; money, head counts and
times build
on that. A numeral is never guessed from part of a word or of an identifier: "INV-2041", "3.2.1" and
"180ml" are marked or left out, and each reader decides what it does with a marked one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from chatqual.engine.slots import Number, plain_number
from chatqual.engine.understanding.base import Found
from chatqual.engine.understanding.language import LANGUAGES, language_of
from chatqual.engine.understanding.number_fold import Atom, fold
from chatqual.engine.understanding.number_words import (
    COMMA_DECIMALS,
    COMPOUNDS,
    ENGLISH,
    FRACTION_SIGNS,
    GLUE,
    GLUED_ONLY,
    JOINERS,
    MONEY_ONLY,
    PIECE,
    POINT_REGIONS,
    SUFFIXES,
    TABLES,
    WHOLE,
    NumberWord,
)

_SPACES = " \u00a0\u202f\u2009"
_TOKEN = re.compile(
    rf"""
    (?P<digits>
        \d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d)(?:[.,]\d+)*   # 12 500,00
      | \d{{1,3}}(?:['’]\d{{3}})+(?!\d)(?:[.,]\d+)*          # 12'500
      | \d+(?:[.,]\d+)*                                      # 12,500.00
      | (?<![\w.,])[.,]\d+                                   # .25
    )
  | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)
  | (?P<sign>[^\s\w]|_|[^\W])
    """,
    re.VERBOSE,
)
# Beyond these a number is a serial number or noise.
LARGEST = 1e15
# A line with more numbers is a table or a flood; what stands further on is not read.
MOST_NUMERALS = 50
# Pieces of the longest number that is still read as one.
_LONGEST = 30
_MOST_DIGITS = 18
# A price label with a stray space in its one number: "119. 95", "130, 38 zł".
_LABEL = re.compile(
    r"\W{0,4}\d+(?P<mark>[.,]) \d{2}\W{0,4}(?:zł|kč|kr|eur|usd|gbp|pln|lei|руб)?\W{0,3}",
    re.IGNORECASE,
)
_LABEL_TOKEN = re.compile(
    _TOKEN.pattern.replace("(?P<digits>", r"(?P<digits>\d+[.,]\ \d{2} |", 1), re.VERBOSE
)
_HAS_DIGIT = re.compile(r"\d")
_GROUPED = re.compile(r"\d{1,3}(?:[.,'’ \u00a0\u202f\u2009]\d{3})+")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
# A letter of scale ends its number: "8k one off" is no 8,001.
_ENDS_NUMBER = frozenset(SUFFIXES)
_OF = frozenset({"of", "de", "d", "di", "da", "von", "van"})
_NOT_PLAIN = re.compile(r"[^\d.]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a run of digits or one sign; `low` is its lower case."""

    kind: str
    text: str
    low: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it stands in a line.

    `first`, `last`: its tokens, both inclusive. `scaled`: a word or letter such as "k" or
    "million" is
    part of it, and `scale` its last one. `decimals`: digits after the decimal mark. `spelled`:
    written in words. `glued`: letters
    stand right after it ("180ml").
    """

    value: Number
    first: int
    last: int
    start: int
    end: int
    scaled: bool = False
    scale: float = 1.0
    decimals: int = 0
    grouped: bool = False
    spelled: bool = False
    glued: bool = False
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A text, its tokens and its numerals in reading order, in the language they are read in."""

    text: str
    language: str
    comma_decimals: bool
    tokens: tuple[Token, ...]
    numerals: tuple[Numeral, ...]

    def low(self, index: int) -> str:
        """The lower-case token at `index`, or "" outside of the line."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def touches(self, index: int) -> bool:
        """Whether the token at `index` stands right after the one before, without a space."""
        return (
            0 < index < len(self.tokens) and self.tokens[index].start == self.tokens[index - 1].end
        )

    def token_at(self, position: int) -> int:
        """The index of the first token that starts at or after `position` of the text."""
        return bisect_left(self.tokens, position, key=lambda t: t.start)


def has_comma_decimals(locale: str) -> bool:
    """Whether the locale writes "1.234,5" (a country can differ from its language: es-MX,
    de-CH)."""
    language, _, tail = locale.replace("_", "-").partition("-")
    return language.lower() in COMMA_DECIMALS and tail.upper() not in POINT_REGIONS


def tokenize(text: str, locale: str = "en") -> tuple[Token, ...]:
    """Every word, run of digits and sign of the text, in order; white space is left out."""
    label = _LABEL.fullmatch(text) if len(text) < 40 else None
    is_label = label is not None and (label["mark"] == ",") == has_comma_decimals(locale)
    pattern = _LABEL_TOKEN if is_label else _TOKEN
    return tuple(
        Token(m.lastgroup or "sign", m.group(), m.group().lower(), m.start(), m.end())
        for m in pattern.finditer(text)
    )


def read_digits(literal: str, comma_decimals: bool) -> tuple[Number, int, bool] | None:
    """(value, decimals, grouped) of a literal such as "12.500,00", or None ("1.2.3" is no number).

    The last of two different marks is the decimal one. One mark before three digits follows the
    locale; before any other count of digits it is the decimal mark everywhere.
    """
    plain = re.sub(rf"[{_SPACES}'’]", "", literal)
    if len(plain) > _MOST_DIGITS:
        return None
    spaced = plain != literal
    marks = [c for c in plain if c in ".,"]
    if not marks:
        return int(plain), 0, spaced
    if len(marks) > 1:
        return _read_marked(plain, marks)
    return _read_one_mark(plain, marks[0], spaced, comma_decimals)


def _read_marked(plain: str, marks: list[str]) -> tuple[Number, int, bool] | None:
    last = marks[-1]
    if len(set(marks)) == 1:
        if not (_GROUPED.fullmatch(plain) or _INDIAN.fullmatch(plain)):
            return None
        return int(plain.replace(last, "")), 0, True
    head, _, tail = plain.rpartition(last)
    if last in head or not (_GROUPED.fullmatch(head) or _INDIAN.fullmatch(head)):
        return None
    return float(f"{_NOT_PLAIN.sub('', head).replace('.', '')}.{tail}"), len(tail), True


def _read_one_mark(
    plain: str, mark: str, spaced: bool, comma_decimals: bool
) -> tuple[Number, int, bool] | None:
    head, _, tail = plain.partition(mark)
    groups = mark == ("." if comma_decimals else ",")
    if groups and not spaced and len(tail) == 3 and 0 < len(head) <= 3 and head.lstrip("0"):
        return int(head + tail), 0, True
    return float(f"{head or '0'}.{tail}"), len(tail), spaced


class _Reader:
    """Reads the numerals of one token list; holds the word tables of its language."""

    def __init__(self, tokens: tuple[Token, ...], language: str, comma_decimals: bool) -> None:
        self.tokens = tokens
        self.language = language
        self.comma = comma_decimals
        self.table = _table(language)
        self.joiners = JOINERS.get(language, frozenset()) | JOINERS["en"]

    def numerals(self) -> Iterator[Numeral]:
        index = 0
        while index < len(self.tokens):
            found = self._numeral(index)
            if found is None:
                index += 1
            else:
                yield found
                index = found.last + 1

    def _numeral(self, index: int) -> Numeral | None:
        if self.tokens[index].kind == "sign":
            return None
        atoms = list(islice(self._atoms(index), _LONGEST))
        folded = fold(atoms, self.language) if atoms else None
        if folded is None:
            return None
        value, used = folded
        if value > LARGEST:
            return None
        first, last = atoms[0], atoms[used - 1]
        parts = atoms[:used]
        start, end = self.tokens[first.token], self.tokens[last.token]
        return Numeral(
            value=plain_number(round(value, 6)) or 0,
            first=first.token,
            last=last.token,
            start=start.start,
            end=end.end,
            scaled=any(a.word and a.word.kind in ("scale", "hundred", "dozen") for a in parts),
            scale=last.word.value if last.word and last.word.kind == "scale" else 1.0,
            decimals=first.decimals,
            grouped=first.grouped,
            spelled=first.word is not None,
            glued=self._is_glued(last.token),
            literal=start.text if first.word is None else "",
        )

    def _is_glued(self, last: int) -> bool:
        following = self.tokens[last + 1] if last + 1 < len(self.tokens) else None
        return (
            following is not None
            and following.kind == "word"
            and following.low != "ish"
            and following.start == self.tokens[last].end
        )

    def _atoms(self, index: int) -> Iterator[Atom]:
        """The longest run of pieces of numbers from `index` on; `fold` takes as many as fit."""
        last: Atom | None = None
        joined = False
        while index < len(self.tokens):
            for atom in self._atoms_of(index, joined, last):
                last = atom
                yield atom
            if last is None or last.token != index or self.tokens[index].low in _ENDS_NUMBER:
                return
            index += 1
            after = self._after_joiners(index, last)
            joined = after > index
            index = after

    def _after_joiners(self, index: int, last: Atom) -> int:
        """Where the next piece would stand: behind "and", "-", and the "of" of "a couple of"."""
        of = last.word is not None and (
            last.word.kind == "fraction" or self.tokens[last.token].low == "couple"
        )
        while index < len(self.tokens) and (
            self.tokens[index].low in self.joiners or (of and self.tokens[index].low in _OF)
        ):
            index += 1
        return index

    def _atoms_of(self, index: int, joined: bool, last: Atom | None) -> Iterator[Atom]:
        token = self.tokens[index]
        if token.kind == "digits":
            read = read_digits(token.text, self.comma)
            if read is not None:
                value, decimals, grouped = read
                yield Atom(index, None, value, joined, decimals, grouped)
            return
        word = self.table.get(token.low)
        if word is not None:
            yield Atom(index, word, word.value, joined or token.low in FRACTION_SIGNS)
        elif token.kind == "word":
            suffix = self._suffix(index, last)
            if suffix is not None:
                yield Atom(index, suffix, suffix.value, joined)
            else:
                yield from self._pieces_of(index, joined)

    def _suffix(self, index: int, last: Atom | None) -> NumberWord | None:
        """A scale letter such as the "k" of "15k"; only right behind a number."""
        token, before = self.tokens[index], self.tokens[index - 1]
        if last is None or last.token != index - 1 or (last.word and token.low != "k"):
            return None
        if token.low in GLUED_ONLY and token.start > before.end and token.text != "M":
            return SUFFIXES[token.low] if self._is_beside_money(index) else None
        if token.low in MONEY_ONLY and not self._is_beside_money(index):
            return None
        return SUFFIXES.get(token.low)

    def _is_beside_money(self, index: int) -> bool:
        """A currency sign before the number or right after the letter: "$2 m", "1.5 m€"."""
        signs = "$€£¥₹"
        after = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if after is not None and after.text in signs and after.start == self.tokens[index].end:
            return True
        return index > 1 and self.tokens[index - 2].text in signs

    def _pieces_of(self, index: int, joined: bool) -> Iterator[Atom]:
        """The parts of a number that its language writes as one word ("fünfundvierzig")."""
        low = self.tokens[index].low
        whole = WHOLE.get(self.language)
        if whole is None or len(low) < 6 or not whole.fullmatch(low):
            return
        for piece in PIECE[self.language].findall(low):
            word = COMPOUNDS[self.language].get(piece)
            if word is None:
                joined = piece in GLUE[self.language]
                continue
            yield Atom(index, word, word.value, joined)
            joined = False


@lru_cache(maxsize=32)
def _table(language: str) -> Mapping[str, NumberWord]:
    """The words of a language over the English ones, which visitors mix in everywhere."""
    if language == "en":
        return ENGLISH
    english = {w: n for w, n in ENGLISH.items() if n.kind not in ("article", "point")}
    return {**english, **TABLES.get(language, {})}


def _language_and_marks(text: str, words: int, locale: str) -> tuple[str, bool]:
    """The language of the line, and whether its decimals have a comma.

    It is that of the locale but for a line of some words that is plainly in English, or in another
    language under an English locale: browsers are often left in English.
    """
    home = locale.replace("_", "-").partition("-")[0].lower() or "en"
    enough = words > (2 if home == "en" else 3) and home in LANGUAGES
    found = language_of(text, home) if enough else home
    if found == home or "en" not in (found, home):
        return home, has_comma_decimals(locale)
    return found, found in COMMA_DECIMALS


# A line is read by several readers in a row; a few are kept so that each is cut up once.
@lru_cache(maxsize=8)
def read_line(text: str, locale: str) -> Line:
    """The tokens and numerals of `text`; `locale` ("de-CH") gives words and decimal marks."""
    tokens = tokenize(text, locale)
    words = sum(t.kind == "word" for t in tokens)
    language, comma = _language_and_marks(text, words, locale)
    numerals: tuple[Numeral, ...] = ()
    if may_hold_number(text, tokens, language):
        numerals = tuple(islice(_Reader(tokens, language, comma).numerals(), MOST_NUMERALS))
    return Line(text, language, comma, tokens, numerals)


def may_hold_number(text: str, tokens: tuple[Token, ...], language: str) -> bool:
    """The quick reject: no digit and no number word means that there is nothing to read."""
    if _HAS_DIGIT.search(text):
        return True
    table = _table(language)
    if any(t.low in table for t in tokens):
        return True
    whole = WHOLE.get(language)
    return whole is not None and any(len(t.low) >= 6 and whole.fullmatch(t.low) for t in tokens)


def find_numbers(text: str, language: str) -> list[Found[Numeral]]:
    """Every number of the text in reading order; `language` may be a locale ("de-CH")."""
    return [Found(n, n.start, n.end, 0.9) for n in read_line(text, language).numerals]
