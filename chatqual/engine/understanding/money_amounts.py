"""Amounts of money in a line: a numeral with its currency, cents, range, bounds, period and seat.

First every numeral becomes a `Piece` (its currency looked up to the left and to the right of it),
then
neighbouring pieces are joined to ranges, then the words around them give bounds and the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from chatqual.engine.slots import Budget, Number, Period, plain_number
from chatqual.engine.understanding.money_currencies import (
    DOLLAR_BY_REGION,
    FRANC_BY_REGION,
    KRONA_BY_LANGUAGE,
    KRONA_BY_REGION,
    PESO_BY_REGION,
    RUPEE_BY_REGION,
)
from chatqual.engine.understanding.money_figures import find_figures
from chatqual.engine.understanding.money_pieces import Piece, pieces_of
from chatqual.engine.understanding.money_words import (
    PER_SEAT_AFTER,
    PERIODS_AFTER,
    PERIODS_AFTER_SEAT,
    SKIPPED_AFTER,
    can_end_amount,
)
from chatqual.engine.understanding.number_bounds import (
    AND_WORDS,
    FROM_WORD,
    OR_WORDS,
    RANGE_SIGNS,
    RANGE_WORDS,
    edge_after,
    edges_of,
)
from chatqual.engine.understanding.numbers import Line


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as read, before anything is said about its role.

    `start`, `end`: code points with the words of bound and period; `core_start`, `core_end`
    without.
    `is_money`: a currency or a word for money stands beside it; else it is a number that may be
    money.
    `is_open`: what follows can stand after an amount (no "people", no "km").
    """

    budget: Budget
    start: int
    end: int
    core_start: int
    core_end: int
    is_money: bool
    is_open: bool
    is_scaled: bool
    is_spelled: bool


def amounts_of(line: Line, region: str | None) -> list[Amount]:
    """All amounts and bare numbers of the line in reading order."""
    amounts = [_finish(line, piece, region) for piece in _ranges(line, pieces_of(line))]
    figures = [_figure(*found) for found in find_figures(line.text)]
    if not figures:
        return amounts
    inside = [a for a in amounts if not any(f.start < a.core_end <= f.end for f in figures)]
    return sorted([*inside, *figures], key=lambda a: a.start)


def _figure(budget: Budget, start: int, end: int) -> Amount:
    return Amount(
        budget, start, end, start, end, is_money=True, is_open=True, is_scaled=True, is_spelled=True
    )


def _ranges(line: Line, pieces: list[Piece]) -> Iterator[Piece]:
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if index + 1 < len(pieces):
            joined = _join(line, piece, pieces[index + 1])
            if joined is not None:
                yield joined
                index += 2
                continue
        yield piece
        index += 1


def _join(line: Line, left: Piece, right: Piece) -> Piece | None:
    """One range of two neighbouring pieces, None where they are two amounts."""
    if left.high is not None or right.high is not None:
        return None
    if not (_is_connected(line, left, right) or _is_two_sided(line, left, right)):
        return None
    if left.code and right.code and left.code != right.code:
        return None
    if left.code is None and right.code is not None and left.decimals > 2:
        return None
    low, high = _share_scale(left, right)
    if low > high or (low == high and low == 0):
        return None
    start = _start_of_range(line, left)
    return replace(
        right,
        low=low,
        high=high,
        code=right.code if right.code is not None else left.code,
        first=left.first,
        start=start,
        from_word=start < left.start,
    )


def _is_two_sided(line: Line, left: Piece, right: Piece) -> bool:
    """ "minimum 3k, maximum 5k": a lower bound, then an upper one, in one clause."""
    between = line.text[left.end : right.start]
    if len(between) > 32 or any(c in between for c in ".;!?\n"):
        return False
    lower = edges_of(line.text, left.start, left.end).side
    return lower == "lower" and edges_of(line.text, right.start, right.end).side == "upper"


def _is_connected(line: Line, left: Piece, right: Piece) -> bool:
    gap = [t.low for t in line.tokens[left.last + 1 : right.first]]
    if len(gap) == 2 and gap[1] in ("the", "de", "los", "maybe", "perhaps", "about", "i"):
        gap = gap[:1]
    if not gap and right.start > left.end:
        return False
    if len(gap) != 1:
        return False
    word = gap[0]
    if word in RANGE_SIGNS:
        return not (left.glued_minus or right.glued_minus)
    if word in RANGE_WORDS or word in OR_WORDS:
        return True
    return word in AND_WORDS and FROM_WORD.search(line.text, 0, left.start) is not None


def _share_scale(left: Piece, right: Piece) -> tuple[Number, Number]:
    """ "10-15k": a scale that only one side names counts for both where the order then is right."""
    low, high = left.low, right.low
    if right.scale > 1 and left.scale == 1 and low * right.scale <= high:
        low = low * right.scale
    elif left.scale > 1 and right.scale == 1 and high < low <= high * left.scale:
        high = high * left.scale
    elif _shares_thousands(left, right):
        low = low * 1000
    elif right.is_spelled and low < 10 and high % 100 == 0 and low * 100 < high < 1000:
        low = low * 100  # "five to six hundred"
    return low, high


def _shares_thousands(left: Piece, right: Piece) -> bool:
    """ "de 10 à 15 000": the thousands of the second are the first's as well."""
    low, high = left.low, right.low
    round_high = right.scale == 1 and high >= 1000 and high % 1000 == 0
    whole_low = left.scale == 1 and left.code is None and low == int(low) and low < 1000
    return round_high and whole_low and low * 1000 < high <= low * 20_000


def _start_of_range(line: Line, left: Piece) -> int:
    before = FROM_WORD.search(line.text, 0, left.start)
    return before.start() if before else left.start


@dataclass(slots=True)
class _Tail:
    """What the words after an amount say, gathered one after the other."""

    end: int
    side: str | None = None
    rough: bool = False
    period: Period | None = None
    per_seat: bool = False


# "EUR 12.000,- max.": no cents.
_DASH = re.compile(r",[-–—]{1,2}(?=\s|$)")


def _read_tail(text: str, end: int) -> _Tail:
    dash = _DASH.match(text, end)
    tail = _Tail(dash.end() if dash else end)
    while _step(text, tail):
        pass
    return tail


def _step(text: str, tail: _Tail) -> bool:
    edge = edge_after(text, tail.end)
    if edge is not None:
        name, tail.end = edge
        tail.rough = tail.rough or name == "rough"
        tail.side = name if name in ("upper", "lower") else tail.side
        return True
    periods = PERIODS_AFTER + PERIODS_AFTER_SEAT if tail.per_seat else PERIODS_AFTER
    for period, pattern in periods:
        found = pattern.match(text, tail.end)
        if found and (tail.period is None or tail.period == period):
            tail.period, tail.end = period, found.end()
            return True
    found = PER_SEAT_AFTER.match(text, tail.end)
    if found and not tail.per_seat:
        tail.per_seat, tail.end = True, found.end()
        return True
    found = SKIPPED_AFTER.match(text, tail.end)
    if found and found.end() > tail.end and _says_more(text, found.end()):
        tail.end = found.end()
        return True
    return False


def _says_more(text: str, end: int) -> bool:
    """Whether a period or a bound follows, so that "net" in between is worth skipping."""
    return (
        edge_after(text, end) is not None
        or PER_SEAT_AFTER.match(text, end) is not None
        or any(pattern.match(text, end) for _, pattern in PERIODS_AFTER)
    )


def _finish(line: Line, piece: Piece, region: str | None) -> Amount:
    edges = edges_of(line.text, piece.start, piece.end)
    tail = _read_tail(line.text, piece.end)
    side = tail.side or edges.side
    if "+" in line.text[piece.start : piece.end]:
        side = "lower"  # "4000+ EUR"
    low, high = _bounds(piece, None if piece.from_word and edges.side == "lower" else side)
    budget = Budget(
        currency=_local(piece.code, line, piece, region),
        min=plain_number(low),
        max=plain_number(high),
        period=tail.period,
        per="seat" if tail.per_seat else None,
        approx=edges.rough or tail.rough,
    )
    return Amount(
        budget,
        min(edges.start, piece.start),
        tail.end,
        piece.start,
        piece.end,
        piece.code is not None or piece.is_money_word,
        can_end_amount(line, piece.last) and not piece.glued and not piece.glued_minus,
        piece.scale > 1,
        piece.is_spelled,
    )


def _bounds(piece: Piece, side: str | None) -> tuple[Number | None, Number | None]:
    if piece.high is not None:
        return piece.low, piece.high
    if side == "upper":
        return None, piece.low
    if side == "lower":
        return piece.low, None
    return piece.low, piece.low


_FRANC = re.compile(r"\bfran", re.IGNORECASE)
_PESO = re.compile(r"\bpeso", re.IGNORECASE)
_KRONA = re.compile(r"\b(?:kr|kron|krón)", re.IGNORECASE)


def _local(code: str | None, line: Line, piece: Piece, region: str | None) -> str | None:
    """The code of an open currency word by the visitor's country ("$" in Canada, "kr" in
    Norway)."""
    if code == "$":
        return DOLLAR_BY_REGION.get(region or "US", "USD")
    if code == "INR" and region in RUPEE_BY_REGION:
        return RUPEE_BY_REGION[region]
    if code:
        return code
    if code is None:
        return None
    words = line.text[piece.start : piece.end]
    if _KRONA.search(words):
        return KRONA_BY_REGION.get(region or "") or KRONA_BY_LANGUAGE.get(line.language)
    if _FRANC.search(words):
        return FRANC_BY_REGION.get(region or "")
    if _PESO.search(words):
        return PESO_BY_REGION.get(region or "")
    return None
