"""By when a person should follow up: in open hours, and never moved without a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from chatqual.engine.commands import Handoff
from chatqual.engine.follow_up import follow_up
from chatqual.engine.hours import after_open_minutes
from chatqual.engine.policy import FollowUp, default_policy
from chatqual.engine.slots import SlotRecord, Timeline
from chatqual.engine.state import State
from chatqual.engine.turns import SiteFacts
from tests.engine.talk import Talk

POLICY = default_policy()
FRIDAY = datetime(2026, 11, 20, 16, 30, 40, tzinfo=UTC)  # 17:30 in Berlin
WEEK = {day: ["09:00", "18:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
BERLIN = SiteFacts(time_zone="Europe/Berlin", hours=WEEK)
ANYTIME = SiteFacts()


def due(state: State, tier: str, site: SiteFacts = ANYTIME, now: datetime = FRIDAY) -> str | None:
    note = follow_up(state, POLICY, site, tier, now)
    return note.by if note else None


def test_a_hot_lead_is_due_within_minutes():
    assert due(State.new(), "hot") == "2026-11-20T16:45:00+00:00"


def test_a_night_and_a_weekend_do_not_count():
    # Half an hour is left on Friday; the other three and a half are Monday's.
    assert due(State.new(), "warm", BERLIN) == "2026-11-23T11:30:00+00:00"


def test_a_holiday_does_not_count():
    closed = replace(BERLIN, hours={**WEEK, "2026-11-23": []})
    assert due(State.new(), "warm", closed) == "2026-11-24T11:30:00+00:00"


def test_a_site_that_never_opens_goes_by_the_clock():
    never = replace(BERLIN, hours={"mon": []})
    assert due(State.new(), "hot", never) == "2026-11-20T16:45:00+00:00"


def test_an_hour_that_the_clocks_skip_is_not_worked_in():
    before = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)  # 1:30 in Berlin, where 2:00 becomes 3:00
    hours = {"sun": ["00:00", "06:00"]}
    found = after_open_minutes(before, 60, hours, "Europe/Berlin")
    assert found - before == timedelta(minutes=60)


def test_nobody_is_called_to_those_of_whom_too_little_is_known():
    assert due(State.new(), "not_enough_information") is None
    assert due(State.new(), "unqualified") is None


def test_who_asked_for_a_person_is_followed_up_whatever_the_tier():
    state = State(handoff_reasons=("asked",))
    assert due(state, "not_enough_information") == "2026-11-20T17:30:00+00:00"


def test_anger_is_more_pressing_than_a_wish_for_a_person():
    state = State(handoff_reasons=("asked", "angry"))
    assert due(state, "cold") == "2026-11-20T16:45:00+00:00"


def test_who_buys_within_two_weeks_does_not_wait_for_the_tier():
    record = SlotRecord("filled", Timeline(urgency="now"), "asap", (0, 4), 1, 0.9, "rule")
    state = State(slots=State.new().slots.with_record("timeline", record))
    assert due(state, "cold") == "2026-11-20T17:30:00+00:00"
    assert due(replace(state, lead_type="support"), "not_enough_information") is None


def test_a_later_turn_does_not_move_it():
    first = follow_up(State.new(), POLICY, ANYTIME, "warm", FRIDAY)
    later = FRIDAY + timedelta(hours=1)
    assert follow_up(State(follow_up=first), POLICY, ANYTIME, "warm", later) == first


def test_a_better_tier_makes_it_sooner_and_never_later():
    first = follow_up(State.new(), POLICY, ANYTIME, "warm", FRIDAY)
    soon = due(State(follow_up=first), "hot", now=FRIDAY + timedelta(hours=1))
    late = due(State(follow_up=first), "hot", now=FRIDAY + timedelta(hours=4))
    assert (soon, late) == ("2026-11-20T17:45:00+00:00", first.by)


def test_a_policy_may_call_nobody():
    nobody = replace(POLICY, follow_up=FollowUp(hot=None, warm=None, cold=None))
    assert follow_up(State.new(), nobody, ANYTIME, "hot", FRIDAY) is None


def test_it_stands_in_the_state_after_a_turn():
    talk = Talk()
    talk.say("get me a human", Handoff("asked"))
    assert talk.state.follow_up.why == "person_wanted"
