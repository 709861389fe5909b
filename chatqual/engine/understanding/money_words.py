"""Words after an amount (periods, seats, net or gross) and numbers that are never money, as
patterns."""

from __future__ import annotations

import re
from functools import lru_cache

from chatqual.engine.slots import Period
from chatqual.engine.understanding.numbers import Line

_A = r"""(?:a|an|per|each|every|in(?:\ (?:a|the))?|pro|im|je|par|al|por|ao|all['’]|per|il
    |à\ l['’]|l['’]|le|la|el|o|the|de|cada|a\ la|a\ l['’]|elk|in\ het)"""


# "2k for the year", "12k im ersten Jahr": the amount of one such time.
_FOR = r"""(?:for\ (?:a|one|the)(?:\ (?:first|whole|full|entire|coming))?|im\ ersten
    |für\ (?:ein|das)(?:\ (?:erste|ganze))?|pour\ (?:un|une|la|le)
    |para\ (?:un|el|o|um)(?:\ primeiro|\ primer)?
    |per\ (?:un|il)(?:\ primo)?|voor\ (?:een|het)(?:\ eerste)?)"""


def _after(words: str) -> re.Pattern[str]:
    return re.compile(rf"[\s,]*(?:{words})(?![^\W\d_])", re.IGNORECASE | re.VERBOSE)


PERIODS_AFTER: tuple[tuple[Period, re.Pattern[str]], ...] = (
    (
        "year",
        _after(
            rf"""(?:{_A}\s|{_FOR}\s|pour\ l['’]|/\s?|p\.?\s)(?:year|yr|annum|jahr|jahre|an
            |année|año|ano|anno|jaar)|annually|yearly|annual|jährlich
            |im\ jahr|pro\ jahr|p\.?\s?/?a\.?|annuels?|par\ an
            |anuales?|al\ año|anuais|all['’]anno
            |annui|annuo|per\ jaar|jaarlijks|l['’](?:anno|année|an)"""
        ),
    ),
    (
        "month",
        _after(
            rf"""(?:{_A}\s|{_FOR}\s|/\s?|p\.?\s)(?:month|mth|mo|mon|m|monat|mois|mes|mês|mese|maand)\.?
            |monthly|pcm|monatlich|mensuels?|mensuales?|mensuais|mensili?|maandelijks|per\ maand"""
        ),
    ),
    (
        "week",
        _after(
            rf"""(?:{_A}\s|/\s?|p\.?\s)(?:week|wk|woche|semaine|semana|settimana)|weekly
                |wöchentlich|wekelijks"""
        ),
    ),
    (
        "day",
        _after(rf"""(?:{_A}\s|/\s?)(?:day|tag|jour|día|dia|giorno|dag)|daily|täglich|dagelijks"""),
    ),
    (
        "once",
        _after(
            r"""(?:as\ an?\ |for\ an?\ )?(?:one[\s-]?(?:off|time|shot)|once(?:\ only)?|upfront
                |up[\s-]front|lump\ sum|flat|einmalig
            |une\ (?:seule\ )?fois|única\ vez|una\ vez|uma\ vez|una\ tantum|eenmalig)(?:\ (?:fee
            |payment|cost|spend|budget))?"""
        ),
    ),
)
PER_SEAT_AFTER = _after(
    r"""(?:a|an|per|each|/|for\ (?:each|every|one)|pro|je|par|por|per\ ogni|cada|a)\s?
    (?:seat|user|head|person|employee|member|licen[cs]e|agent|login|capita|nutzer(?:in)?|benutzer
    |platz|kopf|person|mitarbeiter
    |lizenz|utilisateur|personne|poste|siège|licence|tête|usuario|persona|puesto|licencia
    |empleado|usuário|pessoa|lugar|licença
    |utente|persona|postazione|licenza|gebruiker|persoon|plek|licentie)s?|p\.?\s?p\.?|each"""
)
# "per user and month": behind the seat its period needs no "per".
PERIODS_AFTER_SEAT: tuple[tuple[Period, re.Pattern[str]], ...] = (
    ("month", _after(r"(?:and|und|et|y|e|en|&)\ (?:month|monat|mois|mes|mês|mese|maand)")),
    ("year", _after(r"(?:and|und|et|y|e|en|&)\ (?:year|jahr|an|année|año|ano|anno|jaar)")),
)
# A word about tax or the total between an amount and its period.
SKIPPED_AFTER = re.compile(
    r"""[\s,(]*(?:total|in\ total|overall|all[\s-]in|net|netto|brutto|gross|(?:plus|\+|zzgl\.?
        |exkl\.?|inkl\.?|incl\.?|excl?\.?|ex
    |including|excluding|inc\.?|before)\s?(?:vat|tax(?:es)?|mwst\.?|gst|iva|btw|tva)|ttc|ht
    |hors\ taxes|currently|right\ now|now
    |to\ spend|available|set\ aside|budgeted|eingeplant)\)?(?![^\W\d_])""",
    re.IGNORECASE | re.VERBOSE,
)
PERIOD_ANYWHERE: tuple[tuple[Period, re.Pattern[str]], ...] = (
    (
        "year",
        re.compile(
            r"\b(?:(?:a|per|each|every) year|yearly|annual(?:ly)?|per annum|p\.a\.|(?:im"
            r"|pro) jahr|jährlich\w*|par an|annuel\w*"
            r"|(?:al|por) año|anual\w*|por ano|ao ano|all['’]anno|annuo|per jaar|jaarlijks\w*)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "month",
        re.compile(
            r"\b(?:(?:a|per|each|every) month|monthly|(?:im|pro) monat|monatlich\w*|par mois"
            r"|mensuel\w*|(?:al|por) mes|mensual\w*"
            r"|por mês|ao mês|mensa[li]\w*|al mese|mensil\w*|per maand|maandelijks\w*)\b",
            re.IGNORECASE,
        ),
    ),
)

PERCENT = re.compile(
    r"\s?(?:%|‰|°|per\s?cent\b|percent|prozent|pour\s?cents?\b|por\s?ciento|por\s?cento"
    r"|per\s?cento|procent|pct\b|basis points)",
    re.IGNORECASE,
)

_MONTHS = (
    r"jan(?:uary|uar|vier|eiro)?|feb(?:ruary|ruar)?|mar(?:ch|s|zo|ço)?|märz|apr(?:il|ile)?|avril"
    r"|may|mai|mayo|maio|june?|juni|juin|junio"
    r"|july?|juli|juillet|julio|aug(?:ust)?|août|agosto|sept?(?:ember|embre|iembre)?"
    r"|o[ck]t(?:ober|obre|ubre)?|nov(?:ember|embre|iembre)?"
    r"|de[cz](?:ember|embre|iembre)?|décembre"
)
# Numbers that are never money, whatever stands beside them.
NOT_MONEY = re.compile(
    rf"""(?:https?://|www\.)\S+ | \S+@\S+
    | (?<![\w.])(?:\+|00)\d[\d\s()./-]{{7,}}\d                             # phone numbers
    | \(\d{{2,5}}\)\s?\d[\d\s-]{{5,}}\d | (?<![\w.,])\d{{3}}[-.]\d{{3,4}}[-.]\d{{4}}(?!\d)
    | (?<![\w.,])0\d{{2,5}}[\s/-]\d[\d\s-]{{4,}}\d
    | (?<![\w.,])\d{{4}}[-/]\d{{1,2}}(?:[-/]\d{{1,2}})?(?![\w])             # dates and times
    | (?<![\w.,])\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:19|20)?\d{{2}}(?![\w,.]\d|\w)
    | (?<![\w.,$€£])\d{{1,2}}/\d{{1,2}}(?![\w/]) | (?<![\w.,])\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?!\d)
    | (?<![\w.,])\d{{1,2}}(?:[:.]\d{{2}})?\s?(?:am|pm|a\.m\.|p\.m\.|uhr|o['’]clock)\b
    | \b(?:in|since|by|until|till|before|after|(?:end|start|beginning|middle|half|quarter
    |year)\s+of|year|fy|jahr|seit|ab|vor|nach|depuis|desde|dal
    |sinds|q[1-4]|h[12]|{_MONTHS})\.?\s?(?:19[89]\d|20(?:0[1-9]|[1-4]\d))
      (?![\d.,]*[\d$€£k]|\s?(?:eur|usd|gbp|dollar|euro|€|\$|£))
    | \b(?:{_MONTHS})\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s?[$€£k])
    | \b(?:v|version|release|build|ver|iso|soc|sla|rfc|tls|sap|office|windows|win|ios|android
    |article|art|artikel|section|chapter|page|room
      |floor|building|house|apt|suite|block|gate|line|phase|step|level|tier|ticket|case|order
      |invoice|inv|po|rechnung|bestellung|facture
      |no|nr|number|option|plan|question|\#)
      [.:\s#-]{{0,3}}\d[\d.]*\b(?!\s?[€$£k]|[,\d]*\s?(?:euro?s?|dollars?|usd|gbp|k)\b)
      (?:\s(?:of|von|de|di|van)\s\d{{1,4}}(?![\w.,]\w))?
    | (?<![\w.,$€£])(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.(?=\s|$) | \#\d+
    | \b(?:of|for|für|pour|para|per|voor|de)\s20[234][1-9] # "the budget for 2027"
      (?![\d.,]*[\d$€£k]|\s?(?:eur|usd|gbp|dollar|euro|€|\$|£|/|a\b|per\b|each))
    | (?<![\w.,])\d{{1,2}}:\d{{1,2}}(?!\d)
    | \b(?:call|phone|tel|mobile|cell|dial|fax|ring|number)(?:\s+(?:is|me\s+(?:at
    |on)))?[\s.:]{{1,3}}
      \+?[\d(][\d\s()./-]{{5,}}\d
    | \b(?:pour|per|por)\s?c(?:ents?|iento|ento)\b
    | \b(?:grazie|merci|tausend|mil|mille)\s(?:mille|mil|gracias|graças|grazie|mercis?|dank)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


@lru_cache(maxsize=8)
def not_money_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the text holds addresses, dates, identifiers and other numbers that are no money."""
    return tuple(m.span() for m in NOT_MONEY.finditer(text))


# Words that may follow a bare amount. Any other word is taken for what the number counts.
_OPEN_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": """
            a about above according actually after again all all-in allocated also altogether an
            and annual annually approved approx are around as at available be because before
            between budgeted but by can cap cash ceiling could depending does done each earmarked
            either else even ever every exactly excl excluding few first flat for from given gross
            hopefully how i i'd i'm if imo in inc incl including initially is ish isn it it's just
            later left less remaining like lump max maximum maybe might min minimum monthly
            more most my net netto no
            not now off ok okay on once one only or our out over overall p per perhaps planned
            range ballpark mark region
            please plus pp probably reserved right roughly seems should since so some something
            somewhere sounds tax tbh than thanks that that's thats the their then there therefore
            these they think this though thx to today tops total towards under unless until up
            upfront us vat was we we'd we're weekly well were what when where which while who will
            with within without would yeah yearly yes yet you your
        """,
        "de": """
            ab aber als an auf aus bei bin bis brutto da damit dann das dass der die dies dieses
            doch drin eher ein eingeplant einmalig etwa für geplant gesamt im in inkl insgesamt
            ist ja jahr je jährlich maximal mehr mindestens mit monat monatlich netto nicht noch
            nur ob oder pro sein sind so sollte sollten um und ungefähr verfügbar von vor weil
            wenn wir wird wäre wären würde zu zum zur zzgl über
        """,
        "fr": """
            an au aussi avec c'est car cela dans de des donc du en environ est et hors ht ils je
            la le les mais max maximum mensuel mois nous on ou par pas plus pour que qui sans si
            soit sur ttc une vous à ça
        """,
        "es": """
            al anual como con cuando de del el en entre es esta este hasta iva la las lo los
            mensual más máximo no o para pero por porque que se si sin son su total un una y ya
        """,
        "pt": """
            ao até com como da das de do dos e em mas mensal máximo mês na no nos o os ou para
            pela pelo pois por porque que se sem são um você vocês
        """,
        "it": """
            anche annui che come con da dal del della di e fino il in la ma massimo mensili nel
            non o oppure per più quindi se su un una è
        """,
        "nl": """
            al als bij dat de deze die dit een en het ik in is maar maximaal met naar niet of om
            onder op per te tot van voor want we wij zijn zou
        """,
    }.items()
}
_INCH = frozenset({"in"})


def can_end_amount(line: Line, last: int) -> bool:
    """Whether a bare amount may end at token `last`: no noun follows that it would count."""
    index = last + 1
    if index >= len(line.tokens):
        return True
    token = line.tokens[index]
    if "\n" in line.text[line.tokens[last].end : token.start]:
        return True
    if token.kind == "digits":
        return False
    if _leads_to_number(line, index):
        return can_end_amount(line, index + 1)
    if token.low == "of" and line.low(index + 1) in ("my", "our") and line.low(index + 2) == "own":
        return True
    if token.kind == "word":
        if token.low in _INCH and (index + 1 >= len(line.tokens) or line.low(index + 1) in ".,"):
            return False
        return is_open_word(line, token.low) or any(
            pattern.match(line.text, line.tokens[last].end) for _, pattern in PERIODS_AFTER
        )
    return not _is_odd_sign(line, index)


def is_open_word(line: Line, low: str) -> bool:
    """Whether the word is a small one that may follow a bare amount."""
    return low in _OPEN_WORDS["en"] or low in _OPEN_WORDS.get(line.language, ())


def _leads_to_number(line: Line, index: int) -> bool:
    """ "45 and 50 mg": what the second number counts, the first counts too."""
    if line.low(index) not in _SERIES:
        return False
    following = next((n for n in line.numerals if n.first == index + 1), None)
    return following is not None and not following.scaled and following.first == following.last


_SERIES = frozenset(
    {"and", "or", "to", "-", "–", "und", "oder", "bis", "et", "ou", "y", "o", "e", "en", "of"}
)


def _is_odd_sign(line: Line, index: int) -> bool:
    """Signs of sums and units, and a hyphen that makes a compound ("5-star")."""
    sign = line.tokens[index].text
    if sign in "%‰°^×*=²³" and sign not in "*":
        return True
    compound = sign in "-‐" and line.touches(index) and line.touches(index + 1)
    return (
        compound
        and line.tokens[index + 1].kind == "word"
        and line.low(index + 1) not in ("ish", "odd")
    )
