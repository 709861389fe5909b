"""One numeral and its currency: the smallest piece of money ("US$ 4.7 billion", "13 euros 45")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from chatqual.engine.slots import Number
from chatqual.engine.understanding.money_currencies import OPEN
from chatqual.engine.understanding.money_sides import Side, find_left, find_right
from chatqual.engine.understanding.money_words import PERCENT, can_end_amount, not_money_spans
from chatqual.engine.understanding.number_bounds import FROM_WORD
from chatqual.engine.understanding.numbers import Line, Numeral


@dataclass(frozen=True, slots=True)
class Piece:
    """`code`: ISO code, "$" for a dollar of the locale, "" for a currency left open, None for none.

    `first`, `last`: tokens, inclusive. `high` is set for a range only.
    """

    low: Number
    code: str | None
    first: int
    last: int
    start: int
    end: int
    scale: float = 1.0
    high: Number | None = None
    is_money_word: bool = False
    glued: bool = False
    glued_minus: bool = False
    from_word: bool = False
    decimals: int = 0
    is_spelled: bool = False


_CENT_JOINERS = frozenset(
    {"and", "und", "et", "y", "e", "en", "con", "com", "avec", "mit", "met", "with"}
)


def pieces_of(line: Line) -> list[Piece]:
    """The pieces of a line in reading order, without dates, phone numbers and shares."""
    masked = not_money_spans(line.text)
    found: list[Piece] = []
    free = 0
    for numeral in _with_articles(line):
        if numeral.first < free or _is_masked(numeral, masked) or _is_vague(line, numeral):
            continue
        piece = _piece(line, numeral, free)
        if piece is not None:
            found.append(piece)
            free = piece.last + 1
    return found


def _with_articles(line: Line) -> Iterator[Numeral]:
    """The numerals, and an "a" before a currency's name ("a dollar"), which counts as one."""
    extra = [
        Numeral(1, i, i, t.start, t.end, spelled=True)
        for i, t in enumerate(line.tokens)
        if t.low in ("a", "an") and line.low(i + 1) in _ARTICLE_NAMES
    ]
    if not extra:
        return iter(line.numerals)
    taken = {i for n in line.numerals for i in range(n.first, n.last + 1)}
    extra = [n for n in extra if n.first not in taken]
    return iter(sorted([*line.numerals, *extra], key=lambda n: n.first))


_ARTICLE_NAMES = frozenset(
    {"dollar", "euro", "pound", "buck", "quid", "cent", "penny", "franc", "yen", "rupee", "dime"}
)


def _is_vague(line: Line, numeral: Numeral) -> bool:
    """ "a few hundred dollars" names no amount, nor does "one-five thousand"."""
    if not numeral.spelled:
        return False
    return line.low(numeral.first - 1) in _VAGUE or any(
        other.spelled and (_is_hyphened(line, numeral, other) or _is_hyphened(line, other, numeral))
        for other in line.numerals
    )


def _is_hyphened(line: Line, left: Numeral, right: Numeral) -> bool:
    return (
        right.first == left.last + 2
        and right.start == left.end + 1
        and line.low(left.last + 1) == "-"
    )


_VAGUE = frozenset(
    {"few", "several", "some", "many", "paar", "einige", "mehrere", "quelques", "plusieurs", "unos"}
    | {"varios", "alguns", "vários", "alcuni", "qualche", "enkele"}
)


def _is_masked(numeral: Numeral, masked: tuple[tuple[int, int], ...]) -> bool:
    return any(start < numeral.end and numeral.start < end for start, end in masked)


def _piece(line: Line, numeral: Numeral, free: int) -> Piece | None:
    right = find_right(line, numeral)
    left = find_left(line, numeral, free, right)
    if PERCENT.match(line.text, numeral.end) or (left is None and _is_part_of_name(line, numeral)):
        return None
    if left is None and right is None:
        return _bare(line, numeral)
    side = _stronger(left, right)
    factor = (right or left or side).factor if right else 1.0
    first = left.token if left else numeral.first
    last = right.token if right else numeral.last
    value = _value(line, numeral, side.code)
    if side.is_minor:
        value = value / 100
    piece = Piece(
        low=round(value * factor, 6),
        code=side.code,
        first=first,
        last=last,
        start=line.tokens[first].start,
        end=line.tokens[last].end,
        scale=numeral.scale * factor,
        is_spelled=numeral.spelled,
        glued_minus=_is_negative(line, first),
    )
    return piece if side.is_minor else _with_cents(line, numeral, piece)


def _stronger(left: Side | None, right: Side | None) -> Side:
    """Of two currencies the one that says more: "$1,190.00 AUD"."""
    sides = [s for s in (left, right) if s is not None]
    return max(sides, key=lambda s: (s.code not in (OPEN, "$"), s.code != OPEN))


def _value(line: Line, numeral: Numeral, code: str | None) -> float:
    """The number, where "12.500" beside a currency that is not the dollar is taken for
    thousands."""
    literal = numeral.literal
    lone = numeral.decimals == 3 and not numeral.scaled and not numeral.grouped
    if (
        lone
        and literal.count(".") == 1
        and not literal.startswith("0")
        and code not in ("$", "GBP")
    ):
        return float(literal.replace(".", ""))
    return numeral.value


def _bare(line: Line, numeral: Numeral) -> Piece | None:
    """A number without a currency."""
    words = {line.low(i) for i in range(numeral.first, numeral.last + 1)}
    return Piece(
        low=_value(line, numeral, None),
        code=None,
        first=numeral.first,
        last=numeral.last,
        start=numeral.start,
        end=numeral.end,
        scale=numeral.scale,
        is_money_word="grand" in words,
        glued=numeral.glued,
        decimals=numeral.decimals,
        is_spelled=numeral.spelled,
        glued_minus=_is_negative(line, numeral.first),
    )


def _is_part_of_name(line: Line, numeral: Numeral) -> bool:
    first = numeral.first
    if not line.touches(first):
        return False
    before = line.tokens[first - 1]
    if before.kind == "word" or before.text in "#_/\\@^":
        return True
    if before.text != "-" or not line.touches(first - 1) or line.tokens[first - 2].kind != "word":
        return False
    # "2k-3k" is a range, "INV-2041" a name.
    return all(other.last != first - 2 for other in line.numerals)


def _is_negative(line: Line, first: int) -> bool:
    """A minus that touches the number and nothing before it: "-78"."""
    return (
        first > 0
        and line.touches(first)
        and line.tokens[first - 1].text in "-−"
        and not line.touches(first - 1)
    )


def _with_cents(line: Line, numeral: Numeral, piece: Piece) -> Piece:
    """Adds the cents that follow a whole amount: "13 euros 45", "$20 and 43c", "1 dollar and 42
    cents"."""
    if numeral.scaled or numeral.decimals or piece.low != int(piece.low):
        return piece
    index = piece.last + 1
    joined = line.low(index) in _CENT_JOINERS
    index += joined
    cents = next((n for n in line.numerals if n.first == index), None)
    if cents is None or not _may_be_cents(cents):
        return piece
    minor = find_right(line, cents)
    if minor is not None and not minor.is_minor:
        return piece
    if minor is None and not (joined or cents.value >= 10):
        return piece
    if minor is None and not _closes(line, piece, cents, joined):
        return piece
    last = minor.token if minor else cents.last
    return replace(
        piece, low=round(piece.low + cents.value / 100, 2), last=last, end=line.tokens[last].end
    )


def _may_be_cents(cents: Numeral) -> bool:
    return 0 < cents.value < 100 and cents.value == int(cents.value) and not cents.scaled


def _closes(line: Line, piece: Piece, cents: Numeral, joined: bool) -> bool:
    """Whether bare cents may end the amount: no unit follows, and no "between" opens a range."""
    if (
        cents.glued
        or PERCENT.match(line.text, cents.end)
        or line.low(cents.last + 1) in ("-", "x", "×")
    ):
        return False
    if joined and FROM_WORD.search(line.text, 0, piece.start):
        return False
    return can_end_amount(line, cents.last)
