"""What is to leave the house, as rows: they stand exactly where the deed stands."""

from __future__ import annotations

import json
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from chatqual.conversations.models import Conversation
from chatqual.sites.crypto import EncryptedTextField
from chatqual.sites.models import Site

MAIL = "mail"
WEBHOOK = "webhook"


class OutboxItem(models.Model):
    """One thing for one destination, once per `key` and `destination`.

    `content` is what is sent, as JSON, and `recipient` an address of mail; both are encrypted, and
    `content` is emptied once it was delivered. `fence` rises with each claim: who held the row
    before cannot write its end any more. `provider_id` is what the other side knows it by: the
    webhook-id, or the Message-ID of a mail, written before its last byte goes out.
    """

    class State(models.TextChoices):
        PENDING = "pending"
        CLAIMED = "claimed", "being sent"
        DONE = "done", "delivered"
        DEAD = "dead", "dead letter"
        # Nobody knows whether it arrived: a person decides, it is not sent a second time.
        HELD = "held", "held for staff"

    site = models.ForeignKey(Site, models.CASCADE, related_name="outbox")
    conversation = models.ForeignKey(
        Conversation, models.CASCADE, null=True, blank=True, related_name="outbox"
    )
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    destination = models.CharField(max_length=100)
    recipient = EncryptedTextField(blank=True)
    content = EncryptedTextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    lease_owner = models.CharField(max_length=64, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    fence = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_due = models.DateTimeField()
    last_error = models.CharField(max_length=300, blank=True)
    provider_id = models.CharField(max_length=200, blank=True)
    created = models.DateTimeField()
    finished = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created",)
        verbose_name_plural = "outbox"
        default_permissions = ("view",)
        permissions = [("replay_outbox", "Can send a dead letter again")]
        constraints = [
            models.UniqueConstraint(fields=("key", "destination"), name="outbox_once"),
        ]
        indexes = [
            models.Index(
                fields=("next_due",),
                condition=Q(state__in=("pending", "claimed")),
                name="outbox_due",
            ),
            models.Index(fields=("destination", "state"), name="outbox_of_destination"),
            models.Index(fields=("state", "finished"), name="outbox_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.destination} ({self.state})"

    @property
    def payload(self) -> dict[str, Any]:
        """What is sent; {} once it was delivered."""
        return json.loads(self.content) if self.content else {}

    @property
    def can_be_replayed(self) -> bool:
        return self.state in (self.State.DEAD, self.State.HELD) and bool(self.content)


class Destination(models.Model):
    """How a destination has been of late: a circuit breaker, shared by all processes.

    `recent`: [seconds since 1970, whether it went well] of each attempt of the last minute. While
    the breaker is open nothing is tried before `probe_at`; half open, one attempt is under way.
    """

    class Breaker(models.TextChoices):
        CLOSED = "closed", "working"
        OPEN = "open", "paused"
        HALF_OPEN = "half_open", "being probed"

    name = models.CharField(max_length=100, unique=True)
    breaker = models.CharField(max_length=10, choices=Breaker, default=Breaker.CLOSED)
    failures = models.PositiveIntegerField(default=0)
    recent = models.JSONField(default=list, blank=True)
    pause_s = models.FloatField(default=0)
    probe_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    last_ok = models.DateTimeField(null=True, blank=True)
    last_failure = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name} ({self.breaker})"


class WebhookEndpoint(models.Model):
    """An address that is told of events by signed requests (Standard Webhooks 1.0.0).

    The address may carry a token of its own, so it is encrypted as the secrets are. While
    `old_secret_until` is to come, requests are signed with both secrets.
    """

    site = models.ForeignKey(Site, models.CASCADE, related_name="webhooks")
    name = models.CharField(max_length=100, help_text="What stands behind it, such as CRM.")
    url = EncryptedTextField("address")
    events = models.JSONField(default=list)
    is_active = models.BooleanField("active", default=True)
    why_inactive = models.CharField(max_length=200, blank=True, editable=False)
    secret = EncryptedTextField(editable=False)
    old_secret = EncryptedTextField(blank=True, editable=False)
    old_secret_until = models.DateTimeField(null=True, blank=True, editable=False)
    last_status = models.CharField(max_length=200, blank=True, editable=False)
    last_at = models.DateTimeField(null=True, blank=True, editable=False)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("site", "name")

    def __str__(self) -> str:
        return f"{self.name} of {self.site}"

    @property
    def destination(self) -> str:
        return f"{WEBHOOK}:{self.pk}"


class StaffAlerts(models.Model):
    """When the staff of a site are told by mail."""

    site = models.OneToOneField(Site, models.CASCADE, related_name="staff_alerts")
    untaken_minutes = models.PositiveSmallIntegerField(
        "minutes until a handoff is told of",
        default=5,
        validators=[MinValueValidator(1)],
        help_text="A handoff that nobody took for so long within the opening hours is told of.",
    )

    class Meta:
        ordering = ("site",)
        verbose_name = "mail to staff"
        verbose_name_plural = "mail to staff"

    def __str__(self) -> str:
        return f"Mail to the staff of {self.site}"


class AlertRecipient(models.Model):
    """Who of the staff is told, and of what."""

    alerts = models.ForeignKey(StaffAlerts, models.CASCADE, related_name="recipients")
    address = models.EmailField()
    on_untaken = models.BooleanField("handoff that nobody took", default=True)
    on_hot = models.BooleanField("hot lead", default=True)
    on_night = models.BooleanField("what waits at opening", default=True)
    on_clock = models.BooleanField("answer overdue", default=True)

    class Meta:
        ordering = ("address",)
        verbose_name = "recipient"
        constraints = [
            models.UniqueConstraint(fields=("alerts", "address"), name="one_recipient_an_address")
        ]

    def __str__(self) -> str:
        return self.address
