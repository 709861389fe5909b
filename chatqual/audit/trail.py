"""Writing and checking the trail."""

from __future__ import annotations

import hashlib
import hmac
import json

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from chatqual.audit.models import AuditEntry
from chatqual.engine.slots import Json

START = "0" * 64
# Any number that no one else locks; PostgreSQL keeps the writers of the trail in a row with it.
ADVISORY_LOCK = 0x63717561


def digest(
    number: int, at: str, actor: str, action: str, target: str, detail: Json, previous: str
) -> str:
    body = json.dumps(
        [number, at, actor, action, target, detail, previous],
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return hmac.new(settings.CHATQUAL_AUDIT_KEY.encode(), body.encode(), hashlib.sha256).hexdigest()


def hashed(words: str) -> str:
    """What somebody wrote of a person, as the trail may hold it: a keyed hash, "" for nothing.

    It tells whether a text that is held elsewhere is the one that was meant, and nothing once that
    text is deleted; so a deletion leaves the chain as it is.
    """
    if not words:
        return ""
    key = settings.CHATQUAL_AUDIT_KEY.encode()
    return "hmac:" + hmac.new(key, b"words:" + words.encode(), hashlib.sha256).hexdigest()


def record_audit(*, actor: str, action: str, target: str, detail: Json | None = None) -> AuditEntry:
    """Adds an entry inside the caller's transaction, so that it stands exactly where the deed does.

    `detail` holds no visitor's text and nothing that was written of one, but by `hashed`.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
        last = AuditEntry.objects.order_by("-number").first()
        number = last.number + 1 if last else 1
        previous = last.hash if last else START
        at = timezone.now()
        entry = AuditEntry(
            number=number,
            at=at,
            actor=actor,
            action=action,
            object=target,
            detail=detail or {},
            previous_hash=previous,
            hash=digest(number, at.isoformat(), actor, action, target, detail or {}, previous),
        )
        entry.save()
    return entry


def verify_trail() -> int | None:
    """None where the chain holds, else the number of the first entry that does not fit."""
    previous, expected = START, 1
    for e in AuditEntry.objects.order_by("number").iterator():
        good = digest(e.number, e.at.isoformat(), e.actor, e.action, e.object, e.detail, previous)
        if e.number != expected or e.previous_hash != previous or e.hash != good:
            return expected
        previous, expected = e.hash, expected + 1
    return None
