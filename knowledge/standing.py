"""What a document says about its own standing: superseded, and from when it is."""

from __future__ import annotations

import re
from datetime import date

from knowledge.words import fold

# How much of a document's beginning is read for a notice.
HEAD = 600
_WORDS = (
    r"deprecated|legacy|outdated|obsolete|archived?|superseded|retired|discontinued|veraltet\w*|"
    r"uberholt\w*|archiviert\w*|abgekundigt\w*|obsolete|deprecie|perime|archivee?|obsolet[oa]|"
    r"desactualizad[oa]|archivad[oa]"
)
_IN_TITLE = re.compile(rf"\b({_WORDS}|old (version|prices?|pricing|plans?|terms))\b")
_NOTICE = re.compile(
    rf"\b(this|the|diese[rs]?|cette|ce|est[ae]|old|previous)\b[^.\n]{{0,60}}"
    rf"\b({_WORDS}|no longer (supported|maintained|available|valid|offered|current|applies|in use)|"
    r"(has been |was |is )?replaced by|out of date|not current|ersetzt durch|"
    r"nicht mehr (gultig|aktuell|angeboten|unterstutzt)|n'est plus|ya no (es|esta)|"
    r"end of life|kept (here |online )?(only )?for reference|for historical (purposes|reference))\b"
    rf"|^\W*({_WORDS})\b\W"
    r"|\byou( are|'re|’re) (currently )?(viewing|reading|looking at|browsing)\b[^.\n]{0,60}"
    rf"\b({_WORDS}|unsupported|older|old|previous|earlier|unmaintained)\b"
)
# "This page describes version 2 ... see the page for version 3": an older one than there is.
_VERSION_OF_PAGE = re.compile(
    r"\b(?:this|the) (?:page|article|document|guide|manual)\b[^.\n]{0,60}\b"
    r"(?:describes?|covers?|explains?|documents?|is about|is for|applies to|refers to|was written "
    r"for)\b"
    r"[^.\n]{0,40}\b(?:version|release|edition|v) ?(\d+)|"
    r"\b(?:diese[rs]?|cette|ce|est[ae]) (?:seite|artikel|anleitung|dokument|page|article|guide|"
    r"pagina|articulo|guia)\b[^.\n]{0,60}\b(?:version|v) ?(\d+)"
)
_VERSION = re.compile(r"\b(?:version|release|edition|v) ?(\d+)")
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")


def is_outdated(title: str, path: str, head: str) -> bool:
    """True for a document that says that it is superseded: in its name or near its beginning."""
    name = fold(f"{title} {re.sub(r'[-_/.]', ' ', path)}")
    begin = fold(head[:HEAD])
    return bool(_IN_TITLE.search(name) or _NOTICE.search(begin) or _names_a_newer_one(begin))


def _names_a_newer_one(begin: str) -> bool:
    """It is about one version and names a higher one, or tells where the current one is."""
    described = _VERSION_OF_PAGE.search(begin)
    if described is None:
        return False
    version = int(described[1] or described[2])
    is_behind = any(int(found) > version for found in _VERSION.findall(begin))
    behind = begin[described.end() : described.end() + 160]
    return (
        is_behind
        or re.search(r"\b(current|latest|newer|new) (version|release)\b", behind) is not None
    )


def date_of(title: str, path: str, dated: date | None, updated: date) -> date:
    """The date that the document carries, else the year in its name, else when it was changed."""
    if dated is not None:
        return dated
    years = [int(year) for year in _YEAR.findall(f"{title} {path}")]
    return min(date(max(years), 12, 31), updated) if years else updated
