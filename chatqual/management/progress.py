"""Progress of long work, on standard error: a line that moves on a terminal, else now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from django.conf import settings

from knowledge.embedding import is_model_ready


def announce_model(write: Callable[[str], object]) -> None:
    """Says why the first start is silent for a while: the model is exported, once."""
    if not settings.CHATQUAL_EMBEDDING_MODEL and not is_model_ready(settings.CHATQUAL_DATA):
        write("Preparing the embedding model: half a minute, this once …")


class Progress:
    """`Progress("Documents")(done, total)`; a line is ended by `end` or when all is done."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._told = 0.0
        self._width = 0

    def __call__(self, done: int, total: int, note: str = "") -> None:
        live = sys.stderr.isatty()
        now = time.monotonic()
        if done < total and now - self._told < (0.1 if live else 5.0):
            return
        self._told = now
        filled = round(24 * done / total) if total else 24
        text = f"{self._title} {'█' * filled}{'·' * (24 - filled)} {done}/{total} {note}".rstrip()
        if live:
            sys.stderr.write("\r" + text.ljust(self._width))
            self._width = len(text)
            if done >= total:
                sys.stderr.write("\n")
        else:
            sys.stderr.write(text + "\n")
        sys.stderr.flush()
