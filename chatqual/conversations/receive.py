"""Receiving: what a visitor sends becomes rows in one transaction, before it is acknowledged."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.utils import timezone

from chatqual.conversations.arrival import MAX_PAGES, Arrival, Page
from chatqual.conversations.broadcast import poke_on_commit
from chatqual.conversations.errors import SessionExpired
from chatqual.conversations.journal import add_journal
from chatqual.conversations.models import Conversation, Message, Receipt, Turn, Visit, Visitor
from chatqual.conversations.opening import open_turn
from chatqual.conversations.rows import CONVERSATIONS, MESSAGES, VISITORS
from chatqual.conversations.texts import system_text
from chatqual.engine.slots import Json
from chatqual.realtime.statements import fetch
from chatqual.realtime.transactions import writing
from chatqual.sites.models import Site
from chatqual.sites.policies import live_policy_id

Mode = Conversation.Mode
ReceiptKind = Literal["handoff", "end", "rating", "feedback", "consent", "transcript"]
CarryOut = Callable[[Conversation, Arrival, Json, datetime], int | None]


@dataclass(frozen=True, slots=True)
class Received:
    """`was_known`: the id had come before, nothing was stored now. `seq` is None without a line."""

    visitor: uuid.UUID
    conversation: uuid.UUID
    seq: int | None
    was_known: bool


class _NotPlain(Exception):
    """Raised inside the transaction of a plain line, so that nothing of it stands."""


# What changes with a line; the state, which is large, changes only with a turn.
LINE_FIELDS = (
    "mode",
    "owner",
    "owner_epoch",
    "last_seq",
    "answered_seq",
    "journal_number",
    "visits",
    "handoff_reason",
    "last_visitor_at",
    "last_message_at",
    "waiting_since",
    "closed_at",
    "outcome",
)


def lock_conversation(**lookup: Any) -> Conversation:
    """The row, locked until the transaction ends (SQLite: the whole database is)."""
    return Conversation.objects.select_for_update(of=("self",)).get(**lookup)


def lock_for_line(**lookup: Any) -> Conversation:
    """As `lock_conversation`, with the visitor and without the state. Save LINE_FIELDS only."""
    locked = Conversation.objects.select_for_update(of=("self",)).select_related("visitor")
    return locked.defer("state").get(**lookup)


def add_message(conversation: Conversation, now: datetime, **fields: Any) -> Message:
    """Adds the next line. The caller holds the lock and saves the conversation."""
    conversation.last_seq += 1
    conversation.last_message_at = now
    line = Message(conversation=conversation, seq=conversation.last_seq, created=now, **fields)
    MESSAGES.insert(line)
    return line


def add_system_line(conversation: Conversation, now: datetime, text: str) -> Message:
    return add_message(conversation, now, author=Message.Author.SYSTEM, text=text)


def _add_visit(conversation: Conversation, arrival: Arrival, now: datetime) -> None:
    page = arrival.page.cut()
    Visit.objects.create(
        conversation=conversation,
        number=conversation.visits,
        started=now,
        landing_url=page.url,
        landing_title=page.title,
        referrer=page.referrer,
        campaign=page.campaign(),
        pages=[_page_view(p, now) for p in arrival.pages],
    )


def _page_view(page: Page, now: datetime) -> Json:
    cut = page.cut()
    return {"url": cut.url, "title": cut.title, "at": now.isoformat()}


def _begin(site: Site, arrival: Arrival, now: datetime) -> Conversation:
    identity = arrival.identity
    visitor = Visitor.objects.create(
        site=site,
        locale=arrival.locale,
        created=now,
        external_id=identity.id if identity else "",
        name=identity.name if identity else "",
        email=identity.email if identity else "",
    )
    conversation = Conversation.objects.create(
        site=site,
        visitor=visitor,
        policy_id=live_policy_id(site),
        is_test=arrival.is_test,
        is_sample=arrival.is_sample,
        created=now,
        last_visitor_at=now,
        last_message_at=now,
    )
    _add_visit(conversation, arrival, now)
    return conversation


def _open_log(
    site: Site, visitor: uuid.UUID | None, arrival: Arrival, now: datetime
) -> Conversation:
    """The visitor's log, locked; made now where there is no visitor yet."""
    if visitor is None:
        return _begin(site, arrival, now)
    try:
        return lock_for_line(visitor_id=visitor, site=site, visitor__is_revoked=False)
    except Conversation.DoesNotExist as error:
        raise SessionExpired("the log is gone") from error


def _reopen(conversation: Conversation, arrival: Arrival, now: datetime) -> None:
    """A line to a closed conversation goes on in the same log, as a new visit."""
    conversation.mode = Mode.BOT
    conversation.owner = None
    conversation.owner_epoch += 1
    conversation.closed_at = None
    conversation.outcome = ""
    conversation.visits += 1
    _add_visit(conversation, arrival, now)
    add_journal(conversation, "reopened", {"visit": conversation.visits})


def _known_message(conversation: Conversation, client_id: uuid.UUID) -> int | None:
    return (
        Message.objects.filter(
            conversation=conversation, author=Message.Author.VISITOR, client_id=client_id
        )
        .values_list("seq", flat=True)
        .first()
    )


def receive_message(
    *, site: Site, visitor: uuid.UUID | None, arrival: Arrival, client_id: uuid.UUID, text: str
) -> Received:
    """Stores a visitor's line once per `client_id` and opens a turn where the bot may speak.

    `text` is clean and within bounds. Raises SessionExpired where the visitor is gone.
    """
    now = timezone.now()
    line = Message(author=Message.Author.VISITOR, client_id=client_id, text=text, created=now)
    if visitor is not None:
        try:
            with writing():
                return _go_on(_next_in_log(site, visitor, line, now), line, arrival, now)
        except _NotPlain:
            pass  # its log is closed or gone, or the line came before: the long way tells
    with writing():
        conversation = _open_log(site, visitor, arrival, now)
        known = None if visitor is None else _known_message(conversation, client_id)
        if known is not None:
            return Received(conversation.visitor_id, conversation.pk, known, True)
        if conversation.mode == Mode.CLOSED:
            _reopen(conversation, arrival, now)
        conversation.last_seq += 1
        conversation.last_message_at = conversation.last_visitor_at = now
        line.conversation, line.seq = conversation, conversation.last_seq
        MESSAGES.insert(line)
        conversation.save(update_fields=LINE_FIELDS)
        return _go_on(conversation, line, arrival, now)


def _next_in_log(site: Site, visitor: uuid.UUID, line: Message, now: datetime) -> Conversation:
    """Puts the line into the visitor's open log in two statements: nearly every line's way.

    The first locks the row, takes the next seq and gives the row as it is then. Raises _NotPlain.
    """
    log, who = CONVERSATIONS, VISITORS
    found = fetch(
        f"""UPDATE {log.name} SET "last_seq" = "last_seq" + 1,
        "last_visitor_at" = %s, "last_message_at" = %s
        WHERE "visitor_id" = %s AND "site_id" = %s AND "mode" <> 'closed' AND EXISTS
        (SELECT 1 FROM {who.name} WHERE "id" = %s AND NOT "is_revoked")
        RETURNING {log.columns(log.every)}, (SELECT "locale" FROM {who.name} WHERE "id" = %s)""",  # noqa: S608 - names of the model
        [
            *log.values({"last_visitor_at": now, "last_message_at": now}),
            *log.values({"visitor_id": visitor, "site_id": site.pk}),
            *who.values({"id": visitor}) * 2,
        ],
    )
    if not found:
        raise _NotPlain
    conversation = log.made(log.every, found[0])
    conversation.site = site
    conversation.visitor = Visitor(id=visitor, site=site, locale=found[0][-1])
    line.conversation, line.seq = conversation, conversation.last_seq
    if not MESSAGES.insert(line, on_conflict="ON CONFLICT DO NOTHING"):
        raise _NotPlain
    return conversation


def _go_on(conversation: Conversation, line: Message, arrival: Arrival, now: datetime) -> Received:
    """What follows from a line that has just been stored, in its transaction."""
    _store_waiting_consent(conversation, arrival, now)
    # Before the turn, which changes the conversation as soon as it is woken.
    poke_on_commit(conversation, line)
    received = Received(conversation.visitor_id, conversation.pk, line.seq, False)
    if conversation.mode in (Mode.BOT, Mode.WAITING):
        open_turn(conversation, now)
    return received


def _store_waiting_consent(conversation: Conversation, arrival: Arrival, now: datetime) -> None:
    if arrival.consent is None:
        return
    Receipt.objects.get_or_create(
        conversation=conversation,
        client_id=uuid.UUID(arrival.consent["id"]),
        defaults={"kind": "consent", "payload": arrival.consent, "created": now},
    )


def receive_receipt(
    *,
    site: Site,
    visitor: uuid.UUID | None,
    arrival: Arrival,
    client_id: uuid.UUID,
    kind: ReceiptKind,
    payload: Json,
) -> Received:
    """Carries out a frame other than a message once per `client_id`.

    Only a handoff may be the first thing that a visitor does. Raises SessionExpired.
    """
    now = timezone.now()
    with writing():
        conversation = _open_log(site, visitor, arrival, now)
        known = Receipt.objects.filter(conversation=conversation, client_id=client_id).first()
        if known is not None:
            return Received(conversation.visitor_id, conversation.pk, known.seq, True)
        seq = _CARRY_OUT[kind](conversation, arrival, payload, now)
        Receipt.objects.create(
            conversation=conversation,
            client_id=client_id,
            kind=kind,
            seq=seq,
            payload=payload,
            created=now,
        )
        conversation.save(update_fields=LINE_FIELDS)
        poke_on_commit(conversation)
    return Received(conversation.visitor_id, conversation.pk, seq, False)


def _hand_off(
    conversation: Conversation, arrival: Arrival, payload: Json, now: datetime
) -> int | None:
    """To the queue at once; the bot's turn then says honestly when somebody will be there."""
    if conversation.mode == Mode.CLOSED:
        _reopen(conversation, arrival, now)
    if conversation.mode != Mode.BOT:
        return None
    line = start_waiting(conversation, "asked", now)
    conversation.last_visitor_at = now
    open_turn(conversation, now, settle=False, handoff="asked")
    return line.seq


def start_waiting(conversation: Conversation, reason: str, now: datetime) -> Message:
    """Puts the conversation into the queue of people. The caller holds the lock and saves."""
    conversation.mode = Mode.WAITING
    conversation.waiting_since = now
    conversation.handoff_reason = reason
    add_journal(conversation, "handoff", {"reason": reason})
    locale = conversation.visitor.locale
    return add_system_line(conversation, now, system_text("waiting", locale))


def _end(conversation: Conversation, arrival: Arrival, payload: Json, now: datetime) -> int | None:
    if conversation.mode == Mode.CLOSED:
        return None
    return close_log(conversation, now, by="visitor").seq


def close_log(conversation: Conversation, now: datetime, *, by: str, outcome: str = "") -> Message:
    """Ends the conversation for now. The caller holds the lock and saves."""
    conversation.mode = Mode.CLOSED
    conversation.owner = None
    conversation.owner_epoch += 1
    conversation.waiting_since = None
    conversation.closed_at = now
    conversation.outcome = outcome
    conversation.answered_seq = conversation.last_seq
    Turn.objects.filter(conversation=conversation, status=Turn.Status.OPEN).update(
        status=Turn.Status.DROPPED, finished=now
    )
    add_journal(conversation, "closed", {"by": by, "outcome": outcome})
    locale = conversation.visitor.locale
    return add_system_line(conversation, now, system_text("closed", locale))


def _rate(conversation: Conversation, arrival: Arrival, payload: Json, now: datetime) -> int | None:
    add_journal(conversation, "rating", payload)
    return None


def _feed_back(
    conversation: Conversation, arrival: Arrival, payload: Json, now: datetime
) -> int | None:
    Message.objects.filter(
        conversation=conversation, seq=payload["seq"], author=Message.Author.BOT
    ).update(feedback=payload["value"])
    add_journal(conversation, "feedback", payload)
    return None


def _consent(
    conversation: Conversation, arrival: Arrival, payload: Json, now: datetime
) -> int | None:
    add_journal(conversation, "consent", payload)
    return None


_CARRY_OUT: dict[str, CarryOut] = {
    "handoff": _hand_off,
    "end": _end,
    "rating": _rate,
    "feedback": _feed_back,
    "consent": _consent,
}


def register_receipt(kind: ReceiptKind, carry_out: CarryOut) -> None:
    """A room above says at start who carries out such frames, under the conversation's lock."""
    _CARRY_OUT[kind] = carry_out


def record_page(conversation: uuid.UUID, page: Page) -> None:
    """Adds a page view to the current visit, at most so many."""
    now = timezone.now()
    with writing():
        visit = Visit.objects.filter(conversation_id=conversation).order_by("-number").first()
        if visit is None:
            return
        visit.pages = [*visit.pages, _page_view(page, now)][-MAX_PAGES:]
        visit.save(update_fields=["pages"])


def record_read(conversation: uuid.UUID, seq: int) -> None:
    """Remembers how far the visitor has read; it never goes back."""
    with writing():
        Conversation.objects.filter(
            pk=conversation, visitor_read_seq__lt=seq, last_seq__gte=seq
        ).update(visitor_read_seq=seq)


def is_known(conversation: uuid.UUID, client_id: uuid.UUID) -> bool:
    """Whether this id was stored before: then it costs nothing to send it again."""
    return (
        Message.objects.filter(
            conversation_id=conversation, author=Message.Author.VISITOR, client_id=client_id
        ).exists()
        or Receipt.objects.filter(conversation_id=conversation, client_id=client_id).exists()
    )
