"""Corrections that name only what changes: a bare number, a currency, a period.

"Not 50 but 80" says no unit, "euros, not dollars" no amount: the rest is the known value's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from chatqual.engine.commands import Span
from chatqual.engine.slots import Budget, Period, SlotName, SlotValue, TeamSize
from chatqual.engine.understanding.acts_text import fold
from chatqual.engine.understanding.base import Context, Found
from chatqual.engine.understanding.looking_back import what_is_meant
from chatqual.engine.understanding.money_words import not_money_spans
from chatqual.engine.understanding.phrases import any_of, data_file
from chatqual.engine.understanding.repair import find_clear, find_correction, is_refuted
from chatqual.engine.understanding.sieve import Sifted

Reader = Callable[[str, Context], Sequence[Found[Any]]]
_NUMBERS: tuple[SlotName, ...] = ("team_size", "budget")
_LITERAL = re.compile(r"(?<![\w.,])[$€£]?\d[\d.,']*\d?(?:\s?(?:k|m|tsd|thousand|grand|million)\b)?")
_DATA = data_file("correcting")
_CURRENCIES = {code: re.compile(any_of(words)) for code, words in _DATA["currency"].items()}
_PERIODS: dict[Period, re.Pattern[str]] = {
    period: re.compile(any_of(words)) for period, words in _DATA["period"].items()
}
_SLIP = re.compile(rf"\b{any_of(_DATA['words']['slip'])}\b[^\d]{{0,12}}$")
_CLOSE = 6.0
"""A bare number belongs to a known one of its size: at most this many times more or less."""


def find_number_corrections(
    text: str, folded: str, context: Context, readers: dict[SlotName, Reader]
) -> Iterator[tuple[SlotName, Found[Any]]]:
    """The slot and value of a bare number that takes a known number's place."""
    if find_correction(folded) is None and find_clear(folded) is None:
        return
    fresh = [s for s in _literals(folded) if not is_refuted(folded, s)]
    for slot in _named_or_all(folded):
        before = context.before.get(slot)
        if before is None:
            continue
        asked = replace(context, asked=slot)
        guesses = [f for f in readers[slot](text, asked) if not is_refuted(folded, f.span)]
        for span in reversed(fresh):
            guesses.extend(_read_alone(text, span, asked, readers[slot]))
        for guess in guesses:
            if _takes_place(guess.value, before, folded):
                yield slot, guess
                return


def _named_or_all(folded: str) -> tuple[SlotName, ...]:
    """ "Make the budget 55, not the seats": the slot that is named and not denied."""
    meant = what_is_meant(folded)
    return (meant.slot,) if meant and meant.slot in _NUMBERS else _NUMBERS


def find_slips(
    text: str,
    folded: str,
    context: Context,
    found: dict[SlotName, tuple[Found[Any], ...]],
    readers: dict[SlotName, Reader],
) -> Iterator[tuple[SlotName, Found[Any]]]:
    """ "40 users. no wait, 45": a bare number after a slip of the tongue belongs to the first."""
    for slot in _NUMBERS:
        if not found[slot]:
            continue
        last = max(c.end for c in found[slot])
        for span in _literals(folded):
            if span[0] >= last and _SLIP.search(folded, last, span[0]):
                alone = replace(context, asked=slot)
                yield from ((slot, f) for f in _read_alone(text, span, alone, readers[slot]))


def _literals(folded: str) -> list[Span]:
    named = not_money_spans(folded)  # "ISO 27001" is a name
    spans = [m.span() for m in _LITERAL.finditer(folded)]
    return [s for s in spans if not any(start <= s[0] < end for start, end in named)]


def _read_alone(text: str, span: Span, context: Context, reader: Reader) -> Sequence[Found[Any]]:
    """What the reader makes of these words if all others are blank."""
    start, end = span
    return reader(" " * start + text[start:end] + " " * (len(text) - end), context)


def _takes_place(value: Any, before: SlotValue, folded: str) -> bool:
    """Whether the number is another one of the same size, or the known one stands in the line."""
    if not isinstance(value, Budget | TeamSize) or not isinstance(before, Budget | TeamSize):
        return False
    new, old = value.max or value.min, before.max or before.min
    if not new or not old:
        return False
    if new == old:
        return _has_other_terms(value, before)
    return max(new / old, old / new) <= _CLOSE or _is_written(old, folded)


def _has_other_terms(value: Budget | TeamSize, before: Budget | TeamSize) -> bool:
    """Whether the same amount is said in another currency or per another period."""
    if not isinstance(value, Budget) or not isinstance(before, Budget):
        return False
    return value.period not in (None, before.period) or value.currency not in (
        None,
        before.currency,
    )


def is_number_written(value: SlotValue, folded: str) -> bool:
    """Whether the number of a known amount or size stands in the line."""
    if not isinstance(value, Budget | TeamSize):
        return False
    number = value.max or value.min
    return bool(number) and _is_written(float(number or 0), folded)


def _is_written(number: float, folded: str) -> bool:
    """Whether the number stands in the line, in full or in thousands ("50" for 50,000)."""
    written = {int(re.sub(r"\D", "", folded[a:b])) for a, b in _literals(folded)}
    return any(number in (n, n * 1000) for n in written)


_SPELLED = Sifted(
    r"\b(?:spelled|spelt|written|geschrieben|schreibt (?:man )?(?:sich|mich)|it's with)[ :,\"']+"
    r"(?P<word>[^\W\d_][\w'-]+)"
)
_LIKE = 0.5


def find_spelling(
    text: str, folded: str, context: Context
) -> Iterator[tuple[SlotName, Found[str]]]:
    """ "It is spelled Anja": the known name or firm that this resembles most."""
    for slot in _SPELT:
        before = context.before.get(slot)
        if isinstance(before, str) and (span := _put_beside(folded, fold(before))):
            yield slot, Found(text[slice(*span)], *span, 0.9)
            return
    found = _SPELLED.search(folded)
    if found is None:
        return
    start, end = found.span("word")
    likeness = {
        slot: SequenceMatcher(None, str(context.before[slot]).lower(), folded[start:end]).ratio()
        for slot in _SPELT
        if slot in context.before
    }
    best = max(likeness, key=lambda slot: likeness[slot], default=None)
    if best is not None and likeness[best] >= _LIKE:
        yield best, Found(text[start:end], start, end, 0.85)


_SPELT: tuple[SlotName, ...] = ("name", "company")


def _put_beside(folded: str, known: str) -> Span | None:
    """ "Brandt Logistik, not Brand Logistik": as many words as the known ones, and like them."""
    count = len(known.split())
    found = re.search(
        rf"(?P<new>[\w&'.-]+(?: [\w&'.-]+){{{count - 1}}}),? (?:and )?"
        rf"(?:not|nicht|instead of|statt) {re.escape(known)}(?!\w)",
        folded,
    )
    if found is None or SequenceMatcher(None, known, found["new"]).ratio() < _LIKE:
        return None
    return found.span("new")


def find_changed_terms(folded: str, context: Context) -> Found[Budget] | None:
    """The known budget in another currency or per another period, where only that is named."""
    before = context.before.get("budget")
    if not isinstance(before, Budget) or before.none or any(c.isdigit() for c in folded):
        return None
    if _ASKS.match(folded) or "?" in folded:
        return None
    currency = _named(folded, _CURRENCIES)
    period = _named(folded, _PERIODS)
    changed = before
    if currency is not None and currency[0] != before.currency:
        changed = replace(changed, currency=currency[0])
    if period is not None and period[0] != before.period:
        changed = replace(changed, period=period[0])
    if changed == before or folded.count(" ") >= _MAX_WORDS:
        return None
    spans = [named[1] for named in (currency, period) if named is not None]
    return Found(changed, min(s[0] for s in spans), max(s[1] for s in spans), 0.85)


# "What's that per month": asked of our price, no other term of their budget.
_ASKS = re.compile(
    r"\W*(?:(?:and|so|ok|und|also|et|y|e|en)\W+)*(?:what(?:'?s)?|how|is|does|do|can|was|wie|kann|geht|"
    r"combien|peut|cuanto|se puede|quanto|si puo|hoeveel|kan)\b|.*\bhow much\b"
)
_MAX_WORDS = 9
_PERIOD_AFTER = re.compile(
    r"[.!?,;]\s+(?:(?:yes|yeah|ja|and|und|that'?s|thats|it'?s|so|das)\s+)*(?P<said>[^.!?,;\d]{3,20})[.!]?$"
)


def with_period_said_after(folded: str, found: Found[Budget]) -> Found[Budget]:
    """ "15k. yes, per year": a period that ends the line belongs to the amount before it."""
    if found.value.period is not None or found.value.none:
        return found
    after = _PERIOD_AFTER.search(folded, found.end)
    for period, pattern in _PERIODS.items() if after else ():
        if after is not None and pattern.fullmatch(after["said"].strip()):
            value = replace(found.value, period=period)
            return Found(value, found.start, after.end("said"), found.confidence)
    return found


def _named(folded: str, patterns: dict[Any, re.Pattern[str]]) -> tuple[Any, Span] | None:
    """The one that the line names and does not deny; None where it names none or two."""
    standing = {
        key: found.span()
        for key, pattern in patterns.items()
        for found in pattern.finditer(folded)
        if not is_refuted(folded, found.span())
    }
    return next(iter(standing.items())) if len(standing) == 1 else None
