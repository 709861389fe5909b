"""Opening a closed conversation again: a person takes back that it was closed, or writes first."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import ClassVar

from django.utils import timezone

from chatqual.conversations.broadcast import poke_on_commit
from chatqual.conversations.errors import StaleOwner
from chatqual.conversations.journal import add_journal
from chatqual.conversations.models import Conversation
from chatqual.handoff.ownership import Held, claim, held, owner_name, record, say_to_visitor
from chatqual.handoff.registry import add_change
from chatqual.handoff.staff import Staff, public_name, public_title
from chatqual.realtime.transactions import writing


@dataclass(frozen=True, slots=True)
class Reopen:
    """The conversation is then whose who opens it."""

    type: ClassVar[str] = "reopen"
    id: uuid.UUID
    conversation: uuid.UUID
    seen_epoch: int


def reopen(staff: Staff, frame: Reopen) -> Held:
    """Raises StaleOwner where it is not closed, or not any more."""
    now = timezone.now()
    with writing():
        conversation = claim(frame.conversation, frame.seen_epoch, mode=Conversation.Mode.CLOSED)
        if conversation is None:
            raise StaleOwner(owner_name(frame.conversation))
        was = conversation.outcome
        conversation.mode = Conversation.Mode.HUMAN
        conversation.owner = staff.user
        conversation.closed_at = None
        conversation.outcome = ""
        line = say_to_visitor(conversation, "joined", now, name=public_title(staff.user))
        add_journal(
            conversation,
            "opened_again",
            {"was": was},
            message_seq=line.seq,
            actor=public_name(staff.user),
        )
        conversation.save()
        record(conversation, "reopen", staff.user, {"seq": line.seq, "was": was})
        poke_on_commit(conversation)
    return held(conversation, line.seq)


add_change(Reopen, reopen)
