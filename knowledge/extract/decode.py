"""Bytes to text, without guessing more than is needed."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode_text(data: bytes, declared: str = "") -> str:
    """By the byte order mark, else UTF-8, else what is declared, else Windows-1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass  # Not UTF-8: the older encodings below take any byte.
    try:
        return data.decode(declared or "cp1252", errors="replace")
    except LookupError:
        return data.decode("cp1252", errors="replace")
