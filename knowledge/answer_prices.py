"""Prices in what is quoted: the price itself, and sums over it by our own arithmetic.

A sum is never guessed: it needs a cited price per seat, the number of seats, and a tier that the
number falls into. Of several billings the yearly one is shown unless the visitor asks for the
monthly one, and the words say which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from chatqual.engine.ports import CitedSentence, QuotedPrice
from knowledge.answer_amounts import (
    PARTICULAR,
    Period,
    Price,
    count_of_particular,
    is_per_seat,
    read_prices,
    write_amount,
)
from knowledge.answer_cite import cite_unit
from knowledge.answer_context import is_subject
from knowledge.answer_price_choice import (
    EXTREME,
    is_for_those_asked_about,
    named_plans,
    plan_names,
    prices_of,
    states_a_price,
)
from knowledge.answer_question import Reading
from knowledge.answer_select import Choice
from knowledge.coverage import Coverage
from knowledge.lexical import Term
from knowledge.words import fold

_MONTHLY_WANTED = re.compile(
    r"billed monthly|monthly (billing|payment)|pay(ing)? monthly|month[- ]to[- ]month|"
    r"monatliche[rn]? "
    r"(zahlung|abrechnung)|monatlich zahlen|paiement mensuel|pago mensual"
    # The whole question: "and monthly?"
    r"|^\W*(?:(?:and|or|und|et|y|o)\W+)?(?:if )?(?:(?:we|i) )?(?:pay )?"
    r"(?:monthly|monatlich|mensuel\w*|mensual\w*)\W*$"
)
_YEAR_WANTED = re.compile(
    r"\b(per|a|each|for (a|the|one)|whole|full|im|pro|par|al|por) (whole |full )?(year|jahr|an|"
    r"ano)\b"
    r"|\b(yearly|annual|annually|jahrlich|annuel|anual)\b"
    r"|\b(\d+|two|three|four|five|zwei|drei|deux|trois|dos|tres) (years|jahren?|ans|anos)\b"
)
_LESS = re.compile(
    r"(\d{1,2}(?:[.,]\d)?) ?% (?:less|off|discount|cheaper|reduction|weniger|rabatt|nachlass|"
    r"gunstiger|"
    r"de remise|de reduction|de descuento|menos)"
    r"|(?:discount|rabatt|remise|descuento)\w* (?:of|is|von|de|del) (\d{1,2}(?:[.,]\d)?) ?%"
)
DISCOUNT_AMONG = 30
# Words that say nothing about who the visitor is.
_LESS_WORDS = re.compile(
    r"discount|cheap|less|save|reduc|rabatt|price|cost|pric|remise|descuento|kost|preis|seat|user|"
    r"people|person|plan|month|year|bill|annual|platz|monat|jahr"
)
_FOR_SEATS = {
    "en": "For {n} {noun}{billed}: {sum}.",
    "de": "Für {n} {noun}{billed}: {sum}.",
    "fr": "Pour {n} {noun}{billed} : {sum}.",
    "es": "Para {n} {noun}{billed}: {sum}.",
}
_BILLED = {
    "en": {"year": ", billed yearly", "month": ", billed monthly"},
    "de": {"year": ", bei jährlicher Zahlung", "month": ", bei monatlicher Zahlung"},
    "fr": {"year": ", payé à l'année", "month": ", payé au mois"},
    "es": {"year": ", con pago anual", "month": ", con pago mensual"},
}
_EVERY: dict[str, dict[Period, str]] = {
    "en": {"month": "a month", "year": "a year", "week": "a week", "day": "a day"},
    "de": {"month": "im Monat", "year": "im Jahr", "week": "in der Woche", "day": "am Tag"},
    "fr": {"month": "par mois", "year": "par an", "week": "par semaine", "day": "par jour"},
    "es": {"month": "al mes", "year": "al año", "week": "a la semana", "day": "al día"},
}
_WITH_LESS = {
    "en": "with {percent} % less",
    "de": "mit {percent} % Nachlass",
    "fr": "avec {percent} % de remise",
    "es": "con un {percent} % menos",
}
_SEATS = {"en": "seats", "de": "Plätze", "fr": "places", "es": "puestos"}
_NOUNS = {
    "user": "users",
    "member": "members",
    "person": "people",
    "employee": "employees",
    "agent": "agents",
    "head": "people",
    "worker": "workers",
    "colleague": "colleagues",
    "license": "licenses",
    "licence": "licences",
}


@dataclass(frozen=True, slots=True)
class _Offer:
    """A price with the sentence it stands in."""

    price: Price
    choice: Choice


@dataclass(frozen=True, slots=True)
class Priced:
    """What the prices add: the sum with the sentences that it is made from, and the price."""

    sums: tuple[CitedSentence, ...] = ()
    price: QuotedPrice | None = None
    sources: tuple[Choice, ...] = ()


def price_answer(
    reading: Reading,
    terms: Sequence[Term],
    chosen: Sequence[Choice],
    choices: Sequence[Choice],
) -> Priced:
    """The sum for the seats that are known, else the price that is quoted first."""
    if "price" not in reading.kinds and "discount" not in reading.kinds:
        return Priced()
    plans = named_plans(reading, [c for c in choices if states_a_price(c.unit.text)])
    offers = [_Offer(price, c) for c in chosen for price in prices_of(c.unit.text, plans)]
    seats = reading.seats or count_of_particular(reading.text)
    best = _offer_for(reading, terms, plans, chosen, choices) if seats else None
    if best is not None and seats:
        return _sum(
            reading,
            best,
            _base_of(best, plans, choices),
            seats,
            _discount(terms, best, [*chosen, *choices[:DISCOUNT_AMONG]]),
        )
    # A price of a tier that so many are beyond is none that a "yes" could mean.
    offers = [o for o in offers if not seats or not o.price.per_seat or o.price.holds(seats)]
    if not offers:
        return Priced()
    first = min(offers, key=lambda o: (_is_wrong_billing(reading, o.price), bool(o.price.role)))
    price = first.price
    return Priced(
        price=QuotedPrice(
            float(price.amount),
            price.currency,
            price.period,
            "seat" if price.per_seat else None,
            cite_unit(first.choice.ranked.hit, first.choice.unit),
        )
    )


def cheapest_first(
    reading: Reading, chosen: Sequence[Choice], choices: Sequence[Choice]
) -> list[Choice]:
    """For "the cheapest" the row of the table with the lowest price, for "the dearest" its like."""
    found = EXTREME.search(fold(reading.own))
    best = max(chosen, key=lambda c: c.score, default=None)
    if found is None or best is None or best.unit.kind != "row":
        return list(chosen)
    rows = [
        (prices[0].amount, c)
        for c in choices
        if c.ranked is best.ranked and c.unit.kind == "row" and (prices := read_prices(c.unit.text))
    ]
    if not rows or best not in [c for _, c in rows]:
        return list(chosen)
    pick = max if found["most"] else min
    return [pick(rows, key=lambda row: row[0])[1]]


def _offer_for(
    reading: Reading,
    terms: Sequence[Term],
    plans: Sequence[str],
    chosen: Sequence[Choice],
    choices: Sequence[Choice],
) -> _Offer | None:
    """The price per seat that holds for so many: of the plan that is quoted, in the right tier."""
    particular = count_of_particular(reading.text) if not reading.seats else None
    seats = reading.seats or particular or 0
    passages = {c.ranked.hit.document for c in chosen}
    near = [c for c in choices if c in chosen or c.ranked.hit.document in passages]
    if plans and not any(c in near for c in choices if _prices_one_of(plans, c)):
        # Only a discount is quoted: the price that it is taken off stands elsewhere.
        near = [c for c in choices if _prices_one_of(plans, c)]
    offers = [
        _Offer(price, c)
        for c in near
        for price in prices_of(c.unit.text, plans)
        if price.per_seat and price.period and price.holds(seats)
        if price.noun in PARTICULAR or not particular
        if is_for_those_asked_about(c, terms)
    ]
    if not offers:
        return None
    if plans and not any(plan_names(o.choice.unit.text) & set(plans) for o in offers):
        # The plan that is asked for has no such price; another one's would be wrong.
        return None
    named = _named(plans, offers)
    lead = max(named, key=lambda o: o.choice.score)
    if not plans:
        lead = _smallest_beside(lead, named, reading, chosen)
    same = [o for o in named if _same_plan(o, lead)]
    return max(
        same,
        key=lambda o: (
            not _is_wrong_billing(reading, o.price),
            o.price.least or 0,
            o.choice.unit.kind != "row",
            o.choice in chosen,
            o.choice.score,
        ),
    )


def _smallest_beside(
    lead: _Offer, offers: Sequence[_Offer], reading: Reading, chosen: Sequence[Choice]
) -> _Offer:
    """Of the plans that are quoted, where nobody named one, the cheapest that holds so many."""
    beside = [
        o
        for o in offers
        if o.choice in chosen
        and o.choice.ranked is lead.choice.ranked
        and (o.price.currency, o.price.period) == (lead.price.currency, lead.price.period)
        and not _is_wrong_billing(reading, o.price)
    ]
    return min(beside, key=lambda o: o.price.amount, default=lead)


def _prices_one_of(plans: Sequence[str], choice: Choice) -> bool:
    return states_a_price(choice.unit.text) and bool(plan_names(choice.unit.text) & set(plans))


def _named(plans: Sequence[str], offers: Sequence[_Offer]) -> list[_Offer]:
    """Offers of the plans that the question names; all where it names none of them."""
    names = [plan_names(o.choice.unit.text) for o in offers]
    hits = [o for o, name in zip(offers, names, strict=True) if name.intersection(plans)]
    # A tier behind a table ("From 40 people ...") names no plan: it goes with its neighbours.
    beside = [
        o
        for o, name in zip(offers, names, strict=True)
        if not name and any(h.choice.ranked is o.choice.ranked for h in hits)
    ]
    return [*hits, *(o for o in beside if o not in hits)] or list(offers)


def _same_plan(offer: _Offer, other: _Offer) -> bool:
    mine, theirs = plan_names(offer.choice.unit.text), plan_names(other.choice.unit.text)
    if not mine and offer.choice.ranked is other.choice.ranked:
        # "From 40 people it costs ...", behind the sentence or table that names the plan.
        return True
    return offer.choice is other.choice or bool(mine & theirs)


def _is_wrong_billing(reading: Reading, price: Price) -> bool:
    asked = (fold(reading.own), fold(reading.text))
    wanted = "month" if any(map(_MONTHLY_WANTED.search, asked)) else "year"
    return price.billed is not None and price.billed != wanted


def _discount(
    terms: Sequence[Term], offer: _Offer, chosen: Sequence[Choice]
) -> tuple[Decimal, Choice] | None:
    """A published discount that is quoted, for something that the visitor said of themselves."""
    cover = Coverage(terms)
    known = cover.present(offer.choice.unit.stems) > 0
    for choice in sorted(chosen, key=lambda c: -c.score):
        found = _LESS.search(fold(choice.unit.text))
        here = cover.present(choice.unit.stems) > 0
        said = {terms[place].word for place in np.flatnonzero(here & ~known).tolist()}
        named = {w for w in said if w.isalpha() and is_subject(w) and not _LESS_WORDS.match(w)}
        if found and named and not read_prices(choice.unit.text):
            return Decimal((found[1] or found[2]).replace(",", ".")), choice
    return None


def _base_of(offer: _Offer, plans: Sequence[str], choices: Sequence[Choice]) -> _Offer | None:
    """What is asked for besides, whatever the number: in the same sentence or row, else in the same
    column of another row."""
    beside = [c for c in choices if c.ranked is offer.choice.ranked and c.unit.kind == "row"]
    for choice in (offer.choice, *beside):
        for price in prices_of(choice.unit.text, plans):
            is_same_column = choice is offer.choice or (price.of and price.of == offer.price.of)
            if (
                price.role == "base"
                and is_same_column
                and price.currency == offer.price.currency
                and (price.period, price.billed) == (offer.price.period, offer.price.billed)
            ):
                return _Offer(price, choice)
    return None


def _sum(
    reading: Reading,
    offer: _Offer,
    base: _Offer | None,
    seats: int,
    less: tuple[Decimal, Choice] | None,
) -> Priced:
    price = offer.price
    language = reading.language if reading.language in _FOR_SEATS else "en"
    citation = cite_unit(offer.choice.ranked.hit, offer.choice.unit)
    fixed = base.price.amount if base else Decimal(0)
    total = fixed + price.amount * seats
    shown = _worded(total, price, reading, language)
    if base is not None:
        parts = [write_amount(p.amount, p.sign, p.leads, language) for p in (base.price, price)]
        shown = f"{parts[0]} + {seats} × {parts[1]} = {shown}"
    if less is not None:
        # "20 % off the fee per employee" leaves the base as it is.
        kept = fixed if is_per_seat(less[1].unit.text) else Decimal(0)
        total = kept + (total - kept) * (100 - less[0]) / 100
        total = total.quantize(Decimal("0.01"), ROUND_HALF_UP)
        words = _WITH_LESS[language].format(percent=f"{less[0]:g}")
        shown = f"{shown}; {words}: {_worded(total, price, reading, language)}"
    noun = _NOUNS.get(price.noun, _SEATS[language]) if language == "en" else _SEATS[language]
    if language == "en" and price.noun in PARTICULAR:
        noun = f"{price.noun}s"
    text = _FOR_SEATS[language].format(
        n=seats, noun=noun, billed=_BILLED[language].get(price.billed or "", ""), sum=shown
    )
    sources = [offer.choice, *([base.choice] if base else []), *([less[1]] if less else [])]
    return Priced(
        (CitedSentence(text, citation, "sum"),),
        QuotedPrice(float(total), price.currency, price.period, None, citation),
        tuple(dict.fromkeys(sources)),
    )


def _worded(total: Decimal, price: Price, reading: Reading, language: str) -> str:
    every = _EVERY[language]
    period: Period = price.period or "month"
    text = f"{write_amount(total, price.sign, price.leads, language)} {every[period]}"
    if period == "month" and _YEAR_WANTED.search(fold(reading.text)):
        year = write_amount(total * 12, price.sign, price.leads, language)
        text = f"{text}, {year} {every['year']}"
    return text
