"""The frames of private notes and mentions."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import ClassVar


# --- from the browser ----------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class AskNotes:
    """Asks for the notes that have changed since `revision`."""

    type: ClassVar[str] = "notes"
    conversation: uuid.UUID
    revision: int


@dataclass(frozen=True, slots=True)
class AddNote:
    """A private note; stored once per `id`."""

    type: ClassVar[str] = "note"
    id: uuid.UUID
    conversation: uuid.UUID
    text: str


@dataclass(frozen=True, slots=True)
class EditNote:
    type: ClassVar[str] = "note_edit"
    id: uuid.UUID
    conversation: uuid.UUID
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class DeleteNote:
    type: ClassVar[str] = "note_delete"
    id: uuid.UUID
    conversation: uuid.UUID
    number: int


@dataclass(frozen=True, slots=True)
class ReadMentions:
    """Whoever asks has seen where this conversation's notes name them."""

    type: ClassVar[str] = "mentions_read"
    id: uuid.UUID
    conversation: uuid.UUID


# --- to the browser ------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class NoteInfo:
    """A note behind line `after`. `mentions`: the handles by which it names colleagues."""

    number: int
    revision: int
    after: int
    author: int | None
    name: str
    text: str
    mentions: tuple[str, ...]
    at: str
    edited: str | None
    is_deleted: bool


@dataclass(frozen=True, slots=True)
class Notes:
    """New and changed notes. `has_more`: ask again from `revision`.

    `handles`: whom a note can name at this site, told to a page that has no notes yet.
    """

    type: ClassVar[str] = "notes"
    conversation: str
    notes: tuple[NoteInfo, ...]
    revision: int
    has_more: bool
    handles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MentionInfo:
    conversation: str
    number: int
    by: str
    who: str
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class Mentions:
    """Where notes name whoever reads this, unread, newest first."""

    type: ClassVar[str] = "mentions"
    items: tuple[MentionInfo, ...]
