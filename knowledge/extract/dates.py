"""The date that a document carries: "Last updated: 3 May 2026", "Stand: Mai 2026", 2026-05-03.

Only where it is said to be the document's own (updated, valid from, as of): a page about 2019 is no
page from 2019. Pure; nothing is guessed from the clock.
"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "jan january januar janvier enero janeiro gennaio januari",
    "feb february februar février fevrier febrero fevereiro febbraio februari",
    "mar march märz maerz mars marzo março marco maart mrz",
    "apr april avril abril aprile avr abr",
    "may mai mayo maio maggio mei",
    "jun june juni juin junio junho giugno",
    "jul july juli juillet julio julho luglio juil",
    "aug august août aout agosto augustus",
    "sep sept september septembre septiembre setembro settembre",
    "oct october oktober octobre octubre outubro ottobre okt",
    "nov november novembre noviembre novembro",
    "dec december dezember décembre decembre diciembre dezembro dicembre dez",
)
_MONTH_NUMBER = {name: n for n, names in enumerate(_MONTHS, 1) for name in names.split()}
_SAYS_SO = re.compile(
    r"\b(last\s+(?:updated|modified|revised|reviewed|changed)|updated|revised|effective(?:\s+date)?"
    r"|as\s+of|valid\s+(?:from|since)|in\s+(?:force|effect)\s+(?:from|since)|published|version\s+of|date|dated"
    r"|stand|aktualisiert|zuletzt\s+(?:aktualisiert|geändert)|gültig\s+(?:ab|seit)|fassung\s+vom"
    r"|mis(?:e)?\s+à\s+jour|dernière\s+mise\s+à\s+jour|en\s+vigueur"
    r"|actualizad[oa]|última\s+actualización|vigente\s+desde"
    r"|atualizad[oa]|aggiornat[oa]|laatst\s+bijgewerkt|bijgewerkt"
    # Above a table: "Prices from 1 February 2026".
    r"|(?:^|(?<=\n))(?:our\s+|all\s+)?(?:prices|fees|rates|preise|prix|tarifs|precios|tarifas)"
    r"(?:\s+(?:valid|effective|gültig|valables|vigentes))?"
    r"\s+(?:from|since|as\s+of|ab|seit|à\s+partir|a\s+partir|depuis|desde))\b"
    r"[\s:,\-–—]*(?:on|the|am|vom|le|el|em|il|op|:|\s)*",
    re.I,
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?([^\W\d]+)\.?,?\s+(?:de\s+)?(\d{4})"
)
_MONTH_FIRST = re.compile(r"([^\W\d]+)\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})")
# Only the head and the foot of a document speak about the document.
_HEAD, _FOOT = 1500, 800


# Below the title of a post: "By Ada Lee · 15 March 2023 · 4 min read", or the date alone.
_BYLINE = re.compile(
    r"^(?:by|posted|von|par|por|da|door)\b|\bmin(?:utes?)?\.? read\b|\blesezeit\b|\bde lecture\b"
    r"|^\W*(?:\w+,? )?(?:\d{1,2}\S{0,2} )?[^\W\d]{3,10}\.? (?:\d{1,2}, )?\d{4}\W*$",
    re.I,
)
_BYLINE_AMONG, _LONGEST_BYLINE = 4, 100


def dated_of_text(text: str) -> date | None:
    """The newest date that the text's head or foot says about the document."""
    parts = [text] if len(text) <= _HEAD + _FOOT else [text[:_HEAD], text[-_FOOT:]]
    found = [
        read_date(part[match.end() : match.end() + 40], at_start=True)
        for part in parts
        for match in _SAYS_SO.finditer(part)
    ]
    known = [day for day in found if day is not None]
    return max(known, default=None) or _date_of_byline(text)


def _date_of_byline(text: str) -> date | None:
    lines = [line for line in text[:_HEAD].split("\n") if line][:_BYLINE_AMONG]
    short = [line for line in lines if len(line) <= _LONGEST_BYLINE and _BYLINE.search(line)]
    return next((day for line in short if (day := read_date(line))), None)


def read_date(text: str, *, at_start: bool = False) -> date | None:
    """The first date in a short text; a month alone is its first day. None where there is none.

    03/05/2026 is read day first, 03/25/2026 the other way, as only that can be.
    """
    find = re.Pattern.match if at_start else re.Pattern.search
    if found := find(_ISO, text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := find(_NUMERIC, text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        return _day(year, second, first) or _day(year, first, second)
    if found := find(_DAY_FIRST, text):
        return _day(int(found[3]), _MONTH_NUMBER.get(found[2].lower(), 0), int(found[1]))
    if found := find(_MONTH_FIRST, text):
        return _day(int(found[3]), _MONTH_NUMBER.get(found[1].lower(), 0), int(found[2] or 1))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1990 <= year <= 2100 else None
    except ValueError:
        return None
