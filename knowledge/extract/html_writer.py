"""Writes an HTML tree as plain blocks."""

from __future__ import annotations

import re
from typing import Any

from knowledge.extract.clean import one_line
from knowledge.extract.plain import PlainWriter
from knowledge.extract.tables import write_table

Element = Any

_INLINE_TAGS = """
    a abbr acronym b bdi bdo big cite code data dfn em font i img ins kbd label mark nobr q rp rt
    ruby samp small span strong sub sup time tt u var wbr picture button
"""
_INLINE = frozenset(_INLINE_TAGS.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_FOOTNOTE = re.compile(r"^(?:\[?\d{1,2}\]?|[*†‡]+)$")
_LONG_WORD = re.compile(r"[^\W\d]{3}[.,;:)]?$")
_PERMALINKS = frozenset({"#", "¶", "§", "🔗"})
# No table that people read is larger; one made of spans alone could be.
_MAX_SPAN = 50
_MAX_COLUMNS = 200
_MAX_CELLS = 200_000
_MAX_CELL = 1000


class HtmlWriter:
    """Walks a tree once. A block is written when the next one begins."""

    def __init__(self, writer: PlainWriter) -> None:
        self._writer = writer
        self._inline: list[str] = []
        # Kind and number of each open list; the number is None in a bulleted one.
        self._lists: list[int | None] = []
        self._is_item_open = False
        self._level = 0

    def write(self, root: Element) -> None:
        self._children(root)
        self._flush()

    def _flush(self) -> None:
        text = "".join(self._inline)
        self._inline.clear()
        if not text.strip():
            return
        if self._is_item_open and self._lists:
            self._is_item_open = False
            self._writer.item(text, len(self._lists) - 1, self._lists[-1])
        else:
            self._writer.paragraph(text)

    def _children(self, node: Element) -> None:
        self._text(node.text)
        for child in node:
            if isinstance(child.tag, str):
                self._element(child)
            self._text(child.tail)

    def _text(self, text: str | None) -> None:
        if text:
            # A newline of the source is a blank; <br> writes the only newlines that count.
            self._inline.append(" ".join(text.split("\n")))

    def _element(self, node: Element) -> None:
        tag = node.tag
        special = getattr(self, f"_on_{tag}", None)
        if tag in _HEADINGS:
            self._on_heading(node, _HEADINGS[tag])
        elif special is not None:
            special(node)
        elif tag in _INLINE:
            self._on_inline(node)
        else:
            self._flush()
            self._children(node)
            self._flush()

    def _on_inline(self, node: Element) -> None:
        if node.tag == "a" and one_line(node.text_content()) in _PERMALINKS:
            return
        if node.tag == "span" and self._touches_word(node):
            # Set apart by style sheets: "<span>Team</span><span>14 €</span>".
            self._inline.append(" ")
        self._children(node)

    def _touches_word(self, node: Element) -> bool:
        before = node.getprevious()
        if before is None or before.tag != "span" or before.tail:
            return False
        last, first = one_line(before.text_content()), one_line(node.text_content())
        return len(last) > 1 and len(first) > 1 and last[-1].isalnum() and first[0].isalnum()

    def _on_sup(self, node: Element) -> None:
        """A footnote's number is no part of the word before it; that of m² is."""
        before = "".join(self._inline[-2:])
        if not (_FOOTNOTE.match(one_line(node.text_content())) and _LONG_WORD.search(before)):
            self._children(node)

    def _on_br(self, _node: Element) -> None:
        self._inline.append("\n" if not self._is_item_open else " ")

    def _on_heading(self, node: Element, level: int) -> None:
        self._flush()
        for link in node.xpath(".//a"):
            if one_line(link.text_content()) in _PERMALINKS:
                link.text = ""
        self._level = level
        self._writer.heading(level, node.text_content())

    def _on_summary(self, node: Element) -> None:
        self._flush()
        self._writer.heading(self._level + 1, node.text_content())

    def _on_button(self, node: Element) -> None:
        """What opens a panel is its heading; every other button does something."""
        if node.get("aria-controls") and len(node.text_content().split()) > 1:
            self._on_summary(node)

    def _on_ul(self, node: Element) -> None:
        self._on_list(node, None)

    def _on_ol(self, node: Element) -> None:
        start = node.get("start", "1")
        self._on_list(node, int(start) if start.isascii() and start.isdigit() else 1)

    def _on_list(self, node: Element, number: int | None) -> None:
        self._flush()
        self._lists.append(number)
        self._children(node)
        self._flush()
        self._lists.pop()
        self._is_item_open = False
        if not self._lists:
            self._writer.end_group()

    def _on_li(self, node: Element) -> None:
        self._flush()
        self._is_item_open = True
        self._children(node)
        self._flush()
        self._is_item_open = False
        if self._lists and self._lists[-1] is not None:
            self._lists[-1] += 1

    def _on_dl(self, node: Element) -> None:
        """Each term with its definitions, as one item."""
        self._flush()
        term = ""
        for part in node.iter("dt", "dd"):
            text = one_line(part.text_content())
            if part.tag == "dt":
                term = text
            elif term or text:
                self._writer.item(f"{term.rstrip(':')}: {text}" if term else text)

    def _on_pre(self, node: Element) -> None:
        self._flush()
        self._writer.code(node.text_content())

    def _on_table(self, node: Element) -> None:
        self._flush()
        if _is_layout(node):
            self._children(node)
            self._flush()
            return
        for caption in node.iter("caption"):
            self._writer.paragraph(one_line(caption.text_content()))
        rows, header_rows = _grid(node)
        write_table(self._writer, rows, header_rows)


def _is_layout(table: Element) -> bool:
    if table.get("role") in ("presentation", "none") or table.xpath(".//table|.//h1|.//h2"):
        return True
    return any(len(cell.text_content()) > _MAX_CELL for cell in table.iter("td"))


def _grid(table: Element) -> tuple[list[list[str]], int | None]:
    """The cells with spans filled in, and how many rows are headers (None: it is not marked)."""
    rows: list[list[str]] = []
    held: dict[int, tuple[int, str]] = {}
    header_rows, is_marked, cell_count = 0, False, 0
    for line in table.iter("tr"):
        cells = [cell for cell in line if cell.tag in ("td", "th")]
        row: list[str] = []
        for cell in cells:
            _fill_held(row, held)
            text = _cell_text(cell)
            for _ in range(min(_span(cell, "colspan"), _MAX_COLUMNS - len(row))):
                if (down := _span(cell, "rowspan")) > 1:
                    held[len(row)] = (down - 1, text)
                row.append(text)
        _fill_held(row, held)
        in_head = line.getparent().tag == "thead"
        has_names = any(cell.tag == "th" for cell in cells)
        # The corner above row names is often an empty td.
        is_all_names = has_names and all(c.tag == "th" or not _cell_text(c) for c in cells)
        # One name across all columns is that of the rows below, not of a column.
        is_group = len(cells) == 1 and len(row) > 1
        is_header = bool(cells) and not is_group and (in_head or is_all_names)
        is_marked = is_marked or has_names or in_head
        header_rows += is_header and header_rows == len(rows)
        rows.append(row)
        cell_count += len(row)
        if cell_count > _MAX_CELLS:
            break
    return rows, header_rows if is_marked else None


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


def _cell_text(cell: Element) -> str:
    """Its text; of a cell with only a picture, what the picture is said to show."""
    text = one_line(" ".join(cell.itertext()))
    if text:
        return text
    for node in cell.iter():
        if label := one_line(node.get("alt", "") or node.get("aria-label", "")):
            return label
    return ""
