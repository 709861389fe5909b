"""What deletion leaves in SQLite's files. PostgreSQL looks after its own (docs/privacy.md).

`PRAGMA secure_delete` (settings.py) overwrites a deleted cell, yet not the stale copies that a page
keeps in its unused part when cells were moved between pages before: measured, some of them stay.
So the database is written anew (VACUUM), and the write-ahead log, which holds pages as they were,
is emptied.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from chatqual.privacy.errors import BusyFile
from chatqual.realtime.transactions import alone

# Writers wait while it is written anew, 8 to 15 ms a megabyte: above this it waits for the night.
REWRITTEN_AT_ONCE = 64 * 1024 * 1024
# Others wait as long as the log's end is waited for; then it is tried again.
PATIENCE_MS = 500
LONG_MS = 20_000


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def is_too_large() -> bool:
    """Whether writing the database anew would hold up visitors."""
    if not _is_sqlite():
        return False
    return Path(connection.settings_dict["NAME"]).stat().st_size > REWRITTEN_AT_ONCE


def rewrite_database() -> None:
    """Leaves nothing in the main file but what is in a row now."""
    if not _is_sqlite():
        return
    with alone(), connection.cursor() as cursor:
        # In memory it would take as much of it as the database is large.
        cursor.execute("PRAGMA temp_store=FILE")
        try:
            cursor.execute("VACUUM")
        finally:
            cursor.execute("PRAGMA temp_store=MEMORY")


def empty_write_ahead_log() -> None:
    """Brings all into the main file and cuts the log to nothing. Raises BusyFile."""
    if not _is_sqlite():
        return
    with alone(), connection.cursor() as cursor, _waiting(PATIENCE_MS):
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy, *_ = cursor.fetchone()
    if is_busy:
        raise BusyFile("The database is being read; the freed bytes are wiped in a moment.")


@contextmanager
def _waiting(milliseconds: int) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout={milliseconds}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout={LONG_MS}")
