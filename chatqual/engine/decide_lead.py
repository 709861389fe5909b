"""Who is writing: the lead type over several lines, and whether they are a customer already."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast, get_args

from chatqual.engine.asides import finds_no_help
from chatqual.engine.bargaining import bid_in, names_other_price, objects_to_price
from chatqual.engine.commands import Handoff, IntentKind
from chatqual.engine.fit import mentions_of
from chatqual.engine.policy_shapes import Policy
from chatqual.engine.slots import SlotName
from chatqual.engine.state import LeadType, Said, State
from chatqual.engine.turns import LineReading, ProposalSet, TurnInput

LEAD_TYPES: tuple[str, ...] = get_args(LeadType)
# How sure a reading must be to be heard at all, and to move somebody back among the buyers.
_HEARD = 0.5
_BACK_TO_SALES = 0.85
_SURELY = 0.75
_WORDS_KEPT = 200  # code points
_SURE_OF_THEM = 0.85
_ROOTED = 0.9
# Who has told two of these is known well enough not to change sides by one word.
_TOLD: tuple[SlotName, ...] = ("need", "budget", "authority", "timeline", "team_size")
_PURCHASE: frozenset[SlotName] = frozenset({"need", "budget", "timeline"})


@dataclass(frozen=True, slots=True)
class Lead:
    type: LeadType
    confidence: float
    existing_customer: bool | None


def lead_after(
    state: State,
    readings: tuple[LineReading, ...],
    intents: set[IntentKind],
    is_waiting: bool = False,
) -> Lead:
    """The lead after these lines, read in order."""
    known = [slot for slot in _TOLD if state.slots[slot].is_known]
    is_rooted = len(known) >= 2 or is_waiting
    lead = Lead(state.lead_type, state.lead_confidence, state.existing_customer)
    for reading in readings:
        lead = _heard(lead, reading, is_rooted)
    if "cancel" in intents:
        lead = Lead("support", max(lead.confidence, 0.8), True)
    if intents & {"expansion", "renewal"}:
        lead = Lead(lead.type, lead.confidence, True)
    return lead


def _heard(lead: Lead, reading: LineReading, is_rooted: bool) -> Lead:
    customer = lead.existing_customer
    if reading.existing_customer is not None:
        customer = reading.existing_customer
    kind, sure = reading.lead_type, reading.lead_confidence
    if kind not in LEAD_TYPES or kind == "unclear" or sure < _HEARD:
        return Lead(lead.type, lead.confidence, customer)
    new = cast(LeadType, kind)
    if _moves(lead, new, sure, is_rooted, reading.existing_customer is True):
        return Lead(new, sure, customer)
    if new == lead.type:
        return Lead(new, max(sure, lead.confidence), customer)
    return Lead(lead.type, lead.confidence, customer)


def _moves(lead: Lead, new: LeadType, sure: float, is_rooted: bool, is_customer: bool) -> bool:
    """First impressions give way. `is_rooted`: they told enough, or a person is called already;
    then one word does not make a buyer of somebody with a problem, nor the other way round."""
    if lead.type == "unclear":
        return True
    if lead.type == "sales":
        needed = _ROOTED if is_rooted else 0.6
        return new != "sales" and sure >= needed and (is_customer or not is_rooted)
    if lead.confidence >= _SURE_OF_THEM and not is_customer:
        return False
    if new == "sales":
        return not is_rooted and sure >= max(_BACK_TO_SALES, lead.confidence)
    return new != lead.type and sure > lead.confidence


def left_out(state: State, lead: Lead, policy: Policy, angry: bool) -> frozenset[SlotName]:
    """Slots that are not filled from the words of somebody who surely complains or does not buy.

    "I want it back today" is no date of a purchase, and a vendor's price is no budget. A customer
    with a problem may still tell how many people they are.
    """
    surely = lead.confidence >= _SURELY and lead.type in policy.not_buyers
    if surely and lead.type != "support":
        return _PURCHASE | {"team_size"}
    if surely or angry or {"angry", "legal"} & set(state.handoff_reasons):
        return _PURCHASE
    return frozenset()


def left_empty(
    state: State, lead: Lead, turn: TurnInput, proposed: ProposalSet
) -> frozenset[SlotName]:
    """Slots that these lines fill with nothing, whatever is read in them."""
    lines = [line.text for line in turn.lines]
    angry = any(p.command == Handoff("angry") for p in proposed.proposals)
    gone = left_out(state, lead, turn.policy, angry)
    if turn.state.turn > 0 and any(map(finds_no_help, lines)):
        gone |= {"need", "budget", "team_size", "timeline"}  # "Question 2 was not answered."
    if objects_to_price(lines):
        gone |= {"need"}  # "Still 3 more" is no wish of theirs.
    if names_other_price(lines) and not state.slots["budget"].is_known:
        gone |= _of_others(lines)
    if any(bid_in(line) for line in lines):
        gone |= {"budget", "timeline", "team_size", "authority"}  # "Do 8 and I sign today."
    return gone


def _of_others(lines: Iterable[str]) -> frozenset[SlotName]:
    """ "The others take 8": a lone number is theirs, not a size or a budget of the visitor."""
    numbers = sum(len(re.findall(r"\d+", line)) for line in lines)
    return frozenset(("team_size", "budget") if numbers == 1 else ())


def is_buyer(state: State, policy: Policy) -> bool:
    return state.lead_type not in policy.not_buyers


_CUSTOMER = "existing_customer"
_OF_CUSTOMERS: frozenset[IntentKind] = frozenset({"cancel", "expansion", "renewal"})


def evidence_after(
    state: State,
    lead: Lead,
    turn: TurnInput,
    readings: tuple[LineReading, ...],
    intents: Iterable[tuple[IntentKind, int]],
) -> dict[str, Said]:
    """The words behind what is no slot: whether they are a customer, what they wish, whom they are.

    `intents` with their messages. `state` is that before the turn. What was told first stays.
    """
    lines = {line.seq: line.text for line in turn.lines}
    found = dict(state.evidence)
    wished = [(kind, seq) for kind, seq in intents if seq in lines]
    if lead.existing_customer is not state.existing_customer:
        found.pop(_CUSTOMER, None)
        told = [r.message for r in readings if r.existing_customer is lead.existing_customer]
        told += [seq for kind, seq in wished if kind in _OF_CUSTOMERS]
        if lead.existing_customer is not None and lines:
            seq = next((seq for seq in told if seq in lines), max(lines))
            found[_CUSTOMER] = _whole(lines[seq], seq)
    for kind, seq in wished:
        found.setdefault(f"intent:{kind}", _whole(lines[seq], seq))
    if lead.type not in turn.policy.not_buyers:
        found = {**mentions_of(turn.policy.ideal, lines.items()), **found}
    return found


def _whole(line: str, seq: int) -> Said:
    """The beginning of a line, since neither a wish nor a lead type has a span of its own."""
    return Said(line[:_WORDS_KEPT], seq, (0, min(len(line), _WORDS_KEPT)))
