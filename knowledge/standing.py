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
    r"nicht mehr (gultig|aktuell|angeboten|unterstutzt)|n'est plus|ya no (es|esta))\b"
    rf"|^\W*({_WORDS})\b\W"
)
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")


def is_outdated(title: str, path: str, head: str) -> bool:
    """True for a document that says that it is superseded: in its name or near its beginning."""
    name = fold(f"{title} {re.sub(r'[-_/.]', ' ', path)}")
    return bool(_IN_TITLE.search(name) or _NOTICE.search(fold(head[:HEAD])))


def date_of(title: str, path: str, dated: date | None, updated: date) -> date:
    """The date that the document carries, else the year in its name, else when it was changed."""
    if dated is not None:
        return dated
    years = [int(year) for year in _YEAR.findall(f"{title} {path}")]
    return min(date(max(years), 12, 31), updated) if years else updated
