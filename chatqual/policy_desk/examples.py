"""Invented visitors for the previews, scored by the engine itself under a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chatqual.engine.commands import IntentKind
from chatqual.engine.policy import Policy
from chatqual.engine.scoring import score
from chatqual.engine.slots import (
    Authority,
    Budget,
    Geography,
    Level,
    Need,
    SlotName,
    SlotRecord,
    Slots,
    SlotValue,
    TeamSize,
    Timeline,
    Urgency,
)
from chatqual.engine.state import State
from chatqual.policy_desk.fields import country_name


@dataclass(frozen=True, slots=True)
class Example:
    """An invented visitor. `score` lies within `low` and `high`; `why`: of the tier or the fit."""

    title: str
    score: int
    low: int
    high: int
    tier: str
    why: str


def visitor_examples(policy: Policy) -> tuple[Example, ...]:
    """From one who is ready to buy to one of whom little is known."""
    size = _fitting_size(policy)
    ready = _facts(
        "decision_maker",
        Budget(currency="EUR", min=15000, max=15000, period="year"),
        "quarter",
        size,
    )
    asks = _facts("influencer", None, "half_year", size)
    looks = _facts("user", Budget(none=True), "none", size)
    return (
        _example("Decides, has a budget, within three months, wants a demo", policy, ready, "demo"),
        _example("Must ask somebody, within half a year", policy, asks),
        _example("Will only use it, no budget, no hurry", policy, looks),
        _example("Only said what it should do", policy, {"need": ready["need"]}),
    )


def company_examples(policy: Policy) -> tuple[Example, ...]:
    """Companies within and outside of what is described."""
    ideal = policy.ideal
    size = _fitting_size(policy)
    country = (*ideal.countries, "DE")[0]
    made = [_company(policy, size, country)]
    if ideal.team_min is not None and ideal.team_min > 1:
        made.append(_company(policy, max(1, ideal.team_min // 2), country))
    if ideal.team_max is not None:
        made.append(_company(policy, ideal.team_max * 2, country))
    outside = (*ideal.excluded_countries, *(("BR",) if ideal.countries else ()))
    made += [_company(policy, size, code) for code in outside[:2] if code != country]
    return tuple(made)


def _company(policy: Policy, size: int, country: str) -> Example:
    values: dict[SlotName, SlotValue] = {
        "team_size": TeamSize(size, size),
        "geography": Geography(country, country_name(country)),
    }
    state = State(slots=_slots(values))
    scored = score(state, policy)
    why = ", ".join(reason.text for reason in scored.fit_reasons)
    title = f"{size} people in {country_name(country)}"
    return Example(title, scored.score, scored.low, scored.high, f"fit: {scored.fit}", why)


def _fitting_size(policy: Policy) -> int:
    low, high = policy.ideal.team_min, policy.ideal.team_max
    size = max(60, low or 0)
    return min(size, high) if high is not None else size


def _facts(
    level: Level, budget: Budget | None, urgency: Urgency, size: int
) -> dict[SlotName, SlotValue]:
    values: dict[SlotName, SlotValue] = {
        "need": Need("requests get lost in e-mail"),
        "authority": Authority(level),
        "timeline": Timeline(date(2027, 1, 1), date(2027, 3, 31), urgency),
        "team_size": TeamSize(size, size),
    }
    if budget is not None:
        values["budget"] = budget
    return values


def _example(
    title: str, policy: Policy, values: dict[SlotName, SlotValue], *intents: IntentKind
) -> Example:
    state = State(slots=_slots(values), lead_type="sales", intents=intents)
    scored = score(state, policy)
    tier = scored.tier.replace("_", " ")
    return Example(title, scored.score, scored.low, scored.high, tier, scored.why_tier)


def _slots(values: dict[SlotName, SlotValue]) -> Slots:
    return Slots(
        {s: SlotRecord("filled", v, "", message=1, confidence=1.0) for s, v in values.items()}
    )
