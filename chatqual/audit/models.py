"""The trail: rows are only ever added, each chained to the one before."""

from __future__ import annotations

from typing import Any

from django.db import models


class AuditEntry(models.Model):
    """Who did what to which object. `hash` covers the row and `previous_hash` (HMAC-SHA256)."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    action = models.CharField(max_length=60, db_index=True)
    object = models.CharField(max_length=200, db_index=True)
    detail = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("-number",)
        verbose_name_plural = "audit trail"

    def __str__(self) -> str:
        return f"{self.number} {self.actor} {self.action} {self.object}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("An entry of the audit trail is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("An entry of the audit trail is never deleted.")
