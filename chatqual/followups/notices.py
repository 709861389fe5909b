"""What staff are told of mails, beside the log. Who shows it to them registers at start."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from chatqual.conversations.models import Conversation

# (conversation, text, id): the same id is told once.
Teller = Callable[[Conversation, str, uuid.UUID], None]

_tellers: list[Teller] = []


def on_notice(teller: Teller) -> None:
    _tellers.append(teller)


def tell_staff(conversation: Conversation, text: str, name: str) -> None:
    """In the transaction of what it tells of; the caller holds the lock. `name`: of this notice."""
    id_ = uuid.uuid5(conversation.pk, name)
    for teller in _tellers:
        teller(conversation, text, id_)
