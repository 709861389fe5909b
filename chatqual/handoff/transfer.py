"""Handing a conversation to a colleague or to a team, by the same compare-and-set as taking it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils import timezone

from chatqual.conversations.broadcast import poke_on_commit
from chatqual.conversations.errors import NotOwner, StaleOwner
from chatqual.conversations.journal import add_journal
from chatqual.conversations.models import Conversation, Message
from chatqual.handoff.clock import start_clock
from chatqual.handoff.clock_models import desk_settings_of
from chatqual.handoff.errors import NotFound
from chatqual.handoff.models import AgentProfile
from chatqual.handoff.notes import add_note
from chatqual.handoff.notes_frames import AddNote
from chatqual.handoff.ownership import (
    Held,
    claim,
    drop_open_turn,
    held,
    let_bot_help,
    owner_name,
    record,
    say_to_visitor,
)
from chatqual.handoff.presence import Present, at_desk
from chatqual.handoff.queue import colleagues_of
from chatqual.handoff.registry import add_change, add_look_up
from chatqual.handoff.roles import TRANSFER_ANY
from chatqual.handoff.shapes import Colleague
from chatqual.handoff.staff import Staff, conversations_of, public_name, public_title
from chatqual.realtime.frames import BadFrame, clean_text
from chatqual.realtime.transactions import writing

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Mode = Conversation.Mode
MAX_REASON = 500
MAX_TEAM = 40


@dataclass(frozen=True, slots=True)
class Transfer:
    """To the colleague `to`, or else to the `team`. `reason` is for them alone."""

    type: ClassVar[str] = "transfer"
    id: uuid.UUID
    conversation: uuid.UUID
    seen_epoch: int
    to: int | None
    team: str
    reason: str


@dataclass(frozen=True, slots=True)
class AskHandover:
    """Asks to whom the conversation could go."""

    type: ClassVar[str] = "handover"
    conversation: uuid.UUID


@dataclass(frozen=True, slots=True)
class Handover:
    """Who of its site is at the desk, beside oneself, and the teams of the site."""

    type: ClassVar[str] = "handover"
    conversation: str
    colleagues: tuple[Colleague, ...]
    teams: tuple[str, ...]


def _handover(staff: Staff, frame: AskHandover) -> Handover:
    conversation = conversations_of(staff).filter(pk=frame.conversation).first()
    if conversation is None:
        raise NotFound(str(frame.conversation))
    site = conversation.site_id
    here = colleagues_of([site], timezone.now())
    named = AgentProfile.objects.filter(user__memberships__site=site, user__is_active=True)
    teams = {*named.values_list("team", flat=True), *(c.team for c in here)}
    teams |= {str(t) for t in desk_settings_of(conversation.site).teams.values()}
    return Handover(
        str(conversation.pk),
        tuple(c for c in here if c.id != staff.user.pk),
        tuple(sorted(t for t in teams if t)),
    )


def transfer(staff: Staff, frame: Transfer) -> Held:
    """Raises StaleOwner, NotOwner, and BadFrame in words where it cannot go there."""
    reason, team = clean_text(frame.reason), clean_text(frame.team)
    if len(reason) > MAX_REASON or len(team) > MAX_TEAM:
        raise BadFrame(f"A reason has at most {MAX_REASON} characters.", str(frame.id), "too_long")
    if (frame.to is None) == (not team):
        raise BadFrame("Name a colleague or a team.", str(frame.id))
    conversation = conversations_of(staff).get(pk=frame.conversation)
    _check_right(staff, conversation, frame)
    how: dict[str, Any] = {
        "conversation_id": conversation.pk,
        "user": staff.user,
        "seen_epoch": frame.seen_epoch,
        "reason": reason,
    }
    if frame.to is None:
        with writing():
            done = to_team(**how, team=team)
            _leave_note(staff, frame, f"the {team} team", reason)
        return done
    colleague = _colleague(conversation.site_id, frame.to, str(frame.id))
    if conversation.owner_id == colleague.pk:
        raise BadFrame(f"{public_name(colleague)} has it already.", str(frame.id))
    with writing():
        done = to_colleague(**how, colleague=colleague)
        _leave_note(staff, frame, public_name(colleague), reason)
    return done


def _leave_note(staff: Staff, frame: Transfer, to: str, reason: str) -> None:
    """Beside the log, where whoever reads it later finds it too."""
    if reason:
        add_note(staff, AddNote(frame.id, frame.conversation, f"For {to}: {reason}"))


def _check_right(staff: Staff, conversation: Conversation, frame: Transfer) -> None:
    """One's own, what nobody has yet, or with the right to it a colleague's."""
    if conversation.owner_epoch != frame.seen_epoch:
        raise StaleOwner(owner_name(conversation.pk))
    if conversation.mode not in (Mode.WAITING, Mode.HUMAN):
        raise BadFrame("Take it over first.", str(frame.id))
    is_others = conversation.mode == Mode.HUMAN and conversation.owner_id != staff.user.pk
    if is_others and not staff.user.has_perm(TRANSFER_ANY):
        raise NotOwner(owner_name(conversation.pk))


def _colleague(site: int, user_id: int, id_: str) -> User:
    """Somebody who is at the desk of the site now. Raises BadFrame."""
    here: list[Present] = at_desk([site], timezone.now())
    found = next((p for p in here if p.user.pk == user_id), None)
    if found is None:
        raise BadFrame("They are not at the desk of this site now.", id_)
    if found.status != "online":
        raise BadFrame(f"{public_name(found.user)} is away now.", id_)
    return found.user


def to_colleague(
    *, conversation_id: uuid.UUID, user: User, seen_epoch: int, colleague: User, reason: str
) -> Held:
    """Theirs at once; they are told, with the reason. Raises StaleOwner."""
    now = timezone.now()
    with writing():
        conversation, before = _claim(conversation_id, seen_epoch)
        conversation.mode = Mode.HUMAN
        conversation.owner = colleague
        conversation.waiting_since = None
        drop_open_turn(conversation, now)
        line = _say_handed_over(conversation, before, public_title(colleague), now)
        _note(conversation, user, line, {"to": public_name(colleague), "reason": reason})
        start_clock(conversation, now, to=colleague, by=public_name(user), reason=reason)
        poke_on_commit(conversation)
    return held(conversation, line.seq)


def to_team(
    *, conversation_id: uuid.UUID, user: User, seen_epoch: int, team: str, reason: str
) -> Held:
    """It waits again and rings for that team; the bot helps meanwhile. Raises StaleOwner."""
    now = timezone.now()
    with writing():
        conversation, before = _claim(conversation_id, seen_epoch)
        conversation.mode = Mode.WAITING
        conversation.owner = None
        conversation.waiting_since = conversation.waiting_since or now
        # It carries the old epoch and would be refused, and what it answers left unanswered.
        drop_open_turn(conversation, now)
        line = _say_passed_on(conversation, before, now)
        _note(conversation, user, line, {"team": team, "reason": reason})
        let_bot_help(conversation, now)
        start_clock(conversation, now, team=team, by=public_name(user), reason=reason)
        poke_on_commit(conversation)
    return held(conversation, line.seq if line else None)


def _claim(conversation_id: uuid.UUID, seen_epoch: int) -> tuple[Conversation, str]:
    """The row under a new epoch, and by which title the visitor knew who had it."""
    owner = Conversation.objects.select_related("owner").get(pk=conversation_id).owner
    conversation = claim(conversation_id, seen_epoch, mode__in=(Mode.WAITING, Mode.HUMAN))
    if conversation is None:
        raise StaleOwner(owner_name(conversation_id))
    return conversation, public_title(owner) if owner else ""


def _say_handed_over(conversation: Conversation, before: str, after: str, now: datetime) -> Message:
    if before:
        return say_to_visitor(conversation, "handed_over", now, name=before, other=after)
    return say_to_visitor(conversation, "joined", now, name=after)


def _say_passed_on(conversation: Conversation, before: str, now: datetime) -> Message | None:
    """Whoever waited already goes on waiting: nothing has changed for them."""
    return say_to_visitor(conversation, "passed_on", now, name=before) if before else None


def _note(
    conversation: Conversation, user: User, line: Message | None, detail: dict[str, str]
) -> None:
    seq = line.seq if line else None
    add_journal(conversation, "transferred", detail, message_seq=seq, actor=public_name(user))
    conversation.save()
    # The reason is a person's words: it stands in the journal, which can be erased.
    told = {key: value for key, value in detail.items() if key != "reason"}
    record(conversation, "transfer", user, {"seq": seq, **told})


add_change(Transfer, transfer)
add_look_up(AskHandover, _handover)
