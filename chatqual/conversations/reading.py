"""With what a text of a conversation is read outside a turn."""

from __future__ import annotations

from datetime import datetime

from chatqual.conversations.models import Conversation
from chatqual.engine.state import State
from chatqual.engine.understanding.base import Context
from chatqual.sites.registry import site_by_id


def reading_context(
    conversation: Conversation, now: datetime, topics: tuple[str, ...] = ()
) -> Context:
    """The visitor's locale, the site's day and fiscal year, and what is known of the visitor."""
    site = site_by_id(conversation.site_id)
    return Context(
        now,
        locale=conversation.visitor.locale,
        time_zone=site.time_zone,
        fiscal_year_start=site.fiscal_year_start,
        before=State.from_json(conversation.state).slots.known(),
        topics=topics,
    )
