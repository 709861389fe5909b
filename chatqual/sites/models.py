"""A site, who works for it, and the versions of its policy."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q

from chatqual.sites.crypto import EncryptedTextField
from chatqual.sites.origins import normal_origin


def make_secret() -> str:
    return secrets.token_urlsafe(32)


def check_origins(value: Any) -> None:
    """Each entry is a scheme, a host and perhaps a port, with nothing behind it."""
    if not isinstance(value, list):
        raise ValidationError("A list of origins is wanted, such as https://www.example.com.")
    for entry in value:
        if not isinstance(entry, str) or normal_origin(entry) != entry.rstrip("/").lower():
            raise ValidationError(
                f"{entry!r} is no origin. Write https://www.example.com, without a path."
            )


class Site(models.Model):
    """One website with a widget. `public_key` stands in the page's script tag; it is no secret."""

    public_key = models.CharField(
        max_length=64,
        unique=True,
        validators=[RegexValidator(r"^[A-Za-z0-9_-]+$", "Letters, digits, - and _ only.")],
    )
    name = models.CharField(max_length=200)
    locale = models.CharField(max_length=20, default="en")
    time_zone = models.CharField(max_length=64, default="UTC")
    fiscal_year_start = models.PositiveSmallIntegerField(
        default=1, help_text="Month in which the fiscal year begins, 1 to 12."
    )
    origins = models.JSONField(
        default=list,
        blank=True,
        validators=[check_origins],
        help_text="Origins of the pages that may embed the chat, such as https://www.example.com.",
    )
    theme = models.JSONField(default=dict, blank=True)
    texts = models.JSONField(default=dict, blank=True)
    starters = models.JSONField(default=list, blank=True)
    consent = models.JSONField(default=dict, blank=True)
    hours = models.JSONField(
        default=dict,
        blank=True,
        help_text='Opening hours by weekday, such as {"mon": ["08:00", "18:00"]}; empty: always.',
    )
    review_days = models.PositiveSmallIntegerField(
        default=180,
        validators=[MinValueValidator(1)],
        help_text="Documents that nobody reviewed for so many days are listed as stale.",
    )
    booking_url = models.URLField(blank=True)
    contact_email = models.EmailField(blank=True)
    secret = EncryptedTextField(default=make_secret, editable=False)
    is_demo = models.BooleanField(default=False)
    is_test_mode = models.BooleanField(
        "test mode",
        default=False,
        help_text="While on, each new chat is a test: it counts nowhere and alerts nobody.",
    )
    # The first hello from a page of the site itself (sites/live.py), and from where.
    seen_live_at = models.DateTimeField(null=True, blank=True, editable=False)
    seen_live_on = models.CharField(max_length=300, blank=True, editable=False)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A member of staff works for a site."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("site", "user"), name="one_membership_a_site")
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.site}"


class PolicyVersion(models.Model):
    """A version of a site's policy: `engine.policy.Policy` as JSON, never changed once live."""

    class Status(models.TextChoices):
        DRAFT = "draft"
        LIVE = "live"
        RETIRED = "retired"

    site = models.ForeignKey(Site, models.CASCADE, related_name="policies")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    data = models.JSONField()
    note = models.CharField(max_length=300, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("site", "-number")
        constraints = [
            models.UniqueConstraint(fields=("site", "number"), name="policy_numbers_count_up"),
            models.UniqueConstraint(
                fields=("site",), condition=Q(status="live"), name="one_live_policy_a_site"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site} v{self.number} ({self.status})"


from chatqual.sites.line_examples import LineExample  # noqa: E402,F401 - a model of this app
