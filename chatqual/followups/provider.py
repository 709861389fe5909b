"""The mail provider's webhooks, by django-anymail's signals: mails that came, and their fate."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from chatqual.followups.addresses import address_digest, plain_address
from chatqual.followups.intake import take_mail
from chatqual.followups.models import MailThread
from chatqual.followups.opting import opt_out_of_contact
from chatqual.followups.reading import MAX_CHARS, Mail, storable
from chatqual.followups.undeliverable import mark_undeliverable

MAX_RECIPIENTS = 50
READ_HEADERS = (
    *("Auto-Submitted", "Precedence", "X-Autoreply", "X-Autorespond", "X-Auto-Reply", "List-Id"),
    *("Return-Path", "Content-Type"),
)
# Their last word on an address; "deferred" is none.
GONE = ("bounced", "rejected")
UNWANTED = ("complained", "unsubscribed")


def take_inbound(sender: Any, event: Any, esp_name: str, **kwargs: Any) -> None:
    """anymail.signals.inbound. What is raised here makes the provider send it again."""
    mail = read_message(event.message)
    made = f"{mail.message_id}{mail.sender}{mail.subject}{mail.body()}"
    event_id = event.event_id or mail.message_id or hashlib.sha256(made.encode()).hexdigest()
    take_mail(mail, source=f"anymail:{esp_name}"[:20], event=str(event_id))


def read_message(message: Any) -> Mail:
    """A mail from anymail's AnymailInboundMessage. A sender that is no address is ""."""
    found = message.from_email
    first = found[0] if isinstance(found, list) else found
    headers = {name.lower(): str(message[name]) for name in READ_HEADERS if message[name]}
    if message.spam_detected:
        headers["precedence"] = "junk"
    replies = str(message["In-Reply-To"] or "").split() + str(message["References"] or "").split()
    return Mail(
        sender=storable(first.addr_spec) if first else "",
        recipients=tuple(_recipients(message))[:MAX_RECIPIENTS],
        subject=storable(str(message.subject or ""))[:300],
        text=_part(message, "text/plain"),
        html=_part(message, "text/html"),
        message_id=storable(str(message["Message-ID"] or "")).strip()[:500],
        references=tuple(storable(i) for i in replies[-20:]),
        headers=headers,
        envelope_sender=message.envelope_sender,
        attachments=len(message.attachments),
    )


def _recipients(message: Any) -> Iterator[str]:
    if message.envelope_recipient:
        yield message.envelope_recipient
    for name in ("To", "Cc", "Delivered-To", "X-Original-To"):
        yield from (storable(address.addr_spec) for address in message.get_address_header(name))


def _part(message: Any, kind: str) -> str:
    """The first such part. anymail reads it in the charset that it names, which may be none."""
    for part in message.walk():
        if part.get_content_type() == kind and not part.is_attachment():
            try:
                text = part.get_content_text()
            except LookupError:
                text = part.get_content_text(charset="latin-1")
            return storable((text or "")[:MAX_CHARS])
    return ""


def take_tracking(sender: Any, event: Any, esp_name: str, **kwargs: Any) -> None:
    """anymail.signals.tracking: the address takes nothing, or its owner wants nothing."""
    address = plain_address(event.recipient or "")
    if not address or event.event_type not in (*GONE, *UNWANTED):
        return
    threads = MailThread.objects.filter(address_digest=address_digest(address))
    for pk in list(threads.values_list("pk", flat=True)):
        if event.event_type in GONE:
            mark_undeliverable(pk, str(event.description or event.event_type)[:200])
        else:
            opt_out_of_contact(pk, "mail")
