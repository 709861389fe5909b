"""The visitor's words as they are repeated back: numbers with what they count, capital names."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEDGE = (
    r"about|around|roughly|approx(?:imately|\.)?|some|nearly|almost|over|up to|at least|more than|"
    r"ca\.?|circa|etwa|rund|ungefähr|bis zu|mindestens|über|knapp|environ|près de|jusqu'à|unos|"
    r"unas|cerca de|alrededor de|hasta|mais ou menos|até|intorno a|quasi|fino a|ongeveer|"
    r"rond|tot|zo'n"
)
_COUNT = r"\d[\d.,'\u2019]*(?: ?(?:-|\u2013|to|bis|à|a|y|e|und|tot) ?\d[\d.,]*)?"
_COUNTED = re.compile(
    rf"(?:\b(?P<hedge>{_HEDGE}) )?(?P<count>{_COUNT})(?: (?P<noun>[^\W\d]{{4,}}))?", re.IGNORECASE
)
# Words that may stand behind a number; not "person" of "140-person", not "of" of "40 of us".
_COUNTABLE = re.compile(
    r"(?:people|persons|seats|users|employees|colleagues|approvers|managers|members|staff|"
    r"licen[cs]es|leute|personen|mitarbeiter\w*|plätzen?|nutzern?|lizenzen|kolleg\w+|angestellten?|"
    r"personnes|places|utilisateurs|salariés|collaborateurs|employés|personas|puestos|usuarios|"
    r"empleados|plazas|pessoas|lugares|utilizadores|funcionários|persone|utenti|dipendenti|"
    r"postazioni|mensen|gebruikers|medewerkers|plaatsen)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Counted:
    """ "about 25 people"; without `has_noun` the number alone, with its hedge."""

    text: str
    has_noun: bool


def counted(said: str, language: str) -> Counted | None:
    """The first number of the words with its hedge and what it counts; None without a number."""
    found = _COUNTED.search(said)
    if found is None:
        return None
    hedge = f"{found['hedge'].lower()} " if found["hedge"] else ""
    text = f"{hedge}{found['count'].rstrip('.,')}"
    noun = found["noun"] or ""
    if not _COUNTABLE.match(noun):
        return Counted(text, has_noun=False)
    noun = noun[:1].upper() + noun[1:] if language == "de" else noun.lower()
    return Counted(f"{text} {noun}", has_noun=True)


_DATE_NAMES = re.compile(
    r"\b(?:january|february|april|june|july|august|september|october|november|december|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|christmas|easter|q[1-4]|"
    r"januar|februar|märz|mai|juni|juli|oktober|dezember|(?:mon|diens|donners|frei|sams|sonn)tag|"
    r"mittwoch|weihnachten|ostern|quartal|sommer|herbst|frühling|frühjahr|jahr|monat|woche|"
    r"anfang|mitte|ende)\b"
)
# "March" and "May" are other words too.
_MONTHS_BY_PLACE = re.compile(
    r"(?:^|\b(?:in|by|of|until|from|since|before|after|early|late|mid|end of) )(?:march|may)\b"
)
_PLACES_IN_CAPITALS = frozenset(("uk", "us", "usa", "eu", "uae", "dach"))
_SMALL = "of the and in near am an der die das und bei im de la le les et en sur y el los du do da"
_SMALL_IN_PLACES = frozenset(_SMALL.split())


def with_dates(text: str) -> str:
    """Names of months and days with a capital, however quickly they were typed."""
    text = _MONTHS_BY_PLACE.sub(lambda found: _last_in_capitals(found[0]), text)
    return _DATE_NAMES.sub(lambda found: found[0].capitalize(), text)


def _last_in_capitals(text: str) -> str:
    before, blank, name = text.rpartition(" ")
    return f"{before}{blank}{name.capitalize()}"


def with_places(text: str) -> str:
    """A place that was typed in small letters, in capitals; anything else as it stands."""
    return " ".join(_place(word) for word in text.split()) if text.islower() else text


def _place(word: str) -> str:
    if word in _SMALL_IN_PLACES:
        return word
    return word.upper() if word in _PLACES_IN_CAPITALS else word.capitalize()
