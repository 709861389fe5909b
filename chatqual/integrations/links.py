"""Absolute addresses for what is read outside a browser tab of ours."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.urls import reverse


def public_url(path: str) -> str:
    """A path of this server with its name: CHATQUAL_PUBLIC_URL, or where it listens by itself."""
    base = settings.CHATQUAL_PUBLIC_URL or f"http://{settings.HOST}:{settings.PORT}"
    return f"{base}{path}"


def desk_link(conversation: uuid.UUID) -> str:
    """The address that opens the conversation at the desk, behind the login."""
    return public_url(reverse("desk-conversation", args=[conversation]))
