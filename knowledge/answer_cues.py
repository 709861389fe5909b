"""What in a sentence can answer which kind of question; and what can never stand alone."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.answer_question import Kind
from knowledge.passages import Unit
from knowledge.words import fold

MONEY = re.compile(
    r"(?:[$€£¥]|\b(?:usd|eur|gbp|chf|cad|aud)\b)\s?\d|\d\s?(?:[$€£¥]|\b(?:usd|eur|gbp|chf|cad|aud"
    r"|euros?|dollars?|pounds?|cents?)\b)"
)
_NUMBER = re.compile(
    r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|twelve|dozen|hundred|thousand|million|"
    r"unlimited|once|twice|hourly|daily|weekly|monthly|yearly|every|each|half|no limit|ein|zwei|"
    r"drei|"
    r"vier|funf|sechs|sieben|acht|neun|zehn|unbegrenzt|taglich|wochentlich|monatlich|jahrlich|"
    r"un|deux|trois|quatre|cinq|illimite|dos|tres|cuatro|cinco|ilimitado)\b"
)
_DURATION = re.compile(
    r"\b(seconds?|minutes?|hours?|days?|weeks?|months?|years?|quarters?|immediately|instantly|"
    r"at any "
    r"time|anytime|until|o'clock|noon|midnight|real ?time|hourly|daily|weekly|today|tomorrow|"
    r"within|"
    r"sekunden?|minuten?|stunden?|tagen?|wochen?|monaten?|jahren?|sofort|jederzeit|bis|innerhalb|"
    r"secondes?|heures?|jours?|semaines?|mois|ans?|annees?|immediatement|segundos?|minutos?|horas?|"
    r"dias?|semanas?|mes(es)?|anos?|inmediatamente)\b|\d\s?(am|pm|s|h|min)\b|\d:\d\d"
)
_PLACE = re.compile(
    r"\b(in|at|within|from|inside|bei|aus|en|a|au|aux|dans|chez)\s+(the\s+|der\s+|la\s+|"
    r"el\s+)?[A-Z]"
)
_DISCOUNT = re.compile(
    r"%|\b(discounts?|free|less|save|off|cheaper|reduced|lower|rabatt|gratis|kostenlos|weniger|"
    r"gunstiger|remise|reduction|gratuit|moins|descuento|menos)\b"
)
_POLAR = re.compile(
    r"\b(not|no|never|cannot|can't|don't|doesn't|won't|isn't|aren't|without|only|can|may|is|are|"
    r"always|must|yes|need(s|ed)?|support(s|ed)?|include[sd]?|allow(s|ed)?|available|possible|"
    r"works?|"
    r"required?|nicht|kein(e|en|er|em|es)?|ohne|nur|kann|konnen|ist|sind|muss|moglich|pas|sans|"
    r"peut|"
    r"peuvent|est|sont|seulement|sin|puede|pueden|solo|es|son)\b"
)
_POINTER = re.compile(
    r"^(see|read|learn|check|compare|visit|view|watch|here('s| is| are)|for more|more (about|on|"
    r"info|"
    r"information|details)|find out|have a (question|look)|contact|click here|continue|next|"
    r"want to|"
    r"how (to|\w+ (and|or|use|uses|can)|\w+ing)|covers|learn|discover|overview|step-by-step|an? "
    r"(guide|overview)|this (page|guide|article|section|document) (explains|covers|shows|describes|"
    r"lists)|everything you need|looking for|please (see|read|check|refer)|refer to|full details|"
    r"details|siehe|mehr (dazu|zu|"
    r"uber)|weitere|voir|en savoir plus|consultez|ver|mas informacion|consulte)\b"
)
_IMPERATIVE = re.compile(
    r"^(\d+[.)]\s*)?(then |now |next,? |first,? |finally,? )?(click|go to|open|select|choose|"
    r"sign in|"
    r"log in|enter|copy|paste|press|tap|scroll|navigate|type|head|switch to|toggle|run|add|create|"
    r"install|save|upload|drag|paste|make sure|let's|set|expand|pick|start by|use|under|in your|"
    r"on the|"
    r"klicken|offnen|wahlen|gehen sie|geben sie|cliquez|ouvrez|allez|choisissez|haga clic|abra|"
    r"vaya|"
    r"seleccione)\b"
)
_DANGLING = re.compile(
    r"^(it|its|this|these|that|those|they|their|them|he|she|his|her|such|however|also|otherwise|"
    r"but|"
    r"and|or|so|then|instead|therefore|thus|for example|e\.g\.|for instance|in (this|that|both|"
    r"these|such|"
    r"either|all|which) (case|cases|way)|as a result|additionally|furthermore|moreover|besides|"
    r"in addition|similarly|likewise|both|neither|either|here|there(fore|after)|after that|"
    r"the same|the "
    r"(former|latter|above|following)|once (done|that|this)|if (so|not|that|this|it|they)|"
    r"dies(e[rsnm]?)?|das|jene[rsnm]?|er|sie|es|ihre?|sein|auch|aber|und|oder|dann|deshalb|daher|"
    r"dadurch|dabei|dafur|dort|hier|ausserdem|zudem|allerdings|jedoch|cela|ceci|ce|cette|ces|il|"
    r"ils|"
    r"elles?|mais|aussi|donc|cependant|ainsi|esto|eso|estos|estas|esta|este|ello|ellos|pero|"
    r"tambien|"
    r"ademas|asi|entonces)\b"
)
# "There is", "It is possible", "This page": complete although they begin like a reference.
_NOT_DANGLING = re.compile(
    r"^(there (is|are|was|were|will|has|have)|it('s| is| was) (not |technically not |never |also )?"
    r"(possible|impossible|necessary|required|allowed|recommended|important|easy|up to you)|"
    r"it (takes|costs) |so that|that said|es gibt|es ist (nicht )?(moglich|notig)|il (y a|est|"
    r"faut)|"
    r"es (posible|necesario)|das heisst)\b"
)
_ASKS = re.compile(r"\?\W*$")
_LEADS_IN = re.compile(r":\W*$")
FEWEST_WORDS = 3
# What a line loses that ends in a colon, unless what it announces is quoted with it.
ANNOUNCES = 0.25
# What a sentence loses that leans on the one before: what it says is half said there.
LEANS = 0.15


def cue(kinds: frozenset[Kind], unit: Unit) -> float:
    """How far a sentence has the shape of an answer to such a question: -0.5 to 1, 0 unknown."""
    wanted = kinds & _SHAPES.keys()
    if not wanted:
        return 0.0
    return sum(1.0 if _has_shape(kind, unit.text) else -0.5 for kind in wanted) / len(wanted)


@lru_cache(maxsize=100_000)
def _has_shape(kind: Kind, text: str) -> bool:
    return _SHAPES[kind].search(text if kind == "place" else fold(text)) is not None


_SHAPES: dict[Kind, re.Pattern[str]] = {
    "price": re.compile(
        MONEY.pattern + r"|\b(free|price[sd]?|costs?|charged?|extra|fees?|kostenlos|kostet|preis|"
        r"gratuit|coute|gratis|cuesta)\b"
    ),
    "number": _NUMBER,
    "duration": _DURATION,
    "place": _PLACE,
    "discount": _DISCOUNT,
    "yes_no": _POLAR,
}


_QUANTITY = re.compile(
    r"\d|\b(two|three|four|five|six|seven|eight|nine|ten|twelve|dozen|hundred|thousand|million|"
    r"unlimited|once|twice|hourly|daily|weekly|monthly|yearly|every|half|no limit|zwei|drei|vier|"
    r"funf|sechs|sieben|acht|neun|zehn|unbegrenzt|taglich|stundlich|wochentlich|monatlich|jahrlich|"
    r"deux|trois|quatre|cinq|illimite|dos|tres|cuatro|cinco|ilimitado)\b"
)
_PRICED = re.compile(
    MONEY.pattern
    + r"|\b(free|on request|no (extra|additional|set-?up)? ?(fee|cost|charge)s?|included|"
    r"kostenlos|gratis|umsonst|auf anfrage|keine (gebuhr|kosten)|gratuit|sur demande|sin coste|"
    r"a consultar)\b|\d ?%"
)
_PHONE = re.compile(r"\+?\(?\d[\d\s()/.-]{6,}\d")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+")


def lacks_what_is_asked(kinds: frozenset[Kind], text: str) -> bool:
    """True where a price, an amount, a phone number or an address is asked and none is quoted."""
    plain = fold(text)
    return (
        ("price" in kinds and not _PRICED.search(plain))
        or ("number" in kinds and not _QUANTITY.search(plain))
        or ("phone" in kinds and not _PHONE.search(text))
        or ("email" in kinds and not _ADDRESS.search(text))
    )


def fitness(kinds: frozenset[Kind], unit: Unit) -> float:
    """0 for a sentence that can be quoted as it stands, below 0 for one that answers little."""
    return _fitness(unit.text, unit.kind, "how_to" in kinds)


@lru_cache(maxsize=50_000)
def _fitness(text: str, kind: str, tells_how: bool) -> float:
    plain = _bare(text)
    count = len(text.split())
    faults = (
        (0.4, kind == "code"),
        (0.5, kind in ("heading", "question") or _ASKS.search(plain)),
        (ANNOUNCES, _LEADS_IN.search(plain)),
        (0.25, _POINTER.search(plain)),
        (0.12, not tells_how and _IMPERATIVE.search(plain)),
        (0.3, count < FEWEST_WORDS),
        (LEANS, _leans(text)),
        (0.1, FEWEST_WORDS <= count < FEWEST_WORDS + 2 and kind != "row"),
    )
    return -sum(weight for weight, holds in faults if holds)


def _bare(text: str) -> str:
    return fold(text).strip("*_\"'“”„ ")


_STATES_THAT_IT_IS = re.compile(
    r"\b(connects? (to|directly)|connected directly|works? with|supports?|is supported|integrates?|"
    r"(is|are) (available|offered|included|possible)|in every plan|"
    r"(is|are) (a )?part of|there (is|are)|offers?|provides?|includes?|lies? ready|"
    r"verbunden|unterstutzt|ist teil von|es gibt|gibt es|in jedem tarif|verfugbar|liegt|"
    r"disponibles?|il y a|prend en charge|hay|incluye|compatible)\b"
)


@lru_cache(maxsize=50_000)
def _states_that_it_is(text: str) -> bool:
    return _STATES_THAT_IT_IS.search(fold(text)) is not None


_LASTS = re.compile(
    r"\b(lasts?|takes?|within|in one|runs? for|dauert?|"
    r"innerhalb|dure|dura|tarda)\b"
)
_EVERY_SO_OFTEN = re.compile(
    r"\b(hourly|daily|weekly|monthly|yearly|every|once|twice|each (hour|day|week|month|night)|"
    r"taglich|stundlich|wochentlich|monatlich|jede[rsn]?|chaque|tous les|cada|todos los)\b"
)


def states_how_long(unit: Unit) -> bool:
    """ "The trial lasts 14 days", not "is kept for you until you choose"."""
    return _LASTS.search(fold(unit.text)) is not None


def states_how_often(unit: Unit) -> bool:
    """ "Runs daily on one plan and hourly on another"."""
    return _EVERY_SO_OFTEN.search(fold(unit.text)) is not None


def states_how_much_less(unit: Unit) -> bool:
    """ "20 % less": a discount with its size."""
    return "%" in unit.text


def states_that_it_is(unit: Unit) -> bool:
    """ "X connects to Slack in every plan": it says whether there is such a thing at all."""
    return _states_that_it_is(unit.text)


def is_dangling(unit: Unit) -> bool:
    """True for a sentence that leans on the one before it."""
    return _leans(unit.text)


@lru_cache(maxsize=20_000)
def _leans(text: str) -> bool:
    plain = _bare(text)
    return bool(_DANGLING.search(plain)) and not _NOT_DANGLING.search(plain)


def announces(unit: Unit) -> bool:
    """True for a line that ends in a colon: what it says stands behind it."""
    return unit.kind in ("prose", "item") and unit.text.rstrip("*_ ").endswith(":")


def is_question(unit: Unit) -> bool:
    """True for a question of an FAQ: it asks, the next one answers."""
    return unit.kind == "question" or bool(_ASKS.search(unit.text))
