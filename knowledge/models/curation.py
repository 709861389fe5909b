"""What visitors asked in vain, and words that mean the same."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.models.documents import Document
from knowledge.models.index import bump_revision


class Gap(models.Model):
    """A question that the documents could not answer. It holds visitors' words."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ANSWERED = "answered", _("Answered")
        DISMISSED = "dismissed", _("Dismissed")
        MERGED = "merged", _("Counted with another")

    site = models.ForeignKey("sites.Site", models.CASCADE, related_name="gaps")
    question = models.TextField()
    # The question in lower case without punctuation: what counts as the same question.
    key = models.CharField(max_length=300)
    language = models.CharField(max_length=8, default="en")
    # float16, of length 1, by the model named: what means the same is counted together.
    vector = models.BinaryField(null=True, editable=False)
    embedded_with = models.CharField(max_length=120, blank=True, editable=False)
    count = models.PositiveIntegerField(default=1)
    # Other wordings of it, newest first, at most ten.
    examples = models.JSONField(default=list)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    answer = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="answered_gaps"
    )
    # Where it is counted since a curator found that both ask the same.
    merged_into = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, editable=False, related_name="merged"
    )
    first_asked_at = models.DateTimeField(default=timezone.now)
    last_asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("unanswered question")
        verbose_name_plural = _("unanswered questions")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "key"], name="knowledge_gap_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["site", "state", "-count"], name="knowledge_gap_order"),
        ]

    def __str__(self) -> str:
        return self.question


class GapAsking(models.Model):
    """One time that a gap was asked: when, how, and in which conversation if in one."""

    gap = models.ForeignKey(Gap, models.CASCADE, related_name="askings")
    wording = models.CharField(max_length=500)
    # A row of a room above: no foreign key.
    conversation = models.UUIDField(null=True, blank=True, db_index=True)
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["gap", "asked_at"], name="knowledge_gap_asked"),
        ]

    def __str__(self) -> str:
        return self.wording


class SynonymQuerySet(models.QuerySet["Synonym"]):
    """Many at once, with the same effect as one by one."""

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete them; processes build their word lists again."""
        with transaction.atomic():
            for site_id in set(self.values_list("site_id", flat=True)):
                bump_revision(site_id)
            return super().delete()


class Synonym(models.Model):
    """Words that mean the same to this site's visitors: ["charity", "nonprofit", "NGO"].

    Whoever saves or deletes one, processes build their word lists again.
    """

    site = models.ForeignKey("sites.Site", models.CASCADE, related_name="synonyms")
    words = models.JSONField(default=list)

    objects = SynonymQuerySet.as_manager()

    def __str__(self) -> str:
        return " = ".join(str(word) for word in self.words)

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
