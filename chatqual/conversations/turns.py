"""Turn rows: claimed with a lease, loaded, committed under the checks that keep the promises."""

from __future__ import annotations

import socket
import uuid
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from os import getpid
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from chatqual.conversations.models import Conversation, Message, Turn
from chatqual.conversations.rows import MESSAGES, TURNS
from chatqual.engine.turns import VisitorLine
from chatqual.realtime.statements import fetch

Status = Turn.Status
# How far back the bot's last line is looked for.
LOOK_BACK = 20
HOST = socket.gethostname()[:20]
# Turns that are waiting for a thread; of the rest the rows are read again.
KEPT_HANDED = 1000


@dataclass(frozen=True, slots=True)
class Claim:
    """A turn that this thread holds for the length of the lease.

    `owner` is new for each claim: whoever claimed before cannot commit any more.
    """

    turn: int
    owner: str


@dataclass(frozen=True, slots=True)
class Work:
    """What a turn is worked out from; epoch, version and last_seq must still hold at its commit."""

    turn: Turn
    conversation: Conversation
    lines: tuple[VisitorLine, ...]
    epoch: int
    version: int
    last_seq: int
    bot_seq: int | None


def new_owner() -> str:
    """A name that no other claim has."""
    return f"{HOST}:{getpid()}:{uuid.uuid4().hex[:16]}"


def claim_turn(pk: int) -> Claim | None:
    """Takes the turn where it is open, due and nobody's; None where there is nothing to do."""
    now = timezone.now()
    owner = new_owner()
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    claimed = Turn.objects.filter(free, pk=pk, status=Status.OPEN, due__lte=now).update(
        lease_owner=owner,
        lease_until=now + timedelta(seconds=settings.CHATQUAL_TURN_LEASE),
        fence=F("fence") + 1,
        attempts=F("attempts") + 1,
    )
    return Claim(pk, owner) if claimed else None


def _held(claim: Claim) -> QuerySet[Turn]:
    return Turn.objects.filter(pk=claim.turn, lease_owner=claim.owner, status=Status.OPEN)


_handed: OrderedDict[str, tuple[Turn, Conversation]] = OrderedDict()


def hand_over(turn: Turn, conversation: Conversation) -> None:
    """Keeps a new turn's rows for its first attempt in this process, which then reads only lines.

    The caller is about to commit them, and does not touch them any more after that.
    """
    _handed[turn.lease_owner] = (turn, conversation)
    if len(_handed) > KEPT_HANDED:
        _handed.popitem(last=False)


def load_work(claim: Claim) -> Work | None:
    """The conversation and its unanswered lines; None where the turn was dropped meanwhile.

    Site and policy are not joined: both are cached, and a policy is large. Rows that were handed
    over are as old as the line; where another came meanwhile, all is read anew. What else has
    changed the commit finds.
    """
    turn, conversation = _handed.pop(claim.owner, (None, None))
    if turn is not None and conversation is not None:
        work = _work_of(turn, conversation)
        if not work.lines or work.lines[-1].seq <= work.last_seq:
            return work
    turn = _held(claim).select_related("conversation", "conversation__visitor").first()
    return None if turn is None else _work_of(turn, turn.conversation)


def _work_of(turn: Turn, conversation: Conversation) -> Work:
    rows = fetch(
        f"""SELECT "seq", "author", "text" FROM {MESSAGES.name} WHERE "conversation_id" = %s
        AND (("author" = 'visitor' AND "seq" > %s) OR ("author" = 'bot' AND "seq" >= %s))
        ORDER BY "seq" """,  # noqa: S608 - the model's own name
        [
            *MESSAGES.values({"conversation_id": conversation.pk}),
            conversation.answered_seq,
            conversation.answered_seq - LOOK_BACK,
        ],
    )
    visitor, bot = Message.Author.VISITOR.value, Message.Author.BOT.value
    return Work(
        turn=turn,
        conversation=conversation,
        lines=tuple(VisitorLine(seq, text) for seq, author, text in rows if author == visitor),
        epoch=conversation.owner_epoch,
        version=conversation.version,
        last_seq=conversation.last_seq,
        bot_seq=max((seq for seq, author, _ in rows if author == bot), default=None),
    )


def attempts_of(claim: Claim) -> int:
    """How often this turn was begun, this time included."""
    return _held(claim).values_list("attempts", flat=True).first() or 0


def release_turn(claim: Claim, due: datetime, *, count: bool = True, error: str = "") -> None:
    """Gives the turn back, to be done at `due`. `count=False` takes the attempt back."""
    changes: dict[str, Any] = {"lease_until": None, "lease_owner": "", "due": due}
    if not count:
        changes["attempts"] = F("attempts") - 1
    if error:
        changes["error"] = error[:300]
    _held(claim).update(**changes)


def let_settle(claim: Claim, until: datetime) -> bool:
    """Gives the turn back until `until`, when the visitor has paused; that try does not count.

    False where a line or typing has moved that moment meanwhile: then it is to be looked at anew.
    """
    return bool(
        _held(claim)
        .filter(settle_until=until)
        .update(lease_until=None, lease_owner="", due=until, attempts=F("attempts") - 1)
    )


def drop_turn(claim: Claim, why: str) -> None:
    _held(claim).update(
        status=Status.DROPPED, finished=timezone.now(), lease_until=None, error=why[:300]
    )


def finish_turn(claim: Claim, covers_to: int | None, **kept: Any) -> bool:
    """Marks the turn done inside the caller's transaction; False where the lease was lost."""
    done = {
        "status": Status.DONE,
        "covers_to": covers_to,
        "finished": timezone.now(),
        "lease_until": None,
    }
    held = {"id": claim.turn, "lease_owner": claim.owner, "status": Status.OPEN}
    return bool(TURNS.update({**done, **kept}, held))


def forget_leases() -> int:
    """For a process that knows it is alone: whoever held a turn before is gone."""
    open_turns = Turn.objects.filter(status=Status.OPEN, lease_until__isnull=False)
    return open_turns.update(lease_until=None, lease_owner="")


def due_turns(now: datetime, limit: int = 100) -> list[int]:
    """Open turns that nobody holds and whose time has come, oldest first."""
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    return list(
        Turn.objects.filter(free, status=Status.OPEN, due__lte=now)
        .order_by("due")
        .values_list("pk", flat=True)[:limit]
    )


def prolong_settling(conversation: uuid.UUID) -> None:
    """The visitor is typing on: a turn that still waits for more waits a little longer."""
    now = timezone.now()
    longest = timedelta(milliseconds=settings.CHATQUAL_SETTLE_MAX_MS)
    Turn.objects.filter(
        conversation_id=conversation,
        status=Status.OPEN,
        settle_until__gt=now,
        created__gt=now - longest,
    ).update(settle_until=now + timedelta(milliseconds=settings.CHATQUAL_SETTLE_MS))
