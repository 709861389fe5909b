"""Abuse: of the other side, of groups of people, and sexual talk. The words are data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from chatqual.engine.understanding.acts_text import ActFound
from chatqual.engine.understanding.phrases import data_file, phrase_sets
from chatqual.engine.understanding.sieve import Sifted


def _words(phrases: Iterable[str]) -> str:
    """Plain words as one expression, the longest first; a star stands for any ending."""
    parts = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(p).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for p in parts)


_DATA = data_file("abuse")
_INSULT = {"insult": f"(?:{'|'.join(_DATA['insults'])})"}
_SETS = phrase_sets(_DATA["words"], _INSULT)
_ANYWHERE = Sifted(rf"\b(?:{_words(_DATA['anywhere'])})\b|\b(?:{'|'.join(_DATA['phrases'])})")
_AIMED = Sifted(
    rf"\b{_SETS['aimed']}\b"
    rf"|\A(?:{_SETS['shouting']}\s+)*{_SETS['alone']}(?:\s+{_SETS['you']})?\W*\Z"
)
_EXCUSE = re.compile(rf"\b(?:{'|'.join(_DATA['excuses'])})")


def find_abuse(folded: str) -> Iterator[ActFound]:
    """Each abusive passage of a folded line that no excuse covers."""
    excused: list[tuple[int, int]] | None = None
    for pattern, confidence in ((_ANYWHERE, 0.9), (_AIMED, 0.85)):
        for found in pattern.finditer(folded):
            start, end = found.span()
            if excused is None:
                excused = [excuse.span() for excuse in _EXCUSE.finditer(folded)]
            if not any(a < end and start < b for a, b in excused):
                yield ActFound("abuse", (start, end), confidence)


def is_excused(folded: str) -> bool:
    """Whether it holds words that sound like abuse and are none."""
    return _EXCUSE.search(folded) is not None
