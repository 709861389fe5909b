"""Abbreviations that the documents explain themselves: "service level agreement (SLA)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.words import fold, words

# "Name of it (NOI)" and "NOI (name of it)"; the short form is written in capitals.
_SHORT = r"([A-ZÄÖÜ][A-Za-zÄÖÜ&-]{1,6})"
_BEHIND = re.compile(rf"\({_SHORT}\)")
_BEFORE = re.compile(rf"\b{_SHORT}\s+\(([^()\n.;:|]{{4,80}})\)")
_END = re.compile(r"[()\n.;:|]")
_LONGEST = 80
_FEWEST_CAPITALS = 2


def abbreviations(text: str) -> Iterator[tuple[str, str]]:
    """Each short form with the words that it stands for, both folded."""
    if "(" not in text:
        return
    for found in _BEHIND.finditer(text):
        before = _END.split(text[max(0, found.start() - _LONGEST) : found.start()])[-1]
        if long := _spelled_out(found[1], words(before), at_the_end=True):
            yield fold(found[1]), " ".join(long)
    for found in _BEFORE.finditer(text):
        if long := _spelled_out(found[1], words(found[2]), at_the_end=False):
            yield fold(found[1]), " ".join(long)


def _spelled_out(short: str, spoken: list[str], at_the_end: bool) -> list[str]:
    """The words whose first letters make the short form, little words between them left out."""
    letters = [c for c in fold(short) if c.isalpha()]
    if sum(c.isupper() for c in short) < _FEWEST_CAPITALS or not letters:
        return []
    for length in range(len(letters), min(len(letters) + 2, len(spoken)) + 1):
        part = spoken[-length:] if at_the_end else spoken[:length]
        if not at_the_end and length != len(spoken):
            continue
        initials = [word[0] for word in part]
        if initials[0] == letters[0] and _in_order(letters, initials):
            return part
    return []


def _in_order(letters: list[str], initials: list[str]) -> bool:
    left = iter(initials)
    return all(letter in left for letter in letters)
