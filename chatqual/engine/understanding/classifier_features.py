"""What the classifier sees of a line: its meaning as a vector, and the pieces of its words.

The vector alone misses how something is said; single words, pairs of words and runs of three and
four letters (hashed into a table) bring that in, and stay alike under most typos. In cross-
validation they add three points to the acts and four to the lead types.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from chatqual.engine.understanding.acts_text import fold

Array = NDArray[np.float32]

PIECES = 2048
_WORDS = re.compile(r"[^\W_]+(?:'[a-z]+)?|[?!]")
_READ = 600  # code points: what somebody is after stands at the beginning


def features(text: str, vector: Array) -> Array:
    """The vector (of length 1) and behind it the pieces of the words, of length 1 together."""
    return np.concatenate([vector.astype(np.float32), pieces_of(text)])


def feature_table(texts: Sequence[str], vectors: Array) -> Array:
    """A row of features a text; `vectors` has a row a text."""
    return np.stack([features(text, row) for text, row in zip(texts, vectors, strict=True)])


def pieces_of(text: str) -> Array:
    """How often each piece comes, as square roots; shape (PIECES,), of length 1 or all zero."""
    counts = np.zeros(PIECES, dtype=np.float32)
    for piece in _pieces(fold(text[:_READ])):
        counts[zlib.crc32(piece.encode()) % PIECES] += 1
    roots: Array = np.sqrt(counts)
    length = np.linalg.norm(roots)
    return roots / np.float32(length) if length else roots


def _pieces(folded: str) -> Iterator[str]:
    words = _WORDS.findall(folded)
    yield from (f"w:{word}" for word in words)
    yield from (f"b:{a} {b}" for a, b in zip(["^", *words], [*words, "$"], strict=True))
    padded = f" {' '.join(words)} "
    for size in (3, 4):
        yield from (f"c:{padded[at : at + size]}" for at in range(len(padded) - size + 1))
