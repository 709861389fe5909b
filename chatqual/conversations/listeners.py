"""Who else is told of an agent's line, in its transaction. Rooms above register at start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from chatqual.conversations.models import Conversation, Message

Listener = Callable[[Conversation, Message, datetime], None]

_agent_line: list[Listener] = []


def on_agent_line(listener: Listener) -> None:
    _agent_line.append(listener)


def tell_agent_line(conversation: Conversation, line: Message, now: datetime) -> None:
    """The caller holds the lock, and has stored the line."""
    for listener in _agent_line:
        listener(conversation, line, now)
