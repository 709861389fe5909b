"""Private notes: written by any member of the site, whoever owns the conversation.

A note is no message. It has counters of its own, goes to the desk's group alone, and stands in no
table that a visitor's socket, a transcript or a turn of the bot reads.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Max
from django.utils import timezone

from chatqual.audit.trail import record_audit
from chatqual.conversations.known import who_of
from chatqual.conversations.models import Conversation
from chatqual.conversations.receive import lock_conversation
from chatqual.handoff.changes import clean_line
from chatqual.handoff.notes_frames import (
    AddNote,
    AskNotes,
    DeleteNote,
    EditNote,
    MentionInfo,
    Mentions,
    NoteInfo,
    Notes,
    ReadMentions,
)
from chatqual.handoff.ownership import Held
from chatqual.handoff.parts import LIMIT, size_of
from chatqual.handoff.registry import (
    add_beside,
    add_change,
    add_look_up,
    add_news,
    tell_beside,
    tell_desk,
)
from chatqual.handoff.search_index import index_note
from chatqual.handoff.shapes import plain
from chatqual.handoff.staff import PERMISSION, Staff, check_access, public_name
from chatqual.handoff.writing_models import Mention, Note
from chatqual.realtime.frames import BadFrame
from chatqual.realtime.transactions import writing

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NEWS = "mentions"
BESIDE = "notes"
PAGE = 50
MENTIONS_SHOWN = 50
BACKEND = "django.contrib.auth.backends.ModelBackend"
EXCERPT = 140  # characters


# --- whom one can name ----------------------------------------------------------------------------
def handles_of(people: Sequence[User]) -> dict[int, str]:
    """The name behind "@" of each: what visitors read, or the login where two are called alike."""
    names = [public_name(user).casefold() for user in people]
    return {
        user.pk: public_name(user) if names.count(name) == 1 else user.get_username()
        for user, name in zip(people, names, strict=True)
    }


def colleagues_at(site: int) -> list[User]:
    """Who may use the desk at this site, by login."""
    users = (
        get_user_model()
        .objects.with_perm(PERMISSION, backend=BACKEND)
        .filter(memberships__site=site, is_staff=True)
        .select_related("agent_profile")
        .distinct()
        .order_by("username")
    )
    return list(users)


def named_in(text: str, people: Sequence[User]) -> list[User]:
    """Those whom the text names with "@" and their handle or login, each once."""
    handles = handles_of(people)
    by_word: dict[str, User] = {}
    for user in people:
        by_word.setdefault(user.get_username().casefold(), user)
        by_word[handles[user.pk].casefold()] = user
    words = sorted(by_word, key=len, reverse=True)
    if not words:
        return []
    found = re.compile(rf"(?<!\w)@({'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
    users = [by_word[match[1].casefold()] for match in found.finditer(text)]
    return list(dict.fromkeys(users))


# --- writing --------------------------------------------------------------------------------------
def _held(conversation: Conversation, *, was_known: bool = False) -> Held:
    return Held(conversation.pk, conversation.owner_epoch, conversation.mode, was_known=was_known)


def _last_of(conversation: Conversation) -> tuple[int, int]:
    """The highest number and revision among the notes. The caller holds the conversation's lock."""
    last = conversation.notes.aggregate(number=Max("number"), revision=Max("revision"))
    return last["number"] or 0, last["revision"] or 0


def _finish(note: Note, conversation: Conversation, staff: Staff, action: str) -> Held:
    """Who it names, the trail and the hint; in the transaction of the change."""
    named = named_in(note.text, colleagues_at(conversation.site_id)) if note.text else []
    others = [user.pk for user in named if user.pk != staff.user.pk]
    gone = note.mentions.exclude(user__in=others).delete()[0]
    made = Mention.objects.bulk_create(
        [Mention(note=note, user_id=pk) for pk in others], ignore_conflicts=True
    )
    index_note(conversation, note.number, note.text)
    record_audit(
        actor=staff.user.get_username(),
        action=f"conversation.{action}",
        target=str(conversation.pk),
        detail={"note": note.number, "mentions": others},
    )
    tell_beside(conversation.site_id, BESIDE, conversation.pk)
    if gone or made:
        tell_desk(conversation.site_id, NEWS)
    return _held(conversation)


def add_note(staff: Staff, frame: AddNote) -> Held:
    """Stores a note once per `id`, behind the last line of the log. Raises BadFrame."""
    text = clean_line(frame.text, str(frame.id))
    now = timezone.now()
    with writing():
        conversation = lock_conversation(pk=frame.conversation)
        if conversation.notes.filter(client_id=frame.id).exists():
            return _held(conversation, was_known=True)
        number, revision = _last_of(conversation)
        note = Note.objects.create(
            conversation=conversation,
            number=number + 1,
            revision=revision + 1,
            after_seq=conversation.last_seq,
            client_id=frame.id,
            author=staff.user,
            name=staff.name,
            text=text,
            created=now,
        )
        return _finish(note, conversation, staff, "note")


def _own_note(conversation: Conversation, staff: Staff, number: int, id_: uuid.UUID) -> Note:
    note = conversation.notes.filter(number=number, deleted=None).first()
    if note is None:
        raise BadFrame("There is no such note (any more).", str(id_))
    if note.author_id != staff.user.pk:
        raise BadFrame("Only its author can change a note.", str(id_))
    note.revision = _last_of(conversation)[1] + 1
    return note


def edit_note(staff: Staff, frame: EditNote) -> Held:
    """The author's other words for it. Raises BadFrame where it is not theirs, or gone."""
    text = clean_line(frame.text, str(frame.id))
    with writing():
        conversation = lock_conversation(pk=frame.conversation)
        note = _own_note(conversation, staff, frame.number, frame.id)
        if note.text == text:
            return _held(conversation, was_known=True)
        note.text, note.edited = text, timezone.now()
        note.save(update_fields=("text", "edited", "revision"))
        return _finish(note, conversation, staff, "note_edit")


def delete_note(staff: Staff, frame: DeleteNote) -> Held:
    """Takes the text away; that there was a note stays to be seen. Raises BadFrame."""
    with writing():
        conversation = lock_conversation(pk=frame.conversation)
        note = _own_note(conversation, staff, frame.number, frame.id)
        note.text, note.deleted = "", timezone.now()
        note.save(update_fields=("text", "deleted", "revision"))
        return _finish(note, conversation, staff, "note_delete")


def read_mentions(staff: Staff, frame: ReadMentions) -> Held:
    """Marks as read where this conversation's notes name whoever asks."""
    with writing():
        conversation = Conversation.objects.get(pk=frame.conversation)
        unread = Mention.objects.filter(
            user=staff.user, read_at=None, note__conversation=conversation
        )
        if unread.update(read_at=timezone.now()):
            tell_desk(conversation.site_id, NEWS)
    return _held(conversation)


# --- reading --------------------------------------------------------------------------------------
def _info(note: Note) -> NoteInfo:
    users = [mention.user for mention in note.mentions.all()]
    words = (w for user in users for w in (public_name(user), user.get_username()))
    return NoteInfo(
        number=note.number,
        revision=note.revision,
        after=note.after_seq,
        author=note.author_id,
        name=note.name,
        text=note.text,
        mentions=tuple(dict.fromkeys(words)),
        at=note.created.isoformat(),
        edited=note.edited.isoformat() if note.edited else None,
        is_deleted=note.deleted is not None,
    )


def notes_since(staff: Staff, conversation: uuid.UUID, revision: int) -> Notes:
    """What has changed since `revision`, as much as fits into a frame. Raises NotFound."""
    check_access(staff, conversation)
    rows = Note.objects.filter(conversation=conversation, revision__gt=revision)
    rows = rows.prefetch_related("mentions__user__agent_profile").order_by("revision")
    kept: list[NoteInfo] = []
    room = LIMIT
    has_more = False
    for row in rows[: PAGE + 1]:
        info = _info(row)
        room -= size_of(plain(info)) + 1
        if len(kept) == PAGE or (kept and room < 0):
            has_more = True
            break
        kept.append(info)
    last = kept[-1].revision if kept else revision
    return Notes(str(conversation), tuple(kept), last, has_more)


def notes_asked(staff: Staff, frame: AskNotes) -> Notes:
    """Raises NotFound."""
    notes = notes_since(staff, frame.conversation, frame.revision)
    if frame.revision:
        return notes
    site = Conversation.objects.values_list("site", flat=True).get(pk=frame.conversation)
    others = [user for user in colleagues_at(site) if user.pk != staff.user.pk]
    return replace(notes, handles=tuple(handles_of(others).values()))


def newest_notes(staff: Staff, conversation: uuid.UUID) -> Notes:
    """The note that has changed last. A page that misses one before it asks for the rest."""
    newest = Note.objects.filter(conversation=conversation).aggregate(Max("revision"))
    return notes_since(staff, conversation, max((newest["revision__max"] or 0) - 1, 0))


def mentions_of(staff: Staff) -> Mentions:
    unread = (
        Mention.objects.filter(
            user=staff.user, read_at=None, note__conversation__site__in=staff.sites
        )
        .select_related("note__conversation__visitor")
        .order_by("-note__created")[:MENTIONS_SHOWN]
    )
    return Mentions(tuple(_mention(mention.note) for mention in unread))


def _mention(note: Note) -> MentionInfo:
    text = " ".join(note.text.split())
    return MentionInfo(
        conversation=str(note.conversation_id),
        number=note.number,
        by=note.name,
        who=who_of(note.conversation),
        text=text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…",
        at=note.created.isoformat(),
    )


add_look_up(AskNotes, notes_asked)
add_change(AddNote, add_note)
add_change(EditNote, edit_note)
add_change(DeleteNote, delete_note)
add_change(ReadMentions, read_mentions)
add_beside(BESIDE, newest_notes)
add_news(NEWS, mentions_of)
