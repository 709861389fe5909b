"""Pacing: whether a question may be asked now, and which. At most one a turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from chatqual.engine.decide_lead import is_buyer
from chatqual.engine.heard import Heard
from chatqual.engine.policy_shapes import Policy, Question
from chatqual.engine.slots import BANT, CONTACT_SLOTS, Authority, SlotName, SlotRecord
from chatqual.engine.state import PendingKind, State
from chatqual.engine.turns import Mode


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the reply holds already when a question is looked for."""

    answered: bool = False
    only_gaps: bool = False
    clarifies: bool = False
    price_shown: bool = False
    price_now: bool = False
    handed_off: bool = False
    asks_already: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A question to ask, or (with `question` None) why there is none."""

    reason: str
    question: Question | None = None
    form: Literal["full", "short"] = "full"
    kind: PendingKind = "slot"
    slot: SlotName | None = None


NOTHING = Choice("")
PASSED_OVER = "they told something else; the question waits"
ASKING_ON = "they are asking; ours waits"
# Turns from one question of ours to the next while they only ask, by whether they told anything.
_ASKING_GAP = {True: 2, False: 3}
# For so many turns a price need not be shown again.
_FRESH = 3


def silence(state: State, policy: Policy, heard: Heard, mode: Mode, spoken: Spoken) -> str:
    """Why no qualifying question may be asked now; "" where one may."""
    pacing = policy.pacing
    rules: tuple[tuple[bool, str], ...] = (
        (spoken.asks_already or spoken.clarifies, "the reply asks something already"),
        (mode == "waiting" or spoken.handed_off, "a person is on the way"),
        *_lasting(state, policy),
        (heard.refused, "something was refused in this turn"),
        (state.quiet_turns > 0, "quiet after a refusal"),
        (bool({"angry", "legal"} & {*state.handoff_reasons, *heard.handoffs}), "there was anger"),
        (heard.abuse or heard.ended, "the turn is no place for a question"),
        (heard.asked_why or heard.repeat, "the visitor asked about the question"),
        (_only_leaves(state, heard), "thanks or goodbye"),
        (heard.browses, "they are only looking"),
        (heard.slipped, "they are about to mend something"),
        (heard.asks_notes, "they look at what was noted"),
        (heard.asks_leave and not heard.gave_facts, "they want to ask something first"),
        (heard.only_signs and heard.unread, "a sign that says nothing"),
        (_says_no(state, heard), "a plain no"),
        (bool(heard.slots_of("cleared")) and not heard.gave_facts, "something was taken back"),
        (_only_contact(heard), "an address was left"),
        (_only_greets(heard), "only a greeting"),
        (heard.intents == ("trial",), "a wish leads on by itself"),
        ("bot_identity" in heard.small_talk, "they asked whom they talk to"),
        (state.questions_asked >= pacing.max_questions, "the maximum of the chat is reached"),
        (state.ignored >= pacing.ignored_in_a_row, "the last questions were passed over"),
        (spoken.only_gaps, "their own question stayed unanswered"),
        (_passed_over(state, heard, spoken), PASSED_OVER),
        (_is_narrow_first(state, heard), "a narrow first answer has no question"),
        (is_asking_on(state, heard), ASKING_ON),
    )
    return next((reason for holds, reason in rules if holds), "")


def _lasting(state: State, policy: Policy) -> tuple[tuple[bool, str], ...]:
    """The reasons that hold whoever asks, and beyond the turn."""
    return (
        (not is_buyer(state, policy), f"lead type {state.lead_type} is not qualified"),
        (_has_no_part(state), "they have no part in the decision"),
        ("qualification" in state.opted_out, "the visitor wants no questions"),
        ("data" in state.opted_out, "the visitor wants nothing kept"),
    )


def choose(state: State, policy: Policy, heard: Heard, mode: Mode, spoken: Spoken) -> Choice:
    """The question of this reply, if any."""
    conflict = _open_conflict(state, policy, heard, mode, spoken)
    if conflict:
        return Choice("two things were said", kind="conflict", slot=conflict)
    reason = silence(state, policy, heard, mode, spoken)
    if reason:
        return Choice(reason)
    return _next(state, policy, heard, spoken) or Choice("everything is known or settled")


def choose_for_person(state: State, policy: Policy) -> Choice:
    """What a person might ask next: the bot's order, and of its reasons for silence the lasting.

    A contradiction comes first, whether or not the bot has asked about it.
    """
    heard = Heard()
    rules = (
        *_lasting(state, policy),
        (state.quiet_turns > 0, "something was refused just now"),
        (bool({"angry", "legal"} & {*state.handoff_reasons}), "they are angry or it is legal"),
    )
    if reason := next((reason for holds, reason in rules if holds), ""):
        return Choice(reason)
    for slot in policy.slots:
        if state.slots[slot].state == "conflicting":
            return Choice("two things were said", kind="conflict", slot=slot)
    spoken = Spoken(answered=True, price_shown=is_price_fresh(state, heard))
    return _next(state, policy, heard, spoken) or Choice("everything is known or settled")


def wants_price(state: State, policy: Policy, heard: Heard, mode: Mode, handed_off: bool) -> bool:
    """The budget comes next, so the price is to be shown before it."""
    spoken = Spoken(answered=True, price_shown=True, handed_off=handed_off)
    if state.tried("budget") or heard.out_of_range or is_price_fresh(state, heard):
        return False
    if silence(state, policy, heard, mode, spoken):
        return False
    if any(_is_open(state, policy, c.slot) and c.kind == "conflict" for c in heard.changes):
        return False
    choice = _next(state, policy, heard, spoken)
    return choice is not None and choice.slot == "budget"


def is_price_fresh(state: State, heard: Heard) -> bool:
    """A price was shown a moment ago, and for as many people as now."""
    note = state.price
    return (
        note is not None
        and state.turn - note.turn < _FRESH
        and not any(change.slot == "team_size" for change in heard.changes)
    )


def is_asking_on(state: State, heard: Heard) -> bool:
    """One question of theirs follows another: they get answers, and ours every other turn only."""
    if heard.gave_facts or not state.asked_turn:
        return False
    pending = state.pending
    nods = heard.affirmed and (pending is None or pending.turn < state.turn - 1)
    if not (heard.asks or heard.intents or nods):
        return False
    told = any(state.slots[slot].is_known for slot in (*BANT, "team_size"))
    return state.turn - state.asked_turn < _ASKING_GAP[told]


def _has_no_part(state: State) -> bool:
    authority = state.slots.value("authority")
    return isinstance(authority, Authority) and authority.level == "none"


def is_complete(state: State) -> bool:
    """Nothing of need, budget, authority and timeline is open, and at least three are known."""
    known = [slot for slot in BANT if state.slots[slot].is_known]
    return len(known) >= 3 and all(state.is_settled(slot) for slot in BANT)


def _only_leaves(state: State, heard: Heard) -> bool:
    """ "Thanks, I will ask my boss" leaves too; "40 people, thanks" answers our question."""
    leaving = {"thanks", "goodbye"} & set(heard.small_talk)
    if not leaving or heard.asks or heard.intents:
        return False
    told = heard.slots_of("filled", "refined", "corrected", "conflict")
    return not told or state.pending is None


def _says_no(state: State, heard: Heard) -> bool:
    """A no that answers nothing of ours; to "is there a date", "is it in your range" it does."""
    if not heard.denied or heard.too_dear or heard.gave_facts or heard.asks or heard.intents:
        return False
    return state.pending is None or state.pending.slot not in ("timeline", "budget")


def _only_contact(heard: Heard) -> bool:
    given = heard.slots_of("filled", "corrected", "refined")
    return bool({"email", "phone"} & set(given)) and set(given) <= set(CONTACT_SLOTS)


def _only_greets(heard: Heard) -> bool:
    return bool(heard.small_talk) and not (
        heard.gave_facts or heard.asks or heard.intents or heard.affirmed or heard.denied
    )


def _passed_over(state: State, heard: Heard, spoken: Spoken) -> bool:
    """Behind our question came a remark that answers nothing: asking again at once is pushing."""
    pending = state.pending
    if pending is None or pending.kind != "slot" or pending.slot is None:
        return False
    moves_on = heard.asks or heard.gave_facts or heard.intents or heard.affirmed or spoken.answered
    return not moves_on and not state.is_settled(pending.slot)


def _is_narrow_first(state: State, heard: Heard) -> bool:
    """A question that is to be earned: nothing answered before, and nothing told of themselves."""
    if (
        state.answers
        or heard.gave_facts
        or heard.too_dear
        or set(heard.intents) - {"pricing", "trial"}
    ):
        return False
    return state.questions_asked == 0


def _open_conflict(
    state: State, policy: Policy, heard: Heard, mode: Mode, spoken: Spoken
) -> SlotName | None:
    if spoken.asks_already or spoken.clarifies or spoken.handed_off or mode != "bot":
        return None
    if heard.refused or state.quiet_turns or state.opted_out or not is_buyer(state, policy):
        return None
    for slot in policy.slots:
        record = state.slots[slot]
        is_open = record.state == "conflicting" and slot not in state.conflicts_asked
        if is_open and _is_between_their_own(record):
            return slot
    return None


def _is_between_their_own(record: SlotRecord) -> bool:
    """What a person set has no words of the visitor: such a contradiction the desk settles."""
    said = [p for p in record.previous if p.reason == "conflict"]
    return not said or bool(said[-1].text)


def _is_open(state: State, policy: Policy, slot: SlotName) -> bool:
    if state.is_settled(slot) or state.tried(slot) >= policy.pacing.tries_per_slot:
        return False
    return not (slot in CONTACT_SLOTS and "contact" in state.opted_out)


def _next(state: State, policy: Policy, heard: Heard, spoken: Spoken) -> Choice | None:
    pending = state.pending
    comes_back = pending is not None and not (pending.slot == "need" and state.history)
    if comes_back and pending and pending.kind in ("slot", "in_range") and pending.slot:
        again = _question_for(state, policy, pending.slot, spoken)
        if again and not heard.out_of_range:
            form: Literal["full", "short"] = "full" if heard.affirmed else "short"
            return _as_choice(again, form, "the question that was interrupted comes back")
    for slot in _order(state, policy, heard, spoken):
        question = _question_for(state, policy, slot, spoken)
        if question:
            return _as_choice(question, "full", f"{slot} is not known yet")
    return None


def _order(state: State, policy: Policy, heard: Heard, spoken: Spoken) -> tuple[SlotName, ...]:
    """The policy's order, bent by what was just talked about.

    Behind a price the number of seats decides which one it is. Whoever asked the documents for
    something has told by it what they are after: how they work today is the last thing to ask.
    """
    about_price = heard.too_dear or spoken.price_now or "pricing" in heard.intents
    first: tuple[SlotName, ...] = ("team_size",) if about_price else ()
    order = (*first, *policy.order)
    if not (state.history or about_price):
        return order
    return (*(slot for slot in order if slot != "need"), *(s for s in order if s == "need"))


def _as_choice(question: Question, form: Literal["full", "short"], reason: str) -> Choice:
    kind: PendingKind = "in_range" if "price_shown" in question.when else "slot"
    return Choice(reason, question, form, kind, question.slot)


def _question_for(state: State, policy: Policy, slot: SlotName, spoken: Spoken) -> Question | None:
    if not _is_open(state, policy, slot):
        return None
    for question in policy.questions_for(slot):
        if all(_holds(condition, state, spoken) for condition in question.when):
            return question
    return None


def _holds(condition: str, state: State, spoken: Spoken) -> bool:
    match condition:
        case "price_shown":
            return spoken.price_shown
        case "no_price_known":
            return not spoken.price_shown and state.price is None
        case "first_answer_given":
            return spoken.answered or state.answers > 0 or state.turn > 1
        case "need_known":
            return state.slots["need"].is_known
        case "team_size_known":
            return state.slots["team_size"].is_known
        case _:
            # "wants_contact": addresses are asked where they serve the visitor, not in the order.
            return False
