"""Erasures with what they leave behind, holds against them, and how long things are kept."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from chatqual.conversations.models import Conversation
from chatqual.sites.models import Site


class Erasure(models.Model):
    """A person who was deleted, or is being deleted. When it is done it names nobody.

    `visitors` and `conversations` are emptied at the end. `hashes` stay: a keyed hash of each
    visitor's id, by which a restored backup is erased again. `counts`: rows by model.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        WALKING = "walking", "deleting"
        REWRITING = "rewriting", "wiping the freed space"
        DONE = "done", "done"

    class Cause(models.TextChoices):
        PERSON = "person", "deleted by hand"
        LIST = "list", "deleted from the list of conversations"
        RETENTION = "retention", "kept long enough"
        BACKUP = "backup", "came back with a backup"

    site = models.ForeignKey(Site, models.CASCADE, related_name="erasures")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    cause = models.CharField(max_length=10, choices=Cause, default=Cause.PERSON)
    visitors = models.JSONField(default=list)
    conversations = models.JSONField(default=list)
    hashes = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    # Of how many models the rows are erased, and what is at work now.
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    now_at = models.CharField(max_length=200, blank=True)
    is_rewritten = models.BooleanField(default=False)
    error = models.CharField(max_length=300, blank=True)
    requested_by = models.CharField(max_length=150)
    requested_at = models.DateTimeField()
    due = models.DateTimeField()
    lease_owner = models.CharField(max_length=64, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-requested_at",)
        default_permissions = ("view",)
        permissions: ClassVar = [
            ("erase_person", "Can delete a person and all that is theirs"),
            ("export_person", "Can export all that is known of a person"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=("due",), condition=~models.Q(state="done"), name="erasure_under_way"
            )
        ]

    def __str__(self) -> str:
        return f"deletion {self.pk} ({self.get_state_display()})"

    @property
    def total(self) -> int:
        """Rows and parts of files that were erased so far."""
        return sum(self.counts.values())


class LegalHold(models.Model):
    """A conversation that must not be deleted now, with the reason why. The database refuses it."""

    # With it a site can still be deleted as a whole.
    site = models.ForeignKey(Site, models.CASCADE, related_name="legal_holds")
    conversation = models.OneToOneField(
        Conversation, models.RESTRICT, related_name="legal_hold", primary_key=True
    )
    reason = models.CharField(max_length=300)
    placed_by = models.CharField(max_length=150)
    placed_at = models.DateTimeField()

    class Meta:
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"hold on {self.conversation_id}"


class Retention(models.Model):
    """For how many days a site keeps what. 0: until somebody deletes it."""

    site = models.OneToOneField(Site, models.CASCADE, related_name="retention")
    transcript_days = models.PositiveSmallIntegerField(
        "days for transcripts",
        default=0,
        help_text="Lines, visits and journal of a closed conversation. Who left no contact is "
        "deleted altogether. 0: kept.",
    )
    lead_days = models.PositiveSmallIntegerField(
        "days for leads",
        default=0,
        help_text="The whole person, with contact, slots and score. Not before the transcript. "
        "0: kept.",
    )
    log_days = models.PositiveSmallIntegerField(
        "days for logs",
        default=0,
        help_text="What answers were made from, questions asked, mails and webhooks that went out. "
        "0: kept.",
    )

    class Meta:
        verbose_name = "retention"
        verbose_name_plural = "retention"
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        return f"retention of {self.site}"

    def clean(self) -> None:
        """Raises ValidationError where leads would go before the transcripts that hold the same."""
        super().clean()
        if self.lead_days and not 0 < self.transcript_days <= self.lead_days:
            raise ValidationError(
                {
                    "lead_days": "A transcript holds what the lead does: keep it no longer than "
                    "the lead, and for at least one day."
                }
            )


class RetentionRun(models.Model):
    """One night of a site: what was old enough, and what came of it."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="retention_runs")
    # The day at whose beginning it ran, in the site's time zone.
    night = models.DateField()
    counts = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-night",)
        default_permissions = ("view",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("site", "night"), name="retention_once_a_night")
        ]

    def __str__(self) -> str:
        return f"{self.night} at {self.site}"


class RetentionMark(models.Model):
    """How much of a conversation the nights have taken away already."""

    conversation = models.OneToOneField(
        Conversation, models.CASCADE, related_name="retention_mark", primary_key=True
    )
    transcript_gone_at = models.DateTimeField(null=True, blank=True)
    logs_gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"retention of {self.conversation_id}"
