"""How long a line takes to be read, embedding aside: ordinary lines, and the worst ones known."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from statistics import median, quantiles

from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.classifier_examples import lead_type_examples
from chatqual.engine.understanding.reading import read

AIM_P50_MS = 3.0
AIM_WORST_MS = 30.0
LONGEST = 4000  # characters that the protocol takes
ORDINARY = range(8, 26)  # words
# One of these over and over is what cost most.
UNITS = (
    "seats ", "1", "1 000 ", "$5 ", "50k ", "@", "a@b.co ", "a.a.", " ", "a\n", "Ana Bo ", "i ",
    "budget 5k per month, ", "next week ", "the cfo and ", "our boss decides ", "a-b",
)  # fmt: skip
_CONTEXT = Context(now=datetime(2026, 11, 20, 10, tzinfo=UTC))


def print_reading_time() -> None:
    """Milliseconds of one processor's time, the best of three, once everything is compiled."""
    texts = lead_type_examples()[0]
    lines = [text for text in texts if len(text.split()) in ORDINARY][::4]
    times = list(_milliseconds(lines))
    worst, unit = max(zip(_milliseconds(_long(unit) for unit in UNITS), UNITS, strict=True))
    p50, p95 = median(times), quantiles(times, n=20)[-1]
    print(f"\nTIME TO READ A LINE (rules, ms; {len(lines)} lines of 8 to 25 words)\n")
    print(f"p50 {p50:6.2f}   aim {AIM_P50_MS:4.0f}  {'ok' if p50 <= AIM_P50_MS else 'MISSED'}")
    print(f"p95 {p95:6.2f}")
    verdict = "ok" if worst <= AIM_WORST_MS else "MISSED"
    print(f"worst of {LONGEST} characters {worst:6.2f}   aim {AIM_WORST_MS:4.0f}  {verdict}")
    print(f"  ({unit!r} over and over)", flush=True)


def _long(unit: str) -> str:
    return (unit * LONGEST)[:LONGEST]


def _milliseconds(lines: Iterable[str]) -> Iterable[float]:
    for line in lines:
        yield min(_once(line) for _ in range(3))


def _once(line: str) -> float:
    began = time.process_time()
    read(line, _CONTEXT)
    return (time.process_time() - began) * 1000


if __name__ == "__main__":
    print_reading_time()
