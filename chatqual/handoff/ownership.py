"""Who speaks in a conversation: the bot, nobody yet, or one person; changed by compare-and-set.

The order is that of FAULTS 1.6: the UPDATE names the epoch that the caller saw. Whoever comes
second changes no row, and is told who has it. The bot's and a former owner's late writes carry an
older epoch and are refused.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.utils import timezone

from chatqual.audit.trail import record_audit
from chatqual.conversations.broadcast import poke_on_commit
from chatqual.conversations.errors import NotOwner, StaleOwner
from chatqual.conversations.journal import add_journal
from chatqual.conversations.listeners import tell_agent_line
from chatqual.conversations.models import Conversation, Message, Turn
from chatqual.conversations.opening import open_turn
from chatqual.conversations.override import forget_follow_up
from chatqual.conversations.receive import (
    add_message,
    add_system_line,
    close_log,
    lock_conversation,
)
from chatqual.conversations.texts import SystemLine, system_text
from chatqual.handoff.citing import resolve_cites
from chatqual.handoff.clock import stop_clock, tell_rings
from chatqual.handoff.fields import Cite
from chatqual.handoff.staff import public_name, public_title
from chatqual.realtime.transactions import writing

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Mode = Conversation.Mode
OUTCOMES = (
    "won",
    "qualified",
    "nurture",
    "answered",
    "support_done",
    "no_answer",
    "bad_fit",
    "spam",
)


@dataclass(frozen=True, slots=True)
class Held:
    """How a conversation stands after a change. `seq`: the line that it made, if it made one.

    `was_known`: the same had been done before, nothing was stored now.
    """

    conversation: uuid.UUID
    epoch: int
    mode: str
    seq: int | None = None
    was_known: bool = False


def claim(conversation_id: uuid.UUID, seen_epoch: int, **having: Any) -> Conversation | None:
    """Raises the epoch where it is still the one seen, and locks the row; else None."""
    claimed = Conversation.objects.filter(
        pk=conversation_id, owner_epoch=seen_epoch, **having
    ).update(owner_epoch=F("owner_epoch") + 1)
    return lock_conversation(pk=conversation_id) if claimed else None


def owner_name(conversation_id: uuid.UUID) -> str:
    conversation = Conversation.objects.select_related("owner").get(pk=conversation_id)
    return public_name(conversation.owner)


def say_to_visitor(
    conversation: Conversation, line: SystemLine, now: datetime, **values: str
) -> Message:
    """A system line in the visitor's language. The caller holds the lock and saves."""
    text = system_text(line, conversation.visitor.locale, **values)
    return add_system_line(conversation, now, text)


def record(
    conversation: Conversation, action: str, actor: User | None, detail: dict[str, Any]
) -> None:
    record_audit(
        actor=actor.get_username() if actor else "system",
        action=f"conversation.{action}",
        target=str(conversation.pk),
        detail={"epoch": conversation.owner_epoch, **detail},
    )


def drop_open_turn(conversation: Conversation, now: datetime) -> int:
    """The bot's answer that is under way is refused at its commit. Gives how many that were."""
    return Turn.objects.filter(conversation=conversation, status=Turn.Status.OPEN).update(
        status=Turn.Status.DROPPED, finished=now
    )


def let_bot_help(conversation: Conversation, now: datetime) -> None:
    """The bot answers what nobody has answered. The caller has saved the conversation."""
    unanswered = Message.objects.filter(
        conversation=conversation,
        author=Message.Author.VISITOR,
        seq__gt=conversation.answered_seq,
    )
    if unanswered.exists():
        open_turn(conversation, now, settle=False)


def held(conversation: Conversation, seq: int | None = None, was_known: bool = False) -> Held:
    return Held(conversation.pk, conversation.owner_epoch, conversation.mode, seq, was_known)


def take(*, conversation_id: uuid.UUID, user: User, seen_epoch: int) -> Held:
    """Makes `user` the owner. From then on the bot is silent: its open turn is dropped.

    Taken again by its owner it stays as it is. Raises StaleOwner with the name of who has it.
    """
    now = timezone.now()
    with writing():
        conversation = claim(conversation_id, seen_epoch, mode__in=(Mode.BOT, Mode.WAITING))
        if conversation is None:
            return _already_held(conversation_id, user)
        waited = conversation.waiting_since
        conversation.mode = Mode.HUMAN
        conversation.owner = user
        conversation.waiting_since = None
        forget_follow_up(conversation)
        dropped = drop_open_turn(conversation, now)
        line = say_to_visitor(conversation, "joined", now, name=public_title(user))
        seconds = (now - waited).total_seconds() if waited else None
        payload = {"waited_s": seconds, "dropped_turns": dropped}
        add_journal(conversation, "taken", payload, message_seq=line.seq, actor=public_name(user))
        conversation.save()
        record(conversation, "take", user, {"seq": line.seq})
        tell_rings(conversation)
        poke_on_commit(conversation)
    return held(conversation, line.seq)


def _already_held(conversation_id: uuid.UUID, user: User) -> Held:
    conversation = Conversation.objects.get(pk=conversation_id)
    if conversation.mode == Mode.HUMAN and conversation.owner_id == user.pk:
        return held(conversation, was_known=True)
    raise StaleOwner(owner_name(conversation_id))


def release(*, conversation_id: uuid.UUID, user: User, seen_epoch: int) -> Held:
    """Gives the conversation back to the bot, which answers what has been left unanswered.

    Raises StaleOwner where `user` is not, or under this epoch no longer, the owner.
    """
    now = timezone.now()
    with writing():
        conversation = claim(conversation_id, seen_epoch, mode=Mode.HUMAN, owner=user)
        if conversation is None:
            raise StaleOwner(owner_name(conversation_id))
        line = _leave(conversation, Mode.BOT, "left", now, public_title(user))
        add_journal(conversation, "released", message_seq=line.seq, actor=public_name(user))
        conversation.save()
        let_bot_help(conversation, now)
        record(conversation, "release", user, {"seq": line.seq})
        poke_on_commit(conversation)
    return held(conversation, line.seq)


def _leave(
    conversation: Conversation, mode: Mode, text: SystemLine, now: datetime, name: str
) -> Message:
    conversation.mode = mode
    conversation.owner = None
    conversation.waiting_since = now if mode == Mode.WAITING else None
    return say_to_visitor(conversation, text, now, name=name)


def return_to_queue(*, conversation_id: uuid.UUID, seen_epoch: int) -> Held:
    """The owner is gone: the conversation waits for a person again, and the bot helps meanwhile.

    Raises StaleOwner where something has changed since.
    """
    now = timezone.now()
    with writing():
        name = owner_name(conversation_id) or _last_agent_name(conversation_id)
        conversation = claim(conversation_id, seen_epoch, mode=Mode.HUMAN)
        if conversation is None:
            raise StaleOwner(owner_name(conversation_id))
        line = _leave(conversation, Mode.WAITING, "lost", now, name)
        add_journal(conversation, "agent_lost", {"name": name}, message_seq=line.seq)
        conversation.save()
        let_bot_help(conversation, now)
        record(conversation, "agent_lost", None, {"seq": line.seq})
        poke_on_commit(conversation)
    return held(conversation, line.seq)


def _last_agent_name(conversation_id: uuid.UUID) -> str:
    """Whose account is deleted is still known by the name that stands on their last line."""
    last = (
        Message.objects.filter(conversation=conversation_id, author=Message.Author.AGENT)
        .order_by("-seq")
        .first()
    )
    return last.name if last else Conversation.objects.get(pk=conversation_id).site.name


def close(*, conversation_id: uuid.UUID, user: User, seen_epoch: int, outcome: str) -> Held:
    """Ends the conversation with an outcome: one's own, or one that no person has.

    Closed already, it stays as it is. Raises StaleOwner, and NotOwner where a colleague has it.
    """
    now = timezone.now()
    with writing():
        conversation = lock_conversation(pk=conversation_id)
        if conversation.mode == Mode.CLOSED:
            return held(conversation, was_known=True)
        if conversation.owner_epoch != seen_epoch:
            raise StaleOwner(owner_name(conversation_id))
        if conversation.mode == Mode.HUMAN and conversation.owner_id != user.pk:
            raise NotOwner(owner_name(conversation_id))
        line = close_log(conversation, now, by=public_name(user), outcome=outcome)
        forget_follow_up(conversation)
        conversation.save()
        record(conversation, "close", user, {"seq": line.seq, "outcome": outcome})
        poke_on_commit(conversation)
    return held(conversation, line.seq)


def send_agent_message(
    *,
    conversation_id: uuid.UUID,
    user: User,
    seen_epoch: int,
    client_id: uuid.UUID,
    text: str,
    cites: Sequence[Cite] = (),
) -> Held:
    """Stores the owner's line once per `client_id`; sent again, the same seq comes back.

    `text` is clean and within bounds. Raises NotOwner, or StaleOwner where the owner took it anew
    under another epoch, and BadFrame where what is cited may not be shown.
    """
    now = timezone.now()
    with writing():
        conversation = lock_conversation(pk=conversation_id)
        known = Message.objects.filter(
            conversation=conversation, author=Message.Author.AGENT, client_id=client_id
        ).first()
        if known is not None:
            return held(conversation, known.seq, True)
        if conversation.mode != Mode.HUMAN or conversation.owner_id != user.pk:
            raise NotOwner(owner_name(conversation_id))
        if conversation.owner_epoch != seen_epoch:
            raise StaleOwner(owner_name(conversation_id))
        line = add_message(
            conversation,
            now,
            author=Message.Author.AGENT,
            agent=user,
            name=public_name(user),
            client_id=client_id,
            text=text,
            citations=resolve_cites(conversation.site_id, text, cites, str(client_id)),
        )
        # A person has spoken to all that came before; after a release the bot does not again.
        conversation.answered_seq = line.seq
        conversation.agent_read_seq = line.seq
        conversation.save()
        tell_agent_line(conversation, line, now)
        record(conversation, "message", user, {"seq": line.seq})
        stop_clock(conversation, now, user)
        poke_on_commit(conversation)
    return held(conversation, line.seq)


def record_agent_read(*, conversation_id: uuid.UUID, user: User, seq: int) -> bool:
    """Remembers how far the desk has read; it never goes back.

    True where it is the owner who read further: only that is told to the visitor.
    """
    with writing():
        changed = Conversation.objects.filter(
            pk=conversation_id, agent_read_seq__lt=seq, last_seq__gte=seq
        ).update(agent_read_seq=seq)
    return bool(
        changed
        and Conversation.objects.filter(pk=conversation_id, mode=Mode.HUMAN, owner=user).exists()
    )
