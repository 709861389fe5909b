"""Which sentences answer the question for a price: those of the plan that it names, and no more.

A table and the sentence above it say the same price twice, and every row of the table has the words
of the question in its column names. So for a plain price question, one that asks about plans and
nothing beside them, the sentences are chosen by what they price and not by their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from knowledge.answer_amounts import PARTICULAR, Price, count_of_particular, read_prices
from knowledge.answer_context import is_subject
from knowledge.answer_cues import cue
from knowledge.answer_question import Kind, Reading
from knowledge.answer_select import MOST_SENTENCES, Choice, fits, in_reading_order
from knowledge.lexical import Term
from knowledge.word_lists import STOP_WORDS
from knowledge.words import content_words, fold, stem, words

# A sentence that much behind the best one for its plan is about something else.
PROSE_BEHIND_ROW = 0.4
STATEMENT_BEHIND = 0.8
# A word of at least every third passage (a product's own name) is nothing that is asked about.
EVERYDAY = 1.1
_PRICES = re.compile(
    r"\b(costs?|prices?|priced|pricing|charged?|billed|kostet|kosten|preise?|prix|tarifs?|coute|"
    r"precios?|cuesta|cuestan)\b"
)
_ON_REQUEST = re.compile(
    r"\b(on request|contact (us|sales)|custom (price|pricing|quote|plan)|get a quote|auf anfrage|"
    r"sur demande|sur devis|a consultar|bajo peticion)\b|: custom\b"
)
_COMPARES = re.compile(
    r"compar(e|ed|ison|ing)|differen(t|ce|ces|z)|versus|vs|between|list|overview|cost|"
    r"unterschied|vergleich\w*|liste|difference|diferencia|entre"
)
_PLAN = r"(?:plans?|tiers?|packages?|editions?|tarife?|pakete?|formules?|forfaits?|plan(?:es)?)"
EXTREME = re.compile(
    r"\b(cheapest|least expensive|lowest price|gunstigste\w*|billigste\w*|moins cher\w*|"
    rf"mas barat\w*)\b|\b(?:smallest|lowest|entry(?:[- ]level)?|kleinste\w*|plus petite?) {_PLAN}\b"
    r"|(?P<most>\b(most expensive|dearest|teuerste\w*|plus cher\w*|mas car[oa])\b"
    rf"|\b(?:biggest|largest|highest|top|grosste\w*|plus grande?) {_PLAN}\b)"
)
_HOW_MANY_THEY_ARE = re.compile(
    r"\b(?:for |with |of )?(?:a |an |our |my |the )?(?:\w+ )?"
    r"(?:team|company|group|office|firm|start-?up|staff|crew|business|organi[sz]ation|team|firma|"
    r"gruppe|equipe|entreprise|equipo|empresa) (?:of|with|von|mit|de|con) (?:about |around )?\d+\b"
)
_PLAN_WORD = re.compile(rf"\b{_PLAN}\b")
# What a column is, in its name; a column without is a plan's.
_SAYS_WHAT = re.compile(
    r"\b(per|billed|base|fee|fees|price|prices|cost|costs|charge|rate|month|year|monthly|yearly|"
    r"annual|employees?|seats?|users?|people|members?|contractors?|plans?|item|items|unit|kind|"
    r"type|product|service|device|feature|features|remarks?|notes?|what|available|included|name|"
    r"description|duration|preis|preise|tarif|kosten|monat|jahr|platze|nutzer|mitarbeiter|gerat|"
    r"leistung|prix|mois|an|precio|mes|ano|term|billing|limit|size|option|package|tier|edition)\b"
)
_PRICE: frozenset[Kind] = frozenset({"price"})
_NAME = re.compile(r"\b[A-Z][\w-]*\w")
# Capitals that begin a sentence or a cell and name no plan.
_GENERAL_WORDS = """
    plan plans price prices seat seats made billed tier package monthly yearly annual annually
    tarif tarife preis preise platz platze prix place places precio precios plazas plaza monat jahr
    month year user users usd eur gbp chf vat two three four five people free
"""
_GENERAL = frozenset(_GENERAL_WORDS.split()).union(*STOP_WORDS.values())


def price_sentences(
    reading: Reading, terms: Sequence[Term], chosen: Sequence[Choice], choices: Sequence[Choice]
) -> list[Choice]:
    """What is quoted for a question for a price; `chosen` where it asks for something else."""
    if "price" not in reading.kinds or "discount" in reading.kinds or not chosen:
        return list(chosen)
    best = max(chosen, key=lambda c: c.score)
    stated = [
        c
        for c in choices
        if states_a_price(c.unit.text)
        and c.ranked.hit.language == best.ranked.hit.language
        and c.score >= best.score - STATEMENT_BEHIND
        and is_for_those_asked_about(c, terms)
    ]
    plans = named_plans(reading, stated)
    seats = reading.seats or count_of_particular(reading.text) or 0
    if not stated or not _is_plain(reading, terms, plans):
        return _tiers(_only_priced(chosen, best), best, stated, seats)
    if found := EXTREME.search(asked := fold(reading.own)):
        of_plans = _PLAN_WORD.search(asked) is not None
        return _extreme(stated, seats, bool(found["most"]), of_plans) or list(chosen)
    if not plans:
        return _tiers(_of_every_plan(stated), best, stated, seats)
    found_rows = _of_plans(plans, stated)
    return [*found_rows, *_next_that_holds(found_rows, stated, seats)]


@lru_cache(maxsize=20_000)
def states_a_price(text: str) -> bool:
    """True for "Team costs 14 € a month" and its row; not for every amount of money."""
    plain = fold(text)
    if _PRICES.search(plain) and _ON_REQUEST.search(plain):
        return True
    found = read_prices(text)
    return any(p.period or p.per_seat for p in found) or bool(found and _PRICES.search(plain))


def is_for_those_asked_about(choice: Choice, terms: Sequence[Term]) -> bool:
    """False for a price per contractor, student or guest where the question speaks of none."""
    nouns = {price.noun for price in read_prices(choice.unit.text)} & PARTICULAR
    if not nouns:
        return True
    # Freelancers and contractors may be the same people: which of them is left to the ranking.
    spoken = {phrase[0] for term in terms for phrase, _ in term.forms}
    return any(stem(noun, choice.ranked.hit.language) in spoken for noun in PARTICULAR)


@lru_cache(maxsize=20_000)
def plan_names(text: str) -> frozenset[str]:
    """The names in a sentence: words that it writes with a capital, little words left out.

    Of a row what stands in its cells; of its column names only those that may be plans themselves
    ("Price — Starter: 9 €; Team: 14 €").
    """
    return frozenset(fold(w) for w in _NAME.findall(_without_column_names(text))) - _GENERAL


def _without_column_names(text: str) -> str:
    if "; " not in text:
        return text
    kept = []
    for cell in re.split(r"; | — ", text):
        name, colon, value = cell.partition(": ")
        kept.append(value if colon and _SAYS_WHAT.search(fold(name)) else cell)
    return " ; ".join(kept)


def named_plans(reading: Reading, stated: Iterable[Choice]) -> list[str]:
    """The plans that the question names, in its order; else those of the question it leans on."""
    known = frozenset[str]().union(*(plan_names(c.unit.text) for c in stated))
    own = [w for w in dict.fromkeys(words(reading.own)) if w in known]
    return own or [w for w in dict.fromkeys(words(reading.lead)) if w in known]


def prices_of(text: str, plans: Sequence[str]) -> list[Price]:
    """The prices of a sentence or row; those of the plans, where it tells several plans apart."""
    read = list(read_prices(text))
    names = plan_names(text)
    told = [names.intersection(words(price.of)) for price in read]
    if not any(name.intersection(plans) for name in told):
        return read
    kept: list[Price] = []
    is_theirs = False
    for price, name in zip(read, told, strict=True):
        # "Team costs 14 € billed yearly, or 17 € monthly": the second is Team's too.
        is_theirs = bool(name.intersection(plans)) if name else is_theirs
        if is_theirs:
            kept.append(price)
    return kept


def _is_plain(reading: Reading, terms: Sequence[Term], plans: Sequence[str]) -> bool:
    """Nothing else is asked about than plans, seats and periods."""
    everyday = {t.word for t in terms if t.literal and t.weight < EVERYDAY}
    # "The smallest plan for a team of 8" names neither a subject of its own.
    asked = _HOW_MANY_THEY_ARE.sub(" ", EXTREME.sub(" ", fold(reading.own)))
    return not any(
        is_subject(w) and not _COMPARES.fullmatch(w) and w not in plans and w not in everyday
        for w in content_words(asked, reading.language)
    )


def _only_priced(chosen: Sequence[Choice], best: Choice) -> list[Choice]:
    """Beside the best sentence only what speaks of prices, where anything does."""
    priced = [c for c in chosen if cue(_PRICE, c.unit) > 0]
    return [c for c in chosen if c is best or c in priced] if priced else list(chosen)


def _of_plans(plans: Sequence[str], stated: Sequence[Choice]) -> list[Choice]:
    found: list[Choice] = []
    for plan in plans:
        mine = [c for c in stated if plan in plan_names(c.unit.text)]
        if mine and not any(plan in plan_names(c.unit.text) for c in found if c in mine[:1]):
            best = _in_words(mine)
            for choice in [best, *_same_column(plan, best, mine)]:
                found += [choice] if choice not in found and fits(found, [choice]) else []
    return in_reading_order(found)


def _next_that_holds(found: Sequence[Choice], stated: Sequence[Choice], seats: int) -> list[Choice]:
    """Beside a plan that ends below so many seats the smallest one that does not."""
    quoted = [price for c in found for price in read_prices(c.unit.text)]
    if not seats or len(found) > 1 or any(price.holds(seats) for price in quoted):
        return []
    passages = [c.ranked for c in found]
    holding = [
        (price.amount, choice)
        for choice in stated
        if choice.unit.kind == "row" and choice.ranked in passages
        for price in read_prices(choice.unit.text)
        if price.per_seat and price.most is not None and price.holds(seats)
    ]
    return [min(holding, key=lambda held: held[0])[1]] if holding else []


def _tiers(
    chosen: Sequence[Choice], best: Choice, stated: Sequence[Choice], seats: int
) -> list[Choice]:
    """For a row of a table of tiers the one that so many fall into; all where nobody said how many.

    A table of tiers names no plans: its rows differ in a range of numbers and in the price.
    """
    if best not in chosen or not _is_tier(best):
        return list(chosen)
    rows = [
        c for c in stated if c.ranked is best.ranked and _is_tier(c) and _form(c) == _form(best)
    ]
    held = [c for c in rows if any(price.holds(seats) for price in read_prices(c.unit.text))]
    others = [c for c in chosen if c not in rows]
    wanted = (held[:1] if seats else rows) or [best]
    return in_reading_order([*wanted, *(c for c in others if fits(wanted, [c]))][:MOST_SENTENCES])


def _is_tier(choice: Choice) -> bool:
    prices = read_prices(choice.unit.text)
    has_range = any(price.least is not None or price.most is not None for price in prices)
    return choice.unit.kind == "row" and has_range and not plan_names(choice.unit.text)


def _form(choice: Choice) -> tuple[str, ...]:
    """The names of a row's columns."""
    return tuple(cell.partition(":")[0].strip() for cell in choice.unit.text.split(";"))


def _same_column(plan: str, best: Choice, mine: Sequence[Choice]) -> list[Choice]:
    """Of a table with a column for each plan its other prices: a base fee, a price per user."""
    if best.unit.kind != "row" or not _has_column(plan, best):
        return []
    return [c for c in mine if c is not best and c.ranked is best.ranked and _has_column(plan, c)]


def _has_column(plan: str, choice: Choice) -> bool:
    return any(plan in words(price.of) for price in read_prices(choice.unit.text))


def _in_words(mine: Sequence[Choice]) -> Choice:
    """The best one; a sentence before a row that says the same."""
    best = max(mine, key=lambda c: c.score)
    prose = [c for c in mine if c.unit.kind != "row" and c.score >= best.score - PROSE_BEHIND_ROW]
    return max(prose, key=lambda c: c.score, default=best)


def _of_every_plan(stated: Sequence[Choice]) -> list[Choice]:
    """The plans of the passage that prices most, a sentence each."""
    best = max(stated, key=lambda c: c.score)
    beside = [c for c in stated if c.ranked is best.ranked]
    beside.sort(key=lambda c: (c.unit.kind == "row", c.unit.position))
    found: list[Choice] = []
    seen: frozenset[str] = frozenset()
    for choice in beside:
        names = plan_names(choice.unit.text)
        new = _leading(choice.unit.text) - seen if choice.unit.kind == "row" else names - seen
        if (new or not found) and fits(found, [choice]):
            found.append(choice)
            seen |= names
    return in_reading_order(found)


def _extreme(stated: Sequence[Choice], seats: int, dearest: bool, of_plans: bool) -> list[Choice]:
    """The plan with the lowest or highest price of those beside the best one, for so many seats."""
    # A list of services is no list of plans.
    plans = [c for c in stated if _PLAN_WORD.search(fold(c.unit.text))] if of_plans else []
    best = max(plans or stated, key=lambda c: c.score)
    priced = [
        (price.amount, c.unit.kind != "row", c)
        for c in stated
        if c.ranked is best.ranked
        for price in read_prices(c.unit.text)
        if price.role != "once" and (not seats or price.holds(seats))
    ]
    if not priced:
        return []
    amounts = [amount for amount, _, _ in priced]
    wanted = max(amounts) if dearest else min(amounts)
    return [max((p for p in priced if p[0] == wanted), key=lambda p: p[1])[2]]


def _leading(row: str) -> frozenset[str]:
    """The name in a row's first cell."""
    return plan_names(row.split(";")[0])
