"""Reads what a question asks for: its language, its kind, the seats it names, what it leans on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.answer_context import (
    MOST_WORDS_OF_A_LEANING_QUESTION,
    asks_anew,
    find_lead,
    made_whole,
    subject_of,
    subject_words,
    swaps_subject,
    without_parallel,
)
from knowledge.question_language import guess_language
from knowledge.words import content_words, fold

Kind = Literal[
    "price",
    "number",
    "duration",
    "place",
    "yes_no",
    "how_to",
    "which",
    "person",
    "discount",
    "phone",
    "email",
]

# The text is folded: lower case, without accents.
_KINDS: dict[Kind, str] = {
    "price": r"\b(how much (is|are|does|do|would|will|for|per|to)\b|how much\W*$|"
    r"(what|how much) (do|does|would|will|did) (?:\w+ ){1,4}?(pay|charge)\b|"
    r"(what s|whats|what is) .{2,30} per (seat|user|employee|head|person|unit|licen[cs]e)\b|"
    r"(what s|whats|what is) the rent\b|rent (of|for|per)\b|"
    r"prices?|pricing|"
    r"(what|how much) (would|will|does|is) (that|it|this|they) (be|come to|make|amount to)\b|"
    r"what s (that|it) (per|a) (month|year)|"
    r"costs?"
    r"|expensive|cheap(er|est)?\b|fees?\b|kostet|kosten|preise?|teuer|gebuhr|prix|coute|cout|"
    r"tarifs?|precios?"
    r"|cuesta|cuestan|coste)|[$€£]",
    "number": r"\b(how (many|often|big|large|small|far|old)|rate|limits?|maximum|max|minimum|"
    r"biggest|"
    r"largest|number of|wie (viele?|oft|gross)|combien|cuant[oa]s|percent|up to)\b|%",
    "duration": r"\b(how (long|soon|fast|quick|quickly|live)|(by|since|until|till) when|"
    r"when (do|does|did|will|would|is|are|was|were|can|could|should|must|s)|until|till|"
    r"deadline|how late|"
    r"wie (lange|schnell|bald)|wann|dauert|bis wann|combien de temps|quand|delai|cuanto (tiempo|"
    r"tarda)|cuando|plazo|expire[sd]?|expiry|valid)\b",
    "place": r"\b(where|which (country|region|location|city)|wo\b|woher|welche[ms]? (land|"
    r"standort)|"
    r"ou (est|sont|se|sera)|donde|en que pais)",
    "how_to": r"\b(how (do|can|would|should|to) (i|we|you|one|my|our)?|how to|steps?|wie (kann|"
    r"konnen|"
    r"mache|richte|geht)|comment|como (puedo|podemos|se|hago))\b",
    "which": r"\b(which|what (plan|plans|features?|kinds?|types?|formats?|languages?|methods?|role|"
    r"browsers?)|welche[rsnm]?|quels?|quelles?|cual(es)?|que (plan|formatos?|metodos?))\b",
    "person": r"\b(who|whom|wer|wen|wem|qui|quien(es)?)\b",
    "phone": r"\b(phone numbers?|telephone|telefonnummer|numero de (telephone|telefono)|fax)\b",
    "email": r"\b(e-?mail address(es)?|which e-?mail|e-?mail-?adresse|adresse e-?mail|correo)\b",
    "discount": r"\b(discounts?|cheaper|reductions?|rebates?|rabatt|ermassigung|gunstiger|nachlass|"
    r"remise|reduction|rabais|descuentos?|rebaja|save)\b",
}
_KIND_PATTERNS = {kind: re.compile(pattern) for kind, pattern in _KINDS.items()}
_YES_NO = re.compile(
    r"^\W*((and|so|but|ok|okay|hi|hello|hey|also|und|et|y)\W+)*"
    r"(is|are|am|was|were|do|does|did|can|could|will|would|should|has|have|may|must|any|isn't|"
    r"aren't|don't|doesn't|can't|won't|ist|sind|kann|konnen|gibts?|gibt es|habt|haben|hat|muss|"
    r"mussen|darf|wird|werden|est-ce|y a-t-il|puis-je|peut-on|avez-vous|proposez-vous|hay|puedo|"
    r"podemos|tienen|tienes|es|se puede|ofrecen)\b"
    r"|\b(possible|moglich|posible|right|correct)\W*$"
)
_YES_NO_INSIDE = re.compile(
    r"\b(do|does|can|could|will|is|are|did) (i|we|you|u|it|they|there|this|that|my|our|your|the)\b"
)
_HOW_LONG = re.compile(r"\b(how long|wie lange|combien de temps|cuanto (tiempo|dura|tarda))\b")
_HOW_OFTEN = re.compile(r"\b(how often|wie oft|a quelle frequence|con que frecuencia|frequency)\b")
_WHETHER = re.compile(
    r"^\W*((and|so|but|ok|okay|hi|hello|also|und|et|y)\W+)*"
    r"((do|does|can|will) (you|u|it|this|they|the \w+) (guys )?(also |even |already )?"
    r"(have(?! to\b)|has|do|support|offer|provide|work with|connect|integrate|include|got)|"
    r"(is|are) there|have you( got)?|got|any|"
    r"(does|do) \w+ (have(?! to\b)|support|offer|provide|work with|connect|integrate|include)|"
    r"(habt|haben|bietet|bieten|unterstutzt|gibt'?s|gibt es|y a-t-il|avez-vous|hay|tienen|"
    r"ofrecen))\b"
)
_SEATS = re.compile(
    r"\b(\d{1,3}(?:[.,]\d{3})+|\d{1,6})\s+(?:\w+\s+)?(seats?|users?|people|ppl|persons?|employees|"
    r"members|licen[cs]es|colleagues|staff|agents?|accounts|platze|personen|mitarbeiter\w*|nutzer|"
    r"benutzer|lizenzen|leute|utilisateurs?|personnes|employes|postes|sieges|usuarios?|personas|"
    r"empleados|puestos|licencias)\b"
)
_EVERY = re.compile(r"\b(per|a|each|im|pro|par|al|por) (month|year|monat|jahr|mois|an|mes|ano)\b")
_WE_ARE = re.compile(
    r"\b(?:we are|we're|were|wir sind|nous sommes|somos|for|fur|pour|para|with|mit|avec|con|"
    r"(?:i|we) (?:take|took|buy|bought|get|got|need|want|have|had)|(?:ich|wir) nehmen?|"
    r"(?:je|nous) prend\w*) (?:only |just |nur )?(\d{1,6})\b(?!\s*(?:%|€|\$|£|days?|weeks?|months?|"
    r"years?|offices?|tage?n?|wochen|monaten?|jahren?))"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A question made whole.

    `text`: what is embedded. `lead`: the earlier question it leans on, "" where it stands alone.
    `turns`: it asks for the price where the earlier one asked for something else.
    `swaps`: it asks the earlier question again, about something else.
    `of_all`: it is about the company or the product as a whole.
    """

    own: str
    text: str
    lead: str
    language: str
    kinds: frozenset[Kind]
    seats: int | None
    turns: bool = False
    swaps: bool = False
    of_all: bool = False

    @property
    def asks_whether(self) -> bool:
        """ "Do you have X", "is there X": whether there is such a thing, and nothing about it."""
        return _WHETHER.search(fold(self.own)) is not None and self.kinds == {"yes_no"}

    @property
    def asks_how_long(self) -> bool:
        return _HOW_LONG.search(fold(self.own)) is not None

    @property
    def asks_how_often(self) -> bool:
        return _HOW_OFTEN.search(fold(self.own)) is not None

    @property
    def asks_one_thing(self) -> bool:
        """A follow-up about what was talked about already: the visitor has the rest."""
        return bool(self.lead and self.kinds) and not self.swaps


def read_question(
    text: str,
    history: Sequence[str] = (),
    language: str = "en",
    seats: int | None = None,
    context: str = "",
) -> Reading:
    """Read a question in the light of the visitor's earlier ones (oldest first).

    `context`: what else its line says ("over the limit for two months" before "what happens").
    """
    text, history = mended(text), [mended(earlier) for earlier in history]
    spoken = guess_language(context or text, language)
    lead = without_parallel(find_lead(text, history, spoken), text, spoken)
    beside = context.replace(text, " ").strip(" ,.;:-–")
    if lead and context and "price" in _kinds(text) and subject_words(beside, spoken):
        # "So it is all in Enterprise. What does it cost": what stands beside it is nearer.
        lead = beside
    if not lead and len(content_words(text, spoken)) <= MOST_WORDS_OF_A_LEANING_QUESTION:
        lead = beside
    seats = _seats(text) or _seats(lead) or seats
    kinds = _kinds(text)
    if lead and not kinds and asks_anew(text, spoken):
        lead = subject_of(lead, spoken) or lead
    else:
        kinds = _kinds_behind(text, kinds, _kinds(lead), spoken) if lead else kinds
    turns = bool(lead) and "price" in kinds and not _kinds(lead) & {"price", "discount"}
    # "What does it cost then" behind a question about something else asks for the price.
    whole = made_whole(text, lead, spoken) if lead and not turns else text
    swaps = bool(lead) and swaps_subject(text, spoken)
    return Reading(text, whole, lead, spoken, kinds, seats, turns, swaps)


def _kinds_behind(
    text: str, kinds: frozenset[Kind], before: frozenset[Kind], language: str
) -> frozenset[Kind]:
    """What is asked, in the light of what was: "is that per seat" is still about the price."""
    if not kinds or subject_words(text, language):
        return kinds or before
    if kinds == {"yes_no"}:
        return kinds | before
    # "How much is it", behind a discount, asks how large that is.
    return before if "price" in kinds and "discount" in before else kinds


_YOU = re.compile(r"\b(you|u|ya|you guys)\b(?! (can|could|know|tell|please)\b)", re.IGNORECASE)
_YOUR = re.compile(r"\b(your|ur)\b(?! (own|help|time|answer)\b)", re.IGNORECASE)


_OF_A_COMPANY: frozenset[Kind] = frozenset({"number", "place", "person", "which"})
_MOST_WORDS_ABOUT_THEM = 1


def addressed_to(company: str, text: str, reading: Reading) -> str:
    """ "Where are your offices" with the company in place of "you", as the documents speak of it.

    Only for a short question about the company itself: in "do you have X" it is X that counts.
    """
    about_them = reading.kinds & _OF_A_COMPANY and not reading.kinds & {"yes_no", "how_to", "price"}
    named = content_words(reading.own, reading.language)
    if reading.language != "en" or not about_them or len(named) > _MOST_WORDS_ABOUT_THEM:
        return text
    return _YOUR.sub(f"{company}'s", _YOU.sub(company, text))


# Slips in the little words that say what is asked; longer words are mended by the index.
_SLIPS = {
    "yuo": "you",
    "abuot": "about",
    "waht": "what",
    "mutch": "much",
    "muhc": "much",
    "mcuh": "much",
    "hwo": "how",
    "hw": "how",
    "wich": "which",
    "whcih": "which",
    "teh": "the",
    "wher": "where",
    "becuase": "because",
}
# In Dutch it is the right word.
_WAT = re.compile(r"\bwat(?= (?:do|does|did|are|can|will|would|about|if|u|you)\b)", re.IGNORECASE)
_SLIP = re.compile(rf"\b({'|'.join(_SLIPS)})\b", re.IGNORECASE)


def mended(text: str) -> str:
    """The question with the commonest slips of the pen put right ("how mutch")."""
    return _SLIP.sub(lambda found: _SLIPS[found[0].lower()], _WAT.sub("what", text))


# What a question without any word of its own ("how much is it?") is about.
_STAND_INS: dict[str, dict[str, str]] = {
    "en": {"price": "price cost", "duration": "duration", "place": "location"},
    "de": {"price": "Preis kostet", "duration": "Dauer", "place": "Standort"},
    "fr": {"price": "prix tarif", "duration": "durée", "place": "lieu"},
    "es": {"price": "precio", "duration": "duración", "place": "lugar"},
}


# Words that say what kind of thing is asked, and nothing of what it is asked about.
_ASKING = {
    "en": r"\bhow (long|soon|fast|quick(ly)?|far)\b",
    "de": r"\bwie (lange|schnell|bald)( dauert)?\b",
    "fr": r"\bcombien de temps( dure)?\b",
    "es": r"\bcuanto (tiempo )?(tarda|dura)n?\b",
}
# "The difference between X and Y" is what the one contains and the other does not.
_DIFFERENCE = re.compile(r"\b(differen(ce|t)s?|differs?|compare[ds]?|versus|vs)\b( between\b)?")
_SET_UP = re.compile(
    r"\bset(ting)? (it |this |that |everything )?up\b|\b(up and running|go(ing)? live)\b"
)
# "Get everything out" is an export; "what do I get for it" asks what a plan contains.
_GET_OUT = re.compile(r"\b(?:get|take|pull|bring)(?: \w+){1,3} (?:out|with (?:us|me))\b")
_GET_FOR_IT = re.compile(
    r"\bwhat (do|would|will) (i|we) (actually |really )?get\b"
    r"( for (it|that|this|(the|my|our) money))?"
)
_ASKING_PATTERNS = {code: re.compile(pattern) for code, pattern in _ASKING.items()}


def without_asking(text: str, language: str) -> str:
    """ "How long does the set-up take" without "how long", for a search by words.

    The text as it stands where nothing else is left.
    """
    pattern = _ASKING_PATTERNS.get(language)
    if pattern is None:
        return text
    plain = fold(text)
    if language == "en":
        plain = _SET_UP.sub("setup", _DIFFERENCE.sub(" contain ", plain))
        plain = _GET_FOR_IT.sub("contains included", _GET_OUT.sub("export download", plain))
    left = pattern.sub(" ", plain)
    if left == fold(text):
        return text
    return left if content_words(left, language) else text


def stand_in(reading: Reading) -> str:
    """Words for a question that has none of its own."""
    table = _STAND_INS.get(reading.language, _STAND_INS["en"])
    return " ".join(table[kind] for kind in sorted(reading.kinds) if kind in table)


def _kinds(text: str) -> frozenset[Kind]:
    plain = fold(text)
    found = {kind for kind, pattern in _KIND_PATTERNS.items() if pattern.search(plain)}
    if _SEATS.search(plain) and _EVERY.search(plain):
        found.add("price")
    if _YES_NO.search(plain) or (_YES_NO_INSIDE.search(plain) and not found - {"discount"}):
        found.add("yes_no")
    return frozenset(found)


def kinds_of_word(word: str) -> frozenset[Kind]:
    """What a word by itself asks for: "reduction" and "cheaper" a discount."""
    plain = fold(word)
    return frozenset(kind for kind, pattern in _KIND_PATTERNS.items() if pattern.search(plain))


def _seats(text: str) -> int | None:
    found = _SEATS.search(fold(text)) or _WE_ARE.search(fold(text))
    if not found:
        return None
    number = int(re.sub(r"[.,]", "", found[1]))
    return number if number > 0 else None
