"""Words around a number that make it a bound, a range or a rough figure, in seven languages.

Everything is a compiled pattern that is matched against the text right before (`$` at its end) or
right
after a number. Money and head counts share them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from chatqual.engine.understanding.number_words import words_of

Side = Literal["upper", "lower"]

_ROUGH = r"""about|around|roughly|approx(?:imately|\.)?|circa|ca\.?|c\.|some
    |somewhere(?:\ (?:around|near|in))?
 |in\ the\ (?:region|neighbou?rhood|ballpark|order|range)\ of|close\ to|(?:just\ )?shy\ of
 |just\ short\ of|nearly|almost|say|maybe
 |perhaps|probably
 |give\ or\ take|an?\ estimated|estimated|like|rund|etwa|ungefähr|ungefaehr|zirka|um\ die|knapp
 |gut|schätzungsweise
 |environ|à\ peu\ près|approximativement|autour\ de|dans\ les|alrededor\ de|cerca\ de|unos|unas
 |aproximadamente
 |aprox\.?|más\ o\ menos|mas\ o\ menos|por\ volta\ de|em\ torno\ de|uns|umas|mais\ ou\ menos
 |intorno\ a(?:i|lle)?
 |approssimativamente|all'incirca|ongeveer|rond(?:\ de)?|zo'n|grofweg|pakweg|omgerekend|≈|~"""

_EQUAL = r"(?:\ (?:or|and)\ (?:equal|equals)(?:\ (?:to|than))?|\ than\ or\ equal\ to|\ than|\ to)?"

_UPPER = rf"""(?:(?:are\ |is\ |go\ )?up\ ?to|under|below|beneath|(?:less|lower|fewer
    |smaller)\ than(?:\ or\ equal\ to)?
 |(?:less|lower|fewer|smaller){_EQUAL}|at\ (?:the\ )?most|max(?:imum|imal|\.)?(?:\ (?:of|is
 |would\ be|budget\ (?:is|of)))?
 |no(?:t|thing)?\ (?:more\ than|over|above|exceed(?:ing)?|beyond)|no\ higher\ than|south\ of
 |sub[\s-]?|as\ (?:high|much|far)\ as
 |(?:max(?:es|ing|ed)?|top(?:s|ping|ped)?)\ out\ at
 |not\ (?:a|one)\ (?:cent|penny|dollar|euro|dime|rupee)\ (?:more\ than|over|above)
 |no\ bigger\ than|within
 |cap(?:ped)?\ (?:at|of|is)|(?:upper\ )?limit(?:ed)?\ (?:of|is|to)|ceiling\ (?:of|is)
 |not\ to\ exceed|<=?|≤
 |bis(?:\ zu)?|unter|höchstens|hoechstens|maximal|nicht\ (?:mehr\ als|über)|weniger\ als
 |unterhalb(?:\ von)?
 |jusqu['’]à|moins\ de|moins\ que|au\ (?:plus|maximum)|pas\ plus\ (?:de|que)|inférieure?\ à
 |hasta|menos\ de|como\ (?:mucho|máximo)|máximo(?:\ de)?|no\ más\ de|no\ mas\ de|a\ lo\ sumo
 |por\ debajo\ de
 |até|menos\ (?:de|que|do\ que)|no\ máximo|não\ mais\ (?:de|que|do\ que)|abaixo\ de
 |fino\ a|meno\ di|al\ massimo|massimo|non\ più\ di|entro\ i|sotto\ i
 |tot|onder(?:\ de)?|(?:minder|lager)\ dan|hooguit|maximaal|niet\ meer\ dan|ten\ hoogste
 |hoogstens)"""

_LOWER = rf"""(?:over|above|(?:more|greater|higher|larger|bigger)\ than|(?:more|greater|higher
    |larger|bigger){_EQUAL}
 |at\ (?:the\ very\ |the\ )?least|min(?:imum|\.)?(?:\ (?:of|is|would\ be))?|no(?:t)?\ (?:less
 |fewer|lower|under|below)(?:\ than)?
 |start(?:s|ing)?\ (?:at|from)|starting\ with|begin(?:s|ning)?\ (?:at|from)|from(?:\ about)?
 |upwards?\ of
 |north\ of|as\ low\ as|dépass\w+|superare?(?:\ (?:los|i|gli))?|ultrapass\w+|passar\ de|beyond
 |surpass(?:ing|es)?
 |exceed(?:ing|s)?|in\ excess\ of|>=?|≥
 |über|ueber|ab|mindestens|mehr\ als|wenigstens|nicht\ (?:weniger\ als|unter)|oberhalb(?:\ von)?
 |plus\ de|plus\ que|au\ moins|minimum|à\ partir\ de|a\ partir\ de|dès|au[- ]dessus\ de
 |pas\ moins\ de|supérieure?\ à
 |más\ de|mas\ de|al\ menos|por\ lo\ menos|como\ mínimo|mínimo(?:\ de)?|desde|no\ menos\ de
 |supera(?:n)?(?:\ los)?
 |mais\ (?:de|que|do\ que)|pelo\ menos|no\ mínimo|a\ partir\ de|acima\ de|não\ menos\ (?:de|que)
 |più\ di|oltre(?:\ i)?|almeno|minimo|come\ minimo|a\ partire\ da|da|non\ meno\ di|superan?o\ i
 |meer\ dan|hoger\ dan|boven(?:\ de)?|minstens|minimaal|ten\ minste|tenminste|vanaf
 |niet\ minder\ dan|ruim)"""

_FILLER = (
    r"(?:\s*(?:the|a|an|eine[rnm]?|une?|una|um|uma|een|de|den|los|les|i|gli|or\ equal\ to"
    rf"|{_ROUGH}))?"
)
_BEFORE = r"(?:^|(?<=[\s(\"'“,;:/-]))"


def _at_end(words: str) -> re.Pattern[str]:
    return re.compile(rf"{_BEFORE}(?:{words}){_FILLER}[\s:(]*$", re.IGNORECASE | re.VERBOSE)


UPPER_BEFORE = _at_end(_UPPER)
LOWER_BEFORE = _at_end(_LOWER)
ROUGH_BEFORE = re.compile(
    rf"{_BEFORE}(?:{_ROUGH})(?:\s*(?:the|a|an|de|den|los|les))?\s*$", re.IGNORECASE | re.VERBOSE
)

UPPER_AFTER = re.compile(
    r"""[\s,(]*(?:(?:or|and|und|oder|ou|et|o|y|of|en|e)\ (?:less|fewer|under|below|lower|smaller
        |weniger|moins
    |menos|meno|minder)(?:\ than)?|at\ (?:the\ )?(?:very\ )?most|tops|max(?:imum|imal|\b\.?)
    |at\ the\ outside|ceiling
    |is\ (?:the|our|my)\ (?:max(?:imum)?|limit|cap|ceiling|most)|höchstens|maximal|au\ (?:plus
    |maximum)|maximum
    |nicht\ (?:übersteigen|überschreiten)|como\ (?:mucho|máximo)|máximo|no\ máximo
    |al\ massimo|massimo|maximaal|hooguit)\b""",
    re.IGNORECASE | re.VERBOSE,
)
LOWER_AFTER = re.compile(
    r"""(?:\s?\+(?!\s?\d|\s?vat|\s?iva|\s?tax|\s?mwst|\s?gst)
    |[\s,(]*(?:(?:or|and|und|oder|ou|et|o|y|of|en|e)\ (?:more|up|upwards?|above|over|greater
    |higher|larger|bigger|mehr
    |plus|más|mas|mais|più|meer)(?:\ than)?|at\ (?:the\ )?(?:very\ )?least|minimum|min\b\.?
    |plus(?=\s*(?:[.,!;)]|$))|upwards?
    |is\ (?:the|our|my)\ (?:min(?:imum)?|least)|mindestens|au\ (?:moins|minimum)|minimum
    |como\ mínimo|al\ menos
    |no\ mínimo|pelo\ menos|almeno|minstens|minimaal)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
OR_EQUAL_AFTER = re.compile(r"\s*or\s+equal(?:\s+to)?\b", re.IGNORECASE)
ROUGH_AFTER = re.compile(
    r"""(?:\s?-?(?:ish|odd)\b|[\s,(]*(?:or\ so|roughly|approx(?:imately|\.)?|about|give\ or\ take
        |more\ or\ less|or\ thereabouts
    |ungefähr|oder\ so|circa|environ|más\ o\ menos|mais\ ou\ menos|ongeveer)\b)""",
    re.IGNORECASE | re.VERBOSE,
)

_NO = r"""\b(?:not|\w+n['’]?t|cannot|never|no|without|nicht|kein\w*|nie|pas|jamais|nunca|não|nao
    |non|mai|niet|geen|nooit)\b"""
_NEGATION_BEFORE = re.compile(rf"{_NO}[^.;!?,]{{0,30}}$", re.IGNORECASE)
_REFUSED_AFTER = re.compile(
    r"""^[^.;!?]{0,40}?\b(?:nicht\ (?:drin|möglich|moeglich|machbar)|geht\ nicht|(?:is|are
        |would\ be|wäre|ist|es|sería|est|serait|é)
    \ (?:not\ (?:possible|realistic|an\ option|going\ to\ happen|happening)|too\ much
    |too\ (?:expensive|high)
    |out\ of\ (?:the\ question|reach)|off\ the\ table|zu\ viel|zu\ teuer|demasiado|trop|troppo
    |demais)
    |(?:won|can|isn|doesn)['’]?t\ (?:work|fly|happen|possible)|no\ es\ posible|niet\ mogelijk
    |n['’]est\ pas\ possible)""",
    re.IGNORECASE | re.VERBOSE,
)
_EXPLICIT = re.compile(
    r"""(?:no(?:t|thing)?|nicht|pas|não|non|niet)\s+(?:more|less|fewer|over|above|under|below
        |lower|higher|bigger
    |mehr|weniger|über|unter|plus|moins|más|mas|menos|mais|più|meno|meer|minder|to|exceed)""",
    re.IGNORECASE | re.VERBOSE,
)

RANGE_SIGNS = frozenset({"-", "–", "—", "~", "‐", "‑", "−"})
RANGE_WORDS = words_of("to till til until through thru bis à a até al tot ate ai agli alle aos aux")
OR_WORDS = words_of("or oder ou o of")
AND_WORDS = words_of("and und et y e en &")
FROM_WORD = re.compile(
    r"\b(?:between|zwischen|entre|tussen|tra|fra|from|von|van|de|da|dai|dal|dagli|dalle|dos|des"
    r"|du)(?:\s+(?:the|i|gli|le|los|las|les|os|as|den|die))?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Edges:
    """What the words around an amount say: the side it bounds, whether it is rough, their span."""

    side: Side | None
    rough: bool
    start: int
    end: int


def _side_before(before: str) -> tuple[Side | None, int]:
    """The bound at the end of `before` and where its words begin."""
    upper, lower = UPPER_BEFORE.search(before), LOWER_BEFORE.search(before)
    found = min((m for m in (upper, lower) if m), key=lambda m: m.start(), default=None)
    if found is None:
        return None, len(before)
    side: Side = "upper" if found is upper else "lower"
    if not _EXPLICIT.match(found.group()) and _NEGATION_BEFORE.search(before[: found.start()]):
        side = "lower" if side == "upper" else "upper"
    return side, found.start()


def edges_of(text: str, start: int, end: int) -> Edges:
    """Reads the bound and rough words right around text[start:end]."""
    before = text[max(0, start - 48) : start]
    offset = start - len(before)
    side, begins = _side_before(before)
    rough = ROUGH_BEFORE.search(before)
    if rough is not None:
        begins = min(begins, rough.start())
    if side == "lower" and _REFUSED_AFTER.match(text[end : end + 80]):
        side = "upper"
    return Edges(side, rough is not None, offset + begins, end)


def edge_after(
    text: str, end: int
) -> tuple[Literal["upper", "lower", "rough", "equal"], int] | None:
    """The bound or rough word that starts right at `end`, with where it stops."""
    for name, pattern in _AFTER:
        found = pattern.match(text, end)
        if found is not None:
            return name, found.end()
    return None


_AFTER: tuple[tuple[Literal["upper", "lower", "rough", "equal"], re.Pattern[str]], ...] = (
    ("equal", OR_EQUAL_AFTER),
    ("upper", UPPER_AFTER),
    ("lower", LOWER_AFTER),
    ("rough", ROUGH_AFTER),
)


_REPLACED = re.compile(
    r"""[\s.,;…–—-]*(?:oh\W+|uh\W+|um\W+|äh\W+)*(?:no|nope|well|or\ rather|sorry|wait|oops
        |actually|i\ meant?
        |rather|make\ (?:that|it)|correction
    |scratch\ that|scrap\ that|nein|quatsch|pardon|stopp|moment|ich\ meine?|besser\ gesagt|non
    |plutôt|enfin|perdón|digo|mejor\ dicho
    |desculpe|aliás|quer\ dizer|scusa|anzi|cioè|nee|ik\ bedoel)(?![^\W\d_])[^.!?\n]{0,24}""",
    re.IGNORECASE | re.VERBOSE,
)


def is_replaced(text: str, end: int, following: int) -> bool:
    """Whether text[end:following] takes back what ends at `end` for what follows: "50, no, 60"."""
    return _REPLACED.fullmatch(text, end, following) is not None
