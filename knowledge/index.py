"""The vector index: the only file that imports chromadb.

The rows hold every vector, so this is a cache. An embedded Chroma is not process-safe (a second
process's vectors are never found by the first): one process holds the folder by a lock of the
operating system. Others search the stored vectors exactly (knowledge/shelf.py).
"""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import sys
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np
from django.conf import settings

from chatqual.locking import AlreadyHeld, hold, is_held
from knowledge.errors import IndexDamaged, IndexFault, IndexLocked
from knowledge.passages import Vectors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

log = logging.getLogger(__name__)

# Chroma's own limit is 5,461 rows a call.
ROWS_A_CALL = 2000
LOCK = "index.lock"


class Collections:
    """The collections of one Chroma, embedded or a server."""

    def __init__(self, client: ClientAPI, lock: IO[str] | None = None) -> None:
        self._client = client
        self._lock = lock
        self._open: dict[str, Collection] = {}

    def put(self, name: str, chunks: Sequence[int], vectors: Vectors) -> None:
        """Add or replace vectors; `vectors` has one row a chunk."""
        collection = self._collection(name)
        for at in range(0, len(chunks), ROWS_A_CALL):
            ids = [str(chunk) for chunk in chunks[at : at + ROWS_A_CALL]]
            with _faults(name):
                collection.upsert(ids=ids, embeddings=np.asarray(vectors[at : at + ROWS_A_CALL]))

    def take_out(self, name: str, chunks: Sequence[int]) -> None:
        """Delete vectors; those that are not there are no fault."""
        collection = self._collection(name)
        for at in range(0, len(chunks), ROWS_A_CALL):
            ids = [str(chunk) for chunk in chunks[at : at + ROWS_A_CALL]]
            with _faults(name):
                collection.delete(ids=ids)

    def nearest(self, name: str, vector: Vectors, limit: int) -> dict[int, float]:
        """Chunk ids with their cosine, best first. Raises IndexFault."""
        with _faults(name):
            found = self._collection(name).query(
                query_embeddings=vector.reshape(1, -1), n_results=limit, include=["distances"]
            )
        distances: Any = (found["distances"] or [[]])[0]
        return {
            int(chunk): 1.0 - float(away)
            for chunk, away in zip(found["ids"][0], distances, strict=True)
        }

    def count(self, name: str) -> int:
        """How many vectors the collection holds."""
        with _faults(name):
            return int(self._collection(name).count())

    def exists(self, name: str) -> bool:
        """Whether there is such a collection."""
        with _faults(name):
            return name in {str(getattr(c, "name", c)) for c in self._client.list_collections()}

    def drop(self, name: str) -> None:
        """Delete a collection, if it is there."""
        self._open.pop(name, None)
        if self.exists(name):
            with _faults(name):
                self._client.delete_collection(name)

    def names(self) -> list[str]:
        """Every collection's name."""
        with _faults("list"):
            return [str(getattr(c, "name", c)) for c in self._client.list_collections()]

    def _collection(self, name: str) -> Collection:
        if name not in self._open:
            with _faults(name):
                # No embedding function: a stored one can run code (CVE-2026-45829).
                self._open[name] = self._client.get_or_create_collection(
                    name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
                )
        return self._open[name]

    def forget(self, name: str) -> None:
        """Drop the handle of a collection that another process may have made anew."""
        self._open.pop(name, None)


class _faults:
    """Turns whatever Chroma raises into IndexDamaged: its own errors share no base class."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, Exception) and not isinstance(error, IndexFault):
            raise IndexDamaged(f"{self._name}: {type(error).__name__}: {error}") from error


_opening = threading.Lock()


def collections() -> Collections:
    """The Chroma of this installation.

    With CHROMA_URL the server; else the embedded one, which this process then holds until it ends.
    Raises IndexLocked where another process holds it.
    """
    with _opening:
        return _open(str(settings.CHROMA_URL or ""), Path(settings.CHATQUAL_DATA))


@cache
def _open(url: str, data: Path) -> Collections:
    if url:
        return Collections(_open_server(url))
    folder = index_folder(data)
    try:
        lock = hold(folder / LOCK, f"{Path(sys.argv[0]).name} (process {os.getpid()})")
    except AlreadyHeld as error:
        raise IndexLocked(error.holder or "another process") from error
    try:
        client = _open_files(folder)
    except IndexFault:
        lock.close()
        raise
    atexit.register(lock.close)
    return Collections(client, lock)


def _open_server(url: str) -> ClientAPI:
    import chromadb
    from chromadb.config import Settings

    address = urlsplit(url)
    try:
        return chromadb.HttpClient(
            host=address.hostname or "localhost",
            port=address.port or (443 if address.scheme == "https" else 8000),
            ssl=address.scheme == "https",
            settings=Settings(anonymized_telemetry=False),
        )
    except ValueError as error:
        raise IndexFault(f"{url} does not answer: {error}") from error


def _open_files(folder: Path) -> ClientAPI:
    """The embedded client; files that it cannot open are set aside for empty ones."""
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    quiet = Settings(anonymized_telemetry=False)
    try:
        with _faults("open"):
            return chromadb.PersistentClient(str(folder / "chroma"), settings=quiet)
    except IndexDamaged as error:
        log.error("the index cannot be opened (%s); it is begun anew", error)
    # Chroma keeps what it could not open by its path.
    SharedSystemClient.clear_system_cache()
    _set_aside(folder)
    with _faults("open"):
        return chromadb.PersistentClient(str(folder / "chroma"), settings=quiet)


def _set_aside(folder: Path) -> None:
    """Move a damaged index out of the way; of those only the last one is kept, to be looked at."""
    damaged = folder / "chroma-damaged"
    shutil.rmtree(damaged, ignore_errors=True)
    if (folder / "chroma").exists():
        (folder / "chroma").rename(damaged)


def begin_anew() -> None:
    """Set the embedded index aside and open an empty one; every collection is to be filled again.

    Raises IndexFault where the index is a server's: that one is not ours to replace.
    """
    if settings.CHROMA_URL:
        raise IndexFault("the Chroma server is to be mended by whoever runs it")
    collections()
    close_index()
    _set_aside(index_folder(Path(settings.CHATQUAL_DATA)))
    collections()


def index_folder(data: Path) -> Path:
    """Where the embedded index lies."""
    return data / "index"


def is_held_elsewhere() -> bool:
    """True where another process holds the embedded index."""
    if settings.CHROMA_URL:
        return False
    try:
        collections()
    except IndexLocked:
        return is_held(index_folder(Path(settings.CHATQUAL_DATA)) / LOCK)
    return False


def close_index() -> None:
    """Let go of the index, so that another process can take it."""
    with _opening:
        if not _open.cache_info().currsize:
            return
        from chromadb.api.shared_system_client import SharedSystemClient

        try:
            held = _open(str(settings.CHROMA_URL or ""), Path(settings.CHATQUAL_DATA))
        except IndexFault:
            held = None
        _open.cache_clear()
        SharedSystemClient.clear_system_cache()
        if held is not None and held._lock is not None:
            held._lock.close()
