"""Encryption of secrets in the database with a key of their own (never SECRET_KEY)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models


class SecretUnreadable(Exception):
    """A stored secret cannot be read with any key of the ring."""


@lru_cache(maxsize=4)
def _ring(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def _current_ring() -> MultiFernet:
    return _ring((settings.CHATQUAL_FIELD_KEY, *settings.CHATQUAL_FIELD_OLD_KEYS))


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text that lies encrypted in the database. It cannot be searched."""

    def get_prep_value(self, value: Any) -> Any:
        if not value:
            return value
        return _current_ring().encrypt(str(value).encode()).decode()

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if not value:
            return value
        try:
            return _current_ring().decrypt(value.encode()).decode()
        except InvalidToken as error:
            raise SecretUnreadable(
                "A secret in the database was written with another CHATQUAL_FIELD_KEY. "
                "Put the old key into CHATQUAL_FIELD_OLD_KEYS."
            ) from error
