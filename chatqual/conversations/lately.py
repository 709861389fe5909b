"""Lines that this process has just committed, so that its own sockets need not read them back.

A poke tells a socket that there is a line; here it finds the line without a query and without a
change of threads. What is not found is read from the rows, which are the truth.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections import OrderedDict

from chatqual.conversations.models import Message

KEPT_SECONDS = 2.0
KEPT_LINES = 500

_lock = threading.Lock()
_lines: OrderedDict[tuple[uuid.UUID, int], tuple[float, Message]] = OrderedDict()


def keep_line(line: Message) -> None:
    """Called on the commit of the line, before anybody is told of it."""
    now = time.monotonic()
    with _lock:
        _lines[line.conversation_id, line.seq] = (now, line)
        while len(_lines) > KEPT_LINES or now - next(iter(_lines.values()))[0] > KEPT_SECONDS:
            _lines.popitem(last=False)


def forget_lines(conversation: uuid.UUID) -> None:
    """The log is gone: nothing of it stays in memory."""
    with _lock:
        for key in [key for key in _lines if key[0] == conversation]:
            del _lines[key]


def find_line(conversation: uuid.UUID, seq: int) -> Message | None:
    """The line as it was committed, at most KEPT_SECONDS ago. Do not change it."""
    found = _lines.get((conversation, seq))
    if found is None or time.monotonic() - found[0] > KEPT_SECONDS:
        return None
    return found[1]
