"""Makes documents of each kind, good ones and bad ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import docx
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table


def make_pdf(*blocks: tuple[str, str] | Sequence[Sequence[str]]) -> bytes:
    """Blocks are ("Heading1", text), ("BodyText", text) or the rows of a table."""
    styles = getSampleStyleSheet()
    story: list[Flowable] = [
        Paragraph(block[1], styles[block[0]]) if isinstance(block, tuple) else Table(block)
        for block in blocks
    ]
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4).build(story)
    return buffer.getvalue()


def make_pdf_of_lines(*pages: Sequence[str]) -> bytes:
    """Each line drawn by itself, as a PDF printer does."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 760 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def encrypted_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf(("BodyText", "Secret.")))))
    writer.encrypt("a password", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def make_docx(*blocks: tuple[str, str] | Sequence[Sequence[str]]) -> bytes:
    """Blocks are (style, text) or the rows of a table."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, tuple):
            document.add_paragraph(block[1], style=block[0])
            continue
        table = document.add_table(rows=0, cols=len(block[0]))
        for row in block:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_part(archive: bytes, name: str, content: bytes) -> bytes:
    """The zip with one part put in place of the one of that name, or added."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry.filename, old.read(entry))
        new.writestr(name, content)
    return buffer.getvalue()
