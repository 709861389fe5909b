"""Speaking: (turn, decision, answers) -> the reply, the state after it, events and the trace.

The order of a reply: few words on what was said, the answer with its source, where it leads, and
then at most one question.
"""

from __future__ import annotations

from dataclasses import replace

from chatqual.engine import scoring
from chatqual.engine.acknowledge import acknowledge, leave_in_peace, small_talk
from chatqual.engine.answer import give_answers, offer_another_way, recall_sum
from chatqual.engine.draft import Draft
from chatqual.engine.heard import Heard
from chatqual.engine.inquire import ask_next, explain_question, repeat_last, summarise
from chatqual.engine.ports import Citation, KnowledgeAnswer
from chatqual.engine.rescore import rescore
from chatqual.engine.routes import (
    call_for_support,
    follow_intents,
    hand_off,
    pass_on_bid,
    short_way,
    wait_on,
)
from chatqual.engine.score_trace import explain_score
from chatqual.engine.state import Pending, State, with_new
from chatqual.engine.turns import Decision, Event, EventName, Mode, Outcome, Reply, TurnInput
from chatqual.engine.ways import site_under


def speak(turn: TurnInput, decision: Decision, answers: tuple[KnowledgeAnswer, ...]) -> Outcome:
    """The whole outcome of the turn. `answers` are those to `decision.questions`, in order."""
    site = site_under(turn.policy, turn.site, decision.state.lead_type)
    draft = Draft.begin(replace(turn, site=site), decision)
    acknowledge(draft)
    if not decision.close:
        _body(draft, answers)
    else:
        _close(draft)
    return _finish(draft)


def _body(draft: Draft, answers: tuple[KnowledgeAnswer, ...]) -> None:
    if draft.heard.repeat:
        repeat_last(draft)
        for citation in draft.repeated or ():
            draft.quotes.number(citation)  # What is quoted beside it goes on counting.
    if draft.heard.asked_why:
        explain_question(draft)
    recall_sum(draft)
    give_answers(draft, answers)
    small_talk(draft)
    leave_in_peace(draft)
    call_for_support(draft)
    hand_off(draft)
    short_way(draft)
    pass_on_bid(draft)
    follow_intents(draft)
    offer_another_way(draft)
    if draft.turn.mode == "waiting":
        wait_on(draft)
    summarise(draft)
    ask_next(draft)


def _close(draft: Draft) -> None:
    if not draft.heard.abuse:
        for kind in ("thanks", "goodbye"):
            if kind in draft.heard.small_talk:
                draft.say(kind)
        draft.say("ended")


def _finish(draft: Draft) -> Outcome:
    turn, decision, heard = draft.turn, draft.decision, draft.heard
    reply = Reply(
        text=draft.text(),
        citations=_citations(draft),
        quick_replies=draft.quick_replies,
        asked=draft.asked,
    )
    state = _after(draft, reply)
    events = [*decision.events, *draft.events]
    if draft.handoff is not None:
        payload = {"reason": draft.handoff, "reasons": list(state.handoff_reasons)}
        events.append(Event("handoff_requested", payload))
    if decision.close:
        events.append(Event("closed", {"by": "policy" if heard.abuse else "visitor"}))
    found = rescore(state, turn.policy, turn.site, turn.now, tier_by_person=turn.tier_by_person)
    events += found.events
    draft.trace += explain_score(scoring.score(turn.state, turn.policy), found.score)
    browser = _browser_events(draft, state, found.effective)
    return Outcome(
        reply=reply,
        state=replace(found.state, told=with_new(state.told, *browser)),
        mode=_mode(draft),
        handoff=draft.handoff,
        events=tuple(events),
        browser_events=browser,
        trace=(*decision.trace, *draft.trace),
    )


def _citations(draft: Draft) -> tuple[Citation, ...]:
    if draft.repeated is not None and not draft.quotes.citations:
        return draft.repeated
    return tuple(draft.quotes.citations)


def _mode(draft: Draft) -> Mode:
    if draft.decision.close:
        return "closed"
    return "waiting" if draft.is_waiting else "bot"


def _after(draft: Draft, reply: Reply) -> State:
    state, turn, heard = draft.state, draft.turn, draft.heard
    pacing = turn.policy.pacing
    quiet = pacing.quiet_turns if heard.refused else max(0, state.quiet_turns - 1)
    pending = draft.pending
    if heard.asked_why and pending is None and not _is_settled(state):
        pending = state.pending
    if pending is None and _offer_stands(turn.state.pending, state, draft):
        pending = turn.state.pending
    return replace(
        state,
        pending=pending,
        asked=pending.slot if pending else None,
        quiet_turns=quiet,
        answers=state.answers + int(draft.answered),
        failures=_failures(draft, heard),
        clarifications=state.clarifications + 1 if draft.clarifies else 0,
        said=dict(sorted(draft.voice.said.items())),
        last_reply=reply.text,
        last_citations=reply.citations,
        last_question=draft.question or state.last_question,
    )


def _offer_stands(offer: Pending | None, state: State, draft: Draft) -> bool:
    """An offer of a person that was answered by a question waits for one turn more."""
    if offer is None or offer.kind != "offer_human" or offer.turn < state.turn - 1:
        return False
    heard = draft.heard
    return heard.asks > 0 and not (heard.affirmed or heard.denied or draft.is_waiting)


def _is_settled(state: State) -> bool:
    """The question that was open needs no answer any more."""
    slot = state.pending.slot if state.pending else None
    return slot is not None and state.is_settled(slot)


def _failures(draft: Draft, heard: Heard) -> int:
    if draft.answered or heard.gave_facts or draft.turn.mode == "waiting":
        return 0
    failed = draft.only_gaps or (heard.unread and not heard.told) or heard.unclear
    return draft.state.failures + int(failed)


def _browser_events(draft: Draft, state: State, tier: str) -> tuple[EventName, ...]:
    """Names for the page's tag manager; each at most once a chat but for handed-off and ended."""
    out: list[EventName] = []
    if "email" in draft.heard.slots_of("filled", "corrected", "refined"):
        out.append("email-captured")
    if tier in ("hot", "warm"):
        out.append("qualified")
    fresh: list[EventName] = [name for name in out if name not in state.told]
    if draft.handoff is not None and draft.turn.mode == "bot":
        fresh.append("handed-off")
    if draft.decision.close:
        fresh.append("ended")
    return tuple(fresh)
