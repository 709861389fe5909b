"""The transaction of every write that counts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# SQLite has one writer. Threads of one process queue up here, in order and at once; its own busy
# handler would let them sleep in steps of up to 100 ms. Other processes still meet in SQLite.
_WRITER = threading.RLock()


@contextmanager
def writing() -> Iterator[None]:
    """A transaction for writing; on SQLite one at a time in this process. Keep it short."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with _WRITER, transaction.atomic():
            yield
    else:
        with transaction.atomic():
            yield


@contextmanager
def alone() -> Iterator[None]:
    """Outside a transaction, with no other writer of this process."""
    with _WRITER:
        yield
