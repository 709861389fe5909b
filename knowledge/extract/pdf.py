"""PDF by pypdf: the text of each page with the places of its pieces, then its layout.

pypdf has had many ways to be slow on a hostile file; the control is the process around it
(knowledge/parser_worker.py), not this module.
"""

from __future__ import annotations

import io
import logging
import math
from collections.abc import Sequence
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from knowledge.errors import DocumentUnreadable
from knowledge.extract.base import Extracted
from knowledge.extract.clean import one_line
from knowledge.extract.dates import dated_of_text
from knowledge.extract.language import language_of
from knowledge.extract.pdf_hiding import take_out_unseen
from knowledge.extract.pdf_layout import Fragment, Line, lines_of_page, write_lines

MAX_PAGES = 2000
# Points; a size of 0 is one that pypdf did not find.
_SMALLEST = 1.5
_MEANINGLESS = ("untitled", "microsoft word", "unspecified", "anonymous")

# It reports each oddity of a file on standard error; what matters is raised.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def extract_pdf(data: bytes, name: str = "") -> Extracted:
    """Raises DocumentUnreadable: encrypted, damaged, or pictures of text."""
    reader = _open(data)
    try:
        pages = [_lines(page) for page in reader.pages]
        info = reader.metadata
        declared = one_line(str(info.title or "")) if info else ""
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as fault:
        # pypdf lets the errors of a broken object through as they come.
        raise DocumentUnreadable("damaged", f"The PDF is damaged ({fault}).") from fault
    title, text = write_lines(pages)
    if not text:
        raise DocumentUnreadable(
            "no_text", "The PDF holds no text, only pictures of it. Export it with text."
        )
    return Extracted(
        title=_meaningful(declared) or title,
        text=text,
        mime="application/pdf",
        language=language_of(text),
        dated=dated_of_text(text),
    )


def _open(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentUnreadable(
                "encrypted", "The PDF is protected by a password. Save it without one."
            )
        count = len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as fault:
        raise DocumentUnreadable("damaged", f"The PDF is damaged ({fault}).") from fault
    if count > MAX_PAGES:
        raise DocumentUnreadable(
            "too_large", f"The PDF has {count} pages; at most {MAX_PAGES} are read."
        )
    return reader


def _meaningful(title: str) -> str:
    lowered = title.lower().strip("() ")
    is_file_name = lowered.endswith((".pdf", ".doc", ".docx", ".indd"))
    return "" if is_file_name or lowered.startswith(_MEANINGLESS) else title


def _lines(page: Any) -> Sequence[Line]:
    fragments: list[Fragment] = []
    left, bottom, right, top = (float(edge) for edge in page.mediabox)

    def keep(text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        if not text.strip():
            return
        made = _fragment(text, cm, tm, font, size)
        is_on_page = left <= made.x <= right and bottom <= made.y <= top
        if is_on_page and not 0 < made.size < _SMALLEST:
            fragments.append(made)

    take_out_unseen(page)
    page.extract_text(visitor_text=keep)
    return lines_of_page(fragments)


def _fragment(
    text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float
) -> Fragment:
    """The piece in the page's own coordinates: text matrix times transformation matrix."""
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    scale = math.hypot(tm[0] * cm[0], tm[1] * cm[0]) or 1.0
    base = str((font or {}).get("/BaseFont", "")).lower()
    is_bold = "bold" in base or "black" in base or "heavy" in base
    return Fragment(x, y, round(abs(size) * scale, 1), is_bold, text)
