"""Which times of a line are a plan of the visitor's."""

from __future__ import annotations

import re
from datetime import date

from chatqual.engine.understanding.timeline_ranges import Stretch
from chatqual.engine.understanding.timeline_words import (
    ABOUT_US,
    LENGTH_OF_OTHERS,
    NEGATED_BEFORE,
    OTHER_TIME,
    PAST,
    PLAN,
    QUESTION_START,
    REFUSED_AFTER,
)

_BREAK = re.compile(
    r"[.;!?]+(?:\s|$)|\n|,\s|\s[-–—]\s|\b(?:but|aber|mais|pero|mas|ma|maar)\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.!?]+(?:\s|$)|\n")


def confidence_of(text: str, stretch: Stretch, today: date, *, asked: bool, known: bool) -> float:
    """0 where the time is past, taken back, or of something else.

    `asked`: the bot has just asked for a time. `known`: one was given before, which this may mend.
    """
    if _is_past(stretch, today) or _is_taken_back(text, stretch):
        return 0.0
    clause = _around(text, stretch, _BREAK)
    if _DEED_DONE.search(text, max(0, stretch.start - _NEAR), stretch.start):
        return 0.0
    if stretch.is_length and (
        LENGTH_OF_OTHERS.search(clause)
        or not asked
        or _RATE.search(text, max(0, stretch.start - _NEAR), stretch.end)
    ):
        return 0.0
    if _GLANCE.search(clause) and text[stretch.start : stretch.end].lower() in _THIS_DAY:
        return 0.0
    if asked:
        return 0.8 if stretch.is_length else 0.92
    sentence = _around(text, stretch, _SENTENCE)
    if _is_of_something_else(clause, sentence, stretch):
        return 0.0
    if PLAN.search(sentence) or known:
        return 0.85
    return 0.6 if _is_deadline(text, stretch) and len(clause.split()) <= 6 else 0.0


_NEAR = 60
# "What would it cost us a year": how often is paid, not when it starts.
_RATE = re.compile(
    r"\b(?:costs?|pay(?:s|ing)?|charged?s?|prices?|spend(?:ing)?|how much|kostet|kosten|zahlen|"
    r"bezahlen|co[uû]te\w*|payer|cuesta|pagar|custa|costa|pagare|betalen|kost)\b[^.;!?]{0,30}?"
    r"\b(?:an?|per|each|every|pro|par|al|por|ao|all['’]|im|een) ?(?:yr|year|month|mo|mth|week|"
    r"day|jahr|monat|an|mois|año|mes|ano|mês|anno|mese|jaar|maand)$",
    re.IGNORECASE,
)
_THIS_DAY = ("today", "tonight", "this evening", "heute", "heute abend", "ce soir", "esta noche")
# "I'll look at it tonight": when they read on, not when they start.
_GLANCE = re.compile(
    r"\b(?:look|see|read|check|try|test|think|sleep|talk|call|write|send|show|ask|discuss|go "
    r"(?:over|through)|ansehen|anschauen|lesen|testen|regarde\w*|lire|mir\w+|leer|guard\w+)\b",
    re.IGNORECASE,
)
# "I took over in May": what was done then, though no year says that it is past.
_DEED_DONE = re.compile(
    r"\b(?:i|we|he|she|they|it|who|(?:our|my|the|their) [\w-]+(?: [\w-]+)?)(?:'ve| have| has| had)?"
    r"(?: (?:only|just|already|all|actually|also|last))* (?:took (?:over|on)|joined|bought|signed|"
    r"switched|moved|merged|founded|hired|introduced|migrated|inherited|came (?:in|on board|here)|"
    r"left|quit|got (?:promoted|hired|the job)|(?:was|were) (?:promoted|hired|acquired|founded|"
    r"bought|audited|merged|fined)|lost|opened|renewed|tried|tested|evaluated|met|spoke|talked|"
    r"discussed|changed|stopped using|began using|started (?:here|using|at|in this|as|"
    r"looking|searching|comparing|evaluating|talking))\b"
    r"(?! (?:by|before|until)\b)[^.;!?,]{0,40}$",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"by|before|bis|vor|avant|d['’]ici|antes|entro|prima|voor|até", re.IGNORECASE
)


def _is_deadline(text: str, stretch: Stretch) -> bool:
    """ "by March" alone is a plan, "until Monday" may be anything."""
    if stretch.lead not in ("by", "before"):
        return False
    return _DEADLINE.match(text, stretch.start, stretch.end) is not None


def _is_past(stretch: Stretch, today: date) -> bool:
    if stretch.lead == "since":
        return True
    day = stretch.end_day or stretch.start_day
    return day is not None and day < today


def _is_taken_back(text: str, stretch: Stretch) -> bool:
    """ "January is off", "not in January": the time that no longer holds."""
    before = text[max(0, stretch.start - 24) : stretch.start]
    return bool(REFUSED_AFTER.match(text, stretch.end) or NEGATED_BEFORE.search(before))


# So far to either side of a time its clause and sentence are looked for.
_REACH = 300


def _around(text: str, stretch: Stretch, mark: re.Pattern[str]) -> str:
    start = max(0, stretch.start - _REACH)
    for found in mark.finditer(text, start, stretch.start):
        start = found.end()
    right = min(len(text), stretch.end + _REACH)
    stop = mark.search(text, stretch.end, right)
    return text[start : stop.end() if stop else right]


def _is_of_something_else(clause: str, sentence: str, stretch: Stretch) -> bool:
    if OTHER_TIME.search(clause) or PAST.search(clause):
        return True
    if QUESTION_START.match(sentence):
        return True
    return sentence.rstrip().endswith("?") and bool(ABOUT_US.search(sentence))


_ENDING = re.compile(
    r"""(?:contract|licen[cs]e|subscription|agreement|lease|renewal|deal|vertrag|lizenz|abo|contrat|contrato
    |contratto|licencia|licença)
    [^.;!?\n]{0,24}?\b(?:ends?|ending|expires?|expiring|runs?\ out|is\ up|renews?|is\ due
    |terminates?|läuft|endet|expire|termine|vence|termina|scade|loopt
    |up\ for\ renewal)\b[^.;!?,\n]{0,14}$""",
    re.IGNORECASE | re.VERBOSE,
)


# "before our audit in May": by the end of May.
_BEFORE_EVENT = re.compile(
    r"""\b(?:before|ahead\ of|in\ time\ for|vor|avant|antes\ d\w+|prima\ d\w+|voor)\s+
    (?:(?:our|the|my|that|this|next|unser\w*|de[rmn]|die|das|notre|nos|la|le|el|il|onze|het|de)\s+)?
    [^\W\d_]+(?:\s+[^\W\d_]+)?\s+(?:(?:in|on|at|im|am|en|em|a|op)\s+)?$""",
    re.IGNORECASE | re.VERBOSE,
)


def ends_something(text: str, start: int) -> bool:
    """ "our contract ends in March", "before the audit in May": the time is an end."""
    before = text[max(0, start - 60) : start]
    return bool(_ENDING.search(before) or _BEFORE_EVENT.search(before))
