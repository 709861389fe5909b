"""Signatures of webhooks by Standard Webhooks 1.0.0."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable

PREFIX = "whsec_"
SECRET_BYTES = 32


def make_signing_secret() -> str:
    """A fresh secret: "whsec_" and 32 random bytes in base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def sign(secrets_: Iterable[str], message_id: str, timestamp: int, body: bytes) -> str:
    """The header webhook-signature: a "v1,…" for each secret, with spaces between.

    HMAC-SHA256 over "{id}.{timestamp}.{body}", in base64; `timestamp` in seconds since 1970.
    """
    signed = f"{message_id}.{timestamp}.".encode() + body
    made = (hmac.new(_key(s), signed, hashlib.sha256).digest() for s in secrets_)
    return " ".join(f"v1,{base64.b64encode(digest).decode()}" for digest in made)


def _key(secret: str) -> bytes:
    return base64.b64decode(secret.removeprefix(PREFIX))
