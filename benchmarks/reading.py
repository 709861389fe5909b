"""How sure the classifier is beside how often it is right, and what reading a line costs."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime

from chatqual.engine.ports import Embedder, Sense
from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.classifier import LineSense, stored_arrays, stored_weights
from chatqual.engine.understanding.classifier_examples import act_examples, lead_type_examples
from chatqual.engine.understanding.classifier_measure import measures, reliability_table
from chatqual.engine.understanding.reading import read

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
EVERY = 8
AT_MOST_MS = 3.0


class Remembered:
    """An embedder that has embedded all there is: what is left is understanding itself."""

    def __init__(self, embedder: Embedder) -> None:
        self.name, self.dimensions = embedder.name, embedder.dimensions
        self._embedder = embedder
        self._known: dict[str, object] = {}

    def embed(self, texts: Sequence[str]) -> object:
        key = texts[0]
        if key not in self._known:
            self._known[key] = self._embedder.embed(texts)
        return self._known[key]


def print_reading(embedder: Embedder) -> None:
    """The reliability of acts and lead types by cross-validation, and the time of a line."""
    print("\nHow sure the classifier is, beside how often it is right (held-out examples):\n")
    weights, arrays = stored_weights(), stored_arrays()
    if weights is None or arrays is None or not weights.fits(embedder.name):
        print(f"skipped: the stored weights are not for {embedder.name}; rules alone read")
        return
    for measure in measures(weights, arrays):
        print(reliability_table(measure), end="\n\n")
    sense = LineSense(Remembered(embedder), weights)
    lines = [*act_examples().texts[::EVERY], *lead_type_examples().texts[::EVERY]]
    _times(lines, sense)
    rules, both = _times(lines, None), _times(lines, sense)
    mark = "ok" if both <= AT_MOST_MS else "MISSED"
    print(
        f"Reading a line beyond its embedding: {both:.2f} ms p50 of processor time over "
        f"{len(lines)} lines, {both - rules:.2f} of them the classifier's "
        f"(aim {AT_MOST_MS:.0f})  {mark}"
    )


def _times(lines: Sequence[str], sense: Sense | None) -> float:
    """The median in milliseconds of this thread, whatever else the machine does."""
    took = []
    for line in lines:
        begun = time.thread_time()
        read(line, Context(now=NOON, sense=sense))
        took.append((time.thread_time() - begun) * 1000)
    return sorted(took)[len(took) // 2]
