"""The frames of what helps to write: canned answers, the documents, a suggested reply."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import ClassVar, Literal

from chatqual.handoff.fields import Cite

SuggestionState = Literal["answered", "clarify", "not_in_docs", "nothing", "not_yours"]


# --- from the browser ----------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class FindCanned:
    """Asks for the canned answers that `text` may mean; "": those that are used most."""

    type: ClassVar[str] = "canned"
    conversation: uuid.UUID
    text: str


@dataclass(frozen=True, slots=True)
class FillCanned:
    """Asks for one of them, filled for this conversation. It counts as a use."""

    type: ClassVar[str] = "canned_text"
    conversation: uuid.UUID
    canned: int


@dataclass(frozen=True, slots=True)
class SaveCanned:
    """Keeps a text as a canned answer of the conversation's site."""

    type: ClassVar[str] = "canned_save"
    id: uuid.UUID
    conversation: uuid.UUID
    shortcut: str
    title: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Search:
    """Asks what the site's documents say about `text`."""

    type: ClassVar[str] = "search_docs"
    conversation: uuid.UUID
    text: str


@dataclass(frozen=True, slots=True)
class Suggest:
    """Asks for an answer to the visitor's unanswered lines."""

    type: ClassVar[str] = "suggest"
    conversation: uuid.UUID


# --- to the browser ------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class CannedItem:
    """`preview`: the beginning of the text, with its placeholders."""

    id: int
    shortcut: str
    title: str
    preview: str
    language: str
    uses: int


@dataclass(frozen=True, slots=True)
class CannedFound:
    """The best first. `language`: the visitor's; those in another one stand last."""

    type: ClassVar[str] = "canned"
    conversation: str
    text: str
    items: tuple[CannedItem, ...]
    language: str
    may_save: bool


@dataclass(frozen=True, slots=True)
class CannedText:
    """`missing`: placeholders whose value is not known; they stand in the text as `{name}`.

    An empty text: the answer is gone meanwhile.
    """

    type: ClassVar[str] = "canned_text"
    conversation: str
    canned: int
    text: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassageFound:
    """A passage. `quote`: the part of its text that says most about what was asked, and where.

    `is_for_desk`: visitors may not be shown it, so it cannot be cited. `url` is "" where the
    document has no address of its own.
    """

    chunk: int
    title: str
    headings: tuple[str, ...]
    url: str
    text: str
    quote: str
    start: int
    end: int
    is_for_desk: bool


@dataclass(frozen=True, slots=True)
class DocsFound:
    type: ClassVar[str] = "docs_found"
    conversation: str
    text: str
    passages: tuple[PassageFound, ...]


@dataclass(frozen=True, slots=True)
class SuggestedCite:
    """What [n] of the suggestion stands on; `cite` is what a line sends to cite it."""

    n: int
    title: str
    url: str
    quote: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An answer to the visitor's lines up to `seq`, as the bot would quote it.

    clarify: `options` are the readings. not_in_docs: `missing` are the questions that the documents
    do not answer; they may also stand beside an answer to others. nothing: nobody has asked.
    """

    type: ClassVar[str] = "suggestion"
    conversation: str
    seq: int
    state: SuggestionState
    text: str = ""
    cites: tuple[SuggestedCite, ...] = ()
    options: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
