"""The session token: names one visitor of one site, signed, 30 days from the last message."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core import signing

from chatqual.conversations.errors import SessionExpired

SALT = "chatqual.session.1"
MAX_TOKEN = 300


def make_token(site_key: str, visitor: uuid.UUID) -> str:
    return signing.dumps([site_key, visitor.hex], key=settings.CHATQUAL_TOKEN_KEY, salt=SALT)


def read_token(token: str, site_key: str) -> uuid.UUID:
    """The visitor that the token names. Raises SessionExpired where it is not good for this site.

    A minute of leeway covers clocks that disagree between servers.
    """
    if len(token) > MAX_TOKEN:
        raise SessionExpired("too long")
    try:
        data = signing.loads(
            token,
            key=settings.CHATQUAL_TOKEN_KEY,
            salt=SALT,
            max_age=settings.CHATQUAL_SESSION_DAYS * 86400 + 60,
            fallback_keys=[*settings.CHATQUAL_TOKEN_OLD_KEYS],
        )
        key, visitor = data
        if key != site_key:
            raise SessionExpired("another site's")
        return uuid.UUID(hex=visitor)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise SessionExpired("not valid") from error
