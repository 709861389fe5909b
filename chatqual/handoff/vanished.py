"""What belongs to somebody who is no longer there goes back to the queue, and the visitor is told.

Gone is who gives no sign of life, and who may no longer be at the desk of that site.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from chatqual.conversations.errors import StaleOwner
from chatqual.conversations.models import Conversation
from chatqual.handoff.errors import NoAccess
from chatqual.handoff.models import AgentPresence
from chatqual.handoff.ownership import return_to_queue
from chatqual.handoff.presence import alive_since
from chatqual.handoff.staff import staff_of

if TYPE_CHECKING:
    import uuid

    from django.contrib.auth.models import User

log = logging.getLogger(__name__)
# Samples have owners who never sign in; they stay as they are.
_HELD = Q(mode=Conversation.Mode.HUMAN, is_sample=False)


def sweep_lost_agents(now: datetime) -> int:
    """Returns to the queue what belongs to nobody who is there. Gives how many it were."""
    alive = AgentPresence.objects.filter(user=OuterRef("owner"), last_seen__gte=alive_since(now))
    lost = (
        Conversation.objects.filter(_HELD)
        .annotate(is_held=Exists(alive))
        .filter(Q(is_held=False) | Q(owner__is_active=False) | Q(owner=None))
        .values_list("pk", "owner_epoch")
    )
    return _return(list(lost))


def return_what_is_barred(user: User) -> int:
    """Returns what a member of staff holds at sites where they may not be any more, at once."""
    try:
        sites = staff_of(user).sites
    except NoAccess:
        sites = ()
    barred = Conversation.objects.filter(_HELD, owner=user).exclude(site__in=sites)
    return _return(list(barred.values_list("pk", "owner_epoch")))


def _return(lost: Iterable[tuple[uuid.UUID, int]]) -> int:
    returned = 0
    for conversation_id, epoch in lost:
        try:
            return_to_queue(conversation_id=conversation_id, seen_epoch=epoch)
        except StaleOwner:
            # Taken, released or closed between the query and now: then it is not lost.
            log.debug("conversation %s changed meanwhile", conversation_id)
        else:
            returned += 1
    return returned
