from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from chatqual.conversations.models import Conversation, JournalEntry, Message
from chatqual.conversations.rows import CONVERSATIONS, JOURNAL, MESSAGES
from chatqual.realtime.statements import fetch
from tests.factories import make_site, say

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 10, 0, 0, 5, tzinfo=UTC)
# Quotes, other scripts, what JSON escapes, numbers beyond 64 bits, nothing at all.
HARD: dict[str, Any] = {
    "text": 'She said "50 % off", naïve \\ 北京 😀\n',
    "numbers": [0.1, -3, 10**30],
    "none": None,
    "nested": {"": [True, False, {}]},
}


@pytest.fixture
def conversation() -> Conversation:
    return Conversation.objects.get(pk=say(make_site(), "hi").conversation)


def entry(conversation: Conversation, number: int, **fields: Any) -> JournalEntry:
    return JournalEntry(conversation=conversation, number=number, kind="note", created=AT, **fields)


def test_what_is_inserted_is_what_the_orm_reads(conversation: Conversation) -> None:
    line = Message(conversation=conversation, seq=9, author="bot", text="Ça va?", created=AT)
    line.citations = [HARD]
    assert MESSAGES.insert(line) == 1
    found = Message.objects.get(pk=line.pk)
    fields = [f.attname for f in Message._meta.concrete_fields]
    assert [getattr(found, f) for f in fields] == [getattr(line, f) for f in fields]


def test_several_rows_go_in_with_one_statement(
    conversation: Conversation, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        JOURNAL.insert(entry(conversation, 7, payload=HARD), entry(conversation, 8, message_seq=1))
    rows = JournalEntry.objects.filter(number__in=(7, 8)).values_list("payload", "message_seq")
    assert list(rows.order_by("number")) == [(HARD, None), ({}, 1)]


def test_what_stands_already_is_left_where_it_is_told_so(conversation: Conversation) -> None:
    JOURNAL.insert(entry(conversation, 7, actor="bo"))
    again = entry(conversation, 7, actor="cy")
    assert JOURNAL.insert(again, on_conflict="ON CONFLICT DO NOTHING") == 0
    assert JournalEntry.objects.get(number=7).actor == "bo"
    with pytest.raises(IntegrityError), transaction.atomic():
        JOURNAL.insert(again)


def test_an_update_changes_only_what_has_exactly_that(conversation: Conversation) -> None:
    where = {"id": conversation.pk, "version": conversation.version}
    assert CONVERSATIONS.update({"state": HARD, "version": 4, "closed_at": AT}, where) == 1
    assert CONVERSATIONS.update({"version": 5}, where) == 0
    conversation.refresh_from_db()
    assert (conversation.state, conversation.version, conversation.closed_at) == (HARD, 4, AT)


def test_a_row_becomes_the_instance_that_the_orm_would_make(conversation: Conversation) -> None:
    CONVERSATIONS.update({"state": HARD}, {"id": conversation.pk})
    every = CONVERSATIONS.every
    sql = f"SELECT {CONVERSATIONS.columns(every)} FROM {CONVERSATIONS.name}"  # noqa: S608
    rows = fetch(sql, [])
    made, read = CONVERSATIONS.made(every, rows[0]), Conversation.objects.get()
    assert [getattr(made, f) for f in every] == [getattr(read, f) for f in every]
    assert not made.get_deferred_fields()


def test_what_a_text_holds_stays_text(conversation: Conversation) -> None:
    text = "'); DROP TABLE conversations_message; --"
    MESSAGES.insert(Message(conversation=conversation, seq=9, author="bot", text=text, created=AT))
    assert Message.objects.get(seq=9).text == text
