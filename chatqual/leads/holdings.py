"""What a lead holds of a person, for the registry of privacy."""

from __future__ import annotations

from chatqual.leads.models import Lead
from chatqual.privacy.registry import hold, hold_nothing


def register_leads() -> None:
    """The lead goes with its conversation, and is exported with it."""
    hold(
        "leads.Lead",
        what="Who they are as a lead, whose they are and what came of it",
        term="lead",
        find=lambda person: Lead.objects.filter(conversation__in=person.conversations),
        personal="name company email phone need tier score lead_type may_contact source page "
        "referrer campaign outcome",
        pseudonym="conversation",
        staff="owner seen_owner",
        plain="site is_overridden is_sample is_dropped created changed version seen_outcome",
    )
    hold_nothing("leads.LeadMark", plain="entry lines_until")
