"""No more mails: what the engine keeps as "no contact", said by mail or by its link."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core import signing
from django.utils import timezone

from chatqual.conversations.broadcast import poke_on_commit
from chatqual.conversations.journal import add_journal
from chatqual.conversations.receive import lock_conversation
from chatqual.engine.state import State
from chatqual.followups.models import FollowUp
from chatqual.realtime.transactions import writing

_SALT = "chatqual.nomail.1"
MAX_TOKEN = 200


def make_stop_token(conversation: uuid.UUID) -> str:
    """Names the conversation in the link of a mail. It can stop mails and nothing else."""
    return signing.Signer(key=settings.CHATQUAL_TOKEN_KEY, salt=_SALT).sign(conversation.hex)


def read_stop_token(token: str) -> uuid.UUID | None:
    if len(token) > MAX_TOKEN:
        return None
    signer = signing.Signer(
        key=settings.CHATQUAL_TOKEN_KEY,
        salt=_SALT,
        fallback_keys=[*settings.CHATQUAL_TOKEN_OLD_KEYS],
    )
    try:
        return uuid.UUID(hex=signer.unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def opt_out_of_contact(conversation_id: uuid.UUID, how: str) -> bool:
    """Puts "no contact" into the state, where the next turn finds it. False: it stood there.

    Raises Conversation.DoesNotExist.
    """
    now = timezone.now()
    with writing():
        conversation = lock_conversation(pk=conversation_id)
        FollowUp.objects.filter(conversation=conversation, state=FollowUp.State.OPEN).update(
            state=FollowUp.State.DROPPED, reason="they want no contact", finished=now
        )
        state = State.from_json(conversation.state) if conversation.state else State.new()
        if "contact" in state.opted_out:
            return False
        opted = (*state.opted_out, "contact")
        conversation.state = state.noting(opted_out=opted).to_json()
        # A turn that is under way is worked out again with it.
        conversation.version += 1
        add_journal(conversation, "opted_out", {"scope": "contact", "by": how})
        conversation.save(update_fields=["state", "version", "journal_number"])
        poke_on_commit(conversation)
    return True
