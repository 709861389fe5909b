"""A person is wanted, or needed: the sentence is honest, and at most an address is asked."""

from __future__ import annotations

from dataclasses import replace

from chatqual.engine.commands import (
    Abuse,
    Affirm,
    Ask,
    Deny,
    EndChat,
    Handoff,
    Intent,
    SmallTalk,
)
from chatqual.engine.policy import Policy, default_policy
from chatqual.engine.policy_shapes import Ways
from chatqual.engine.turns import SiteFacts
from tests.engine.talk import NIGHT, Talk, fills


def test_with_somebody_at_the_desk_they_are_asked_to_join():
    talk = Talk()
    reply = talk.say("can i talk to a person", Handoff("asked"))
    assert reply == "I have asked a person to join; they can read everything above."
    assert (talk.mode, talk.outcome.handoff) == ("waiting", "asked")
    assert "handoff_requested" in talk.kinds()
    assert talk.outcome.browser_events == ("handed-off",)


def test_at_night_it_says_when_people_are_back_and_asks_for_an_address_once():
    talk = Talk(site=NIGHT)
    reply = talk.say("get me a human", Handoff("asked"))
    assert "people are back tomorrow from 8:00, Berlin time" in reply
    assert talk.asked == "email"
    talk.say("ok i wait", Affirm())
    assert talk.asked is None


def test_nobody_promises_that_it_will_be_quick():
    for site in (NIGHT, SiteFacts(), SiteFacts(agents_online=False)):
        reply = Talk(site=site).say("a human please", Handoff("asked"))
        assert not {"soon", "shortly", "right away", "minutes"} & set(reply.lower().split())


def test_an_address_that_is_known_is_not_asked_again():
    talk = Talk(site=NIGHT)
    text = "ana@example.com"
    talk.say(text, fills(text, "email", text, text))
    talk.say("get me a human", Handoff("asked"))
    assert talk.asked is None


def test_while_waiting_the_documents_still_answer():
    talk = Talk(site=NIGHT)
    talk.say("get me a human", Handoff("asked"))
    assert talk.say("how long is the trial", Ask("how long is the trial")).startswith(
        "The trial lasts 14 days"
    )
    assert talk.mode == "waiting"


def test_anger_brings_one_apology_and_no_qualifying():
    talk = Talk(site=NIGHT)
    reply = talk.say("YOU CHARGED ME AGAIN", Handoff("angry"))
    assert reply.count("sorry") == 1
    assert talk.asked == "email"
    reply = talk.say("this is ridiculous", Handoff("angry"))
    assert "sorry" not in reply
    assert talk.asked is None


def test_who_is_angry_and_tells_nothing_else_is_a_support_case():
    talk = Talk(lead="unclear")
    talk.say("THIS IS RIDICULOUS", Handoff("angry"))
    assert talk.state.lead_type == "support"


def test_a_legal_threat_is_marked_beside_the_anger():
    talk = Talk()
    talk.say("you charged me again", Handoff("angry"))
    reply = talk.say("my lawyer will write to you", Handoff("legal"))
    assert "marked as legal" in reply
    assert talk.state.handoff_reasons == ("angry", "legal")


def test_urgency_alone_does_not_call_a_person_for_a_buyer():
    talk = Talk()
    talk.say("we need it asap", Handoff("urgent"))
    assert talk.mode == "bot"


def test_a_support_problem_without_an_answer_goes_to_a_person_in_the_second_turn():
    talk = Talk(lead="support")
    talk.say("login fails since this morning")
    assert talk.mode == "bot"
    reply = talk.say("the reset mail does not come either")
    assert reply.startswith("This is one for a person.")
    assert (talk.mode, talk.asked) == ("waiting", "email")


def test_three_unanswered_questions_bring_the_offer_of_a_person():
    talk = Talk()
    for question in ("iso 27001", "soc 2"):
        talk.say(question, Ask(question))
        assert talk.outcome.reply.quick_replies == ()
    reply = talk.say("hipaa", Ask("hipaa"))
    assert reply.endswith("Shall I ask a person to join?")
    talk.say("Yes, please")
    assert talk.mode == "waiting"


def test_an_offer_that_is_turned_down_is_left_alone():
    talk = Talk()
    for question in ("iso 27001", "soc 2", "hipaa"):
        talk.say(question, Ask(question))
    assert talk.say("no", Deny()) == "Understood."
    assert talk.mode == "bot"


def test_a_demo_leads_to_the_booking_page_where_there_is_one():
    talk = Talk(site=SiteFacts(booking_url="https://example.com/book"))
    reply = talk.say("can i get a demo", Intent("demo"))
    assert "https://example.com/book" in reply


def test_a_demo_leads_to_a_person_where_there_is_no_booking_page():
    talk = Talk()
    talk.say("can i get a demo", Intent("demo"))
    talk.say("yes", Affirm())
    assert talk.mode == "waiting"


def test_a_callback_asks_for_the_number_and_passes_the_wish_on():
    talk = Talk()
    talk.say("please call me back", Intent("callback"))
    assert talk.asked == "phone"
    text = "+49 30 901820"
    reply = talk.say(text, fills(text, "phone", "+4930901820", text))
    assert "+4930901820" in reply
    assert talk.mode == "waiting"


def test_who_wants_to_cancel_is_a_support_case():
    talk = Talk()
    talk.say("i want to cancel", Intent("cancel"))
    assert talk.state.lead_type == "support"
    assert talk.asked is None


def test_abuse_is_answered_once_and_then_ends_the_chat():
    talk = Talk()
    first = talk.say("you idiot", Abuse())
    assert "leave that without an answer" in first
    second = talk.say("you idiot", Abuse())
    assert second.startswith("I end the chat here.")
    assert (talk.mode, talk.outcome.browser_events) == ("closed", ("ended",))


def test_goodbye_closes_the_chat_kindly():
    talk = Talk()
    reply = talk.say("thanks, bye", SmallTalk("thanks"), SmallTalk("goodbye"), EndChat())
    assert reply.startswith("You are welcome.")
    assert talk.mode == "closed"


def test_the_button_for_a_person_needs_no_line():
    from chatqual.engine.decide import decide
    from chatqual.engine.policy import default_policy
    from chatqual.engine.speak import speak
    from chatqual.engine.state import State
    from chatqual.engine.turns import Proposal, ProposalSet, TurnInput
    from tests.engine.talk import NOW

    turn = TurnInput(State.new(), (), default_policy(), NOW, site=NIGHT)
    pressed = ProposalSet((Proposal(Handoff("asked"), 0, "form"),))
    outcome = speak(turn, decide(turn, pressed), ())
    assert outcome.mode == "waiting"
    assert outcome.reply.text.startswith("Nobody is here now")


def test_abuse_is_not_taken_for_a_complaint():
    talk = Talk()
    talk.say("you are useless", Abuse(), Handoff("angry"))
    assert talk.mode == "bot"


def test_what_a_waiting_visitor_asks_in_vain_is_noted_for_the_person():
    talk = Talk()
    talk.say("get me a human", Handoff("asked"))
    reply = talk.say("do you have iso 27001", Ask("do you have iso 27001"))
    assert reply == "I do not know that; it is noted for whoever joins."


def test_when_somebody_joins_is_not_looked_up_and_not_promised():
    talk = Talk()
    talk.say("get me a human", Handoff("asked"))
    reply = talk.say("when will they call?", Ask("when will they call?"))
    assert reply == "When somebody joins I cannot say; they have been asked."
    assert talk.knowledge.asked == []
    talk = Talk(site=NIGHT)
    talk.say("get me a human", Handoff("asked"))
    reply = talk.say("when will they call?", Ask("when will they call?"))
    assert "back tomorrow from 8:00" in reply


def test_no_to_the_address_is_a_refusal_of_it():
    talk = Talk(site=NIGHT)
    talk.say("get me a human", Handoff("asked"))
    assert talk.say("no", Deny()).startswith("That is fine.")
    assert talk.state.slots["email"].state == "declined"


def test_a_chosen_next_step_means_what_it_says_whatever_was_read_in_it():
    from chatqual.engine.commands import OptOut, SetSlot

    talk = Talk()
    for question in ("iso 27001", "soc 2", "hipaa"):
        talk.say(question, Ask(question))
    talk.say("No, thanks", OptOut("qualification"), SetSlot("name", "No", (0, 2)))
    assert talk.state.opted_out == ()
    assert not talk.state.slots["name"].is_known


# --- the ways of the policy -----------------------------------------------------------------------
def with_ways(**ways: object) -> Policy:
    return replace(default_policy(), ways=Ways(**ways))  # type: ignore[arg-type]


OWN = replace(NIGHT, contact_email="hello@norrwick.example")


def test_closed_hours_can_name_whom_to_write_to_instead_of_asking():
    talk = Talk(site=OWN, policy=with_ways(away="write"))
    assert "hello@norrwick.example" in talk.say("get me a human", Handoff("asked"))
    assert talk.asked is None


def test_closed_hours_can_do_with_noting_it():
    talk = Talk(site=OWN, policy=with_ways(away="list"))
    assert "hello@norrwick.example" not in talk.say("get me a human", Handoff("asked"))
    assert talk.asked is None


def test_who_is_angry_at_night_is_asked_for_an_address_in_any_case():
    talk = Talk(site=OWN, policy=with_ways(away="list"))
    talk.say("you charged me twice", Handoff("angry"))
    assert talk.asked == "email"


def test_the_policys_own_booking_page_goes_before_the_sites():
    site = SiteFacts(booking_url="https://norrwick.example/book")
    policy = with_ways(booking_url="https://norrwick.example/demo")
    reply = Talk(site=site, policy=policy).say("i want to book a demo", Intent("demo"))
    assert "https://norrwick.example/demo" in reply


def test_vendors_are_told_their_own_address_and_others_that_of_the_site():
    site = SiteFacts(contact_email="hello@norrwick.example")
    policy = with_ways(write_to={"vendor": "offers@norrwick.example"})
    offer = "we sell office plants"
    assert "offers@" in Talk(lead="vendor", site=site, policy=policy).say(offer)
    assert "hello@" in Talk(lead="press", site=site, policy=policy).say("i write for a paper")
