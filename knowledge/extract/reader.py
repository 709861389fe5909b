"""Finds out what a file is, and reads it. Runs in the parser's own process."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePosixPath

from knowledge.errors import DocumentUnreadable
from knowledge.extract.archive import check_archive
from knowledge.extract.base import MAX_TEXT, Extracted

# A file's suffix says what it should hold; its bytes say whether it does.
SUFFIXES = {
    ".md": "markdown",
    ".mdx": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".txt": "text",
    ".text": "text",
    ".csv": "csv",
    ".tsv": "csv",
}
# Imported when first needed: pypdf alone takes a fifth of a second.
_EXTRACTORS = {
    "markdown": ("knowledge.extract.markdown", "extract_markdown"),
    "html": ("knowledge.extract.html", "extract_html"),
    "pdf": ("knowledge.extract.pdf", "extract_pdf"),
    "docx": ("knowledge.extract.docx", "extract_docx"),
    "text": ("knowledge.extract.text", "extract_text"),
    "csv": ("knowledge.extract.table_file", "extract_csv"),
}
_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office file or a protected one"),
    (b"\x89PNG", "PNG picture"),
    (b"\xff\xd8\xff", "JPEG picture"),
    (b"GIF8", "GIF picture"),
    (b"\x1f\x8b", "gzip archive"),
    (b"7z\xbc\xaf", "7z archive"),
    (b"Rar!", "RAR archive"),
    (b"\x7fELF", "program"),
    (b"{\\rtf", "RTF file"),
)
_TEXT_KINDS = frozenset({"markdown", "html", "text", "csv"})
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|main|article|div|p|h[1-6]|table|ul)\b", re.I)
_OFFICE_PARTS = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "Excel",
    "ppt/presentation.xml": "PowerPoint",
}


def read_bytes(data: bytes, name: str, mime: str = "") -> Extracted:
    """Extract a document. `name` gives the suffix; `mime` is what a web server said, if one did.

    Raises DocumentUnreadable with a reason for an admin. A file that holds something else than its
    name says is refused: whoever named it meant something else than what would be shown.
    """
    if not data.strip():
        raise DocumentUnreadable("empty", "The file is empty.")
    kind = _kind_of(data, name, mime)
    module, function = _EXTRACTORS[kind]
    extract: Callable[[bytes, str], Extracted] = getattr(import_module(module), function)
    try:
        extracted = extract(data, name)
    except RecursionError as fault:
        raise DocumentUnreadable("bomb", "The file is nested too deeply to be read.") from fault
    if len(extracted.text) > MAX_TEXT:
        raise DocumentUnreadable(
            "too_large",
            f"The file holds {len(extracted.text):,} characters; at most {MAX_TEXT:,} are read.",
        )
    return extracted


def _kind_of(data: bytes, name: str, mime: str) -> str:
    held = _held_kind(data)
    if mime:
        return _kind_by_mime(data, held, mime)
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    named = SUFFIXES.get(suffix)
    if named is None:
        raise DocumentUnreadable(
            "unsupported", f"Files of the kind “{suffix or name}” are not read."
        )
    if held != named and not (held == "text" and named in _TEXT_KINDS):
        raise _mislabelled(suffix, held)
    if named == "html" and not _MARKUP.search(data):
        raise DocumentUnreadable("mislabelled", f"The file is named {suffix} but holds no HTML.")
    return named


def _kind_by_mime(data: bytes, held: str, mime: str) -> str:
    """Web servers say "text/plain" for anything; the bytes decide."""
    if held in ("pdf", "docx"):
        return held
    if held != "text":
        raise DocumentUnreadable("unsupported", f"The address gives a {held}, which is not read.")
    if "html" in mime or _MARKUP.search(data[:2048]):
        return "html"
    return {"text/markdown": "markdown", "text/csv": "csv"}.get(mime, "text")


def _mislabelled(suffix: str, held: str) -> DocumentUnreadable:
    if held.startswith("old Office") and suffix == ".docx":
        return DocumentUnreadable(
            "encrypted",
            "The file is protected by a password, or a Word file of the old kind (.doc)."
            " Save it as .docx without a password.",
        )
    return DocumentUnreadable("mislabelled", f"The file is named {suffix} but holds: {held}.")


def _held_kind(data: bytes) -> str:
    """pdf, docx, text, or words for what it is otherwise."""
    # Some makers of PDFs write a few bytes before the mark.
    if b"%PDF-" in data[:1024] and not data[:1024].lstrip().startswith((b"<", b"#")):
        return "pdf"
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return _zip_kind(data) if kind == "zip" else kind
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return "binary data" if b"\x00" in data[:8192] and not is_wide else "text"


def _zip_kind(data: bytes) -> str:
    archive: zipfile.ZipFile = check_archive(data)
    names = set(archive.namelist())
    return next((kind for part, kind in _OFFICE_PARTS.items() if part in names), "zip archive")
