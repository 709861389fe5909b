"""What holds for any conversation whatever: no list of commands breaks the rules of courtesy."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chatqual.engine import commands as c
from chatqual.engine.conversation import run
from chatqual.engine.decide import decide
from chatqual.engine.policy import default_policy
from chatqual.engine.ports import KnowledgeAnswer
from chatqual.engine.scoring import score
from chatqual.engine.slots import (
    SLOT_NAMES,
    Authority,
    Budget,
    Geography,
    Need,
    TeamSize,
    Timeline,
)
from chatqual.engine.speak import speak
from chatqual.engine.state import State
from chatqual.engine.turns import Proposal, ProposalSet, SiteFacts, TurnInput, VisitorLine
from tests.engine.talk import DAY, NIGHT, NOW
from tests.fakes import FakeKnowledge

TEXTS = st.sampled_from(
    ["", "ok", "😀", "what does it cost", "we are 80 people and need approvals by april", "??"]
)
SLOTS = st.sampled_from(SLOT_NAMES)
VALUES = {
    "budget": st.builds(
        Budget,
        min=st.none() | st.integers(1, 90_000),
        max=st.none() | st.integers(1, 90_000),
        none=st.booleans(),
    ),
    "timeline": st.builds(
        Timeline,
        start=st.none() | st.dates(date(2026, 11, 20), date(2028, 1, 1)),
        end=st.none() | st.dates(date(2026, 11, 20), date(2028, 1, 1)),
        urgency=st.sampled_from(["now", "quarter", "none"]),
    ),
    "authority": st.builds(
        Authority,
        level=st.sampled_from(["decision_maker", "influencer", "user", "none"]),
        approver=st.none() | st.just("cfo"),
    ),
    "need": st.builds(Need, summary=st.just("approvals"), topics=st.just(("SSO",))),
    "team_size": st.builds(TeamSize, min=st.integers(1, 9999), max=st.integers(1, 9999)),
    "geography": st.builds(Geography, country=st.just("DE"), text=st.just("Berlin")),
}


@st.composite
def set_slots(draw: st.DrawFn) -> c.Command:
    slot = draw(SLOTS)
    value = draw(VALUES.get(slot, st.just("ana@example.com")))
    span = (draw(st.integers(-1, 5)), draw(st.integers(0, 9)))
    cls = draw(st.sampled_from([c.SetSlot, c.CorrectSlot]))
    return cls(slot, value, span, draw(st.floats(0, 1)))


COMMANDS = st.one_of(
    set_slots(),
    set_slots(),
    st.builds(c.ClearSlot, SLOTS),
    st.builds(c.DeclineSlot, SLOTS),
    st.builds(c.UnknownSlot, SLOTS),
    st.builds(c.Ask, st.sampled_from(["what does it cost", "trial", "iso?", " "])),
    st.builds(c.Intent, st.sampled_from(c.IntentKind.__args__)),
    st.builds(c.Clarify, st.sampled_from([(), ("a", "b")])),
    st.builds(c.Handoff, st.sampled_from(c.HandoffReason.__args__)),
    st.builds(c.OptOut, st.sampled_from(c.OptOutScope.__args__)),
    st.builds(c.SmallTalk, st.sampled_from(c.SmallTalkKind.__args__)),
    st.sampled_from(
        [
            c.SkipQuestion(),
            c.Affirm(),
            c.Deny(),
            c.EndChat(),
            c.Abuse(),
            c.Repeat(),
            c.WhyAsked(),
        ]
    ),
)
TURNS = st.lists(
    st.lists(st.tuples(TEXTS, st.lists(COMMANDS, max_size=4)), min_size=1, max_size=3),
    min_size=1,
    max_size=7,
)
PROPOSERS = st.sampled_from(["rule", "llm", "form"])
LEADS = st.sampled_from(["sales", "unclear", "support", "vendor", "press"])
SITES = st.sampled_from(
    [DAY, NIGHT, SiteFacts(booking_url="https://b.example", contact_email="us@b.example")]
)
SETTINGS = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def play(script, lead="sales", site=DAY):
    """Yields (turn, decision, outcome) for each turn of a script."""
    for turn, _, decision, outcome in play_with_proposals(script, lead, site):
        yield turn, decision, outcome


def play_with_proposals(script, lead="sales", site=DAY):
    state, mode, seq = State.new(), "bot", 0
    knowledge = FakeKnowledge()
    for lines in script:
        stored, proposals = [], []
        for text, commands in lines:
            seq += 1
            stored.append(VisitorLine(seq, text))
            proposals += [Proposal(command, seq) for command in commands]
        turn = TurnInput(state, tuple(stored), default_policy(), NOW, mode, "en", site)
        turn_readings = ()
        if lead != "unclear":
            from chatqual.engine.turns import LineReading

            turn_readings = (LineReading(seq, lead_type=lead, lead_confidence=0.9),)
        proposed = ProposalSet(tuple(proposals), turn_readings)
        decision = decide(turn, proposed)
        answers = tuple(knowledge.answer(q) for q in decision.questions)
        outcome = speak(turn, decision, answers)
        yield turn, proposed, decision, outcome
        state, mode = outcome.state, "bot" if outcome.mode == "closed" else outcome.mode
        seq += 1


@SETTINGS
@given(TURNS, LEADS, SITES)
def test_every_turn_ends_in_a_reply(script, lead, site):
    for _, _, outcome in play(script, lead, site):
        assert outcome.reply.text.strip()


@SETTINGS
@given(TURNS, LEADS, SITES)
def test_a_reply_asks_at_most_one_thing_and_never_shouts(script, lead, site):
    for _, _, outcome in play(script, lead, site):
        assert outcome.reply.text.count("?") <= 1
        assert "!" not in outcome.reply.text


@SETTINGS
@given(TURNS)
def test_what_is_known_declined_or_unknown_is_not_asked(script):
    for _, _, outcome in play(script):
        slot = outcome.reply.asked
        if slot is not None and outcome.state.pending.kind != "conflict":
            assert outcome.state.slots[slot].state not in ("filled", "confirmed", "declined")
            assert outcome.state.slots[slot].state != "unknown"


@SETTINGS
@given(TURNS)
def test_a_slot_is_asked_for_twice_at_most(script):
    asked = {}
    last = None
    for _, decision, outcome in play(script):
        slot = outcome.reply.asked
        if slot and not decision.heard.repeat and outcome.state.pending.kind != "conflict":
            asked[slot] = asked.get(slot, 0) + 1
            assert asked[slot] <= 2, last
        last = outcome


@SETTINGS
@given(TURNS, LEADS)
def test_nothing_is_asked_in_the_turn_of_a_refusal_nor_in_the_next(script, lead):
    quiet = 0
    for _, decision, outcome in play(script, lead):
        called = outcome.handoff is not None or outcome.mode == "waiting"
        wished = bool(decision.heard.intents) or decision.heard.repeat
        if decision.heard.refused:
            quiet = 2
        if quiet and not called and not wished:
            assert outcome.reply.asked is None
        quiet = max(0, quiet - 1)


@SETTINGS
@given(TURNS)
def test_with_a_person_on_the_way_only_an_address_is_asked(script):
    for turn, decision, outcome in play(script, site=NIGHT):
        if turn.mode == "waiting" and not decision.heard.repeat:
            assert outcome.reply.asked in (None, "email", "phone")


@SETTINGS
@given(TURNS, st.sampled_from(["support", "vendor", "press", "recruiting", "other"]))
def test_who_does_not_buy_is_not_qualified(script, lead):
    for _, decision, outcome in play(script, lead):
        if outcome.state.lead_type == lead and not decision.heard.repeat:
            assert outcome.reply.asked in (None, "email", "phone")


@SETTINGS
@given(TURNS, LEADS)
def test_the_state_goes_through_json_unchanged(script, lead):
    for _, _, outcome in play(script, lead):
        stored = json.loads(json.dumps(outcome.state.to_json()))
        assert State.from_json(stored).to_json() == outcome.state.to_json()


WEIGHTS = st.lists(st.integers(0, 100), min_size=5, max_size=5).map(sorted)


@SETTINGS
@given(TURNS, LEADS, WEIGHTS)
def test_the_score_is_the_sum_of_its_reasons_and_lies_in_its_interval(script, lead, cuts):
    names = default_policy().weights
    parts = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
    policy = replace(default_policy(), weights=dict(zip(names, parts, strict=True)))
    for _, _, outcome in play(script, lead):
        found = score(outcome.state, policy)
        assert found.score == sum(r.points for r in found.reasons)
        assert 0 <= found.low <= found.score <= found.high <= 100
        for reason in found.reasons:
            assert 0 <= reason.low <= reason.points <= reason.high <= reason.of
            assert not reason.known or reason.message
        assert score(outcome.state, policy) == found


@SETTINGS
@given(TURNS)
def test_a_value_stands_at_its_span_in_its_message(script):
    said = {}
    for turn, _, outcome in play(script):
        said |= {line.seq: line.text for line in turn.lines}
        put_back = outcome.state.undo.values()  # What a "scrap that" would bring back, too.
        for record in (*outcome.state.slots.records.values(), *put_back):
            if record.value is not None:
                start, end = record.span
                assert record.text == said[record.message][start:end] != ""


@SETTINGS
@given(TURNS, LEADS, SITES)
def test_a_turn_decided_again_from_what_is_stored_gives_the_same_bytes(script, lead, site):
    for turn, proposed, decision, outcome in play_with_proposals(script, lead, site):
        again, read, answers = stored_and_read(turn, proposed, decision)
        decided = decide(again, read)
        spoken = speak(again, decided, answers)
        assert as_bytes(decided) == as_bytes(decision)
        assert as_bytes(spoken) == as_bytes(outcome)


def stored_and_read(turn, proposed, decision):
    """The turn as `manage.py replay` finds it: all of it came out of JSON."""
    again = replace(
        turn,
        state=State.from_json(through_json(turn.state)),
        site=SiteFacts.from_json(through_json(turn.site)),
    )
    found = [FakeKnowledge().answer(question) for question in decision.questions]
    answers = tuple(KnowledgeAnswer.from_json(through_json(answer)) for answer in found)
    return again, ProposalSet.from_json(through_json(proposed)), answers


def through_json(kept):
    return json.loads(json.dumps(kept.to_json()))


def as_bytes(result):
    return json.dumps(result.to_json(), sort_keys=True).encode()


@SETTINGS
@given(
    st.lists(st.tuples(COMMANDS, st.integers(-1, 9), PROPOSERS), max_size=60),
    st.lists(TEXTS, max_size=4),
    st.sampled_from(["bot", "waiting"]),
)
def test_deciding_ends_on_any_list_of_commands_in_any_order(commands, texts, mode):
    """Also of messages that are not there, from proposers that contradict each other."""
    lines = tuple(VisitorLine(seq, text) for seq, text in enumerate(texts))
    proposals = tuple(Proposal(command, seq, who) for command, seq, who in commands)
    turn = TurnInput(State.new(), lines, default_policy(), NOW, mode, "en", DAY)
    decision = decide(turn, ProposalSet(proposals))
    outcome = speak(turn, decision, tuple(FakeKnowledge().answer(q) for q in decision.questions))
    assert outcome.reply.text.count("?") <= 1
    for record in decision.state.slots.records.values():
        assert record.value is None or record.text


@SETTINGS
@given(TURNS)
def test_a_refused_slot_stays_refused_until_the_visitor_names_it(script):
    declined = set()
    for _, decision, outcome in play(script):
        given_again = {ch.slot for ch in decision.heard.changes if ch.after.state != "declined"}
        declined = {s for s in declined if s not in given_again}
        for slot in declined:
            assert outcome.state.slots[slot].state == "declined"
            assert outcome.reply.asked != slot
        declined |= {s for s in SLOT_NAMES if outcome.state.slots[s].state == "declined"}


@SETTINGS
@given(TURNS, LEADS)
def test_the_citations_are_numbered_through_and_stand_in_the_text(script, lead):
    for _, _, outcome in play(script, lead):
        numbers = [citation.n for citation in outcome.reply.citations]
        assert numbers == list(range(1, len(numbers) + 1))
        for n in numbers:
            assert f"[{n}]" in outcome.reply.text


def test_run_answers_a_line_from_the_text_alone():
    turn = TurnInput(State.new(), (VisitorLine(1, "What does it cost?"),), default_policy(), NOW)
    outcome, proposals, decision, answers = run(turn, FakeKnowledge())
    assert outcome.reply.text.startswith("Team costs 14 €")
    assert ProposalSet.from_json(json.loads(json.dumps(proposals.to_json()))) == proposals
    assert len(answers) == len(decision.questions)
