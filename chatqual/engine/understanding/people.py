"""What names look like, and signatures: shared by the readers of names, firms and roles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from chatqual.engine.understanding.base import Found
from chatqual.engine.understanding.gazetteer import is_place
from chatqual.engine.understanding.given_names import GIVEN_NAMES
from chatqual.engine.understanding.sieve import Sifted
from chatqual.engine.understanding.titles import TITLE, is_title
from chatqual.engine.understanding.words import FIRM_TAILS, LEGAL_FORM, NOT_A_NAME

_PIECE = r"[^\W\d_](?:[^\W\d_]|['-](?=[^\W\d_]))*\.?"
_PARTICLE = r"(?:von|van|der|den|de|del|della|di|da|dos|du|la|le|el|al|bin|ibn|zu|ter|ten|y|st\.)"
_NAME = rf"{_PIECE}(?:[ ](?:{_PARTICLE} ){{0,3}}{_PIECE}){{0,3}}"
NAME = rf"(?P<name>{_NAME})"
FILLER = re.compile(
    r"^(?:(?:hi|hello|hey|hallo|sure|ok|okay|yes|yeah|yep|ja|klar|well|oh|um|of course|no problem|"
    r"no|np|gerne|it's|its|it is|that's|thats|that would be|i'm|im|i am|ich bin|this is|mr|mrs|ms|"
    r"herr|frau|dr|the|we are|we're|were|wir sind|company is|company|firma|you can call me|"
    r"call me|just|simply)(?=[\s,.:!-]|$)[\s,.:!-]*)+",
    re.I,
)
_STOP = re.compile(
    r"\b(?:from|at|with|of|and|und|here|again|speaking|head|the|in|von|bei|aus|who|i|we|just|btw|"
    r"but|working|for|hier|your|our|my|to|looking|owner|new|is|am|wir|ich|on|as|e|y|et|work|works|"
    r"run|calling|writing|by|a|an|please|pls|thanks|thx|if|so|or|not|it's|its|i'm|im|i'd)\b",
    re.I,
)
_NO_NAME = re.compile(r"(?:ing|ed|ly|ful|able|less|ish|ous)$")
_SIGN_OFF = (
    r"(?:\b(?:thx|thanks|thank you|many thanks|ty|cheers|best|best wishes|best regards|"
    r"signed|yours truly|kind regards|warm regards|regards|rgds|yours|sincerely|greetings|br"
    r"|danke|vielen dank|"
    r"gru(?:ß|ss)|grüße|gruesse|(?:viele|liebe|beste|schöne) grü(?:ß|ss)e|"
    r"mit freundlichen grü(?:ß|ss)en|freundliche grüße|lg|vg|mfg|cordialement|saludos|saluti|"
    r"merci|grazie|groetjes|groeten|met vriendelijke groet)(?: from| von)?[\s,.!-]+|"
    r"\n[ \t]*[-–—]*[ \t]*|\s[-–—]{1,2}\s?|(?<=\d), )"
)
_BETWEEN = r"\s*(?:,|\n|\||–|/|\(|\s-\s)\s*"
_SIGNED = re.compile(rf"{_SIGN_OFF}{NAME}[ \t.!]*(?=$|{_BETWEEN}(?P<role>{TITLE})|\n)", re.I)
_LISTED = Sifted(
    r"^(?:(?:hi|hello|hey|hallo|sure|ok|yes)[ ,!.]+)?"
    rf"{NAME}{_BETWEEN}(?:the |a |an |our )?(?P<role>{TITLE})(?!\w)",
    re.I,
)
_THEN_FIRM = re.compile(
    rf"(?:{_BETWEEN}| (?:at|@|bei|von|of) )(?P<firm>[^\W_][^,\n|@?]{{1,60}}?)\s*(?=,|$|\.\s|\.$|"
    rf"\n|\||\)| / )"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """ "Jo Berg, buyer, Acme": what stands beside a name."""

    name: Found[str]
    role: Found[str] | None = None
    firm: Found[str] | None = None


def best_first(text: str, found: Iterable[Found[str]]) -> list[Found[str]]:
    """Without repeats, the surest first, the values cut out of the text as it was written."""
    seen: dict[str, Found[str]] = {}
    for f in sorted(found, key=lambda f: (-f.confidence, f.start)):
        value = text[f.start : f.end]
        seen.setdefault(value.lower(), Found(value, f.start, f.end, f.confidence))
    return list(seen.values())


def cut_name(match: re.Match[str]) -> tuple[str, int, int]:
    """The words of group "name" up to the first that belongs to no name, and their place."""
    start, words = match.start("name"), match["name"]
    stop = _STOP.search(words)
    if stop:
        words = words[: stop.start()]
    kept = words.rstrip(" .-")
    while " " in kept and _is_no_surname(kept.rsplit(" ", 1)[1]):
        kept = kept.rsplit(" ", 1)[0].rstrip(" .-")
    return kept, start, start + len(kept)


def is_whole_name(words: str) -> bool:
    """Whether none of the words cuts a name short ("Omar again")."""
    return _STOP.search(words) is None


def _is_no_surname(word: str) -> bool:
    return word[0].islower() and (word.lower() in NOT_A_NAME or len(word) < 2)


_WORDS_TOO = frozenset(
    (
        "will",
        "april",
        "may",
        "june",
        "mark",
        "grace",
        "rose",
        "faith",
        "hope",
        "joy",
        "summer",
        "bill",
        "pat",
        "drew",
        "chase",
        "art",
        "dean",
        "grant",
        "miles",
        "violet",
        "ivy",
        "august",
        "sunny",
        "happy",
    )
)
_PARTICLES = frozenset(("de", "la", "le", "der", "den", "y", "du", "von", "el", "del"))
_ACCENTS = str.maketrans("áàâãéèêëíìîïóòôõúùûçñ", "aaaaeeeeiiiioooouuucn")


def is_given_name(name: str) -> bool:
    """Whether the first word is a known given name, with or without its accents."""
    first = name.split(" ")[0].rstrip(".").lower()
    return first in GIVEN_NAMES or first.translate(_ACCENTS) in GIVEN_NAMES


_LEGAL_TAIL = re.compile(rf"(?:^|[ ,]){LEGAL_FORM}$")


def is_firm_like(words: str) -> bool:
    """Whether a legal form ends the words, or one of them is a trade ("Textiles Rivera")."""
    trade = any(w in FIRM_TAILS for w in re.findall(r"[^\W\d_]+", words.lower()))
    return trade or _LEGAL_TAIL.search(words) is not None


def is_plausible_name(name: str, *, sure: bool) -> bool:
    """Whether the words can be a name; `sure` where the line says that they are one."""
    words = name.lower().replace(".", "").split()
    if not words or len(name) < 2 or is_title(name) or is_title(words[0]):
        return False
    if words[-1] in FIRM_TAILS and len(words) > 1:
        return False
    known = is_given_name(words[0]) or (sure and name[0].isupper() and words[0] in _WORDS_TOO)
    if any(w in NOT_A_NAME and w not in _PARTICLES for w in words) and not (
        known and name[0].isupper()
    ):
        return False
    if known:
        return True
    if sure:
        return name[0].isupper() or not re.search(r"(?:ing|ly)$", words[0])
    return (
        name[0].isupper()
        and name.split()[-1][0].isupper()
        and not is_place(name)
        and not (name.isupper() and len(name) > 2)
        and not _NO_NAME.search(words[0])
    )


def signature(line: str) -> Signature | None:
    """A sign-off at the end, or a line that begins "name, role"."""
    match = _LISTED.match(line)
    if match is None or not is_plausible_name(match["name"], sure=False):
        match = next(
            (m for m in _SIGNED.finditer(line) if _is_signed(m, line)),
            None,
        )
    if match is None:
        return None
    name = Found(match["name"], match.start("name"), match.end("name"), 0.88)
    if not match["role"]:
        return Signature(name)
    start, end = match.span("role")
    firm = _THEN_FIRM.match(line, end)
    return Signature(
        name,
        Found(match["role"], start, end, 0.9),
        Found(firm["firm"], firm.start("firm"), firm.end("firm"), 0.88) if firm else None,
    )


def _is_signed(match: re.Match[str], line: str) -> bool:
    name, _, _ = cut_name(match)
    whole = name == match["name"].rstrip(" .-")
    newline = "\n" in match.group()[: match.start("name") - match.start()]
    if newline and not is_given_name(name):
        return False
    return whole and is_plausible_name(name, sure=False)
