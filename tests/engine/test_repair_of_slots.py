"""Corrections, contradictions, refusals: what stands in the slots and what is said about it."""

from __future__ import annotations

from datetime import date

from chatqual.engine.commands import Ask, ClearSlot, DeclineSlot, OptOut, SetSlot, UnknownSlot
from chatqual.engine.slots import Authority, Budget, Need, TeamSize, Timeline
from chatqual.engine.turns import Proposal, ProposalSet, TurnInput, VisitorLine
from tests.engine.talk import NOW, Talk, corrects, fills

DECIDES = Authority("decision_maker")
CFO_DECIDES = Authority("influencer", None, "cfo")


def told_numbers() -> Talk:
    talk = Talk()
    text = "need it for 50 people, budget 50k, start in january"
    talk.say(
        text,
        fills(text, "team_size", TeamSize(50, 50), "50 people"),
        fills(text, "budget", Budget(None, 50000, 50000), "50k"),
        fills(
            text,
            "timeline",
            Timeline(date(2027, 1, 1), date(2027, 1, 31), "quarter"),
            "january",
        ),
    )
    return talk


def test_several_facts_of_one_line_are_repeated_back():
    assert told_numbers().outcome.reply.text.startswith("Noted: 50 people, 50k and January.")


def test_a_correction_is_repeated_with_what_it_replaces():
    talk = told_numbers()
    text = "sorry not 50k, 15k a year"
    reply = talk.say(
        text, corrects(text, "budget", Budget(None, 15000, 15000, "year"), "15k a year")
    )
    assert reply.startswith("15k a year, not 50k.")
    record = talk.state.slots["budget"]
    assert [(p.message, p.reason) for p in record.previous] == [(1, "corrected")]


def test_two_corrections_keep_both_older_values():
    talk = told_numbers()
    for n in (60, 80):
        text = f"make that {n} people"
        talk.say(text, corrects(text, "team_size", TeamSize(n, n), f"{n} people"))
    record = talk.state.slots["team_size"]
    assert record.value == TeamSize(80, 80)
    assert [p.value for p in record.previous] == [TeamSize(50, 50), TeamSize(60, 60)]


def test_a_period_that_comes_later_completes_the_budget():
    talk = told_numbers()
    text = "the 50k are per year"
    talk.say(text, fills(text, "budget", Budget(None, 50000, 50000, "year"), "50k are per year"))
    record = talk.state.slots["budget"]
    assert record.state == "filled"
    assert record.value == Budget(None, 50000, 50000, "year")


def test_two_values_without_a_word_of_correction_are_asked_about_once():
    talk = told_numbers()
    text = "we have 30k"
    reply = talk.say(text, fills(text, "budget", Budget(None, 30000, 30000), "30k"))
    assert reply.endswith("So that I note it correctly: 50k or 30k?")
    assert talk.state.slots["budget"].state == "conflicting"
    talk.say("hm", UnknownSlot("role"))
    assert "note it correctly" not in talk.outcome.reply.text


def test_the_answer_to_the_contradiction_settles_it():
    talk = told_numbers()
    text = "we have 30k"
    talk.say(text, fills(text, "budget", Budget(None, 30000, 30000), "30k"))
    talk.say("30k", fills("30k", "budget", Budget(None, 30000, 30000), "30k"))
    assert talk.state.slots["budget"].state == "confirmed"


def test_who_decides_is_asked_once_where_both_were_said():
    talk = Talk()
    text = "i do. well, our cfo has to sign"
    reply = talk.say(
        text,
        fills(text, "authority", DECIDES, "i do"),
        fills(text, "authority", CFO_DECIDES, "our cfo has to sign"),
    )
    assert reply.endswith(
        "So that I note it correctly: do you decide and your CFO signs, or does your CFO decide?"
    )
    text = "cfo decides really"
    reply = talk.say(text, fills(text, "authority", CFO_DECIDES, "cfo decides"))
    assert talk.state.slots.value("authority") == CFO_DECIDES


def test_neither_side_of_a_contradiction_is_scored():
    talk = told_numbers()
    text = "we have 30k"
    talk.say(text, fills(text, "budget", Budget(None, 30000, 30000), "30k"))
    reason = next(r for r in talk.score.reasons if r.slot == "budget")
    assert not reason.known


def test_a_cleared_value_is_taken_out_and_not_asked_for_again():
    talk = told_numbers()
    reply = talk.say("delete the 50k please", ClearSlot("budget"))
    assert reply.startswith("That is taken out.")
    assert talk.state.slots.value("budget") is None
    assert talk.asked != "budget"


def test_a_value_that_is_declined_afterwards_is_gone():
    talk = told_numbers()
    talk.say("forget our budget, that is private", DeclineSlot("budget"))
    record = talk.state.slots["budget"]
    assert (record.state, record.value) == ("declined", None)


def test_a_line_that_gives_a_value_does_not_refuse_it():
    talk = Talk()
    text = "hard to say, maybe 80"
    talk.say(text, fills(text, "team_size", TeamSize(80, 80), "80"), UnknownSlot("team_size"))
    assert talk.state.slots["team_size"].state == "filled"


def test_a_later_need_does_not_replace_the_first():
    talk = Talk()
    text = "we need approvals"
    talk.say(text, fills(text, "need", Need("approvals"), "approvals"))
    text = "we also want reminders"
    talk.say(text, fills(text, "need", Need("reminders", ("Reminders",)), "reminders"))
    assert talk.state.slots.value("need") == Need("approvals", ("Reminders",))
    assert talk.state.slots["need"].text == "approvals"


def test_no_contact_takes_the_address_out():
    talk = Talk()
    text = "ana@example.com"
    talk.say(text, fills(text, "email", text, text))
    reply = talk.say("do not contact me", OptOut("contact"))
    assert "nobody writes or calls" in reply
    assert talk.state.slots["email"].state == "declined"
    assert talk.state.slots["email"].value is None


def test_who_wants_nothing_kept_has_nothing_kept():
    talk = told_numbers()
    reply = talk.say("delete everything about me", OptOut("data"))
    assert "passed on to a person" in reply
    assert (talk.mode, talk.outcome.handoff) == ("waiting", "policy")
    assert talk.state.slots.known() == {}
    text = "we are 90 people"
    talk.say(text, fills(text, "team_size", TeamSize(90, 90), "90 people"))
    assert talk.state.slots.known() == {}


def test_a_value_whose_span_is_not_in_the_message_is_refused():
    talk = Talk()
    talk.say("hi", SetSlot("team_size", TeamSize(80, 80), (0, 9)))
    assert talk.state.slots.known() == {}
    assert any(not line.accepted for line in talk.outcome.trace)


def test_a_model_gives_way_to_a_rule_of_the_same_message():
    talk = Talk()
    text = "80 people"
    line = VisitorLine(1, text)
    rule = fills(text, "team_size", TeamSize(80, 80), text)
    model = fills(text, "team_size", TeamSize(90, 90), text)
    from chatqual.engine.decide import decide

    turn = TurnInput(talk.state, (line,), talk.policy, NOW)
    proposals = (Proposal(model, 1, "llm", "m"), Proposal(rule, 1))
    decision = decide(turn, ProposalSet(proposals))
    assert decision.state.slots.value("team_size") == TeamSize(80, 80)


def test_a_name_that_a_model_made_up_is_refused():
    talk = Talk()
    from chatqual.engine.decide import decide

    turn = TurnInput(talk.state, (VisitorLine(1, "hi there"),), talk.policy, NOW)
    made_up = Proposal(SetSlot("name", "Ana", (0, 2)), 1, "llm", "m")
    decision = decide(turn, ProposalSet((made_up,)))
    assert decision.state.slots.known() == {}


def test_nothing_that_they_said_stays_in_the_state_once_it_is_to_be_deleted():
    talk = Talk()
    text = "i am Ana, ana@example.com"
    talk.say(text, fills(text, "name", "Ana", "Ana"), fills(text, "email", "ana@example.com", text))
    talk.say("do you have iso 27001", Ask("do you have iso 27001"))
    talk.say("delete everything about me", OptOut("data"))
    stored = str(talk.state.to_json())
    assert "ana@example.com" not in stored
    assert "iso 27001" not in stored


def test_a_contradiction_that_could_not_be_asked_about_at_once_is_asked_about_later():
    talk = told_numbers()
    talk.say("no e-mail", DeclineSlot("email"))
    text = "we have 30k"
    talk.say(text, fills(text, "budget", Budget(None, 30000, 30000), "30k"))
    assert talk.outcome.reply.asked is None
    talk.say("do you have sso", Ask("do you have sso"))
    reply = talk.say("and a csv export", Ask("and a csv export"))
    assert reply.endswith("So that I note it correctly: 50k or 30k?")


def test_who_starts_over_is_told_so_and_leaves_no_contradiction_behind():
    talk = told_numbers()
    text = "we have 30k"
    talk.say(text, fills(text, "budget", Budget(None, 30000, 30000), "30k"))
    reply = talk.say("start over", ClearSlot("team_size"), ClearSlot("timeline"))
    assert reply == "All taken out; we begin again. What would you like to know?"
    assert talk.state.slots["budget"].value is None
