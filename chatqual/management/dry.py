"""What replay, chat and evaluate share: a site's policy and knowledge outside a server."""

from __future__ import annotations

from datetime import datetime

from django.core.management.base import CommandError

from chatqual.engine.policy import Policy
from chatqual.engine.ports import Knowledge
from chatqual.engine.turns import SiteFacts
from chatqual.pipeline import site_facts
from chatqual.replay import DryChat
from chatqual.sites.models import PolicyVersion, Site
from chatqual.sites.policies import ensure_live_policy, policy_from, policy_of
from knowledge.index import is_held_elsewhere
from knowledge.line_sense import sense_for
from knowledge.service import knowledge_for


def site_or_fault(key: str) -> Site:
    site = Site.objects.filter(public_key=key).first()
    if site is None:
        known = ", ".join(Site.objects.values_list("public_key", flat=True)[:20]) or "none yet"
        raise CommandError(
            f"There is no site {key!r}. Known are: {known}. Make one: manage.py site {key}"
        )
    return site


def policy_or_fault(site: Site, number: str | None) -> Policy:
    if number is None:
        return policy_of(ensure_live_policy(site).pk)
    version = PolicyVersion.objects.filter(site=site, number=number).first()
    if version is None:
        known = ", ".join(
            str(n) for n in PolicyVersion.objects.filter(site=site).values_list("number", flat=True)
        )
        raise CommandError(f"Site {site.public_key} has no policy {number}. Known are: {known}.")
    return policy_from(version)


def index_note() -> str:
    """Says which way the passages are searched."""
    if is_held_elsewhere():
        return "The index is held by the server: searching the stored vectors exactly."
    return "Searching the index."


def dry_chat(site: Site, policy: Policy, id: str, locale: str, now: datetime) -> DryChat:
    """A conversation with the site's policy and knowledge that writes no row."""
    facts: SiteFacts = site_facts(site, locale.split("-")[0], now)
    knowledge: Knowledge = knowledge_for(site)
    sense = sense_for(site.pk)
    return DryChat(id, policy, knowledge, facts, sense, locale=locale)
