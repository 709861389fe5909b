"""Requests that are signed as Standard Webhooks says: over id, time and the body as it came."""

from __future__ import annotations

import base64
import binascii
import hmac
import time
from collections.abc import Mapping

from chatqual.integrations.signing import PREFIX, sign

WINDOW = 300  # seconds to both sides
MAX_ID = 200
MIN_SECRET = 24  # bytes


class NotSigned(Exception):
    """The request cannot be trusted. Its text is for whoever sets it up; it tells no secret."""


def is_secret(text: str) -> bool:
    """Whether it is "whsec_…": base64 of 24 bytes at least."""
    try:
        key = base64.b64decode(text.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        return False
    return len(key) >= MIN_SECRET


def check_signature(headers: Mapping[str, str], body: bytes, secrets: list[str]) -> str:
    """The id of the request, if one of the secrets has signed it just now. Raises NotSigned."""
    id_ = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    given = headers.get("webhook-signature", "").split()
    if not id_ or len(id_) > MAX_ID or not timestamp.isascii() or not timestamp.isdecimal():
        raise NotSigned("webhook-id or webhook-timestamp is missing")
    if len(timestamp) > 12 or abs(time.time() - int(timestamp)) > WINDOW:
        raise NotSigned("the time is more than five minutes off")
    good = sign(secrets, id_, int(timestamp), body).split()
    if not any(hmac.compare_digest(g, s) for g in good for s in given[:8] if s.isascii()):
        raise NotSigned("the signature does not fit")
    return id_
