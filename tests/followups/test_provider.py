"""The mail provider's webhooks, through django-anymail's own views."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from email.message import EmailMessage
from typing import Any

import pytest
from anymail.inbound import AnymailInboundMessage
from anymail.signals import AnymailTrackingEvent, tracking
from anymail.webhooks.mailgun import MailgunInboundWebhookView
from anymail.webhooks.postmark import PostmarkInboundWebhookView
from django.core.exceptions import SuspiciousOperation
from django.test import RequestFactory

from chatqual.followups.models import MailThread
from chatqual.followups.provider import read_message
from tests.factories import lines_of
from tests.followups.cast import ANA, Chat, do_due

SECRET = "user:let-me-in"
AUTH = {"authorization": "Basic " + base64.b64encode(SECRET.encode()).decode()}


@pytest.fixture(autouse=True)
def provider(settings: Any) -> None:
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET}


def raw(chat: Chat, text: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = f"Ana <{ANA}>", chat.reply_to
    mail["Subject"], mail["Message-ID"] = "Re: Your conversation", "<a1@example.com>"
    mail.set_content(text)
    return mail


def test_a_provider_hands_in_the_mail(chat: Chat) -> None:
    chat.write()
    fields = {
        "From": ANA,
        "FromFull": {"Email": ANA, "Name": "Ana", "MailboxHash": ""},
        "ToFull": [{"Email": chat.reply_to, "Name": "", "MailboxHash": ""}],
        "CcFull": [],
        "BccFull": [],
        "OriginalRecipient": chat.reply_to,
        "Subject": "Re: Your conversation",
        "MessageID": "22c74902-a0c1-4511-804f2-341342852c90",
        "Date": "Fri, 20 Nov 2026 10:15:00 +0000",
        "TextBody": "Three.\n\nOn Fri, 20 Nov 2026 at 10:15, Bo wrote:\n> Two or three?",
        "HtmlBody": "",
        "Headers": [{"Name": "Message-ID", "Value": "<a1@example.com>"}],
        "Attachments": [],
    }
    post = RequestFactory().post
    body = json.dumps(fields)
    view = PostmarkInboundWebhookView.as_view()
    for _ in range(2):
        request = post("/", body, content_type="application/json", headers=AUTH)
        assert view(request).status_code == 200
    mails = [text for _, author, text in lines_of(chat.conversation) if author == "visitor"]
    assert mails == ["can I talk to a person", "Three."]


def test_a_provider_that_signs_and_sends_the_whole_mail(chat: Chat, settings: Any) -> None:
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET, "MAILGUN_WEBHOOK_SIGNING_KEY": "key"}
    stamp, token = str(int(time.time())), "t" * 50
    signature = hmac.new(b"key", f"{stamp}{token}".encode(), hashlib.sha256).hexdigest()
    form = {
        "timestamp": stamp,
        "token": token,
        "signature": signature,
        "recipient": chat.reply_to,
        "sender": ANA,
        "body-mime": raw(chat, "Three.").as_string(),
    }
    view = MailgunInboundWebhookView.as_view()
    request = RequestFactory().post("/mime/", form, headers=AUTH)
    assert view(request).status_code == 200
    assert lines_of(chat.conversation)[-1][1:] == ("visitor", "Three.")
    forged = RequestFactory().post("/mime/", {**form, "signature": "0" * 64}, headers=AUTH)
    with pytest.raises(SuspiciousOperation):
        view(forged)


def test_nobody_without_the_secret_hands_anything_in(chat: Chat) -> None:
    request = RequestFactory().post("/", "{}", content_type="application/json")
    with pytest.raises(SuspiciousOperation):
        PostmarkInboundWebhookView.as_view()(request)


def test_a_charset_that_does_not_exist_is_no_trouble() -> None:
    text = (
        b"From: a@b.example\nTo: c@d.example\nContent-Type: text/plain; charset=x-none\n\n"
        b"Gr\xfc\xdfe"
    )
    mail = read_message(AnymailInboundMessage.parse_raw_mime_bytes(text))
    assert mail.text == "Grüße"


def test_attachments_are_counted_only(chat: Chat) -> None:
    mail = raw(chat, "See the plan.")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="plan.pdf")
    read = read_message(AnymailInboundMessage.parse_raw_mime_bytes(mail.as_bytes()))
    assert (read.attachments, read.text.strip()) == (1, "See the plan.")
    assert chat.reply_to in read.recipients


def tell(kind: str, address: str = ANA) -> None:
    event = AnymailTrackingEvent(event_type=kind, recipient=address, description="no such user")
    tracking.send(sender=None, event=event, esp_name="Postmark")


def test_what_the_provider_tells_of_an_address_counts(chat: Chat) -> None:
    chat.write()
    do_due()
    tell("deferred")
    tell("bounced", "other@example.com")
    assert MailThread.objects.get().undeliverable == ""
    tell("bounced")
    assert MailThread.objects.get().undeliverable == ANA
    assert "do not arrive: no such user" in chat.notes()[0]


def test_a_complaint_is_an_opt_out(chat: Chat) -> None:
    chat.write()
    do_due()
    tell("complained")
    assert chat.row.state["opted_out"] == ["contact"]
