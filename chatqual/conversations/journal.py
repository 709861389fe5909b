"""The journal: what happened in a conversation, with a counter of its own.

A room above may listen: what follows from an entry is then part of the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils import timezone

from chatqual.conversations.models import Conversation, JournalEntry
from chatqual.conversations.rows import JOURNAL
from chatqual.engine.slots import Json

Listener = Callable[[Conversation, Sequence[JournalEntry]], None]

_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Have `listener` called with each batch of new entries, in the transaction that made them.

    The conversation is as its caller holds it, changed and perhaps not saved yet.
    """
    if listener not in _listeners:
        _listeners.append(listener)


def add_journal(
    conversation: Conversation,
    kind: str,
    payload: Json | None = None,
    *,
    message_seq: int | None = None,
    actor: str = "",
) -> JournalEntry:
    """Adds an entry. The caller holds the conversation's lock and saves the conversation."""
    return add_entries(conversation, [(kind, payload or {})], message_seq, actor)[0]


def add_entries(
    conversation: Conversation,
    entries: list[tuple[str, Json]],
    message_seq: int | None = None,
    actor: str = "",
) -> list[JournalEntry]:
    """Adds several entries in one statement, as `add_journal` does one."""
    conversation.journal_number += len(entries)
    return insert_entries(conversation, entries, message_seq, actor)


def insert_entries(
    conversation: Conversation,
    entries: list[tuple[str, Json]],
    message_seq: int | None = None,
    actor: str = "",
) -> list[JournalEntry]:
    """Writes entries for which the counter has been raised already; they end at its number."""
    first = conversation.journal_number - len(entries) + 1
    now = timezone.now()
    made = [
        JournalEntry(
            conversation=conversation,
            number=first + i,
            kind=kind,
            payload=payload,
            message_seq=message_seq,
            actor=actor,
            created=now,
        )
        for i, (kind, payload) in enumerate(entries)
    ]
    if made:
        JOURNAL.insert(*made)
        for listener in _listeners:
            listener(conversation, made)
    return made
