"""What follows from a changed state: score, tier with its event, and by when to follow up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from chatqual.engine.follow_up import follow_up
from chatqual.engine.policy_shapes import Policy
from chatqual.engine.scoring import Score, score
from chatqual.engine.state import State, Tier
from chatqual.engine.turns import Event, SiteFacts


@dataclass(frozen=True, slots=True)
class Rescored:
    """`effective`: the tier that counts, a person's where one was set."""

    state: State
    score: Score
    effective: Tier
    events: tuple[Event, ...]


def rescore(
    state: State,
    policy: Policy,
    site: SiteFacts,
    now: datetime,
    *,
    tier_by_person: Tier | None,
    is_due: bool = True,
) -> Rescored:
    """The state with its tier and note of today. `is_due` False: a person has it in hand."""
    found = score(state, policy)
    effective = tier_by_person or found.tier
    events: tuple[Event, ...] = ()
    if found.tier != state.tier:
        tiers = {"from": state.tier, "to": found.tier, "score": found.score}
        events = (Event("tier_changed", {**tiers, "effective": effective}),)
    due = follow_up(state, policy, site, effective, now) if is_due else state.follow_up
    return Rescored(replace(state, tier=found.tier, follow_up=due), found, effective, events)
