"""The log of a visitor and what hangs on it. The database is the truth; sockets only hint."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from chatqual.sites.models import PolicyVersion, Site


class Visitor(models.Model):
    """One visitor of one site. `id` is random, made by the server, and what a token names."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(Site, models.CASCADE, related_name="visitors")
    locale = models.CharField(max_length=20, default="en")
    created = models.DateTimeField()
    # Set only from an identity that the site signed with its secret.
    external_id = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    is_revoked = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"visitor {self.id}"


class Conversation(models.Model):
    """The one message log of a visitor, and who speaks in it.

    Owner and `owner_epoch` change only together, by compare-and-set. `version` rises with each
    change of `state`, so that a turn that was worked out from an older one is worked out again.
    """

    class Mode(models.TextChoices):
        BOT = "bot"
        WAITING = "waiting"
        HUMAN = "human"
        CLOSED = "closed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(Site, models.CASCADE, related_name="conversations")
    visitor = models.OneToOneField(Visitor, models.CASCADE, related_name="conversation")
    policy = models.ForeignKey(PolicyVersion, models.PROTECT, null=True, related_name="+")
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.BOT)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    owner_epoch = models.PositiveIntegerField(default=0)
    last_seq = models.PositiveIntegerField(default=0)
    answered_seq = models.PositiveIntegerField(default=0)
    journal_number = models.PositiveIntegerField(default=0)
    visits = models.PositiveIntegerField(default=1)
    state = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=0)

    # Copies of the state, for the queue; written with it in the same transaction.
    lead_type = models.CharField(max_length=20, default="unclear")
    tier = models.CharField(max_length=30, default="not_enough_information")
    score = models.PositiveSmallIntegerField(default=0)
    summary = models.CharField(max_length=300, blank=True)
    handoff_reason = models.CharField(max_length=30, blank=True)
    follow_up_by = models.DateTimeField(null=True, blank=True)

    # What a person has set beside them; no turn writes here (conversations/override.py).
    override_tier = models.CharField(max_length=30, blank=True)
    override_score = models.PositiveSmallIntegerField(null=True, blank=True)
    override_reason = models.CharField(max_length=300, blank=True)
    override_by = models.CharField(max_length=200, blank=True)
    override_at = models.DateTimeField(null=True, blank=True)

    is_test = models.BooleanField(default=False)
    is_sample = models.BooleanField(default=False)
    agent_read_seq = models.PositiveIntegerField(default=0)
    visitor_read_seq = models.PositiveIntegerField(default=0)
    created = models.DateTimeField()
    last_visitor_at = models.DateTimeField()
    last_message_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=30, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=("site", "mode", "-last_message_at"), name="conv_queue"),
            models.Index(
                fields=("last_message_at",), condition=~Q(mode="closed"), name="conv_open_idle"
            ),
        ]

    def __str__(self) -> str:
        return f"conversation {self.id} ({self.mode})"

    @property
    def effective_tier(self) -> str:
        """The tier by which it is routed and told of: a person's, else the computed one."""
        return self.override_tier or self.tier

    @property
    def effective_score(self) -> int:
        return self.score if self.override_score is None else self.override_score


class Visit(models.Model):
    """A coming of the visitor: where from, to which page, with which campaign."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="visit_set")
    number = models.PositiveIntegerField()
    started = models.DateTimeField()
    landing_url = models.CharField(max_length=2000, blank=True)
    landing_title = models.CharField(max_length=300, blank=True)
    referrer = models.CharField(max_length=2000, blank=True)
    campaign = models.JSONField(default=dict, blank=True)
    pages = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("conversation", "number"), name="visits_count_up")
        ]

    def __str__(self) -> str:
        return f"visit {self.number} of {self.conversation_id}"


class Message(models.Model):
    """A line that the visitor may see. `seq` rises by one without a gap in each conversation."""

    class Author(models.TextChoices):
        VISITOR = "visitor"
        BOT = "bot"
        AGENT = "agent"
        SYSTEM = "system"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="messages")
    seq = models.PositiveIntegerField()
    author = models.CharField(max_length=10, choices=Author)
    name = models.CharField(max_length=200, blank=True)
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = models.TextField()
    citations = models.JSONField(default=list, blank=True)
    quick_replies = models.JSONField(default=list, blank=True)
    reply_to = models.PositiveIntegerField(null=True, blank=True)
    # The id made by the client (visitor or desk); sent again, it is stored once.
    client_id = models.UUIDField(null=True, blank=True)
    feedback = models.CharField(max_length=4, blank=True)
    created = models.DateTimeField()

    class Meta:
        ordering = ("conversation", "seq")
        constraints = [
            models.UniqueConstraint(fields=("conversation", "seq"), name="seq_once"),
            models.UniqueConstraint(
                fields=("conversation", "author", "client_id"),
                condition=Q(client_id__isnull=False),
                name="client_id_once",
            ),
            # One answer for each covered line, whatever is killed in between.
            models.UniqueConstraint(
                fields=("conversation", "reply_to"),
                condition=Q(author="bot", reply_to__isnull=False),
                name="one_bot_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author} {self.seq} of {self.conversation_id}"


class Receipt(models.Model):
    """A frame other than a message (handoff, end, rating, feedback, consent), carried out once."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="receipts")
    client_id = models.UUIDField()
    kind = models.CharField(max_length=10)
    seq = models.PositiveIntegerField(null=True, blank=True)
    payload = models.JSONField(default=dict, blank=True)
    created = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("conversation", "client_id"), name="receipt_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.client_id}"


class Turn(models.Model):
    """The bot's answer to all lines up to `covers_to`: claimed with a lease, kept for replay.

    `inputs` (state before, site facts, locale), `proposals`, `knowledge` and `decision` are what
    `replay` reads. `fence` rises with each claim: an older holder's commit is refused.
    """

    class Status(models.TextChoices):
        OPEN = "open"
        DONE = "done"
        DROPPED = "dropped"

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="turns")
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    covers_from = models.PositiveIntegerField()
    covers_to = models.PositiveIntegerField(null=True, blank=True)
    due = models.DateTimeField()
    settle_until = models.DateTimeField()
    lease_owner = models.CharField(max_length=64, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    fence = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    policy = models.ForeignKey(PolicyVersion, models.PROTECT, null=True, related_name="+")
    now = models.DateTimeField(null=True, blank=True)
    inputs = models.JSONField(default=dict, blank=True)
    proposals = models.JSONField(default=dict, blank=True)
    knowledge = models.JSONField(default=list, blank=True)
    decision = models.JSONField(default=dict, blank=True)
    error = models.CharField(max_length=300, blank=True)
    created = models.DateTimeField()
    finished = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("conversation",), condition=Q(status="open"), name="one_open_turn"
            )
        ]
        indexes = [models.Index(fields=("due",), condition=Q(status="open"), name="turn_due")]

    def __str__(self) -> str:
        return f"turn {self.pk} of {self.conversation_id} ({self.status})"


class JournalEntry(models.Model):
    """What happened in a conversation, for the desk; visitors never see it."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="journal")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    payload = models.JSONField(default=dict, blank=True)
    message_seq = models.PositiveIntegerField(null=True, blank=True)
    actor = models.CharField(max_length=200, blank=True)
    created = models.DateTimeField()

    class Meta:
        ordering = ("conversation", "number")
        constraints = [
            models.UniqueConstraint(fields=("conversation", "number"), name="journal_counts_up")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"
