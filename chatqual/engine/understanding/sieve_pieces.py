"""What an expression is taken apart into: pieces of text of which any match of it holds one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

# More ways than these to write a part of an expression are no longer told one by one.
_MOST = 48
_MARK = "\b"  # the edge of a word, which is of no length
_GAP = re.compile(r"\W+")
# The other forms of small letters, which an expression that ignores case matches too.
_OTHERS = str.maketrans({"İ": "i", "ı": "i", "ſ": "s", "\u212a": "k"})
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_ßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ")
_WORD = frozenset({op.CATEGORY_WORD})
_NO_WORD = frozenset({op.CATEGORY_SPACE, op.CATEGORY_NOT_WORD})

# Words that stand in every tenth line, and so tell little.
_COMMON_WORDS = (
    "a about all am an and any are as at be been but by can could do does for from get has have "
    "how i if in is it just like me my need no not of on one or our out so some that the there "
    "they this to up us want was we what when who will with would you your der die das und ist "
    "sind nicht ein eine wir ihr sie ich es mit auf von zu im le la les de des un une est que el "
    "los las en y o os um uma il lo het een"
)
_COMMON = frozenset(_COMMON_WORDS.split())

Node = tuple[Any, Any]


def normal(text: str) -> str:
    """The form in which texts and pieces are compared: small letters, a blank for what is none.

    A blank stands before and after the text.
    """
    if not text.isascii():
        text = text.translate(_OTHERS)
    return _GAP.sub(" ", f" {text.lower()} ")


def pieces_of(pattern: str, flags: int = 0) -> frozenset[str] | None:
    """Pieces in normal form, one of which each match of the expression holds; None: not known."""
    parsed = _parser.parse(pattern, flags)
    if parsed.state.flags & re.ASCII:
        return None
    return _best_of(_of_sequence(parsed))


@dataclass(slots=True)
class _Told:
    """`ways`: all that a part can be written as, where they are few. `needs`: sets of pieces,
    one of each of which any match holds."""

    ways: frozenset[str] | None
    needs: list[Set[str]]


_ANY = _Told(None, [])
_NOTHING = frozenset({""})


def _of_sequence(parts: Iterable[Node], first: bool = False, last: bool = False) -> _Told:
    """Parts one behind the other: what they are written as is joined as long as it is known.

    `first`, `last`: whether the edge of a word stands before and behind them.
    """
    nodes = list(parts)
    run: Set[str] = {_MARK} if first else _NOTHING
    needs: list[Set[str]] = []
    whole = True
    for place, node in enumerate(nodes):
        kind, what = node
        if kind is op.LITERAL and (char := normal_character(what)) is not None:
            run = {_joined(way, char) for way in run}
            continue
        follows = _is_edge(nodes[place - 1]) if place else first
        leads = _is_edge(nodes[place + 1]) if place + 1 < len(nodes) else last
        told = _of_node(node, follows, leads)
        needs.extend(told.needs)
        if told.ways is not None and len(run) * len(told.ways) <= _MOST:
            run = {_joined(a, b) for a in run for b in told.ways}
            continue
        needs.append(run)
        run, whole = told.ways or _NOTHING, False
    if last:
        run = {way + _MARK for way in run}
    return _Told(frozenset(run), needs) if whole else _Told(None, [*needs, run])


def _joined(before: str, after: str) -> str:
    if before.endswith(" ") and after.startswith(" "):
        return before + after[1:]
    return before + after


def _of_node(node: Node, first: bool, last: bool) -> _Told:
    kind, what = node
    if kind is op.IN:
        return _of_set(what)
    if kind is op.BRANCH:
        return _of_branches([_of_sequence(branch, first, last) for branch in what[1]])
    if kind is op.SUBPATTERN:
        return _of_sequence(what[3], first, last)
    if kind is op.ATOMIC_GROUP:
        return _of_sequence(what)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _of_repeat(*what)
    if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return _Told(frozenset({_MARK}) if _is_edge(node) else _NOTHING, [])
    return _ANY


@lru_cache(maxsize=512)
def normal_character(code: int) -> str | None:
    """The normal form of one character of an expression; None where it has several."""
    char = chr(code)
    if _GAP.fullmatch(char):
        return " "
    lower = char.lower()
    return lower if lower in _LETTERS else None


def _of_set(members: list[Node]) -> _Told:
    """A set of characters, where it is small or holds nothing of words."""
    ways: set[str | None] = set()
    for kind, what in members:
        if kind is op.LITERAL:
            ways.add(normal_character(what))
        elif kind is op.RANGE and what[1] - what[0] < 10:
            ways.update(normal_character(code) for code in range(what[0], what[1] + 1))
        elif kind is op.CATEGORY and what in _NO_WORD:
            ways.add(" ")
        else:
            return _ANY
    return _ANY if None in ways else _Told(frozenset(way for way in ways if way is not None), [])


def _of_branches(branches: list[_Told]) -> _Told:
    ways = [branch.ways for branch in branches]
    if all(way is not None for way in ways):
        together = frozenset[str]().union(*(way for way in ways if way is not None))
        if len(together) <= _MOST:
            return _Told(together, [])
    best = [_best_of(branch) for branch in branches]
    if any(pieces is None for pieces in best):
        return _ANY
    return _Told(None, [frozenset[str]().union(*(p for p in best if p is not None))])


def _of_repeat(least: int, most: int, nodes: Iterable[Node]) -> _Told:
    told = _of_sequence(nodes)
    if least == 0:
        if told.ways is not None and (most == 1 or told.ways == {" "}):
            return _Told(told.ways | _NOTHING, [])
        return _ANY
    if told.ways is not None and (least == most == 1 or told.ways == {" "}):
        return told
    best = _best_of(told)
    return _Told(None, [best] if best is not None else [])


def _is_edge(node: Node) -> bool:
    """Whether it stands between a character of a word and one that is none, if beside a word."""
    kind, what = node
    if kind is op.AT:
        return what is op.AT_BOUNDARY
    if kind is not op.ASSERT_NOT or len(what[1]) != 1:
        return False
    inner, members = what[1][0]
    if inner is not op.IN or members[0][0] is op.NEGATE:
        return False
    return (op.CATEGORY, op.CATEGORY_WORD) in members


def _best_of(told: _Told) -> frozenset[str] | None:
    """The rarest of the sets of pieces; None where there is none."""
    sets = [*told.needs, *([told.ways] if told.ways is not None else [])]
    finished = [frozenset(_finished(way) for way in pieces) for pieces in sets]
    usable = [pieces for pieces in finished if all(piece.strip() for piece in pieces)]
    return min(usable, key=_share, default=None)


def _finished(way: str) -> str:
    """With a blank for the edge of a word at either end of the piece."""
    bare = way.replace(_MARK, "")
    if way.startswith(_MARK) and bare[:1].strip():
        bare = " " + bare
    if way.endswith(_MARK) and bare[-1:].strip():
        bare = bare + " "
    return _GAP.sub(" ", bare)


def _share(pieces: Set[str]) -> float:
    """About how many of a hundred lines hold one of the pieces, to choose the better set by."""
    return sum(_frequency(piece) for piece in pieces)


def _frequency(piece: str) -> float:
    share = 100.0
    for word in piece.split():
        if word in _COMMON:
            share *= 0.15
        else:
            share *= max(1e-4, 0.4 ** len(word))
    return share
