"""Which of many expressions can match in a text at all, told by one pass over it.

Each expression is taken apart once into pieces of words, of which any match of it holds one: of
`\\b(?:we|i) (?:need|want)` " need" and " want". A text is looked through once for the pieces of
all expressions; only those that a piece was found of are searched. The method is that of Cox,
"Regular Expression Matching with a Trigram Index" (2012), with pieces of any length.

Pieces and texts are compared in a common form: small letters, and one blank for any run of
characters that are no part of a word. What cannot be taken apart is always searched.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter
from typing import Generic, TypeVar

from chatqual.engine.understanding.sieve_pieces import normal, pieces_of

T = TypeVar("T")
_KEY = 5  # characters by which longer pieces are looked up
_ENDLESS = 1 << 62


class Sifted:
    """An expression that is compiled when first searched, and searched only where it can match.

    The methods are those of `re.Pattern`; `pos` and `endpos` mean the same.
    """

    __slots__ = ("_bit", "_compiled", "flags", "pattern")

    def __init__(self, pattern: str, flags: int = 0, core: str | None = None) -> None:
        """`core`: the part of `pattern` that holds the words which tell it, if not the whole."""
        self.pattern, self.flags = pattern, flags
        self._compiled: re.Pattern[str] | None = None
        self._bit = _SIEVE.add(pattern if core is None else core, flags)

    def _within(self, text: str, endpos: int) -> bool:
        if endpos < len(text) and endpos > 0 and _is_inside_a_word(text, endpos):
            return True
        return bool(_SIEVE.passing(text) & self._bit)

    @property
    def compiled(self) -> re.Pattern[str]:
        """The expression itself, for what is not offered here."""
        if self._compiled is None:
            self._compiled = re.compile(self.pattern, self.flags)
        return self._compiled

    @property
    def bit(self) -> int:
        """Its place in what `passing` tells."""
        return self._bit

    def search(self, text: str, pos: int = 0, endpos: int = _ENDLESS) -> re.Match[str] | None:
        return self.compiled.search(text, pos, endpos) if self._within(text, endpos) else None

    def match(self, text: str, pos: int = 0, endpos: int = _ENDLESS) -> re.Match[str] | None:
        return self.compiled.match(text, pos, endpos) if self._within(text, endpos) else None

    def fullmatch(self, text: str, pos: int = 0, endpos: int = _ENDLESS) -> re.Match[str] | None:
        return self.compiled.fullmatch(text, pos, endpos) if self._within(text, endpos) else None

    def finditer(self, text: str, pos: int = 0, endpos: int = _ENDLESS) -> Iterable[re.Match[str]]:
        return self.compiled.finditer(text, pos, endpos) if self._within(text, endpos) else ()


def _is_inside_a_word(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    return (before.isalnum() or before == "_") and (after.isalnum() or after == "_")


class _Sieve:
    """The pieces of all expressions, and which expressions each stands for, a bit for each.

    An expression is taken apart when a text is first looked through after it was added.
    """

    def __init__(self) -> None:
        self._count = 0
        self._new: list[tuple[int, str, int]] = []
        self._always = 0
        self._short: dict[int, dict[str, int]] = {}
        self._long: dict[str, dict[str, int]] = {}
        self._keys: dict[str, str] = {}
        self._building = threading.Lock()
        self.passing = lru_cache(maxsize=256)(self._passing)

    def add(self, pattern: str, flags: int) -> int:
        bit = 1 << self._count
        self._count += 1
        self._new.append((bit, pattern, flags))
        self.passing.cache_clear()
        return bit

    def _passing(self, text: str) -> int:
        """The expressions that can match in the text."""
        if self._new:
            self._take_apart()
        line = normal(text)
        found = self._always
        for length, bits in self._short.items():
            for piece in _runs(line, length) & bits.keys():
                found |= bits[piece]
        for key in _runs(line, _KEY) & self._long.keys():
            for piece, bits_of_it in self._long[key].items():
                if piece in line:
                    found |= bits_of_it
        return found

    def _take_apart(self) -> None:
        with self._building:
            for bit, pattern, flags in self._new:
                pieces = pieces_of(pattern, flags)
                self._always |= bit if pieces is None else 0
                for piece in pieces or ():
                    self._add_piece(piece, bit)
            # Last, so that another thread waits above until all is there.
            self._new = []

    def _add_piece(self, piece: str, bit: int) -> None:
        if len(piece) < _KEY:
            table = self._short.setdefault(len(piece), {})
        else:
            # Of its runs that by which the fewest others are looked up.
            key = self._keys.get(piece) or min(
                _runs(piece, _KEY), key=lambda run: (len(self._long.get(run, ())), run)
            )
            self._keys[piece] = key
            table = self._long.setdefault(key, {})
        table[piece] = table.get(piece, 0) | bit


def _runs(line: str, length: int) -> set[str]:
    return {line[i : i + length] for i in range(len(line) - length + 1)}


_SIEVE = _Sieve()


class Bunch(Generic[T]):
    """Things that each have an expression, of which those are had that can match in a text."""

    def __init__(self, things: Iterable[tuple[Sifted, T]]) -> None:
        self._by_bit = {gate.bit: (place, thing) for place, (gate, thing) in enumerate(things)}
        self._bits = sum(self._by_bit)

    def within(self, text: str) -> list[T]:
        """Those whose expression can match in the whole of `text`, in the order given."""
        left = _SIEVE.passing(text) & self._bits
        found = []
        while left:
            lowest = left & -left
            found.append(self._by_bit[lowest])
            left ^= lowest
        return [thing for _, thing in sorted(found, key=itemgetter(0))]
