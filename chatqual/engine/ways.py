"""Where wishes lead under a policy: its own booking page and addresses before those of the site."""

from __future__ import annotations

from dataclasses import replace

from chatqual.engine.policy_shapes import Policy
from chatqual.engine.state import LeadType
from chatqual.engine.turns import SiteFacts


def site_under(policy: Policy, site: SiteFacts, lead_type: LeadType) -> SiteFacts:
    """The facts of the site as this policy has them for a visitor of this type."""
    ways = policy.ways
    return replace(
        site,
        booking_url=ways.booking_url or site.booking_url,
        contact_email=ways.write_to.get(lead_type) or site.contact_email,
    )
