"""The copies of texts in which the desk searches: made behind the lines, gone with the person.

No line waits for it. What is new is found by each log's own counters, which rise without a gap: by
the sweeper, and once more right before a search, so that a line can be found as soon as it stands.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, connection
from django.db.models import F, Q

from chatqual.conversations.known import stored_slots
from chatqual.conversations.models import Conversation, Message
from chatqual.handoff.queue_models import ReadMark, SearchEntry, SearchMark
from chatqual.handoff.search_words import indexed
from chatqual.privacy.registry import AFTER_LOGS, delete_rows, hold
from chatqual.realtime.transactions import writing

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from chatqual.privacy.registry import Person

log = logging.getLogger(__name__)

Kind = SearchEntry.Kind
LOGS_AT_ONCE = 200
LINES_AT_ONCE = 2_000
BATCHES = 10  # a sweep; the rest is for the next one
FACTS = ("name", "company", "role", "email", "phone", "geography", "use_case", "need")
SAID_BY_SOMEBODY = (Message.Author.VISITOR, Message.Author.BOT, Message.Author.AGENT)


def index_new_lines(batches: int = BATCHES) -> bool:
    """Indexes what is new, the newest logs first. False where something is left for later."""
    for _ in range(batches):
        behind = list(_behind()[:LOGS_AT_ONCE])
        if not behind:
            return True
        try:
            _index(behind)
        except IntegrityError:
            # Somebody was deleted meanwhile; their rows are not found next time.
            log.debug("a conversation went while it was indexed")
    return not _behind().exists()


def _behind() -> QuerySet[Conversation]:
    mark = "search_mark"
    return (
        Conversation.objects.filter(
            Q(**{mark: None})
            | Q(last_seq__gt=F(f"{mark}__seq"))
            | ~Q(version=F(f"{mark}__version"))
        )
        .select_related("visitor")
        .order_by("-last_message_at")
    )


def _index(behind: Sequence[Conversation]) -> None:
    lines = _lines_behind([c.pk for c in behind])
    ends: dict[uuid.UUID, int] = {}
    for line in lines:
        ends[line["conversation_id"]] = line["seq"]
    # A batch that is full has cut its last log, and has not come to those behind it.
    is_cut = len(lines) == LINES_AT_ONCE
    done = [c for c in behind if not is_cut or c.pk in ends]
    cut = lines[-1]["conversation_id"] if is_cut else None
    sites = {c.pk: c.site_id for c in behind}
    entries = [
        SearchEntry(
            site_id=sites[line["conversation_id"]],
            conversation_id=line["conversation_id"],
            kind=Kind.LINE,
            number=line["seq"],
            words=words,
        )
        for line in lines
        if line["author"] in SAID_BY_SOMEBODY and (words := indexed(line["text"]))
    ]
    with writing():
        SearchEntry.objects.bulk_create(entries, batch_size=500, ignore_conflicts=True)
        _put([_entry(c, Kind.WHO, 0, facts_of(c)) for c in done])
        SearchMark.objects.bulk_create(
            [
                SearchMark(
                    conversation=c,
                    seq=ends[c.pk] if c.pk == cut else c.last_seq,
                    version=c.version,
                )
                for c in done
            ],
            update_conflicts=True,
            update_fields=["seq", "version"],
            unique_fields=["conversation"],
        )


def _lines_behind(logs: Sequence[uuid.UUID]) -> list[Any]:
    """The lines that are not indexed yet, log by log."""
    mark = "conversation__search_mark"
    rows = Message.objects.filter(conversation__in=logs).filter(
        Q(**{mark: None}) | Q(seq__gt=F(f"{mark}__seq"))
    )
    wanted = rows.order_by("conversation", "seq").values("conversation_id", "seq", "author", "text")
    return list(wanted[:LINES_AT_ONCE])


def facts_of(conversation: Conversation) -> str:
    """Whom it is with, as far as it is known: what they said, what was set, what a site signed."""
    slots, visitor = stored_slots(conversation), conversation.visitor
    texts = [visitor.name, visitor.email, visitor.external_id, conversation.summary]
    for name in FACTS:
        record = slots.get(name) or {}
        if record.get("state") in ("filled", "confirmed", "conflicting"):
            value = record.get("value")
            texts += [value if isinstance(value, str) else "", record.get("text") or ""]
    return " ".join(text for text in texts if text)


def _entry(conversation: Conversation, kind: str, number: int, text: str) -> SearchEntry:
    return SearchEntry(
        site_id=conversation.site_id,
        conversation=conversation,
        kind=kind,
        number=number,
        words=indexed(text),
    )


def _put(entries: Iterable[SearchEntry]) -> None:
    SearchEntry.objects.bulk_create(
        list(entries),
        batch_size=500,
        update_conflicts=True,
        update_fields=["words"],
        unique_fields=["conversation", "kind", "number"],
    )


def index_note(conversation: Conversation, number: int, text: str) -> None:
    """A private note, new or changed; with "" it is not found any more."""
    with writing():
        _put([_entry(conversation, Kind.NOTE, number, text)])


# --- privacy --------------------------------------------------------------------------------------
def _erase(rows: QuerySet[SearchEntry], person: Person) -> int:
    """With the entries go their words: SQLite's index keeps them until its parts are merged.

    The logs are gone by then, and their entries with them: nobody can index them once more.
    """
    count = delete_rows(rows, person)
    if connection.vendor == "sqlite":
        with writing(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO handoff_search(handoff_search) VALUES ('optimize')")
    return count


def register_search() -> None:
    hold(
        "handoff.SearchEntry",
        what="The words by which the desk finds their lines",
        term="transcript",
        find=lambda person: SearchEntry.objects.filter(conversation__in=person.conversations),
        erase=_erase,
        order=AFTER_LOGS,
        is_exported=False,
        personal="words",
        pseudonym="conversation",
        plain="site kind number",
    )
    hold(
        "handoff.SearchMark",
        what="How far their log can be searched",
        term="transcript",
        find=lambda person: SearchMark.objects.filter(conversation__in=person.conversations),
        is_exported=False,
        pseudonym="conversation",
        plain="seq version",
    )
    hold(
        "handoff.ReadMark",
        what="How far each member of staff has read their log",
        term="transcript",
        find=lambda person: ReadMark.objects.filter(conversation__in=person.conversations),
        is_exported=False,
        pseudonym="conversation",
        staff="user seq",
    )
