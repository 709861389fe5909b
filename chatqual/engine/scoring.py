"""The score: a bounded sum of named reasons, each with its slot, its evidence and its points.

Every slot that is weighed gives between 0 and its weight. What is not known (never asked, refused,
not known to them, contradicted) gives half of its weight, so that a refusal never counts as a low
value. The interval says what the score could become: with everything that is missing at its worst
and at its best, and every reading wrong to the degree of its doubt. Same state and policy, same
score.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from chatqual.engine.fit import Criterion, Fit, fit_of, size_fits
from chatqual.engine.policy_shapes import IdealCustomer, Policy
from chatqual.engine.slots import (
    Authority,
    Budget,
    Json,
    Need,
    SlotName,
    SlotRecord,
    SlotValue,
    TeamSize,
    Timeline,
)
from chatqual.engine.state import State, Tier

_NEUTRAL = 0.5
_SLOTS: tuple[SlotName, ...] = ("need", "budget", "authority", "timeline", "team_size")
_WISHES = ("demo", "trial", "pricing", "purchase", "callback", "meeting", "expansion")
_CONTACTS: tuple[SlotName, ...] = ("email", "phone")


@dataclass(frozen=True, slots=True)
class Reason:
    """`points` of at most `of`, which it could become between `low` and `high`.

    `name` is what is weighed: a slot, or "interest". `evidence`: the visitor's words at `span` of
    `message`, "" where nothing was said.
    """

    name: str
    text: str
    points: float
    of: float
    low: float
    high: float
    slot: SlotName | None = None
    evidence: str = ""
    message: int | None = None
    span: tuple[int, int] | None = None
    known: bool = True

    def to_json(self) -> Json:
        out = {name: getattr(self, name) for name in self.__slots__}
        return {**out, "span": list(self.span) if self.span else None}


@dataclass(frozen=True, slots=True)
class Score:
    """`score` within [`low`, `high`], all 0 to 100, is the sum of the reasons' points.

    `known`: per cent of the weights known.
    """

    score: int
    low: int
    high: int
    tier: Tier
    reasons: tuple[Reason, ...] = ()
    fit: Fit = "unknown"
    fit_reasons: tuple[Criterion, ...] = ()
    known: int = 0
    why_tier: str = ""

    def to_json(self) -> Json:
        out = {name: getattr(self, name) for name in self.__slots__}
        for name in ("reasons", "fit_reasons"):
            out[name] = [r.to_json() for r in out[name]]
        return out


def score(state: State, policy: Policy) -> Score:
    """The score of a state. Deterministic; it never raises."""
    total = sum(policy.weights.values()) or 1
    raw = [_slot_reason(slot, state.slots[slot], policy) for slot in _SLOTS]
    raw.append(_interest(state, policy))
    reasons = _in_whole_points([_of_hundred(r, 100 / total) for r in raw])
    known = round(sum(r.of for r in reasons if r.known and r.slot in _SLOTS))
    value = round(sum(r.points for r in reasons))
    fit, criteria = fit_of(state, policy.ideal)
    tier, why = _tier(state, policy, value, known, fit)
    return Score(
        score=value,
        low=max(0, math.floor(sum(r.low for r in reasons))),
        high=min(100, math.ceil(sum(r.high for r in reasons))),
        tier=tier,
        reasons=reasons,
        fit=fit,
        fit_reasons=criteria,
        known=known,
        why_tier=why,
    )


def tier_of_points(value: int, policy: Policy) -> Tier:
    """The tier whose band holds `value`, whatever else is known."""
    if value >= policy.bands.hot:
        return "hot"
    return "warm" if value >= policy.bands.warm else "cold"


# --- points ---------------------------------------------------------------------------------------
def _of_hundred(reason: Reason, factor: float) -> Reason:
    """The reason on the scale of 100. Rounded, since 20 * 0.65 is not 13 to a machine."""
    names = ("points", "of", "low", "high")
    return replace(reason, **{n: round(getattr(reason, n) * factor, 6) for n in names})


def _in_whole_points(reasons: list[Reason]) -> tuple[Reason, ...]:
    """Whole points that sum to the rounded sum: those with the largest remainders are rounded up,
    the first of equals. So the reasons that a person reads add up to the score they see."""
    floors = [math.floor(r.points) for r in reasons]
    missing = round(sum(r.points for r in reasons)) - sum(floors)
    by_rest = sorted(range(len(reasons)), key=lambda i: (floors[i] - reasons[i].points, i))
    for i in by_rest[:missing]:
        floors[i] += 1
    return tuple(
        replace(r, points=points, low=min(r.low, points), high=max(r.high, points))
        for r, points in zip(reasons, floors, strict=True)
    )


def _slot_reason(slot: SlotName, record: SlotRecord, policy: Policy) -> Reason:
    weight = float(policy.weights.get(slot, 0))
    if not record.is_known or record.value is None:
        low, high = _reach(_open_shares(slot, record, policy))
        text = _MISSING.get(record.state, "not said yet")
        return Reason(
            slot, text, weight * _NEUTRAL, weight, weight * low, weight * high, slot, known=False
        )
    kind = _kind(record.value, record, policy.ideal)
    share = _share(slot, kind, policy)
    low, high = _reach((*_shares(slot, policy), share))
    doubt = 1 - _sure(record)
    return Reason(
        name=slot,
        text=kind.replace("_", " "),
        points=weight * share,
        of=weight,
        low=weight * (share - doubt * (share - low)),
        high=weight * (share + doubt * (high - share)),
        slot=slot,
        evidence=record.text or "",
        message=record.message,
        span=record.span,
    )


_MISSING = {
    "declined": "declined, counts neither way",
    "unknown": "not known to them, counts neither way",
    "conflicting": "two things said, counts neither way",
}


def _sure(record: SlotRecord) -> float:
    """How sure the value is: wholly where they confirmed it or a person set it."""
    if record.state == "confirmed" or record.source == "human" or record.confidence is None:
        return 1.0
    return max(0.0, min(1.0, record.confidence))


def _reach(shares: Iterable[float]) -> tuple[float, float]:
    found = tuple(shares)
    return min(found), max(found)


def _shares(slot: SlotName, policy: Policy) -> tuple[float, ...]:
    """All shares that a value of the slot may earn; as they stand in the policy."""
    kinds = [key.split(".", 1)[1] for key in policy.points if key.split(".", 1)[0] == slot]
    if slot == "team_size":
        by_size = policy.ideal.team_min is not None or policy.ideal.team_max is not None
        kinds = ["fits", "outside"] if by_size else ["known"]
    return tuple(_share(slot, kind, policy) for kind in kinds) or (_NEUTRAL,)


def _open_shares(slot: SlotName, record: SlotRecord, policy: Policy) -> tuple[float, ...]:
    """What is missing may turn out as anything, or stay open; of two things said, one holds."""
    if record.state != "conflicting" or record.value is None:
        return (*_shares(slot, policy), _NEUTRAL)
    said = [record.value, *(p.value for p in record.previous if p.reason == "conflict")]
    kinds = [_kind(value, record, policy.ideal) for value in said]
    return (*(_share(slot, kind, policy) for kind in kinds), _NEUTRAL)


def _share(slot: str, kind: str, policy: Policy) -> float:
    return max(0.0, min(1.0, policy.points.get(f"{slot}.{kind}", _NEUTRAL)))


def _kind(value: SlotValue, record: SlotRecord, ideal: IdealCustomer) -> str:
    match value:
        case Budget():
            return "none" if value.none else ("quoted" if record.quoted else "known")
        case Authority():
            return value.level
        case Timeline():
            return value.urgency
        case Need():
            return "topics" if value.topics else "known"
        case TeamSize():
            return _size_kind(value, ideal)
        case _:
            return "known"


def _size_kind(value: TeamSize, ideal: IdealCustomer) -> str:
    if ideal.team_min is None and ideal.team_max is None:
        return "known"
    return "fits" if size_fits(value, ideal) else "outside"


# --- interest -------------------------------------------------------------------------------------
def _interest(state: State, policy: Policy) -> Reason:
    """What they did: left an address, wished for a next step. Nothing done counts neither way."""
    weight = float(policy.weights.get("interest", 0))
    of_wish, of_contact = (
        _share("interest", "intent", policy),
        _share("interest", "contact", policy),
    )
    most = min(1.0, max(_NEUTRAL, of_wish + of_contact))
    wanted = () if "data" in state.opted_out else state.intents
    wishes = [i for i in wanted if i in _WISHES]
    left = [s for s in _CONTACTS if state.slots[s].is_known]
    share = of_wish * bool(wishes) + of_contact * bool(left)
    share = min(1.0, max(_NEUTRAL, share))
    points = weight * share
    if not wishes and not left:
        text = "no step taken yet"
        return Reason("interest", text, points, weight, points, weight * most, known=False)
    slot, evidence, message, span = _step(state, wishes, left)
    wants = f"wants {', '.join(_WISH_WORDS.get(w, w) for w in wishes)}" if wishes else ""
    text = "; ".join(part for part in (wants, *map(_left, left)) if part)
    high = weight * max(share, most)
    return Reason("interest", text, points, weight, points, high, slot, evidence, message, span)


_WISH_WORDS = {
    "demo": "a demo",
    "trial": "a trial",
    "pricing": "a price",
    "purchase": "to buy",
    "callback": "a call",
    "meeting": "a meeting",
    "expansion": "more seats",
}


def _left(slot: SlotName) -> str:
    return "left an e-mail address" if slot == "email" else "left a phone number"


def _step(
    state: State, wishes: Sequence[str], left: Sequence[SlotName]
) -> tuple[SlotName | None, str, int | None, tuple[int, int] | None]:
    """The words of the first wish, else those of the address."""
    for wish in wishes:
        said = state.evidence.get(f"intent:{wish}")
        if said is not None:
            return None, said.text, said.message, said.span
    for slot in left:
        record = state.slots[slot]
        return slot, record.text or "", record.message, record.span
    return None, "", None, None


# --- tier -----------------------------------------------------------------------------------------
def _tier(state: State, policy: Policy, value: int, known: int, fit: Fit) -> tuple[Tier, str]:
    if state.lead_type in policy.unqualified:
        return "unqualified", f"a visitor of the type {state.lead_type} does not buy"
    if state.lead_type in policy.not_buyers:
        return "not_enough_information", f"a visitor of the type {state.lead_type} is not scored"
    authority = state.slots.value("authority")
    if isinstance(authority, Authority) and authority.level == "none":
        return "unqualified", "no part in the decision"
    if fit == "poor":
        return "unqualified", "not the customer that the product is for"
    if known < policy.bands.known_weight:
        needed = policy.bands.known_weight
        return "not_enough_information", f"{known} % of what counts is known, {needed} % is needed"
    tier = tier_of_points(value, policy)
    if tier == "cold":
        return "cold", f"below {policy.bands.warm} points"
    return tier, f"{tier} begins at {getattr(policy.bands, tier)} points"
