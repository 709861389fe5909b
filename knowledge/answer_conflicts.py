"""Two documents that say different things: what is superseded gives way, else both are shown.

A page that says that it is no longer current, last year's edition of a page and an announcement
beside the page that it announced give way silently. Of two pages that both claim to hold, both are
quoted with their dates, the newer one first: which of them is right is for a person to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from chatqual.engine.ports import CitedSentence
from knowledge.answer_price_choice import plan_names
from knowledge.answer_select import Choice
from knowledge.passages import Hit, Unit
from knowledge.word_lists import STOP_WORDS
from knowledge.words import fold, stem, words

AMONG = 40
# A rival must answer nearly as well, and be about the same thing in nearly the same words.
NEAR = 0.25
SAME_SUBJECT = 0.6
# Of the longer of two sentences; and where a "not" is all the difference.
SAME_OF_BOTH, SAME_BUT_NOT = 0.4, 0.6
_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|zwei|drei|vier|"
    r"funf|sechs|sieben|acht|neun|zehn|elf|zwolf|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|"
    r"douze|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)\b"
)
_DIGITS = {
    word: str(number)
    for listed in (
        "two three four five six seven eight nine ten eleven twelve",
        "zwei drei vier funf sechs sieben acht neun zehn elf zwolf",
        "deux trois quatre cinq six sept huit neuf dix onze douze",
        "dos tres cuatro cinco seis siete ocho nueve diez once doce",
    )
    for number, word in enumerate(listed.split(), 2)
    if word != "once"
}
_MONEY_BEHIND = re.compile(r"\s?(?:[€$£¥]|(?:eur|euros?|usd|dollars?|gbp|pounds?|chf)\b)")
_MONEY_BEFORE = re.compile(r"(?:[€$£¥]|\b(?:eur|usd|gbp|chf))\s?$")
_UNIT_BEHIND = re.compile(r"\s?(%|(?!and\b|or\b|to\b|und\b|oder\b|et\b|y\b)[^\W\d]+)")
_BYTES = frozenset({"kb", "mb", "gb", "tb"})
_YEAR = re.compile(r"20[0-4]\d")
_TITLE_WORD = re.compile(r"\w+")
# Posts and release notes tell what was new on a day; the page they tell about tells what holds.
_ANNOUNCES = re.compile(
    r"(?:^|/)(?:blog|news|newsroom|press|presse|aktuelles|neuigkeiten|actualites|noticias|"
    r"changelogs?|whats-new|releases?|release-notes|announcements?|posts)(?=[/._-]|$)"
)
# Titles of one template ("Delivery: Austria", "Delivery: Italy") differ in so few words.
_VARIANT_WORDS = 3
_NOT = re.compile(
    r"\b(not|no|never|cannot|without|none|nothing|nobody|\w+n't|nicht|kein\w*|ohne|pas|sans|jamais|sin|nunca)\b"
)


def settle(
    chosen: Sequence[Choice], choices: Sequence[Choice]
) -> tuple[list[Choice], frozenset[int]]:
    """What is quoted, and the documents that contradict each other and so are shown with dates."""
    kept = list(chosen)
    contested: list[Choice] = []
    # What only adds to the answer opens no question of its own.
    best = max(chosen, key=lambda c: c.score, default=None)
    for choice in sorted(chosen, key=lambda c: -c.score):
        for rival in _rivals(choice, choices):
            if choice not in kept:
                break
            beaten = _gives_way(choice.ranked.hit, rival.ranked.hit)
            if beaten is choice.ranked.hit:
                kept = [rival if c is choice else c for c in kept if c is not rival]
            elif beaten is rival.ranked.hit:
                kept = [c for c in kept if c is not rival]
            elif choice is best:
                kept = _beside(kept, choice, rival)
                contested += [choice, rival]
    documents = frozenset(c.ranked.hit.document for c in contested)
    # What only adds to a contested sentence makes room for the other side.
    first = sorted(kept, key=lambda c: (c not in contested, -c.score))[: max(len(chosen), 2)]
    return [c for c in kept if c in first], documents


def _beside(kept: Sequence[Choice], choice: Choice, rival: Choice) -> list[Choice]:
    """Both, one behind the other, the newer one first where both carry a date."""
    if rival in kept:
        return list(kept)
    hit, other = choice.ranked.hit, rival.ranked.hit
    is_newer = hit.carries_date and other.carries_date and other.dated > hit.dated
    both = [rival, choice] if is_newer else [choice, rival]
    return [one for c in kept for one in (both if c is choice else [c])]


def _rivals(choice: Choice, choices: Sequence[Choice]) -> list[Choice]:
    """The best of each document that says something else."""
    hit = choice.ranked.hit
    found: dict[int, Choice] = {}
    for other in choices[:AMONG]:
        if (
            other.ranked.hit.document != hit.document
            and other.score >= choice.score - NEAR
            and not are_variants(hit.title, other.ranked.hit.title)
            and contradict(choice.unit, other.unit)
        ):
            found.setdefault(other.ranked.hit.document, other)
    return list(found.values())


@lru_cache(maxsize=20_000)
def are_variants(title: str, other: str) -> bool:
    """Titles of the same page for different things: countries, models, editions of a product."""
    first, second = _TITLE_WORD.findall(fold(title)), _TITLE_WORD.findall(fold(other))
    shared = 0
    while first and second and first[0] == second[0]:
        shared += first.pop(0) not in STOP_WORDS["en"]
        second.pop(0)
    while first and second and first[-1] == second[-1]:
        shared += first.pop() not in STOP_WORDS["en"]
        second.pop()
    is_of_years = any(map(_YEAR.fullmatch, [*first, *second]))
    is_short = 0 < len(first) <= _VARIANT_WORDS and 0 < len(second) <= _VARIANT_WORDS
    return shared > 0 and is_short and not is_of_years


def contradict(a: Unit, b: Unit) -> bool:
    """The same subject with other numbers, or once with and once without a "not"."""
    mine, theirs = _subject(a.stems), _subject(b.stems)
    small = min(len(mine), len(theirs))
    shared = len(mine & theirs)
    if small < 2 or shared < SAME_SUBJECT * small or _name_different_things(a, b):
        return False
    is_prose = a.kind != "row" and b.kind != "row"
    whole = max(len(mine), len(theirs))
    if is_prose and shared < SAME_OF_BOTH * whole:
        return False
    first, second = _numbers(a.text), _numbers(b.text)
    if first and second:
        return _differ_in_one_measure(first, second)
    has_not = bool(_NOT.search(fold(a.text))), bool(_NOT.search(fold(b.text)))
    is_same = is_prose and shared >= SAME_BUT_NOT * whole
    return is_same and not (first or second) and has_not[0] != has_not[1]


def _name_different_things(a: Unit, b: Unit) -> bool:
    """Each has a name that the other has not: two plans, two rows of one table's form."""
    if a.kind == b.kind == "row" and not _key(a.text) & _key(b.text):
        return True
    return bool(_names(a) - b.stems) and bool(_names(b) - a.stems)


def _names(unit: Unit) -> frozenset[str]:
    return frozenset(
        folded
        for name in plan_names(unit.text)
        if (folded := stem(name)) in unit.stems - _BYTES and not folded.isdigit()
    )


def _key(row: str) -> frozenset[str]:
    """The words of a row's first cell."""
    return frozenset(words(row.split(";")[0].split(": ")[-1]))


def _differ_in_one_measure(
    first: frozenset[tuple[str, str]], second: frozenset[tuple[str, str]]
) -> bool:
    """ "6 months" and "9 months"; "20 %" and "9 €" are answers to two questions."""
    return any(
        {number for number, unit in first - second if unit == measure}
        and {number for number, unit in second - first if unit == measure}
        for measure in {unit for _, unit in first}
    )


@lru_cache(maxsize=20_000)
def _numbers(text: str) -> frozenset[tuple[str, str]]:
    """Each number with what it counts: money, %, bytes, or the stem of the word behind it."""
    plain = fold(text)
    return frozenset(
        (_DIGITS.get(found[0], found[0]), _measure(plain, found))
        for found in _NUMBER.finditer(plain)
        if found[0] != "once"
    )


def _measure(plain: str, found: re.Match[str]) -> str:
    behind = plain[found.end() :]
    if _MONEY_BEHIND.match(behind) or _MONEY_BEFORE.search(plain[: found.start()]):
        return "money"
    unit = _UNIT_BEHIND.match(behind)
    if unit is None:
        return ""
    return "bytes" if unit[1] in _BYTES else stem(unit[1])


@lru_cache(maxsize=20_000)
def _subject(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(s for s in stems - STOP_WORDS["en"] - _BYTES if not s[:1].isdigit())


def _gives_way(a: Hit, b: Hit) -> Hit | None:
    """The one that is superseded by the other, by what the documents say of themselves."""
    if a.outdated != b.outdated:
        return a if a.outdated else b
    older, newer = (a, b) if a.dated < b.dated else (b, a)
    are_dated = a.carries_date and b.carries_date and a.dated != b.dated
    if announces(a.path) != announces(b.path):
        post, page = (a, b) if announces(a.path) else (b, a)
        # A post that is newer than its page may tell what the page has not taken up yet.
        return None if are_dated and post is newer else post
    is_edition = announces(a.path) or _edition(a) != _edition(b)
    return older if are_dated and is_edition else None


@lru_cache(maxsize=20_000)
def announces(path: str) -> bool:
    """True for a post, a press note or release notes, by its address."""
    return _ANNOUNCES.search(fold(path)) is not None


def _edition(hit: Hit) -> str:
    """The year that a page has in its name: "Prices 2025"."""
    return max(_YEAR.findall(f"{hit.title} {hit.path}"), default="")


def with_dates(
    sentences: Sequence[CitedSentence], chosen: Sequence[Choice], documents: frozenset[int]
) -> tuple[CitedSentence, ...]:
    """The sentences of documents that contradict each other name their date in the source."""
    dates = {c.ranked.hit.document: c.ranked.hit.dated.isoformat() for c in chosen}
    return tuple(
        replace(
            s,
            citation=replace(
                s.citation, title=f"{s.citation.title} ({dates[s.citation.document]})"
            ),
        )
        if s.citation.document in documents
        else s
        for s in sentences
    )
