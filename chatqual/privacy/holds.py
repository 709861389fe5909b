"""Legal holds: while one is on a conversation, neither a person nor a night deletes it."""

from __future__ import annotations

import uuid

from django.utils import timezone

from chatqual.audit.trail import record_audit
from chatqual.conversations.models import Conversation
from chatqual.conversations.receive import lock_conversation
from chatqual.privacy.errors import NoPerson
from chatqual.privacy.models import LegalHold
from chatqual.realtime.transactions import writing

MAX_REASON = 300


def place_hold(*, conversation: uuid.UUID, reason: str, by: str) -> LegalHold:
    """Keeps it, for a reason that says why; placed again it stays as it is.

    Raises NoPerson where the conversation is gone or being deleted, ValueError without a reason.
    """
    reason = " ".join(reason.split())[:MAX_REASON]
    if not reason:
        raise ValueError("Say why it must be kept.")
    with writing():
        try:
            log = lock_conversation(pk=conversation)
        except Conversation.DoesNotExist as error:
            raise NoPerson("This conversation is gone.") from error
        if _is_being_deleted(log):
            raise NoPerson("This conversation is being deleted already.")
        hold, is_new = LegalHold.objects.get_or_create(
            conversation=log,
            defaults={
                "site_id": log.site_id,
                "reason": reason,
                "placed_by": by,
                "placed_at": timezone.now(),
            },
        )
        if is_new:
            record_audit(actor=by, action="person.held", target=str(conversation))
    return hold


def lift_hold(*, conversation: uuid.UUID, by: str) -> bool:
    """True where there was one."""
    with writing():
        lifted, _ = LegalHold.objects.filter(conversation=conversation).delete()
        if lifted:
            record_audit(actor=by, action="person.hold_lifted", target=str(conversation))
    return bool(lifted)


def _is_being_deleted(log: Conversation) -> bool:
    from chatqual.privacy.erasing import erasure_of

    return erasure_of(log.visitor_id) is not None
