"""Full-text search over every conversation of the sites that somebody belongs to."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import connection

from chatqual.audit.trail import record_audit
from chatqual.conversations.known import who_of
from chatqual.conversations.models import Conversation, Message
from chatqual.handoff.queue_models import SearchEntry
from chatqual.handoff.registry import add_look_up
from chatqual.handoff.search_index import facts_of, index_new_lines
from chatqual.handoff.search_words import marks_in, query_of, words_of
from chatqual.handoff.staff import Staff, public_name
from chatqual.handoff.writing_models import Note
from chatqual.realtime.transactions import writing
from knowledge.spelling import distance

Asked = tuple[tuple[str, ...], ...]

LONGEST_QUERY = 200  # characters
MOST_WORDS = 8
ENTRIES_READ = 400
SHOWN = 40  # conversations
LOGS_OF_A_WORD = 5_000
LOGS_READ = 100
EXCERPT, BEFORE = 160, 50  # characters
SHORTEST_MISSPELT, LONG = 4, 8  # letters


@dataclass(frozen=True, slots=True)
class Search:
    """`number` comes back with the answer: the page drops what it no longer asks for."""

    type: ClassVar[str] = "search"
    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A conversation that was found, and its newest line that fits.

    `kind`: line, note or who. `seq`: of the line, or of that before a note, else null; `span`: the
    first mark in the whole line. Spans and marks count code points, end exclusive. `more`: how many
    further lines of it fit, of those that were looked at.
    """

    conversation: str
    site: int
    mode: str
    who: str
    tier: str
    owner_name: str
    outcome: str
    kind: str
    seq: int | None
    span: tuple[int, int] | None
    author: str
    text: str
    marks: tuple[tuple[int, int], ...]
    at: str
    more: int


@dataclass(frozen=True, slots=True)
class SearchFound:
    """`instead`: the words that were sought where one that was asked for stands nowhere.

    `is_cut`: there is more than is shown. `is_whole`: false while old lines are being indexed.
    """

    type: ClassVar[str] = "found"
    text: str
    number: int
    hits: tuple[Hit, ...]
    instead: tuple[str, ...]
    is_cut: bool
    is_whole: bool


def search(staff: Staff, frame: Search) -> SearchFound:
    """What stands in lines, notes and facts. Each word may be the beginning of one."""
    text = frame.text[:LONGEST_QUERY]
    is_whole = index_new_lines(batches=1)
    asked = query_of(text, MOST_WORDS)
    if not asked or not staff.sites:
        return SearchFound(text, frame.number, (), (), False, is_whole)
    instead: tuple[str, ...] = ()
    found, is_cut = _conversations(staff.sites, asked)
    if not found:
        meant = _respelt(staff.sites, asked)
        if meant != asked:
            found, is_cut = _conversations(staff.sites, meant)
            instead, asked = (tuple(w[0] for w in meant), meant) if found else ((), asked)
    hits = _hits(found, asked)
    _record(staff, len(hits))
    return SearchFound(text, frame.number, hits, instead, is_cut, is_whole)


def _record(staff: Staff, count: int) -> None:
    """That somebody searched, not for what: the words may be a visitor's."""
    with writing():
        record_audit(
            actor=staff.user.get_username(),
            action="conversation.search",
            target="",
            detail={"found": count},
        )


# --- the database's own index ---------------------------------------------------------------------
def _condition(asked: Asked, joint: str = "AND") -> tuple[str, str]:
    """The clause over `entry` that uses the index, and its one parameter."""
    if connection.vendor == "sqlite":
        parts = [" OR ".join(f'"{w}"*' for w in spellings) for spellings in asked]
        return "handoff_search MATCH %s", f" {joint} ".join(f"({part})" for part in parts)
    parts = [" | ".join(f"'{w}':*" for w in spellings) for spellings in asked]
    sign = " & " if joint == "AND" else " | "
    vector = "array_to_tsvector(string_to_array(entry.words, ' '))"
    return f"{vector} @@ %s::tsquery", sign.join(f"({part})" for part in parts)


def _select(columns: str, clause: str, rest: str) -> str:
    source = "handoff_searchentry entry"
    if connection.vendor == "sqlite":
        # CROSS keeps SQLite to this order: the words first, then the site of each row.
        source = "handoff_search CROSS JOIN handoff_searchentry entry"
        clause = f"entry.id = handoff_search.rowid AND {clause}"
    # The clause and the columns are written here; whatever was typed goes in as a parameter.
    return f"SELECT {columns} FROM {source} WHERE {clause} {rest}"  # noqa: S608


def _rows(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(parameters))
        return list(cursor.fetchall())


def _of_sites(sites: Sequence[int]) -> str:
    return f"AND entry.site_id IN ({', '.join(['%s'] * len(sites))})"


def _conversations(sites: Sequence[int], asked: Asked) -> tuple[dict[uuid.UUID, list[int]], bool]:
    """Entries of each conversation that fits, newest first; whether there is more.

    A line with all words goes before a conversation that has them in different lines.
    """
    clause, match = _condition(asked)
    order = "rowid" if connection.vendor == "sqlite" else "id"
    table = "handoff_search" if connection.vendor == "sqlite" else "entry"
    rest = f"{_of_sites(sites)} ORDER BY {table}.{order} DESC LIMIT {ENTRIES_READ}"
    rows = _rows(_select("entry.id, entry.conversation_id", clause, rest), [match, *sites])
    found = _grouped(rows)
    if len(found) < SHOWN and len(rows) < ENTRIES_READ and len(asked) > 1:
        for conversation, entries in _across_lines(sites, asked).items():
            found.setdefault(conversation, entries)
    is_cut = len(found) > SHOWN or len(rows) == ENTRIES_READ
    return dict(list(found.items())[:SHOWN]), is_cut


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[uuid.UUID, list[int]]:
    found: dict[uuid.UUID, list[int]] = {}
    for entry, conversation in rows:
        key = conversation if isinstance(conversation, uuid.UUID) else uuid.UUID(conversation)
        found.setdefault(key, []).append(entry)
    return found


def _across_lines(sites: Sequence[int], asked: Asked) -> dict[uuid.UUID, list[int]]:
    """Conversations in which each word stands somewhere, with the newest entry of any word.

    The longest word, mostly the rarest, is looked up; where it leaves few logs, they are read.
    """
    first, *others = sorted(asked, key=lambda spellings: -len(spellings[0]))
    newest = _logs_with(sites, first)
    if len(newest) <= LOGS_READ:
        return _read_for(newest, others)
    for word in others:
        of_word = _logs_with(sites, word)
        newest = {k: max(v, newest[k]) for k, v in of_word.items() if k in newest}
    return {key: [entry] for key, entry in _newest_first(newest)[: SHOWN + 1]}


def _logs_with(sites: Sequence[int], word: tuple[str, ...]) -> dict[uuid.UUID, int]:
    """The newest entry with the word, of each conversation that has one."""
    clause, match = _condition((word,))
    rest = (
        f"{_of_sites(sites)} GROUP BY entry.conversation_id "
        f"ORDER BY MAX(entry.id) DESC LIMIT {LOGS_OF_A_WORD}"
    )
    rows = _rows(_select("MAX(entry.id), entry.conversation_id", clause, rest), [match, *sites])
    return {key: entries[0] for key, entries in _grouped(rows).items()}


def _read_for(
    logs: dict[uuid.UUID, int], words: Sequence[tuple[str, ...]]
) -> dict[uuid.UUID, list[int]]:
    """Those of the logs in which each of the words stands as well."""
    missing = {key: set(range(len(words))) for key in logs}
    newest = dict(logs)
    entries = SearchEntry.objects.filter(conversation__in=list(logs))
    for pk, key, text in entries.values_list("pk", "conversation_id", "words"):
        stand = {n for n, word in enumerate(words) if any(t.startswith(word) for t in text.split())}
        if stand:
            missing[key] -= stand
            newest[key] = max(newest[key], pk)
    whole = {key: pk for key, pk in newest.items() if not missing[key]}
    return {key: [pk] for key, pk in _newest_first(whole)[: SHOWN + 1]}


def _newest_first(logs: dict[uuid.UUID, int]) -> list[tuple[uuid.UUID, int]]:
    return sorted(logs.items(), key=lambda pair: -pair[1])


# --- misspelt -------------------------------------------------------------------------------------
def _respelt(sites: Sequence[int], asked: Asked) -> Asked:
    """Each word that stands nowhere replaced by the nearest ones that do."""
    return tuple(word if _stands(sites, word) else _nearest(sites, word) for word in asked)


def _stands(sites: Sequence[int], word: tuple[str, ...]) -> bool:
    clause, match = _condition((word,))
    return bool(_rows(_select("1", clause, f"{_of_sites(sites)} LIMIT 1"), [match, *sites]))


def _nearest(sites: Sequence[int], word: tuple[str, ...]) -> tuple[str, ...]:
    """Words one slip away, two where it is long; the word itself where there is none.

    The first letter is taken to be right: so the index is read at one place only.
    """
    meant = word[0]
    if len(meant) < SHORTEST_MISSPELT or not meant.isalpha():
        return word
    most = 2 if len(meant) >= LONG else 1
    ranked = sorted(
        (slips, other)
        for other in _vocabulary(sites, meant, most)
        if (slips := distance(meant, other)) <= most
    )
    return tuple(other for slips, other in ranked if slips == ranked[0][0]) or word


def _vocabulary(sites: Sequence[int], word: str, most: int) -> Iterable[str]:
    """Indexed words with the same first letter and about as long."""
    sizes = [len(word) - most, len(word) + most]
    if connection.vendor == "sqlite":
        last = word[0] + chr(0x10FFFF)
        sql = (
            "SELECT term FROM handoff_search_words "
            "WHERE term >= %s AND term < %s AND length(term) BETWEEN %s AND %s"
        )
        return [row[0] for row in _rows(sql, [word[0], last, *sizes])]
    sql = (
        "SELECT DISTINCT word FROM handoff_searchentry entry, "  # noqa: S608 - no value in it
        "unnest(string_to_array(entry.words, ' ')) word WHERE left(word, 1) = %s "
        f"AND length(word) BETWEEN %s AND %s {_of_sites(sites)}"
    )
    return [row[0] for row in _rows(sql, [word[0], *sizes, *sites])]


# --- what is shown --------------------------------------------------------------------------------
def _hits(found: dict[uuid.UUID, list[int]], asked: Asked) -> tuple[Hit, ...]:
    shown = {entries[0]: len(entries) - 1 for entries in found.values()}
    entries = SearchEntry.objects.in_bulk(list(shown))
    conversations = Conversation.objects.select_related("visitor", "owner__agent_profile").in_bulk(
        [e.conversation_id for e in entries.values()]
    )
    texts = _texts_of(list(entries.values()))
    return tuple(
        _hit(conversations[entry.conversation_id], entry, texts, asked, more)
        for pk, more in shown.items()
        if (entry := entries.get(pk)) is not None and entry.conversation_id in conversations
    )


@dataclass(frozen=True, slots=True)
class _Text:
    """A line or a note as it was written. `seq`: where to go for it."""

    text: str
    seq: int | None
    author: str
    at: str


_Place = tuple[uuid.UUID, str, int]


def _texts_of(entries: Sequence[SearchEntry]) -> dict[_Place, _Text]:
    """Of the lines and notes among them, in a query each."""
    kinds = SearchEntry.Kind
    lines = [e for e in entries if e.kind == kinds.LINE]
    notes = [e for e in entries if e.kind == kinds.NOTE]
    found: dict[_Place, _Text] = {}
    for m in Message.objects.filter(
        conversation__in={e.conversation_id for e in lines}, seq__in={e.number for e in lines}
    ):
        at = m.created.isoformat()
        found[m.conversation_id, kinds.LINE, m.seq] = _Text(m.text, m.seq, m.author, at)
    for n in Note.objects.filter(
        conversation__in={e.conversation_id for e in notes}, number__in={e.number for e in notes}
    ):
        at = n.created.isoformat()
        found[n.conversation_id, kinds.NOTE, n.number] = _Text(n.text, n.after_seq or None, "", at)
    return found


def _hit(
    conversation: Conversation,
    entry: SearchEntry,
    texts: dict[_Place, _Text],
    asked: Asked,
    more: int,
) -> Hit:
    found = texts.get((conversation.pk, entry.kind, entry.number))
    if found is None:
        last = conversation.last_message_at.isoformat()
        found = _Text(facts_of(conversation), None, "", last)
    text = _excerpt(found.text, asked)
    is_line = entry.kind == SearchEntry.Kind.LINE
    return Hit(
        conversation=str(conversation.pk),
        site=conversation.site_id,
        mode=conversation.mode,
        who=who_of(conversation),
        tier=conversation.effective_tier,
        owner_name=public_name(conversation.owner),
        outcome=conversation.outcome,
        kind=entry.kind,
        seq=found.seq,
        span=next(iter(marks_in(found.text, asked)), None) if is_line else None,
        author=found.author,
        text=text,
        marks=marks_in(text, asked),
        at=found.at,
        more=more,
    )


def _excerpt(text: str, asked: Asked) -> str:
    """The line from a little before the first word that was found."""
    text = " ".join(text.split())
    if len(text) <= EXCERPT:
        return text
    marks = marks_in(text, asked)
    start = max(0, marks[0][0] - BEFORE) if marks else 0
    starts = [word.start for word in words_of(text) if word.start >= start]
    start = starts[0] if starts and start else 0
    cut = text[start : start + EXCERPT]
    return f"{'…' if start else ''}{cut}{'…' if start + EXCERPT < len(text) else ''}"


add_look_up(Search, search, slow=True)
