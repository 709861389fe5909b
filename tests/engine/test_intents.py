"""A wish leads somewhere: to a date, a number, an answer of the documents, or a person."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from chatqual.engine.commands import Affirm, Ask, Intent, IntentKind
from chatqual.engine.going_ahead import goes_ahead
from tests.engine.talk import DAY, NIGHT, Talk

BOOKING = replace(DAY, booking_url="https://book.example/us")
BY_MAIL = replace(NIGHT, contact_email="us@shop.example")


def leads_somewhere(talk: Talk, reply: str) -> bool:
    pending = talk.state.pending
    return (
        bool(talk.outcome.reply.citations)
        or BOOKING.booking_url in reply
        or (pending is not None and (pending.kind == "offer_human" or pending.slot == "phone"))
    )


@pytest.mark.parametrize(
    "site", [DAY, NIGHT, BOOKING, BY_MAIL], ids=["day", "night", "book", "mail"]
)
@pytest.mark.parametrize("kind", get_args(IntentKind))
def test_every_wish_leads_somewhere_on_every_site(kind, site):
    talk = Talk(site=site)
    reply = talk.say("please", Intent(kind))
    assert leads_somewhere(talk, reply), reply


@pytest.mark.parametrize("kind", ["demo", "meeting"])
def test_a_site_with_a_booking_address_gives_it(kind):
    assert BOOKING.booking_url in Talk(site=BOOKING).say("please", Intent(kind))


@pytest.mark.parametrize("kind", ["demo", "purchase", "meeting", "cancel", "renewal", "expansion"])
def test_a_yes_to_the_offer_calls_a_person(kind):
    talk = Talk()
    talk.say("please", Intent(kind))
    talk.say("yes", Affirm())
    assert talk.mode == "waiting"


def test_to_book_something_takes_the_offer_that_stands():
    talk = Talk()
    talk.say("can we meet", Intent("meeting"))
    talk.say("ok book me something", Ask("ok book me something"))
    assert talk.mode == "waiting"


def test_to_book_something_out_of_the_blue_is_a_wish_for_a_meeting():
    talk = Talk(site=BOOKING)
    assert BOOKING.booking_url in talk.say("book me something please")
    assert talk.state.intents == ("meeting",)


def test_to_be_signed_up_takes_up_the_trial_that_was_wished_for():
    talk = Talk()
    talk.say("can I try it", Intent("trial"))
    talk.say("ok, sign me up")
    assert talk.decision.commands == (Intent("trial"),)


@pytest.mark.parametrize(
    "text",
    [
        "Ok book me something",
        "can you set up a time next week?",
        "find us a slot",
        "Buchen Sie mir bitte einen Termin",
        "réservez-nous un créneau",
        "vale, resérveme algo",
        "então marque uma reunião",
        "ok, mi fissi un appuntamento",
        "plan maar iets in",
    ],
)
def test_going_ahead_is_heard_in_each_language(text):
    assert goes_ahead(text) == "book"


@pytest.mark.parametrize(
    "text",
    [
        "ok fix it",
        "how do I book a holiday in it",
        "we plan it for April",
        "don't book me anything",
        "I need to book expenses",
        "book a table for twelve",
    ],
)
def test_other_words_are_no_going_ahead(text):
    assert goes_ahead(text) is None


def test_a_wish_that_the_documents_do_not_know_is_no_gap():
    talk = Talk()
    line = "could someone show us the product?"
    reply = talk.say(line, Intent("demo"), Ask(line))
    assert "documents" not in reply
    assert "gap_found" not in talk.kinds()
