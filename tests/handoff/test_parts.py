from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from chatqual.conversations.models import Conversation, Message, Visit
from chatqual.engine.state import State
from chatqual.handoff.changes import list_queue
from chatqual.handoff.history import open_conversation, trace_of
from chatqual.handoff.parts import parts_of, size_of
from chatqual.handoff.protocol import JournalShown, Lines, QueueUpdate
from chatqual.handoff.shapes import JournalLine
from chatqual.handoff.staff import staff_of
from chatqual.sites.models import Site
from tests.handoff.cast import waiting

pytestmark = pytest.mark.django_db
SENDABLE = 65_536  # what daphne sends at most
LONG = "漢" * 4000


def fits(frame: Any) -> list[dict[str, Any]]:
    parts = list(parts_of(frame))
    assert all(size_of(part) <= SENDABLE for part in parts)
    return parts


@pytest.fixture
def long_log(site: Site) -> Conversation:
    """A hundred lines of 4,000 characters, long addresses, long questions without an answer."""
    conversation = waiting(site, LONG)
    Message.objects.bulk_create(
        Message(
            conversation=conversation,
            seq=n,
            author="bot",
            text=LONG,
            citations=[{"n": 1, "title": f"{n}" * 200, "url": "https://x.example/" + LONG[:900]}],
            created=timezone.now(),
        )
        for n in range(2, 101)
    )
    state = State(gaps=tuple(f"{n}{LONG}" for n in range(50)))
    Conversation.objects.filter(pk=conversation.pk).update(last_seq=100, state=state.to_json())
    page = {"url": LONG[:2000], "title": LONG[:300], "at": "2026-11-20T10:00:00Z"}
    Visit.objects.filter(conversation=conversation).update(pages=[page] * 50)
    return conversation


def test_a_small_frame_is_one_part(site: Site, bo: User) -> None:
    waiting(site)
    parts = fits(list_queue(staff_of(bo)))
    assert [(p["part"], p["parts"], len(p["items"])) for p in parts] == [(0, 1, 1)]


def test_an_empty_queue_is_still_told(bo: User) -> None:
    assert [p["items"] for p in fits(list_queue(staff_of(bo)))] == [[]]


def test_a_long_queue_comes_in_parts_that_are_numbered(site: Site, bo: User) -> None:
    waiting(site, LONG)
    queue = list_queue(staff_of(bo))
    parts = fits(dataclasses.replace(queue, items=queue.items * 400))
    assert [p["part"] for p in parts] == list(range(len(parts)))
    assert {p["parts"] for p in parts} == {len(parts)}
    assert sum(len(p["items"]) for p in parts) == 400


def test_many_changes_come_in_parts(site: Site, bo: User) -> None:
    waiting(site)
    items = list_queue(staff_of(bo)).items * 500
    assert sum(len(p["items"]) for p in fits(QueueUpdate(items))) == 500


def test_a_long_conversation_opens_with_what_fits_of_its_newest_lines(
    bo: User, long_log: Conversation
) -> None:
    (opened,) = fits(open_conversation(staff_of(bo), long_log.pk, 0))
    assert opened["lines"][-1]["seq"] == 100
    assert opened["has_older"]
    assert all(len(line["text"]) == 4000 for line in opened["lines"])


def test_long_lines_come_whole_and_in_order(bo: User, long_log: Conversation) -> None:
    lines = open_conversation(staff_of(bo), long_log.pk, 0).lines
    parts = fits(Lines(str(long_log.pk), lines))
    seqs = [line["seq"] for part in parts for line in part["lines"]]
    assert seqs == list(range(1, 101))
    assert all(len(line["text"]) == 4000 for part in parts for line in part["lines"])


def test_a_long_journal_is_shortened_in_its_texts(long_log: Conversation) -> None:
    entry = JournalLine(1, "gap_found", LONG, None, "", "2026-11-20T10:00:00Z")
    (journal,) = fits(JournalShown(str(long_log.pk), (entry,) * 150))
    assert len(journal["entries"]) == 150
    assert journal["entries"][0]["text"].endswith("…")


def test_of_a_line_that_the_bot_did_not_write_there_is_nothing_to_explain(
    bo: User, long_log: Conversation
) -> None:
    trace = trace_of(staff_of(bo), long_log.pk, 1)
    assert (trace.steps, trace.proposals, trace.asked) == ((), (), ())
