"""The writer of the plain form: one block a line, however the document was made.

    # Heading                                  one to six #
    A paragraph, on one line.
    - an item          1. a numbered item      two blanks a level in front
    | Plan: Team; Price: 14 €                  a table row, each cell under its column's name
    ```                                        code, as it stands, to the next fence

knowledge/structure.py reads it back. Since every offset is counted in the written text, they are
exact by construction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.extract.clean import clean, lines_of, one_line

MAX_ITEM_DEPTH = 5
_FENCE = re.compile(r"^\s*```", re.M)
# A paragraph that begins like a block of another kind would be read back as one.
_LOOKS_LIKE_BLOCK = re.compile(r"^(#{1,6} |\| |[-*+] |```)")


class PlainWriter:
    """Collects blocks; `text()` gives the plain form."""

    def __init__(self) -> None:
        self._blocks: list[tuple[str, str]] = []

    def heading(self, level: int, text: str) -> None:
        """`level` counts from 1."""
        if line := one_line(text):
            self._blocks.append(("heading", "#" * max(1, min(level, 6)) + " " + line))

    def paragraph(self, text: str) -> None:
        """A newline in `text` is a line break that the author wanted: a block of its own."""
        for line in lines_of(text):
            if stripped := _LOOKS_LIKE_BLOCK.sub("", line).strip():
                self._blocks.append(("paragraph", stripped))

    def item(self, text: str, depth: int = 0, number: int | None = None) -> None:
        """`depth` counts from 0; `number` for a step of an ordered list."""
        if line := one_line(text):
            mark = "- " if number is None else f"{number}. "
            self._blocks.append(("item", "  " * min(depth, MAX_ITEM_DEPTH) + mark + line))

    def row(self, text: str) -> None:
        """A row that is already worded."""
        if line := one_line(text):
            self._blocks.append(("row", "| " + line))

    def end_group(self) -> None:
        """The next row or item belongs to another table or list."""
        self._blocks.append(("break", ""))

    def code(self, text: str) -> None:
        """Kept as it stands, but for fences inside it."""
        body = _FENCE.sub("'''", clean(text)).strip("\n").rstrip()
        if body.strip():
            self._blocks.append(("code", f"```\n{body}\n```"))

    def text(self) -> str:
        """Blocks apart by an empty line, rows and items of one list directly below each other."""
        written: list[str] = []
        before = ""
        for kind, line in self._blocks:
            if kind != "break":
                if written:
                    written.append("\n" if kind == before and kind in ("item", "row") else "\n\n")
                written.append(line)
            before = kind
        return "".join(written)


def worded_row(names: Sequence[str], cells: Sequence[str]) -> str:
    """A row that can be read alone: "Plan: Team; Price: 14 €".

    Where the first column has no name, its cell names the row: "Price — Starter: 9 €; Team: 14 €".
    """
    padded = [*names, *[""] * (len(cells) - len(names))]
    pairs = [(name, cell) for name, cell in zip(padded, cells, strict=False) if cell]
    if not pairs:
        return ""
    worded = [f"{name.rstrip(':')}: {cell}" if name else cell for name, cell in pairs]
    is_row_named = bool(cells[0]) and not padded[0] and any(padded[1:]) and len(worded) > 1
    if is_row_named:
        return f"{worded[0]} — {'; '.join(worded[1:])}"
    return "; ".join(worded)
