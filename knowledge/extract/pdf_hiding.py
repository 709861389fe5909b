"""Text of a PDF's page that is drawn so that nobody sees it: invisible, or white on white.

A scanned page carries its text invisibly, behind its picture: where all of a page's text is
invisible it is kept.
"""

from __future__ import annotations

from typing import Any

from pypdf.generic import ContentStream, NameObject

_SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})
# Whatever may lie under white letters: filled shapes, pictures, forms, shades.
_PAINTS = frozenset(
    {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"BI", b"INLINE IMAGE"}
)
_COLOURS = frozenset({b"g", b"rg", b"k", b"sc", b"scn"})
_INVISIBLE = frozenset({3, 7})


def take_out_unseen(page: Any) -> None:
    """Take the unseen text out of the page's own stream, if there is any beside what is seen."""
    content = page.get_contents()
    if content is None:
        return
    stream = content if isinstance(content, ContentStream) else ContentStream(content, page.pdf)
    shown = [_is_seen(*state) for state in _texts(stream)]
    if all(shown) or not any(shown):
        return
    seen = iter(shown)
    stream.operations = [
        operation for operation in stream.operations if operation[1] not in _SHOWS or next(seen)
    ]
    page[NameObject("/Contents")] = stream


def _is_seen(mode: int, is_white: bool, is_painted: bool) -> bool:
    return mode not in _INVISIBLE and (is_painted or not is_white)


def _texts(stream: Any) -> list[tuple[int, bool, bool]]:
    """(mode, is white, whether anything else is painted) of each piece of text."""
    found: list[tuple[int, bool, bool]] = []
    is_painted = any(operator in _PAINTS for _operands, operator in stream.operations)
    kept: list[tuple[int, bool]] = []
    mode, is_white = 0, False
    for operands, operator in stream.operations:
        if operator == b"q":
            kept.append((mode, is_white))
        elif operator == b"Q" and kept:
            mode, is_white = kept.pop()
        elif operator == b"Tr" and operands:
            mode = int(operands[0])
        elif operator in _COLOURS:
            is_white = _is_white(operator, operands)
        elif operator in _SHOWS:
            found.append((mode, is_white, is_painted))
    return found


def _is_white(operator: bytes, operands: Any) -> bool:
    numbers = [float(value) for value in operands if isinstance(value, (int, float))]
    if operator == b"k" or len(numbers) == 4:
        return bool(numbers) and max(numbers) <= 0.02
    return bool(numbers) and min(numbers) >= 0.98
