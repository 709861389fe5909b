"""The score: named reasons with evidence, and no guess where too little is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from chatqual.engine.commands import DeclineSlot, Intent
from chatqual.engine.fit import says, size_fits
from chatqual.engine.policy import IdealCustomer, default_policy
from chatqual.engine.scoring import score
from chatqual.engine.slots import Authority, Budget, Geography, Need, Previous, TeamSize, Timeline
from chatqual.engine.state import State
from tests.engine.talk import Talk, fills

POLICY = default_policy()
TEXT = "80 people in Berlin need approvals by april, 15k a year, i decide"


def told(*left_out: str) -> Talk:
    """A chat in which all was said in one line but what is left out."""
    values = {
        "team_size": (TeamSize(80, 80), "80 people"),
        "geography": (Geography("DE", "Berlin"), "Berlin"),
        "need": (Need("approvals"), "approvals"),
        "timeline": (Timeline(None, date(2027, 3, 31), "half_year"), "by april"),
        "budget": (Budget("EUR", 15000, 15000, "year"), "15k a year"),
        "authority": (Authority("decision_maker"), "i decide"),
    }
    talk = Talk()
    commands = [fills(TEXT, s, v, w) for s, (v, w) in values.items() if s not in left_out]
    talk.say(TEXT, *commands)
    return talk


def test_a_new_chat_has_no_tier():
    found = score(State.new(), POLICY)
    assert found.tier == "not_enough_information"
    assert (found.score, found.high) == (50, 100)


def test_the_score_is_the_sum_of_its_reasons():
    found = told().score
    assert found.score == sum(r.points for r in found.reasons)
    assert sum(r.of for r in found.reasons) == 100


def test_each_reason_has_the_words_it_comes_from():
    reasons = {r.slot: r for r in told().score.reasons if r.known and r.slot}
    assert reasons["budget"].evidence == "15k a year"
    assert reasons["authority"].message == 1


def test_somebody_who_decides_soon_with_money_is_hot():
    assert told().score.tier == "hot"


def test_a_refusal_never_counts_as_a_low_value():
    unsaid = told("budget").score
    talk = told("budget")
    talk.say("rather not say", DeclineSlot("budget"))
    assert talk.score.score == unsaid.score
    assert talk.score.tier == unsaid.tier


def test_what_is_missing_widens_the_interval():
    complete, partly = told().score, told("budget", "authority").score
    assert partly.high - partly.low > complete.high - complete.low


def test_what_is_missing_counts_from_the_worst_to_the_best_that_the_policy_knows():
    reasons = {r.name: r for r in told("budget").score.reasons}
    assert (reasons["budget"].low, reasons["budget"].high) == (4, 20)


def test_a_doubtful_reading_widens_the_interval_and_a_confirmed_one_narrows_it():
    state = told().state
    record = state.slots["authority"]
    doubtful = replace(record, confidence=0.5)
    sure = replace(record, confidence=0.5, state="confirmed")
    reaches = [
        found.high - found.low
        for found in (
            score(replace(state, slots=state.slots.with_record("authority", r)), POLICY)
            for r in (sure, record, doubtful)
        )
    ]
    assert reaches == sorted(set(reaches))


def test_of_two_things_said_the_better_and_the_worse_bound_the_interval():
    state = told().state
    record = state.slots["authority"]
    both = replace(
        record,
        state="conflicting",
        value=Authority("influencer"),
        previous=(Previous(Authority("decision_maker"), 1, "conflict"),),
    )
    found = score(replace(state, slots=state.slots.with_record("authority", both)), POLICY)
    (reason,) = [r for r in found.reasons if r.name == "authority"]
    assert (reason.low, reason.points, reason.high) == (10, 10, 20)


def test_a_wish_has_the_words_it_was_made_in():
    talk = told()
    talk.say("can i get a demo", Intent("demo"))
    (reason,) = [r for r in talk.score.reasons if r.name == "interest"]
    assert (reason.evidence, reason.message) == ("can i get a demo", 3)


def test_too_little_known_gives_no_tier():
    assert told("budget", "authority", "timeline").score.tier == "not_enough_information"


def test_who_has_no_part_in_it_is_unqualified():
    talk = Talk()
    text = "i am a student"
    talk.say(text, fills(text, "authority", Authority("none"), "student"))
    assert talk.score.tier == "unqualified"


def test_a_vendor_is_unqualified_and_a_support_case_is_not_scored():
    for lead, tier in (("vendor", "unqualified"), ("support", "not_enough_information")):
        talk = Talk(lead=lead)
        talk.say(TEXT, fills(TEXT, "team_size", TeamSize(80, 80), "80 people"))
        assert talk.score.tier == tier


def test_a_wish_for_a_next_step_counts():
    before = told().score.score
    talk = told()
    talk.say("can i get a demo", Intent("demo"))
    assert talk.score.score > before


def test_the_fit_names_what_meets_the_ideal_customer():
    ideal = IdealCustomer(team_min=50, team_max=500, countries=("DE",), use_cases=("approvals",))
    found = score(told().state, replace(POLICY, ideal=ideal))
    assert found.fit == "good"
    assert [(c.name, c.verdict, c.evidence) for c in found.fit_reasons] == [
        ("size", "fits", "80 people"),
        ("country", "fits", "Berlin"),
        ("use_case", "fits", "approvals"),
    ]


def test_what_is_not_known_of_the_company_is_no_miss():
    ideal = IdealCustomer(team_min=50, industries=("law firm",))
    found = score(told().state, replace(POLICY, ideal=ideal))
    assert [c.verdict for c in found.fit_reasons] == ["fits", "not_known"]
    assert found.fit == "good"


def test_an_industry_is_heard_where_they_speak_of_themselves():
    ideal = IdealCustomer(industries=("law firm",), excluded_industries=("agency",))
    for line, verdict in (
        ("We are two law firms in Lyon", "fits"),
        ("We're an agency, more or less", "excluded"),
        ("Do law firms buy from you?", "not_known"),
        ("We are not a law firm", "not_known"),
    ):
        talk = Talk(policy=replace(POLICY, ideal=ideal))
        talk.say(line)
        (criterion,) = talk.score.fit_reasons
        assert criterion.verdict == verdict, line
        assert criterion.evidence == ("" if verdict == "not_known" else line)


def test_a_word_counts_in_its_forms_but_not_inside_another():
    assert says("several agencies", "agency")
    assert says("eine Anwaltskanzlei", "kanzlei")
    assert not says("we maintain it", "ai")
    assert not says("a lawn firm", "law firm")


def test_a_size_with_an_open_end_may_still_fit():
    ideal = IdealCustomer(team_min=50)
    assert size_fits(TeamSize(20, None), ideal)
    assert not size_fits(TeamSize(None, 20), ideal)


def test_an_excluded_country_is_no_fit():
    ideal = IdealCustomer(excluded_countries=("DE",))
    found = score(told().state, replace(POLICY, ideal=ideal))
    assert (found.fit, found.tier) == ("poor", "unqualified")


def test_the_tier_change_is_an_event_and_the_page_is_told_once():
    talk = told()
    assert "tier_changed" in talk.kinds()
    assert talk.outcome.browser_events == ("qualified",)
    talk.say("ok")
    assert talk.outcome.browser_events == ()
