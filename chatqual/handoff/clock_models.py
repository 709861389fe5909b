"""By when a person should speak in a conversation, and what each site lays down for it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from chatqual.conversations.models import Conversation
from chatqual.sites.models import Site

_FROM_ONE = [MinValueValidator(1)]


def usual_teams() -> dict[str, str]:
    return {"sales": "sales", "support": "support"}


def check_teams(value: Any) -> None:
    """Kinds of leads, each with the name of a team."""
    is_right = isinstance(value, dict) and all(isinstance(team, str) for team in value.values())
    if not is_right:
        raise ValidationError("Name a team for each kind of lead.")


class DeskSettings(models.Model):
    """How fast people are to answer at a site, whom it rings, and how much one person has at once.

    Minutes count in opening hours only. A site without a row has these defaults.
    """

    site = models.OneToOneField(Site, models.CASCADE, related_name="desk_settings")
    minutes_hot = models.PositiveIntegerField("hot lead", default=5, validators=_FROM_ONE)
    minutes_warm = models.PositiveIntegerField("warm lead", default=15, validators=_FROM_ONE)
    minutes_cold = models.PositiveIntegerField("cold lead", default=60, validators=_FROM_ONE)
    minutes_unknown = models.PositiveIntegerField("not known yet", default=20, validators=_FROM_ONE)
    capacity = models.PositiveSmallIntegerField(
        default=5,
        validators=_FROM_ONE,
        help_text="Conversations that a person has at once before it rings for them no more.",
    )
    teams = models.JSONField(
        default=usual_teams,
        blank=True,
        validators=[check_teams],
        help_text="Which team it rings first, by the kind of lead. All others ring for everybody.",
    )

    class Meta:
        verbose_name = "desk settings"
        verbose_name_plural = "desk settings"

    def __str__(self) -> str:
        return f"The desk of {self.site}"

    def minutes_for(self, tier: str) -> int:
        """Open minutes until a person should have spoken."""
        named = {
            "hot": self.minutes_hot,
            "warm": self.minutes_warm,
            "cold": self.minutes_cold,
            "unqualified": self.minutes_cold,
        }
        return named.get(tier, self.minutes_unknown)

    def team_for(self, lead_type: str) -> str:
        """ "" where it rings for everybody."""
        return str(self.teams.get(lead_type, ""))


def desk_settings_of(site: Site) -> DeskSettings:
    """The site's, or the defaults, not stored."""
    return DeskSettings.objects.filter(site=site).first() or DeskSettings(site=site)


class ResponseClock(models.Model):
    """One row a conversation, set anew with each wait for a person; handoff/clock.py alone writes.

    It runs from the handoff to a person's first line. Past `due` it rings for everybody. `to`: the
    colleague to whom it was handed over, with a word in `reason` by `by`, until `seen_at`.
    """

    conversation = models.OneToOneField(Conversation, models.CASCADE, related_name="clock")
    site = models.ForeignKey(Site, models.CASCADE, related_name="+")
    team = models.CharField(max_length=40, blank=True)
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    started = models.DateTimeField()
    due = models.DateTimeField()
    escalated_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(
                fields=("due",),
                condition=Q(stopped_at=None, escalated_at=None),
                name="clock_running",
            ),
            models.Index(fields=("site",), condition=Q(stopped_at=None), name="clock_of_site"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} by {self.due}"
