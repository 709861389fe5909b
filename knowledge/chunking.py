"""Cuts a document into passages along its structure, and passages into what may be quoted.

A section is the unit: a passage never reaches over a heading. Inside a section blocks are filled up
to about TARGET code points; a table row, an item and a sentence are never split, and a line that
announces what follows ("To export:") stays with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from knowledge.sentences import split_sentences
from knowledge.structure import Block, read_blocks

TARGET = 900
# Room for a last block that would otherwise stand alone.
MOST = 1200
# A longer step is quoted by sentence.
MOST_OF_A_STEP = 180

SentenceKind = Literal["prose", "item", "row", "code"]
_KINDS: dict[str, SentenceKind] = {
    "paragraph": "prose",
    "item": "item",
    "row": "row",
    "code": "code",
}


@dataclass(frozen=True, slots=True)
class Quotable:
    """What an answer may quote. `start`, `end`: code points of the passage's text."""

    kind: SentenceKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CutChunk:
    """A passage: `text == document_text[start:end]`."""

    heading_path: tuple[str, ...]
    text: str
    start: int
    end: int
    content_hash: str
    sentences: tuple[Quotable, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Part of a block that is never split: a sentence of a paragraph, an item, a row."""

    start: int
    end: int
    quotes: tuple[tuple[SentenceKind, int, int], ...]
    announces: bool
    block: int


def cut_document(title: str, text: str) -> list[CutChunk]:
    """The passages of a plain text, in order. Headings alone make none."""
    chunks: list[CutChunk] = []
    blocks = [block for block in read_blocks(text) if block.kind != "heading"]
    for headings, section in groupby(blocks, key=lambda block: block.headings):
        path = _without_title(headings, title)
        pieces = [piece for n, block in enumerate(section) for piece in _pieces(text, block, n)]
        chunks.extend(_chunk(title, path, text, group) for group in _fill(pieces))
    return chunks


def content_hash(title: str, heading_path: Sequence[str], text: str) -> str:
    """What an embedding is made from, as SHA-256 in hex."""
    return hashlib.sha256("\x1f".join([title, *heading_path, text]).encode()).hexdigest()


def _without_title(headings: tuple[str, ...], title: str) -> tuple[str, ...]:
    """A first heading that only repeats the title says nothing."""
    if headings and headings[0].casefold() == title.casefold():
        return headings[1:]
    return headings


def _pieces(text: str, block: Block, number: int) -> Iterator[_Piece]:
    kind = _KINDS[block.kind]
    if block.kind == "code":
        yield from _code_pieces(text, block, number)
        return
    if block.kind == "row" or _is_step(text, block):
        spans = [(block.inner, block.inner_end)]
    else:
        inner = text[block.inner : block.inner_end]
        spans = [(block.inner + a, block.inner + b) for a, b in split_sentences(inner)]
    if block.kind != "row" and block.end - block.start > MOST:
        for start, end in spans:
            yield _Piece(start, end, ((kind, start, end),), announces=False, block=number)
        return
    quotes = tuple((kind, start, end) for start, end in spans)
    announces = block.kind == "paragraph" and text[block.end - 1] == ":"
    yield _Piece(block.start, block.end, quotes, announces, number)


def _is_step(text: str, block: Block) -> bool:
    """An item of a numbered list that is short enough to be quoted whole."""
    is_numbered = block.kind == "item" and text[block.start : block.end].lstrip()[:1].isdigit()
    return is_numbered and block.inner_end - block.inner <= MOST_OF_A_STEP


def _code_pieces(text: str, block: Block, number: int) -> Iterator[_Piece]:
    """Whole, or by lines where it is long; the fences belong to the outer pieces."""
    if block.end - block.start <= MOST:
        quotes: tuple[tuple[SentenceKind, int, int], ...] = ()
        if text[block.inner : block.inner_end].strip():
            quotes = (("code", block.inner, block.inner_end),)
        yield _Piece(block.start, block.end, quotes, announces=False, block=number)
        return
    start = block.inner
    while start < block.inner_end:
        end = text.rfind("\n", start, min(start + TARGET, block.inner_end) + 1)
        if end <= start or block.inner_end - start <= TARGET:
            end = min(start + TARGET, block.inner_end)
        if text[start:end].strip():
            yield _Piece(start, end, (("code", start, end),), announces=False, block=number)
        start = end
        while start < block.inner_end and text[start] == "\n":
            start += 1


def _fill(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Groups of pieces of about TARGET code points, even ones rather than a full and a crumb."""
    group: list[_Piece] = []
    remaining = _length(pieces)
    for number, piece in enumerate(pieces):
        if group and _is_full(group, piece, remaining):
            yield from _closed(group)
            group = [held for held in group[-1:] if held.announces]
            remaining = pieces[-1].end - (group[0].start if group else piece.start)
        group.append(piece)
        if number == len(pieces) - 1:
            yield group


def _closed(group: list[_Piece]) -> Iterator[list[_Piece]]:
    """The group without a last line that announces what comes next; it moves on with it."""
    kept = group[:-1] if group[-1].announces else group
    if kept:
        yield kept


def _is_full(group: Sequence[_Piece], piece: _Piece, remaining: int) -> bool:
    if remaining <= MOST or (len(group) == 1 and group[0].announces):
        return False
    return piece.end - group[0].start > TARGET


def _length(pieces: Sequence[_Piece]) -> int:
    return pieces[-1].end - pieces[0].start if pieces else 0


def _chunk(title: str, path: tuple[str, ...], text: str, pieces: Sequence[_Piece]) -> CutChunk:
    start, end = pieces[0].start, pieces[-1].end
    body = text[start:end]
    quotes: Iterable[tuple[SentenceKind, int, int]] = (q for p in pieces for q in p.quotes)
    sentences = tuple(Quotable(kind, a - start, b - start) for kind, a, b in quotes if b > a)
    return CutChunk(path, body, start, end, content_hash(title, path, body), sentences)
