"""HTML tables: the grid with its spans filled in, its names, and the notes around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from knowledge.extract.clean import one_line
from knowledge.extract.markup import drawn

Element = Any

# No table that people read is larger; one made of spans alone could be.
_MAX_SPAN = 50
_MAX_COLUMNS = 200
_MAX_CELLS = 200_000
_MAX_CELL = 1000
_FOOTNOTE = re.compile(r"^(?:\(?\[?\d{1,2}\]?\)?|[*†‡]+)$")
# Before the 2 of "m²" and the 9 of "10⁹"; a footnote stands behind a longer word or an amount.
_POWERED = re.compile(r"(?:(?:^|[\s\d/(])[^\W\d]{1,2}|(?<![\d.,€$£¥])(?:10|2))$")
_BLANK_BEFORE_COMMA = re.compile(r"\s+(?=, )")
# A longer text in one cell across the table is a note and names no rows.
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class HtmlTable:
    """`rows` with their spans filled in. `header_rows`: None where the page does not mark them.

    `above` and `below`: caption and notes, each a paragraph.
    """

    rows: list[list[str]]
    header_rows: int | None
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


def is_footnote_mark(node: Element, before: str) -> bool:
    """A footnote's number is no part of the word before it; that of m² is."""
    if not _FOOTNOTE.match(one_line(node.text_content())):
        return False
    if (node.tail or "").lstrip().startswith(("/", "⁄")):
        return False
    text = one_line(node.text_content())
    return not text.isdigit() or not _POWERED.search(before.rstrip())


def is_layout(table: Element) -> bool:
    """A table that only puts things beside each other."""
    if table.get("role") in ("presentation", "none") or table.xpath(".//table|.//h1|.//h2"):
        return True
    return any(len(cell.text_content()) > _MAX_CELL for cell in table.iter("td"))


_CELLS = {"row": "tr", "cell": "td", "gridcell": "td", "columnheader": "th", "rowheader": "th"}


def is_drawn_table(node: Element) -> bool:
    """A table made of other elements, told by its role."""
    return node.tag != "table" and node.get("role") in ("table", "grid")


def as_table(node: Element) -> Element:
    """A drawn table with the elements of a real one."""
    for part in node.iter():
        if isinstance(part.tag, str) and (tag := _CELLS.get(part.get("role", ""))):
            part.tag = tag
    return node


def read_table(table: Element) -> HtmlTable:
    """A table of data: its rows, what its caption and the notes in it say.

    A name across all columns is put before each row below it.
    """
    above = [one_line(caption.text_content()) for caption in table.iter("caption")]
    lines, header_rows = _grid(table)
    while lines and lines[0].is_single and not header_rows:
        above.append(lines.pop(0).cells[0])
        header_rows = _count_headers(lines) if header_rows is not None else None
    below: list[str] = []
    while lines and lines[-1].is_single:
        below.insert(0, lines.pop().cells[0])
    return HtmlTable(_grouped(lines, header_rows or 0), header_rows, [t for t in above if t], below)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row with its spans filled in. `is_single`: one cell reaches over all its columns."""

    cells: list[str]
    is_header: bool
    is_single: bool


def _count_headers(lines: list[_Line]) -> int:
    return next((n for n, line in enumerate(lines) if not line.is_header), len(lines))


def _grouped(lines: list[_Line], header_rows: int) -> list[list[str]]:
    names = [line for line in lines[header_rows:] if _names_rows(line)]
    if not header_rows or not names:
        return [line.cells for line in lines]
    rows = [["", *line.cells] for line in lines[:header_rows]]
    group = ""
    for line in lines[header_rows:]:
        if _names_rows(line):
            group = line.cells[0]
        else:
            rows.append([group, *line.cells])
    return rows


def _names_rows(line: _Line) -> bool:
    text = line.cells[0] if line.is_single else ""
    return bool(text) and len(text) <= _LONGEST_NAME and text[-1] not in ".!?"


def _grid(table: Element) -> tuple[list[_Line], int | None]:
    """The rows, and how many of the first are headers (None: it is not marked)."""
    lines: list[_Line] = []
    held: dict[int, tuple[int, str]] = {}
    is_marked, cell_count = False, 0
    for line in table.iter("tr"):
        cells = [cell for cell in line if cell.tag in ("td", "th")]
        row: list[str] = []
        for cell in cells:
            _fill_held(row, held)
            text = cell_text(cell)
            for _ in range(min(_span(cell, "colspan"), _MAX_COLUMNS - len(row))):
                if (down := _span(cell, "rowspan")) > 1:
                    held[len(row)] = (down - 1, text)
                row.append(text)
        _fill_held(row, held)
        in_head = line.getparent().tag == "thead"
        has_names = any(cell.tag == "th" for cell in cells)
        # The corner above row names is often an empty td.
        is_all_names = has_names and all(c.tag == "th" or not cell_text(c) for c in cells)
        is_single = len(cells) == 1 and len(row) > 1
        is_header = bool(cells) and not is_single and (in_head or is_all_names)
        is_marked = is_marked or has_names or in_head
        lines.append(_Line(row, is_header, is_single))
        cell_count += len(row)
        if cell_count > _MAX_CELLS:
            break
    return lines, _count_headers(lines) if is_marked else None


def _fill_held(row: list[str], held: dict[int, tuple[int, str]]) -> None:
    """Cells that reach down from a row above."""
    while (above := held.get(len(row))) is not None:
        left, text = above
        if left > 1:
            held[len(row)] = (left - 1, text)
        else:
            del held[len(row)]
        row.append(text)


def _span(cell: Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), _MAX_SPAN) if value.isascii() and value.isdigit() else 1


def cell_text(cell: Element) -> str:
    """Its text; of a cell with only a picture, what the picture is said to show."""
    parts: list[str] = []
    _collect(cell, parts)
    if text := _BLANK_BEFORE_COMMA.sub("", one_line("".join(parts))):
        return text
    for node in cell.iter():
        label = node.get("alt", "") or node.get("aria-label", "") or node.get("title", "")
        if label := one_line(label):
            return label
    return drawn(cell)


def _collect(node: Element, parts: list[str]) -> None:
    """Its texts, a blank between elements, marks of footnotes left out."""
    parts.append(node.text or "")
    for child in node:
        if isinstance(child.tag, str) and not (
            child.tag == "sup" and is_footnote_mark(child, "".join(parts[-3:]))
        ):
            between = "" if child.tag in ("sup", "sub") else " "
            listed = child.tag == "li" and one_line("".join(parts)).rstrip(",:")
            parts.append(", " if listed else between)
            _collect(child, parts)
            parts.append(between)
        parts.append(child.tail or "")
