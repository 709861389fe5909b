"""A line cut into the pieces that dates are made of: numbers, ordinals, months, units, holidays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chatqual.engine.understanding.dates_words import AMBIGUOUS, TimeWord, table_of
from chatqual.engine.understanding.number_words import words_of
from chatqual.engine.understanding.numbers import Line, Numeral, Token
from chatqual.engine.understanding.sieve import Sifted


@dataclass(frozen=True, slots=True)
class Item:
    """`kind`: "number", "ordinal", "holiday", "dotted", "sign", "word", or that of a `TimeWord`."""

    kind: str
    low: str
    start: int
    end: int
    value: float = 0
    name: str = ""
    literal: str = ""
    doubtful: bool = False


# In the order in which they are tried: a longer name stands before the one it holds.
HOLIDAY_WORDS = {
    "christmas eve": r"(?:christmas|xmas|x-mas)\s+eve|heiligabend|nochebuena|véspera\s+de\s+natal"
    r"|vigilia\s+di\s+natale"
    r"|kerstavond|réveillon\s+de\s+noël",
    "christmas": r"christmas(?:\s+day)?|xmas(?:\s+day)?|x-mas|weihnachten|noël|noel|navidad|natal"
    "|natale|kerst(?:mis)?"
    r"|(?:the\s+)?holiday\s+season|(?<=the\s)holidays(?=\s*(?:[.,!?)]|$))",
    "boxing day": r"boxing\s+day",
    "new year eve": r"new\s*years?['’]?s?\s+eve|nye|silvester|nochevieja"
    r"|véspera\s+de\s+ano\s+novo|oudjaar(?:sdag|savond)?"
    r"|san\s+silvestro",
    "new year": r"new\s*year(?:['’]?s)?(?:\s+day)?|neujahr|neue[sn]\s+jahr(?:es)?"
    r"|nouvelle\s+année|nuovo\s+anno|jahreswechsel|nouvel\s+an|año\s+nuevo"
    r"|ano\s+novo|capodanno"
    r"|nieuwjaar(?:sdag)?|jaarwisseling",
    "lunar new year": r"(?:chinese|lunar)\s+new\s+year(?:['’]?s)?(?:\s+day)?|cny|spring\s+festival",
    "diwali": r"diwali|deepavali",
    "nowruz": r"n[ao]w?r[ou]z",
    "ramadan": r"ramadh?an|ramazan",
    "eid al-adha": r"eid\s+(?:al|ul)[\s-]adha|bakr[i]?[\s-]eid|kurban\s+bayram\w*",
    "eid al-fitr": r"eid(?:\s+(?:al|ul)[\s-]fitr)?",
    "epiphany": r"epiphany|dreikönigstag|reyes\s+magos",
    "valentine": r"(?:st\.?\s+|saint\s+)?valentine(?:['’]?s)?(?:\s+day)?|valentinstag",
    "groundhog": r"groundhog\s+day",
    "st patrick": r"(?:st\.?|saint)\s+(?:patrick|paddy)(?:['’]?s)?(?:\s+day)?",
    "april fools": r"april\s+fool(?:['’]?s)?(?:\s+day)?",
    "earth day": r"earth\s+day",
    "workers day": r"(?:international\s+)?workers?['’]?\s+day|may\s+day|tag\s+der\s+arbeit"
    r"|fête\s+du\s+travail",
    "cinco de mayo": r"cinco\s+de\s+mayo",
    "flag day": r"flag\s+day",
    "juneteenth": r"juneteenth",
    "canada day": r"canada\s+day",
    "independence day": r"(?:us\s+|american\s+)?independence\s+day|fourth\s+of\s+july",
    "bastille day": r"bastille\s+day",
    "assumption": r"assumption(?:\s+day)?|mariä\s+himmelfahrt|ferragosto|assomption",
    "german unity": r"tag\s+der\s+deutschen\s+einheit",
    "halloween": r"hallow[e']?een(?:\s+day)?",
    "all saints": r"all\s+saints?['’]?(?:\s+day)?|allerheiligen|toussaint|todos\s+los\s+santos"
    "|ognissanti",
    "veterans day": r"veterans?['’]?s?\s+day|armistice\s+day|remembrance\s+day",
    "guy fawkes": r"guy\s+fawkes(?:\s+(?:day|night))?|bonfire\s+night",
    "st nicholas": r"(?:st\.?|saint)\s+nicholas(?:\s+day)?|nikolaus|sinterklaas",
    "mlk": r"(?:mlk|martin\s+luther\s+king(?:\s+jr\.?)?)(?:['’]?s)?\s+day",
    "presidents day": r"president['’]?s?['’]?\s+day",
    "mothers day": r"mother['’]?s?['’]?\s+day|muttertag",
    "memorial day": r"memorial\s+day|decoration\s+day",
    "fathers day": r"father['’]?s?['’]?\s+day|vatertag",
    "labor day": r"labou?r\s+day",
    "columbus day": r"columbus\s+day",
    "thanksgiving": r"thanksgiving(?:\s+day)?",
    "black friday": r"black\s+friday",
    "cyber monday": r"cyber\s+monday",
    "carnival": r"rosenmontag|shrove\s+monday",
    "ash wednesday": r"ash\s+wednesday|aschermittwoch",
    "palm sunday": r"palm\s+sunday|palmsonntag",
    "maundy thursday": r"maundy\s+thursday|gründonnerstag",
    "good friday": r"good\s+friday|karfreitag|vendredi\s+saint|viernes\s+santo|goede\s+vrijdag",
    "easter monday": r"easter\s+monday|ostermontag|lundi\s+de\s+pâques|pasquetta|tweede\s+paasdag",
    "easter": r"easter(?:\s+sunday)?|ostern|pâques|pascua|semana\s+santa|páscoa|pasqua|pasen",
    "ascension": r"ascension(?:\s+day)?|christi\s+himmelfahrt|hemelvaart(?:sdag)?",
    "whit monday": r"whit\s+monday|pfingstmontag",
    "pentecost": r"pentecost|whit\s*sunday|pfingsten|pentecôte|pinksteren",
    "corpus christi": r"corpus\s+christi|fronleichnam",
}
_HOLIDAY_NAMES = tuple(HOLIDAY_WORDS)
_HOLIDAY = Sifted(
    r"(?<![^\W\d_])(?:"
    + "|".join(f"(?P<h{i}>{words})" for i, words in enumerate(HOLIDAY_WORDS.values()))
    + r")(?![^\W\d_])",
    re.IGNORECASE,
)
# A cheap look before the long pattern above: every name has one of these.
_MAY_BE_HOLIDAY = Sifted(
    r"days?|christ|mas|year|easter|eve|ween|friday|monday|thanks|juneteenth|patrick|paddy|nacht"
    r"|jahr|noël|noel|navidad|natal"
    r"|kerst|silvest|nouvel|nuevo|novo|capodanno|jaar|epiph|reyes|valentin|april\s+fool|cinco"
    r"|fourth|himmel|ferrag|einheit"
    r"|heilig|saint|santos|ognis|fawkes|bonfire|klaus|klaas|tag|rosen|mittwoch|palm|ascens"
    r"|pfingst|oster|pâque|pascua|santa"
    r"|páscoa|pasqua|pasen|pent|whit|pinkst|corpus|fron|arbeit|travail|season|nye|assompt|diwali"
    r"|deepav|r[ou]z\b|ramad|ramaz|\beid\b|bayram|cny|festival",
    re.IGNORECASE,
)
# Addresses, phone numbers, versions and identifiers: nothing in them is a time.
_NOT_TIME = re.compile(
    r"""(?:https?://|www\.)\S+ | \S+@\S+ | \(\d{2,5}\)\s?\d[\d\s-]{5,}\d
    | (?<![\w.])(?:\+|00)\d[\d\s()./-]{7,}\d | (?<![\w.,])0\d{2,5}[\s/-]\d[\d\s-]{4,}\d
    | (?<![\w.,])\d{3}[-.]\d{3,4}[-.]\d{3,5}(?!\d) | (?<!\w)\d{3,5}-\d{4}-\d{2,5}(?!\d)
    | (?<!\w)\d{1,3}\s\d{3}\s\d{2}-\d{4}
    | \b(?=\w*\d)(?=\w*[^\W\d_])\w{2,}(?:-\w+){2,}\b | \b(?-i:[A-Z]{2,})-\d{3,}\b
    | \b(?:v|version|release|iso|soc|windows|office|room|page|section|article|chapter|ticket|case
    |invoice|order)\s?\#?\d[\d.]*\b
    | (?<![\w.,])\d+[.,]\d+/\d+ | (?<!\w)\d{1,2}:\d{1,2}(?::\d{2})?(?:\s?[ap]\.?m\b)?""",
    re.IGNORECASE | re.VERBOSE,
)
_ORDINAL_SUFFIX = words_of(
    """
    st nd rd th er ste de e º ª o ᵉ
    """
)
_DOTTED = re.compile(r"\d{1,4}\.\d{1,2}\.\d{2,4}")


def may_be_holiday(text: str) -> bool:
    """A cheap look, which is right where it says no."""
    return _MAY_BE_HOLIDAY.search(text) is not None


def items_of(line: Line) -> list[Item]:
    """The pieces of a line in order; an address or an identifier is one word."""
    return _merge_ordinals(list(_Lexer(line).items()))


class _Lexer:
    def __init__(self, line: Line) -> None:
        self.line = line
        self.table = table_of(line.language)
        self.numerals: dict[int, Numeral] = {n.first: n for n in line.numerals}
        self.spans = sorted(self._spans(), key=lambda i: i.start)

    def _spans(self) -> Iterator[Item]:
        for found in _NOT_TIME.finditer(self.line.text):
            yield Item("word", "", *found.span())
        if not may_be_holiday(self.line.text):
            return
        for found in _HOLIDAY.finditer(self.line.text):
            name = _HOLIDAY_NAMES[int((found.lastgroup or "h0")[1:])]
            yield Item("holiday", found.group().lower(), *found.span(), name=name)

    def items(self) -> Iterator[Item]:
        tokens, index = self.line.tokens, 0
        spans = iter([*self.spans, None])
        span = next(spans)
        while index < len(tokens):
            token = tokens[index]
            if span is not None and token.start >= span.start:
                if token.end <= span.end or token.start < span.end:
                    yield span
                    index = max(index + 1, self.line.token_at(span.end))
                span = next(spans)
                continue
            elided = self._elided(token) if "'" in token.low or "’" in token.low else []
            if elided:
                yield from elided
                index += 1
                continue
            item, index = self._item(token, index)
            yield item

    def _elided(self, token: Token) -> list[Item]:
        """ "l'année", "dell'anno": an article and its noun in one token."""
        head, mark, tail = token.low.replace("’", "'").rpartition("'")
        word = self.table.get(tail)
        if not mark or word is None or token.low in self.table or len(head) > 5:
            return []
        cut = token.end - len(tail)
        noun = Item(word.kind, tail, cut, token.end, word.value, word.name, tail)
        return [Item("word", head + mark, token.start, cut), noun]

    def _item(self, token: Token, index: int) -> tuple[Item, int]:
        numeral = self.numerals.get(index)
        if token.kind == "digits" and self._is_ordinal(index):
            end = self.line.tokens[index + 1].end
            return Item("ordinal", token.low, token.start, end, int(token.text)), index + 2
        word = self.table.get(token.low)
        if word is not None and (numeral is None or numeral.last == index):
            return self._time_word(token, word), index + 1
        if numeral is not None and self._is_three_quarters(numeral):
            return Item("number", token.low, token.start, token.end, 3, "spelled"), index + 1
        if numeral is not None:
            return self._number(numeral), numeral.last + 1
        if token.kind == "digits":
            kind = "dotted" if _DOTTED.fullmatch(token.text) else "word"
            return Item(kind, token.low, token.start, token.end, literal=token.text), index + 1
        return Item(token.kind, token.low, token.start, token.end), index + 1

    def _is_three_quarters(self, numeral: Numeral) -> bool:
        """ "three quarters" are three times three months, not 0.75, unless a unit follows."""
        tokens = self.line.tokens
        if numeral.value != 0.75 or numeral.last != numeral.first + 1:
            return False
        following = self.line.low(numeral.last + 1)
        return tokens[numeral.last].low in self.table and following not in self.table

    def _is_ordinal(self, index: int) -> bool:
        tokens = self.line.tokens
        return (
            tokens[index].text.isdecimal()
            and len(tokens[index].text) <= 2
            and self.line.touches(index + 1)
            and tokens[index + 1].low in _ORDINAL_SUFFIX
        )

    def _time_word(self, token: Token, word: TimeWord) -> Item:
        shouted = token.text.isupper() and len(token.text) > 3
        doubtful = token.low in AMBIGUOUS and not (word.kind == "month" and shouted)
        return Item(
            word.kind,
            token.low,
            token.start,
            token.end,
            word.value,
            word.name,
            token.text,
            doubtful,
        )

    def _number(self, numeral: Numeral) -> Item:
        text = self.line.text[numeral.start : numeral.end]
        return Item(
            "number",
            text.lower(),
            numeral.start,
            numeral.end,
            numeral.value,
            "spelled" if numeral.spelled else "",
            text,
        )


def _merge_ordinals(items: list[Item]) -> list[Item]:
    """ "twenty second" and "twenty-sixth" as one ordinal."""
    merged: list[Item] = []
    for item in items:
        tens = merged[-1] if merged else None
        if tens is not None and tens.low == "-" and len(merged) > 1:
            tens = merged[-2]
        if item.kind == "ordinal" and item.value < 10 and tens is not None and _is_tens(tens):
            del merged[merged.index(tens) :]
            merged.append(Item("ordinal", item.low, tens.start, item.end, tens.value + item.value))
        else:
            merged.append(item)
    return merged


def _is_tens(item: Item) -> bool:
    return item.kind == "number" and item.name == "spelled" and item.value in (20, 30)
