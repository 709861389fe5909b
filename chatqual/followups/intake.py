"""A mail that was handed in: whose it is, what it says, and what becomes of it. Both ways end here.

What a mail says is data. Its sender can be forged, so what names the conversation is the signed
token of the address that it was sent to; the sender is compared besides.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.conf import settings
from django.db import IntegrityError
from django.utils import timezone

from chatqual.conversations.arrival import Arrival, Page
from chatqual.conversations.broadcast import poke_on_commit
from chatqual.conversations.errors import SessionExpired
from chatqual.conversations.journal import add_journal
from chatqual.conversations.models import Conversation
from chatqual.conversations.receive import lock_conversation, receive_message
from chatqual.engine.slots import Json
from chatqual.followups.addresses import (
    conversation_of,
    known_address,
    plain_address,
)
from chatqual.followups.models import MailThread, ReceivedMail
from chatqual.followups.notices import tell_staff
from chatqual.followups.opting import opt_out_of_contact
from chatqual.followups.reading import (
    Mail,
    answer_in,
    is_automatic,
    is_bounce,
    is_final,
    wants_no_more,
)
from chatqual.followups.undeliverable import mark_undeliverable
from chatqual.followups.unseen import expect_reading
from chatqual.realtime.frames import clean_text
from chatqual.realtime.transactions import writing
from chatqual.sites.registry import site_by_id

# What became of it. "known": the same had come before. "unknown": no conversation of ours.
Outcome = Literal[
    "line", "other_sender", "automatic", "bounce", "delay", "stop", "empty", "unknown", "known"
]
_NAMESPACE = uuid.UUID("6f5c1a0e-3f0b-5e58-9f5e-6f1b2f4f4a11")
KEPT = timedelta(days=30)
# Before it is over, nobody is told of another mail from a stranger.
MAX_STRANGERS = 10


@dataclass(frozen=True, slots=True)
class Taken:
    outcome: Outcome
    conversation: uuid.UUID | None = None
    seq: int | None = None


def take_mail(mail: Mail, *, source: str, event: str) -> Taken:
    """Does with a mail what is due, once per `event` of its `source`; doing it again is harmless.

    One transaction: nobody sees the line before it is known that it came by mail.
    """
    key = {"source": source, "event": _short(event)}
    answer = clean_text(answer_in(mail.body()))
    try:
        with writing():
            if ReceivedMail.objects.filter(**key).exists():
                return Taken("known")
            conversation = _find(mail)
            taken = Taken("unknown")
            if conversation is not None:
                taken = _take(mail, answer, conversation)
            ReceivedMail.objects.create(
                **key,
                conversation_id=taken.conversation,
                outcome=taken.outcome,
                seq=taken.seq if taken.outcome == "line" else None,
                created=timezone.now(),
            )
    except IntegrityError:
        if not ReceivedMail.objects.filter(**key).exists():
            raise
        return Taken("known")  # another process was a moment faster
    return taken


def _short(text: str) -> str:
    """An id as it is kept: a long one by its digest."""
    return text if len(text) <= 200 else hashlib.sha256(text.encode()).hexdigest()


def _find(mail: Mail) -> Conversation | None:
    for address in mail.recipients:
        named = conversation_of(address)
        if named is not None:
            found = Conversation.objects.select_related("visitor").filter(pk=named).first()
            if found is not None:
                return found
    return _by_message_id(mail) if is_bounce(mail) else None


def _by_message_id(mail: Mail) -> Conversation | None:
    """A report of a mail server often goes to the sender's address; it quotes our Message-ID."""
    body = mail.body()
    ours = [i for i in mail.references if i.startswith("<cq.")]
    start = body.find("<cq.")
    if start >= 0:
        ours.append(body[start : body.find(">", start) + 1])
    thread = MailThread.objects.filter(last_id__in=[i[:200] for i in ours if i]).first()
    return thread.conversation if thread else None


def _take(mail: Mail, answer: str, conversation: Conversation) -> Taken:
    if is_bounce(mail):
        return _take_bounce(mail, conversation)
    if is_automatic(mail):
        return Taken("automatic", conversation.pk)
    if plain_address(mail.sender) != (known_address(conversation) or None):
        return _take_stranger(mail, answer, conversation)
    if wants_no_more(mail, answer):
        opt_out_of_contact(conversation.pk, "mail")
        return Taken("stop", conversation.pk)
    if not answer:
        told = f"A mail without words of its own came; attachments: {mail.attachments}."
        note = {"attachments": mail.attachments}
        _note(conversation, "mail_empty", note, told, mail.message_id)
        return Taken("empty", conversation.pk)
    return _take_line(mail, answer, conversation)


def _take_line(mail: Mail, answer: str, conversation: Conversation) -> Taken:
    """Into the log by the way of every line; a closed conversation is opened by it as by any."""
    limit = settings.CHATQUAL_MAX_TEXT
    visitor = conversation.visitor
    # Without an id of its own the same words of the same day are the same mail.
    name = mail.message_id or f"{timezone.now():%Y-%m-%d}{answer}"
    try:
        received = receive_message(
            site=site_by_id(conversation.site_id),
            visitor=visitor.pk,
            arrival=Arrival(locale=visitor.locale, page=Page(title="E-mail")),
            client_id=uuid.uuid5(_NAMESPACE, f"{conversation.pk}:{name}"),
            text=answer[:limit],
        )
    except SessionExpired:
        return Taken("unknown")
    if received.seq is None or received.was_known:
        return Taken("known", conversation.pk, received.seq)
    _after_line(mail, conversation.pk, received.seq, len(answer) - limit)
    return Taken("line", conversation.pk, received.seq)


def _after_line(mail: Mail, conversation_id: uuid.UUID, seq: int, over: int) -> None:
    """What staff are to know of it; and its answer is mailed where it stays unseen."""
    now = timezone.now()
    note: Json = {}
    if over > 0:
        note["cut"] = over
    if mail.attachments:
        note["attachments"] = mail.attachments
    with writing():
        conversation = lock_conversation(pk=conversation_id)
        line = conversation.messages.get(seq=seq)
        expect_reading(conversation, line, now)
        add_journal(conversation, "mail_received", note, message_seq=seq)
        conversation.save(update_fields=["journal_number"])
        if note:
            tell_staff(conversation, _missing(note), f"missing:{seq}")
        thread, _ = MailThread.objects.get_or_create(conversation=conversation)
        if mail.message_id:
            thread.last_received = mail.message_id[:500]
            thread.save(update_fields=["last_received"])
        poke_on_commit(conversation)


def _missing(note: Json) -> str:
    """What of a mail does not stand in its line, in words for staff."""
    parts = []
    if "cut" in note:
        parts.append(f"The mail was longer: {note['cut']:,} characters at its end are missing.")
    if "attachments" in note:
        parts.append(f"Attachments are not taken; this mail had {note['attachments']}.")
    return " ".join(parts)


def _take_stranger(mail: Mail, answer: str, conversation: Conversation) -> Taken:
    """From another address it is never the visitor's line: staff read it and decide."""
    day = timezone.now() - timedelta(days=1)
    recent = conversation.journal.filter(kind="mail_from_other", created__gt=day).count()
    if recent < MAX_STRANGERS:
        text = answer[: settings.CHATQUAL_MAX_TEXT]
        sender = clean_text(plain_address(mail.sender) or mail.sender)[:254]
        told = f"Mail from another address, {sender}, to this conversation:\n\n{text}"
        _note(conversation, "mail_from_other", {"from": sender}, told, mail.message_id or text)
    return Taken("other_sender", conversation.pk)


def _take_bounce(mail: Mail, conversation: Conversation) -> Taken:
    if not is_final(mail):
        return Taken("delay", conversation.pk)
    mark_undeliverable(conversation.pk, "refused by the mail server")
    return Taken("bounce", conversation.pk)


def _note(conversation: Conversation, kind: str, payload: Json, told: str, name: str) -> None:
    with writing():
        locked = lock_conversation(pk=conversation.pk)
        add_journal(locked, kind, payload)
        locked.save(update_fields=["journal_number"])
        tell_staff(locked, told, f"{kind}:{name}")
        poke_on_commit(locked)


def forget_old_mails(now: datetime) -> None:
    """Ids are of use as long as somebody may send the same again; lines keep their own."""
    old = ReceivedMail.objects.filter(created__lt=now - KEPT, seq=None)
    if old.exists():
        old.delete()
