"""Word documents by python-docx: paragraphs, lists and tables in their order."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.table import Table
from lxml import etree

from knowledge.errors import DocumentUnreadable
from knowledge.extract.archive import check_archive
from knowledge.extract.base import Extracted, title_of_text
from knowledge.extract.clean import one_line
from knowledge.extract.dates import dated_of_text
from knowledge.extract.language import language_of
from knowledge.extract.plain import PlainWriter
from knowledge.extract.tables import write_table

# The name of a built-in style stays English in every language of Word; its id does not.
_HEADING_STYLE = re.compile(r"^heading (\d)$", re.I)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def extract_docx(data: bytes, name: str = "") -> Extracted:
    """Raises DocumentUnreadable: encrypted, damaged, a bomb, or empty."""
    check_archive(data)
    try:
        document = docx.Document(io.BytesIO(data))
        writer = PlainWriter()
        title = _write_body(document, writer)
        declared = one_line(document.core_properties.title or "")
    except (OpcError, KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as fault:
        raise DocumentUnreadable("damaged", f"The Word file is damaged ({fault}).") from fault
    text = writer.text()
    if not text:
        raise DocumentUnreadable("no_text", "The Word file holds no text.")
    return Extracted(
        title=title or ("" if declared.lower() == "word document" else declared),
        text=text,
        mime="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        language=language_of(text),
        dated=dated_of_text(text),
    )


def _write_body(document: Any, writer: PlainWriter) -> str:
    """Writes all blocks; returns the title, if a paragraph is styled as one."""
    title = ""
    numbers: dict[tuple[str, int], int] = {}
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            _write_table(block, writer)
            continue
        text = _visible_text(block)
        style = str(getattr(block.style, "name", "") or "")
        heading = _HEADING_STYLE.match(style)
        if style == "Title" and text:
            title = title or one_line(text)
            writer.heading(1, text)
        elif heading:
            # Below a title set in the title's own style, all headings are one level deeper.
            writer.heading(int(heading[1]) + bool(title), text)
        elif (listed := _list_place(block, style)) is not None:
            _write_item(writer, text, listed, style, numbers)
        else:
            writer.paragraph(text)
    return title or title_of_text(writer.text())


def _visible_text(paragraph: Any) -> str:
    """Text of all runs, those of links too, without what is hidden or struck by a revision."""
    parts: list[str] = []
    for node in paragraph._p.iter(
        f"{_WORD}t", f"{_WORD}tab", f"{_WORD}br", f"{_WORD}noBreakHyphen"
    ):
        run = next(node.iterancestors(f"{_WORD}r"), None)
        if run is None or _is_unseen(run):
            continue
        parts.append(_run_text(node))
    return "".join(parts)


# Half points: nobody reads letters smaller than these.
_SMALLEST = 4
_SHADES = ("rPr/shd", "rPr/highlight")


def _is_unseen(run: Any) -> bool:
    """Hidden, struck out, too small to be seen, or white on the white of the page."""
    properties = run.find(f"{_WORD}rPr")
    if properties is None:
        return False
    if any(_is_on(properties.find(f"{_WORD}{name}")) for name in ("vanish", "webHidden", "strike")):
        return True
    size, colour = properties.find(f"{_WORD}sz"), properties.find(f"{_WORD}color")
    points = size.get(f"{_WORD}val", "") if size is not None else ""
    if points.isdecimal() and int(points) < _SMALLEST:
        return True
    is_white = colour is not None and colour.get(f"{_WORD}val", "").upper() == "FFFFFF"
    return is_white and not _is_shaded(run)


def _is_on(switch: Any) -> bool:
    return switch is not None and switch.get(f"{_WORD}val", "1") not in ("0", "false", "off")


def _is_shaded(run: Any) -> bool:
    """On some colour of its own, its paragraph's or the page's; tables are styled from afar."""
    path = "/".join
    own = (run.find(path(_WORD + part for part in shade.split("/"))) for shade in _SHADES)
    paragraph = next(run.iterancestors(f"{_WORD}p"), None)
    around = None if paragraph is None else paragraph.find(f"{_WORD}pPr/{_WORD}shd")
    page = run.getroottree().getroot().find(f"{_WORD}background")
    is_in_table = next(run.iterancestors(f"{_WORD}tbl"), None) is not None
    return is_in_table or any(shade is not None for shade in (*own, around, page))


def _run_text(node: Any) -> str:
    kind = node.tag.removeprefix(_WORD)
    return {"tab": " ", "br": "\n", "noBreakHyphen": "-"}.get(kind, node.text or "")


def _list_place(paragraph: Any, style: str) -> tuple[str, int] | None:
    """(list, depth from 0) of a list's paragraph, None for any other."""
    numbering = paragraph._p.find(f"{_WORD}pPr/{_WORD}numPr")
    if numbering is not None:
        level = numbering.find(f"{_WORD}ilvl")
        number = numbering.find(f"{_WORD}numId")
        depth = int(level.get(f"{_WORD}val", "0")) if level is not None else 0
        return (number.get(f"{_WORD}val", "") if number is not None else ""), depth
    if style.startswith(("List Bullet", "List Number", "List Paragraph")):
        last = style.rsplit(" ", 1)[-1]
        return style.split(" 2")[0], int(last) - 1 if last.isdigit() else 0
    return None


def _write_item(
    writer: PlainWriter,
    text: str,
    place: tuple[str, int],
    style: str,
    numbers: dict[tuple[str, int], int],
) -> None:
    """Only the style says surely that a list is numbered; then its numbers are counted."""
    if not style.startswith("List Number"):
        writer.item(text, place[1])
        return
    if text.strip():
        numbers[place] = numbers.get(place, 0) + 1
        writer.item(text, place[1], numbers[place])


def _write_table(table: Any, writer: PlainWriter) -> None:
    rows = [
        [one_line("\n".join(map(_visible_text, cell.paragraphs))) for cell in row.cells]
        for row in table.rows
    ]
    marked = 0
    for row in table.rows:
        if row._tr.find(f"{_WORD}trPr/{_WORD}tblHeader") is None:
            break
        marked += 1
    is_first_bold = bool(rows) and _is_bold_row(table.rows[0])
    write_table(writer, rows, header_rows=marked or (1 if is_first_bold else None))


def _is_bold_row(row: Any) -> bool:
    runs = [
        run for cell in row.cells for p in cell.paragraphs for run in p.runs if run.text.strip()
    ]
    return bool(runs) and all(run.bold for run in runs)
