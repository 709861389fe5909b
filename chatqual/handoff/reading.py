"""How far each member of staff has read each log; what the list shows as unread comes from here."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import transaction
from django.db.models import IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from chatqual.conversations.broadcast import send_to_group
from chatqual.conversations.models import Message
from chatqual.handoff.errors import NotFound
from chatqual.handoff.queue_models import ReadMark
from chatqual.handoff.registry import add_look_up
from chatqual.handoff.staff import Staff, conversations_of, staff_group
from chatqual.realtime.loop import run_on_loop
from chatqual.realtime.transactions import writing

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class MarkUnread:
    """Puts the visitor's last line back among the unread, for oneself alone."""

    type: ClassVar[str] = "mark_unread"
    conversation: uuid.UUID


@dataclass(frozen=True, slots=True)
class Marked:
    """`seq`: how far the log counts as read now."""

    type: ClassVar[str] = "marked"
    conversation: str
    seq: int


def own_mark(user: User) -> Any:
    """How far `user` has read the conversation of the outer query; 0 where they never did."""
    mark = ReadMark.objects.filter(conversation=OuterRef("pk"), user=user).values("seq")[:1]
    return Coalesce(Subquery(mark), Value(0), output_field=IntegerField())


def read_to(user: User, conversation: uuid.UUID) -> int:
    mark = ReadMark.objects.filter(conversation=conversation, user=user).first()
    return mark.seq if mark else 0


def record_read(*, staff: Staff, conversation_id: uuid.UUID, seq: int) -> None:
    """Remembers that they have read up to `seq`; it never goes back, nor beyond the log.

    Their other tabs are told.
    """
    with writing():
        log = conversations_of(staff).filter(pk=conversation_id, last_seq__gte=seq)
        if not log.exists():
            return
        mark, was_made = ReadMark.objects.get_or_create(
            user=staff.user, conversation_id=conversation_id, defaults={"seq": seq}
        )
        if was_made or ReadMark.objects.filter(pk=mark.pk, seq__lt=seq).update(seq=seq):
            _tell_own_tabs(staff, conversation_id)


def mark_unread(staff: Staff, frame: MarkUnread) -> Marked:
    """Raises NotFound."""
    with writing():
        log = conversations_of(staff).filter(pk=frame.conversation).first()
        if log is None:
            raise NotFound(str(frame.conversation))
        theirs = Message.objects.filter(conversation=log, author=Message.Author.VISITOR)
        last = theirs.order_by("-seq").values_list("seq", flat=True).first() or 1
        ReadMark.objects.filter(user=staff.user, conversation=log, seq__gte=last).update(
            seq=Value(last - 1)
        )
        _tell_own_tabs(staff, log.pk)
    return Marked(str(log.pk), read_to(staff.user, log.pk))


def _tell_own_tabs(staff: Staff, conversation: uuid.UUID) -> None:
    event = {"type": "desk.poke", "conversation": str(conversation)}
    group = staff_group(staff.user.pk)
    transaction.on_commit(lambda: run_on_loop(send_to_group(group, event)))


add_look_up(MarkUnread, mark_unread)
