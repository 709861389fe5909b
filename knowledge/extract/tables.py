"""Tables of every format become rows that can be read alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.extract.clean import one_line
from knowledge.extract.plain import PlainWriter, worded_row

MAX_ROWS = 5000
_DIGIT = re.compile(r"\d")


def write_table(
    writer: PlainWriter, rows: Sequence[Sequence[str]], header_rows: int | None = None
) -> None:
    """Write rows under their column names. `header_rows`: how many the document marks as such.

    None: it does not say. Then the first row names the columns where it looks like names: short,
    each different, without the digits that the rows below have. Without names, two columns are
    read as a name and its value.
    """
    grid = [[one_line(cell) for cell in row] for row in rows[:MAX_ROWS]]
    grid = [row for row in grid if any(row)]
    if not grid:
        return
    count = _looks_like_header(grid) if header_rows is None else min(header_rows, len(grid))
    if count < len(grid):
        names, body = _joined(grid[:count]), grid[count:]
    else:
        # Nothing below the header: it is all there is to say.
        names, body = [], grid
    for row in body:
        writer.row(_worded(names, row))
    writer.end_group()


def _worded(names: Sequence[str], row: Sequence[str]) -> str:
    filled = [cell for cell in row if cell]
    if len(row) > 1 and len(filled) == len(row) and len(set(row)) == 1:
        # One cell across all columns: the name of the rows below.
        return filled[0]
    if not any(names) and len(row) == 2 and len(filled) == 2:
        return worded_row(row[:1], row[1:])
    return worded_row(names, row)


def _joined(header: Sequence[Sequence[str]]) -> list[str]:
    """The names of the columns; of two header rows that above is named first."""
    width = max((len(row) for row in header), default=0)
    names = []
    for column in range(width):
        parts = [row[column] for row in header if column < len(row) and row[column]]
        names.append(", ".join(dict.fromkeys(parts)))
    return names


def _looks_like_header(grid: Sequence[Sequence[str]]) -> int:
    first, rest = grid[0], grid[1:]
    named = [cell for cell in first if cell]
    if not rest or len(first) < 2 or len(set(named)) < len(named) or len(named) < len(first) - 1:
        return 0
    if any(len(cell) > 60 or cell.endswith(".") for cell in named):
        return 0
    if any(_DIGIT.search(cell) for cell in named):
        return 0
    if len(first) > 2:
        return 1
    # Two columns may be names and values all the way down, unless all the values are figures.
    figures = [row[1] for row in rest if len(row) > 1 and _DIGIT.search(row[1])]
    return int(len(rest) >= 2 and len(figures) == len(rest))
