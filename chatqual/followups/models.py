"""What is due to a visitor by mail, how far they were mailed, and the codes that lead back."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from chatqual.conversations.models import Conversation
from chatqual.sites.crypto import EncryptedTextField
from chatqual.sites.models import Site


class MailSettings(models.Model):
    """Whether and when a site mails a line that its visitor has not seen. No row: the defaults."""

    site = models.OneToOneField(Site, models.CASCADE, related_name="visitor_mail")
    is_on = models.BooleanField(
        "mail unseen lines",
        default=True,
        help_text="A person's line that the visitor has not seen goes to their address.",
    )
    unseen_minutes = models.PositiveSmallIntegerField(
        "after minutes",
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(1440)],
        help_text="How long a line stays unseen before it is mailed.",
    )

    class Meta:
        verbose_name = "mail to visitors"
        verbose_name_plural = "mail to visitors"

    def __str__(self) -> str:
        return f"{self.site}: after {self.unseen_minutes} minutes" if self.is_on else "off"


class MailThread(models.Model):
    """The mails of one conversation. `mailed_seq`: the last line that was mailed.

    `last_received`: the Message-ID of their last mail, which the next of ours answers.
    `undeliverable`: the address that a mail server refused; another one is tried again.
    """

    conversation = models.OneToOneField(
        Conversation, models.CASCADE, related_name="mail_thread", primary_key=True
    )
    mailed_seq = models.PositiveIntegerField(default=0)
    first_id = models.CharField(max_length=200, blank=True)
    last_id = models.CharField(max_length=200, blank=True)
    last_received = models.CharField(max_length=500, blank=True)
    address_digest = models.CharField(max_length=64, blank=True, db_index=True)
    undeliverable = EncryptedTextField(blank=True)
    undeliverable_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"mails of {self.conversation_id}"


class FollowUp(models.Model):
    """Lines from `from_seq` on that are mailed at `due` if the visitor has not seen them by then.

    `reason` says why nothing was mailed. At most one is open for a conversation: a burst is one
    mail.
    """

    class State(models.TextChoices):
        OPEN = "open"
        SENT = "sent"
        DROPPED = "dropped", "not needed"

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="follow_ups")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    due = models.DateTimeField()
    from_seq = models.PositiveIntegerField()
    to_seq = models.PositiveIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=60, blank=True)
    created = models.DateTimeField()
    finished = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created",)
        constraints = [
            models.UniqueConstraint(
                fields=("conversation",), condition=Q(state="open"), name="one_open_follow_up"
            )
        ]
        indexes = [
            models.Index(fields=("due",), condition=Q(state="open"), name="follow_up_due"),
        ]

    def __str__(self) -> str:
        return f"lines from {self.from_seq} of {self.conversation_id} ({self.state})"


class ReturnCode(models.Model):
    """A code of a link back into the chat; only its digest is kept. It is good once."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="return_codes")
    digest = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField()
    expires = models.DateTimeField(db_index=True)
    used = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"code of {self.conversation_id}"


class ReceivedMail(models.Model):
    """A mail that was handed in, once per `source` and `event`, and what became of it.

    `seq`: the line that it became. Its words are in that line or in the journal, not here.
    """

    source = models.CharField(max_length=20)
    event = models.CharField(max_length=200)
    conversation = models.ForeignKey(
        Conversation, models.CASCADE, null=True, blank=True, related_name="received_mails"
    )
    outcome = models.CharField(max_length=20)
    seq = models.PositiveIntegerField(null=True, blank=True)
    created = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-created",)
        constraints = [
            models.UniqueConstraint(fields=("source", "event"), name="mail_received_once")
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.event} ({self.outcome})"
