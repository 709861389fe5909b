"""Remarks about the talk itself, offers that wait, and what is not asked twice."""

from __future__ import annotations

import pytest

from chatqual.engine.asides import (
    asks_for_a_sum,
    asks_leave,
    asks_what_to_do,
    asks_which_plan,
    finds_no_help,
    is_rhetorical,
)
from chatqual.engine.bargaining import bid_in
from chatqual.engine.turns import SiteFacts
from tests.engine.talk import NIGHT
from tests.engine.test_talk_of_prices import Heard, by_day


def by_night() -> Heard:
    return Heard(NIGHT)


def waiting() -> Heard:
    ana = by_night()
    ana.say("can I talk to a person")
    return ana


@pytest.mark.parametrize(
    "line",
    [
        "what now?",
        "and what do i do until monday",
        "und jetzt?",
        "qu'est-ce que je fais maintenant ?",
    ],
)
def test_what_to_do_is_asked_in_many_words(line: str) -> None:
    assert asks_what_to_do(line)
    assert not asks_what_to_do("what do I do with rejected requests")


@pytest.mark.parametrize("line", ["is this a joke?", "seriously??", "was soll das", "en serio?"])
def test_some_questions_want_no_answer(line: str) -> None:
    assert is_rhetorical(line)
    assert not is_rhetorical("is this an app?")


@pytest.mark.parametrize(
    "line", ["could i ask you something", "i've got a few questions", "j'ai une question"]
)
def test_leave_to_ask_is_no_question_yet(line: str) -> None:
    assert asks_leave(line)
    assert not asks_leave("can i ask for a discount")


@pytest.mark.parametrize(
    "line",
    ["that is not what i asked", "you didn't answer my question", "das war nicht meine Frage"],
)
def test_an_answer_that_was_none_is_named(line: str) -> None:
    assert finds_no_help(line)
    assert not finds_no_help("nobody answers the phone at your office")


@pytest.mark.parametrize(
    "line",
    [
        "what would that come to",
        "and per month how much is it in total",
        "was würde das im Jahr kosten",
        "combien ça coûterait",
    ],
)
def test_a_sum_is_asked_without_naming_of_what(line: str) -> None:
    assert asks_for_a_sum(line.replace("and per month how", "how"))
    assert not asks_for_a_sum("what does single sign-on cost")
    assert not asks_for_a_sum("what is that")


def test_which_plan_is_asked_too() -> None:
    assert asks_which_plan("so which plan would we need?")
    assert not asks_which_plan("which plan has the audit log")


@pytest.mark.parametrize(
    "line", ["do 7 a seat and we sign", "11 per user or i walk", "make it 5k and i'll buy today"]
)
def test_a_bid_needs_no_question_mark(line: str) -> None:
    assert bid_in(f"Fine. {line}.") == f"{line}."
    assert not bid_in("we do 5 orders a day and I sign them all")


def test_a_bid_fills_nothing_and_is_passed_on_in_its_own_words() -> None:
    ana = by_day()
    reply = ana.say("too expensive. make it 9 a seat and i sign today")
    assert "“make it 9 a seat and i sign today”" in reply
    assert not ana.talk.state.slots["timeline"].is_known
    assert not ana.talk.state.slots["budget"].is_known


def test_a_second_bid_is_not_met_with_the_same_words() -> None:
    ana = by_day()
    first = ana.say("make it 9 a seat and i sign")
    second = ana.say("10 a seat or we walk")
    assert "hint" in first
    assert "hint" not in second
    assert "no other price" in second


def test_who_asks_again_for_a_person_hears_when_one_is_back() -> None:
    reply = waiting().say("just get me a persn")
    assert "with our people already" in reply
    assert "tomorrow from 8:00" in reply


def test_who_asks_what_to_do_is_told_the_one_thing_that_helps() -> None:
    ana = waiting()
    reply = ana.say("so what do i do now?")
    assert "an address for the answer" in reply
    assert ana.talk.outcome.reply.asked == "email"
    ana.say("ana@example.com")
    assert "ana@example.com" in ana.say("and now?")


def test_a_cry_while_waiting_is_no_gap_in_the_documents() -> None:
    reply = waiting().say("are you serious?")
    assert "I do not know" not in reply


def test_an_offer_waits_while_they_ask_something() -> None:
    ana = by_day()
    ana.say("could you do 12 a seat?")
    ana.say("is there single sign-on?")
    ana.say("yes please do")
    assert ana.talk.mode == "waiting"


def test_an_ok_behind_an_answer_takes_no_offer() -> None:
    ana = by_day()
    ana.say("could you do 12 a seat?")
    ana.say("is there single sign-on?")
    ana.say("ok")
    assert ana.talk.mode == "bot"


def test_an_answer_that_did_not_help_leads_to_a_person() -> None:
    ana = by_day()
    ana.say("is there single sign-on?")
    reply = ana.say("Thank you, but question 2 was not answered clearly")
    assert "not much help" in reply
    assert not ana.talk.state.slots["team_size"].is_known


def test_leave_to_ask_is_given() -> None:
    ana = by_day()
    assert "Ask me anything" in ana.say("hi, can I ask you some questions?")
    assert ana.talk.decision.questions == ()


def test_a_number_behind_a_price_is_so_many_people() -> None:
    ana = by_day()
    ana.say("what does it cost?")
    ana.say("35")
    assert ana.talk.state.slots["team_size"].is_known


def test_who_finds_the_price_too_high_is_not_asked_whether_it_fits() -> None:
    ana = by_day()
    ana.say("what does it cost for 40 people?")
    ana.say("that is way too expensive")
    assert "budget" in ana.talk.state.rested


def test_what_was_answered_in_a_sentence_is_not_asked_in_other_words() -> None:
    ana = by_day()
    ana.say("we are 40 people and start in march")
    assert ana.talk.outcome.reply.asked == "authority"
    ana.say("the usual circus of meetings around here")
    assert "authority" in ana.talk.state.rested


def test_before_anything_is_noted_what_is_stored_is_one_for_the_documents() -> None:
    ana = by_day()
    ana.say("what do you store about me?")
    assert [q.text for q in ana.talk.decision.questions] == ["what do you store about me?"]


def test_once_something_is_noted_it_is_told() -> None:
    ana = by_day()
    ana.say("we are 40 people")
    assert "40 people" in ana.say("what have you stored about me?")


def test_an_applicant_hears_the_address_where_it_answers() -> None:
    ana = Heard(SiteFacts(name="Norrwick", contact_email="hi@norrwick.example"))
    first = ana.say("are you hiring developers at the moment? i'd like to apply for a job")
    assert "hi@norrwick.example" in first
    assert "noted for a person" not in first
    assert "hi@norrwick.example" in ana.say("where can i send my CV then?")
