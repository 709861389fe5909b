"""What is to leave the house, as rows: they stand exactly where the deed stands."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models import Q

from chatqual.conversations.models import Conversation
from chatqual.sites.crypto import EncryptedTextField
from chatqual.sites.models import Site


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
