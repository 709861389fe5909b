"""The visitor's firm as written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatqual.engine.understanding.base import Context, Found
from chatqual.engine.understanding.cards import read_card
from chatqual.engine.understanding.gazetteer import is_place
from chatqual.engine.understanding.people import (
    FILLER,
    NAME,
    best_first,
    cut_name,
    is_firm_like,
    is_given_name,
    signature,
)
from chatqual.engine.understanding.people import is_plausible_name as is_name
from chatqual.engine.understanding.sentences import Sentence, plain, sentences
from chatqual.engine.understanding.sieve import Sifted
from chatqual.engine.understanding.titles import TITLE, is_title
from chatqual.engine.understanding.words import FIRM_TAILS, LEGAL_FORM, NOT_A_COMPANY, NOT_A_NAME

_WORD = r"(?:[^\W_][\w.'&+-]*|&|\+)"
_FIRM = rf"(?P<firm>{_WORD}(?: {_WORD}){{0,5}})"
_CAPITAL = r"(?:[A-ZÄÖÜÉ][\w.'&+-]*|\d+[A-Z]\w*|&)"
_WITH_LEGAL_FORM = re.compile(
    rf"(?P<firm>{_CAPITAL}(?: (?:{_CAPITAL}|und|and|of|de|et|y|für)){{0,4}} {LEGAL_FORM})(?!\w)"
)
_GATE = re.compile(
    r"company|firm|business|organi[sz]ation|employer|agency|work|\bat\b|with|from|behalf|\bbei\b|"
    r"\bvon\b|\bfür\b|\bfor\b|unternehmen|chez|trabajo|lavoro|werk|we'?re|we are|\bown\b|found"
    r"|here|hier|"
    r"soy|sou|sono|je |aqui|\bmet\b|represent|lavoro|dirijo|vertrete|ik ben|called|\b(?:GmbH|AG"
    r"|KG|Ltd|LLC|Inc|BV|AS|AB|Srl|SpA|SA)\b|[,\n|/]|\s[-–]\s",
    re.I,
)
_COMPANY_IS = Sifted(
    r"\b(?:i(?:'m| am|m)? (?:in|with|from) the [\w ]{2,25} (?:department|dept|team|division|"
    r"office) (?:of|at)|(?:my |our |the )?(?:company|firm|business|organi[sz]ation|employer"
    r"|agency|startup|"
    r"shop)(?:'s)?(?: name)?(?: is called| is named| is|'s called|s called| called|:|"
    r"'s)(?: called| named)?|(?:i|we) (?:work|am working|are working|worked) (?:for|at)|i (?:work|"
    r"am working) with(?= (?-i:[A-Z]))|i(?:'m| am|m) (?:working |employed |here )?(?:at|with)|"
    r"(?:we're|we are) called|(?:calling|writing|here|reaching out|speaking|"
    r"contacting you) (?:from|on behalf of)|on behalf of|(?:unsere |meine |die )?firma(?: ist|"
    r" hei(?:ß|ss)t|:)?|unternehmen:|wir hei(?:ß|ss)en|ich arbeite (?:bei|für)|(?:je travaille|"
    r"je suis) chez|trabajo (?:en|para)|lavoro (?:per|in|presso|alla|al|da)|(?:je|j') ?(?:dirige"
    r"|gère|représente)|represento(?: a)?|dirijo|employed (?:by|at)|we at|us at|working (?:at|for)"
    r"|representing|i represent|ich vertrete|ik werk bij|trabalho na|"
    r"company name(?: is|:)?|(?:ich )?(?:bin|komme) (?:bei|von))"
    rf"(?: the| der| dem| den)? +{_FIRM}",
    re.I,
)
_SELF_AT = Sifted(
    r"\b(?:i|i'm|im|ich|we|wir|my team|our team)\b[^.?!,]{0,6}\b(?:work|run|lead|manage|head|"
    r"handle|own|founded|do|am|look after|oversee|arbeite|leite|leiten|bin|verantworte|betreue)\b"
    rf"[^.?!,]{{0,45}}? (?:at|bei|@)(?: the| der| dem| den)? +{_FIRM}"
    r"|\bund leite[^.?!,]{2,40} (?:bei|der)(?: der| dem)? +(?P<firm2>"
    + _WORD
    + r"(?: "
    + _WORD
    + "){0,5})",
    re.I,
)
_WE_ARE = Sifted(
    rf"\b(?:[Ww]e're|[Ww]e are|[Ww]ir sind(?: die| das| der)?) (?P<firm>{_CAPITAL}(?: {_CAPITAL})*)"
    r"(?=, (?:an?|the|from|based|in|ein|we|with)\b|, \d| from\b| and we\b)"
)
_AT_OURS = re.compile(
    rf"^(?:(?:hi|hello|hey)[\s,!.]+)?(?:here at |(?:at|"
    rf"bei) (?=(?:the )?(?-i:[A-ZÄÖÜ])))(?:the )?{_FIRM}",
    re.I,
)
_OURS_FOLLOW = re.compile(r"\s*,? (?:we|everyone|everybody|nobody|all|our|i|wir|people)\b", re.I)
_ROLE_AT = Sifted(
    rf"{TITLE} (?:here )?(?:at|with|in|from|for|bei|von|der|chez|@|"
    rf"of(?= (?:the )?(?-i:[A-ZÄÖÜ])))(?: the| der| dem)? +{_FIRM}",
    re.I,
)
# "..., Lars Haugen from Vinterlys" behind an address.
_AFTER_ADDRESS = re.compile(
    rf"@[^\s,;@]{{1,80}}[,;]? (?:- )?{NAME},? (?:from|of|at|with) {_FIRM}", re.I
)
_THEN_FROM = (
    r"(?:,| here,?| again| hier,?)* \(?(?:from|at|with|of|von|bei|chez|@)(?: the| der| dem)? +"
)
_NAME_FROM = Sifted(
    rf"\b(?:i'm|i am|im|this is|my name is|name'?s|ich bin|hier ist|ich hei(?:ß|ss)e|it's|"
    rf"its)\s+{NAME}{_THEN_FROM}{_FIRM}",
    re.I,
)
# "Soy Lucía de Textiles Mora": one name, then the firm.
_OF_FIRM = Sifted(
    rf"\b(?:soy|sou(?: [oa])?|sono|je suis|ik ben) [^\W\d_]+ (?:de|da|do|di|van) "
    rf"(?!(?:la|las|los|el|le|den|der|het)\b)(?=(?-i:[A-ZÁÉÍÓÚ])){_FIRM}",
    re.I,
)
# "Sono Marco Bianchi della Ferri Srl": a full name, then a firm by its legal form or its trade.
_OF_SURE_FIRM = Sifted(
    rf"\b(?:aqui é(?: [oa])?|met|le habla|soy|sou(?: [oa])?|sono|je suis|ik ben|me llamo|mi chiamo"
    rf"|me chamo) [^\W\d_]+ [^,.!?\n]{{2,40}}?,?"
    r" (?:de la|de las|de los|de|del|da|do|della|dello|dei|di|van(?: de)?|bij|presso|chez)"
    rf" (?P<firm>(?=(?-i:[A-ZÁÉÍÓÚ]))(?:{_WORD} ){{0,4}}{_WORD})",
    re.I,
)
_NAME_FIRST = re.compile(
    rf"^(?:(?:hi|hello|hey|hallo|moin|guten tag)[\s,!]+)?{NAME}{_THEN_FROM}{_FIRM}", re.I
)
_NO_NAME = re.compile(r"(?:ed|ing|ly)$", re.I)
# "Green Valley Organics, we're near ...": capitals that are no name, then "we".
_FIRST = re.compile(
    rf"^(?P<firm>(?!(?:Hi|Hello|Hey|Dear|Hallo|Yes|No|Ok|Okay|Well|So|But"
    rf"|And)\b){_CAPITAL}(?: (?:{_CAPITAL}|of"
    r"|and|de)){1,4})(?=, (?:about |around |approx\.? |ca\.? |~ ?)?\d+ (?:people|ppl|staff"
    r"|employees|seats|users|of us)\b"
    r"|,? (?:we're|we are|we have|we've|our)\b|: (?:we|our)\b)"
)
# "Kathrin with th": letters of the name, no firm.
_SPELLED = re.compile(r"\b(?:with|mit|avec|con|com|met) (?:an? )?[^\W\d_]{1,3}$", re.I)
_SAID_AGAIN = re.compile(r"(?: (?:here|again|hier|nochmal))+$", re.I)
_HERE = re.compile(rf"^(?:(?:hi|hello|hey|hallo)[\s,]+)?{_FIRM} (?:here|hier)\b", re.I)
_STOP = re.compile(
    r"(?<= )(?:(?:and|und|et|y|e)(?= (?:i|we|i'm|im|our|my|wir|ich|was|am|are|would|need|looking|"
    r"want|have|leite|the)\b)|(?:in|i|we|i'm|we're|were|im|looking|with|who|here|about|which|that|"
    r"for|from|on|is|are|our|my|to|again|wir|ich|near|based|as|need|needs|want|wanted|just|please|"
    r"pls|but|because|where|when|since|suche|suchen|thanks|thx|not|new|calling|an|at|out|have|has|"
    r"would|hier|aus|als|como|come|comme|a|i'd|how|what|can|could|do|you|your|though|now|btw|so"
    r"|if|everyone|everybody|"
    r"nobody|people|approve|approves|all|und leite|à|em|en(?= (?-i:[A-ZÉÍÓ])))(?= |$))",
    re.I,
)
_SOMEBODY_ELSES = re.compile(
    r"\b(?:competitors?|suppliers?|vendors?|clients?|customers?|providers?|used to|formerly|"
    r"previously|ex-|lieferant\w*|kunde\w*|partners?|you (?:integrate|work|wrote)|integrate\w*|"
    r"switch\w* from|moving (?:away )?from|(?:invoice|order|quote|offer|data|import|export|"
    r"migrate\w*|coming|come) from|instead of|(?<!work )(?<!working )like|such as|compared? (?:to|"
    r"with)|versus|vs\.?|alternative|not|acquired|bought|sold|said|wrote|rather than)\b[^.]{0,25}$",
    re.I,
)
_OURS = re.compile(r"\b(?:we|i|our|my|us|me|i'm|im|we're|wir|ich|unser\w*|mein\w*)\b", re.I)


def find_companies(text: str, context: Context) -> list[Found[str]]:
    """The visitor's firm as written, the surest first."""
    asked = context.asked == "company"
    if not asked and not _GATE.search(text):
        return []
    line = plain(text)
    found = [
        f for part in sentences(text) for f in _in_sentence(line, part, context.asked == "name")
    ]
    signed = signature(line)
    if signed and signed.firm:
        found.extend(_firm(line, signed.firm.start, signed.firm.value, 0.88))
    card = read_card(text)
    if card is not None and card.firm is not None:
        found.append(card.firm)
    if asked and not found:
        found.extend(_bare_firm(line))
    return best_first(text, found)


_SAID = ((_COMPANY_IS, 0.93), (_ROLE_AT, 0.9), (_SELF_AT, 0.9), (_WE_ARE, 0.85))
_TELLS = re.compile(r"(?:i|we|hi|hello|hey|i'm|we're|im)\b", re.I)


def _in_sentence(line: str, part: Sentence, named: bool) -> Iterator[Found[str]]:
    if part.asks and not _TELLS.match(part.text):
        return
    for pattern, confidence in _SAID:
        for match in pattern.finditer(part.text):
            yield from _said(line, part, match, confidence)
    here = _AT_OURS.match(part.text)
    if here:
        for firm in _firm(line, part.start + here.start("firm"), here["firm"], 0.85):
            if _OURS_FOLLOW.match(line[firm.end :]):
                yield firm
    first = _FIRST.match(part.text)
    if first and not is_given_name(first["firm"]):
        yield from _firm(line, part.start, first["firm"], 0.8)
    yield from _after_name(line, part, named)
    yield from _with_legal_form(line, part)


def _said(
    line: str, part: Sentence, match: re.Match[str], confidence: float
) -> Iterator[Found[str]]:
    group = "firm" if match["firm"] else "firm2"
    start, words = match.start(group), match[group]
    others = _SOMEBODY_ELSES.search(part.text[:start])
    if not others and (match.re is not _SELF_AT.compiled or words[0].isupper()):
        yield from _firm(line, part.start + start, words, confidence)


def _after_name(line: str, part: Sentence, named: bool) -> Iterator[Found[str]]:
    for match in (
        _NAME_FROM.search(part.text),
        _NAME_FIRST.match(part.text),
        _AFTER_ADDRESS.search(part.text),
    ):
        if match is None:
            continue
        name, _, _ = cut_name(match)
        if _SPELLED.search(match.group()) and match["firm"].lower() in name.lower():
            continue
        sure = (named or match.re is _NAME_FROM.compiled) and not _NO_NAME.search(name)
        said = _SAID_AGAIN.sub("", match["name"])
        if name == said and is_name(name, sure=sure):
            yield from _firm(line, part.start + match.start("firm"), match["firm"], 0.92)
    of_firm = _OF_FIRM.search(part.text)
    if of_firm:
        yield from _firm(line, part.start + of_firm.start("firm"), of_firm["firm"], 0.8)
    yield from _of_sure_firm(line, part)
    yield from _by_its_name(line, part)
    yield from _by_trade(line, part)
    here = _HERE.match(part.text)
    if here and here["firm"].split()[-1].lower() in FIRM_TAILS and " " in here["firm"]:
        yield from _firm(line, part.start + here.start("firm"), here["firm"], 0.85)


_TRADE = re.compile(rf"(?P<firm>{_CAPITAL}(?: (?:{_CAPITAL}|of|and|und|de|der|für)){{1,5}})(?!\w)")
_BELONGS = re.compile(
    r"(?:\b(?:at|for|of|by|bei|chez|der|firma|from)(?: the)?|called|named)\s+$", re.I
)
_DEALINGS = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|tried|bought|buy|order\w*|evaluat\w*|compar\w*|replac\w*|consider\w*|"
    r"talk\w*|spoke|looking at|shortlist\w*|deliver\w*|ship\w*|sell|sold|quote\w*|visit\w*|met)\b",
    re.I,
)


def _by_trade(line: str, part: Sentence) -> Iterator[Found[str]]:
    """ "I handle procurement for Mossbank Council": a firm by its trade, where we are spoken of."""
    if not (_OURS.search(part.text) or part.text.split(" ")[0].lower() in ("employed", "working")):
        return
    for match in _TRADE.finditer(part.text):
        before = part.text[: match.start()]
        strange = _DEALINGS.search(before) or _SOMEBODY_ELSES.search(before)
        if _BELONGS.search(before) and not strange and is_firm_like(match["firm"]):
            yield from _firm(line, part.start + match.start(), match["firm"], 0.75)


# "A charity called Open Larder", "my company, Tallow & Co, has ...".
_NAMED = re.compile(
    rf"\b(?:(?:an?|the|our|my) (?:[\w-]+ ){{1,3}}(?:called|named)|(?:my|our) (?:company|firm"
    rf"|business|"
    rf"employer|agency|shop|school|practice),) +{_FIRM}",
    re.I,
)
_OURS_CALLED = re.compile(
    r"\b(?:company|firm|business|charity|agency|school|shop|store|studio|startup|start-up|practice|"
    r"hotel|restaurant|clinic|association|nonprofit|ngo|brewery|bakery|manufacturer|retailer|group|"
    r"employer|club|church|office|team|family business|consultancy)\b",
    re.I,
)


def _by_its_name(line: str, part: Sentence) -> Iterator[Found[str]]:
    match = _NAMED.search(part.text)
    if match is None or not (_OURS_CALLED.search(match.group()) and _OURS.search(part.text)):
        return
    if not _SOMEBODY_ELSES.search(part.text[: match.start("firm")]):
        yield from _firm(line, part.start + match.start("firm"), match["firm"], 0.88)


def _of_sure_firm(line: str, part: Sentence) -> Iterator[Found[str]]:
    match = _OF_SURE_FIRM.search(part.text)
    for firm in _firm(line, part.start + match.start("firm"), match["firm"], 0.9) if match else ():
        if is_firm_like(firm.value):
            yield firm


def _with_legal_form(line: str, part: Sentence) -> Iterator[Found[str]]:
    """A legal form names a firm surely; whose it is must be said, or the line be nothing else."""
    for match in _WITH_LEGAL_FORM.finditer(line, part.start, min(part.end + 1, len(line))):
        before = line[part.start : match.start()]
        alone = len(part.text) < len(match["firm"]) + 12
        ours = alone or _OURS.search(before) or len(part.text.split()) <= 8
        if ours and not _SOMEBODY_ELSES.search(before):
            yield Found(match["firm"], match.start(), match.end(), 0.85)


_LEGAL_INSIDE = re.compile(
    rf"(?P<firm>\S+(?: \S+)*? {LEGAL_FORM})(?= (?:di|de|in|à|aus|from|en)\b)"
)


def _firm(line: str, start: int, words: str, confidence: float) -> Iterator[Found[str]]:
    """The firm's words up to the first that is none; nothing where they are no firm."""
    stop = _STOP.search(words)
    kept = words[: stop.start()] if stop else words
    kept = re.split(r"(?<=\w{3})\.(?: |$)|, ", kept)[0].rstrip(" .-'&+")
    legal = _LEGAL_INSIDE.match(kept)
    kept = legal["firm"] if legal else kept
    kept = re.sub(r" (?:and|und|e|et|y)$", "", kept, flags=re.I)
    if not _is_firm(kept):
        return
    if re.search(r"\b(?:Inc|Ltd|Corp|Co|r\.l|S\.A|B\.V|e\.V|p\.A)$", kept) and line.startswith(
        ".", start + len(kept)
    ):
        kept += "."
    yield Found(kept, start, start + len(kept), confidence)


def _is_firm(words: str) -> bool:
    first = words.split(" ")[0].lower() if words else ""
    return bool(
        words
        and (first not in NOT_A_COMPANY or re.match(r"(?:university|bank|city) of \w", words, re.I))
        and not is_place(words)
        and not is_title(words)
        and re.search(r"[^\W\d_]{2}", words)
        and "@" not in words
        and (not first[0].isdigit() or re.search(r"[A-Z]", words))
    )


_BARE = re.compile(rf"{_FIRM}\s*(?=$|[.,!\n(])")


_CALLED = re.compile(
    r"^(?:called|named|it(?:'s| is) called|(?:the |our )?(?:name|company)(?:'s| is))\s+", re.I
)


def _bare_firm(line: str) -> Iterator[Found[str]]:
    rest = _CALLED.sub("", FILLER.sub("", line))
    match = None if "?" in line else _BARE.match(rest)
    if match and match["firm"].lower().split()[0] not in NOT_A_NAME:
        yield from _firm(line, len(line) - len(rest), match["firm"], 0.85)
