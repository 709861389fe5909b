"""What turns asked the documents, and what visitors thought of the answers, told to the curators.

The sweeper calls it: rows that stand already are read behind the turns. Each kind of row is read
once, in the order of its numbers, up to a mark; a process that dies in between reads them again.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, Min, Q
from django.utils import timezone

from chatqual.conversations.models import Message, Receipt, Turn
from chatqual.engine.ports import KnowledgeAnswer
from chatqual.realtime.transactions import writing
from knowledge.usage import TurnUse, count_uses, forget_old, mark_of, note_feedback

log = logging.getLogger(__name__)

TURNS, FEEDBACK = "turns", "feedback"
AT_ONCE = 200
# A row's number is taken before it can be seen: a lower one may appear until its transaction ends.
GRACE = timedelta(seconds=3)
# Their questions are no measure of the documents; nor are those of tests and samples.
NOT_COUNTED = ("vendor", "spam")


def tell_curators(now: datetime | None = None) -> int:
    """Count what was finished since the last call; returns how many turns, at most so many."""
    now = now or timezone.now()
    counted = _count_turns(now)
    _count_feedback(now)
    if counted:
        forget_old(now)
    return counted


def _count_turns(now: datetime) -> int:
    mark = mark_of(TURNS)
    last = _settled(now, mark)
    if last <= mark:
        return 0
    rows = Turn.objects.filter(pk__gt=mark, pk__lte=last).order_by("pk")
    turns = list(rows.select_related("conversation")[:AT_ONCE])
    if len(turns) == AT_ONCE:
        last = turns[-1].pk
    asked = [turn for turn in turns if turn.knowledge and _counts(turn)]
    lines = _lines(asked)
    uses = [use for turn in asked if (use := _use(turn, lines)) is not None]
    with writing():
        # Whoever was deleted since they were read is not counted: their turns are locked or gone.
        there = Turn.objects.select_for_update().filter(pk__in=[use.turn for use in uses])
        still = set(there.values_list("pk", flat=True))
        count_uses([use for use in uses if use.turn in still], feed=TURNS, last=last)
    return len(uses)


def _settled(now: datetime, mark: int) -> int:
    """The number up to which no turn is open, nor can one appear."""
    new = Turn.objects.filter(pk__gt=mark)
    is_early = Q(status=Turn.Status.OPEN) | Q(created__gt=now - GRACE)
    first = new.filter(is_early).aggregate(n=Min("pk"))["n"]
    if first is not None:
        return int(first) - 1
    return int(new.aggregate(n=Max("pk"))["n"] or mark)


def _counts(turn: Turn) -> bool:
    conversation = turn.conversation
    if turn.status != Turn.Status.DONE or conversation.is_test or conversation.is_sample:
        return False
    opted_out = (conversation.state or {}).get("opted_out", ())
    return conversation.lead_type not in NOT_COUNTED and "data" not in opted_out


def _lines(turns: list[Turn]) -> dict[tuple[Any, int | None], Message]:
    """The bot's line of each turn, by conversation and the last line that it answers."""
    found = Message.objects.filter(
        conversation__in=[turn.conversation_id for turn in turns],
        reply_to__in=[turn.covers_to for turn in turns],
        author=Message.Author.BOT,
    )
    return {(line.conversation_id, line.reply_to): line for line in found}


def _use(turn: Turn, lines: dict[tuple[Any, int | None], Message]) -> TurnUse | None:
    try:
        answers = _answers(turn)
    except (KeyError, TypeError, ValueError):
        # Of a version that stored it otherwise: it must not hold up those behind it.
        log.warning("turn %s cannot be read, so it is not counted", turn.pk, exc_info=True)
        return None
    line = lines.get((turn.conversation_id, turn.covers_to))
    return TurnUse(
        site=turn.conversation.site_id,
        turn=turn.pk,
        conversation=turn.conversation_id,
        answers=answers,
        line=line.text if line else "",
        feedback=line.feedback if line else "",
        at=turn.finished or turn.created,
    )


def _answers(turn: Turn) -> tuple[KnowledgeAnswer, ...]:
    """Those to what the visitor asked, and what else the line tells from the documents.

    A turn also looks things up by itself, and leaves out what does not fit what was said.
    """
    trace = turn.decision.get("outcome", {}).get("trace", [])
    told = [step for step in trace if step.get("step") == "answer"]
    return tuple(
        KnowledgeAnswer.from_json(answer)
        for answer, step in zip(turn.knowledge, told, strict=False)
        if str(step.get("reason", "")).partition(";")[0] == "asked"
        or (answer["state"] == "answered" and step.get("accepted"))
    )


def _count_feedback(now: datetime) -> None:
    mark = mark_of(FEEDBACK)
    settled = Receipt.objects.filter(pk__gt=mark, created__lt=now - GRACE).order_by("pk")
    receipts = list(settled[:AT_ONCE])
    if not receipts:
        return
    given = [row for row in receipts if row.kind == FEEDBACK]
    found = [(turn, str(row.payload["value"])) for row in given for turn in _turns_of(row)]
    note_feedback(found, feed=FEEDBACK, last=receipts[-1].pk)


def _turns_of(receipt: Receipt) -> list[int]:
    line = Message.objects.filter(
        conversation=receipt.conversation_id,
        seq=receipt.payload["seq"],
        author=Message.Author.BOT,
        reply_to__isnull=False,
    ).first()
    if line is None:
        return []
    turns = Turn.objects.filter(
        conversation=receipt.conversation_id, covers_to=line.reply_to, status=Turn.Status.DONE
    )
    return list(turns.values_list("pk", flat=True))
