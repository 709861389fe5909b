"""How often a page reads its list anew: at once in quiet times, some times a second in a rush.

Each look costs some milliseconds, for permission is asked again and the rows are read. With fifty
lines a second and ten agents, a look for each line and page would be all that the server does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

LIST_EVERY = 0.1  # seconds; a fraction of what a person takes to see that a row has changed


class Pace:
    """`look()` queues one look; `begun` is told when it begins, and what comes later is another."""

    def __init__(self, look: Callable[[], None], every: float = LIST_EVERY) -> None:
        self._look = look
        self._every = every
        self._last = -every
        self._is_queued = False
        self._later: asyncio.TimerHandle | None = None

    def now(self) -> None:
        """A look at once, where none is queued."""
        self.stop()
        if not self._is_queued:
            self._is_queued = True
            self._look()

    def soon(self) -> None:
        """A look as soon as the last one is long enough ago."""
        if self._is_queued or self._later is not None:
            return
        loop = asyncio.get_running_loop()
        wait = self._last + self._every - loop.time()
        if wait <= 0:
            self.now()
        else:
            self._later = loop.call_later(wait, self.now)

    def begun(self) -> None:
        self._is_queued = False
        self._last = asyncio.get_running_loop().time()

    def stop(self) -> None:
        """Forgets a look that was put off."""
        if self._later is not None:
            self._later.cancel()
            self._later = None
