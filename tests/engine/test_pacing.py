"""When a question is asked, which one, and when none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from chatqual.engine.commands import (
    Affirm,
    Ask,
    DeclineSlot,
    Deny,
    EndChat,
    Intent,
    OptOut,
    SkipQuestion,
    SmallTalk,
    UnknownSlot,
    WhyAsked,
)
from chatqual.engine.policy import default_policy
from chatqual.engine.slots import Authority, Budget, Need, TeamSize, Timeline
from tests.engine.talk import Talk, fills

TEAM = TeamSize(80, 80)
APRIL = Timeline(None, date(2027, 3, 31), "half_year")


def told_need(talk: Talk) -> str:
    text = "we need approvals in one place"
    return talk.say(text, fills(text, "need", Need("approvals"), "approvals in one place"))


def test_a_narrow_first_answer_has_no_question():
    talk = Talk()
    reply = talk.say("do you have sso", Ask("do you have sso"))
    assert reply == "Data is stored in Frankfurt. [1]"
    assert talk.asked is None


def test_the_second_answer_may_end_in_a_question():
    talk = Talk()
    talk.say("do you have sso", Ask("do you have sso"))
    reply = talk.say("and a csv export", Ask("and a csv export"))
    assert reply.startswith("The history export writes CSV or PDF. [1]")
    assert talk.asked == "team_size"


def test_whoever_only_asks_gets_a_question_every_third_turn_at_most():
    talk = Talk()
    asked = []
    for _ in range(5):
        talk.say("do you have sso", Ask("do you have sso"))
        asked.append(talk.asked)
    assert asked == [None, "team_size", None, None, "team_size"]


def test_the_need_is_the_last_thing_to_ask_of_somebody_who_asks():
    talk = Talk()
    talk.say("do you have sso", Ask("do you have sso"))
    text = "we are 80 people"
    talk.say(text, fills(text, "team_size", TEAM, "80 people"))
    assert talk.asked == "timeline"


def test_a_first_line_that_tells_something_earns_a_question():
    talk = Talk()
    told_need(talk)
    assert talk.asked == "team_size"


def test_the_answer_comes_before_the_question():
    talk = Talk()
    text = "we are 80 people, how long is the trial"
    reply = talk.say(
        text, fills(text, "team_size", TEAM, "80 people"), Ask("how long is the trial")
    )
    assert reply.index("14 days") < reply.index("?")


def test_an_interrupted_question_comes_back_in_short_a_turn_later():
    talk = Talk()
    told_need(talk)
    assert talk.say("do you have sso", Ask("do you have sso")) == "Data is stored in Frankfurt. [1]"
    reply = talk.say("do you have sso", Ask("do you have sso"))
    assert reply == ("Data is stored in Frankfurt. [1] And roughly how many people would use it?")


def test_after_two_tries_the_slot_rests():
    talk = Talk()
    told_need(talk)
    for _ in range(4):
        talk.say("do you have sso", Ask("do you have sso"))
    assert talk.asked == "timeline"


def test_questions_that_are_passed_over_three_times_stop():
    talk = Talk()
    told_need(talk)
    asked = [talk.say("do you have sso", Ask("do you have sso")).endswith("?") for _ in range(9)]
    assert asked == [False, True, False, True, False, False, False, False, False]


def test_there_is_a_maximum_for_the_chat():
    policy = default_policy()
    talk = Talk(policy=replace(policy, pacing=replace(policy.pacing, max_questions=1)))
    told_need(talk)
    talk.say("80", fills("80", "team_size", TEAM, "80"))
    assert talk.asked is None


def test_a_refusal_brings_two_quiet_turns():
    talk = Talk()
    told_need(talk)
    assert talk.say("rather not say", DeclineSlot("team_size")) == "That is fine."
    for _ in range(2):
        talk.say("do you have sso", Ask("do you have sso"))
        assert talk.asked is None
    talk.say("and a trial", Ask("and a trial"))
    assert talk.asked == "timeline"


def test_a_skipped_question_rests_and_the_next_may_come():
    talk = Talk()
    told_need(talk)
    talk.say("skip", SkipQuestion())
    assert talk.asked == "timeline"
    assert "team_size" in talk.state.rested


def test_what_they_do_not_know_stays_open_and_is_not_asked_again():
    talk = Talk()
    told_need(talk)
    reply = talk.say("no idea", UnknownSlot("team_size"))
    assert reply.startswith("That is fine, it can stay open.")
    assert talk.asked == "timeline"


def test_the_price_is_shown_before_the_budget_is_asked():
    talk = Talk()
    text = "80 people by april, approvals, i decide"
    reply = talk.say(
        text,
        fills(text, "team_size", TEAM, "80 people"),
        fills(text, "timeline", APRIL, "by april"),
        fills(text, "need", Need("approvals"), "approvals"),
        fills(text, "authority", Authority("decision_maker"), "i decide"),
    )
    assert "Team costs 14 € per seat and month, billed yearly. [" in reply
    assert reply.endswith("Is that within the range you had in mind?")
    assert talk.asked == "budget"
    assert talk.knowledge.asked[-1].seats == 80


def at_the_price() -> Talk:
    talk = Talk()
    text = "80 people by april, approvals, i decide"
    talk.say(
        text,
        fills(text, "team_size", TEAM, "80 people"),
        fills(text, "timeline", APRIL, "by april"),
        fills(text, "need", Need("approvals"), "approvals"),
        fills(text, "authority", Authority("decision_maker"), "i decide"),
    )
    return talk


def test_a_yes_to_the_quoted_price_fills_the_budget_with_the_quote():
    talk = at_the_price()
    talk.say("roughly yes", Affirm())
    record = talk.state.slots["budget"]
    assert record.value == Budget("EUR", 14, 14, "month", "seat")
    assert record.text == "roughly yes"
    assert record.quoted is not None
    assert record.quoted["message"] == 2
    assert record.quoted["citation"]["title"] == "Pricing"


def test_a_no_to_the_quoted_price_fills_nothing():
    talk = at_the_price()
    reply = talk.say("no", Deny())
    assert reply.startswith("Noted, that is outside your range.")
    assert not talk.state.slots["budget"].is_known
    assert talk.outcome.reply.text.count("?") == 1


def test_a_budget_that_was_said_beats_the_yes():
    talk = at_the_price()
    text = "yes, 15k a year"
    talk.say(
        text, Affirm(), fills(text, "budget", Budget(None, 15000, 15000, "year"), "15k a year")
    )
    assert talk.state.slots["budget"].quoted is None
    assert talk.state.slots["budget"].value == Budget(None, 15000, 15000, "year")


def test_the_picture_is_summed_up_once_with_a_next_step():
    talk = at_the_price()
    reply = talk.say("roughly yes", Affirm())
    assert "Then the picture is clear: 80 people, approvals, by April, you decide." in reply
    assert "The trial lasts 14 days and needs no card. [1]" in reply
    assert talk.outcome.reply.quick_replies == ("Try it first", "Talk to a person")
    assert "picture" not in talk.say("ok", SmallTalk("other"))


def test_without_a_price_in_the_documents_the_budget_is_asked_openly():
    from tests.fakes import PAGES, FakeKnowledge

    talk = Talk(knowledge=FakeKnowledge(PAGES[1:]))
    text = "80 people by april, approvals, i decide"
    reply = talk.say(
        text,
        fills(text, "team_size", TEAM, "80 people"),
        fills(text, "timeline", APRIL, "by april"),
        fills(text, "need", Need("approvals"), "approvals"),
        fills(text, "authority", Authority("decision_maker"), "i decide"),
    )
    assert "Is there a range set aside for this?" in reply
    assert "find nothing" not in reply
    assert talk.state.gaps == ()


def test_why_is_explained_and_the_question_can_be_skipped():
    talk = Talk()
    told_need(talk)
    reply = talk.say("why do you want to know", WhyAsked())
    assert reply == (
        "Because plan and price depend on the number of people. You can skip the question."
    )
    assert talk.asked is None
    assert talk.state.asked == "team_size"


def test_no_more_questions_means_none_for_the_rest_of_the_chat():
    talk = Talk()
    told_need(talk)
    reply = talk.say("stop asking", OptOut("qualification"))
    assert reply == "Understood: no more questions from me. I only answer."
    for _ in range(5):
        talk.say("do you have sso", Ask("do you have sso"))
        assert talk.asked is None


def test_after_thanks_nothing_is_asked():
    talk = Talk()
    told_need(talk)
    reply = talk.say("thanks", SmallTalk("thanks"))
    assert reply.startswith("You are welcome.")
    assert talk.asked is None


def test_an_address_that_is_left_is_saved_without_another_question():
    talk = Talk()
    told_need(talk)
    text = "ana@example.com"
    reply = talk.say(text, fills(text, "email", "ana@example.com", text))
    assert reply == "Saved: ana@example.com."
    assert talk.outcome.browser_events == ("email-captured",)


def test_a_yes_to_an_open_question_brings_the_other_wording():
    talk = Talk()
    text = "80 people need approvals"
    talk.say(
        text,
        fills(text, "team_size", TEAM, "80 people"),
        fills(text, "need", Need("approvals"), "approvals"),
    )
    assert talk.asked == "timeline"
    reply = talk.say("yes", Affirm())
    assert reply.endswith("By when should it be in place? Then I can say what fits.")


def test_a_no_to_whether_there_is_a_date_means_that_there_is_none():
    talk = Talk()
    text = "80 people need approvals"
    talk.say(
        text,
        fills(text, "team_size", TEAM, "80 people"),
        fills(text, "need", Need("approvals"), "approvals"),
    )
    talk.say("no", Deny())
    assert talk.state.slots["timeline"].state == "unknown"


def test_a_wish_for_a_price_earns_the_question_too():
    talk = Talk()
    talk.say("send me your pricing", Intent("pricing"))
    assert talk.outcome.reply.citations[0].title == "Pricing"


def test_a_quick_reply_means_the_same_in_every_language():
    for language in default_policy().languages:
        talk = Talk(locale=language)
        told_need(talk)
        talk.say("80", fills("80", "team_size", TEAM, "80"))
        talk.say("april", fills("april", "timeline", APRIL, "april"))
        assert talk.asked == "authority"
        decides, _, refuses = talk.outcome.reply.quick_replies
        before = talk.state
        talk.say(decides)
        assert talk.state.slots.value("authority") == Authority("decision_maker")
        talk.state = before
        talk.say(refuses)
        assert talk.state.slots["authority"].state == "declined"


def test_a_slot_that_was_asked_for_says_so():
    talk = Talk()
    told_need(talk)
    assert talk.state.slots["team_size"].state == "asked"
    assert talk.state.slots["timeline"].state == "unasked"


def test_who_has_no_part_in_the_decision_is_not_asked_on():
    talk = Talk()
    text = "i only use it, i am a student"
    talk.say(text, fills(text, "authority", Authority("none"), "student"))
    assert talk.asked is None


def test_who_asks_what_it_costs_for_so_many_is_not_asked_how_many_they_are():
    talk = Talk()
    talk.say("do you have sso", Ask("do you have sso"))
    talk.say("price for 15 seats?", Ask("price for 15 seats?"), Intent("pricing"))
    talk.say("we need approvals", fills("we need approvals", "need", Need("x"), "approvals"))
    assert talk.asked == "timeline"


def test_thanks_with_something_told_is_not_answered_with_a_question():
    talk = Talk()
    talk.say("do you have sso", Ask("do you have sso"))
    text = "thanks, we are 80 people"
    talk.say(text, SmallTalk("thanks"), fills(text, "team_size", TEAM, "80 people"))
    assert talk.asked is None


def test_a_hello_does_not_end_the_chat():
    talk = Talk()
    commands = (SmallTalk("greeting"), SmallTalk("goodbye"), EndChat())
    assert talk.say("hey. long day", *commands) == "Hello. What would you like to know?"
    assert talk.mode == "bot"


def test_a_price_of_a_moment_ago_is_not_shown_again_before_the_budget():
    talk = Talk()
    text = "how much for 80 people"
    talk.say(text, Ask(text), fills(text, "team_size", TEAM, "80 people"))
    talk.say("in march", fills("in march", "timeline", APRIL, "in march"))
    reply = talk.say(
        "i decide", fills("i decide", "authority", Authority("decision_maker"), "i decide")
    )
    assert reply == "Noted: you decide. And is that price within your range?"
