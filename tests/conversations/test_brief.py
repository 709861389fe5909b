"""The brief of conversations that the engine has played: who, what, what is open, what was said."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chatqual import pipeline
from chatqual.conversations.brief import brief_of
from chatqual.conversations.brief_shapes import Brief
from chatqual.conversations.brief_text import brief_text
from chatqual.conversations.models import Conversation, Message, Turn
from chatqual.conversations.receive import receive_receipt
from chatqual.handoff.ownership import send_agent_message, take
from chatqual.pipeline import do_turn
from chatqual.sites.models import Site
from tests.factories import arrival, make_agent, make_site, reload, say
from tests.fakes import FakeKnowledge

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few pages to answer from; of the readers the rules alone, which need no model."""
    monkeypatch.setattr(pipeline, "knowledge_for", lambda site: FakeKnowledge())
    monkeypatch.setattr(pipeline, "sense_for", lambda site: None)


@pytest.fixture
def site() -> Site:
    return make_site(hours={"mon": ["08:00", "18:00"]})


def play(site: Site, *texts: str, visitor: uuid.UUID | None = None) -> Conversation:
    """Ana's lines, each answered by the bot where it may speak."""
    for text in texts:
        made = say(site, text, visitor)
        visitor = made.visitor
        for turn in Turn.objects.filter(conversation=made.conversation, status=Turn.Status.OPEN):
            do_turn(turn.pk, turn.lease_owner)
    return reload(made.conversation)


def line(conversation: Conversation, note: Any) -> str:
    """The words in the log that the brief points to."""
    text: str = Message.objects.get(conversation=conversation, seq=note.message).text
    return text[slice(*note.span)] if note.span else text


def fact(brief: Brief, slot: str) -> Any:
    return next(f for f in (*brief.bant, *brief.who) if f.slot == slot)


def answer_by(bo: User, conversation: Conversation, text: str) -> None:
    now = reload(conversation.pk)
    held = now
    if now.mode != Conversation.Mode.HUMAN:
        take(conversation_id=now.pk, user=bo, seen_epoch=now.owner_epoch)
        held = reload(now.pk)
    send_agent_message(
        conversation_id=now.pk,
        user=bo,
        seen_epoch=held.owner_epoch,
        client_id=uuid.uuid4(),
        text=text,
    )


# --- a buyer --------------------------------------------------------------------------------------
BUYER = (
    "hello there",
    "we are 35 people and lose track of approvals in mails. how much does it cost?",
    "some 12k a year, and our head of finance has to sign. should run by May",
    "I'm Ana from Gruber GmbH, ana@gruber.example.com",
    "can somebody call me",
)


def test_a_buyer_is_told_in_one_look(site: Site) -> None:
    conversation = play(site, *BUYER)
    brief = brief_of(conversation)
    shown = {f.slot: f.shown for f in brief.who}
    assert (shown["name"], shown["company"]) == ("Ana", "Gruber GmbH")
    assert "approvals in mails" in brief.headline
    assert line(conversation, brief.need) == brief.headline
    for slot, words in (("budget", "12k"), ("timeline", "May"), ("authority", "head of finance")):
        told = fact(brief, slot)
        assert told.state == "filled"
        assert words in line(conversation, told.evidence)
        assert 0 < told.confidence <= 1
    assert "callback" in [w.text for w in brief.wishes]


def test_what_was_shown_and_promised_has_its_line(site: Site) -> None:
    conversation = play(site, *BUYER)
    brief = brief_of(conversation)
    price = next(n for n in brief.promises if n.text.startswith("Price"))
    assert (price.text, price.by) == ("Price: EUR 14 a seat a month", "Assistant")
    assert "14 €" in line(conversation, price)
    assert brief.sources[0].title == "Pricing"
    assert brief.sources[0].messages == (price.message,)


def test_who_was_passed_on_to_a_person_was_told_so(site: Site) -> None:
    conversation = play(site, "we are 35 people", "can I talk to a person")
    (passed_on,) = brief_of(conversation).promises
    assert passed_on.text == "Passed on to a person"
    assert line(conversation, passed_on) == "can I talk to a person"


def test_what_the_visitor_was_told_on_waiting_is_quoted_as_it_was_said(site: Site) -> None:
    conversation = play(site, "can I talk to a person")
    told = brief_of(conversation).told
    assert told is not None
    assert "Monday" in told.text
    assert line(conversation, told) == told.text


def test_it_is_one_line_for_each_thing_as_text(site: Site) -> None:
    text = brief_text(brief_of(play(site, *BUYER)))
    labels = [row.split(":")[0] for row in text.splitlines()]
    assert labels[0] == "Who"
    assert {"Budget", "Authority", "Timeline", "Promised", "Ask next"} <= set(labels)
    assert all(row.strip() for row in text.splitlines())
    assert "None" not in text


# --- what is open ---------------------------------------------------------------------------------
def test_what_the_documents_do_not_answer_stays_open_until_it_is_answered(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = play(site, "hello, do you have a parking lot?")
    (open_one,) = brief_of(conversation).unanswered
    assert line(conversation, open_one) == "do you have a parking lot?"
    from tests.fakes import PAGES, Page

    there = (*PAGES, Page("Visiting", ("parking",), ("There is a parking lot behind the house.",)))
    monkeypatch.setattr(pipeline, "knowledge_for", lambda site: FakeKnowledge(there))
    conversation = play(site, "do you have a parking lot?", visitor=conversation.visitor_id)
    assert brief_of(conversation).unanswered == ()


def test_a_person_who_has_written_since_is_named_beside_it(site: Site) -> None:
    conversation = play(site, "do you have a parking lot?")
    answer_by(make_agent(site, "bo"), conversation, "Hello, Bo here.")
    (open_one,) = brief_of(reload(conversation.pk)).unanswered
    assert open_one.more == "Bo has written since"


def test_a_question_of_ours_that_nobody_answered_is_told_with_its_line(site: Site) -> None:
    conversation = play(site, "we are 35 people", "is there a trial?")
    brief = brief_of(conversation)
    asked = brief.unheard[-1]
    assert asked.text.endswith("?")
    assert line(conversation, asked).casefold() == asked.text.casefold()


def test_two_things_said_stand_side_by_side_and_the_next_question_names_both(site: Site) -> None:
    brief = brief_of(play(site, "we have 30k a year for it", "we have 50k a year for it"))
    told = fact(brief, "budget")
    assert (told.state, told.older, told.shown) == ("conflicting", "30,000 a year", "50,000 a year")
    assert "30k" in brief.next.text
    assert "50k" in brief.next.text


# --- what to mind ---------------------------------------------------------------------------------
def test_who_wants_no_contact_is_a_risk_and_no_list_of_refusals(site: Site) -> None:
    conversation = play(site, "we are 35 people", "please do not contact me")
    (risk,) = brief_of(conversation).risks
    assert risk.text.startswith("Do not ask for contact")
    assert line(conversation, risk) == "please do not contact me"


def test_who_wants_nothing_kept_leaves_no_value_in_it(site: Site) -> None:
    conversation = play(site, "I am Ana, ana@example.com", "delete all my data")
    brief = brief_of(conversation)
    assert "Wants their data deleted" in [n.text for n in brief.risks]
    assert (brief.who, brief.refused, brief.unanswered) == ((), (), ())


def test_anger_and_law_come_first_with_the_line_they_came_in(site: Site) -> None:
    conversation = play(
        site, "what does it cost", "this is a scandal, I am going to sue you", "are you there"
    )
    risks = brief_of(conversation).risks
    assert risks[0].text.startswith("Legal")
    assert line(conversation, risks[0]).endswith("sue you")
    assert brief_of(conversation).next.text == ""


def test_a_refusal_is_no_low_value(site: Site) -> None:
    conversation = play(site, "we are 35 people", "I would rather not say what our budget is")
    brief = brief_of(conversation)
    assert brief.refused == ("Budget",)
    assert fact(brief, "budget").shown == ""
    assert "Budget: rather not said" in brief_text(brief)


def test_a_thumb_down_and_a_low_rating_are_told(site: Site) -> None:
    conversation = play(site, "is there a trial?")
    for kind, payload in (
        ("feedback", {"seq": 2, "value": "down"}),
        ("rating", {"score": 1, "comment": "too slow"}),
    ):
        receive_receipt(
            site=site,
            visitor=conversation.visitor_id,
            arrival=arrival(),
            client_id=uuid.uuid4(),
            kind=kind,  # type: ignore[arg-type]
            payload=payload,
        )
    disliked, rated = brief_of(reload(conversation.pk)).risks
    assert disliked.message == 2
    assert (rated.text, rated.more) == ("Rated the chat 1 of 5", "too slow")


# --- people ---------------------------------------------------------------------------------------
def test_what_a_colleague_undertook_is_a_promise_of_theirs(site: Site) -> None:
    conversation = play(site, "can I talk to a person")
    bo = make_agent(site, "bo")
    answer_by(bo, conversation, "Bo here. How many are you?")
    answer_by(bo, conversation, "Thanks. I'll send you the contract on Thursday. Is that fine?")
    found = [n for n in brief_of(reload(conversation.pk)).promises if n.by == "Bo"]
    assert [n.text for n in found] == ["I'll send you the contract on Thursday"]
    assert line(conversation, found[0]) == found[0].text


def test_support_is_not_asked_anything(site: Site) -> None:
    brief = brief_of(play(site, "I cannot sign in any more, my account is locked"))
    assert brief.lead_type == "support"
    assert brief.next.text == ""


def test_who_said_nothing_yet_has_a_brief_too(site: Site) -> None:
    brief = brief_of(play(site, "hi"))
    assert brief.headline == "hi"
    assert brief.who == ()
    assert [f.state for f in brief.bant if f.slot != "need"].count("filled") == 0


def test_five_hundred_lines_take_two_queries(site: Site) -> None:
    conversation = play(site, "we are 35 people")
    Message.objects.bulk_create(
        Message(
            conversation=conversation,
            seq=n,
            author="bot" if n % 2 else "visitor",
            text=f"line {n} of a long talk",
            created=timezone.now(),
        )
        for n in range(3, 501)
    )
    brief_of(conversation)
    with CaptureQueriesContext(connection) as queries:
        brief_of(reload(conversation.pk))
    assert len(queries) <= 4  # the row and its visitor, the lines, the journal
