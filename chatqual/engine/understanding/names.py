"""The visitor's name as written; and, gathered here, the readers of their firm and role.

An answer counts bare where it was asked for; else the line must say that it is the visitor's
("I'm", "my name is", "this is ... from", a sign-off).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatqual.engine.understanding.base import Context, Found
from chatqual.engine.understanding.cards import read_card
from chatqual.engine.understanding.firms import find_companies
from chatqual.engine.understanding.gazetteer import is_place
from chatqual.engine.understanding.people import (
    FILLER,
    NAME,
    best_first,
    cut_name,
    is_firm_like,
    is_given_name,
    is_plausible_name,
    signature,
)
from chatqual.engine.understanding.roles import find_roles
from chatqual.engine.understanding.sentences import plain
from chatqual.engine.understanding.sieve import Sifted

__all__ = ["find_companies", "find_names", "find_roles"]

_TITLE_OF_RESPECT = r"(?:mr\.? |mrs\.? |ms\.? |dr\.? |herr |frau |prof\.? |the )?"
_NAMED = Sifted(
    r"\b(?:my (?:full |first |last |real )?name(?:'?s| is|:)|(?:first|given|full) name(?: is|:)?|"
    r"(?:the )?(?<!her )(?<!his )(?<!their )(?<!whose )name(?:'?s| is|:)|i(?:'m| am) called|"
    r"mein(?:e?) name(?: ist|:)|(?:der )?name ist|ich hei(?:ß|ss)e|hei(?:ß|ss)e|mon nom est|"
    r"je m'appelle|mi nombre es|me llamo|mi chiamo|il mio nome (?:è|e)|me chamo|"
    r"(?:o )?meu nome (?:é|e)|ik heet|mijn naam is)"
    rf"\s+{_TITLE_OF_RESPECT}{NAME}",
    re.I,
)
_MYSELF = Sifted(
    r"\b(?P<intro>this is|i am|i'm|im|ich bin(?: der| die)?|hier (?:ist|spricht|schreibt)|je suis|"
    r"soy|sono|sou(?: o| a)?|ik ben|dies ist|i go by|c'est|(?:people|everyone) calls? me"
    r"|aqui é(?: [oa])?|le habla|met|it's|its|it is|ask for|speak to|(?:you can |just |"
    r"please )?call me|they call me)"
    rf"\s+{_TITLE_OF_RESPECT}{NAME}",
    re.I,
)
_GREETED = Sifted(rf"\b(?:talking|speaking|chatting) (?:to|with) {NAME}", re.I)
_WEAK_INTRO = re.compile(r"it|c'est|ask|speak|.*call", re.I)
_HERE = Sifted(
    rf"(?:^|[,;:!-]\s*|\b(?:hi|hello|hey|hallo|moin|servus)[\s,]+){NAME}(?:,? | - )"
    r"(?:here|speaking|hier|again here|am apparat)\b(?! (?:is|are|in|we|and there))",
    re.I,
)
_WITH_FIRM = re.compile(
    rf"^(?:(?:hi|hiya|hello|hey|hallo|moin|guten tag|(?:good )?morning)[\s,!.]+)?{NAME}"
    r"(?:,? (?:from|at|with|von|bei)|,) (?!your\b|support\b|sales\b|billing\b)(?=[^\W\d_])",
    re.I,
)
_AFTER_ADDRESS = re.compile(
    rf"@[^\s,;@]{{1,80}}[,;]? (?:- )?{NAME}(?=,? (?:from|of|at|with) [^\W\d_]|\s*$)", re.I
)
_NAME_THEN_SAID = Sifted(
    rf"(?:^|[,.!:]\s*){NAME} (?:(?:ist |is )?(?:mein|my) name|is the name|mein name)\b", re.I
)
_WITH_PLACE = re.compile(
    r"^(?P<name>[A-ZÄÖÜ][^\W\d_]+(?: [A-ZÄÖÜ][\w'-]+){1,2}),\s*(?P<place>[^,.?!\n]{3,30})[.!]?$"
)
_AGAIN = re.compile(r"\s+again\b(?! (?:and again|later|tomorrow))", re.I)
_FIRM_FOLLOWS = re.compile(r"\s*(?:here )?,?\s*(?:from|von)\b", re.I)
_GERMAN = re.compile(r"\b(?:wir|ich|haben|hatten|und|nicht|das|ist|sind|für|bei|an)\b", re.I)


def find_names(text: str, context: Context) -> list[Found[str]]:
    """The visitor's name as written, the surest first."""
    line = plain(text)
    found: list[Found[str]] = [*_named(line), *_myself(line, context), *_spoken(line)]
    signed = signature(line)
    if signed:
        found.append(signed.name)
    card = read_card(text)
    if card is not None and card.name is not None:
        found.append(card.name)
    if context.asked == "name" and not any(f.confidence > 0.85 for f in found):
        found.extend(_bare_name(line))
    return best_first(text, found)


def _named(line: str) -> Iterator[Found[str]]:
    for match in _NAMED.finditer(line):
        name, start, end = cut_name(match)
        if name and is_plausible_name(name, sure=True):
            yield Found(name, start, end, 0.95)


def _myself(line: str, context: Context) -> Iterator[Found[str]]:
    for match in _MYSELF.finditer(line):
        name, start, end = _without_firm(match, *cut_name(match))
        if not name or line[end : end + 1] == "@" or re.match(r"\.\w", line[end:]):
            continue
        if _is_their_name(line, match, name, end, context):
            yield Found(name, start, end, 0.9)


# "Soy Lucía de Textiles": behind one given name, "de" and a firm. "De la", "del" open a surname.
_OF_A_FIRM = re.compile(
    r"(?P<first>[^\W\d_]+) (?:de|da|do|di|van) "
    r"(?!la |las |los |el |le |den |der |het )(?=[A-ZÁÉÍÓÚ])"
)
# "Lucía Gómez de Textiles Rivera": a full name and the firm that its words show to be one.
_OF_ITS_FIRM = re.compile(
    r"(?P<name>[^\W\d_]+(?:[ -][^\W\d_]+){1,4}?),? (?:de la|de|del|da|do|della|dello|dei|di"
    r"|van(?: de)?|bij)"
    r" (?P<firm>(?=[A-ZÁÉÍÓÚ])[^,.\n]{2,40})"
)
_ROMANCE_INTRO = (
    "met",
    "aqui é",
    "aqui é o",
    "aqui é a",
    "soy",
    "sou",
    "sou o",
    "sou a",
    "sono",
    "je suis",
    "ik ben",
)


def _without_firm(match: re.Match[str], name: str, start: int, end: int) -> tuple[str, int, int]:
    """The name without the firm that "de" joins to it, where they say who they are by it."""
    whole = _OF_ITS_FIRM.match(match.string, start)
    if whole is not None and is_firm_like(whole["firm"]) and " " in whole["name"]:
        return whole["name"], start, whole.end("name")
    of_firm = _OF_A_FIRM.match(name)
    if match["intro"].lower() not in _ROMANCE_INTRO or of_firm is None:
        return name, start, end
    first = of_firm["first"]
    return first, start, start + len(first)


def _is_their_name(line: str, match: re.Match[str], name: str, end: int, context: Context) -> bool:
    """Whether the words after "I'm", "this is", "it's" are the visitor's name."""
    intro = match["intro"].lower()
    if intro == "im" and not is_given_name(name) and _is_german(line, context):
        return False  # "im Jahr" is German, not "I'm"
    again = _AGAIN.match(line[end:]) and intro in ("it's", "its", "it is")
    if _WEAK_INTRO.match(intro) and context.asked != "name" and not again:
        return is_given_name(name) and is_plausible_name(name, sure=False)
    if is_plausible_name(name, sure=context.asked == "name"):
        return True
    followed = bool(_FIRM_FOLLOWS.match(line[end:]) or _AGAIN.match(line[end:]))
    lower = followed and " " not in name and not name.endswith(("ed", "ing"))
    return lower and is_plausible_name(name, sure=True)


def _is_german(line: str, context: Context) -> bool:
    return context.language == "de" or bool(_GERMAN.search(line))


def _spoken(line: str) -> Iterator[Found[str]]:
    greeted = _GREETED.search(line)
    if greeted:
        name, start, end = cut_name(greeted)
        if name and is_given_name(name):
            yield Found(name, start, end, 0.85)
    placed = _WITH_PLACE.match(line)
    if placed and is_place(placed["place"]) and is_plausible_name(placed["name"], sure=False):
        yield Found(placed["name"], placed.start("name"), placed.end("name"), 0.8)
    yield from _plausible(_AFTER_ADDRESS.search(line) or _NAME_THEN_SAID.search(line), 0.85)
    yield from _plausible(_HERE.search(line), 0.9)
    firm = _WITH_FIRM.match(line)
    if firm and "?" not in line[firm.end() :]:
        name, start, end = cut_name(firm)
        comma = firm.group().rstrip().endswith(",")
        whole = name == firm["name"] and is_given_name(name) and not comma
        if whole and is_plausible_name(name, sure=False):
            yield Found(name, start, end, 0.8)


def _plausible(match: re.Match[str] | None, confidence: float) -> Iterator[Found[str]]:
    if match is not None:
        name, start, end = cut_name(match)
        if name and is_plausible_name(name, sure=False):
            yield Found(name, start, end, confidence)


_BARE = re.compile(
    rf"(?:[^\W\d_]+, )?{NAME}\s*(?=$|[.,!\n(-]|from\b|at\b|and\b|here\b|von\b|bei\b)", re.I
)


_AFTER_BARE = re.compile(
    r"\s*(?:$|[.,!\n(-]|(?:from|at|and|here|von|bei|with|und|hier|aus|i'm|im|head|the)\b)", re.I
)


def _bare_name(line: str) -> Iterator[Found[str]]:
    """The answer to "what is your name": one to four words that can be a name."""
    rest = FILLER.sub("", line)
    match = None if "?" in line else _BARE.match(rest)
    if match:
        at = len(line) - len(rest)
        name, start, end = cut_name(match)
        if name and _AFTER_BARE.match(rest[end:]) and is_plausible_name(name, sure=True):
            yield Found(name, at + start, at + end, 0.88)
