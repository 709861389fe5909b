"""Splitting a line into its parts, and which of them ask something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chatqual.engine.understanding.acts_text import fold
from chatqual.engine.understanding.language import LANGUAGES, Language
from chatqual.engine.understanding.phrases import data_file, phrase_sets


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a line: code points, end exclusive, without the space around it."""

    start: int
    end: int
    is_question: bool

    def of(self, text: str) -> str:
        return text[self.start : self.end]


# A full stop ends a sentence unless it stands in a number, an address or a known short form.
_SHORT_FORMS = (
    "e.g", "i.e", "ca", "z.b", "d.h", "vs", "mr", "mrs", "ms", "dr", "nr", "inkl", "approx",
    "etc", "p.a", "inc", "ltd", "st", "bzw", "evtl", "incl", "usw", "no",
)  # fmt: skip
_SHORT = "".join(rf"(?<!\b{re.escape(form)})" for form in _SHORT_FORMS) + r"(?<!\d)"
_END = re.compile(
    rf"[!?]+[!?.\"')]*(?=\s|$)|\.\.+|{_SHORT}\.(?=\s|$)|(?<=\d)\.(?=\s+[a-z]|\s*$)|\n+|;"
)

_WORDS = phrase_sets(data_file("questions")["words"])
_LEAD = rf"(?:{_WORDS['lead']}[,:.!]* +){{0,6}}"
_STARTS: dict[str, re.Pattern[str]] = {
    language: re.compile(f"{_LEAD}(?:{_WORDS['en']}|{_WORDS[language]})") for language in LANGUAGES
}
# "and monthly", "und für Vereine": a follow-up without a verb, its subject is in the last answer.
_FOLLOW_UP = re.compile(
    rf"(?:{_WORDS['joining']} (?!{_WORDS['stating']}\b)[^\d,]+|{_WORDS['elliptical']})"
)
# "and for 120", a line by itself: the last question again, for another number.
_FOR_A_NUMBER = re.compile(
    rf"\W*(?:ok(?:ay)?,? |so |gut,? )?{_WORDS['joining']},? "
    r"(?:then |what |if |maybe |just |only )?(?:we were |we are )?"
    r"(?:for|with|at|fur|bei|mit|pour|avec|para|con|com|per|voor|met)"
    r" (?:about |around |only |just |etwa |nur |ca\.? )?\d{1,6}\b(?![.,:]?\d|\s*[$€£%]|\s*k\b)"
    r"(?: [^\W\d]+){0,3}"
)
_AND: dict[Language, str] = {
    "en": "",
    "de": "|und|oder|aber",
    "fr": "|et|ou|mais",
    "es": "|y|e|o|pero",
    "pt": "|e|ou|mas",
    "it": "|e|o|ma",
    "nl": "|en|of|maar",
}
_COMMAS: dict[str, re.Pattern[str]] = {
    language: re.compile(rf",|\s-+\s|\s(?:and|or|but{words})\s|:|\s(?={_WORDS['within']})")
    for language, words in _AND.items()
}
# What a question behind it belongs to: "I know how long it takes", "a list that we can keep".
_BELONGS = re.compile(
    r"\b(?:know|knew|see|show|tell|ask|asked|wonder|wondering|understand|sure|about|and|or|but|of|"
    r"that|which|what|how|if|when|then|so|because|since|than|as|to|on|with|for|by|there|not|case|"
    r"please|hi|hello|hey|ok|okay|thanks|also|just|quick|question|question is)\W*$"
)
# "If we pay for a year, is it cheaper": without its condition the question is another one.
_CONDITION = re.compile(
    r"\W*(?:(?:and|but|so|ok|hi|hello|hey)\b,? )?(?:even )?"
    r"(?:if|when|while|once|after|before|until|till|unless|as (?:long|soon) as|during)\b"
    r"(?! (?:possible|so|not|you please|you don't mind|i may)\b)(?: [^\s,;:?!]+){1,11}\W*"
)
_FEWEST_WORDS_BEFORE = 3
# "What about the reminders, can you set them": a question of the same thing, and no other one.
_OF_THE_SAME = re.compile(
    r"\W*(?:and |but )?(?:can|could|do|does|is|are|will|would) (?:i|we|you|one|it|they) "
    r"(?:also |still )?[a-z]+ (?:it|them|that|those|this)\W*$"
)
# "1) which languages 2) is there an api": a list of questions in one line.
_NUMBERED = re.compile(r"(?:^|(?<=\s))\(?(?:\d{1,2}|[a-h])[).]\s+")
# After a comma these may open a relative clause: only an inverted verb makes them a question.
_RELATIVE = re.compile(
    r"\W*(?:and |but |und |or )?(?:who|which|where|when|what|wer|was|wo|die|how|wie)\b"
)
# "Our people, who are not technical": without a question mark it tells of them.
_OF_SOMEBODY = re.compile(
    r"\W*(?:who|which)(?:'?s)? (?:is|are|has|have|was|were|do|does|will|would)\b"
)
_INVERTED = re.compile(rf"\W*(?:(?:and|but|und|or) )?{_WORDS['inverted']}\b")
_MAX_FOLLOW_UP_WORDS = 6


def split_line(text: str, language: Language = "en") -> list[Segment]:
    """The parts of the line in order. A sentence is cut where a second question begins in it."""
    folded = fold(text)
    starts = _STARTS[language]
    parts: list[Segment] = []
    commas = _COMMAS[language]
    for start, end in _sentences(folded, starts):
        parts.extend(_cut(folded, start, end, starts, commas))
    return parts


def _sentences(folded: str, starts: re.Pattern[str]) -> list[tuple[int, int]]:
    spans, last = [], 0
    for found in _numbered(folded, starts) or _END.finditer(folded):
        spans.append((last, found.start() if found.re is _NUMBERED else found.end()))
        last = found.end()
    spans.append((last, len(folded)))
    trimmed = (_trim(folded, *piece) for span in spans for piece in _bounded(folded, *span))
    return [span for span in trimmed if span[1] > span[0]]


def _numbered(folded: str, starts: re.Pattern[str]) -> list[re.Match[str]]:
    """The numbers of a list of questions; nothing where fewer than two items ask."""
    found = list(_NUMBERED.finditer(folded))
    asking = sum(starts.match(folded, number.end()) is not None for number in found)
    if len(found) < 2 or asking < 2:
        return []
    return sorted([*found, *_END.finditer(folded)], key=lambda match: match.start())


_LONGEST = 400
"""Code points of a part. A ramble without a full stop is cut, so that reading stays quick."""


def _bounded(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        blank = folded.rfind(" ", start + 1, start + _LONGEST)
        cut = blank if blank > start else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ",;:-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:-"):
        end -= 1
    return start, end


def _cut(
    folded: str, start: int, end: int, starts: re.Pattern[str], commas: re.Pattern[str]
) -> list[Segment]:
    """A sentence as one part, or as several where questions follow each other."""
    asks = folded[start:end].rstrip("\"') .!").endswith("?")
    cuts = [start]
    for found in commas.finditer(folded, start, end):
        if starts.match(folded, cuts[-1], end) and _OF_THE_SAME.match(folded, found.end(), end):
            continue
        if found[0].strip() in ("", ",") and _is_condition(folded, cuts[-1], found.start(), starts):
            continue
        if found[0].isspace() and not _stands_before(folded, cuts[-1], found.start(), starts):
            continue
        after = _trim(folded, found.start(), end)[0]
        follows = starts.match(folded, cuts[-1], found.start()) and found[0].strip() not in (
            "",
            ",",
        )
        if after > cuts[-1] and _opens_question(folded, after, end, starts, asks or bool(follows)):
            cuts.append(after)
    cuts.append(end)
    parts = []
    for index, (a, b) in enumerate(zip(cuts, cuts[1:], strict=False)):
        a, b = _trim(folded, a, b)
        if b <= a or not any(_says(c) for c in folded[a:b]):
            continue
        last = index == len(cuts) - 2
        question = (asks and last) or is_question_start(folded, a, b, starts)
        parts.append(Segment(a, b, question))
    return parts


def _stands_before(folded: str, start: int, end: int, starts: re.Pattern[str]) -> bool:
    """What a question without a comma may stand behind: some words that tell, and ask nothing."""
    before = folded[start:end]
    if before.count(" ") < _FEWEST_WORDS_BEFORE - 1 or starts.match(folded, start, end):
        return False
    return _BELONGS.search(before) is None


def _is_condition(folded: str, start: int, end: int, starts: re.Pattern[str]) -> bool:
    return _CONDITION.fullmatch(folded, start, end) is not None and not starts.match(
        folded, start, end
    )


def _says(char: str) -> bool:
    """A letter, a digit, or a sign such as a thumb: from the arrows on, all else is punctuation."""
    return char.isalnum() or char >= "\u2190"


def _opens_question(folded: str, at: int, end: int, starts: re.Pattern[str], asks: bool) -> bool:
    if not starts.match(folded, at, end):
        return False
    if _OF_SOMEBODY.match(folded, at, end):
        return asks
    if _RELATIVE.match(folded, at, end):
        return bool(_INVERTED.match(folded, at, end)) or (asks and folded[at : at + 5] != "which")
    return True


def is_question_start(folded: str, start: int, end: int, starts: re.Pattern[str]) -> bool:
    """Whether a part without a question mark is built as a question, or as a short follow-up."""
    if starts.match(folded, start, end):
        return True
    if folded.count(" ", start, end) >= _MAX_FOLLOW_UP_WORDS:
        return False
    words = folded[start:end].rstrip(" .!")
    if not folded[:start].strip() and not folded[end:].strip(" .!?"):
        return bool(_FOLLOW_UP.fullmatch(words) or _FOR_A_NUMBER.fullmatch(words))
    return bool(_FOLLOW_UP.fullmatch(words))
