"""From pieces of text at places on a page to headings, paragraphs, items and table rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.extract.clean import one_line
from knowledge.extract.plain import PlainWriter
from knowledge.extract.tables import write_table

_BULLET = re.compile(r"^(?:[•▪◦‣●○■·*]|[-–—](?= ))\s*")
_NUMBERED = re.compile(r"^(\d{1,3})[.)]\s+")
_PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:page|seite|página|pagina|p\.)\s*)?\d{1,4}(?:\s*(?:of|von|de|sur|di|van|/)\s*\d{1,4})?\W*$",
    re.I,
)
_ENDS = tuple(".!?:;…。！？")
_PUNCTUATION = ".,;:!?()\"'"
_HEADING_FACTOR = 1.12
# A gap this wide, in parts of the font's size, parts two columns; blanks take a third of it.
_CELL_GAP = 0.8
# Widths of glyphs in parts of the font's size, as in Helvetica: near enough to see a column's gap.
_NARROW, _WIDE = frozenset("iljtfrI.,;:'!|()[] -/"), frozenset("mwMW@%—")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of text; `x`, `y` in points from the lower left, `size` in points."""

    x: float
    y: float
    size: float
    bold: bool
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """What stands at one height. `cells`: (x, text), apart by more than a word's gap."""

    y: float
    size: float
    bold: bool
    cells: tuple[tuple[float, str], ...]

    @property
    def text(self) -> str:
        return " ".join(text for _, text in self.cells)


def lines_of_page(fragments: Sequence[Fragment]) -> list[Line]:
    """Lines in the order in which the file writes them."""
    lines: list[list[Fragment]] = []
    for fragment in fragments:
        last = lines[-1][-1] if lines else None
        if last is not None and abs(last.y - fragment.y) <= 0.35 * max(fragment.size, 1):
            lines[-1].append(fragment)
        else:
            lines.append([fragment])
    return [line for line in map(_line, lines) if line.text]


def _line(fragments: Sequence[Fragment]) -> Line:
    ordered = sorted(fragments, key=lambda fragment: fragment.x)
    cells: list[tuple[float, str]] = []
    end = float("-inf")
    for fragment in ordered:
        text = one_line(fragment.text)
        if not text:
            continue
        gap = fragment.x - end
        if cells and gap < _CELL_GAP * fragment.size:
            x, before = cells[-1]
            is_apart = gap > 0.12 * fragment.size or gap < -fragment.size
            blank = " " if is_apart or fragment.text[:1].isspace() else ""
            cells[-1] = (x, before + blank + text)
        else:
            cells.append((fragment.x, text))
        end = fragment.x + _width(text) * fragment.size
    size = max((fragment.size for fragment in ordered), default=0.0)
    return Line(ordered[0].y, size, all(f.bold for f in ordered), tuple(cells))


def _width(text: str) -> float:
    narrow = sum(letter in _NARROW for letter in text)
    wide = sum(letter in _WIDE for letter in text)
    large = sum(letter.isupper() for letter in text)
    return 0.28 * narrow + 0.85 * wide + 0.54 * (len(text) - narrow - wide) + 0.12 * large


def write_lines(pages: Sequence[Sequence[Line]]) -> tuple[str, str]:
    """(title, plain text) of all pages; the title is the largest heading of the first page."""
    lines = [line for page in _without_frame(pages) for line in page]
    if not lines:
        return "", ""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    layout = _Layout(sizes.most_common(1)[0][0], lines)
    return layout.write()


def _without_frame(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """Pages without their numbers and the lines that head or foot at least half of them.

    A page's outermost lines may differ in their numbers ("Page 3 of 9"); those inside may not:
    "Clause 3" heads no page.
    """
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({shape for n in range(len(page)) for shape in _shapes(page, n)})
    often = {shape for shape, n in seen.items() if n >= max(2, (len(pages) + 1) // 2)}
    for page in pages:
        yield [
            line
            for n, line in enumerate(page)
            if not (set(_shapes(page, n)) & often or (_is_outermost(page, n) and _is_number(line)))
        ]


def _is_outermost(page: Sequence[Line], n: int) -> bool:
    return n in (0, len(page) - 1)


def _shapes(page: Sequence[Line], n: int) -> tuple[str, ...]:
    """What a line of a page's edge is known by on other pages; nothing for any other line."""
    text = page[n].text.lower()
    if _is_outermost(page, n):
        return (re.sub(r"\d+", "#", text),)
    return (text,) if n in (1, len(page) - 2) else ()


def _is_number(line: Line) -> bool:
    return _PAGE_NUMBER.match(line.text) is not None


class _Layout:
    """Writes the lines of a whole document."""

    def __init__(self, body: float, lines: Sequence[Line]) -> None:
        self._body = body
        self._lines = lines
        self._writer = PlainWriter()
        self._words = Counter(
            word.strip(_PUNCTUATION) for line in lines for word in line.text.lower().split()
        )
        large = {line.size for line in lines if self._is_large(line)}
        self._levels = {size: n for n, size in enumerate(sorted(large, reverse=True), 1)}
        self._widest = max(len(line.text) for line in lines)

    def write(self) -> tuple[str, str]:
        title = ""
        position = 0
        while position < len(self._lines):
            level = self._heading_level(position)
            if level:
                end = self._heading_end(position)
                text = " ".join(held.text for held in self._lines[position:end])
                title = title or (text if level == 1 else "")
                self._writer.heading(level, text)
            elif (end := self._table_end(position)) > position:
                self._write_table(self._lines[position:end])
            else:
                end = self._paragraph_end(position)
                self._write_text(self._lines[position:end])
            position = max(end, position + 1)
        return title, self._writer.text()

    def _is_large(self, line: Line) -> bool:
        return line.size >= self._body * _HEADING_FACTOR and len(line.text) < 150

    def _heading_level(self, position: int) -> int:
        line = self._lines[position]
        if _BULLET.match(line.text) or len(line.cells) > 1:
            return 0
        if self._is_large(line):
            return min(self._levels[line.size], 4)
        is_title = line.bold and len(line.text) < 80 and not line.text.endswith(_ENDS)
        following = self._lines[position + 1] if position + 1 < len(self._lines) else None
        if is_title and following is not None and not following.bold:
            return min(len(self._levels) + 1, 5)
        return 0

    def _heading_end(self, position: int) -> int:
        """A heading of two lines is one heading."""
        first = self._lines[position]
        end = position + 1
        while end < len(self._lines) and end - position < 3 and self._is_large(first):
            line = self._lines[end]
            if line.size != first.size or not 0 < first.y - line.y < 2.2 * first.size * (
                end - position
            ):
                break
            end += 1
        return end

    def _table_end(self, position: int) -> int:
        """Behind the last line of a table that begins here; `position` where none does."""
        head = self._lines[position]
        columns = len(head.cells)
        if columns < 2 or _BULLET.match(head.text) or _NUMBERED.match(head.text):
            return position
        end = position + 1
        full_rows = 1
        while end < len(self._lines):
            line = self._lines[end]
            is_row = 2 <= len(line.cells) <= columns and self._is_aligned(head, line)
            if not is_row and not self._is_continued(head, line):
                break
            full_rows += is_row
            end += 1
        return end if full_rows >= (3 if columns == 2 else 2) else position

    def _is_aligned(self, head: Line, line: Line) -> bool:
        return abs(line.cells[0][0] - head.cells[0][0]) < 3 * line.size

    def _is_continued(self, head: Line, line: Line) -> bool:
        """The second line of a cell: alone, and not under the first column."""
        return len(line.cells) == 1 and _column_of(head, line.cells[0][0]) > 0

    def _write_table(self, lines: Sequence[Line]) -> None:
        head = lines[0]
        rows: list[list[str]] = []
        for line in lines:
            if len(line.cells) == 1 and rows:
                column = _column_of(head, line.cells[0][0])
                rows[-1][column] = f"{rows[-1][column]} {line.cells[0][1]}".strip()
                continue
            row = [""] * len(head.cells)
            for x, text in line.cells:
                column = _column_of(head, x)
                row[column] = f"{row[column]} {text}".strip()
            rows.append(row)
        is_marked = head.bold and not all(line.bold for line in lines)
        write_table(self._writer, rows, header_rows=1 if is_marked else None)

    def _paragraph_end(self, position: int) -> int:
        end = position + 1
        while end < len(self._lines) and not self._breaks(end):
            end += 1
        return end

    def _breaks(self, position: int) -> bool:
        """True when a new block begins with this line."""
        before, line = self._lines[position - 1], self._lines[position]
        if _BULLET.match(line.text) or _NUMBERED.match(line.text) or len(line.cells) > 2:
            return True
        if self._heading_level(position):
            return True
        gap = before.y - line.y
        if 0 < gap > 1.75 * max(line.size, 1):
            return True
        is_short = len(before.text) < 0.7 * self._widest
        return before.text.endswith(_ENDS) and (is_short or gap < 0)

    def _write_text(self, lines: Sequence[Line]) -> None:
        text = self._mended([line.text for line in lines])
        if bullet := _BULLET.match(text):
            self._writer.item(text[bullet.end() :])
        elif numbered := _NUMBERED.match(text):
            self._writer.item(text[numbered.end() :], number=int(numbered[1]))
        else:
            self._writer.paragraph(text)

    def _mended(self, lines: Sequence[str]) -> str:
        """Lines joined, words that were broken at a line's end made whole."""
        text = lines[0]
        for line in lines[1:]:
            if text.endswith(("-", "\u2010")) and line[:1].islower():
                text = self._joined(text, line)
            else:
                text = f"{text} {line}"
        return text

    def _joined(self, text: str, line: str) -> str:
        """The hyphen stays where the document writes the word with it elsewhere."""
        head, tail = text.split()[-1], line.split()[0]
        with_hyphen = (head + tail).lower().strip(_PUNCTUATION)
        without = (head[:-1] + tail).lower().strip(_PUNCTUATION)
        if self._words[with_hyphen] > self._words[without]:
            return text + line
        return text[:-1] + line


def _column_of(head: Line, x: float) -> int:
    return min(range(len(head.cells)), key=lambda n: abs(head.cells[n][0] - x))
