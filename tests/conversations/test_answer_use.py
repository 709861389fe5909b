"""What turns asked is counted behind them, once, with what visitors thought of it."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from chatqual.conversations.answer_use import tell_curators
from chatqual.conversations.models import Conversation, Turn
from chatqual.conversations.receive import Received, receive_receipt
from chatqual.pipeline import do_turn
from chatqual.privacy.erasing import begin_erasure, walk_erasure
from chatqual.privacy.people import person_of
from chatqual.sites.models import Site
from knowledge import curation
from knowledge.indexing import embed_documents
from knowledge.models import AskedQuestion, CitedPassage, Document, Gap, GapAsking, UsageMark
from knowledge.usage import KEPT, forget_old
from tests.factories import arrival, make_site, say

pytestmark = pytest.mark.django_db

ASKED = "How many days does the trial last?"


@pytest.fixture
def site() -> Site:
    return make_site()


@pytest.fixture
def trial(site: Site) -> Document:
    text = curation.read_markdown("The trial lasts 14 days and needs no card.", "Trial")
    document = curation.write_document(site=site, extracted=text, by="bo")
    embed_documents([document.pk])
    return document


def ask(site: Site, text: str, visitor: uuid.UUID | None = None) -> Received:
    received = say(site, text, visitor)
    turn = Turn.objects.latest("pk")
    do_turn(turn.pk, turn.lease_owner)
    return received


def mark(site: Site, visitor: uuid.UUID, value: str, seq: int = 2) -> None:
    receive_receipt(
        site=site,
        visitor=visitor,
        arrival=arrival(),
        client_id=uuid.uuid4(),
        kind="feedback",
        payload={"seq": seq, "value": value},
    )


def tell() -> int:
    """As the sweeper does, a while later."""
    return tell_curators(timezone.now() + timedelta(minutes=1))


def test_an_answer_is_counted_at_its_document_with_the_line_that_was_read(
    site: Site, trial: Document
) -> None:
    asked = ask(site, ASKED)
    assert tell() == 1
    row = AskedQuestion.objects.get()
    assert (row.question, row.outcome, row.conversation) == (ASKED, "answered", asked.conversation)
    assert "14 days" in row.answer
    (cited,) = CitedPassage.objects.all()
    assert (cited.document, cited.chunk) == (trial, trial.chunks.get().pk)


def test_nothing_is_counted_twice(site: Site, trial: Document) -> None:
    ask(site, ASKED)
    tell()
    assert tell() == 0
    assert AskedQuestion.objects.count() == 1


def test_what_was_told_and_not_marked_as_told_is_harmless(site: Site, trial: Document) -> None:
    ask(site, ASKED)
    tell()
    UsageMark.objects.all().delete()
    tell()
    assert (AskedQuestion.objects.count(), CitedPassage.objects.count()) == (1, 1)


def test_a_turn_that_is_still_open_is_counted_once_it_is_done(site: Site, trial: Document) -> None:
    say(site, ASKED)
    assert tell() == 0
    turn = Turn.objects.get()
    do_turn(turn.pk, turn.lease_owner)
    assert tell() == 1


def test_a_turn_behind_an_open_one_waits_for_it(site: Site, trial: Document) -> None:
    say(site, ASKED)
    first = Turn.objects.get()
    ask(site, "does the trial need a card")
    assert tell() == 0
    do_turn(first.pk, first.lease_owner)
    assert tell() == 2


def test_a_turn_that_cannot_be_read_holds_up_nobody(site: Site, trial: Document) -> None:
    ask(site, ASKED)
    Turn.objects.update(knowledge=[{"state": "answered", "question": "of another version"}])
    ask(site, ASKED)
    assert tell() == 1
    assert tell() == 0


def test_small_talk_is_no_question_to_the_documents(site: Site, trial: Document) -> None:
    ask(site, "thank you")
    tell()
    assert not AskedQuestion.objects.exists()


@pytest.mark.parametrize("mark_name", ["is_test", "is_sample"])
def test_tests_and_samples_count_nowhere(site: Site, trial: Document, mark_name: str) -> None:
    ask(site, ASKED)
    Conversation.objects.update(**{mark_name: True})
    tell()
    assert not AskedQuestion.objects.exists()


def test_who_wants_nothing_kept_is_not_counted(site: Site, trial: Document) -> None:
    first = ask(site, "please delete all my data and keep nothing")
    ask(site, ASKED, first.visitor)
    tell()
    assert not AskedQuestion.objects.exists()


@pytest.mark.parametrize("told_before", [True, False])
def test_a_thumb_reaches_the_question(site: Site, trial: Document, told_before: bool) -> None:
    asked = ask(site, ASKED)
    if told_before:
        tell()
    mark(site, asked.visitor, "down")
    tell()
    assert AskedQuestion.objects.get().feedback == "down"
    mark(site, asked.visitor, "up")
    tell()
    assert AskedQuestion.objects.get().feedback == "up"


def test_a_thumb_on_a_visitors_own_line_is_nobodys(site: Site, trial: Document) -> None:
    asked = ask(site, ASKED)
    mark(site, asked.visitor, "down", seq=1)
    tell()
    assert AskedQuestion.objects.get().feedback == ""


def test_a_gap_knows_the_conversation_that_it_comes_from(site: Site, trial: Document) -> None:
    asked = ask(site, "do you have a parking lot?")
    (asking,) = GapAsking.objects.all()
    assert (asking.gap, asking.conversation) == (Gap.objects.get(), asked.conversation)
    tell()
    assert AskedQuestion.objects.get().outcome == "not_in_docs"


def test_a_deleted_conversation_takes_its_words_along(site: Site, trial: Document) -> None:
    kept, gone = ask(site, ASKED), ask(site, "do you have a parking lot?")
    tell()
    assert GapAsking.objects.get().conversation == gone.conversation
    walk_erasure(begin_erasure(person_of([gone.visitor]), by="bo").pk)
    assert [row.conversation for row in AskedQuestion.objects.all()] == [kept.conversation]
    assert not GapAsking.objects.exists()
    assert not Gap.objects.exists()


def test_what_is_older_than_curators_look_back_is_deleted(site: Site, trial: Document) -> None:
    ask(site, ASKED)
    ask(site, "do you have a parking lot?")
    tell()
    forget_old()
    assert AskedQuestion.objects.count() == 2
    forget_old(timezone.now() + KEPT + timedelta(minutes=1))
    assert not AskedQuestion.objects.exists()
    assert not CitedPassage.objects.exists()
    assert not GapAsking.objects.exists()
