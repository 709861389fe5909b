"""A cited document as a page of its own, for documents that have no address elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from django.conf import settings

from knowledge.models import Document
from knowledge.structure import Block, read_blocks

ListKind = Literal["list", "steps", "rows"]
LISTS: dict[str, ListKind] = {"item": "list", "step": "steps", "row": "rows"}


@dataclass(frozen=True, slots=True)
class Part:
    """What belongs together on the page. `rows`: of a table as sentences; `level`: of a heading."""

    kind: Literal["heading", "paragraph", "list", "steps", "rows", "code"]
    lines: tuple[str, ...]
    level: int = 2


def find_source(site_key: str, document: int) -> Document | None:
    """A document that visitors are answered from now; drafts, retired and desk's own are none."""
    return (
        Document.objects.select_related("current", "site")
        .filter(
            pk=document,
            site__public_key=site_key,
            state=Document.State.PUBLISHED,
            audience=Document.Audience.VISITORS,
        )
        .first()
    )


def read_parts(text: str) -> list[Part]:
    """The plain form of a document, grouped for a page."""
    parts: list[Part] = []
    for kind, group in groupby(read_blocks(text), key=lambda block: _kind_of(block, text)):
        parts.extend(_parts_of(kind, list(group), text))
    return parts


def _kind_of(block: Block, text: str) -> str:
    is_step = block.kind == "item" and text[block.start : block.end].lstrip()[:1].isdigit()
    return "step" if is_step else block.kind


def _parts_of(kind: str, blocks: list[Block], text: str) -> Iterator[Part]:
    words = [text[block.inner : block.inner_end] for block in blocks]
    if kind in ("item", "step", "row"):
        yield Part(LISTS[kind], tuple(words))
    elif kind == "heading":
        for block, line in zip(blocks, words, strict=True):
            yield Part("heading", (line,), min(block.level, 3))
    else:
        for line in words:
            yield Part("code" if kind == "code" else "paragraph", (line,))


def language_of(document: Document) -> str:
    return document.language or settings.LANGUAGE_CODE
