"""Markdown, with what the makers of documentation sites add: front matter, admonitions, MDX."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import yaml
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.errors import DocumentUnreadable
from knowledge.extract.base import Extracted, title_of_text
from knowledge.extract.clean import clean, one_line
from knowledge.extract.dates import dated_of_text, read_date
from knowledge.extract.decode import decode_text
from knowledge.extract.html_writer import HtmlWriter
from knowledge.extract.language import language_of
from knowledge.extract.markup import drop_unread
from knowledge.extract.plain import PlainWriter
from knowledge.extract.tables import write_table

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)??---[ \t]*(?:\n|\Z)", re.S)
_FENCE = re.compile(r"^\s*(```+|~~~+)")
_MODULE_LINE = re.compile(
    r"^(?:import\b.*(?:\bfrom\b|['\"]).*|export\s+(?:default|const|let|function)\b.*)$"
)
_ADMONITION = re.compile(r"^\s*:{3,}\s*(?:[\w-]+)?(?:\{[^}]*\})?\s*(.*?)\s*$")
_CALLOUT = re.compile(r"^(\s*>\s*)\[!\w+\][+-]?\s*")
_MKDOCS_NOTE = re.compile(r"^(?:!!!|\?\?\?\+?)\s+\w+(?:\s+\"(.*)\")?\s*$")
_COMMENTS = (("<!--", "-->"), ("{/*", "*/}"))
_HEADING_ID = re.compile(r"\s*\{#[\w:-]+\}\s*$")
_JSX_VALUE = re.compile(r"=\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
_DATE_KEYS = (
    "last_updated",
    "lastUpdated",
    "last_update",
    "updated",
    "modified",
    "lastmod",
    "date",
)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def extract_markdown(data: bytes, name: str = "") -> Extracted:
    """Raises DocumentUnreadable where nothing is left to read."""
    source = clean(decode_text(data)).lstrip("\n")
    facts, body = _split_front_matter(source)
    writer = PlainWriter()
    if description := facts.get("description"):
        writer.paragraph(one_line(str(description)))
    _Walker(writer).walk(_parser().parse(_without_site_syntax(body)))
    text = writer.text()
    if not text:
        raise DocumentUnreadable("no_text", "The file holds no text to read.")
    return Extracted(
        title=one_line(str(facts.get("title") or "")) or _first_title(text),
        text=text,
        mime="text/markdown",
        language=language_of(text, str(facts.get("lang") or facts.get("language") or "")),
        dated=_front_date(facts) or dated_of_text(text),
        url=_front_url(facts),
    )


def _split_front_matter(source: str) -> tuple[dict[str, Any], str]:
    """What stands between the first two `---`, if that is YAML; else all is text."""
    found = _FRONT_MATTER.match(source)
    if not found:
        return {}, source
    try:
        facts = yaml.safe_load(found[1] or "")
    except (yaml.YAMLError, ValueError, RecursionError):
        facts = None
    if not isinstance(facts, dict):
        return {}, source if facts is None and found[1] else source[found.end() :]
    return facts, source[found.end() :]


def _front_date(facts: dict[str, Any]) -> Any:
    for key in _DATE_KEYS:
        value = facts.get(key)
        value = value.get("date") if isinstance(value, dict) else value
        if value and (day := read_date(str(value))):
            return day
    return None


def _front_url(facts: dict[str, Any]) -> str:
    for key in ("canonical_url", "canonical", "url"):
        value = facts.get(key)
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return value
    return ""


def _first_title(text: str) -> str:
    """The first heading of the first level wherever it stands: badges may come before it."""
    return title_of_text(text) or next(
        (line[2:].strip() for line in text.split("\n") if line.startswith("# ")), ""
    )


def _without_site_syntax(body: str) -> str:
    """The lines of MDX and admonitions that are no text. Code is left as it stands."""
    parts = re.split(
        r"(^[ \t]*(?:```+|~~~+)[^\n]*\n.*?^[ \t]*(?:```+|~~~+)[ \t]*$)", body, flags=re.S | re.M
    )
    return "".join(part if n % 2 else _clean_part(part) for n, part in enumerate(parts))


def _clean_part(part: str) -> str:
    lines = []
    for line in _without_comments(part).split("\n"):
        if _MODULE_LINE.match(line):
            continue
        if found := _ADMONITION.match(line) if line.lstrip().startswith(":::") else None:
            # Its title is a line of its own; the text below it a paragraph.
            line = f"\n{found[1].strip('[]')}\n"
        elif found := _MKDOCS_NOTE.match(line):
            line = f"\n{found[1] or ''}\n"
        lines.append(_JSX_VALUE.sub('=""', _CALLOUT.sub(r"\1", line)))
    return "\n".join(lines)


def _without_comments(part: str) -> str:
    """By hand: a pattern looks for the end of each comment again and again where none ends."""
    for opening, closing in _COMMENTS:
        kept: list[str] = []
        position = 0
        while (start := part.find(opening, position)) >= 0:
            end = part.find(closing, start)
            if end < 0:
                break
            kept.append(part[position:start])
            position = end + len(closing)
        part = "".join([*kept, part[position:]])
    return part


class _Walker:
    """Turns markdown-it's tokens into blocks."""

    def __init__(self, writer: PlainWriter) -> None:
        self._writer = writer
        self._lists: list[int | None] = []
        self._is_item_open = False

    def walk(self, tokens: Sequence[Token]) -> None:
        position = 0
        while position < len(tokens):
            token = tokens[position]
            if token.type == "table_open":
                end = _close_of(tokens, position, "table_close")
                self._table(tokens[position:end])
                position = end
            elif token.type == "heading_open":
                title = _HEADING_ID.sub("", _inline_text(tokens[position + 1]))
                self._writer.heading(int(token.tag[1]), title)
                position += 2
            else:
                self._block(token)
            position += 1

    def _block(self, token: Token) -> None:
        if token.type == "inline":
            self._text(_inline_text(token))
        elif token.type in ("fence", "code_block"):
            self._writer.code(token.content)
        elif token.type == "html_block":
            write_fragment(self._writer, token.content)
        elif "list" in token.type:
            self._list(token)

    def _list(self, token: Token) -> None:
        if token.type == "list_item_open":
            self._is_item_open = True
        elif token.type == "list_item_close":
            if self._lists[-1] is not None:
                self._lists[-1] += 1
        elif token.nesting == 1:
            is_ordered = token.type == "ordered_list_open"
            self._lists.append(int(token.attrs.get("start", 1)) if is_ordered else None)
        else:
            self._lists.pop()
            self._is_item_open = False
            if not self._lists:
                self._writer.end_group()

    def _text(self, text: str) -> None:
        if self._is_item_open:
            self._is_item_open = False
            self._writer.item(text, len(self._lists) - 1, self._lists[-1])
            return
        lines = text.split("\n")
        if all(line.startswith("| ") for line in lines):
            # Rows in our own plain form, edited by hand.
            for line in lines:
                self._writer.row(line[2:])
            self._writer.end_group()
        else:
            self._writer.paragraph(text)

    def _table(self, tokens: Sequence[Token]) -> None:
        rows: list[list[str]] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(_inline_text(token))
        write_table(self._writer, rows, header_rows=1)


def _close_of(tokens: Sequence[Token], start: int, kind: str) -> int:
    return next(n for n in range(start, len(tokens)) if tokens[n].type == kind)


def _inline_text(token: Token) -> str:
    """Text, links by their text, code without its marks. A soft break is a blank."""
    parts: list[str] = []
    struck = 0
    children = token.children or []
    for n, child in enumerate(children):
        struck += (child.type == "s_open") - (child.type == "s_close")
        if struck:
            continue
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type == "hardbreak":
            parts.append("\n")
        elif child.type == "softbreak":
            parts.append(_soft_break(children, n))
        elif child.type == "html_inline" and child.content.lower().startswith("<br"):
            parts.append("\n")
    return "".join(parts)


def _soft_break(children: Sequence[Token], position: int) -> str:
    """A newline only between rows of our own plain form."""
    following = children[position + 1] if position + 1 < len(children) else None
    is_row = following is not None and following.content.startswith("| ")
    return "\n" if is_row else " "


def write_fragment(writer: PlainWriter, source: str) -> None:
    """HTML inside Markdown. A component that we do not know counts for the text inside it."""
    try:
        root = lxml_html.fragment_fromstring(source, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        # A lone closing tag: there is no text in it.
        return
    drop_unread(root)
    HtmlWriter(writer).write(root)
