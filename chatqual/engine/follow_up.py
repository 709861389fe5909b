"""By when a person should follow up: from the tier, urgency, the policy and the site's hours.

No clock: `now` comes in. The shortest of the policy's times that apply counts, in open minutes from
the turn in which it first applied; a later turn moves it only where the reason changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from chatqual.engine.hours import after_open_minutes
from chatqual.engine.policy_shapes import Policy
from chatqual.engine.slots import Timeline
from chatqual.engine.state import FollowUpNote, State, Tier
from chatqual.engine.turns import SiteFacts

_URGENT = frozenset({"legal", "angry", "urgent"})


def follow_up(
    state: State, policy: Policy, site: SiteFacts, tier: Tier, now: datetime
) -> FollowUpNote | None:
    """The note after a turn. `tier` is the effective one: a person's where one was set.

    None where the policy calls nobody. `state.follow_up` is the note before.
    """
    due = min(_due(state, policy, tier), default=None)
    if due is None:
        return None
    minutes, why = due
    before = state.follow_up
    if before is not None and (before.why, before.minutes) == (why, minutes):
        return before
    by = after_open_minutes(now, minutes, site.hours, site.time_zone)
    by = by.replace(second=0, microsecond=0)
    if before is not None and minutes <= before.minutes:
        # More pressing than before: never later than what had been set.
        by = min(by, datetime.fromisoformat(before.by))
    return FollowUpNote(by.isoformat(), why, minutes)


def _due(state: State, policy: Policy, tier: Tier) -> Iterator[tuple[int, str]]:
    """What applies, as minutes and the policy's name for it."""
    names: list[str] = [tier]
    if state.handoff_reasons:
        names.append("person_wanted")
    if _URGENT & set(state.handoff_reasons):
        names.append("urgent")
    timeline = state.slots.value("timeline")
    may_buy = tier != "unqualified" and state.lead_type not in policy.not_buyers
    if may_buy and isinstance(timeline, Timeline) and timeline.urgency == "now":
        names.append("soon")
    for name in names:
        minutes = getattr(policy.follow_up, name)
        if minutes is not None:
            yield minutes, name
