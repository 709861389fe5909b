"""Sending one mail by Django's backend, at most once.

What was taken is never sent again, and neither is what may have been taken: once the text of a mail
begins to go out, only the server's answer says whether it has it. So the moment before that is
stored (`mark`), and an attempt that breaks behind it ends as unknown.
"""

from __future__ import annotations

import hashlib
import smtplib
from collections.abc import Callable
from email.utils import parseaddr
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMultiAlternatives, get_connection
from django.core.mail.backends.smtp import EmailBackend

from chatqual.integrations.models import OutboxItem
from chatqual.integrations.outcomes import Delivered, Ending, Failed, Mark, Refused, Unknown

SMTP_OK = 250
PERMANENT = 500


class _NotOurs(Exception):
    """Another process has taken the item over: nothing may go out."""


def message_id(item: OutboxItem) -> str:
    """The Message-ID of a mail that has none of its own: the same at every attempt."""
    made = hashlib.sha256(f"{item.key}\n{item.destination}".encode()).hexdigest()
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{made[:32]}@{domain}>"


def send_mail(item: OutboxItem, mark: Mark) -> Ending:
    """Tries it once."""
    try:
        mail = _mail(item)
        identity = mail.extra_headers["Message-ID"]
        mail.message()
    except (BadHeaderError, UnicodeError, ValueError) as fault:
        return Refused(f"It cannot be written as a mail: {fault}")
    backend = get_connection()
    if type(backend) is EmailBackend:
        return _by_smtp(mail, partial(mark, identity))
    if not mark(identity):
        return Failed("Taken over by another process.", is_of_item=True)
    try:
        backend.send_messages([mail])
    except Exception as fault:  # noqa: BLE001 - any backend's: whether it went out, nobody knows
        return Unknown(f"{type(fault).__name__}: {fault}")
    return Delivered()


def _mail(item: OutboxItem) -> EmailMultiAlternatives:
    content = item.payload
    headers = {"Auto-Submitted": "auto-generated", **content.get("headers", {})}
    headers.setdefault("Message-ID", message_id(item))
    sender = headers.pop("From", None)
    mail = EmailMultiAlternatives(
        content["subject"], content["text"], sender, [item.recipient], headers=headers
    )
    if content.get("html"):
        mail.attach_alternative(content["html"], "text/html")
    return mail


class _Watched:
    """Mixed into smtplib's clients: says when the text of a mail goes out, and what is answered."""

    post: _Post

    def send(self, s: Any) -> None:
        # Commands are strings; only the text of a mail is bytes.
        if isinstance(s, bytes):
            self.post.begin_text()
        super().send(s)  # type: ignore[misc]

    def data(self, msg: Any) -> tuple[int, bytes]:
        code, said = super().data(msg)  # type: ignore[misc]
        self.post.is_taken = code == SMTP_OK
        return code, said


class _Post(EmailBackend):
    """Django's SMTP backend over a watched client."""

    def __init__(self, mark: Callable[[], bool]) -> None:
        super().__init__()
        self._mark = mark
        self.has_begun = False
        self.is_taken = False

    def begin_text(self) -> None:
        if not self._mark():
            # A polite end would be read as a part of the text.
            if self.connection is not None:
                self.connection.close()
            raise _NotOurs
        self.has_begun = True

    @property
    def connection_class(self) -> Any:
        plain = smtplib.SMTP_SSL if self.use_ssl else smtplib.SMTP
        return type("WatchedClient", (_Watched, plain), {"post": self})


def _by_smtp(mail: EmailMultiAlternatives, mark: Callable[[], bool]) -> Ending:
    post = _Post(mark)
    try:
        post.send_messages([mail])
    except _NotOurs:
        return Failed("Taken over by another process.", is_of_item=True)
    except (smtplib.SMTPException, OSError) as fault:
        return Delivered() if post.is_taken else _fault(post, fault)
    return Delivered()


def _fault(post: _Post, fault: Exception) -> Ending:
    match fault:
        case smtplib.SMTPRecipientsRefused():
            code, said = next(iter(fault.recipients.values()))
            return _no(code, said)
        case smtplib.SMTPDataError():
            return _no(fault.smtp_code, fault.smtp_error)
        case smtplib.SMTPResponseException():
            # Not this mail but we are refused: a login, a sender, a greeting.
            return Failed(f"{fault.smtp_code} {_words(fault.smtp_error)}")
    why = str(fault) or type(fault).__name__
    if post.has_begun:
        return Unknown(f"The line broke before the server said whether it has the mail: {why}")
    return Failed(f"The mail server cannot be reached: {why}")


def _no(code: int, said: Any) -> Ending:
    why = f"{code} {_words(said)}"
    return Failed(why, is_of_item=True) if code < PERMANENT else Refused(why)


def _words(said: Any) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)
