"""Makes the demo company's PDF and DOCX documents out of the texts in ``sources/``.

    python knowledge/demo/build.py [FOLDER]

The same sources always give the same files: dates and ids are fixed. FOLDER is `documents` beside
this file unless it is named.
"""

import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from docx import Document as new_docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

HERE = Path(__file__).resolve().parent
WRITTEN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
TARGETS = {
    "service-level-agreement": "trust/service-level-agreement.pdf",
    "data-processing-agreement": "trust/data-processing-agreement.pdf",
    "security-overview": "trust/security-overview.pdf",
    "guided-onboarding-plan": "help/guided-onboarding-plan.docx",
    "terms-summary": "company/terms-summary.docx",
    "migration-from-spreadsheets": "help/migration-from-spreadsheets.docx",
}

Kind = Literal["title", "heading", "paragraph", "item", "table"]


@dataclass(frozen=True)
class Block:
    """One piece of a source: its kind and its lines (a table's rows, else a single line)."""

    kind: Kind
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.lines[0]

    @property
    def rows(self) -> list[list[str]]:
        """The cells of a table, without the rule below its head."""
        cells = [[cell.strip() for cell in line.strip("| ").split("|")] for line in self.lines]
        return [row for row in cells if not set("".join(row)) <= set("-: ")]


def read_blocks(source: str) -> Iterator[Block]:
    """The blocks of a source; raises ValueError where the front matter is missing."""
    _, _, body = source.split("---\n", 2)
    for part in re.split(r"\n\s*\n", body.strip()):
        lines = tuple(part.splitlines())
        if part.startswith("|"):
            yield Block("table", lines)
        elif part.startswith("- "):
            yield from (Block("item", (line[2:],)) for line in lines)
        elif part.startswith("#"):
            kind: Kind = "heading" if part.startswith("##") else "title"
            yield Block(kind, (part.lstrip("# "),))
        else:
            yield Block("paragraph", (" ".join(lines),))


def make_pdf(blocks: list[Block]) -> bytes:
    buffer = io.BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=22 * mm,
        rightMargin=22 * mm,
        title=blocks[0].text,
        author="Norrwick GmbH",
        lang="en",
        # reportlab's own switch for files that do not carry the hour of their making
        invariant=1,
        pageCompression=0,
    )
    document.build([flowable for block in blocks for flowable in pdf_flowables(block)])
    return buffer.getvalue()


def pdf_flowables(block: Block) -> list[Flowable]:
    if block.kind == "table":
        rule = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "#888888")])
        return [Table(block.rows, hAlign="LEFT", style=rule), Spacer(1, 4 * mm)]
    style = {"title": "Title", "heading": "Heading2", "item": "Bullet"}.get(block.kind, "BodyText")
    bullet = "\u2022" if block.kind == "item" else None
    return [Paragraph(escape(block.text), getSampleStyleSheet()[style], bulletText=bullet)]


def make_docx(blocks: list[Block]) -> bytes:
    document = new_docx()
    document.core_properties.title = blocks[0].text
    document.core_properties.author = "Norrwick GmbH"
    document.core_properties.created = WRITTEN
    document.core_properties.modified = WRITTEN
    for block in blocks:
        if block.kind == "table":
            table = document.add_table(rows=0, cols=len(block.rows[0]))
            for row in block.rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        else:
            style = {"title": "Title", "heading": "Heading 1", "item": "List Bullet"}
            document.add_paragraph(block.text, style=style.get(block.kind, "Normal"))
    buffer = io.BytesIO()
    document.save(buffer)
    return repack(buffer.getvalue())


def repack(archive: bytes) -> bytes:
    """The same ZIP with WRITTEN as the time of every member instead of the hour of its making."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, WRITTEN.timetuple()[:6])
            new.writestr(member, old.read(name), compress_type=zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


MAKERS: dict[str, Callable[[list[Block]], bytes]] = {".pdf": make_pdf, ".docx": make_docx}


def build(folder: Path) -> list[Path]:
    """Writes every target below the folder and returns the paths written."""
    written = []
    for name, target in TARGETS.items():
        source = (HERE / "sources" / f"{name}.md").read_text(encoding="utf-8")
        path = folder / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(MAKERS[path.suffix](list(read_blocks(source))))
        written.append(path)
    return written


if __name__ == "__main__":
    for path in build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "documents"):
        sys.stdout.write(f"{path}\n")
