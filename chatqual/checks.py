"""System checks: configuration fails at start, with an id and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

KEY_SETTINGS = {
    "SECRET_KEY": "SECRET_KEY",
    "CHATQUAL_TOKEN_KEY": "CHATQUAL_TOKEN_KEY",
    "CHATQUAL_AUDIT_KEY": "CHATQUAL_AUDIT_KEY",
    "CHATQUAL_FIELD_KEY": "CHATQUAL_FIELD_KEY",
}
MIN_KEY_LENGTH = 40


def _key_length(name: str) -> int:
    try:
        return len(getattr(settings, name))
    except ImproperlyConfigured:  # Django's own refusal of an empty SECRET_KEY has no hint
        return 0


@register(Tags.security)
def check_production_keys(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """In production each key comes from the environment and is long enough to be no default."""
    if not settings.PRODUCTION:
        return []
    return [
        Error(
            f"{variable} is missing or shorter than {MIN_KEY_LENGTH} characters.",
            hint=f"Set {variable} in the environment; `manage.py keys` prints fresh ones.",
            id="chatqual.E001",
        )
        for name, variable in KEY_SETTINGS.items()
        if _key_length(name) < MIN_KEY_LENGTH
    ]


@register(Tags.security)
def check_production_hosts(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    if not settings.PRODUCTION or settings.ALLOWED_HOSTS:
        return []
    return [
        Error(
            "ALLOWED_HOSTS is empty.",
            hint="Set ALLOWED_HOSTS to the host names of this server, with commas.",
            id="chatqual.E002",
        )
    ]


@register(Tags.database)
def check_shared_parts(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Many processes need all three shared parts: half of them would split the truth."""
    if not settings.REDIS_URL:
        return []
    missing = []
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        missing.append("DATABASE_URL")
    if not settings.CHROMA_URL:
        missing.append("CHROMA_URL")
    if not missing:
        return []
    return [
        Error(
            f"REDIS_URL is set, but {' and '.join(missing)} is not.",
            hint="Set all three (PostgreSQL, Redis, Chroma server), or none for one process.",
            id="chatqual.E003",
        )
    ]
