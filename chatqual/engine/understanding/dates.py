"""Points and stretches of time as people write them: "3 July", "next quarter", "the week of the
7th".

`read_point` reads one at a place of the line. What is put before it ("by", "after") is
`timeline.py`'s.
"""

from __future__ import annotations

from chatqual.engine.understanding.dates_cursor import Cursor, Point, Read
from chatqual.engine.understanding.dates_months import read_day_first, read_month_first
from chatqual.engine.understanding.dates_nth import read_last_of, read_nth
from chatqual.engine.understanding.dates_numeric import read_numeric
from chatqual.engine.understanding.dates_parts import read_part
from chatqual.engine.understanding.dates_quarters import read_fiscal_year, read_quarter
from chatqual.engine.understanding.dates_relative import (
    read_day_word,
    read_holiday,
    read_relative,
    read_season,
    read_year,
)
from chatqual.engine.understanding.dates_spans import read_beside, read_from_now, read_next_span
from chatqual.engine.understanding.dates_weeks import read_closest, read_week_of_day, read_weekday


def read_point(cursor: Cursor, index: int) -> Read | None:
    """The stretch of days that begins at `index`, and where it stops; None where there is none."""
    if cursor.kind(index) in ("end", "sign") or not cursor.near[index]:
        return None
    for reader in _READERS:
        found = reader(cursor, index)
        if found is not None:
            return found
    return None


_READERS: tuple[Point, ...] = (
    read_numeric,
    lambda cursor, index: read_part(cursor, index, read_point),
    lambda cursor, index: read_beside(cursor, index, read_point),
    lambda cursor, index: read_from_now(cursor, index, read_point),
    read_nth,
    read_last_of,
    lambda cursor, index: read_closest(cursor, index, read_point),
    read_quarter,
    read_fiscal_year,
    read_month_first,
    read_day_first,
    lambda cursor, index: read_week_of_day(cursor, index, read_point),
    read_next_span,
    lambda cursor, index: read_weekday(cursor, index, read_point),
    read_relative,
    read_holiday,
    read_season,
    read_day_word,
    read_year,
)
