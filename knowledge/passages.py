"""What retrieval works on: passages with their quotable sentences, ranked for one question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A sentence, list item, table row or piece of code. `start`, `end`: in the passage's text."""

    position: int
    kind: str
    start: int
    end: int
    text: str
    stems: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """What is derived from a passage's content and may be kept for as long as that stays the same.

    `vector`: of the passage; `vectors`: one row a unit. Both None where not embedded yet.
    `about`: stems of title and headings.
    """

    units: tuple[Unit, ...]
    about: frozenset[str]
    stems: frozenset[str]
    vector: Vectors | None
    vectors: Vectors | None


@dataclass(frozen=True, slots=True, eq=False)
class Hit:
    """A passage as the database has it at this moment. `start`: code point in its document.

    `dated`: the date that the document carries (`carries_date`), else when it was last changed.
    `outdated`: it says of itself that it is superseded.
    """

    chunk: int
    document: int
    version: int
    path: str
    title: str
    url: str
    headings: tuple[str, ...]
    text: str
    start: int
    position: int
    language: str
    dated: date
    body: Body
    carries_date: bool = False
    outdated: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """A hit with what speaks for it: cosines, the BM25 score as a share of the best possible.

    `own`: how far it counts as one in the visitor's own language, 0 to 1.
    """

    hit: Hit
    dense: float
    sentence: float
    lexical: float
    score: float
    similar: Vectors
    own: float = 0.0
