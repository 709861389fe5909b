"""The log, the journal and the trace of a conversation, as staff read them."""

from __future__ import annotations

import uuid

from chatqual.conversations.describe import describe_entry
from chatqual.conversations.models import Conversation, JournalEntry, Message, Turn
from chatqual.conversations.trace import proposals_of, questions_of, score_of, steps_of
from chatqual.handoff.errors import NotFound
from chatqual.handoff.panel import panel_of
from chatqual.handoff.protocol import JournalShown, Lines, Opened, TraceShown
from chatqual.handoff.queue import item_of, listed
from chatqual.handoff.shapes import CitationInfo, JournalLine, Line
from chatqual.handoff.staff import Staff, conversations_of

PAGE = 100
JOURNAL_SHOWN = 150


def line_of(message: Message) -> Line:
    return Line(
        seq=message.seq,
        id=str(message.pk),
        author=message.author,
        name=message.name,
        text=message.text,
        citations=tuple(
            CitationInfo(c.get("n", 0), c.get("title", ""), c.get("url", ""), c.get("quote", ""))
            for c in message.citations
        ),
        quick_replies=tuple(message.quick_replies),
        reply_to=message.reply_to,
        feedback=message.feedback,
        client_id=str(message.client_id) if message.client_id else None,
        at=message.created.isoformat(),
    )


def find_conversation(staff: Staff, conversation: uuid.UUID) -> Conversation:
    """Raises NotFound where there is none, or it is another site's."""
    found = conversations_of(staff).select_related("visitor").filter(pk=conversation).first()
    if found is None:
        raise NotFound(str(conversation))
    return found


def open_conversation(staff: Staff, conversation_id: uuid.UUID, after: int) -> Opened:
    """The newest lines behind `after`, and all that stands beside them. Raises NotFound."""
    conversation = listed(staff, conversation_id)
    if conversation is None:
        raise NotFound(str(conversation_id))
    newest = Message.objects.filter(conversation=conversation, seq__gt=after).order_by("-seq")
    rows = list(newest[: PAGE + 1])
    lines = tuple(line_of(m) for m in reversed(rows[:PAGE]))
    return Opened(
        item=item_of(conversation),
        lines=lines,
        has_older=bool(lines) and lines[0].seq > 1,
        visitor_read=conversation.visitor_read_seq,
        agent_read=conversation.read_to,
        panel=panel_of(conversation, staff.user),
    )


def new_lines(staff: Staff, conversation_id: uuid.UUID, after: int) -> Lines:
    """The lines behind `after`, oldest first, at most a page. Raises NotFound."""
    conversation = find_conversation(staff, conversation_id)
    rows = Message.objects.filter(conversation=conversation, seq__gt=after).order_by("seq")
    return Lines(str(conversation_id), tuple(line_of(m) for m in rows[:PAGE]))


def older_lines(staff: Staff, conversation_id: uuid.UUID, before: int) -> Lines:
    """The page before `before`. Raises NotFound."""
    conversation = find_conversation(staff, conversation_id)
    rows = Message.objects.filter(conversation=conversation, seq__lt=before).order_by("-seq")
    lines = tuple(line_of(m) for m in reversed(rows[:PAGE]))
    more = bool(lines) and lines[0].seq > 1
    return Lines(str(conversation_id), lines, is_older=True, has_older=more)


def journal_of(staff: Staff, conversation_id: uuid.UUID) -> JournalShown:
    """The newest entries, newest first. Raises NotFound."""
    conversation = find_conversation(staff, conversation_id)
    rows = JournalEntry.objects.filter(conversation=conversation).order_by("-number")
    return JournalShown(
        str(conversation_id),
        tuple(
            JournalLine(
                number=e.number,
                kind=e.kind,
                text=describe_entry(e.kind, e.payload, e.actor),
                message=e.message_seq,
                actor=e.actor,
                at=e.created.isoformat(),
            )
            for e in rows[:JOURNAL_SHOWN]
        ),
    )


def trace_of(staff: Staff, conversation_id: uuid.UUID, seq: int) -> TraceShown:
    """How the bot came to its line `seq`; empty where nothing was kept of it. Raises NotFound."""
    conversation = find_conversation(staff, conversation_id)
    turn = _turn_behind(conversation, seq)
    return TraceShown(
        conversation=str(conversation_id),
        seq=seq,
        steps=steps_of(turn) if turn else (),
        proposals=proposals_of(turn) if turn else (),
        asked=questions_of(turn) if turn else (),
        score=score_of(turn) if turn else (),
        policy=str(turn.policy) if turn and turn.policy else "",
        error=turn.error if turn else "",
    )


def _turn_behind(conversation: Conversation, seq: int) -> Turn | None:
    line = Message.objects.filter(
        conversation=conversation, seq=seq, author=Message.Author.BOT
    ).first()
    if line is None:
        return None
    done = Turn.objects.select_related("policy").filter(
        conversation=conversation, status=Turn.Status.DONE, covers_to=line.reply_to
    )
    return done.order_by("-finished").first()
