"""What the desk does for a frame or a request, in a thread: permission first, then one service."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.utils import timezone

from chatqual.audit.trail import record_audit
from chatqual.conversations.errors import BadOverride, NotOwner, StaleOwner
from chatqual.conversations.models import Conversation
from chatqual.conversations.override import Override, clear_override, set_override
from chatqual.handoff import ownership, registry
from chatqual.handoff.errors import NotFound
from chatqual.handoff.history import (
    journal_of,
    new_lines,
    older_lines,
    open_conversation,
    trace_of,
)
from chatqual.handoff.panel import panel_of
from chatqual.handoff.panel_shapes import Panel
from chatqual.handoff.presence import record_heartbeat
from chatqual.handoff.protocol import (
    Ack,
    Change,
    Close,
    Colleagues,
    Error,
    Journal,
    Lines,
    Older,
    Open,
    PanelUpdate,
    Presence,
    Queue,
    QueueUpdate,
    Read,
    ReadSeen,
    Release,
    Send,
    SetOverride,
    Take,
    Trace,
    Typing,
    Welcome,
)
from chatqual.handoff.queue import (
    Mark,
    colleagues_of,
    items_of,
    marks_of,
    queue_of,
)
from chatqual.handoff.reading import record_read
from chatqual.handoff.roles import TRANSFER_ANY
from chatqual.handoff.shapes import SiteInfo
from chatqual.handoff.staff import Staff, check_access, staff_of_session
from chatqual.realtime.frames import BadFrame, clean_text
from chatqual.realtime.transactions import writing
from chatqual.sites.scope import sites_for

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Followed:
    """How much of an open conversation a page has: lines up to `seq`, the panel of `version` and
    of the journal up to `journal`."""

    seq: int
    version: int
    journal: int

    @classmethod
    def of(cls, seq: int, panel: Panel) -> Followed:
        return cls(seq, panel.version, panel.journal)


def as_staff(session_key: str, work: Callable[..., R], *args: Any) -> tuple[Staff, R]:
    """Does `work(staff, *args)` for whoever the session names now. Raises NoAccess."""
    staff = staff_of_session(session_key)
    return staff, work(staff, *args)


def greet(staff: Staff) -> tuple[Welcome, Queue]:
    """The first two frames; from here on the agent is at the desk."""
    now = timezone.now()
    record_heartbeat(staff=staff, is_active=True)
    sites = sites_for(staff.user)
    welcome = Welcome(
        user=staff.user.pk,
        name=staff.name,
        team=staff.team,
        sites=tuple(SiteInfo(s.pk, s.name, s.time_zone) for s in sites),
        outcomes=ownership.OUTCOMES,
        max_text=settings.CHATQUAL_MAX_TEXT,
        may_transfer_any=staff.user.has_perm(TRANSFER_ANY),
        now=now.isoformat(),
    )
    return welcome, list_queue(staff)


def list_queue(staff: Staff) -> Queue:
    now = timezone.now()
    return Queue(queue_of(staff, now), colleagues_of(staff.sites, now), now.isoformat())


def clean_line(text: str, id_: str | None) -> str:
    """The text as it is stored. Raises BadFrame where nothing or too much is left."""
    limit = settings.CHATQUAL_MAX_TEXT
    if len(text) > limit:
        raise BadFrame(f"The message is longer than {limit:,} characters.", id_, "too_long")
    text = clean_text(text)
    if not text:
        raise BadFrame("The message is empty.", id_)
    return text


def change(staff: Staff, frame: Change) -> ownership.Held:
    """Takes, releases, closes, writes or overrides.

    Raises NotFound, StaleOwner, NotOwner, BadFrame.
    """
    check_access(staff, frame.conversation)
    if added := registry.change_of(frame):
        held: ownership.Held = added(staff, frame)
        return held
    if isinstance(frame, SetOverride):
        return _override(staff, frame)
    who: dict[str, Any] = {
        "conversation_id": frame.conversation,
        "user": staff.user,
        "seen_epoch": frame.seen_epoch,
    }
    match frame:
        case Take():
            return ownership.take(**who)
        case Release():
            return ownership.release(**who)
        case Close():
            return ownership.close(**who, outcome=_outcome(frame.outcome, str(frame.id)))
        case Send():
            text = clean_line(frame.text, str(frame.id))
            return ownership.send_agent_message(
                **who, client_id=frame.id, text=text, cites=frame.cites
            )


def _override(staff: Staff, frame: SetOverride) -> ownership.Held:
    """Any member of the site may, whoever has the conversation: it is no word to the visitor."""
    who: dict[str, Any] = {
        "conversation_id": frame.conversation,
        "username": staff.user.get_username(),
        "name": staff.name,
    }
    try:
        if frame.tier or frame.score is not None:
            wanted = Override(frame.tier, frame.score, clean_text(frame.reason))
            held = set_override(**who, wanted=wanted)
        else:
            held = clear_override(**who)
    except BadOverride as error:
        raise BadFrame(str(error), str(frame.id)) from error
    return ownership.Held(held.pk, held.owner_epoch, held.mode)


def _outcome(outcome: str, id_: str) -> str:
    if outcome and outcome not in ownership.OUTCOMES:
        raise BadFrame(f"An outcome is one of {', '.join(ownership.OUTCOMES)}.", id_)
    return outcome


def carry_out(staff: Staff, frame: Change) -> Ack | Error:
    """The answer to a change: an ack, or an error in words that says who has it."""
    conversation, id_ = str(frame.conversation), str(frame.id)
    try:
        held = change(staff, frame)
    except NotFound:
        return Error("not_found", "There is no such conversation.", id_, conversation)
    except (StaleOwner, NotOwner) as error:
        return Error("stale_owner", stale_text(error.owner), id_, conversation, error.owner)
    except BadFrame as error:
        code: Any = error.code
        return Error(code, error.text, id_, conversation)
    return Ack(id_, conversation, held.epoch, held.mode, held.seq)


def stale_text(owner: str) -> str:
    if owner:
        return f"{owner} has this conversation now."
    return "The conversation has changed meanwhile; look again."


def look_up(staff: Staff, frame: Any) -> Any:
    """The answer to a frame that asks for something. Raises NotFound."""
    if added := registry.look_up_of(frame):
        return added(staff, frame)
    match frame:
        case Open():
            opened = open_conversation(staff, frame.conversation, frame.after)
            if not frame.after:
                # After a reconnect the page only asks for the rest of what it had opened.
                note_reading(staff, frame.conversation)
            return opened
        case Older():
            return older_lines(staff, frame.conversation, frame.before)
        case Journal():
            return journal_of(staff, frame.conversation)
        case Trace():
            return trace_of(staff, frame.conversation, frame.seq)
    raise TypeError(f"{frame!r} asks for nothing")


def note_reading(staff: Staff, conversation: uuid.UUID) -> None:
    """Who has read whose conversation stands in the trail too."""
    with writing():
        record_audit(
            actor=staff.user.get_username(), action="conversation.read", target=str(conversation)
        )


def is_owner(staff: Staff, frame: Typing) -> bool:
    """Only the owner's typing is told to the visitor."""
    return Conversation.objects.filter(
        pk=frame.conversation,
        site__in=staff.sites,
        mode=Conversation.Mode.HUMAN,
        owner=staff.user,
    ).exists()


def read_up_to(staff: Staff, frame: Read) -> ReadSeen | None:
    """What the visitor is to be told; None where the reader is not the owner."""
    check_access(staff, frame.conversation)
    record_read(staff=staff, conversation_id=frame.conversation, seq=frame.seq)
    told = ownership.record_agent_read(
        conversation_id=frame.conversation, user=staff.user, seq=frame.seq
    )
    return ReadSeen(str(frame.conversation), "agent", frame.seq) if told else None


def set_presence(staff: Staff, frame: Presence) -> None:
    record_heartbeat(staff=staff, status=frame.status, is_active=True)


def reachable(staff: Staff, opened: set[uuid.UUID]) -> set[uuid.UUID]:
    """Of these conversations, those that the staff may (still) see."""
    mine = Conversation.objects.filter(pk__in=opened, site__in=staff.sites)
    return set(mine.values_list("pk", flat=True))


def colleagues(staff: Staff) -> Colleagues:
    return Colleagues(colleagues_of(staff.sites, timezone.now()))


def news_of(
    staff: Staff, changed: set[uuid.UUID], followed: Mapping[uuid.UUID, Followed]
) -> list[Any]:
    """The frames that bring a page up to date on what has changed."""
    frames: list[Any] = []
    if changed:
        items = items_of(staff, changed)
        gone = {str(c) for c in changed} - {i.id for i in items}
        frames.append(QueueUpdate(items, tuple(sorted(gone))))
    for conversation, has in followed.items():
        frames += _news_of_one(staff, conversation, has)
    return frames


def _news_of_one(staff: Staff, conversation_id: uuid.UUID, has: Followed) -> list[Any]:
    conversation = (
        Conversation.objects.select_related("visitor")
        .filter(pk=conversation_id, site__in=staff.sites)
        .first()
    )
    if conversation is None:
        return []
    frames: list[Lines | PanelUpdate] = []
    by_person = False
    if conversation.last_seq > has.seq:
        new = new_lines(staff, conversation_id, has.seq)
        # A colleague's line may hold a promise, which the brief tells.
        by_person = any(line.author == "agent" for line in new.lines)
        frames.append(new)
    news = (conversation.version, conversation.journal_number) > (has.version, has.journal)
    if news or by_person:
        frames.append(PanelUpdate(str(conversation_id), panel_of(conversation, staff.user)))
    return frames


def beat(staff: Staff) -> tuple[Colleagues, dict[uuid.UUID, Mark]]:
    """The heartbeat: says that the agent is here, and how every listed conversation stands."""
    record_heartbeat(staff=staff)
    return colleagues(staff), marks_of(staff, timezone.now())
