"""Questions whose right document is known: they are asked again when something changes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.models.documents import Document


class GoldenQuestion(models.Model):
    """What visitors ask and the document that answers it, or that none should.

    `found_state`, `found` and `found_at` are of the last run: what a later one is compared with.
    """

    class Expects(models.TextChoices):
        ANSWER = "answer", _("An answer from the document")
        NONE = "none", _("No answer: it is not in the documents")

    site = models.ForeignKey("sites.Site", models.CASCADE, related_name="golden_questions")
    question = models.CharField(max_length=500)
    expects = models.CharField(max_length=6, choices=Expects.choices, default=Expects.ANSWER)
    # Gone with its document, the question stays and fails: somebody has to look.
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="golden_questions"
    )
    found_state = models.CharField(max_length=12, blank=True, editable=False)
    # Titles of the documents that the last run cited, as they were shown.
    found = models.JSONField(default=list, editable=False)
    is_right = models.BooleanField(null=True, editable=False)
    found_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.CharField(max_length=150, blank=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "question"], name="knowledge_golden_once"),
        ]
        ordering: ClassVar = ["question"]

    def __str__(self) -> str:
        return self.question
