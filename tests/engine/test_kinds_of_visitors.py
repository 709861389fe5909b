"""Each kind of visitor who does not buy has a short way of its own."""

from __future__ import annotations

import pytest

from chatqual.engine.commands import Ask, SmallTalk
from chatqual.engine.decide_lead import lead_after
from chatqual.engine.slots import Need
from chatqual.engine.state import State
from chatqual.engine.turns import LineReading, SiteFacts
from tests.engine.talk import Talk, fills


def lead_of(*readings: tuple[str, float]) -> str:
    state = State.new()
    lines = tuple(
        LineReading(n, lead_type=t, lead_confidence=c) for n, (t, c) in enumerate(readings)
    )
    return lead_after(state, lines, set()).type


def test_a_first_reading_is_taken():
    assert lead_of(("recruiting", 0.7)) == "recruiting"


def test_a_buyer_with_a_problem_becomes_a_support_case():
    assert lead_of(("sales", 0.8), ("support", 0.8)) == "support"


def test_a_support_case_does_not_become_a_buyer_by_one_word():
    assert lead_of(("support", 0.8), ("sales", 0.8)) == "support"


def test_a_line_that_says_nothing_changes_nothing():
    assert lead_of(("press", 0.9), ("unclear", 0.9)) == "press"


@pytest.mark.parametrize("lead", ["support", "partner", "press", "recruiting", "vendor", "other"])
def test_none_of_them_is_asked_a_qualifying_question(lead):
    talk = Talk(lead=lead)
    for text in ("we offer things", "what about it", "we need approvals"):
        talk.say(text, fills(text, "need", Need("x"), text[:2]))
        assert talk.asked in (None, "email")


def test_a_vendor_is_sent_to_the_address():
    talk = Talk(lead="vendor", site=SiteFacts(name="Norrwick", contact_email="hi@norrwick.example"))
    reply = talk.say("we offer seo packages that double your traffic")
    assert reply == (
        "I only answer questions about Norrwick and do not take offers. "
        "The address for this is hi@norrwick.example."
    )


def test_the_press_gets_a_person_and_is_asked_for_an_address_once():
    talk = Talk(lead="press")
    reply = talk.say("i write for a paper about approval software")
    assert "come from a person" in reply
    assert talk.asked == "email"
    talk.say("my deadline is today at five")
    assert talk.asked is None


def test_an_applicant_with_a_question_that_the_documents_answer_gets_the_answer():
    talk = Talk(lead="recruiting")
    reply = talk.say("where is data stored", Ask("where is data stored"))
    assert reply.startswith("Data is stored in Frankfurt. [1]")


def test_a_bare_hello_is_answered_with_an_open_question():
    talk = Talk(lead="unclear")
    assert talk.say("hi", SmallTalk("greeting")) == "Hello. What would you like to know?"


def test_are_you_a_person_is_answered_honestly():
    reply = Talk().say("are you a real person", SmallTalk("bot_identity"))
    assert reply == "An AI, not a person; you can ask for a person at any time."


def test_a_vendor_who_names_a_price_is_not_told_ours():
    from chatqual.engine.commands import Intent

    talk = Talk(lead="vendor")
    talk.say("our price starts at 900 a month", Intent("pricing"))
    assert talk.knowledge.asked == []
    assert talk.outcome.reply.citations == ()
