"""Who of the staff is at the desk, under which name visitors meet them, and what is to be done."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from chatqual.conversations.models import Conversation
from chatqual.sites.models import Site


class AgentProfile(models.Model):
    """How visitors see a member of staff: "Jonas (sales)". Without one: first name, sales."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="agent_profile"
    )
    public_name = models.CharField(
        max_length=100, blank=True, help_text="What visitors read. Empty: the first name."
    )
    team = models.CharField(max_length=40, default="sales", help_text="Sales, support, ...")
    capacity = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Conversations at once before it rings no more. Empty: as at the site.",
    )

    def __str__(self) -> str:
        return f"{self.public_name or self.user} ({self.team})"


class AgentPresence(models.Model):
    """A member of staff at the desk of a site. Whoever is silent for too long is not there.

    `last_seen` is written by the desk's heartbeat and by each call of the HTTP interface,
    `last_active` where the person does something in any of the tabs; None: not known.
    """

    class Status(models.TextChoices):
        ONLINE = "online"
        AWAY = "away"
        OFFLINE = "offline"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="presences")
    site = models.ForeignKey(Site, models.CASCADE, related_name="presences")
    status = models.CharField(max_length=10, choices=Status, default=Status.ONLINE)
    last_seen = models.DateTimeField()
    last_active = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        permissions = [("use_desk", "Can use the desk")]
        constraints = [models.UniqueConstraint(fields=("user", "site"), name="one_presence_a_site")]
        indexes = [models.Index(fields=("site", "status", "-last_seen"), name="presence_online")]

    def __str__(self) -> str:
        return f"{self.user} {self.status} at {self.site}"


class Task(models.Model):
    """Something that a person at a site has to do, once per `key`. Done means done by somebody.

    Made and finished by `handoff/tasks.py` alone. `due` None: at any time.
    """

    class Kind(models.TextChoices):
        CALL_BACK = "call_back", "Call back"
        FOLLOW_UP = "follow_up", "Follow up"
        DATA_REQUEST = "data_request", "Data request"
        MENTION = "mention", "Mention"
        OTHER = "other", "Other"

    site = models.ForeignKey(Site, models.CASCADE, related_name="tasks")
    conversation = models.ForeignKey(
        Conversation, models.CASCADE, null=True, blank=True, related_name="tasks"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    key = models.CharField(max_length=200, editable=False)
    text = models.CharField(max_length=500)
    due = models.DateTimeField(null=True, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=("site", "key"), name="task_once")]
        indexes = [
            models.Index(fields=("site", "due"), condition=Q(done_at=None), name="task_open")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"


# What the list remembers, in a file of its own.
from chatqual.handoff.clock_models import DeskSettings, ResponseClock  # noqa: E402, F401
from chatqual.handoff.queue_models import ReadMark, SearchEntry, SearchMark  # noqa: E402, F401

# What staff write for themselves.
from chatqual.handoff.writing_models import CannedAnswer, Mention, Note  # noqa: E402, F401
