"""Head counts that are said in parts: "me and two others", "12 in sales and 8 in support".

A value holds no number that the visitor did not write, so parts are not added up: the largest of
them is what there is at least. A total that was said beside its parts is the head count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Protocol

from chatqual.engine.slots import TeamSize
from chatqual.engine.understanding.base import Found


class Part(Protocol):
    """A count of the line; `high` is None where it is no range."""

    @property
    def low(self) -> int: ...
    @property
    def high(self) -> int | None: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


# What a part of a firm is called: behind "12 in", or before "people".
_DEPARTMENT = r"""(?:sales|support|service|customer\ (?:service|support|success|care)|marketing
    |finance
    |accounting|accounts|engineering|development|dev|product|design|operations|ops|logistics
    |warehouse|production|manufacturing|procurement|purchasing|legal|hr|it|admin|administration
    |management|research|r&d|qa|the\ (?:office|field|warehouse|back\ office|shop|lab|plant|factory)
    |office|field|home\ office|vertrieb|einkauf|buchhaltung|verwaltung|produktion|lager|technik
    |entwicklung|kundendienst|ventes|achats|comptabilité|ventas|compras|soporte|vendas|suporte
    |vendite|acquisti|verkoop|inkoop|remote(?:ly)?|on[-\s]?site|abroad|(?:part|full)[-\s]time
    |innendienst|außendienst|werkstatt|büro|homeoffice)"""
_ROLE = r"""(?:developers|devs|engineers|designers|buyers|approvers|reps|sales\s?(?:people|reps)
    |agents
    |managers|admins|analysts|consultants|technicians|drivers|nurses|doctors|teachers|operators
    |accountants|lawyers|paralegals|professionals|\w+dienstler|monteure|berater|entwickler|cooks
    |waiters|partners|founders|interns|apprentices|freelancers|contractors
    |part[-\s]?timers|full[-\s]?timers|temps|volunteers|verkäufer|fahrer|techniker|azubis
    |(?!users|customers|orders|computers|suppliers|offers|numbers|letters|printers|servers|members
    |containers|trailers|centers|papers|offices|vendors|monitors|doors|errors|factors|tenders)
    \w{2,}(?:ers|ors|ists|ants|ians|men|women))"""
_IN = r"(?:in|on|at|for|im|in\ der|en|aux?|em|nel|nella|op|doing)"
_PEOPLE = (
    r"(?:\s+(?:people|persons|staff|employees|colleagues|folks|guys|ppl|leute|mitarbeiter|more"
    r"|of\s+us))?"
)
_BEHIND = re.compile(
    rf"(?:{_PEOPLE}\s+{_IN}\s+(?:{_DEPARTMENT}|(?-i:[A-ZÄÖÜÉ])[\w'-]+)|\s+(?:\w+\s+)?{_ROLE}"
    rf"|{_PEOPLE}\s+(?:{_DEPARTMENT}))(?:\s+(?:team"
    r"|department|dept|staff|people|folks))?(?![\w'])",
    re.IGNORECASE | re.VERBOSE,
)
_LINK = re.compile(
    r"\s*(?:,|;|/|\+|&|\n|and|plus|und|et|y|e|en)?\s*(?:and|plus|und|et|another|a\ further|about"
    r"|around|roughly|some|~|then)?\s*",
    re.IGNORECASE | re.VERBOSE,
)
_FEWEST, _MOST = 2, 12


def find_sum(text: str, counts: Sequence[Part]) -> Found[TeamSize] | None:
    """A list of departments or roles, where no other count stands in the line."""
    if not _FEWEST <= len(counts) <= _MOST or any(c.high is not None for c in counts):
        return None
    end = -1
    for count in counts:
        behind = _BEHIND.match(text, count.end)
        linked = end < 0 or _LINK.fullmatch(text, end, count.start) is not None
        if behind is None or not linked:
            return None
        end = behind.end()
    return Found(TeamSize(max(c.low for c in counts), None), counts[0].start, end, 0.93)


_LABEL = re.compile(
    rf"(?:^|[,;/\n]|\band\b|\bplus\b|&)\s*(?:{_DEPARTMENT}|{_ROLE})\s*(?:[:=–-]|\bis\b"
    rf"|\bhas\b)?\s*$",
    re.IGNORECASE | re.VERBOSE,
)


def find_labelled_sum(text: str, counts: Sequence[Part]) -> Found[TeamSize] | None:
    """ "Sales: 10, Support: 5": each count behind its department."""
    if not _FEWEST <= len(counts) <= _MOST or any(c.high is not None for c in counts):
        return None
    end = 0
    for count in counts:
        if not _LABEL.search(text, end, count.start):
            return None
        end = count.end
    return Found(TeamSize(max(c.low for c in counts), None), counts[0].start, end, 0.93)


_GROUPS = re.compile(
    r"""\s+(?:\w+\s+)?(?:teams|offices|shops|stores|sites|branches|departments|groups|squads|crews
    |locations|shifts|depots|plants|clinics|schools|restaurants|hotels|agencies|büros|standorte
    |teams|filialen|équipes|equipos|equipes)
    (?P<link>\s*,?\s+(?:of|with|each\ with|having|à|mit(?:\ je)?|je|de|con|com|di|van|met)|\s*,)
    (?:\s+(?:about|around|roughly|some|circa|ca\.?|etwa))?\s+""",
    re.IGNORECASE | re.VERBOSE,
)


_EACH = re.compile(
    r"(?:\s+[^\W\d_]+){0,2}\s+(?:each|apiece|in\ each|per\ (?:team|office|site|shop|store|branch"
    r"|department|location))\b",
    re.IGNORECASE | re.VERBOSE,
)


def find_product(text: str, counts: Sequence[Part]) -> Found[TeamSize] | None:
    """ "three teams of 8", "4 sites with 20 people each"."""
    for groups, each in zip(counts, counts[1:], strict=False):
        if groups.high is None and each.high is None:
            between = _GROUPS.fullmatch(text, groups.end, each.start)
            said = between is not None and between["link"].strip() != ","
            if between is not None and groups.low > 1 and (said or _EACH.match(text, each.end)):
                return Found(TeamSize(each.low, None), groups.start, each.end, 0.93)
    return None


_TOTAL = re.compile(
    r"(?:\s+(?:people|ppl|staff|of\ us|employees))?\s*,?\s+(?:in\ total|total|altogether|all\ told"
    r"|overall|insgesamt|au\ total|en\ total|in\ totale|in\ totaal|no\ total)\s*(?::|,|\(|$)",
    re.IGNORECASE | re.VERBOSE,
)


def find_total(text: str, counts: Sequence[Part]) -> Found[TeamSize] | None:
    """ "24 in total: 10 drivers, 14 in the office": the total, where its parts add up to it."""
    for count in counts:
        parts = sum(c.low for c in counts if c is not count)
        if count.high is None and parts == count.low and _TOTAL.match(text, count.end):
            return Found(TeamSize(count.low, count.low), count.start, count.end, 0.93)
    return None


_ME_AND = re.compile(
    r"(?<![^\W\d_])(?:me|myself|i|ich|moi|yo|eu|io|ik)\s*,?\s*(?:and|plus|\+|&|und|et|y|e|en)\s*"
    r"(?:my\s+|meine\s+)?(?:team\s+of\s+|the\s+other\s+)?$",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\s+(?:\w+\s+)?(?:others?|more|colleagues?|people|person|guys?|folks|employees?|team\ mates?"
    r"|teammates?|friends?|partners?|assistants?|devs?|kollegen|leute|weitere|andere|autres|otros"
    r"|outros|altri|anderen)(?![^\W\d_])|\s*[.!]*\s*$|(?=\s+(?:in|on|at|from)\ )",
    re.IGNORECASE | re.VERBOSE,
)
_KIN = (
    r"(?:wife|husband|partner|brother|sister|son|daughter|father|mother|dad|mum|mom|friend|cousin"
    r"|colleague|assistant|business\ partner|co-?founder|boss|secretary|accountant)"
)
_TWO = re.compile(
    rf"(?<![^\W\d_])(?:my\ {_KIN}\ (?:and|&|\+|plus)\ (?:i|me|myself)"
    rf"|(?:just\ )?(?:me|myself|i)\ (?:and|&|\+|plus)\ (?:my|a|an|one|our)\ {_KIN}"
    r"|(?:the\ )?both\ of\ us|us\ two|wir\ beide|nous\ deux)(?![^\W\d_])(?!\s*(?:,|and|&|plus"
    r"|und))",
    re.IGNORECASE | re.VERBOSE,
)


def find_with_me(text: str, counts: Sequence[Part]) -> Found[TeamSize] | None:
    """ "me and two others": at least the others."""
    for count in counts:
        before = _ME_AND.search(text, max(0, count.start - 30), count.start)
        others = _OTHERS.match(text, count.end)
        if before is not None and others is not None and count.high is None:
            return Found(TeamSize(count.low, None), before.start(), others.end(), 0.93)
    return None


def find_two(text: str) -> Found[TeamSize] | None:
    """ "my wife and I": two, as an answer only."""
    both = _TWO.search(text)
    return None if both is None else Found(TeamSize(2, 2), both.start(), both.end(), 0.85)


WHOLES: tuple[Callable[[str, Sequence[Part]], Found[TeamSize] | None], ...] = (
    find_with_me,
    find_total,
    find_product,
    find_sum,
    find_labelled_sum,
)
