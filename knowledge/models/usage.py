"""What visitors asked, what came of it and what they thought of it: counted for curators.

Written behind the turns by whoever may read conversations (conversations/answer_use.py), never
while a visitor waits.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.models.documents import Document


class AskedQuestion(models.Model):
    """One question of a visitor, with the line that answered it. It holds visitors' words.

    `turn` and `conversation` name rows of the rooms above, hence no foreign keys; together with
    `position` the turn makes counting it twice harmless.
    """

    class Outcome(models.TextChoices):
        ANSWERED = "answered", _("Answered")
        NOT_IN_DOCS = "not_in_docs", _("Not in the documents")
        CLARIFY = "clarify", _("Asked which is meant")

    class Feedback(models.TextChoices):
        UP = "up", _("Helpful")
        DOWN = "down", _("Not helpful")

    site = models.ForeignKey("sites.Site", models.CASCADE, related_name="asked_questions")
    turn = models.BigIntegerField()
    position = models.PositiveSmallIntegerField()
    conversation = models.UUIDField(db_index=True)
    question = models.CharField(max_length=500)
    # The bot's line as the visitor read it.
    answer = models.TextField(blank=True)
    outcome = models.CharField(max_length=11, choices=Outcome.choices)
    feedback = models.CharField(max_length=4, choices=Feedback.choices, blank=True)
    asked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["turn", "position"], name="knowledge_asked_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["site", "asked_at"], name="knowledge_asked_when"),
        ]

    def __str__(self) -> str:
        return self.question


class CitedPassage(models.Model):
    """A passage that an answer quoted. `chunk` may be gone: an edit takes its passages along."""

    asked = models.ForeignKey(AskedQuestion, models.CASCADE, related_name="cited")
    document = models.ForeignKey(Document, models.CASCADE, related_name="citations")
    chunk = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["asked", "chunk"], name="knowledge_cited_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.chunk}"


class UsageMark(models.Model):
    """How far a feed has been counted: the last row's number, by the feed's name."""

    feed = models.CharField(max_length=20, primary_key=True)
    last = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.feed}: {self.last}"
