"""What a curator decides about a question beforehand: its answer, or that there is none here."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.models.documents import Document
from knowledge.models.index import bump_revision


class PinQuerySet(models.QuerySet["Pin"]):
    """Many at once, with the same effect as one by one."""

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete them; processes read their pins again."""
        with transaction.atomic():
            for site_id in set(self.values_list("site_id", flat=True)):
                bump_revision(site_id)
            return super().delete()


class Pin(models.Model):
    """A question that is always answered from one document, or never from any.

    Whoever saves or deletes one, processes read their pins again.
    """

    class Kind(models.TextChoices):
        ANSWER = "answer", _("Answer with the beginning of this document")
        BLOCKED = "blocked", _("Never answer: offer a person")

    site = models.ForeignKey("sites.Site", models.CASCADE, related_name="pins")
    kind = models.CharField(max_length=7, choices=Kind.choices, default=Kind.ANSWER)
    # How visitors ask it; others that mean the same are known by their vectors.
    wordings = models.JSONField(default=list)
    # A pin whose document is gone, or not published, holds back nothing: search goes on as ever.
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="pins"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.CharField(max_length=150, blank=True, editable=False)

    objects = PinQuerySet.as_manager()

    class Meta:
        verbose_name = _("pinned answer or blocked topic")
        verbose_name_plural = _("pinned answers and blocked topics")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return str(self.wordings[0]) if self.wordings else str(self.pk)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it and raise the corpus' revision."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            bump_revision(self.site_id)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Take it away and raise the corpus' revision."""
        with transaction.atomic():
            bump_revision(self.site_id)
            return super().delete(*args, **kwargs)
