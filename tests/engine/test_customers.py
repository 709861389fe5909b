"""Whether they are a customer, and the words that say so."""

from __future__ import annotations

from chatqual.engine.commands import Intent, OptOut
from chatqual.engine.turns import LineReading
from tests.engine.talk import Talk


def test_nobody_is_a_customer_or_not_one_before_they_say_so():
    talk = Talk()
    talk.say("what does it cost")
    assert talk.state.existing_customer is None
    assert "existing_customer" not in talk.state.evidence


def test_who_wants_more_seats_is_a_customer_by_these_words():
    talk = Talk()
    talk.say("hi")
    talk.say("we need ten more seats", Intent("expansion"))
    said = talk.state.evidence["existing_customer"]
    assert talk.state.existing_customer is True
    assert (said.text, said.message) == ("we need ten more seats", 3)


def test_who_wants_nothing_kept_leaves_no_words():
    talk = Talk()
    talk.say("we need ten more seats", Intent("expansion"))
    talk.say("delete all of it", OptOut("data"))
    assert talk.state.evidence == {}


def test_a_reading_tells_it_with_its_line(monkeypatch):
    talk = Talk()
    monkeypatch.setattr(
        "tests.engine.talk.LineReading",
        lambda *args: LineReading(*args, existing_customer=False),
    )
    talk.say("we are not a customer yet")
    assert talk.state.existing_customer is False
    assert talk.state.evidence["existing_customer"].text == "we are not a customer yet"
