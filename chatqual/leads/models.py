"""A lead: who somebody is, what they are worth, whose they are and what came of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from chatqual.conversations.models import Conversation
from chatqual.engine.slots import Json
from chatqual.sites.models import Site


class Outcome(models.TextChoices):
    """What became of a lead: the outcomes with which the desk closes a conversation."""

    WON = "won", "Won"
    QUALIFIED = "qualified", "Qualified"
    NURTURE = "nurture", "Nurture"
    ANSWERED = "answered", "Answered"
    BAD_FIT = "bad_fit", "Bad fit"
    SPAM = "spam", "Spam"


class Lead(models.Model):
    """One visitor of one site, by the number of their conversation.

    All but `owner` and `outcome` follows from the conversation (leads/facts.py) and can be made
    again; those two are whoever set them last, the desk or somebody on the page of leads.
    `seen_owner` and `seen_outcome` are what the conversation said when it was last read, so that
    only news from there counts. `version` rises with each change; last line and last activity are
    read from the conversation and raise nothing.
    """

    conversation = models.OneToOneField(
        Conversation, models.CASCADE, primary_key=True, related_name="lead"
    )
    site = models.ForeignKey(Site, models.CASCADE, related_name="leads")
    name = models.CharField(max_length=200, blank=True)
    company = models.CharField(max_length=200, blank=True)
    email = models.CharField("e-mail", max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    need = models.CharField(max_length=300, blank=True)
    # The tier and the score that count: a person's where one was set, else the computed ones.
    tier = models.CharField(max_length=30)
    score = models.PositiveSmallIntegerField()
    is_overridden = models.BooleanField(default=False)
    lead_type = models.CharField("type", max_length=20)
    may_contact = models.BooleanField(default=True)
    # Of the first visit.
    source = models.CharField(max_length=200, blank=True)
    page = models.CharField(max_length=2000, blank=True)
    referrer = models.CharField(max_length=2000, blank=True)
    campaign = models.JSONField(default=dict, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="leads"
    )
    outcome = models.CharField(max_length=30, choices=Outcome, blank=True)
    seen_owner = models.BigIntegerField(null=True, editable=False)
    seen_outcome = models.CharField(max_length=30, blank=True, editable=False)
    is_sample = models.BooleanField(default=False)
    # It turned out to be spam or a test, or the visitor took their consent back.
    is_dropped = models.BooleanField(default=False)
    created = models.DateTimeField()
    changed = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-created",)
        indexes = [
            models.Index(fields=("site", "-created"), condition=Q(is_dropped=False), name="leads")
        ]

    def __str__(self) -> str:
        return self.who

    @property
    def who(self) -> str:
        """Name, else address, company or a number to tell them apart."""
        known = self.name or self.email or self.company or self.phone
        return known or f"Visitor {self.conversation_id.hex[:4]}"

    def to_json(self) -> Json:
        """The lead as other programs get it. `id` is the conversation's."""
        return {
            "id": str(self.conversation_id),
            "version": self.version,
            "site": self.site.public_key,
            "name": self.name,
            "company": self.company,
            "email": self.email,
            "phone": self.phone,
            "need": self.need,
            "tier": self.tier,
            "score": self.score,
            "lead_type": self.lead_type,
            "may_contact": self.may_contact,
            "source": self.source,
            "page": self.page,
            "referrer": self.referrer,
            "campaign": self.campaign,
            "owner": self.owner.get_username() if self.owner else None,
            "outcome": self.outcome,
            "is_dropped": self.is_dropped,
            "created": self.created.isoformat(),
            "changed": self.changed.isoformat(),
        }


class LeadMark(models.Model):
    """How far the sweeper has read: the last journal entry, and lines up to an instant."""

    entry = models.BigIntegerField(default=0)
    lines_until = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"entry {self.entry}"
