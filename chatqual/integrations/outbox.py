"""Putting things into the outbox: a row in the caller's transaction, sent after its commit.

Use it from within the transaction that changes what is told of. Where that is undone, nothing is
sent; where it stands, the row is delivered, or it ends as a dead letter that staff can see. The
same `key` for the same destination is stored once, so a caller may be run again after a crash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from chatqual.conversations.models import Conversation
from chatqual.conversations.wake import wake_on_commit
from chatqual.integrations.models import MAIL, OutboxItem
from chatqual.sites.models import Site

MAX_KEY = 200  # characters


def enqueue(
    site: Site,
    kind: str,
    key: str,
    payload: Mapping[str, Any],
    *,
    destination: str,
    conversation: Conversation | None = None,
    due: datetime | None = None,
    recipient: str = "",
) -> OutboxItem | None:
    """Stores `payload` (JSON) for `destination`, to be sent at `due` or as soon as it is committed.

    `kind` names what it is ("conversation.closed"), `key` this one for all time, of at most 200
    characters. None where nothing was stored: the key was known already, or the conversation is a
    test or a sample, which alert nobody.
    """
    if conversation is not None and (conversation.is_test or conversation.is_sample):
        return None
    if len(key) > MAX_KEY:
        raise ValueError(f"A key has at most {MAX_KEY} characters: {key[:40]}…")
    if OutboxItem.objects.filter(key=key, destination=destination).exists():
        return None
    now = timezone.now()
    try:
        with transaction.atomic():
            item = OutboxItem.objects.create(
                site=site,
                conversation=conversation,
                kind=kind,
                key=key,
                destination=destination,
                recipient=recipient,
                content=json.dumps(payload, ensure_ascii=False, separators=(",", ":")),
                next_due=due or now,
                created=now,
            )
    except IntegrityError:
        if not OutboxItem.objects.filter(key=key, destination=destination).exists():
            raise
        return None  # another process was a moment faster
    if item.next_due <= now:
        wake_on_commit("outbox", item.pk)
    return item


def enqueue_mail(
    site: Site,
    kind: str,
    key: str,
    *,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    headers: Mapping[str, str] | None = None,
    conversation: Conversation | None = None,
    due: datetime | None = None,
) -> OutboxItem | None:
    """Stores one mail to one address, sent at most once per `key` and address.

    In the transaction of what it tells of:

        enqueue_mail(
            site, "visitor.unseen_line", f"{conversation.pk}:unseen:{seq}",
            to=address, subject="…", text="…", html="…",
            headers={"Reply-To": "…", "In-Reply-To": "<…>"}, conversation=conversation,
        )

    `text` is the plain body; `html` may stand beside it, with the visitor's text escaped by the
    caller. `headers`: any of RFC 5322 but those that are made from the other arguments; line breaks
    in one are refused when it is sent. Without a Message-ID one is made from the key, the same at
    every attempt; `OutboxItem.provider_id` is the one that went out ("" until then). Result as of
    `enqueue`. A mail whose fate is unknown (the line was cut behind its last byte) is not sent
    again: its row becomes `held`.
    """
    address = hashlib.sha256(to.strip().lower().encode()).hexdigest()[:16]
    payload = {"subject": subject, "text": text, "html": html, "headers": dict(headers or {})}
    return enqueue(
        site,
        kind,
        f"{key}:{address}",
        payload,
        destination=MAIL,
        conversation=conversation,
        due=due,
        recipient=to,
    )
