"""The visitor's role as written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatqual.engine.understanding.base import Context, Found
from chatqual.engine.understanding.cards import read_card
from chatqual.engine.understanding.people import best_first, signature
from chatqual.engine.understanding.sentences import plain
from chatqual.engine.understanding.titles import TITLE, TITLE_HINT

_ARTICLE = (
    r"(?:the |an? |our |der |die |das |unser |unsere |l[ae] |el |il |o |de |één |eine? |una |une |"
    r"un |new |only |current |sole )*"
)
_ROLE_IS = re.compile(
    r"\b(?:i(?:'m| am|m)(?: (?:also|just|only|currently|now|one of|working as|employed as|"
    r"here as))*|i work (?:as|like)|work(?:ing)? (?:as|like)|my (?:role|job|title|job title|"
    r"position)(?: here)?(?: is|:|'s)|as|role:|position:|ich bin(?: hier| bei uns)?|"
    r"(?:ich )?arbeite(?: hier)? als|als|como|en tant que|bin|meine (?:position|rolle) ist"
    r"|je suis|soy|sono|sou|"
    r"ik ben|i was hired as|in (?:my|the) role (?:as|of)|i act as|acting as|(?:he|"
    r"she)'s out,? i'm)"
    rf" {_ARTICLE}(?P<role>{TITLE})",
    re.I,
)
_ROLE_HERE = re.compile(
    rf"(?:^|[.,!\n]\s*|\b(?:hi|hello|hey)[ ,]+)(?P<role>{TITLE})"
    r"(?=,? (?:here|hier|speaking)\b| (?:at|with|bei|@) [^\W\d_])",
    re.I,
)
_THEN_ROLE = re.compile(
    rf"\b(?:i(?:'m| am|m)|ich bin|my name is|this is)\b[^.?!\n]{{2,40}}?(?:, | and i'm | and |"
    rf" und |, and |, i'm )(?:the |an? |der |die )?(?P<role>{TITLE})"
    r"(?=\s*(?:$|[.,!\n]|at\b|here\b|in\b|with\b|of\b|for\b|bei\b|from\b|and\b|looking\b))",
    re.I,
)
_OTHERS = re.compile(
    r"\b(?:not|no longer|isn't|kein\w*|nicht|asking|speaking to|my|our|unser\w*|mein\w*|your|"
    r"with my|and my|and our|und mein\w*|und unser\w*|and the|und der|und die) $",
    re.I,
)
_FIRST_PERSON = re.compile(
    r"\b(?:i|i'm|im|me|my|ich|mir|bin|we|wir|working|employed|trabajo|trabalho|soy|sou|je)\b", re.I
)
_AREA_ONLY = re.compile(
    r"^(?:i(?:'m| am|m) (?:in|from) |in |ich bin im |im )?(?P<role>(?:it|finance|procurement|"
    r"purchasing|operations|ops|sales|marketing|hr|legal|accounting|engineering|product|logistics|"
    r"einkauf|buchhaltung|vertrieb|controlling|finanzen|produktion))\s*(?:team|department|"
    r"dept)?[.!]*$",
    re.I,
)


def find_roles(text: str, context: Context) -> list[Found[str]]:
    """The visitor's role as written, the surest first."""
    asked = context.asked == "role"
    if not (asked or TITLE_HINT.search(text) or read_card(text)):
        return []
    line = plain(text)
    found: list[Found[str]] = []
    for pattern, confidence in ((_ROLE_IS, 0.93), (_ROLE_HERE, 0.9), (_THEN_ROLE, 0.85)):
        for match in pattern.finditer(line):
            if _is_theirs(line, match) and not line.startswith("'s ", match.end("role")):
                start, end = match.span("role")
                found.append(Found(match["role"], start, end, confidence))
    signed = signature(line)
    if signed and signed.role:
        found.append(signed.role)
    card = read_card(text)
    if card is not None and card.role is not None:
        found.append(card.role)
    if asked and not found:
        found.extend(_bare_role(line))
    return best_first(text, found)


def _is_theirs(line: str, match: re.Match[str]) -> bool:
    """ "as owner, they ..." in a question about the product is nobody's role."""
    if _OTHERS.search(line[: match.start("role")]):
        return False
    if not match.group().lower().startswith(("as ", "als ", "como ")):
        return True
    return "?" not in line[match.end() :] and bool(_FIRST_PERSON.search(line))


def _bare_role(line: str) -> Iterator[Found[str]]:
    if "?" in line:
        return
    titles = (m for m in re.finditer(TITLE, line, re.I) if not line.startswith("'s ", m.end()))
    match = next(titles, None)
    if match and match.start() < 25 and not _OTHERS.search(line[: match.start()]):
        yield Found(match.group(), match.start(), match.end(), 0.88)
        return
    area = _AREA_ONLY.match(line.strip())
    if area:
        at = len(line) - len(line.lstrip())
        yield Found(area["role"], at + area.start("role"), at + area.end("role"), 0.75)
