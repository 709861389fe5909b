"""The floor: one query embedding, one Chroma query and two inserts, with the server's own parts."""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import chromadb
import numpy as np

from chatqual.engine.ports import Embedder

ROUNDS = 200


def median_ms(work: Callable[[int], object], rounds: int = ROUNDS) -> float:
    out = []
    for number in range(rounds):
        begun = time.perf_counter()
        work(number)
        out.append((time.perf_counter() - begun) * 1000)
    return statistics.median(out)


def build_collection(folder: Path, texts: list[str], vectors: np.ndarray) -> None:
    """A collection of the demo's own passages, for the floor and for the recipe."""
    collection = chromadb.PersistentClient(str(folder)).create_collection(
        "chunks", embedding_function=None
    )
    ids = [str(n) for n in range(len(texts))]
    collection.add(ids=ids, documents=texts, embeddings=vectors)


def measure_floor(embedder: Embedder, folder: Path, questions: list[str]) -> dict[str, float]:
    """Medians in milliseconds of each part, without the echo (that needs a server)."""
    collection = chromadb.PersistentClient(str(folder)).get_collection("chunks")
    vector = embedder.embed([questions[0]])
    database = sqlite3.connect(folder / "floor.sqlite3", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=NORMAL")
    database.execute("CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT)")

    def insert(number: int) -> None:
        for text in ("question", "answer"):
            database.execute("INSERT INTO line (text) VALUES (?)", (f"{text} {number}",))

    return {
        "embedding": median_ms(lambda n: embedder.embed([f"{questions[n % len(questions)]} {n}"])),
        "chroma": median_ms(lambda n: collection.query(query_embeddings=vector, n_results=10)),
        "inserts": median_ms(insert),
    }
