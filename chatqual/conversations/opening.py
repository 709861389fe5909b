"""Opening a turn: a line that wants an answer has its row before it is acknowledged."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from chatqual.conversations.models import Conversation, Turn
from chatqual.conversations.rows import TURNS
from chatqual.conversations.turns import hand_over, new_owner
from chatqual.conversations.wake import is_done_here, wake_on_commit

# One open turn a conversation: another line moves the one that is there.
_OR_MOVE = (
    """ON CONFLICT ("conversation_id") WHERE "status" = 'open' """
    """DO UPDATE SET "due" = excluded."due", "settle_until" = excluded."settle_until\""""
)


def open_turn(
    conversation: Conversation, now: datetime, *, settle: bool = True, **inputs: Any
) -> Turn:
    """The conversation's open turn, made where there is none, and woken after the commit.

    The process that stores a line claims its turn at once, and has what it needs for it at hand.
    """
    settle_until = now + timedelta(milliseconds=settings.CHATQUAL_SETTLE_MS if settle else 0)
    owner = new_owner() if is_done_here() else ""
    lease = timedelta(seconds=settings.CHATQUAL_TURN_LEASE)
    turn = Turn(
        conversation=conversation,
        covers_from=conversation.answered_seq + 1,
        due=now,
        settle_until=settle_until,
        created=now,
        inputs=inputs,
        lease_owner=owner,
        lease_until=now + lease if owner else None,
        attempts=1 if owner else 0,
    )
    known = ("id", "lease_owner", "inputs")
    stands = TURNS.made(known, TURNS.insert_returning(turn, known, _OR_MOVE))
    merged = {**stands.inputs, **inputs}
    if merged != stands.inputs:
        TURNS.update({"inputs": merged}, {"id": stands.pk})
    if stands.lease_owner != owner:
        wake_on_commit("turn", stands.pk)
        return stands
    turn.pk = stands.pk
    if owner and "state" not in conversation.get_deferred_fields():
        hand_over(turn, conversation)
    wake_on_commit("turn", turn.pk, owner)
    return turn
