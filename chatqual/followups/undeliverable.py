"""An address that takes no mail: marked, and the desk is told."""

from __future__ import annotations

import uuid

from django.utils import timezone

from chatqual.conversations.broadcast import poke_on_commit
from chatqual.conversations.journal import add_journal
from chatqual.conversations.receive import lock_conversation
from chatqual.followups.addresses import known_address, masked
from chatqual.followups.models import MailThread
from chatqual.followups.notices import tell_staff
from chatqual.realtime.transactions import writing


def mark_undeliverable(conversation_id: uuid.UUID, why: str) -> None:
    """No more mails to the address of now; another one is tried again."""
    now = timezone.now()
    with writing():
        conversation = lock_conversation(pk=conversation_id)
        thread, _ = MailThread.objects.get_or_create(conversation=conversation)
        address = known_address(conversation)
        if not address or thread.undeliverable == address:
            return
        thread.undeliverable, thread.undeliverable_at = address, now
        thread.save(update_fields=["undeliverable", "undeliverable_at"])
        add_journal(conversation, "mail_bounced", {"why": why})
        conversation.save(update_fields=["journal_number"])
        text = f"Mails to {masked(address)} do not arrive: {why}. Ask for another address."
        tell_staff(conversation, text, f"bounced:{address}")
        poke_on_commit(conversation)
