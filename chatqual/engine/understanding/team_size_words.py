"""Words for people and seats beside a number, in seven languages."""

from __future__ import annotations

import re

# Between a number and its noun: "50 full-time employees", "12 of our sales people".
_LINK = r"""(?:[\s-]*(?:ish|de|di|d['’]|or\ so|\+|plus|of\ our|of\ the|of|active|named
    |concurrent|internal|external
    |remote|full[\s-]?time|part[\s-]?time|paid|new|additional|extra|more|total|sales|support
    |office|field|it|hr|finance|marketing|different|end)){0,3}[\s-]*"""

_SEATS = r"""seats?|licen[cs]es?|logins?|accounts?|users?|end[\s-]users?|subscriptions?|plätzen?
    |lizenzen|zugänge|nutzer(?:n|innen)?|benutzer(?:n|innen)?|user(?:n)?|anwender(?:n|innen)?
    |sièges?|postes|licences?|utilisateurs?|usuarios?|puestos|licencias|usuários?|licenças|utenti
    |postazioni|licenze|gebruikers|plekken|licenties|plaatsen"""
_PEOPLE = r"""people|persons?|employees?|staff(?:ers)?|staff\ members|colleagues?|heads?
    |head\ ?count|members?|team\ members?|workers?|agents?|reps?|engineers?|developers?|devs?
    |sales(?:people|\ reps)|folks?
    |approvers?|buyers?|managers?|consultants?|technicians?|nurses?|teachers?|drivers?
    |contractors?|freelancers?|admins?|operators?|analysts?|designers?|of\ us|ppl|pax|fte'?s?|men
    |women|guys|co-?workers?|strong
    |leuten?|kolleg(?:en|innen)\ und\ kolleg(?:en|innen)
    |mitarbeiter(?:innen)?\ und\ mitarbeiter(?:innen)?
    |personen|mitarbeiter(?:n|innen|\*innen|:innen)?|angestellten?|beschäftigten?
    |kollegen|köpfen?|mann|freigeber(?:n)?|mitarbeitenden?
    |personnes|employés|salariés|collaborateurs|collègues|gens|personas|empleados|trabajadores
    |compañeros|colaboradores|pessoas|funcionários|empregados|colegas|colaboradores
    |persone|dipendenti|impiegati|colleghi|collaboratori|mensen|personen|medewerkers|werknemers
    |collega['’]?s|man"""

PEOPLE_AFTER = re.compile(rf"{_LINK}(?:{_SEATS}|{_PEOPLE})(?![^\W\d_])", re.IGNORECASE | re.VERBOSE)
SEATS_AFTER = re.compile(rf"{_LINK}(?:{_SEATS})(?![^\W\d_])", re.IGNORECASE | re.VERBOSE)

_ROUGH = r"""(?:\s*(?:about|around|roughly|approximately|approx\.?|circa|ca\.?|some|over|under
    |at\ least|more\ than|less\ than|up\ to|etwa|rund|ungefähr|environ|unos|cerca\ de|circa
    |ongeveer|now|only|just|currently|all\ of|maybe|like|exactly|:))*\s*"""
PEOPLE_BEFORE = re.compile(
    rf"""(?<![^\W\d_])(?:(?:team|staff|group|workforce|crew|company|firm|department|office
        |headcount|head\ count|team\ size|company\ size|team\ strength|seats|users
        |number\ of\ (?:users|seats|people|employees))
    \ ?(?:of|is|size\ is|size\ of|size|:|=|are|has)|(?:seats|users|employees|people|headcount
    |head\ count|licen[cs]es|mitarbeiter|nutzer|plätze)\s?[:=]|team\ von|équipe\ de|equipo\ de
    |equipe\ de|team\ di|team\ van
    |nous\ (?:sommes|serons|serions)|on\ (?:est|sera|serait)|(?:somos|seremos|seríamos)(?:\ unos)?
    |(?:siamo|saremo|saremmo)(?:\ in)?|we\ are|we['’]re|we['’]d\ be|we['’]ll\ be|we\ would\ be
    |there\ are
    |head\ ?count|wir\ (?:sind|wären|werden)|(?:wären|sind)\ wir|we\ zijn\ met|zu
    |we\ are\ a\ team\ of|^\s*(?:ok\ |yeah\ |yes\ )?were)(?:\s+(?:a
    |about))?{_ROUGH}$""",
    re.IGNORECASE | re.VERBOSE,
)

# "Maybe 8 sign off", "only 30 would use it": who would have a seat, though no noun stands there.
WOULD_USE = re.compile(
    r"""\s*(?:(?:of\ (?:us|them|those|these)|people|users?|ppl|who|that|will|would|wd|'d
    |need\ to|have\ to|must|actually|really|can|do|are\ going\ to|could|should|leute)\s+){0,4}
    (?:sign(?:s|ing)?\ (?:off|things|it|orders|stuff|approvals|requests)|approv(?:e|es|ing)|use\ it
    |us(?:e|ing)\ (?:the|your|this)\ (?:tool|system|software|product)|be\ using\ it|work\ with\ it
    |log\ in|need\ (?:a\ )?(?:log-?ins?|access|seats?|licen[cs]es?|accounts?)
    |geben\ frei|genehmigen|nutzen\ (?:es|das)|brauchen\ (?:einen\ )?(?:zugang
    |lizenz\w*))(?![^\W\d_])""",
    re.IGNORECASE | re.VERBOSE,
)

# What follows the noun and shows that it is not their own team.
COUNTS_OTHERS = re.compile(
    r"\s*(?:(?:(?:who|that|both|then|would|may|might)\s+){0,2}(?:disagree|differ|contradict|refuse"
    r"|reject|quit|say\ no|(?:are|is)\ (?:away|ill|sick|out|absent|on\ holiday))\b"
    r"|limit\b|minimum\s+on|maximum\s+on|plan\b|tier\b|licen[cs]e\s+cost|a\ (?:day|week"
    r"|month)\s+(?:visit|call)|per\s+(?:day|hour)|of\s+yours)",
    re.IGNORECASE | re.VERBOSE,
)
ASKS_PRICE_OF_ONE = re.compile(r"(?:for|per|each|a|share|same|use)\s*$", re.IGNORECASE)
_COUNTED = "zweit|dritt|viert|fünft|sechst|siebt|acht|neunt|zehnt"
_GETELD = "tweeën|drieën|vieren|vijven|zessen|zevenen|achten|negenen|tienen"
_TOGETHER = {
    word: count for words in (_COUNTED, _GETELD) for count, word in enumerate(words.split("|"), 2)
}
# "zu fünft", "met z'n vijven": so many together.
TOGETHER = re.compile(
    rf"\b(?:zu|met\ (?:z['’]n|zijn|ons))\ (?P<word>{'|'.join(_TOGETHER)})\b", re.IGNORECASE
)


def together(word: str) -> int:
    """How many "zu fünft" are."""
    return _TOGETHER[word.lower()]


JUST_ME = re.compile(
    r"(?<![^\W\d_])(?:(?:it['’]?s\ |its\ )?(?:just|only)\ (?:me|myself)|(?:i['’]?m|i\ am"
    r"|am)\ (?:alone|a\ one[\s-](?:man|woman|person)\ \w+|solo)|solo\ founder|^\s*(?:solo|alone"
    r"|myself)(?=\W*$)|nur\ ich|moi\ seul"
    r"|solo\ yo|só\ eu|solo\ io|alleen\ ik)(?![^\W\d_])(?!\s*(?:and|n|&|\+|plus|und|et|y|e|en)\b)",
    re.IGNORECASE | re.VERBOSE,
)

# A very small number is their team only where the line speaks of themselves.
IS_OURS = re.compile(
    r"(?<![^\W\d_])(?:we|we['’]re|us|our|team|seats?|users?|licen[cs]es?|logins?|accounts?|for"
    r"|wir|uns|unser\w*|für|plätze|nutzer|lizenzen"
    r"|nous|notre|équipe|pour|nosotros|somos|equipo|para|nós|equipe|siamo|noi|per|we|ons"
    r"|voor)(?![^\W\d_])",
    re.IGNORECASE,
)

# "is there a limit of 25 seats": about the plan, not about them.
ASKS_ABOUT_PLAN = re.compile(
    r"(?:(?:is|are)\ there\ (?:a|an|any)|(?:is|are|was)\ (?:the|your"
    r"|it\ still)\ (?:\w+\ )?(?:limit|maximum"
    r"|minimum|cap)|(?:does|do|did)\ \w+\ (?:plan\ )?(?:include|cover|come)|what(?:['’]?s"
    r"|\ is)\ the|do\ you\ have\ (?:a|any)"
    r"|gibt\ es\ (?:ein|eine))\b[^.?!]{0,30}$",
    re.IGNORECASE | re.VERBOSE,
)

# "does it support 10,000 users", "can 3 people share a login": what the product can do.
ASKS_ABOUT_LIMITS = re.compile(
    r"""(?:^|[.!?,]\s*|(?<![^\W\d_])(?:and|but|so|und)\ )(?:(?:do|does|can|could|will
        |would)\ (?:you|it
    |this|that|your\ \w+|the\ \w+)\ (?:\w+\ )?(?:support|handle|scale|allow|manage|cope|take|serve)
    \b[^.?!]{0,20}|(?:can|could|may)\ (?:up\ to\ |more\ than\ )?|(?:kann|können|schafft|verkraftet)
    \ (?:es|das|ihr\ \w+|euer\ \w+)[^.?!]{0,20})$""",
    re.IGNORECASE | re.VERBOSE,
)
# "and for 120", "what about 30 then": the price was talked of, and this is for how many.
FOR_SO_MANY_THEN = re.compile(
    r"""\s*(?:(?:ok|okay|so|gut)[,\ ]+)?
    (?:(?:and|or|but|ok(?:ay)?|so|und|oder|et|ou|y|o|e|en|of)[,\ ]+)?
    (?:what\ (?:about|if)|how\ about|was\ ist\ (?:mit|bei))?\ ?
    (?:then\ |just\ |only\ |we\ (?:are|were)\ |nur\ )?
    (?:for|with|für|bei|mit|pour|avec|para|con|com|per|voor|met)
    \ (?:about\ |around\ |us\ |etwa\ |ca\.?\ )?
    (?P<number>\d{1,6})(?:\ (?:then|instead|dann|alors|entonces|dan))?\s*[.?!]*\s*""",
    re.IGNORECASE | re.VERBOSE,
)
# "What if we are 120": a number that is only thought of.
IF_WE_WERE = re.compile(
    r"""\s*(?:(?:and|but|so|ok|und|aber)[,\ ]+)?
    (?:what\ if\ we(?:['’]?re|\ are|\ were|\ grow\ to)\ \d{1,6}
    |was(?:\ ist)?,?\ wenn\ wir\ (?:dann\ |nur\ )?\d{1,6}\ (?:sind|wären|werden))\s*[.?!]*\s*""",
    re.IGNORECASE | re.VERBOSE,
)
# "what's the price for 15 seats": what the plan costs for so many is about them.
ASKS_PRICE_FOR = re.compile(
    r"(?:price|cost|pricing|preis|kosten|prix|precio|preço|prezzo|prijs)\w*\s+(?:of\s+\w+\s+)?"
    r"(?:for|für|pour|para|per|voor)\s+(?:about\s+|around\s+|etwa\s+)?$",
    re.IGNORECASE,
)
