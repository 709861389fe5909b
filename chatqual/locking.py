"""One process for a data folder; the operating system holds the lock, and drops it at any end."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO


class AlreadyHeld(Exception):
    """Another process holds the lock; `holder` is what it wrote about itself."""

    def __init__(self, path: Path, holder: str) -> None:
        super().__init__(f"{path} is held by {holder or 'another process'}")
        self.holder = holder


def hold(path: Path, note: str) -> IO[str]:
    """Takes the lock and writes `note` into the file. Keep what it returns while it counts.

    Raises AlreadyHeld at once where another process has it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = open(path, "a+")  # noqa: SIM115 - the open file is the lock
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.seek(0)
        holder = file.read().strip()
        file.close()
        raise AlreadyHeld(path, holder) from error
    file.seek(0)
    file.truncate()
    file.write(note)
    file.flush()
    os.fsync(file.fileno())
    return file


def is_held(path: Path) -> bool:
    """Whether some process holds the lock now."""
    if not path.exists():
        return False
    with open(path) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        fcntl.flock(file, fcntl.LOCK_UN)
    return False
