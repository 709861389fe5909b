"""How much of a line is read: all that a person writes, and a bounded part of what nobody writes.

Reading takes time with the length of a line, and of its longest word more than that. A line of some
three hundred words is read whole; of a longer one its beginning and its end. A word longer than any
address is read in its first letters only. Of a line that says the same few words over and over, or
is mostly blank, less is read still.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace

from chatqual.engine.commands import Command, CorrectSlot, SetSlot, Span

_HEAD, _TAIL = 1500, 400
_HEAD_OF_A_FLOOD, _TAIL_OF_A_FLOOD = 300, 100
# So many words, nearly all of them the same few, are no sentence.
_WORDS_OF_A_FLOOD, _FEW = 120, 4
_LONG_RUN = re.compile(r"\S{161,}|\s{61,}")
_KEPT_OF_A_RUN = 60


@dataclass(frozen=True, slots=True)
class Cut:
    """`text`: what is read. `starts`: where its pieces begin in it, `origins`: and in the line."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def span(self, span: Span) -> Span | None:
        """The span in the whole line; None where it runs over a cut."""
        piece = bisect_right(self.starts, span[0]) - 1
        if piece != bisect_right(self.starts, max(span[0], span[1] - 1)) - 1:
            return None
        shift = self.origins[piece] - self.starts[piece]
        return span[0] + shift, span[1] + shift

    def command(self, command: Command) -> Command | None:
        """The command with its span in the whole line; None where that runs over a cut."""
        if not isinstance(command, SetSlot | CorrectSlot):
            return command
        span = self.span(command.span)
        return None if span is None else replace(command, span=span)


def cut_short(text: str) -> Cut | None:
    """What is to be read of the line; None: all of it."""
    gaps = [(m.start() + _KEPT_OF_A_RUN, m.end()) for m in _LONG_RUN.finditer(text)]
    head, tail = (_HEAD_OF_A_FLOOD, _TAIL_OF_A_FLOOD) if _is_flood(text) else (_HEAD, _TAIL)
    if len(text) > head + tail:
        first = text.rfind(" ", head - 100, head)
        last = text.find(" ", len(text) - tail, len(text) - tail + 100)
        gaps.append((first if first > 0 else head, last if last > 0 else len(text) - tail))
    return _without(text, sorted(gaps)) if gaps else None


def _is_flood(text: str) -> bool:
    if len(text) <= _HEAD_OF_A_FLOOD + _TAIL_OF_A_FLOOD:
        return False
    words = text.split()
    if len(words) <= _WORDS_OF_A_FLOOD:
        return False
    return sum(count for _, count in Counter(words).most_common(_FEW)) >= 0.95 * len(words)


def _without(text: str, gaps: list[Span]) -> Cut:
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    at = length = 0
    for begin, end in [*gaps, (len(text), len(text))]:
        if begin > at:
            pieces.append(text[at:begin])
            starts.append(length)
            origins.append(at)
            length += begin - at + 1  # a line break stands where something was left out
        at = max(at, end)
    return Cut("\n".join(pieces), tuple(starts), tuple(origins))
