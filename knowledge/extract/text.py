"""Plain text files: wrapped lines made whole, underlined or numbered headings, lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.errors import DocumentUnreadable
from knowledge.extract.base import Extracted, title_of_text
from knowledge.extract.clean import lines_of
from knowledge.extract.dates import dated_of_text
from knowledge.extract.decode import decode_text
from knowledge.extract.language import language_of
from knowledge.extract.plain import PlainWriter

_UNDERLINE = re.compile(r"^([=\-~*#])\1{2,}$")
_BULLET = re.compile(r"^[-*•+]\s+")
_NUMBERED = re.compile(r"^(\d{1,3})[.)]\s+")
_MARKDOWN_HEADING = re.compile(r"^(#{1,6})\s+(\S.*)$")
_ENDS = (".", "!", "?", "…", ":", ";", ",")
_LONGEST_HEADING = 55
# Lines of a file that was wrapped by hand are about this long.
_WRAPPED_FROM = 50


def extract_text(data: bytes, name: str = "") -> Extracted:
    """Raises DocumentUnreadable where nothing is left to read."""
    writer = PlainWriter()
    lines = lines_of(decode_text(data))
    paragraphs = list(_paragraphs(lines))
    for n, paragraph in enumerate(paragraphs):
        following = paragraphs[n + 1] if n + 1 < len(paragraphs) else None
        _write(writer, paragraph, following, is_first=n == 0)
    text = writer.text()
    if not text:
        raise DocumentUnreadable("no_text", "The file holds no text to read.")
    return Extracted(
        title=title_of_text(text),
        text=text,
        mime="text/plain",
        language=language_of(text),
        dated=dated_of_text(text),
    )


def _paragraphs(lines: Sequence[str]) -> Iterator[list[str]]:
    held: list[str] = []
    for line in lines:
        if line:
            held.append(line)
        elif held:
            yield held
            held = []
    if held:
        yield held


def _write(
    writer: PlainWriter, lines: list[str], following: list[str] | None, *, is_first: bool
) -> None:
    if len(lines) >= 2 and _UNDERLINE.match(lines[1]):
        writer.heading(1 if lines[1][0] in "=#*" else 2, lines[0])
        lines = lines[2:]
    elif found := _MARKDOWN_HEADING.match(lines[0]):
        writer.heading(len(found[1]), found[2])
        lines = lines[1:]
    elif _heads(lines[0], lines[1:] or following or []):
        writer.heading(1 if is_first and len(lines) == 1 else 2, lines[0])
        lines = lines[1:]
    for whole in _whole_lines(lines):
        _write_line(writer, whole)


def _heads(line: str, below: Sequence[str]) -> bool:
    """A short line without a stop heads what is below it, if that is said in sentences.

    An address has short lines too, but none of them ends with a stop.
    """
    if not below or len(line) > _LONGEST_HEADING or line.endswith(_ENDS) or line[0].islower():
        return False
    if _BULLET.match(line) or _UNDERLINE.match(line) or below[0][0].islower():
        return False
    is_list = _BULLET.match(below[0]) is not None
    return line.isupper() or is_list or below[-1].endswith(_ENDS) or len(below[0]) > 80


def _whole_lines(lines: Sequence[str]) -> Iterator[str]:
    """Wrapped lines joined; short lines are lines by intent (an address, a poem)."""
    held = ""
    last = ""
    for line in lines:
        is_marked = bool(_BULLET.match(line) or _NUMBERED.match(line) or _UNDERLINE.match(line))
        is_wrapped = len(last) >= _WRAPPED_FROM or line[:1].islower()
        if held and not is_marked and is_wrapped:
            held = f"{held} {line}"
        else:
            if held:
                yield held
            held = line
        last = line
    if held:
        yield held


def _write_line(writer: PlainWriter, line: str) -> None:
    if _UNDERLINE.match(line):
        return
    if bullet := _BULLET.match(line):
        writer.item(line[bullet.end() :])
    elif numbered := _NUMBERED.match(line):
        writer.item(line[numbered.end() :], number=int(numbered[1]))
    else:
        writer.paragraph(line)
