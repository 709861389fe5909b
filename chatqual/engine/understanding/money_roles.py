"""Which amounts are a budget: the words of their clause decide.

A clause that says "budget", "spend" or "set aside" makes its amount one. Words of another role
(revenue,
what is paid today, a price, a signing limit, a refund) keep it out. Where the bot has just asked
for the
budget an amount needs no such word; elsewhere a lone amount with a currency counts in a short
clause only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from chatqual.engine.slots import Budget
from chatqual.engine.understanding.base import Found
from chatqual.engine.understanding.money_amounts import Amount
from chatqual.engine.understanding.money_role_words import (
    A_SHARE_BEFORE,
    ACCEPTS,
    BACK_AFTER,
    CORRECTED,
    ENOUGH,
    NEGATED_BEFORE,
    NEUTRAL,
    NEVER_A_BUDGET,
    NOT_AN_AMOUNT_BEFORE,
    PRICE_TALK,
    QUESTION_START,
    SAYS_BUDGET,
    WANTS,
    WORDS_FOR_FREE,
    WORDS_FOR_NONE,
    WORDS_FOR_NONE_ASKED,
)
from chatqual.engine.understanding.money_words import PERIOD_ANYWHERE
from chatqual.engine.understanding.number_bounds import is_replaced
from chatqual.engine.understanding.numbers import Line

_BREAK = re.compile(
    r"[.;!?:]+(?:\s|$)|\n|,\s+|\s[-–—]\s|\s\(|\b(?:but|however|although|though|whereas|while"
    r"|because|aber|sondern|jedoch|mais"
    r"|pero|ma|però|porém|maar)\b|\band\s+(?=(?:we|i|our|you|they)\b)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)|\n")
_WORD = re.compile(r"[^\W\d_]+")


# A line with more amounts is a list of something.
_MOST = 12


@dataclass(frozen=True, slots=True)
class Role:
    """An amount that is a budget, and how sure that is."""

    amount: Amount
    confidence: float


@dataclass(frozen=True, slots=True)
class _Clause:
    """The clause of an amount, the one before it, and whether its sentence is a question."""

    text: str
    start: int
    before: str
    sentence: str
    is_question: bool


def budgets_of(line: Line, amounts: list[Amount], *, asked: bool, known: bool) -> Iterator[Role]:
    """The amounts that are budgets; `known`: one was given before, so that "not 50k, 15k" mends
    it."""
    for index, amount in enumerate(amounts[:_MOST]):
        following = amounts[index + 1] if index + 1 < len(amounts) else None
        if following and is_replaced(line.text, amount.end, following.start):
            continue
        clause = _clause_of(line.text, amount)
        confidence = _confidence(line, amount, clause, asked=asked, known=known)
        if confidence:
            yield Role(_with_period(line, amount, clause, amounts[: index + 1]), confidence)


# So far to either side of an amount its clause and sentence are looked for.
_REACH = 300


def _clause_of(text: str, amount: Amount) -> _Clause:
    left, right = max(0, amount.core_start - _REACH), min(len(text), amount.core_end + _REACH)
    start = sentence_start = previous = left
    for found in _BREAK.finditer(text, left, amount.core_start):
        # A break inside the words of the amount itself opens no clause.
        if found.end() <= amount.start:
            previous, start = start, found.end()
            if text[found.start()] in ".!?\n":
                sentence_start = found.end()
    stop = _BREAK.search(text, amount.end, right)
    mark = _SENTENCE_END.search(text, amount.end, right)
    sentence = text[sentence_start : mark.end() if mark else right]
    return _Clause(
        text[start : stop.start() if stop else right],
        start,
        text[previous:start] if previous >= sentence_start else "",
        sentence,
        _is_question(sentence),
    )


def _is_question(sentence: str) -> bool:
    """By its mark, or by its first words, as visitors leave the mark out."""
    if sentence.rstrip().endswith("?") or _TAG.search(sentence):
        return True
    return QUESTION_START.match(sentence) is not None


_TAG = re.compile(
    r",\s*(?:right|correct|isn['’]t\ it|gell|verdad|né|vero)\W*$", re.IGNORECASE | re.VERBOSE
)


def _confidence(line: Line, amount: Amount, clause: _Clause, *, asked: bool, known: bool) -> float:
    """0 where the amount is no budget."""
    if not _is_candidate(line, amount, clause, asked=asked):
        return 0.0
    if SAYS_BUDGET.search(clause.text):
        return 0.95 if amount.is_money or asked else 0.9
    if clause.is_question or PRICE_TALK.search(clause.text):
        return _confidence_of_question(clause) if asked else 0.0
    if asked:
        return 0.92 if amount.is_money or amount.is_scaled else 0.85
    if _inherits(clause):
        return 0.85
    if known and _is_clearly_money(amount) and CORRECTED.search(line.text):
        return 0.85
    named = amount.is_money or _is_limit(amount) or _has_scale_or_period(amount)
    if named and ACCEPTS.search(clause.text):
        return 0.75
    return 0.65 if named and _stands_alone(line, amount, clause) else 0.0


def _confidence_of_question(clause: _Clause) -> float:
    """ "Would 5k be enough?", "maybe 5k?": answers that ask back."""
    if _is_doubtful_answer(clause):
        return 0.75
    return 0.7 if ENOUGH.search(clause.sentence) else 0.0


def _is_doubtful_answer(clause: _Clause) -> bool:
    """ "maybe 5k?": an answer with a question mark, not a question about a price."""
    sentence = clause.sentence
    if not clause.is_question or QUESTION_START.match(sentence) or _TAG.search(sentence):
        return False
    return not PRICE_TALK.search(sentence) and len(_WORD.findall(sentence)) <= 8


def _is_candidate(line: Line, amount: Amount, clause: _Clause, *, asked: bool) -> bool:
    """Whether nothing says that the amount is something else."""
    before = line.text[max(0, amount.start - 30) : amount.start]
    if _is_of_others(_TO_SPEND_ON.sub(" ", clause.text)) or BACK_AFTER.match(line.text, amount.end):
        return False
    if NEGATED_BEFORE.search(before) and amount.budget.min == amount.budget.max:
        return False
    if A_SHARE_BEFORE.search(before):
        return False
    if amount.is_money:
        return True
    small = amount.is_spelled and not amount.is_scaled and len(line.tokens) > (4 if asked else 0)
    is_open = amount.is_open or SAYS_BUDGET.match(line.text, amount.end + 1) is not None
    return is_open and not small and not NOT_AN_AMOUNT_BEFORE.search(before)


# "8k to spend on better approvals": what it is for tells nothing of another role.
_TO_SPEND_ON = re.compile(r"\bto (?:spend|invest) (?:on|for|in)\b.*", re.IGNORECASE | re.DOTALL)


# Amounts of one line mostly share their clause, and the pattern is long.
@lru_cache(maxsize=16)
def _is_of_others(clause: str) -> bool:
    return NEVER_A_BUDGET.search(clause) is not None


def _is_clearly_money(amount: Amount) -> bool:
    """By its currency, scale, period or size, where it mends a budget given before."""
    budget = amount.budget
    value = budget.max if budget.max is not None else budget.min
    large = value is not None and value >= 1_000
    return amount.is_money or amount.is_scaled or large or budget.period is not None


def _is_limit(amount: Amount) -> bool:
    """ "max 20 per user per month" is a limit of money without naming it."""
    budget = amount.budget
    return budget.min is None and (budget.period is not None or budget.per is not None)


def _has_scale_or_period(amount: Amount) -> bool:
    """ "20k", "900 a month", but not "50 a seat": money where nothing else is counted."""
    return amount.is_open and (amount.is_scaled or amount.budget.period is not None)


def _inherits(clause: _Clause) -> bool:
    """ "our budget, well, 40k": the clause before says it and holds no number of its own."""
    return (
        bool(SAYS_BUDGET.search(clause.before))
        and not any(c.isdigit() for c in clause.before)
        and not NEVER_A_BUDGET.search(clause.before)
    )


def _stands_alone(line: Line, amount: Amount, clause: _Clause) -> bool:
    """A short item of a list ("50 people, 20k €, January"), or part of what is looked for."""
    if WANTS.search(clause.sentence):
        return True
    cut = max(0, amount.start - clause.start)
    before, after = clause.text[:cut], clause.text[max(0, amount.end - clause.start) :]
    count = len(_WORD.findall(before)) + len(_WORD.findall(after))
    bare = not (amount.is_money or _is_limit(amount) or amount.budget.period)
    if bare and count < 3 and "," not in clause.sentence:
        return False  # "40k maybe": so many of anything
    strange = [_strange_words(before), _strange_words(after)]
    if not strange[0] and (not strange[1] or (len(strange[1]) == 1 and _TELLS_WHAT.match(after))):
        return True
    return count <= (2 if amount.is_money or _is_limit(amount) else 1)


# "20k for the whole rollout": what it is for, in a word of its own.
_TELLS_WHAT = re.compile(r"\s*(?:is|for|as|to|would|für|pour|para|per|voor)\b", re.IGNORECASE)


def _strange_words(words: str) -> list[str]:
    """The words that are none of those which may stand around a budget."""
    plain = words.replace("'", "").replace("’", "")
    return [w for w in _WORD.findall(plain) if w.lower() not in NEUTRAL]


def _with_period(line: Line, amount: Amount, clause: _Clause, amounts: list[Amount]) -> Amount:
    """A period elsewhere in the clause ("our monthly budget is 500"), or of the amount before.

    "450 a month now, could go to 600": the second is a month's as well. `amounts` end with this
    one.
    """
    if amount.budget.period is not None:
        return amount
    others = [a for a in amounts[:-1] if a.core_start >= clause.start]
    if not others:
        for period, pattern in PERIOD_ANYWHERE:
            if pattern.search(clause.text):
                return replace(amount, budget=replace(amount.budget, period=period))
    before = amounts[-2] if len(amounts) > 1 else None
    if before is None or _SENTENCE_END.search(line.text, before.end, amount.start):
        return amount
    budget = before.budget
    if budget.per is not None or budget.currency not in (None, amount.budget.currency):
        return amount
    return replace(amount, budget=replace(amount.budget, period=budget.period))


def words_for_none(text: str, asked: bool) -> Found[Budget] | None:
    """ "no budget yet" as `Budget(none=True)`, "it has to be free" as nothing to spend."""
    found = WORDS_FOR_NONE.search(text)
    if found is None and asked:
        found = WORDS_FOR_NONE_ASKED.match(text)
    if found is not None:
        return Found(Budget(none=True), found.start(), found.end(), 0.93)
    free = WORDS_FOR_FREE.search(text) if asked else None
    if free is not None and "?" not in text:
        return Found(Budget(min=0, max=0), free.start(), free.end(), 0.75)
    return None
