"""The log and the journal as the brief reads them: two queries, then only memory."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from chatqual.conversations.models import Conversation, JournalEntry, Message
from chatqual.engine.policy import Policy
from chatqual.engine.slots import Json
from chatqual.engine.wording import Voice

LINES_READ = 1000  # of the newest
KINDS = (
    "gap_found", "price_quoted", "handoff_requested", "opted_out", "rating", "slot_kept",
    "slot_set_by_hand",
)  # fmt: skip
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LogLine:
    seq: int
    author: str
    name: str
    text: str
    citations: list[dict[str, Any]]
    reply_to: int | None
    feedback: str

    def span_of(self, words: str) -> Span | None:
        """Where `words` stand in the line, whatever their case; None where they do not."""
        at = self.text.casefold().find(words.casefold()) if words else -1
        # Folding may change the length of a text; then the place would be another one.
        if at < 0 or len(self.text.casefold()) != len(self.text):
            return None
        return (at, at + len(words))


@dataclass(frozen=True, slots=True)
class Entry:
    """A journal entry; `seq` is the line that it is about, `at` an ISO instant."""

    kind: str
    seq: int
    payload: Json
    actor: str
    at: str


class Log:
    """Lines oldest first, and the journal's entries of `KINDS`."""

    def __init__(self, lines: Iterable[LogLine], entries: Iterable[Entry]) -> None:
        self.lines = tuple(lines)
        self.entries = tuple(entries)
        self._replies = {li.reply_to: li for li in self.lines if li.author == "bot" and li.reply_to}

    def by(self, author: str) -> tuple[LogLine, ...]:
        return tuple(line for line in self.lines if line.author == author)

    def all(self, kind: str) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.kind == kind)

    def last(self, kind: str) -> Entry | None:
        found = self.all(kind)
        return found[-1] if found else None

    def seq_of(self, kind: str, **having: Any) -> int | None:
        """The line of the newest such entry with these fields."""
        found = [e for e in self.all(kind) if having.items() <= e.payload.items()]
        return found[-1].seq or None if found else None

    def reply_to(self, seq: int) -> LogLine | None:
        """The bot's line that answers up to the visitor's line `seq`."""
        return self._replies.get(seq)

    def newest_of(self, author: str, texts: tuple[str, ...]) -> tuple[LogLine | None, Span | None]:
        """The newest line of `author` that holds one of the texts, and where."""
        for line in reversed(self.by(author)):
            for text in texts:
                if text and (at := line.text.find(text)) >= 0:
                    return line, (at, at + len(text))
        return None, None

    def find(self, words: str, upto: int) -> tuple[int | None, Span | None]:
        """The visitor's newest line up to `upto` that holds the words; else `upto` alone."""
        for line in reversed(self.by("visitor")):
            if line.seq <= upto and (span := line.span_of(words)) is not None:
                return line.seq, span
        return upto or None, None

    def answers_later(self, question: str, seq: int) -> bool:
        """Whether the same was asked again behind `seq` and answered with a source."""
        asked = [li.seq for li in self.by("visitor") if li.seq > seq and li.span_of(question)]
        answers = (self._covering(again) for again in asked)
        return any(line is not None and bool(line.citations) for line in answers)

    def _covering(self, seq: int) -> LogLine | None:
        """The bot's line that answers the visitor's line `seq`."""
        return next((li for li in self.by("bot") if (li.reply_to or 0) >= seq), None)

    def person_after(self, seq: int) -> str:
        """Who of the staff wrote first behind `seq`; "" for nobody."""
        return next((li.name or "A person" for li in self.by("agent") if li.seq > seq), "")

    def handoff_line(self, reason: str = "") -> int | None:
        """The visitor's line over which a person was last called; with `reason`, first for it."""
        entries = self.all("handoff_requested")
        if not reason:
            return entries[-1].seq or None if entries else None
        found = (e for e in entries if reason in _reasons(e.payload))
        return next((entry.seq or None for entry in found), None)

    def span_of_texts(
        self, line: LogLine, policy: Policy, language: str, keys: tuple[str, ...]
    ) -> Span | None:
        """Where one of the policy's texts stands in the line, its placeholders filled."""
        voice = Voice(policy, language)
        texts = dict.fromkeys(text for key in keys for text in voice.wordings(key))
        spans = (p.search(line.text) for p in _patterns(tuple(texts)))
        found = next((span for span in spans if span), None)
        return found.span() if found else None


def _reasons(payload: Json) -> tuple[str, ...]:
    return (str(payload.get("reason", "")), *payload.get("reasons", ()))


@lru_cache(maxsize=64)
def _patterns(texts: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Each text with anything in place of its {placeholders}."""
    return tuple(re.compile(_filled(text)) for text in texts)


def _filled(text: str) -> str:
    pieces = [re.escape(piece) for piece in re.split(r"\{\w+\}", text)]
    return ".{1,200}?".join(pieces) + ("" if pieces[-1] else r"(?=[.!?\n]|$)")


def read_log(conversation: Conversation) -> Log:
    """Two queries."""
    rows = Message.objects.filter(conversation=conversation).order_by("-seq")
    of_line = ("seq", "author", "name", "text", "citations", "reply_to", "feedback")
    lines = [LogLine(*row) for row in rows.values_list(*of_line)[:LINES_READ]]
    journal = JournalEntry.objects.filter(conversation=conversation, kind__in=KINDS)
    of_entry = ("kind", "message_seq", "payload", "actor", "created")
    entries = journal.order_by("number").values_list(*of_entry)
    return Log(
        reversed(lines),
        (Entry(kind, seq or 0, what, by, at.isoformat()) for kind, seq, what, by, at in entries),
    )
