"""Reads prices as documents write them: amount, currency, period, per seat, billing, tier."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from knowledge.words import fold

Period = Literal["year", "month", "week", "day"]
Role = Literal["", "base", "once"]

_NUMBER = r"\d{1,3}(?:[ .,'’\u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
_CODES = {
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "usd": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "gbp": "GBP",
    "pound": "GBP",
    "pounds": "GBP",
    "chf": "CHF",
    "francs": "CHF",
    "cad": "CAD",
    "aud": "AUD",
    "sek": "SEK",
    "nok": "NOK",
    "dkk": "DKK",
    "pln": "PLN",
}
_CODE = "|".join(sorted(_CODES, key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?P<before>[€$£¥]|\b(?:{_CODE})\b)\s?(?P<first>{_NUMBER})"
    rf"|(?P<last>{_NUMBER})\s?(?P<after>[€$£¥]|(?:{_CODE})\b)"
)
_PERIODS: dict[Period, str] = {
    "month": r"(per|a|each|/|and|every|je|pro|im|und|par|et par|al|por|y) ?(month|mo\b|monat|"
    r"mois|mes\b)"
    r"|monthly price|monatspreis",
    "year": r"(per|a|each|/|and|every|je|pro|im|und|par|et par|al|por|y) ?(year|yr\b|annum|jahr|"
    r"an\b"
    r"|annee|ano\b)",
    "week": r"(per|a|each|/|je|pro|par|por) ?(week|woche|semaine|semana)",
    "day": r"(per|a|each|/|je|pro|par|por) ?(day|tag|jour|dia)",
}
_SEAT = re.compile(
    r"(per|a|each|/|je|pro|par|por|every) ?(active |named |aktivem |aktiven )?"
    r"(?P<noun>seat|user|member|person|employee|head|worker|colleague|agent|licen[cs]e|platz|nutzer|"
    r"benutzer|mitarbeiter|kopf|person|lizenz|siege|utilisateur|personne|salarie|poste|usuario|"
    r"persona|empleado|puesto|licencia|contractor|freelancer|participant|attendee|learner|student|"
    r"teacher|patient|guest|driver|teilnehmer|schuler|gast|eleve|alumno|participante)\b"
)
_PARTICULAR_NOUNS = """
    contractor freelancer participant attendee learner student teacher patient guest driver
    teilnehmer schuler gast eleve alumno participante
"""
# Of these a question must speak itself: thirty employees are no thirty contractors.
PARTICULAR = frozenset(_PARTICULAR_NOUNS.split())
_BASE = re.compile(
    r"\b(?:base|platform|flat|fixed|standing) (?:\w+ )?(?:fee|price|charge|rate|cost|"
    r"subscription)s?\b|\bbasic (?:fee|charge|rate)s?\b|"
    r"\b(?:grund|sockel|pauschal)(?:gebuhr|preis|betrag|e)\b|"
    r"\b(?:abonnement|forfait|frais|prix|tarifa?|cuota|precio) (?:de )?(?:base|fij[oa]|fixe)\b"
    r"|^base$"
)
_ONCE = re.compile(
    r"\b(?:once|one[- ]?(?:off|time)|set-?up|installation|onboarding|einmalig\w*|einrichtung\w*|"
    r"une (?:seule )?fois|mise en service|unic[oa]|una (?:sola )?vez|alta)\b"
)
_YEARLY = re.compile(
    r"billed (yearly|annually)|(yearly|annual|annually) (billing|payment|plan|price|subscription)|"
    r"paid (yearly|annually)|when paid annually|jahrlich\w*( zahlung| abrechnung)?|annuel\w*|"
    r"anual\w*"
)
_MONTHLY = re.compile(
    r"billed monthly|monthly (billing|payment|plan|subscription)|paid monthly|month[- ]to[- ]month|"
    r"monatlich\w*( zahlung| abrechnung)?|mensuel\w*|mensual\w*"
)
_PEOPLE = (
    r"(?:seats?|users?|members?|people|persons?|employees|agents?|licen[cs]es|platze?n?|nutzern?|"
    r"benutzern?|mitarbeitern?|personen|sieges|utilisateurs|postes|usuarios|puestos)"
)
_BETWEEN = re.compile(rf"(\d+) ?(?:-|–|to|bis|a|bis zu) ?(\d+) ?{_PEOPLE}")
_FROM = re.compile(
    r"(?:from|ab|above|over|more than|at least|mehr als|uber|a partir de|des|desde|mas de|plus de) "
    rf"(\d+) ?{_PEOPLE}|(\d+) ?(?:\+|or more|and more|und mehr|oder mehr|et plus|o mas) ?{_PEOPLE}?"
)
_UP_TO = re.compile(
    rf"(?:up to|until|bis zu|bis|jusqu'a|hasta|maximum(?: of)?|at most|fewer than|less than) "
    rf"(\d+) ?(?:{_PEOPLE}|$|;|,|\.)"
)
_ABOVE = re.compile(r"above|over|more than|mehr als|uber|mas de|plus de")
_CELL = re.compile(r"\s*;\s*")
_SIZE_CELL = re.compile(
    rf"[^:]*\b(?:{_PEOPLE}|contractors|freelancers|participants|learners|students|guests|drivers|"
    r"team size|headcount|company size|size|grosse|taille|tamano)\b[^:]*: ?(?P<value>.+)"
)
_RANGE = re.compile(r"(\d+) ?(?:-|–|to|bis|a|up to) ?(\d+)(?: \w+)?$")
_OPEN_RANGE = re.compile(
    r"(?:(?:from|ab|over|above|more than|desde|des) )?(\d+) ?(?:\+|and|or|und|et|y|o|oder|$).*"
)


@dataclass(frozen=True, slots=True)
class Price:
    """One amount of a sentence or a row. `seats`: the tier, both ends inclusive, None open.

    `sign` and `leads`: how the document writes the currency. `noun`: what a seat is called there.
    `role`: "base" for what is paid besides the price per seat, "once" for what is paid one time.
    `of`: the words before it that may say whose price it is, folded; of a row its column's name.
    """

    amount: Decimal
    currency: str
    sign: str
    leads: bool
    period: Period | None
    per_seat: bool
    noun: str
    billed: Literal["year", "month"] | None
    least: int | None
    most: int | None
    role: Role = ""
    of: str = ""

    def holds(self, seats: int) -> bool:
        """Whether its tier is the one for so many seats."""
        return (self.least or 0) <= seats and (self.most is None or seats <= self.most)


@lru_cache(maxsize=20_000)
def read_prices(text: str) -> tuple[Price, ...]:
    """The prices of a sentence or of a worded table row, in order."""
    plain = fold(text)
    found = list(_AMOUNT.finditer(plain))
    prices: list[Price] = []
    for place, match in enumerate(found):
        start = found[place - 1].end() if place else 0
        end = found[place + 1].start() if place + 1 < len(found) else len(plain)
        about = _about(plain, match, start, end)
        price = _price(match, about, _tier(plain))
        prices.append(_inherit(price, prices[-1]) if prices else price)
    return tuple(prices)


@dataclass(frozen=True, slots=True)
class _About:
    """The words that belong to an amount.

    `around`: for its period and billing. `named`: what says which kind of price it is. `of`: what
    may say whose.
    """

    around: str
    named: str
    of: str


def _is_row(plain: str) -> bool:
    return ";" in plain or re.match(r"[^.]{1,60}: ", plain) is not None


def _about(plain: str, match: re.Match[str], start: int, end: int) -> _About:
    if _is_row(plain):
        return _about_cell(plain, match)
    before, behind = plain[start : match.start()], plain[match.end() : end]
    near = re.split(r"[,;(]| plus | and | with ", " ".join(behind.split()[:4]))[0]
    named = f"{' '.join(before.split()[-4:])} | {near}"
    return _About(f"{behind} {'' if start else before}", named, before)


def _about_cell(plain: str, match: re.Match[str]) -> _About:
    """Of a row its own cell and the row's name, then the cells without an amount."""
    label, dash, _ = plain.partition(" — ")
    label = label if dash and ":" not in label else ""
    begin, own, rest = 0, "", []
    for cell in plain.split(";"):
        if begin <= match.start() < begin + len(cell):
            own = cell
        elif not _AMOUNT.search(cell):
            rest.append(cell)
        begin += len(cell) + 1
    own = own.removeprefix(f"{label} — ").strip()
    name = own.partition(":")[0]
    return _About(f"{label} {own} {' ; '.join(rest)}", f"{label} {name}".strip(), name)


def _role(named: str) -> Role:
    if _SEAT.search(named.split("|")[-1]):
        return ""
    return "once" if _ONCE.search(named) else "base" if _BASE.search(named) else ""


def _price(match: re.Match[str], about: _About, tier: tuple[int | None, int | None]) -> Price:
    written = match["before"] or match["after"]
    around, role = about.around, _role(about.named)
    seat = _SEAT.search(around) if not role else None
    billed: Literal["year", "month"] | None = None
    first_year, first_month = _YEARLY.search(around), _MONTHLY.search(around)
    if first_year and (not first_month or first_year.start() < first_month.start()):
        billed = "year"
    elif first_month:
        billed = "month"
    return Price(
        amount=read_number(match["first"] or match["last"]),
        currency=_SIGNS.get(written) or _CODES[written],
        sign=written if written in _SIGNS else written.upper(),
        leads=match["before"] is not None,
        period=_period(around),
        per_seat=seat is not None,
        noun=seat["noun"] if seat else "",
        billed=billed,
        least=tier[0],
        most=tier[1],
        role=role,
        of=about.of,
    )


def _period(around: str) -> Period | None:
    places = {
        period: found.start()
        for period, pattern in _PERIODS.items()
        if (found := re.search(pattern, around))
    }
    first = sorted((start, period) for period, start in places.items())
    return first[0][1] if first else None


def _inherit(price: Price, before: Price) -> Price:
    """ "14 € per seat and month, billed yearly, or 17 € billed monthly": 17 € is per seat too."""
    if price.role == "base":
        return replace(price, period=price.period or before.period, billed=price.billed)
    if price.per_seat and not price.period and before.role == "base":
        return replace(price, period=before.period)
    if price.period or price.per_seat or price.role:
        return price
    return replace(price, period=before.period, per_seat=before.per_seat, noun=before.noun)


def _tier(plain: str) -> tuple[int | None, int | None]:
    for cell in _CELL.split(plain) if _is_row(plain) else ():
        if (size := _SIZE_CELL.fullmatch(cell)) and (tier := _tier_of_cell(size["value"])):
            return tier
    if between := _BETWEEN.search(plain):
        return int(between[1]), int(between[2])
    least = most = None
    if begins := _FROM.search(plain):
        least = int(begins[1] or begins[2])
        least += bool(_ABOVE.match(begins[0]))
    if ends := _UP_TO.search(plain):
        most = int(ends[1])
    return least, most


_COUNTED = re.compile(rf"\b(\d{{1,6}}) (?:\w+ )?(?:{'|'.join(sorted(PARTICULAR))})(?:s|n|en|e)?\b")


def count_of_particular(text: str) -> int | None:
    """ "80 contractors": how many of those who are no users of what is sold."""
    found = _COUNTED.search(fold(text))
    return int(found[1]) or None if found else None


def is_per_seat(text: str) -> bool:
    """ "20 % off the fee per employee": it speaks of what each seat costs."""
    return _SEAT.search(fold(text)) is not None


def _tier_of_cell(value: str) -> tuple[int | None, int | None] | None:
    """ "1 to 15", "51 and more", "100+" under a column that counts people."""
    if between := _RANGE.match(value.strip()):
        return int(between[1]), int(between[2])
    if begins := _OPEN_RANGE.fullmatch(value.strip()):
        return int(begins[1]), None
    return None


def read_number(text: str) -> Decimal:
    """ "1,200.50", "1.200,50", "9,90" and "1 200" as a number."""
    plain = re.sub(r"[ '’\u00a0\u202f]", "", text)
    last = max(plain.rfind("."), plain.rfind(","))
    if last < 0:
        return Decimal(plain)
    whole, rest = re.sub(r"[.,]", "", plain[:last]), plain[last + 1 :]
    if len(rest) == 3:
        return Decimal(whole + rest)
    return Decimal(f"{whole}.{rest}")


def write_amount(amount: Decimal, sign: str, leads: bool, language: str) -> str:
    """With the document's sign where the document puts it, digits as the visitor reads them."""
    is_whole = amount == amount.to_integral_value()
    digits = f"{amount:,.0f}" if is_whole else f"{amount:,.2f}"
    if language in ("de", "es", "it", "nl", "pt"):
        digits = digits.translate(str.maketrans(",.", ".,"))
    elif language == "fr":
        digits = digits.translate(str.maketrans(",.", "\u202f,"))
    if leads:
        return f"{sign}{digits}" if len(sign) == 1 else f"{sign} {digits}"
    return f"{digits} {sign}"
