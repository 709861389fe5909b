"""Committing a turn: the bot's one line, the new state and the journal, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from functools import partial

from django.db import transaction
from django.utils.dateparse import parse_datetime

from chatqual.conversations.broadcast import poke_on_commit, tell_event
from chatqual.conversations.journal import insert_entries
from chatqual.conversations.known import summary_of
from chatqual.conversations.models import Conversation, Message
from chatqual.conversations.receive import (
    LINE_FIELDS,
    close_log,
    start_waiting,
)
from chatqual.conversations.rows import CONVERSATIONS, MESSAGES
from chatqual.conversations.turns import Claim, Work, drop_turn, finish_turn
from chatqual.engine.ports import KnowledgeAnswer
from chatqual.engine.scoring import Score
from chatqual.engine.slots import Json
from chatqual.engine.turns import Decision, Event, Outcome, ProposalSet
from chatqual.realtime.transactions import writing

Mode = Conversation.Mode


class Committed(Enum):
    """done: it stands. again: something came meanwhile, work it out anew. dropped: not ours."""

    DONE = "done"
    AGAIN = "again"
    DROPPED = "dropped"


class _LeaseLost(Exception):
    """Raised inside the transaction so that all of it is undone."""


def commit_turn(
    claim: Claim,
    work: Work,
    *,
    now: datetime,
    inputs: Json,
    proposals: ProposalSet,
    decision: Decision,
    answers: tuple[KnowledgeAnswer, ...],
    outcome: Outcome,
    score: Score,
    follow: Callable[[Conversation, tuple[Event, ...]], None],
) -> Committed:
    """Writes the turn in one transaction, if owner, version and lines are still what it saw."""
    conversation = work.conversation
    reply_to = work.lines[-1].seq if work.lines else None
    try:
        with writing():
            if not _take_over(work, outcome, score, reply_to, now):
                return _why_not(claim, work)
            line = _write_reply(conversation, outcome, reply_to, now)
            insert_entries(
                conversation, [(e.kind, e.payload) for e in outcome.events], reply_to, "bot"
            )
            kept = {
                "now": now,
                "policy_id": conversation.policy_id,
                "inputs": inputs,
                "proposals": proposals.to_json(),
                "knowledge": [a.to_json() for a in answers],
                "decision": {"outcome": outcome.to_json(), "score": score.to_json()},
            }
            if not finish_turn(claim, reply_to, **kept):
                raise _LeaseLost
            # After the turn is done: closing drops whatever turn is still open.
            if _change_mode(conversation, outcome, now):
                conversation.save(update_fields=LINE_FIELDS)
            follow(conversation, outcome.events)
            poke_on_commit(conversation, line)
            for name in outcome.browser_events:
                transaction.on_commit(partial(tell_event, conversation, name))
    except _LeaseLost:
        return Committed.DROPPED
    return Committed.DONE


def _take_over(
    work: Work, outcome: Outcome, score: Score, reply_to: int | None, now: datetime
) -> bool:
    """The compare-and-set that decides: the conversation is as the turn saw it, or nothing happens.

    One statement checks owner, mode, version and lines, takes the next seq and locks the row.
    """
    conversation, state = work.conversation, outcome.state
    changes = {
        "last_seq": work.last_seq + 1,
        "last_message_at": now,
        "answered_seq": conversation.answered_seq if reply_to is None else reply_to,
        "journal_number": conversation.journal_number + len(outcome.events),
        "state": state.to_json(),
        "version": work.version + 1,
        "lead_type": state.lead_type,
        "tier": score.tier,
        "score": round(score.score),
        "follow_up_by": parse_datetime(state.follow_up.by) if state.follow_up else None,
        "summary": summary_of(state),
    }
    seen = {
        "id": conversation.pk,
        "owner_epoch": work.epoch,
        "mode": conversation.mode,
        "version": work.version,
        "last_seq": work.last_seq,
        "journal_number": conversation.journal_number,
    }
    if not CONVERSATIONS.update(changes, seen):
        return False
    for name, value in changes.items():
        setattr(conversation, name, value)
    return True


def _why_not(claim: Claim, work: Work) -> Committed:
    """Somebody else speaks now, or something came meanwhile and the turn is worked out anew."""
    now = Conversation.objects.only("owner_epoch", "mode").get(pk=work.conversation.pk)
    if now.owner_epoch != work.epoch or now.mode not in (Mode.BOT, Mode.WAITING):
        drop_turn(claim, "somebody else speaks now")
        return Committed.DROPPED
    return Committed.AGAIN


def _write_reply(
    conversation: Conversation, outcome: Outcome, reply_to: int | None, now: datetime
) -> Message:
    reply = outcome.reply
    line = Message(
        conversation=conversation,
        seq=conversation.last_seq,
        created=now,
        author=Message.Author.BOT,
        text=reply.text,
        citations=[c.to_json() for c in reply.citations],
        quick_replies=list(reply.quick_replies),
        reply_to=reply_to,
    )
    MESSAGES.insert(line)
    return line


def _change_mode(conversation: Conversation, outcome: Outcome, now: datetime) -> bool:
    """True where the turn ends in another mode."""
    if outcome.mode == "waiting" and conversation.mode == Mode.BOT:
        start_waiting(conversation, outcome.handoff or "policy", now)
        return True
    if outcome.mode == "closed":
        close_log(conversation, now, by="bot")
        return True
    return False
