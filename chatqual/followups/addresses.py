"""Addresses: the visitor's, whether it may be written to, and the one that answers come back to.

The reply address names the conversation by a signed token of 42 letters and digits, which survives
servers that change the case of an address.
"""

from __future__ import annotations

import base64
import hmac
import re
import uuid
from email.utils import parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac

from chatqual.conversations.known import stored_slots
from chatqual.conversations.models import Conversation, Receipt
from chatqual.followups.models import MailThread
from chatqual.sites.registry import site_by_id

_SALT = "chatqual.reply.1"
_MAC = 10  # bytes: 80 bits, and a guess costs a signed request
MAX_LOCAL_PART = 64
_TOKEN = re.compile(r"\+([a-z2-7]{42})@")
# Of the token with its plus sign.
TOKEN_LENGTH = 43


def plain_address(text: str) -> str:
    """The address of "Ana <Ana@Example.com>" in lower case; "" where it is none."""
    address = parseaddr(text.strip())[1].strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address


def _keys() -> list[str]:
    return [settings.CHATQUAL_TOKEN_KEY, *settings.CHATQUAL_TOKEN_OLD_KEYS]


def _mac(data: bytes, key: str) -> bytes:
    return salted_hmac(_SALT, data, secret=key, algorithm="sha256").digest()[:_MAC]


def reply_address(conversation: uuid.UUID) -> str:
    """The address that answers to this conversation go to; "" where none is set up."""
    local, at, domain = settings.CHATQUAL_REPLY_ADDRESS.rpartition("@")
    if not at:
        return ""
    data = conversation.bytes + _mac(conversation.bytes, settings.CHATQUAL_TOKEN_KEY)
    token = base64.b32encode(data).decode().rstrip("=").lower()
    return f"{local}+{token}@{domain}"


def conversation_of(address: str) -> uuid.UUID | None:
    """The conversation that a reply address names; None where it is not signed by us."""
    found = _TOKEN.search(address.lower())
    if found is None:
        return None
    data = base64.b32decode(found[1].upper() + "======")
    named, mac = data[:16], data[16:]
    if any(hmac.compare_digest(_mac(named, key), mac) for key in _keys()):
        return uuid.UUID(bytes=named)
    return None


def address_digest(address: str) -> str:
    """What an address is found by where it is kept encrypted."""
    key = settings.CHATQUAL_TOKEN_KEY
    return salted_hmac("chatqual.address.1", address, secret=key, algorithm="sha256").hexdigest()


def known_address(conversation: Conversation) -> str:
    """The visitor's address: the one that they gave, else the one that the site signed."""
    record = stored_slots(conversation).get("email") or {}
    if record.get("state") in ("filled", "confirmed") and isinstance(record.get("value"), str):
        given = plain_address(record["value"])
        if given:
            return given
    return plain_address(conversation.visitor.email)


def why_not_mailed(conversation: Conversation, thread: MailThread | None) -> str:
    """Why the visitor may not be written to, in a word or two; "" where they may."""
    if conversation.is_test or conversation.is_sample:
        return "a test or a sample"
    if conversation.visitor.is_revoked:
        return "the visitor is gone"
    address = known_address(conversation)
    if not address:
        return "no address is known"
    if {"contact", "data"} & set(conversation.state.get("opted_out") or ()):
        return "they want no contact"
    if not has_consent(conversation):
        return "no consent was given"
    if thread is not None and thread.undeliverable == address:
        return "the address takes no mail"
    return ""


def has_consent(conversation: Conversation) -> bool:
    """The last word counts; where the site asks for a consent, silence is none."""
    last = Receipt.objects.filter(conversation=conversation, kind="consent").order_by("-created")
    given = last.values_list("payload__given", flat=True).first()
    if given is not None:
        return bool(given)
    return not site_by_id(conversation.site_id).consent.get("version")


def masked(address: str) -> str:
    """Enough of it to be known again by who gave it: "a…@example.com"."""
    local, _, domain = address.partition("@")
    return f"{local[:1]}…@{domain}"
