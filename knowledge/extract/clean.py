"""Text hygiene for whatever comes out of a document."""

from __future__ import annotations

import re
import unicodedata

# NUL and the other controls but tab and newline, lone surrogates, bidirectional overrides, soft
# hyphens, zero-width space and joiner, byte order marks, the tag block (hidden instructions).
_DROPPED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
# Joiners that no script around them needs: between Latin letters they only hide words from search.
_IDLE_JOINERS = re.compile("(?<=[\x20-\u024f])[\u200c\u200d]+|[\u200c\u200d]+(?=[\x20-\u024f])")
# More marks on one letter than any writing system uses.
_PILED_MARKS = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{4})[\u0300-\u036f]+"
)
_SPACES = re.compile(r"[^\S\n]+")
_ANY_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """NFC, without invisible and control characters; newlines are "\\n"."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n\n").replace("\x85", "\n")
    text = unicodedata.normalize("NFC", _DROPPED.sub("", text))
    return _PILED_MARKS.sub(r"\1", _IDLE_JOINERS.sub("", text))


def one_line(text: str) -> str:
    """Cleaned, every run of white space a single blank."""
    return _ANY_SPACE.sub(" ", clean(text)).strip()


def lines_of(text: str) -> list[str]:
    """Cleaned lines without white space at their ends; runs of blanks inside are one blank."""
    return [_SPACES.sub(" ", line).strip() for line in clean(text).split("\n")]
