"""Leads as the page and the files read them, with the last line of their conversation."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import OuterRef, QuerySet, Subquery

from chatqual.conversations.models import Message
from chatqual.leads.models import Lead


def with_last_line(leads: QuerySet[Lead]) -> QuerySet[Lead]:
    """Adds `last_text` and `last_author`: what a person or the bot said last."""
    last = (
        Message.objects.filter(conversation=OuterRef("pk"))
        .exclude(author=Message.Author.SYSTEM)
        .order_by("-seq")
    )
    return leads.annotate(
        last_text=Subquery(last.values("text")[:1]), last_author=Subquery(last.values("author")[:1])
    )


def owner_name(user: User | None) -> str:
    """As colleagues read it; "" for nobody."""
    return (user.get_full_name() or user.get_username()) if user else ""
