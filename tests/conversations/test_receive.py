from __future__ import annotations

import uuid
from typing import Any

import pytest

from chatqual.conversations.errors import SessionExpired
from chatqual.conversations.models import Conversation, JournalEntry, Message, Turn, Visit, Visitor
from chatqual.conversations.receive import receive_receipt
from chatqual.conversations.turns import Claim, load_work
from chatqual.sites.models import Site
from tests.factories import arrival, lines_of, make_site, reload, say

# Turns are not woken here: on_commit does not run inside a test's transaction.
pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    return make_site()


def receipt(site: Site, kind: str, visitor: uuid.UUID | None, **payload: object) -> object:
    return receive_receipt(
        site=site,
        visitor=visitor,
        arrival=arrival(),
        client_id=uuid.uuid4(),
        kind=kind,
        payload=payload,
    )


def test_the_first_line_makes_visitor_log_and_visit(site: Site) -> None:
    received = say(site, "hello")
    visit = Visit.objects.get()
    assert (received.seq, received.was_known) == (1, False)
    assert (visit.landing_title, visit.referrer) == ("Pricing", "https://search.example/")
    assert reload(received.conversation).policy is not None


def test_campaign_parameters_are_kept_with_the_first_line(site: Site) -> None:
    from chatqual.conversations.receive import receive_message

    receive_message(
        site=site,
        visitor=None,
        arrival=arrival("https://www.shop.example/?utm_source=news&utm_campaign=may&q=private"),
        client_id=uuid.uuid4(),
        text="hi",
    )
    assert Visit.objects.get().campaign == {"utm_source": "news", "utm_campaign": "may"}


def test_the_same_id_is_stored_once_and_acknowledged_alike(site: Site) -> None:
    first = say(site, "hello")
    id = uuid.uuid4()
    again = [say(site, "what does it cost", first.visitor, id) for _ in range(10)]
    assert {r.seq for r in again} == {2}
    assert [r.was_known for r in again] == [False] + [True] * 9
    assert Message.objects.count() == 2


def test_seq_rises_by_one(site: Site) -> None:
    first = say(site, "one")
    for text in ("two", "three"):
        say(site, text, first.visitor)
    assert [seq for seq, _, _ in lines_of(first.conversation)] == [1, 2, 3]


def test_a_burst_shares_one_open_turn(site: Site) -> None:
    first = say(site, "hi")
    say(site, "we are 80 people", first.visitor)
    assert Turn.objects.filter(status="open").count() == 1


def test_nobody_answers_for_a_human(site: Site) -> None:
    first = say(site, "hi")
    Turn.objects.update(status="dropped")
    Conversation.objects.update(mode="human")
    say(site, "are you there", first.visitor)
    assert not Turn.objects.filter(status="open").exists()


def test_a_line_to_a_closed_conversation_goes_on_in_the_same_log(site: Site) -> None:
    first = say(site, "hi")
    receipt(site, "end", first.visitor)
    assert reload(first.conversation).mode == "closed"
    again = say(site, "one more thing", first.visitor)
    conversation = reload(first.conversation)
    assert (again.conversation, again.seq) == (first.conversation, 3)
    assert (conversation.mode, conversation.visits) == ("bot", 2)
    assert Visit.objects.count() == 2


def test_ending_drops_the_open_turn(site: Site) -> None:
    first = say(site, "what does it cost")
    receipt(site, "end", first.visitor)
    assert Turn.objects.get().status == "dropped"


def test_asking_for_a_person_may_be_the_first_thing(site: Site) -> None:
    received = receipt(site, "handoff", None)
    conversation = Conversation.objects.get()
    assert conversation.mode == "waiting"
    assert conversation.waiting_since is not None
    assert received.seq == 1
    assert lines_of(conversation.pk)[0][1] == "system"


def test_a_handoff_sent_again_waits_once(site: Site) -> None:
    first = say(site, "hi")
    id = uuid.uuid4()
    for _ in range(3):
        receive_receipt(
            site=site,
            visitor=first.visitor,
            arrival=arrival(),
            client_id=id,
            kind="handoff",
            payload={},
        )
    assert JournalEntry.objects.filter(kind="handoff").count() == 1


def test_feedback_lands_on_the_bots_line_only(site: Site) -> None:
    first = say(site, "hi")
    receipt(site, "feedback", first.visitor, seq=1, value="down")
    assert Message.objects.get().feedback == ""
    assert JournalEntry.objects.filter(kind="feedback").count() == 1


def test_a_visitor_of_another_site_is_unknown(site: Site) -> None:
    first = say(site, "hi")
    other = make_site("other")
    with pytest.raises(SessionExpired):
        say(other, "hi", first.visitor)


def test_a_revoked_visitor_is_unknown(site: Site) -> None:
    first = say(site, "hi")
    Visitor.objects.update(is_revoked=True)
    with pytest.raises(SessionExpired):
        say(site, "again", first.visitor)


def test_consent_that_waited_is_stored_with_the_first_line(site: Site) -> None:
    from chatqual.conversations.models import Receipt
    from chatqual.conversations.receive import receive_message

    consent = {"id": str(uuid.uuid4()), "version": "3", "given": True}
    receive_message(
        site=site,
        visitor=None,
        arrival=arrival(consent=consent),
        client_id=uuid.uuid4(),
        text="hi",
    )
    assert Receipt.objects.get(kind="consent").payload["version"] == "3"


def test_a_line_sent_again_takes_no_seq(site: Site) -> None:
    first = say(site, "hello")
    id = uuid.uuid4()
    for _ in range(3):
        say(site, "what does it cost", first.visitor, id)
    assert say(site, "and for 80 people", first.visitor).seq == 3


def test_a_new_turn_is_begun_from_the_rows_that_its_line_made(
    site: Site, django_assert_num_queries: Any
) -> None:
    first = say(site, "what does it cost")
    turn = Turn.objects.get()
    with django_assert_num_queries(1):  # the lines
        work = load_work(Claim(turn.pk, turn.lease_owner))
    assert work is not None
    assert [line.text for line in work.lines] == ["what does it cost"]
    assert (work.conversation.pk, work.version, work.last_seq) == (first.conversation, 0, 1)


def test_a_line_that_came_before_the_turn_began_is_covered_at_once(site: Site) -> None:
    first = say(site, "what does it cost")
    say(site, "for 80 people", first.visitor)
    turn = Turn.objects.get()
    work = load_work(Claim(turn.pk, turn.lease_owner))
    assert work is not None
    assert [line.seq for line in work.lines] == [1, 2]
    assert work.last_seq == 2


def test_what_was_handed_over_serves_one_attempt(site: Site) -> None:
    say(site, "what does it cost")
    turn = Turn.objects.get()
    claim = Claim(turn.pk, turn.lease_owner)
    load_work(claim)
    Conversation.objects.update(version=7)
    work = load_work(claim)
    assert work is not None
    assert work.version == 7
