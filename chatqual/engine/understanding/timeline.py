"""When they want it: days from a line, and how urgent that is.

`dates.py` reads the points of time; here stand the words around them (by, before, from ... to),
the words
that need no day ("ASAP", "no rush"), and the rule which of all these times is a plan of the
visitor's.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import islice

from chatqual.engine.slots import Timeline, Urgency
from chatqual.engine.understanding.base import Context, Found
from chatqual.engine.understanding.dates_cursor import Cursor
from chatqual.engine.understanding.dates_items import items_of, may_be_holiday
from chatqual.engine.understanding.dates_words import foreign_words
from chatqual.engine.understanding.language import language_of
from chatqual.engine.understanding.numbers import Line, has_comma_decimals, read_line
from chatqual.engine.understanding.sieve import Sifted
from chatqual.engine.understanding.timeline_ranges import Stretch, stretches_of
from chatqual.engine.understanding.timeline_roles import confidence_of, ends_something
from chatqual.engine.understanding.timeline_words import (
    MAY_HOLD_TIME,
    NO_HURRY,
    NOW,
    NOW_ASKED,
    is_wish_for_now,
)

_MONTH_FIRST = frozenset({"US", "PH", "FM", "PR", "GU"})


def urgency_of(start: date | None, end: date | None, today: date) -> Urgency:
    """By the end, else the start: up to 14 days now, 92 quarter, 183 half_year, 366 year."""
    day = end or start
    if day is None:
        return "none"
    ahead = (day - today).days
    limits: tuple[tuple[int, Urgency], ...] = (
        (14, "now"),
        (92, "quarter"),
        (183, "half_year"),
        (366, "year"),
    )
    return next((name for limit, name in limits if ahead <= limit), "later")


def find_timelines(text: str, context: Context) -> list[Found[Timeline]]:
    """The visitor's plans in reading order: days both inclusive, in the site's time zone.

    Where the bot has just asked, any time that is not past counts; elsewhere the line must tell a
    plan.
    """
    line = read_line(text, context.locale)
    if not (line.numerals or MAY_HOLD_TIME.search(text) or may_be_holiday(text)):
        return []
    asked = context.asked == "timeline"
    if _NOW_AS_IT_IS.search(text):
        asked = False
    spoken = language_of(text, context.language)
    if "fr" in (context.language, spoken):
        line = read_line(_MY.sub(_blanked, text), context.locale)
    if spoken != "fr" and _HERE.search(text):
        line = read_line(_HERE.sub(_blanked, text), context.locale)
    if _GREETING.search(text):
        line = read_line(_GREETING.sub(_blanked, text), context.locale)
    found = _with_days(line, context, asked=asked) or _without_days(line, asked=asked)
    if not found and asked and text.count(" ") < _SHORT:
        found = _abroad(text, context)
    return sorted(found, key=lambda f: f.start)


_SHORT = 4
_WORD = re.compile(r"[^\W\d_]{4,}")


def _abroad(text: str, context: Context) -> list[Found[Timeline]]:
    """A short answer in another language than the page's, known by a time word of its own only."""
    foreign = foreign_words()
    if not any(word in foreign for word in _WORD.findall(text.lower())):
        return []
    for locale in ("de-DE", "fr-FR", "es-ES", "it-IT", "nl-NL", "pt-PT"):
        if found := _with_days(read_line(text, locale), context, asked=True):
            return found
    return []


# "We do it in Excel today": how things are, not when they should change.
_NOW_AS_IT_IS = Sifted(
    r"\b(?:(?:we|i|they|wir|ich)(?:'re| are| bin| sind)? (?:currently |still |mostly |just |all )?"
    r"(?:do|use|have|run|work|handle|manage|keep|track|approve|send|using|doing|machen|nutzen"
    r"|arbeiten|haben|verwenden)|(?:everything|it|all(?: of)?(?: \w+)?|that|this|alles|das"
    r"|(?:our|the|most|die|unser\w*) [\w-]+(?: [\w-]+)?|approvals?|requests?|orders?)"
    r"(?: (?:currently|still|mostly|just|all|only|noch))* (?:runs?|go(?:es)?(?! live)|works?"
    r"|happens?|lives?|(?:is|are) (?:done|handled|kept|managed|tracked)|lands?|sits?|läuft|laufen|"
    r"geht"
    r"|gehen|passiert))\b[^.!?]*\b(?:today|now|these days|heute|derzeit|aktuell)\W*$",
    re.IGNORECASE,
)
# "Mon chef": my boss, not Monday.
_MY = re.compile(r"\bmon(?= [^\W\d])|\bmar(?= [^\W\d])", re.IGNORECASE)


# Of the languages only French means yesterday by it.
_HERE = re.compile(r"\bhier\b", re.IGNORECASE)
# "Guten Morgen" is no tomorrow.
_GREETING = re.compile(
    r"\b(?:gute[nrs]? (?:morgen|tag|abend|nacht)|good (?:morning|evening)"
    r"|(?<=year )(?:now|today)|(?<=month )(?:now|today))\b",
    re.I,
)


def _blanked(found: re.Match[str]) -> str:
    return " " * len(found[0])


_MOST = 24
"""Times of a line that are looked at. With more it is a calendar."""


def _with_days(line: Line, context: Context, *, asked: bool) -> list[Found[Timeline]]:
    today = context.today
    cursor = Cursor(
        items_of(line),
        today,
        day_first=_is_day_first(context),
        fiscal_start=context.fiscal_year_start,
        asked=asked,
    )
    known = "timeline" in context.before
    found = []
    for stretch in islice(stretches_of(cursor), _MOST):
        confidence = confidence_of(line.text, stretch, today, asked=asked, known=known)
        if confidence:
            found.append(_found(line.text, stretch, today, confidence))
    return found


def _found(text: str, stretch: Stretch, today: date, confidence: float) -> Found[Timeline]:
    is_end = stretch.end_day is not None and ends_something(text, stretch.start)
    first = None if is_end else stretch.start_day
    value = Timeline(first, stretch.end_day, urgency_of(first, stretch.end_day, today))
    return Found(value, stretch.start, stretch.end, confidence)


def _is_day_first(context: Context) -> bool:
    if context.region is not None:
        return context.region not in _MONTH_FIRST
    return has_comma_decimals(context.locale)


def _without_days(line: Line, *, asked: bool) -> list[Found[Timeline]]:
    """ "ASAP" is now, "no rush" and "just looking" are none; neither has days."""
    relaxed = NO_HURRY.search(line.text)
    if relaxed is not None:
        return [Found(Timeline(None, None, "none"), *relaxed.span(), 0.88)]
    pressing = NOW_ASKED.search(line.text) if asked else None
    pressing = pressing or NOW.search(line.text)
    if pressing is None or not (asked or is_wish_for_now(line.text)):
        return []
    return [Found(Timeline(None, None, "now"), *pressing.span(), 0.9 if asked else 0.75)]
