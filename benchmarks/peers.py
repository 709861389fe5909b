"""What others would build on the same documents: the LangChain recipe, BM25, both fused by rank.

Each answers with the best-matching sentences of its passages and never declines: none of them has
a rule for that. The passages are those of the recipe's splitter; the vectors come from the same
MiniLM as ours, so what differs is the method.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import bm25s
import chromadb
import numpy as np
from chromadb.config import Settings
from numpy.typing import NDArray

from chatqual.engine.ports import Embedder

CHUNK, OVERLAP, TOP = 1000, 200, 10
SEPARATORS = ("\n\n", "\n", " ", "")
# Reciprocal-rank fusion as Cormack, Clarke and Büttcher (2009) have it, 50 of each leg.
RANK_CONSTANT, EACH_LEG = 60, 50
ANSWER_FROM, MOST_WORDS, MOST_SENTENCES = 5, 60, 3
SPLITTER = "langchain-text-splitters" if find_spec("langchain_text_splitters") else "its own rule"

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?](?=\s)|(?=\n)|$)")
Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    path: str
    text: str


def split(text: str) -> list[str]:
    """RecursiveCharacterTextSplitter(1000, 200), or the same rule where it is not installed."""
    if SPLITTER == "langchain-text-splitters":
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        made = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
        return list(made.split_text(text))
    return _split(text, SEPARATORS)


def _split(text: str, separators: Sequence[str]) -> list[str]:
    """Split at the first separator that occurs, merge up to CHUNK, keep OVERLAP of the last."""
    at = next((n for n, s in enumerate(separators) if s in text), len(separators) - 1)
    separator, finer = separators[at], separators[at + 1 :]
    chunks: list[str] = []
    held: list[str] = []
    for part in text.split(separator) if separator else list(text):
        if len(part) > CHUNK and finer:
            chunks += [*([separator.join(held)] if held else []), *_split(part, finer)]
            held = []
            continue
        if held and len(separator.join([*held, part])) > CHUNK:
            chunks.append(separator.join(held))
            while held and (
                len(separator.join(held)) > OVERLAP or len(separator.join([*held, part])) > CHUNK
            ):
                held.pop(0)
        held.append(part)
    chunks += [separator.join(held)] if held else []
    return [chunk.strip() for chunk in chunks if chunk.strip()]


class Peers:
    """The three of them over one set of documents (path to text)."""

    def __init__(self, documents: dict[str, str], model: Embedder, folder: Path) -> None:
        self._model = model
        self._pieces = [Piece(path, t) for path, text in documents.items() for t in split(text)]
        texts = [piece.text for piece in self._pieces]
        quiet = Settings(anonymized_telemetry=False)
        client = chromadb.PersistentClient(str(folder), settings=quiet)
        self._chroma = client.create_collection(
            "recipe", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        for n, text in enumerate(texts):
            self._chroma.add(ids=[str(n)], embeddings=model.embed([text]))
        self._bm25 = bm25s.BM25()
        self._bm25.index([_words(text) for text in texts], show_progress=False)
        self._sentences: dict[int, list[tuple[str, NDArray[np.float32]]]] = {}

    def methods(self) -> dict[str, Callable[[Item], Item]]:
        """Each takes a line of questions and gives an item as `evaluate knowledge` does."""
        return {
            "LangChain recipe": lambda line: self._item(line, self._dense),
            "BM25": lambda line: self._item(line, self._lexical),
            "plain fusion": lambda line: self._item(line, self._fused),
        }

    def _dense(self, question: str, limit: int = TOP) -> list[tuple[int, float]]:
        vector = self._model.embed([question])[0]
        found = self._chroma.query(
            query_embeddings=vector.reshape(1, -1),
            n_results=min(limit, len(self._pieces)),
            include=["distances"],
        )
        away = (found["distances"] or [[]])[0]
        return [(int(n), 1.0 - float(d)) for n, d in zip(found["ids"][0], away, strict=True)]

    def _lexical(self, question: str, limit: int = TOP) -> list[tuple[int, float]]:
        scores = self._bm25.get_scores(_words(question))
        best = np.argsort(-scores, kind="stable")[:limit]
        return [(int(n), float(scores[n])) for n in best]

    def _fused(self, question: str) -> list[tuple[int, float]]:
        """By rank; the confidence is that of the recipe, since a rank says nothing of it."""
        dense, lexical = self._dense(question, EACH_LEG), self._lexical(question, EACH_LEG)
        total: dict[int, float] = {}
        for leg in (dense, lexical):
            for rank, (n, _) in enumerate(leg, 1):
                total[n] = total.get(n, 0.0) + 1 / (RANK_CONSTANT + rank)
        best = sorted(total, key=lambda n: -total[n])[:TOP]
        return [(n, dense[0][1] if place == 0 else total[n]) for place, n in enumerate(best)]

    def _item(self, line: Item, search: Callable[[str], list[tuple[int, float]]]) -> Item:
        begun = time.perf_counter()
        found = search(line["question"])
        chosen = self._answer(line["question"], [n for n, _ in found[:ANSWER_FROM]])
        return {
            "id": line["id"],
            "state": "answered",
            "answer": " ".join(text for _, text in chosen),
            "confidence": found[0][1],
            "citations": [{"path": self._pieces[n].path} for n, _ in chosen],
            "passages": [
                {"path": self._pieces[n].path, "text": self._pieces[n].text} for n, _ in found
            ],
            "ms": (time.perf_counter() - begun) * 1000,
        }

    def _answer(self, question: str, pieces: Sequence[int]) -> list[tuple[int, str]]:
        """The sentences nearest to the question, at most sixty words of them."""
        vector = self._model.embed([question])[0]
        rated = [
            (float(held @ vector), n, text) for n in pieces for text, held in self._sentences_of(n)
        ]
        chosen: list[tuple[int, str]] = []
        for _, n, text in sorted(rated, key=lambda r: -r[0]):
            count = sum(len(t.split()) for _, t in chosen) + len(text.split())
            if count <= MOST_WORDS and text not in [t for _, t in chosen]:
                chosen.append((n, text))
            if len(chosen) == MOST_SENTENCES:
                break
        return chosen

    def _sentences_of(self, n: int) -> list[tuple[str, NDArray[np.float32]]]:
        if n not in self._sentences:
            found = [m[0].strip() for m in _SENTENCE.finditer(self._pieces[n].text)]
            texts = [text for text in found if len(text.split()) > 2]
            vectors = self._model.embed(texts)
            self._sentences[n] = list(zip(texts, vectors, strict=True))
        return self._sentences[n]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
