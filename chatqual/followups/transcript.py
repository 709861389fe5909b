"""A copy of the conversation: by mail to its visitor who asks, and as a file for staff."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.template.loader import render_to_string
from django.utils import timezone

from chatqual.conversations.arrival import Arrival
from chatqual.conversations.broadcast import poke_on_commit
from chatqual.conversations.journal import add_journal
from chatqual.conversations.models import Conversation, JournalEntry, Message
from chatqual.conversations.receive import add_system_line, lock_conversation
from chatqual.engine.slots import Json
from chatqual.followups.addresses import known_address, masked
from chatqual.followups.mailing import send_copy, shown_lines
from chatqual.followups.models import MailThread
from chatqual.followups.texts import language_of, words
from chatqual.realtime.transactions import writing
from chatqual.sites.registry import site_by_id

MAX_AN_HOUR = 3
SENT = "copy_sent"


class NoCopy(Exception):
    """No copy is sent now. Its text says why, to staff."""


class TooMany(NoCopy):
    pass


class NoAddress(NoCopy):
    pass


def _lines_of(conversation: Conversation) -> list[Message]:
    return list(Message.objects.filter(conversation=conversation).order_by("seq"))


def _had_enough(conversation: Conversation, now: datetime) -> bool:
    sent = JournalEntry.objects.filter(
        conversation=conversation, kind=SENT, created__gt=now - timedelta(hours=1)
    )
    return sent.count() >= MAX_AN_HOUR


def _send(conversation: Conversation, now: datetime, actor: str) -> str:
    """Raises NoCopy. The caller holds the lock and saves."""
    if conversation.is_test or conversation.is_sample:
        raise NoCopy("A test chat or a sample sends no mail.")
    address = known_address(conversation)
    if not address:
        raise NoAddress("No address of this visitor is known.")
    thread = MailThread.objects.filter(conversation=conversation).first()
    if thread is not None and thread.undeliverable == address:
        raise NoAddress("A mail server has refused this address.")
    if _had_enough(conversation, now):
        raise TooMany(f"{MAX_AN_HOUR} copies were sent within the last hour.")
    send_copy(conversation, _lines_of(conversation), now)
    add_journal(conversation, SENT, {"address": masked(address)}, actor=actor)
    return address


def copy_to_visitor(
    conversation: Conversation, arrival: Arrival, payload: Json, now: datetime
) -> int | None:
    """The visitor's frame `transcript`: sent, or told in the chat why not."""
    site = site_by_id(conversation.site_id)
    language = language_of(conversation, site)
    try:
        address = _send(conversation, now, "visitor")
        text = words(language, address=masked(address))["copy_sent"]
    except TooMany:
        text = words(language)["copy_wait"]
    except NoAddress:
        text = words(language)["copy_no_address"]
    except NoCopy:
        text = words(language)["copy_off"]
    return add_system_line(conversation, now, text).seq


def copy_by_staff(conversation_id: uuid.UUID, name: str) -> str:
    """Mails the copy to the visitor's address, which it gives. Raises NoCopy.

    Unlike what the visitor asks for themselves it is not sent to who wants no contact.
    """
    now = timezone.now()
    with writing():
        conversation = lock_conversation(pk=conversation_id)
        if {"contact", "data"} & set(conversation.state.get("opted_out") or ()):
            raise NoCopy("This visitor wants no contact.")
        address = _send(conversation, now, name)
        conversation.save(update_fields=["journal_number"])
        poke_on_commit(conversation)
    return address


def copy_as_file(conversation: Conversation, kind: str) -> str:
    """The log with citations, "txt" or "html", as staff read it."""
    site = site_by_id(conversation.site_id)
    texts = words(language_of(conversation, site), site=site.name)
    context = {
        "t": {**texts, "you": "Visitor"},
        "site": site,
        "conversation": conversation,
        "language": language_of(conversation, site),
        "lines": shown_lines(_lines_of(conversation), site, {**texts, "you": "Visitor"}),
    }
    return render_to_string(f"followups/file.{kind}", context).strip() + "\n"
