"""Sentences with their code points, by rules for the languages that the widget speaks.

A full stop ends a sentence unless it belongs to an abbreviation, an initial, a number, an ordinal
or an address. Wrongly joining two sentences costs a longer quote; wrongly splitting one costs a
quote that says nothing, so where it is not clear nothing is split.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# A longer one is broken at a clause or a blank: text without punctuation is no sentence.
MAX_SENTENCE = 600

# In lower case, without the last full stop. Behind these a sentence goes on, whatever follows.
_GO_ON = """
    mr mrs ms dr prof st sr jr messrs mme mlle hr fr sra srta srs dipl ing univ dott sig sigg dhr
    mevr e.g i.e cf vs approx incl excl z.b d.h u.a u.u i.d.r o.ä bzw ca evtl ggf inkl exkl vgl
    bspw mio mrd p.ex env c.-à-d p.ej ej aprox ee.uu d.c bijv d.w.z o.a m.b.t t.a.v resp
"""
# Only a number behind keeps the sentence open: "No. 5", "p. 12", "Jan. 3", "Tel. 030".
_BEFORE_NUMBER = """
    no nos nr núm num vol ch sec art fig figs p pp pág pag abs bd str tel ext est av avda rue s
    jan feb mar apr jun jul aug sep sept oct nov dec okt dez janv févr avr juil déc ene abr ago dic
"""
_GOING_ON = frozenset(_GO_ON.split())
_NUMBERED = frozenset(_BEFORE_NUMBER.split())
_WIDE_STOPS = "。！？"
_END = re.compile(
    r"(?P<mark>[.!?…]+|["
    + _WIDE_STOPS
    + r"]+)(?P<closers>[\"'”’»)\]]*)(?=\s|$|(?<=["
    + _WIDE_STOPS
    + r"]))"
)
_LAST_WORD = re.compile(r"[^\s(\[\"'“„«]+$")
_LETTER_NEXT = re.compile(r"[^\W\d_]\.")
_CLAUSE = re.compile(r"[;:,] ")
_MONTH_NEXT = re.compile(
    r"(jan|feb|f[ée]v|mar|mär|apr|avr|mai|may|maj|jun|juin|jul|juil|aug|ao[uû]t|sep|ok?[ct]t|nov"
    r"|de[czs]|déc|quartal|trimest|kwartaal|jahrhundert)",
    re.I,
)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence of one paragraph, white space between them left out."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if _ends_sentence(text, start, match):
            spans.extend(_trimmed(text, start, match.end()))
            start = match.end()
    spans.extend(_trimmed(text, start, len(text)))
    return spans


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without white space at its ends, broken where it is far too long."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > MAX_SENTENCE:
        cut = _cut_before(text, start, start + MAX_SENTENCE)
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        yield start, end


def _cut_before(text: str, start: int, limit: int) -> int:
    """After the last clause in the second half, else at the last blank, else right at the limit."""
    middle = start + MAX_SENTENCE // 2
    clauses = [match.start() + 1 for match in _CLAUSE.finditer(text, middle, limit)]
    if clauses:
        return clauses[-1]
    blank = text.rfind(" ", middle, limit)
    return blank if blank > 0 else limit


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    if match["mark"][-1] in _WIDE_STOPS:
        return True
    following = text[match.end() : match.end() + 40].lstrip()
    if not following:
        return True
    if following[0].islower():
        # "Yahoo! is", "etc. and so on": the sentence goes on.
        return False
    if match["mark"] == ".":
        return not _is_inner_stop(text[max(start, match.start() - 60) : match.start()], following)
    return True


def _is_inner_stop(before: str, following: str) -> bool:
    """True when the full stop behind `before` belongs to its last word."""
    found = _LAST_WORD.search(before)
    if found is None:
        return False
    word = found[0].lower()
    if word in _GOING_ON:
        return True
    if following[0].isdigit() and (word in _NUMBERED or word.endswith("str")):
        return True
    if len(word) == 1 and word.isalpha():
        return _is_initial(before, following, found[0])
    if word.isdigit() and len(word) <= 2:
        # "3. Mai", "1. Quartal"; a paragraph's own number ("1. Scope").
        return before.strip() == found[0] or _MONTH_NEXT.match(following) is not None
    return False


def _is_initial(before: str, following: str, letter: str) -> bool:
    """ "J. Smith", "z. B. so", but not "take plan B. Then"."""
    if _LETTER_NEXT.match(following):
        return True
    words = before.split()
    is_behind_letter = len(words) > 1 and len(words[-2]) == 2 and words[-2][1] == "."
    is_behind_name = len(words) > 1 and words[-2][:1].isupper()
    return is_behind_letter or (letter.isupper() and (len(words) < 2 or is_behind_name))
