"""Writes an HTML tree as plain blocks."""

from __future__ import annotations

import re
from typing import Any

from knowledge.extract.clean import one_line
from knowledge.extract.html_tables import (
    as_table,
    is_drawn_table,
    is_footnote_mark,
    is_layout,
    read_table,
)
from knowledge.extract.markup import is_crossed_out, is_frame_line, is_title
from knowledge.extract.plain import PlainWriter
from knowledge.extract.tables import write_table

Element = Any

_INLINE_TAGS = """
    a abbr acronym b bdi bdo big cite code data dfn em font i img ins kbd label mark nobr q rp rt
    ruby samp small span strong sub sup time tt u var wbr picture button
"""
_INLINE = frozenset(_INLINE_TAGS.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# What a pricing card says below the name of its plan: "14 €/month", "$9 per user".
_AMOUNT_ALONE = re.compile(r"\d")
_CURRENCY = re.compile(r"[€$£¥]|\b(?:EUR|USD|GBP|CHF|CAD|AUD|SEK|NOK|DKK|PLN)\b")
_FEW_WORDS = 9
_PERMALINKS = frozenset({"#", "¶", "§", "🔗"})


class HtmlWriter:
    """Walks a tree once. A block is written when the next one begins."""

    def __init__(self, writer: PlainWriter) -> None:
        self._writer = writer
        # Lines of the page's template; they may tell its date.
        self.left_out: list[str] = []
        self._inline: list[str] = []
        # Kind and number of each open list; the number is None in a bulleted one.
        self._lists: list[int | None] = []
        self._is_item_open = False
        self._level = 0
        self._heading = ""

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
        elif is_frame_line(one_line(text)):
            self.left_out.append(one_line(text))
        else:
            self._writer.paragraph(self._named(text))

    def _named(self, text: str) -> str:
        """A price alone with the heading that says what it is the price of: "Team: 14 €/month"."""
        line = one_line(text)
        is_price = bool(_CURRENCY.search(line) and _AMOUNT_ALONE.search(line))
        if not is_price or len(line.split()) > _FEW_WORDS or line[-1] in ".!?:":
            return text
        return f"{self._heading}: {line}" if self._heading and "?" not in self._heading else text

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
        elif is_drawn_table(node):
            self._on_table(as_table(node))
        elif tag in _INLINE:
            self._on_inline(node)
        elif is_title(node):
            self._on_title(node)
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
        if not is_footnote_mark(node, "".join(self._inline[-2:])):
            self._children(node)

    def _on_br(self, _node: Element) -> None:
        self._inline.append("\n" if not self._is_item_open else " ")

    def _on_heading(self, node: Element, level: int) -> None:
        self._flush()
        for link in node.xpath(".//a"):
            if one_line(link.text_content()) in _PERMALINKS:
                link.text = ""
        text = one_line(node.text_content())
        # The page's own heading says what no single card is about.
        self._level, self._heading = level, text if level > 1 else ""
        self._writer.heading(level, text)

    def _on_title(self, node: Element) -> None:
        """A name above a card or an answer, made to look like a heading."""
        self._flush()
        self._heading = one_line(node.text_content())
        self._writer.heading(min(self._level + 1, 6), self._heading)

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
        is_missing = is_crossed_out(node)
        self._children(node)
        if is_missing and self._inline:
            self._inline.append(": no")
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
        if is_layout(node):
            self._children(node)
            self._flush()
            return
        table = read_table(node)
        for text in table.above:
            self._writer.paragraph(text)
        write_table(self._writer, table.rows, table.header_rows)
        for text in table.below:
            self._writer.paragraph(text)
