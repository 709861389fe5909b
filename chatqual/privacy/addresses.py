"""Which logs an e-mail address stands in. Finding is no proof: a person decides who is meant."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from chatqual.conversations.models import Conversation, Message


def logs_with_address(sites: Iterable[int], address: str) -> set[uuid.UUID]:
    """Conversations whose record or lines hold the address, whoever wrote it there."""
    found = Conversation.objects.filter(state__icontains=address, site__in=list(sites))
    lines = Message.objects.filter(
        conversation__site__in=list(sites), author=Message.Author.VISITOR, text__icontains=address
    )
    return {*found.values_list("pk", flat=True), *lines.values_list("conversation", flat=True)}
