"""What a question names that an answer must speak of: things, plans, and what is counted.

"Can we pay with Klarna" is near to every sentence about paying. What tells it from a question that
is answered is the one thing it names, and the documents do not. Verbs and little words may be said
in other words ("forgets" for "forgotten"), the name of a thing hardly ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.answer_cues import MONEY, cue, lacks_what_is_asked
from knowledge.answer_question import Reading, kinds_of_word
from knowledge.answer_select import Choice
from knowledge.coverage import Coverage
from knowledge.lexical import LexicalIndex, Term
from knowledge.passages import Ranked
from knowledge.spelling import common_words
from knowledge.translations import is_listed
from knowledge.words import content_words, fold, spoken_words, stem, words

# A form that counts this much says the same: a mended typo, a listed synonym, a translation.
SAYS_THE_SAME = 0.69


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# No things, though no verbs can be made of them either.
_NO_THINGS = _set(
    """
    behind till whenever beside besides among against toward towards although though unless since
    during throughout upon amid ago soon later earlier early late often always sometimes usually
    typically roughly huge tiny smaller smallest larger largest bigger longer shorter fewer lower
    higher better worse another ourselves yourselves themselves myself automatically ran gone went
    done came left kept held sent paid lost told spent bought brought built made met won broke
    broken fell grew knew saw seen took taken wrote written thing lots stuff money
    """
)
_VERB_ENDINGS = ("ly", "est", "ing", "ed", "ise", "ize", "able", "ible", "ful", "less", "ous")
# What stands before a verb.
_DOES = _set(
    """
    i you we they u it he she people ppl someone somebody anyone everyone can could will would
    should shall may might must not don't dont doesn't can't cant won't never wir ich man ihr sie
    je tu on nous vous ils elles se
    """
)
_FOREIGN_VERBS = re.compile(r"(er|ez|ons|ir|ar|ando|iert|ieren|eln|ern)$")
# "Which country", "how loud": the kind of answer, not a thing that is given.
_ASKED_FOR = re.compile(r"\b(?:which|what|how|wie|welche[rsnm]?|quel(?:le)?s?|que|cual)\s+(\w+)")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CODE = re.compile(r"(?=.*\d)(?=.*[a-z])\w{2,}")
_PLAN = re.compile(
    r"\b(?:the|your|our|an?|on|in)\s+(\w+) (plan|tier|package|edition|subscription|bundle)s?\b"
)
# What a thing is called that is named by another word: "a Slack integration".
_KINDS_OF_THING = _set(
    """
    integration integrations plugin plugins connector connectors connection app apps application
    feature features option options support system systems tool tools program programme programs
    module modules button page policy plan plans tier tiers package version service product
    software solution function functionality account type types kind way list number
    """
)
# "The smallest plan", "the other plan": which one, but not by its name.
_WHICH_PLAN = re.compile(r"\w+est|\w+er|\w+ly|same|right|next|new|old|paid|current|first|second")
_HOW_MANY = re.compile(
    r"\b(?:how many|wie ?viele|combien d[e']|cuant[oa]s)\s*(?!temps|tiempo)(\w+)(?: (\w+))?"
)
_NUMBER = re.compile(
    r"\d.*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|fifty|"
    r"hundred|thousand|no|unlimited|ein\w*|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|zwolf|"
    r"keine?|unbegrenzt\w*|un[ea]?|deux|trois|quatre|cinq|dix|aucune?|illimite\w*|dos|tres|cuatro|"
    r"cinco|diez|ningun\w*|ilimitad\w*"
)
BEFORE, BEHIND = 5, 3
# "What does it cost", "the price of X": an amount, where "which is cheaper" asks for a plan.
_AMOUNT = re.compile(
    r"\b(how much (is|are|does|do|would|will|for|per)\b|"
    r"(what|how much)\b.{0,40}\b(cost|pay|charge)s?\b|(prices?|rent|fees?) (of|for|in)\b|"
    r"\w+ price\W*$|(was|wie ?viel) kostet|wie teuer|combien coute|cuanto (cuesta|vale))"
)
# A price for a month is one for a year too, and none for a day.
_PERIOD = re.compile(
    r"\b(?:per|an?|each|every|pro|je|par|por|al) (hour|day|night|week|quarter|stunde|tag|nacht|"
    r"woche|quartal|heure|jour|nuit|semaine|trimestre|hora|dia|noche|semana)\b"
    r"|\b(hourly|daily|weekly|quarterly|stundlich|taglich|wochentlich|vierteljahrlich)\b"
)
_PAST = re.compile(
    r"\b(what|how \w+|when|who|which|where|was|wie \w+|wer) (was|were|did|war|waren)\b.*"
    r"\b(ago|last (year|month|week|quarter|funding\w*)|in (19|20)\d\d|used to|previously|"
    r"letzte[snm]? (jahr|monat|woche|quartal)|vor \w+ (jahren|monaten))\b"
)
_SPEAKS_OF_THE_PAST = re.compile(
    r"\b(in|over|during|of) the (last|past|previous) (\w+ )?(year|quarter|month|week)s?\b|"
    r"\b(last|previous) (year|quarter|month|week)\b|\b(was|were) .*\b(19|20)\d\d\b|"
    r"\b(19|20)\d\d .*\b(was|were)\b|"
    r"\b(letzte[nsm]?|vergangene[nsm]?|vorige[nsm]?) (\w+ )?(jahr|quartal|monat|woche)\w*"
)
_COMPARES = re.compile(r"\b(cheap\w*|discounts?|less|reduc\w+|rabatt|remise|descuento)\b")
_STATES_A_PRICE = re.compile(
    MONEY.pattern + r"|%|\b(free|on request|no (\w+ )?(fee|cost|charge)s?|included|charged|extra|"
    r"kostenlos|kostenfrei|gratis|auf anfrage|keine? (gebuhr|kosten)|gratuit\w*|sur demande|"
    r"sin (coste|cargo)|a consultar)\b"
)


@dataclass(frozen=True, slots=True)
class Named:
    """What speaks against an answer, 0 to 1 each.

    `absent`: a thing is named that the documents never speak of. `unsaid`: the weightiest thing
    that they do speak of, but not in the best sentence. `no_plan`: a plan by a name that none has.
    `uncounted`: "how many X" and no number beside an X. `unpriced`: an amount of money, a phone
    number or an address, and none is quoted. `past`: how it was is asked, how it is is quoted.
    """

    absent: float = 0.0
    unsaid: float = 0.0
    no_plan: float = 0.0
    uncounted: float = 0.0
    unpriced: float = 0.0
    past: float = 0.0


def weigh_names(
    reading: Reading,
    terms: Sequence[Term],
    ranked: Sequence[Ranked],
    chosen: Sequence[Choice],
    lexical: LexicalIndex,
) -> Named:
    """Compare what the question names with the documents and with what would be quoted."""
    if not chosen or not terms:
        return Named()
    terms = not_said_by_form(reading, terms, chosen)
    return Named(
        absent=float(any(_absent(reading, terms, lexical))),
        unsaid=_unsaid(reading, terms, chosen),
        no_plan=float(_names_no_plan(reading, ranked)),
        uncounted=float(_is_uncounted(reading, terms, chosen)),
        unpriced=float(_lacks_figure(reading, [c.unit.text for c in chosen])),
        past=float(_asks_what_was(reading, chosen)),
    )


def not_said_by_form(
    reading: Reading, terms: Sequence[Term], chosen: Sequence[Choice]
) -> tuple[Term, ...]:
    """Without the words for what a quoted sentence has the form of: "20 % less" is a reduction."""
    said = {k for k in reading.kinds if any(cue(frozenset({k}), c.unit) > 0 for c in chosen)}
    return tuple(term for term in terms if not kinds_of_word(term.word) & said)


def best_of(chosen: Sequence[Choice]) -> Choice:
    """The sentence that the answer stands on."""
    return max(chosen, key=lambda c: c.score)


def _absent(reading: Reading, terms: Sequence[Term], lexical: LexicalIndex) -> Iterator[str]:
    own = set(spoken_words(reading.own))
    for term in terms:
        if term.literal or _is_said_otherwise(term, lexical):
            continue
        for word in term.word.split():
            if word in own and content_words(word, reading.language):
                known = lexical.frequency(stem(word, reading.language))
                # An everyday word of another language may be said in one that no list has.
                known = known or (reading.language != "en" and is_listed(word, reading.language))
                if not known and is_thing(word, reading.own, reading.language):
                    yield word


def _is_said_otherwise(term: Term, lexical: LexicalIndex) -> bool:
    """A listed synonym, a translation or the right spelling of it stands in the documents."""
    return any(weight >= SAYS_THE_SAME and lexical.occurs(phrase) for phrase, weight in term.forms)


def _unsaid(reading: Reading, terms: Sequence[Term], chosen: Sequence[Choice]) -> float:
    best = best_of(chosen)
    present = Coverage(terms).present(best.unit.stems | best.ranked.hit.body.about)
    total = sum(term.weight for term in terms) or 1.0
    missing = [
        term.weight * (1.0 - float(there))
        for term, there in zip(terms, present, strict=True)
        if all(is_thing(word, reading.own, reading.language) for word in term.word.split())
    ]
    return max(missing, default=0.0) / total


def is_thing(word: str, text: str, language: str) -> bool:
    """True for what names something: no verb, no measure, no little word, as far as can be told."""
    plain = fold(text)
    if (
        word.isdigit()
        or word in _KINDS_OF_THING
        or any(found[1] == word for found in _ASKED_FOR.finditer(plain))
    ):
        return False
    if _CODE.fullmatch(word):
        return True
    spoken = _WORD.findall(plain)
    if any(b == word and a in _DOES for a, b in zip(spoken, spoken[1:], strict=False)):
        return False
    if language != "en":
        return not _FOREIGN_VERBS.search(word)
    return not _is_verb(word)


@lru_cache(maxsize=20_000)
def _is_verb(word: str) -> bool:
    """A form in -ing of it is an everyday word, or it looks like a verb or an adverb."""
    if word in _NO_THINGS or word.endswith(_VERB_ENDINGS):
        return True
    known = common_words()
    bare = {word}
    for ending in ("es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stripped = word[: -len(ending)]
            bare |= {stripped, f"{stripped}e"}
    return any(
        form in known
        for base in bare
        for form in (f"{base}ing", f"{base.rstrip('e')}ing", f"{base}{base[-1]}ing")
    )


def _names_no_plan(reading: Reading, ranked: Sequence[Ranked]) -> bool:
    """ "The premium plan", where nothing that was found speaks of a Premium or a premium plan."""
    for found in _PLAN.finditer(fold(reading.own)):
        name, kind = found[1], found[2]
        if not content_words(name, "en") or _WHICH_PLAN.fullmatch(name):
            continue
        written = re.compile(rf"\b{re.escape(name.title())}\b|\b{re.escape(name)} {kind}")
        if not any(written.search(one.hit.text) for one in ranked):
            return True
    return False


def _is_uncounted(reading: Reading, terms: Sequence[Term], chosen: Sequence[Choice]) -> bool:
    found = _HOW_MANY.search(fold(reading.own))
    if found is None:
        return False
    forms = {
        part
        for term in terms
        if any(_names(word, term) for word in found.groups() if word)
        for phrase, _ in term.forms
        if len(phrase) == 1
        for part in phrase
    }
    if not forms:
        return not any(re.search(r"\d", c.unit.text) for c in chosen)
    return not any(_counts(c, forms) for c in chosen)


def _names(word: str, term: Term) -> bool:
    """The word itself, or the last part of a compound of it ("Freigabestufen")."""
    return word in term.word.split() or word.endswith(term.word)


def _counts(choice: Choice, forms: set[str]) -> bool:
    """A number stands beside one of these words, or in the same row of a table."""
    spoken = words(choice.unit.text)
    stems = [stem(word, choice.ranked.hit.language) for word in spoken]
    places = [at for at, one in enumerate(stems) if one in forms]
    if choice.unit.kind == "row":
        return bool(places) and any(_NUMBER.fullmatch(word) for word in spoken)
    return any(
        _NUMBER.fullmatch(word)
        for at in places
        for word in spoken[max(0, at - BEFORE) : at + BEHIND]
    )


def _asks_what_was(reading: Reading, chosen: Sequence[Choice]) -> bool:
    """How it was is asked, and nothing that is quoted speaks of what is over."""
    return _PAST.search(fold(reading.own)) is not None and not any(
        _SPEAKS_OF_THE_PAST.search(fold(c.unit.text)) for c in chosen
    )


def _lacks_figure(reading: Reading, quoted: Sequence[str]) -> bool:
    asked = fold(reading.own)
    if lacks_what_is_asked(reading.kinds & {"phone", "email"}, " ".join(quoted)):
        return True
    if "price" not in reading.kinds or not _AMOUNT.search(asked) or _COMPARES.search(asked):
        return False
    priced = " ".join(plain for plain in map(fold, quoted) if _STATES_A_PRICE.search(plain))
    if not priced:
        return True
    period = _PERIOD.search(asked)
    return period is not None and not re.search(rf"\b{period[1] or period[2]}", priced)
