"""What a version changed, line by line, and within a line word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.models import DocumentVersion

# Lines around a change that are shown with it.
AROUND = 2
# Two lines that share less are another line, not the same one reworded.
ALIKE = 0.5
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Changed:
    """A line of the comparison. `parts`: (text, whether it is what differs within the line)."""

    kind: Literal["same", "added", "removed", "gap"]
    parts: tuple[tuple[str, bool], ...] = ()

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.parts)


def version_before(version: DocumentVersion) -> DocumentVersion | None:
    """The version that it replaced."""
    return version.document.versions.filter(number__lt=version.number).first()


def changed_lines(before: DocumentVersion | None, version: DocumentVersion) -> list[Changed]:
    """The version beside the one that it replaced; all of it is new where there was none."""
    old = before.text.split("\n") if before else []
    new = version.text.split("\n")
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    lines: list[Changed] = []
    for n, group in enumerate(matcher.get_grouped_opcodes(AROUND)):
        if n:
            lines.append(Changed("gap"))
        for tag, i, j, k, m in group:
            if tag == "equal":
                lines += [Changed("same", ((line, False),)) for line in new[k:m]]
            else:
                lines += _replaced(old[i:j], new[k:m])
    return lines


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Changed]:
    """Lines that took each other's place are shown one below the other, with what differs."""
    for place in range(max(len(old), len(new))):
        was = old[place] if place < len(old) else None
        now = new[place] if place < len(new) else None
        if was is not None and now is not None:
            yield from _reworded(was, now)
        elif was is not None:
            yield Changed("removed", ((was, False),))
        elif now is not None:
            yield Changed("added", ((now, False),))


def _reworded(was: str, now: str) -> Iterator[Changed]:
    one, two = _WORDS.findall(was), _WORDS.findall(now)
    matcher = difflib.SequenceMatcher(None, one, two, autojunk=False)
    if matcher.ratio() < ALIKE:
        yield Changed("removed", ((was, False),))
        yield Changed("added", ((now, False),))
        return
    codes = matcher.get_opcodes()
    yield Changed("removed", _parts((one[i:j], tag) for tag, i, j, _, _ in codes))
    yield Changed("added", _parts((two[k:m], tag) for tag, _, _, k, m in codes))


def _parts(pieces: Iterator[tuple[list[str], str]]) -> tuple[tuple[str, bool], ...]:
    return tuple(("".join(words), tag != "equal") for words, tag in pieces if words)
