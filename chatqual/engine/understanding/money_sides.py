"""The currency on either side of a number: "US$ 40", "40 canadian dollars", "40 TEUR"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chatqual.engine.understanding.money_currencies import (
    ABBREVIATIONS,
    AMBIGUOUS_NAMES,
    CODES,
    CODES_LIKE_WORDS,
    DOLLAR_NAMES,
    DOLLAR_PREFIXES,
    MINOR,
    NAMES,
    OPEN,
    SIGNS,
    SPACED_PREFIXES,
    currency_of,
)
from chatqual.engine.understanding.money_words import is_open_word
from chatqual.engine.understanding.number_words import SUFFIXES, words_of
from chatqual.engine.understanding.numbers import Line, Numeral, Token


@dataclass(frozen=True, slots=True)
class Side:
    """A currency found on one side of a numeral, and the outermost token of it."""

    code: str
    token: int
    factor: float = 1.0
    is_minor: bool = False


# Letters of a scale written onto a code: "30 MUSD", "12 kEUR", "TEUR".
_SCALED_CODE = re.compile(r"([kKmMT])([A-Z]{3})")


_FACTORS = {"k": 1e3, "K": 1e3, "T": 1e3, "m": 1e6, "M": 1e6}


_OF = frozenset({"de", "of", "di", "von", "van", "d"})


def find_left(line: Line, numeral: Numeral, free: int, right: Side | None) -> Side | None:
    index = numeral.first - 1
    if index >= free and line.low(index) == ":" and line.tokens[index - 1].text in SIGNS:
        index -= 1
    if index >= free and line.low(index) == ".":
        index -= 1
        if line.tokens[index].low not in ("rs", "rp", "fr", "kr", "sfr", "gs"):
            return None
    if index < free:
        return None
    token = line.tokens[index]
    if token.text in SIGNS:
        return _left_sign(line, index, free)
    return _left_word(line, index, free, right)


def _left_sign(line: Line, index: int, free: int) -> Side:
    code = SIGNS[line.tokens[index].text]
    before = line.tokens[index - 1] if index > free else None
    if before is None or before.kind != "word":
        return Side(code, index)
    if code == "$":
        glued = line.touches(index)
        named = DOLLAR_PREFIXES.get(before.low)
        if named is not None and (glued or before.low in SPACED_PREFIXES):
            if before.low == "d" and line.low(index - 2) == "$":
                return Side("USD", index - 2)
            return Side(named, index - 1)
    if before.text.upper() in CODES and (before.text.isupper() or line.touches(index)):
        return Side(before.text.upper(), index - 1)
    return Side(code, index)


def _left_word(line: Line, index: int, free: int, right: Side | None) -> Side | None:
    token = line.tokens[index]
    if token.low == "d" and line.low(index - 1) == "$" and line.low(index - 2) == "u":
        return Side("USD", index - 2)  # "U$D 10"
    code = _code(token)
    if code is not None:
        return Side(code, index)
    if right is not None:
        return None
    if token.text == "R" and _is_rand(line, index):
        return Side("ZAR", index)
    name = NAMES.get(token.low)
    if name is None or token.low in AMBIGUOUS_NAMES and token.low not in _LEFT_NAMES:
        return None
    adjective = line.low(index - 1) if index - 1 >= free else ""
    national = currency_of(token.low, adjective)
    if national is not None:
        return Side(national or OPEN, index - 1)
    return Side(name, index) if _may_lead(token) else None


def _is_rand(line: Line, index: int) -> bool:
    """Whether "R" may be rand: it opens its words, and two digits at least follow ("R 25 000")."""
    before = line.low(index - 1)
    following = line.tokens[index + 1].text if index + 1 < len(line.tokens) else ""
    return len(following) > 1 and following[:2].isdecimal() and before not in ("&", "/", "-", "+")


_LEFT_NAMES = words_of("rs rm tl rp")


def _may_lead(token: Token) -> bool:
    """Names that are written before a number: "euro 500", "dollari 4"."""
    return token.low in DOLLAR_NAMES or token.low in _LEADING or token.low in _LEFT_NAMES


_LEADING = words_of("euro euros eur inr rp र रु kr fr sfr btc ringgit ringgits r")


def _code(token: Token) -> str | None:
    upper = token.text.upper()
    if upper not in CODES or len(upper) != 3:
        return None
    if upper in CODES_LIKE_WORDS and not token.text.isupper():
        return None
    return upper


def find_right(line: Line, numeral: Numeral) -> Side | None:
    index = numeral.last + 1
    if line.low(index) == "-" and line.touches(index) and line.touches(index + 1):
        index += 1  # "a 12-cent share", "siebenhundert-Euro"
        if line.low(index) not in NAMES and line.low(index) not in MINOR:
            return None
    elif (
        line.low(index) in (",", ".")
        and line.low(index + 1) in ("-", "–")
        and line.touches(index + 1)
    ):
        index += 2  # "24,- €"
    elif line.low(index) == "+" and line.touches(index):
        index += 1  # "4000+ EUR"
    elif numeral.scaled and (line.low(index) in _OF or _is_short_scale(line, index)):
        index += 1
    if index >= len(line.tokens):
        return None
    return _right_at(line, index, numeral)


def _is_short_scale(line: Line, index: int) -> bool:
    """The point of "3 Mio. Euro"."""
    return line.low(index) == "." and line.touches(index) and line.low(index - 1) in SUFFIXES


def _right_odd(line: Line, index: int, numeral: Numeral) -> Side | None:
    """Names that are one token or several: "d'euros", "US-Dollar", "U.S. dollars"."""
    low = line.low(index)
    if numeral.scaled and low[:2] in ("d'", "d’") and low[2:] in NAMES:
        return Side(NAMES[low[2:]], index)
    if line.low(index + 1) == "-" and line.low(index + 2) in NAMES and line.touches(index + 2):
        name = line.low(index + 2)  # "US-Dollar"
        return Side(currency_of(name, low) or NAMES[name], index + 2)
    dotted = [line.low(index + i) for i in range(4)] == ["u", ".", "s", "."]
    return Side("USD", index + 4) if dotted and line.low(index + 4) in DOLLAR_NAMES else None


def _right_joined(line: Line, index: int) -> Side | None:
    """Letters with a sign behind them: "20 CA$", "5 GH₵"."""
    following = line.tokens[index + 1] if index + 1 < len(line.tokens) else None
    if following is None or following.text not in SIGNS or not line.touches(index + 1):
        return None
    low = line.low(index)
    if following.text == "$" and low in DOLLAR_PREFIXES:
        return Side(DOLLAR_PREFIXES[low], index + 1)
    return Side("GHS", index + 1) if low == "gh" else None


def _right_at(line: Line, index: int, numeral: Numeral) -> Side | None:
    token = line.tokens[index]
    odd = _right_odd(line, index, numeral)
    if odd is not None:
        return odd
    if token.text in SIGNS:
        return _right_sign(line, index)
    if token.text == "¢":
        return Side(OPEN, index, is_minor=True)
    joined = _right_joined(line, index)
    if joined is not None:
        return joined
    code = _code(token)
    if code is not None:
        return Side(code, index)
    scaled = _SCALED_CODE.fullmatch(token.text)
    if scaled and scaled.group(2) in CODES:
        return Side(scaled.group(2), index, factor=_FACTORS[scaled.group(1)])
    return _right_name(line, index, numeral)


def _right_sign(line: Line, index: int) -> Side:
    """A sign behind the number, and the letters behind a dollar sign ("16 $ c", "9 $CAD")."""
    code = SIGNS[line.tokens[index].text]
    following = line.tokens[index + 1] if index + 1 < len(line.tokens) else None
    if code == "$" and following is not None and following.low in _DOLLAR_SUFFIXES:
        return Side(DOLLAR_PREFIXES[following.low], index + 1)
    if following is not None and following.kind == "word":
        named = _code(following)
        if named is not None and following.text.isupper():
            return Side(named, index + 1)
    return Side(code, index)


_DOLLAR_SUFFIXES = frozenset(
    {"c", "hk", "us", "usd", "cad", "aud", "nzd", "hkd", "sgd", "nz", "can", "mxn"}
)


def _right_name(line: Line, index: int, numeral: Numeral) -> Side | None:
    token = line.tokens[index]
    plain = _national_name(line, index)
    if plain is not None:
        return plain
    if token.low in NAMES and (token.low not in AMBIGUOUS_NAMES or _is_clearly_money(line, index)):
        return Side(NAMES[token.low], index)
    if token.low in MINOR and not numeral.scaled and _is_minor(line, index):
        return Side(MINOR[token.low], index, is_minor=True)
    if token.text in ABBREVIATIONS and _is_label(line, index, numeral):
        return Side(ABBREVIATIONS[token.text], index)
    return None


def _national_name(line: Line, index: int) -> Side | None:
    """ "australian dollars", "dollars australiens", "hong kong dollars", "us dollars"."""
    low, following, third = line.low(index), line.low(index + 1), line.low(index + 2)
    if low in NAMES:
        national = currency_of(low, following)
        return Side(national, index + 1) if national is not None else None
    if following in NAMES:
        national = currency_of(following, low)
        if national is not None:
            return Side(national, index + 1)
    if following in NAMES and following not in AMBIGUOUS_NAMES and _is_adjective(line, index):
        return Side(NAMES[following], index + 1)
    if third in NAMES and low in ("hong", "new", "u", "united", "costa", "sri", "south"):
        national = currency_of(third, low if low == "hong" else following)
        return Side(national or NAMES[third], index + 2)
    return None


def _is_adjective(line: Line, index: int) -> bool:
    """Any other word between a number and a currency's name, as in "5 measly dollars"."""
    token = line.tokens[index]
    return token.kind == "word" and len(token.low) > 3 and not is_open_word(line, token.low)


def _is_clearly_money(line: Line, index: int) -> bool:
    """Short names count where nothing but the end or a mark follows, or they touch the number."""
    return line.touches(index) or _is_whole_rest(line, index) or len(line.tokens[index].low) > 3


def _is_minor(line: Line, index: int) -> bool:
    low = line.low(index)
    if low in ("c", "p"):
        ends = low == "c" and _is_whole_rest(line, index)
        return line.tokens[index].text == low and (line.touches(index) or ends)
    return True


def _is_whole_rest(line: Line, index: int) -> bool:
    """Whether the clause ends right behind the token."""
    following = line.tokens[index + 1] if index + 1 < len(line.tokens) else None
    return following is None or following.kind == "sign"


def _is_label(line: Line, index: int, numeral: Numeral) -> bool:
    """Whether the line is a price label, the number and its abbreviation only: "12 KM"."""
    return numeral.first == 0 and index >= len(line.tokens) - 1 - (line.tokens[-1].text == ".")
