"""The tables that every turn writes, for statements without Django's query building."""

from __future__ import annotations

from chatqual.conversations.models import Conversation, JournalEntry, Message, Turn, Visitor
from chatqual.realtime.statements import Table

CONVERSATIONS = Table(Conversation)
MESSAGES = Table(Message)
TURNS = Table(Turn)
JOURNAL = Table(JournalEntry)
VISITORS = Table(Visitor)
