"""Words that are written as one: "Energieverbrauch" holds "Verbrauch"; "Mietende" is two words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import lru_cache

COMPOUNDING = frozenset({"de", "nl", "sv", "da", "no"})
# A part has at least so many letters, what is left beside it at least so many.
SHORTEST_PART, SHORTEST_REST = 4, 3
# Stems are shorter ("dat" of "Daten"); such a short one must stand at the end.
SHORTEST_END = 3
MOST_COMPOUNDS = 8
# What may stand between two parts.
_LINKS = ("", "s", "es", "n", "en", "e", "er")


class Compounds:
    """The long words of one corpus (as stems), to be found by what they begin or end with."""

    def __init__(self, stems: Iterable[str]) -> None:
        long = {s for s in stems if len(s) >= SHORTEST_PART + SHORTEST_REST and s.isalpha()}
        self._forward = sorted(long)
        self._backward = sorted(s[::-1] for s in long)
        self.holding = lru_cache(maxsize=4096)(self._holding)

    def _holding(self, part: str) -> tuple[str, ...]:
        """Those that end with a stem, then those that begin with it."""
        if len(part) < SHORTEST_END:
            return ()
        enough = SHORTEST_REST + max(len(part), SHORTEST_PART)
        ends = [w[::-1] for w in _with_prefix(self._backward, part[::-1]) if len(w) >= enough]
        if len(part) < SHORTEST_PART:
            return tuple(ends[:MOST_COMPOUNDS])
        begins = [w for w in _with_prefix(self._forward, part) if len(w) >= enough]
        return tuple(dict.fromkeys([*ends, *begins]))[:MOST_COMPOUNDS]


def _with_prefix(ordered: list[str], prefix: str) -> list[str]:
    at = bisect_left(ordered, prefix)
    found: list[str] = []
    while at < len(ordered) and ordered[at].startswith(prefix):
        found.append(ordered[at])
        at += 1
    return found


def parts_of(word: str, is_known: Callable[[str], bool]) -> tuple[str, str] | None:
    """The two known words that a folded word is made of, the second as long as may be.

    None where it is no compound of known words; `is_known` takes a folded word.
    """
    for cut in range(SHORTEST_REST, len(word) - SHORTEST_PART + 1):
        tail = word[cut:]
        if not is_known(tail):
            continue
        for link in _LINKS:
            head = word[: cut - len(link)]
            if word[:cut].endswith(link) and len(head) >= SHORTEST_REST and is_known(head):
                return head, tail
    return None
