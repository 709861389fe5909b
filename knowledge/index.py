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
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlsplit

import numpy as np
from django.conf import settings

from chatqual.locking import AlreadyHeld, hold, is_held
from knowledge.errors import IndexAway, IndexDamaged, IndexFault, IndexLocked
from knowledge.passages import Vectors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

log = logging.getLogger(__name__)

# Chroma's own limit is 5,461 rows a call.
ROWS_A_CALL = 2000
LOCK = "index.lock"
# The client of Chroma waits for ever by itself. After one wait in vain the server is left alone for
# a moment: each visitor would wait as long.
SERVER_S = 8.0
AWAY_S = 5.0
_SQLITE = b"SQLite format 3\x00"


class Collections:
    """The collections of one Chroma, embedded or a server (then without `files`)."""

    def __init__(
        self, client: ClientAPI, lock: IO[str] | None = None, files: Path | None = None
    ) -> None:
        self._client = client
        self._lock = lock
        self._files = files
        self._inode = _inode(files) if files else None
        self._open: dict[str, Collection] = {}
        self._away_until = 0.0

    def put(self, name: str, chunks: Sequence[int], vectors: Vectors) -> None:
        """Add or replace vectors; `vectors` has one row a chunk."""
        collection = self._collection(name)
        for at in range(0, len(chunks), ROWS_A_CALL):
            ids = [str(chunk) for chunk in chunks[at : at + ROWS_A_CALL]]
            with self._calling(name):
                collection.upsert(ids=ids, embeddings=np.asarray(vectors[at : at + ROWS_A_CALL]))

    def take_out(self, name: str, chunks: Sequence[int]) -> None:
        """Delete vectors; those that are not there are no fault."""
        collection = self._collection(name)
        for at in range(0, len(chunks), ROWS_A_CALL):
            ids = [str(chunk) for chunk in chunks[at : at + ROWS_A_CALL]]
            with self._calling(name):
                collection.delete(ids=ids)

    def nearest(self, name: str, vector: Vectors, limit: int) -> dict[int, float]:
        """Chunk ids with their cosine, best first. Raises IndexFault."""
        collection = self._collection(name)
        with self._calling(name):
            found = collection.query(
                query_embeddings=vector.reshape(1, -1), n_results=limit, include=["distances"]
            )
        distances: Any = (found["distances"] or [[]])[0]
        return {
            int(chunk): 1.0 - float(away)
            for chunk, away in zip(found["ids"][0], distances, strict=True)
        }

    def count(self, name: str) -> int:
        """How many vectors the collection holds."""
        collection = self._collection(name)
        with self._calling(name):
            return int(collection.count())

    def ids(self, name: str) -> set[int]:
        """Every chunk that the collection holds."""
        collection = self._collection(name)
        found: set[int] = set()
        with self._calling(name):
            for at in range(0, collection.count(), ROWS_A_CALL):
                part = collection.get(limit=ROWS_A_CALL, offset=at, include=[])
                found |= {int(chunk) for chunk in part["ids"]}
        return found

    def exists(self, name: str) -> bool:
        """Whether there is such a collection."""
        return name in self.names()

    def drop(self, name: str) -> None:
        """Delete a collection, if it is there."""
        self._open.pop(name, None)
        if self.exists(name):
            with self._calling(name):
                self._client.delete_collection(name)

    def names(self) -> list[str]:
        """Every collection's name."""
        with self._calling("list"):
            return [str(getattr(c, "name", c)) for c in self._client.list_collections()]

    def check_files(self) -> None:
        """Raise IndexDamaged where the files of the embedded index are gone or no database.

        Chroma has them open and would go on, into files that nobody will find again.
        """
        if self._files is None:
            return
        if self._inode is None or _inode(self._files) != self._inode:
            raise IndexDamaged("the files of the index were removed or replaced")
        with open(self._files / "chroma.sqlite3", "rb") as file:
            if file.read(len(_SQLITE)) != _SQLITE:
                raise IndexDamaged("the files of the index were written over")

    def close(self) -> None:
        """Let go of the server's connections, or of the folder, so that others can take it."""
        for session in _sessions(self._client):
            session.close()
        if self._lock is not None:
            self._lock.close()

    def _collection(self, name: str) -> Collection:
        if name not in self._open:
            with self._calling(name):
                # No embedding function: a stored one can run code (CVE-2026-45829).
                self._open[name] = self._client.get_or_create_collection(
                    name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
                )
        return self._open[name]

    @contextmanager
    def _calling(self, name: str) -> Iterator[None]:
        """Whatever Chroma raises as IndexDamaged, or IndexAway where its server is silent."""
        if time.monotonic() < self._away_until:
            raise IndexAway("the index's server does not answer")
        try:
            yield
        except IndexFault:
            raise
        except Exception as error:  # Chroma's errors share no base class
            # Another process may have made the collection anew, under another number.
            self._open.pop(name, None)
            told = f"{name}: {type(error).__name__}: {error}"
            if self._files is None and not _is_chromas(error):
                self._away_until = time.monotonic() + AWAY_S
                raise IndexAway(f"the index's server does not answer ({told})") from error
            raise IndexDamaged(told) from error


def _is_chromas(error: Exception) -> bool:
    from chromadb.errors import ChromaError

    return isinstance(error, ChromaError)


def _inode(files: Path) -> tuple[int, int] | None:
    try:
        facts = (files / "chroma.sqlite3").stat()
    except OSError:
        return None
    return facts.st_dev, facts.st_ino


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
    return Collections(client, lock, folder / "chroma")


def _open_server(url: str) -> ClientAPI:
    import chromadb
    from chromadb.config import Settings

    address = urlsplit(url)
    _ask_server(address)
    try:
        client = chromadb.HttpClient(
            host=address.hostname or "localhost",
            port=address.port or (443 if address.scheme == "https" else 8000),
            ssl=address.scheme == "https",
            settings=Settings(anonymized_telemetry=False),
        )
    except ValueError as error:
        raise IndexAway(f"{url} does not answer: {error}") from error
    for session in _sessions(client):
        session.timeout = SERVER_S
    return client


def _sessions(client: ClientAPI) -> list[Any]:
    """The HTTP sessions of a server's client, which neither limits nor closes them itself."""
    apis = (client, getattr(client, "_admin_client", None))
    servers = [getattr(api, "_server", None) for api in apis]
    found = [getattr(server, "_session", None) for server in servers]
    return [session for session in found if session is not None]


def _ask_server(address: SplitResult) -> None:
    """Raise IndexAway unless the server answers in time: its client would wait for ever."""
    kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
    connection = kind(address.hostname or "localhost", address.port, timeout=SERVER_S)
    if address.port is None and address.scheme != "https":
        connection.port = 8000
    try:
        connection.request("GET", "/api/v2/heartbeat")
        connection.getresponse().read()
    except (OSError, HTTPException) as error:
        raise IndexAway(f"{address.netloc} does not answer: {error}") from error
    finally:
        connection.close()


def _open_files(folder: Path) -> ClientAPI:
    """The embedded client; files that it cannot open are set aside for empty ones."""
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    quiet = Settings(anonymized_telemetry=False)
    try:
        return chromadb.PersistentClient(str(folder / "chroma"), settings=quiet)
    except Exception as error:  # noqa: BLE001 - Chroma's errors share no base class
        log.error("the index cannot be opened (%s); it is begun anew", error)
    # Chroma keeps what it could not open by its path.
    SharedSystemClient.clear_system_cache()
    _set_aside(folder)
    try:
        return chromadb.PersistentClient(str(folder / "chroma"), settings=quiet)
    except Exception as error:  # as above; what it is goes on as ours
        raise IndexDamaged(f"an empty index cannot be made: {error}") from error


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
        if held is not None:
            held.close()
