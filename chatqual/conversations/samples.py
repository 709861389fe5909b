"""Sample conversations: made by `seed_demo`, marked as such, gone in one click."""

from __future__ import annotations

from django.db.models import QuerySet

from chatqual.audit.trail import record_audit
from chatqual.conversations.broadcast import poke_on_commit
from chatqual.conversations.models import Conversation, Visitor
from chatqual.realtime.transactions import writing
from chatqual.sites.models import Site


def samples_of(sites: QuerySet[Site]) -> QuerySet[Conversation]:
    return Conversation.objects.filter(site__in=sites, is_sample=True)


def remove_samples(*, sites: QuerySet[Site], actor: str) -> int:
    """Removes them with their visitors, and nothing else. Gives how many they were."""
    with writing():
        found = list(samples_of(sites))
        Visitor.objects.filter(pk__in=[c.visitor_id for c in found]).delete()
        if found:
            detail = {"count": len(found)}
            record_audit(actor=actor, action="samples.removed", target="samples", detail=detail)
        for conversation in found:
            poke_on_commit(conversation)
    return len(found)
