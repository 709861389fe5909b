"""Reads the plain form that knowledge/extract/plain.py writes: blocks with their code points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "row", "code"]

_HEADING = re.compile(r"(#{1,6}) +")
_ITEM = re.compile(r"( *)(?:[-*+]|\d{1,9}[.)]) +")
_ROW = re.compile(r"\| *")
_FENCE = "```"


@dataclass(frozen=True, slots=True)
class Block:
    """One block. `start` to `end` is all of it, `inner` to `inner_end` without its marks.

    All four count code points of the text, ends exclusive. `level`: of a heading, from 1; of an
    item, its depth from 0. `headings`: those above it, outermost first, itself not among them.
    """

    kind: BlockKind
    start: int
    end: int
    inner: int
    inner_end: int
    level: int
    headings: tuple[str, ...]


def read_blocks(text: str) -> list[Block]:
    """The blocks of a plain text, in order. Anything that is no mark is a paragraph."""
    blocks: list[Block] = []
    open_headings: list[tuple[int, str]] = []
    for start, end in _units(text):
        block = _block_of(text, start, end, tuple(title for _, title in open_headings))
        if block.kind == "heading":
            while open_headings and open_headings[-1][0] >= block.level:
                open_headings.pop()
            above = tuple(title for _, title in open_headings)
            open_headings.append((block.level, text[block.inner : block.inner_end]))
            block = Block("heading", start, end, block.inner, end, block.level, above)
        if block.inner < block.inner_end:
            blocks.append(block)
    return blocks


def _units(text: str) -> Iterator[tuple[int, int]]:
    """Lines, and fenced code as one unit, without the white space at their ends."""
    position, fenced_from = 0, -1
    for line in text.split("\n"):
        start, end = position, position + len(line.rstrip())
        position += len(line) + 1
        if line.startswith(_FENCE):
            if fenced_from < 0:
                fenced_from = start
            else:
                yield fenced_from, end
                fenced_from = -1
        elif fenced_from < 0 and end > start:
            yield start, end
    if fenced_from >= 0:
        yield fenced_from, len(text.rstrip())


def _block_of(text: str, start: int, end: int, headings: tuple[str, ...]) -> Block:
    if text.startswith(_FENCE, start, end):
        inner, inner_end = _inside_fence(text, start, end)
        return Block("code", start, end, inner, inner_end, 0, headings)
    if match := _HEADING.match(text, start, end):
        return Block("heading", start, end, match.end(), end, len(match[1]), headings)
    if match := _ROW.match(text, start, end):
        return Block("row", start, end, match.end(), end, 0, headings)
    if match := _ITEM.match(text, start, end):
        return Block("item", start, end, match.end(), end, len(match[1]) // 2, headings)
    inner = start + len(text[start:end]) - len(text[start:end].lstrip())
    return Block("paragraph", start, end, inner, end, 0, headings)


def _inside_fence(text: str, start: int, end: int) -> tuple[int, int]:
    first_line = text.find("\n", start, end)
    if first_line < 0:
        return end, end
    last_line = text.rfind("\n", start, end)
    is_closed = text[last_line + 1 : end].strip() == _FENCE and last_line > first_line
    inner_end = last_line if is_closed else end
    return min(first_line + 1, inner_end), inner_end
