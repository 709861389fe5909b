"""Private notes that no colleague wrote: what came of a mail, beside the log."""

from __future__ import annotations

import uuid

from django.db.models import Max
from django.utils import timezone

from chatqual.conversations.models import Conversation
from chatqual.handoff.notes import BESIDE
from chatqual.handoff.registry import tell_beside
from chatqual.handoff.search_index import index_note
from chatqual.handoff.writing_models import Note


def note_from_mail(conversation: Conversation, text: str, id_: uuid.UUID) -> None:
    """Stores it once per `id_`, behind the last line. The caller holds the conversation's lock."""
    notes = Note.objects.filter(conversation=conversation)
    if notes.filter(client_id=id_).exists():
        return
    last = notes.aggregate(number=Max("number"), revision=Max("revision"))
    note = Note.objects.create(
        conversation=conversation,
        number=(last["number"] or 0) + 1,
        revision=(last["revision"] or 0) + 1,
        after_seq=conversation.last_seq,
        client_id=id_,
        name="Mail",
        text=text,
        created=timezone.now(),
    )
    index_note(conversation, note.number, text)
    tell_beside(conversation.site_id, BESIDE, conversation.pk)
