"""Too high, cheaper elsewhere, another price, an earlier sum, a budget without a period."""

from __future__ import annotations

from chatqual.engine.bargaining import asks_what_it_is_worth
from chatqual.engine.commands import Affirm, Ask
from chatqual.engine.conversation import propose
from chatqual.engine.decide import decide
from chatqual.engine.slots import Budget, TeamSize
from chatqual.engine.speak import speak
from chatqual.engine.state import State, SumNote
from chatqual.engine.turns import SiteFacts, TurnInput, VisitorLine
from tests.engine.talk import NIGHT, NOW, Talk, fills
from tests.fakes import FakeKnowledge


class Heard:
    """Ana's own words, read by the rules."""

    def __init__(self, site: SiteFacts, locale: str = "en-GB") -> None:
        self.talk = Talk(site=site, locale=locale)
        self.seq = 0

    def say(self, text: str) -> str:
        self.seq += 1
        talk = self.talk
        line = VisitorLine(self.seq, text)
        turn = TurnInput(talk.state, (line,), talk.policy, NOW, talk.mode, talk.locale, talk.site)
        talk.decision = decide(turn, propose(turn))
        answers = tuple(FakeKnowledge().answer(q) for q in talk.decision.questions)
        talk.outcome = speak(turn, talk.decision, answers)
        talk.state = State.from_json(talk.outcome.state.to_json())
        talk.mode = talk.outcome.mode
        self.seq += 1
        return talk.outcome.reply.text


def by_day() -> Heard:
    return Heard(SiteFacts(name="Norrwick"))


def test_a_cheaper_rival_is_a_real_difference_and_the_published_price_follows() -> None:
    ana = by_day()
    reply = ana.say("20 a seat is a joke, the other vendor charges 7")
    assert reply.startswith("That is a real difference. Ours, as published: Team costs 14 €")


def test_who_finds_it_dear_is_asked_for_the_seats_first() -> None:
    ana = by_day()
    ana.say("that is far too expensive, honestly")
    assert ana.talk.outcome.reply.asked == "team_size"


def test_prices_that_are_talked_about_are_no_budget() -> None:
    ana = by_day()
    ana.say("20 a seat is a joke, the other vendor charges 7")
    ana.say("could you do 12")
    assert not ana.talk.state.slots["budget"].is_known


def test_another_price_is_passed_on_as_it_was_said_and_not_agreed_to() -> None:
    reply = by_day().say("could you do 12 a seat?")
    assert reply.startswith("I cannot agree to a price")
    assert "“could you do 12 a seat”" in reply


def test_a_bid_is_not_put_to_the_documents() -> None:
    ana = by_day()
    ana.say("what is your best price?")
    assert ana.talk.decision.questions == ()


def test_at_night_a_bid_goes_on_the_list() -> None:
    reply = Heard(NIGHT).say("would you take 10 per seat")
    assert reply.endswith("Shall I put it on our people's list?")


def test_how_many_something_can_do_is_no_bid() -> None:
    for text in ("can you do 3 approval steps", "could you do 20 users", "can it do 2 languages"):
        ana = by_day()
        ana.say(text)
        assert ana.talk.decision.heard.bid == ""


def test_a_german_bid_is_heard_too() -> None:
    ana = Heard(SiteFacts(name="Norrwick"), locale="de-DE")
    assert ana.say("Können Sie auch 10 € machen?").startswith("Einen Preis kann ich nicht zusagen")


def talk_with_sums() -> Heard:
    ana = by_day()
    ana.say("what does it cost per seat")
    (citation,) = ana.talk.outcome.reply.citations
    notes = tuple(
        SumNote(f"For {n} seats, billed yearly: {n * 14:,} € a month.", citation) for n in (50, 80)
    )
    ana.talk.state = ana.talk.state.noting(sums=notes)
    return ana


def test_a_sum_that_was_for_others_is_set_right_with_both() -> None:
    reply = talk_with_sums().say("the 700 was for 80, right?")
    assert reply.startswith("No. For 50 seats, billed yearly: 700 € a month. [1] For 80 seats")


def test_a_sum_said_per_year_is_known_again() -> None:
    assert talk_with_sums().say("was the 13,440 for 80?").startswith("Yes. For 80 seats")


def test_a_number_that_no_sum_holds_goes_to_the_documents() -> None:
    ana = talk_with_sums()
    ana.say("was the 9,999 for 80?")
    assert len(ana.talk.decision.questions) == 1


def test_a_budget_without_a_period_is_asked_for_it_once() -> None:
    talk = Talk()
    first = talk.say("20k for it", fills("20k for it", "budget", Budget(None, 20e3, 20e3), "20k"))
    assert first.endswith("Is the 20k for one year?")
    assert talk.asked is None
    again = talk.say("hm", Ask("sso"))
    assert "one year" not in again


def test_a_yes_makes_it_yearly_in_their_own_words() -> None:
    talk = Talk()
    talk.say("20k for it", fills("20k for it", "budget", Budget(None, 20e3, 20e3), "20k"))
    talk.say("yes", Affirm())
    record = talk.state.slots["budget"]
    assert record.value == Budget(None, 20e3, 20e3, "year")
    assert record.text == "20k"


def test_another_period_in_their_words_wins() -> None:
    ana = by_day()
    ana.say("we need better purchase approvals, budget 20k")
    ana.say("no, per month")
    assert ana.talk.state.slots.value("budget") == Budget(None, 20e3, 20e3, "month")


def test_a_budget_with_a_period_is_not_asked_about() -> None:
    talk = Talk()
    text = "20k a year"
    reply = talk.say(text, fills(text, "budget", Budget(None, 20e3, 20e3, "year"), text))
    assert "one year" not in reply


def test_a_demo_of_one_part_in_a_hurry_is_asked_whether_it_is_a_first_look() -> None:
    ana = by_day()
    reply = ana.say("i'd like a demo of your report feature asap")
    assert reply.endswith("Is this for a first look, or do you already use Norrwick?")
    ana.say("We use it already")
    assert ana.talk.state.existing_customer is True
    assert "demo" not in ana.talk.state.intents


def test_an_ordinary_demo_wish_is_offered_a_person() -> None:
    reply = by_day().say("can we get a demo")
    assert "first look" not in reply


def test_who_takes_a_first_look_is_offered_a_person() -> None:
    ana = by_day()
    ana.say("i'd like a demo of your report feature asap")
    assert "A person can show it to you" in ana.say("A first look")


def test_and_for_another_number_is_worked_out_and_contradicts_nothing() -> None:
    ana = by_day()
    ana.say("what does it cost for 60 people")
    ana.say("and for 120")
    record = ana.talk.state.slots["team_size"]
    assert (record.value, record.state) == (TeamSize(120, 120), "filled")
    assert ana.talk.decision.questions[0].history == ("what does it cost for 60 people",)


def test_what_is_said_again_is_noted_and_not_looked_up() -> None:
    ana = by_day()
    ana.say("we need purchase approvals, our cfo decides")
    reply = ana.say("the cfo decides")
    assert "noted" in reply.lower()
    assert ana.talk.decision.questions == ()


def test_a_system_that_the_need_names_is_looked_up() -> None:
    site = SiteFacts(name="Norrwick", topics=("NetSuite", "Exports"))
    ana = Heard(site)
    ana.say("need something that works with netsuite, 40 people")
    assert [q.text for q in ana.talk.decision.questions] == ["Does it work with NetSuite?"]
    assert ana.talk.decision.origins == ("topic",)


def test_a_german_need_is_looked_up_in_german() -> None:
    site = SiteFacts(name="Norrwick", topics=("DATEV",))
    ana = Heard(site, locale="de-DE")
    ana.say("wir suchen etwas für Freigaben, DATEV muss gehen")
    assert [q.text for q in ana.talk.decision.questions] == ["Funktioniert es mit DATEV?"]


def test_a_hedge_is_no_word_to_look_for() -> None:
    ana = by_day()
    ana.say("roughly how often does it export")
    assert ana.talk.decision.questions[0].text == "how often does it export"


def test_what_about_fewer_people_asks_for_their_price() -> None:
    ana = by_day()
    ana.say("what does it cost for 80 people")
    ana.say("what about only the 20 managers")
    assert [q.text for q in ana.talk.decision.questions] == ["How much does it cost per seat?"]
    assert ana.talk.decision.questions[0].seats == 20


def test_what_others_take_is_no_size_of_theirs() -> None:
    ana = Heard(SiteFacts(name="Norrwick"), locale="de-DE")
    ana.say("das ist zu teuer")
    ana.say("die anderen nehmen 8")
    assert not ana.talk.state.slots["team_size"].is_known


def test_per_year_keeps_the_words_of_the_amount() -> None:
    ana = by_day()
    ana.say("we need better purchase approvals, budget 20k")
    ana.say("yes per year")
    record = ana.talk.state.slots["budget"]
    assert (record.text, record.value) == ("20k", Budget(None, 20e3, 20e3, "year"))


def test_somebody_is_asked_in_where_that_was_offered() -> None:
    ana = by_day()
    ana.say("could you do 12 a seat?")
    ana.say("ok ask somebody")
    assert ana.talk.mode == "waiting"


def test_how_one_would_cancel_makes_no_customer_of_a_buyer() -> None:
    ana = by_day()
    ana.say("we need purchase approvals for 40 people")
    ana.say("how would we cancel later?")
    assert "cancel" not in ana.talk.state.intents


def test_what_they_have_is_told_and_not_asked() -> None:
    ana = Heard(SiteFacts(name="Norrwick", topics=("NetSuite",)))
    ana.say("we have netsuite")
    assert ana.talk.decision.origins == ("topic",)


def test_a_wish_to_try_it_is_answered_by_the_trial() -> None:
    reply = by_day().say("ok how do i try it")
    assert "The trial lasts 14 days" in reply
    assert "not in our documents" not in reply


def test_a_filler_before_a_number_is_not_repeated() -> None:
    ana = by_day()
    ana.say("how much is it")
    assert "Noted: 25 people." in ana.say("for like 25 ppl")


def test_a_contract_that_ends_elsewhere_makes_no_customer() -> None:
    ana = by_day()
    ana.say("we need to replace our current tool before the contract ends in march")
    assert ana.talk.state.existing_customer is not True


def test_an_abbreviation_does_not_cut_the_amount_off() -> None:
    ana = by_day()
    assert "approx. 8k" in ana.say("we need purchase approvals, budget approx. 8k")


def test_what_a_price_contains_is_asked_beside_another_one() -> None:
    assert asks_what_it_is_worth("what do i get for it")
    assert asks_what_it_is_worth("was bekomme ich dafür")
    assert not asks_what_it_is_worth("what do i get in the trial")
