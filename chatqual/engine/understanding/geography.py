"""Where the visitor is or works: the countries, regions and larger cities that a line names.

A place fills only where the line says that the visitor, their firm or their site is there, or
where the place was asked for. Where servers, support or customers are is somebody else's place.
"""

from __future__ import annotations

import re

from chatqual.engine.slots import Geography
from chatqual.engine.understanding.base import Context, Found
from chatqual.engine.understanding.cards import read_card
from chatqual.engine.understanding.gazetteer import is_place, place_key, places_in
from chatqual.engine.understanding.places import AMBIGUOUS, WORDLIKE
from chatqual.engine.understanding.sentences import Sentence, sentences
from chatqual.engine.understanding.sieve import Sifted
from chatqual.engine.understanding.words import FIRM_TAILS

__all__ = ["find_geographies", "is_place", "places_in"]


_DEMONYM_CODES = (
    "german:DE deutsches:DE deutsche:DE austrian:AT österreichische:AT österreichisches:AT "
    "swiss:CH schweizer:CH dutch:NL french:FR british:GB english:GB scottish:GB welsh:GB uk:GB "
    "irish:IE spanish:ES portuguese:PT italian:IT belgian:BE danish:DK swedish:SE norwegian:NO "
    "finnish:FI polish:PL czech:CZ hungarian:HU greek:GR romanian:RO bulgarian:BG croatian:HR "
    "slovenian:SI estonian:EE ukrainian:UA turkish:TR israeli:IL indian:IN canadian:CA us:US "
    "american:US mexican:MX brazilian:BR colombian:CO argentinian:AR australian:AU japanese:JP "
    "chinese:CN singaporean:SG nigerian:NG kenyan:KE"
)
_DEMONYMS = dict(pair.split(":") for pair in _DEMONYM_CODES.split())
_OURS = re.compile(
    r"\b(?:we|we're|were|i|i'm|im|us|our|my|wir|ich|unser\w*|mein\w*|nous|je|notre|nosotros|"
    r"estamos|somos|nuestr\w*|siamo|noi|nostr\w*|somos|nós|wij|we zijn|ons|onze)\b",
    re.I,
)
_PREPOSITION = (
    r"(?:in|near|from|at|around|outside|of|to|out of|nr|based|close to|near to|just outside|"
    r"in der|in den|in die|im|bei|aus|von|nahe|over|nach|raum|um|à|a|en|au|aux|de|em|da|di|nel|"
    r"nella|te|uit|vanuit|depuis|desde|across|throughout|over in|is|ist|sind|located|city of|"
    r"greater|standort|sitz|location|north|south|downtown|central)"
)
_LOCATED = re.compile(
    r"\b(?:based|located|headquartered|headquarters?|hq|office|offices|site|sites|plant|plants|"
    r"store|stores|shop|shops|branch|branches|warehouse|factory|company|firm|business|startup|"
    r"start-up|agency|association|hospital|clinic|clinics|school|university|team|people|ppl|"
    r"employees|staff|everyone|all|live|lives|living|work|working|sit|sitting|moved|moving|"
    r"relocat\w*|operate|operating|from|here|location|locations|address|depot|depots|lab|labs|"
    r"country|city|sitzen|sitz|standort\w*|büro\w*|niederlassung\w*|werk\w*|filiale\w*|firma|"
    r"betrieb|unternehmen|kommen|komme|kommt|arbeiten|arbeite|mitarbeiter|leute|ansässig|zuhause|"
    r"sind|bureau\w*|siège|basé\w*|situé\w*|oficina\w*|ubicad\w*|sede|uffici\w*|kantoor|gevestigd|"
    r"warehouses|restaurant|restaurants|hotel|hotels|practice|praxis|verein|kanzlei|charity|"
    r"council|nonprofit|ngo)\b",
    re.I,
)
_NOT_OURS = Sifted(
    r"\b(?:your|ur|you|server\w*|hosted|hosting|host|stored|storage|data ?cent\w*|data|"
    r"support team|helpdesk|supplier\w*|vendor\w*|provider\w*|customer\w*|clients?|competitor\w*|"
    r"flight|trip|travel\w*|conference|fair|trade show|meetup|holiday\w*|vacation|daten|euer\w*|"
    r"eure|ihre?[nm]?|lieferant\w*|kunden|rechenzentr\w*|gehostet|hosten|stehen|friend|served|"
    r"cloud|region|gdpr|(?:go|going|get|went|drive|commut\w*) to|(?:go|going|get|went|drive|"
    r"commut\w*) to|ship|deliver\w*|sell|selling|export|import|available in|support in|speak|"
    r"language|thesis|weather|wetter|hotel in|fly\w*|flew|song|news|movie|restaurant in|pizza|"
    r"time (?:is it|in)|recipe)\b",
    re.I,
)
_NEGATED = re.compile(
    r"\b(?:not|no longer|isn't|aren't|never|nicht|kein\w*|nicht mehr|left|without|instead of|"
    r"statt|formerly|used to be)(?: \w+){0,1}\s*$",
    re.I,
)
_BEFORE = re.compile(rf"(?:\b{_PREPOSITION}|[,:(–/&-]|\band|\bund)\s*(?:the\s|der\s|den\s)?$", re.I)
_MAIN = re.compile(
    r"\b(?:hq|headquarters?|headquartered|head office|main office|hauptsitz|zentrale|siège)\b", re.I
)
_DEMONYM = Sifted(
    r"\b(?:we(?:'re| are|re)?|were|i(?:'m| am|m)|run|for|wir sind|ein|eine|an?|our) (?:an? |"
    r"eine? |the )?(?:\w+ ){0,2}?"
    r"(?P<word>" + "|".join(_DEMONYMS) + r")(?:-based)? (?:\w+ ){0,2}?"
    r"(?:company|firm|business|startup|start-up|manufacturer|agency|association|charity|ngo|team|"
    r"bank|retailer|distributor|studio|shop|school|hotel|clinic|publisher|brewery|store|"
    r"consultancy|law firm|nonprofit|family business|org\w*|group|practice|university|hospital|"
    r"unternehmen|firma|betrieb|verein|mittelständler)\b",
    re.I,
)


def find_geographies(text: str, context: Context) -> list[Found[Geography]]:
    """Places of the visitor, the surest first; a head office comes before other sites."""
    found: list[Found[Geography]] = []
    for sentence in sentences(text):
        found.extend(_in_sentence(text, sentence, context))
    card = read_card(text)
    if card is not None and card.place is not None:
        found.append(card.place)
    return sorted(found, key=lambda f: (-f.confidence, f.start))


def _in_sentence(text: str, sentence: Sentence, context: Context) -> list[Found[Geography]]:
    found: list[Found[Geography]] = []
    for place in places_in(sentence.text):
        confidence = _confidence(sentence, place, context)
        if confidence:
            found.append(
                _geography(text, sentence, place.start, place.end, place.value, confidence)
            )
    if not found and not sentence.asks:
        match = _DEMONYM.search(sentence.text)
        if match and not _NOT_OURS.search(sentence.text[: match.end()]):
            country = _DEMONYMS[match["word"].lower()]
            found.append(
                _geography(text, sentence, match.start("word"), match.end("word"), country, 0.7)
            )
    return found


def _geography(
    text: str, sentence: Sentence, start: int, end: int, country: str | None, confidence: float
) -> Found[Geography]:
    start, end = sentence.start + start, sentence.start + end
    return Found(Geography(country, text[start:end]), start, end, confidence)


def _confidence(sentence: Sentence, place: Found[str | None], context: Context) -> float:
    """How surely the place is the visitor's; 0 where it is not."""
    text = sentence.text
    before, name, after = text[: place.start], text[place.start : place.end], text[place.end :]
    asked = context.asked == "geography"
    if (
        re.match(r" to [A-ZÄÖÜ]", after)
        or _NEGATED.search(before)
        or _is_others(before)
        or _in_firm_name(before, after)
    ):
        return 0.0
    preceded = bool(_BEFORE.search(before)) or not before.strip()
    if place_key(name) in AMBIGUOUS and not _unambiguous(name, before, after, asked):
        return 0.0
    if sentence.asks and not _OURS.search(before):
        return 0.0
    if asked and (preceded or len(text.split()) <= 5):
        return 0.96 if _MAIN.search(before) else 0.93
    if _OUR.search(before) and _SITE.match(after):
        return 0.85
    if re.match(r"[ -]based\b", after, re.I) and not before.strip():
        return 0.92
    if not preceded:
        return 0.75 if re.match(r"[ -]based\b", after, re.I) else 0.0
    return _unasked_confidence(text, before, after)


_BARE_IN = re.compile(
    r"(?:(?:we(?:'re| are|re)?|were|i'm|im|all|and|mostly|yes|yeah|hi|hello|ja)[ ,]+)*(?:in|near|"
    r"from|aus|bei|in der)\s+(?:the )?",
    re.I,
)
_ANCHOR = re.compile(
    r"\b(?:in|near|from|based in|aus|bei|outside|around|hq is|office is|to|of|von|"
    r"ist)\s+(?:the )?(?:north |south |east |west |central |downtown |greater )?$",
    re.I,
)
_OFFICE = re.compile(
    r"\b(?:hq|office|headquarters|base|located|based|standort|sitz)\b[^.]{0,12}$", re.I
)
_PEOPLE_FOLLOW = re.compile(r" (?:we|wir|sitzen|sind|arbeiten|haben|our|there)\b", re.I)
_FULL_NAME = re.compile(r"[A-ZÄÖÜ][^\W\d_]+(?: [A-ZÄÖÜ][\w'-]+){1,2}, ")
_OUR = re.compile(r"\b(?:our|my|unser\w*) $", re.I)
_SITE = re.compile(
    r" (?:office|site|plant|branch|team|store|hq|warehouse|factory|location|büro|werk|standort|"
    r"niederlassung|people|staff|colleagues)\b",
    re.I,
)
_FIRM_BEFORE = re.compile(r"\b(?:gmbh|srl|ltd|inc|ag|sa|bv|as|llc|kg)\b", re.I)


# "Hi, I'm Marta from Acme, Sevilla": who says so is there.
_INTRODUCED = re.compile(
    r"(?:\w+[,!] )?(?:i'm|i am|im|this is|my name is|soy|sou|sono|je suis|ich bin|ik ben"
    r"|hier ist)\s",
    re.I,
)


_LISTED = re.compile(r",\s*(?:(?:de|from|aus|in|à|da|di|uit)\s+)?$", re.I)


def _is_others(before: str) -> bool:
    """Whether the last people spoken of before a place are customers, suppliers or we here."""
    others = [m.end() for m in _NOT_OURS.finditer(before)]
    return bool(others) and not _OURS.search(before, others[-1])


def _in_firm_name(before: str, after: str) -> bool:
    """ "at Feldkirch Textiles": a place that begins a firm's name."""
    if re.search(
        r"\b(?:university|bank|college|institute|universität|hochschule) (?:of|von) $", before, re.I
    ):
        return True
    follow = re.match(r" ([A-ZÄÖÜ][^\W\d_]+)(?! ?[,.] ?$)", after)
    if not follow or is_place(follow[1]):
        return False
    return follow[1].lower() in FIRM_TAILS or bool(re.search(r"\b(?:at|for|bei) $", before))


def _unasked_confidence(text: str, before: str, after: str) -> float:
    if _MAIN.search(before[-30:]):
        return 0.95
    if re.match(r"\s*(?:$|[,.!])", after) and _BARE_IN.fullmatch(before):
        return 0.9
    if _LOCATED.search(before):
        return 0.9
    if _OURS.search(before):
        return 0.88 if _ANCHOR.search(before) else 0.75
    if re.match(r"[ -]based\b", after, re.I):
        return 0.85
    if before.lower() in ("in ", "aus ") and _PEOPLE_FOLLOW.match(after):
        return 0.85
    if not after.strip(" .!") and _FULL_NAME.fullmatch(before):
        return 0.75
    listed = _LISTED.search(before) and (_FIRM_BEFORE.search(before) or _INTRODUCED.match(before))
    return 0.85 if listed else 0.0


def _unambiguous(name: str, before: str, after: str, asked: bool) -> bool:
    """Whether a name that is a word or a person's too is a place here."""
    rest = after.strip(" .!,")
    if asked and not before.strip() and (not rest or is_place(rest) or rest == "the country"):
        return True
    key = place_key(name)
    if key in ("us", "eu", "gb") and not name.isupper():
        return bool(re.search(r"\b(?:in|from|across) the\s+$", before))
    anchored = bool(_ANCHOR.search(before))
    if name[0].isupper():
        return anchored or asked or bool(_OFFICE.search(before))
    return anchored and (key not in WORDLIKE or asked)


# So far before a number or behind it its country is looked for.
_NEAR = 40
_COUNTRY_WORD = re.compile(r"\b(?:" + "|".join(_DEMONYMS) + r")\b", re.I)
_BETWEEN_SENTENCES = re.compile(r"[.!?]\s|\n")


def country_near(text: str, start: int, end: int, context: Context | None) -> str | None:
    """The country that is named beside text[start:end]: "my German number is ...", "in Dublin".

    Without a `context` only one that stands in the same sentence within a few words.
    """
    left = max(0, start - _NEAR)
    before, after = text[left:start], text[end : end + _NEAR]
    if context is None:
        cut = [m.end() for m in _BETWEEN_SENTENCES.finditer(before)]
        before = before[cut[-1] if cut else 0 :]
        after = _BETWEEN_SENTENCES.split(after)[0]
    for part in (before, after):
        named = [p.value for p in places_in(part) if _names_country(part, p)]
        if any(named):
            return named[-1 if part is before else 0]
        word = _COUNTRY_WORD.search(part)
        if word is not None and (word.group() != "us" or not word.group().islower()):
            return _DEMONYMS[word.group().lower()]
    return None


def _names_country(text: str, place: Found[str | None]) -> bool:
    name, before = text[place.start : place.end], text[: place.start]
    if place_key(name) in AMBIGUOUS and not name[0].isupper():
        return False
    return place.value is not None and not _NEGATED.search(before)
