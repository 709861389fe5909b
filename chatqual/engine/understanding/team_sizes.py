"""Team sizes: how many people or seats, with bounds and ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from chatqual.engine.slots import TeamSize
from chatqual.engine.understanding.base import Context, Found
from chatqual.engine.understanding.money_words import (
    PERCENT,
    PERIODS_AFTER,
    can_end_amount,
    not_money_spans,
)
from chatqual.engine.understanding.number_bounds import (
    AND_WORDS,
    FROM_WORD,
    OR_WORDS,
    RANGE_SIGNS,
    RANGE_WORDS,
    Side,
    edge_after,
    edges_of,
    is_replaced,
)
from chatqual.engine.understanding.numbers import Line, Numeral, read_line
from chatqual.engine.understanding.team_size_sums import WHOLES, find_two
from chatqual.engine.understanding.team_size_words import (
    ASKS_ABOUT_LIMITS,
    ASKS_ABOUT_PLAN,
    ASKS_PRICE_FOR,
    ASKS_PRICE_OF_ONE,
    COUNTS_OTHERS,
    FOR_SO_MANY_THEN,
    IF_WE_WERE,
    IS_OURS,
    JUST_ME,
    PEOPLE_AFTER,
    PEOPLE_BEFORE,
    SEATS_AFTER,
    TOGETHER,
    WOULD_USE,
    together,
)


@dataclass(frozen=True, slots=True)
class _Count:
    """A number or range of the line that may count people; `first`, `last` are tokens."""

    low: int
    high: int | None
    first: int
    last: int
    start: int
    end: int


def find_team_sizes(text: str, context: Context) -> list[Found[TeamSize]]:
    """How many people or seats, in reading order.

    A number counts beside a word for people, or by itself where the team size was just asked.
    Where seats
    and heads both stand in the line, the seats are surer: they are what would be bought.
    """
    line = read_line(text, context.locale)
    asked = context.asked == "team_size" or _only_supposes(text)
    counts = list(_counts(line))
    whole = _whole(text, counts)
    if whole is not None and (asked or IS_OURS.search(text) or _is_most(text, whole)):
        return [whole]
    found = [
        read
        for count, following in zip_longest(counts, counts[1:])
        if not (following and _is_taken_back(text, count, following))
        and (read := _read(line, count, asked)) is not None
    ]
    if found:
        return found
    alone = JUST_ME.search(text) if asked else None
    if alone is not None:
        return [Found(TeamSize(1, 1), alone.start(), alone.end(), 0.8)]
    both = find_two(text) if asked else None
    if both is not None:
        return [both]
    count = TOGETHER.search(text)
    if count is None:
        return []
    size = together(count["word"])
    return [Found(TeamSize(size, size), count.start(), count.end(), 0.85)]


def _is_most(text: str, found: Found[TeamSize]) -> bool:
    """Whether the line says hardly anything else."""
    return len(text.strip()) - (found.end - found.start) <= 6


def _whole(text: str, counts: list[_Count]) -> Found[TeamSize] | None:
    """A head count that is said in parts."""
    return next((whole for find in WHOLES if (whole := find(text, counts)) is not None), None)


def _only_supposes(text: str) -> bool:
    """ "And for 120", "what if we are 120": a bare number of people, whatever was asked."""
    return bool(FOR_SO_MANY_THEN.fullmatch(text) or IF_WE_WERE.fullmatch(text))


_NEGATED = re.compile(r"(?<![^\W\d_])(?:not|nicht|pas|no|non|não|niet)\s+$", re.IGNORECASE)


def _is_taken_back(text: str, count: _Count, following: _Count) -> bool:
    """ "not 60, 80", "60, sorry, 80"."""
    negated = _NEGATED.search(text[max(0, count.start - 8) : count.start])
    return bool(negated) or is_replaced(text, count.end, following.start)


def _read(line: Line, count: _Count, asked: bool) -> Found[TeamSize] | None:
    text = line.text
    after = PEOPLE_AFTER.match(text, count.end)
    before = PEOPLE_BEFORE.search(text, max(0, count.start - 40), count.start)
    using = WOULD_USE.match(text, after.end() if after else count.end)
    if using is not None and (asked or IS_OURS.search(text)) and not _is_price(text, count):
        return _with_edges(text, count, after.end() if after else count.end, 0.95)
    if after is None and before is None:
        return _read_bare(line, count) if asked else None
    if COUNTS_OTHERS.match(text, after.end() if after else count.end) or _is_price(text, count):
        return None
    if after is None and not can_end_amount(line, count.last):
        return None
    if not asked and count.low <= 3 and not IS_OURS.search(text):
        return None
    seats = SEATS_AFTER.match(text, count.end) is not None
    end = after.end() if after else count.end
    confidence = 0.95 if seats else 0.9 if after else 0.85
    return _with_edges(text, count, end, confidence)


def _is_price(text: str, count: _Count) -> bool:
    """ "for one user", "is there a limit of 25 seats": about the product, no team."""
    before = text[max(0, count.start - 50) : count.start]
    if ASKS_ABOUT_LIMITS.search(text, max(0, count.start - 50), count.start):
        return "?" in text[count.end :]
    if ASKS_ABOUT_PLAN.search(before) and not ASKS_PRICE_FOR.search(before):
        return True
    if count.low == 1 and "?" in text[count.end :] and not IS_OURS.search(before):
        return True
    return count.low == 1 and ASKS_PRICE_OF_ONE.search(before) is not None


def _read_bare(line: Line, count: _Count) -> Found[TeamSize] | None:
    """A number without a word for people: an answer, unless something else is counted."""
    if not can_end_amount(line, count.last) and not _is_closed(line, count):
        return None
    if any(pattern.match(line.text, count.end) for _, pattern in PERIODS_AFTER):
        return None
    spelled = line.tokens[count.first].kind == "word"
    if spelled and count.low <= 2 and len(line.tokens) > 4:
        return None
    return _with_edges(line.text, count, count.end, 0.85)


def _is_closed(line: Line, count: _Count) -> bool:
    following = line.low(count.last + 1)
    if following == "of":
        return count.last + 2 >= len(line.tokens) or line.low(count.last + 2) in ("them", "us")
    return following in ("(", "ish", "worldwide", "globally", "nationwide", "weltweit", "combined")


def _with_edges(text: str, count: _Count, end: int, confidence: float) -> Found[TeamSize]:
    edges = edges_of(text, count.start, end)
    side, stop = _side_after(text, count, end)
    side = side or edges.side
    start = min(edges.start, count.start)
    value = TeamSize(count.low, count.high if count.high is not None else count.low)
    if count.high is None and side == "upper":
        value = TeamSize(None, count.low)
    elif count.high is None and side == "lower":
        value = TeamSize(count.low, None)
    return Found(value, start, stop, confidence)


def _side_after(text: str, count: _Count, end: int) -> tuple[Side | None, int]:
    """The bound behind the number ("50+ users") or behind its noun ("50 users or more")."""
    side: Side | None = None
    for position in (count.end, end):
        edge = edge_after(text, position)
        if edge is not None and edge[0] in ("upper", "lower"):
            side = "upper" if edge[0] == "upper" else "lower"
            end = max(end, edge[1])
    return side, end


def _counts(line: Line) -> Iterator[_Count]:
    """Whole numbers and ranges of the line, without money, dates and shares."""
    masked = not_money_spans(line.text)
    usable = [n for n in line.numerals if _is_usable(line, n, masked)]
    index = 0
    while index < len(usable):
        numeral = usable[index]
        following = usable[index + 1] if index + 1 < len(usable) else None
        joined = _range(line, numeral, following) if following else None
        if joined is not None:
            yield joined
            index += 2
        else:
            yield _Count(
                int(numeral.value), None, numeral.first, numeral.last, numeral.start, numeral.end
            )
            index += 1


_MONEY_SIGNS = frozenset("$€£¥₹")


def _is_usable(line: Line, numeral: Numeral, masked: tuple[tuple[int, int], ...]) -> bool:
    if numeral.value != int(numeral.value) or numeral.value <= 0:
        return False
    if numeral.glued and line.low(numeral.last + 1) != "ish":
        return False
    if any(start < numeral.end and numeral.start < end for start, end in masked):
        return False
    if PERCENT.match(line.text, numeral.end):
        return False
    before, after = line.low(numeral.first - 1), line.low(numeral.last + 1)
    if before in _MONEY_SIGNS or after in _MONEY_SIGNS:
        return False
    return not (line.touches(numeral.first) and (before.isalpha() or before in "#_/^"))


def _range(line: Line, left: Numeral, right: Numeral) -> _Count | None:
    """ "20-30", "between 20 and 30", "10 to 15k", "over 20 and at most 35"."""
    gap = [t.low for t in line.tokens[left.last + 1 : right.first]]
    low, high = int(left.value), int(right.value)
    if right.scale > 1 and left.scale == 1 and low * right.scale <= high:
        low = int(low * right.scale)
    if not low < high:
        return None
    start = left.start
    opened = FROM_WORD.search(line.text, 0, left.start)
    if _is_two_sided(line, left, right):
        start = edges_of(line.text, left.start, left.end).start
    elif len(gap) != 1 or not _connects(gap[0], opened is not None):
        return None
    elif opened:
        start = opened.start()
        if _GROWN.search(line.text, 0, start):
            return _Count(high, None, right.first, right.last, right.start, right.end)
    return _Count(low, high, left.first, right.last, start, right.end)


# "We grew from 10 to 35 people": they are 35 now.
_GROWN = re.compile(
    r"(?<![^\W\d_])(?:grow[ns]?|grew|went|gone|up|increased|expanded|shrunk|down|gewachsen|passés?"
    r"|crecido|cresciut[oi]|crescido|gegroeid)(?:\s+\w+){0,2}\s*$",
    re.IGNORECASE,
)


def _connects(word: str, opened: bool) -> bool:
    if word in RANGE_SIGNS or word in RANGE_WORDS or word in OR_WORDS:
        return True
    return opened and word in AND_WORDS


def _is_two_sided(line: Line, left: Numeral, right: Numeral) -> bool:
    """ "more than 20 and less than 35": a lower bound, then an upper one, in one clause."""
    between = line.text[left.end : right.start]
    if len(between) > 40 or re.search(r"[.;!?]", between):
        return False
    lower = edges_of(line.text, left.start, left.end).side
    upper = edges_of(line.text, right.start, right.end).side
    return lower == "lower" and upper == "upper"
