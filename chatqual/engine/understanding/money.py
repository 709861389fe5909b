"""Amounts of money, and which of them is a budget.

`find_amounts` reads every amount whatever its role; `find_budgets` keeps what the visitor has to
spend.
"""

from __future__ import annotations

from chatqual.engine.slots import Budget
from chatqual.engine.understanding.base import Context, Found
from chatqual.engine.understanding.money_amounts import Amount, amounts_of
from chatqual.engine.understanding.money_roles import budgets_of, words_for_none
from chatqual.engine.understanding.numbers import Line, read_line


def find_amounts(text: str, context: Context) -> list[Found[Budget]]:
    """Every amount of the text in reading order: budgets, prices, revenue, whatever its role.

    A bare number counts where the budget was just asked and nothing better stands in the text.
    """
    return [_found(a, 0.9 if a.is_money else 0.6) for a in _amounts(text, context)]


def find_budgets(text: str, context: Context) -> list[Found[Budget]]:
    """What the visitor has to spend, in reading order; "no budget yet" gives
    `Budget(none=True)`."""
    line = read_line(text, context.locale)
    if context.probe == "amount":
        return find_amounts(text, context)
    found = [
        _found(role.amount, role.confidence)
        for role in budgets_of(
            line,
            amounts_of(line, context.region),
            asked=context.asked == "budget",
            known="budget" in context.before,
        )
    ]
    if found:
        return found
    none = words_for_none(text, context.asked == "budget")
    return [] if none is None else [none]


def _amounts(text: str, context: Context) -> list[Amount]:
    line = read_line(text, context.locale)
    found = amounts_of(line, context.region)
    money = [a for a in found if a.is_money]
    if money or (context.asked != "budget" and context.probe is None):
        return money
    return [a for a in found if _is_plain_number(line, a)]


def _is_plain_number(line: Line, amount: Amount) -> bool:
    """A small number in words ("one", "zero") is an amount only where it is the whole answer."""
    small = amount.is_spelled and not amount.is_scaled and len(line.tokens) > 4
    return amount.is_open and not small


def _found(amount: Amount, confidence: float) -> Found[Budget]:
    return Found(amount.budget, amount.start, amount.end, confidence)
