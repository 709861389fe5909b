"""A person's word on the score: set beside the computed one, and cleared only by a person.

It stands in columns of its own that no turn writes, so later turns go on computing and the override
stays. The version rises with it: a turn that is under way is worked out again with the new tier.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import cast, get_args

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from chatqual.audit.trail import hashed, record_audit
from chatqual.conversations.broadcast import poke_on_commit
from chatqual.conversations.errors import BadOverride
from chatqual.conversations.journal import add_journal
from chatqual.conversations.models import Conversation
from chatqual.conversations.receive import lock_conversation
from chatqual.engine.follow_up import follow_up
from chatqual.engine.policy import default_policy
from chatqual.engine.policy_shapes import Policy
from chatqual.engine.scoring import tier_of_points
from chatqual.engine.state import State, Tier
from chatqual.engine.turns import SiteFacts
from chatqual.realtime.transactions import writing
from chatqual.sites.policies import policy_of
from chatqual.sites.registry import site_by_id

TIERS: tuple[str, ...] = get_args(Tier)
MAX_REASON = 300


@dataclass(frozen=True, slots=True)
class Override:
    """What is to hold: `tier` "" is that of the score's band, `score` None leaves the points."""

    tier: str
    score: int | None
    reason: str


def set_override(
    *, conversation_id: uuid.UUID, wanted: Override, username: str, name: str
) -> Conversation:
    """Records the override by `name` with its reason; set again, the newer one holds.

    Raises BadOverride in words where there is nothing to set, no reason, or no such tier or score.
    """
    reason = wanted.reason.strip()
    _check(wanted, reason)
    now = timezone.now()
    with writing():
        conversation = lock_conversation(pk=conversation_id)
        policy = _policy(conversation)
        tier = wanted.tier or tier_of_points(wanted.score or 0, policy)
        before = _told(conversation)
        if (tier, wanted.score, reason) == before and conversation.override_by == name:
            return conversation
        conversation.override_tier = tier
        conversation.override_score = wanted.score
        conversation.override_reason = reason
        conversation.override_by = name
        conversation.override_at = now
        payload = {"tier": tier, "score": wanted.score, "reason": reason}
        add_journal(conversation, "score_overridden", payload, actor=name)
        detail = {**payload, "reason": hashed(reason), **_computed(conversation)}
        _store(conversation, policy, now, "override", username, detail)
    return conversation


def clear_override(*, conversation_id: uuid.UUID, username: str, name: str) -> Conversation:
    """The computed score holds again. What had been set stays in the journal and in the trail."""
    now = timezone.now()
    with writing():
        conversation = lock_conversation(pk=conversation_id)
        if not conversation.override_tier:
            return conversation
        tier, score, reason = _told(conversation)
        was = {"tier": tier, "score": score, "reason": reason, "by": conversation.override_by}
        conversation.override_tier = ""
        conversation.override_score = None
        conversation.override_reason = ""
        conversation.override_by = ""
        conversation.override_at = None
        add_journal(conversation, "override_cleared", was, actor=name)
        detail = {"was": {**was, "reason": hashed(reason)}, **_computed(conversation)}
        _store(conversation, _policy(conversation), now, "override_clear", username, detail)
    return conversation


def _check(wanted: Override, reason: str) -> None:
    if not wanted.tier and wanted.score is None:
        raise BadOverride("Set a tier, a score, or both.")
    if wanted.tier and wanted.tier not in TIERS:
        raise BadOverride(f"A tier is one of {', '.join(TIERS)}.")
    if wanted.score is not None and not 0 <= wanted.score <= 100:
        raise BadOverride("A score lies between 0 and 100.")
    if not reason:
        raise BadOverride("Say why: the next person will want to know.")
    if len(reason) > MAX_REASON:
        raise BadOverride(f"The reason is longer than {MAX_REASON} characters.")


def _told(conversation: Conversation) -> tuple[str, int | None, str]:
    return conversation.override_tier, conversation.override_score, conversation.override_reason


def _computed(conversation: Conversation) -> dict[str, object]:
    return {"computed_tier": conversation.tier, "computed_score": conversation.score}


def _policy(conversation: Conversation) -> Policy:
    return policy_of(conversation.policy_id) if conversation.policy_id else default_policy()


def _store(
    conversation: Conversation,
    policy: Policy,
    now: datetime,
    action: str,
    username: str,
    detail: dict[str, object],
) -> None:
    """In the caller's transaction: follow-up by the new tier, row, trail, and everybody told."""
    state = State.from_json(conversation.state) if conversation.state else State.new()
    site = site_by_id(conversation.site_id)
    facts = SiteFacts(time_zone=site.time_zone, hours=site.hours)
    # What a person has taken or closed is followed up; another tier does not make it due again.
    if conversation.mode in (Conversation.Mode.BOT, Conversation.Mode.WAITING):
        tier = cast(Tier, conversation.effective_tier)
        note = follow_up(state, policy, facts, tier, now)
        conversation.state = state.noting(follow_up=note).to_json()
        conversation.follow_up_by = parse_datetime(note.by) if note else None
    conversation.version += 1
    conversation.save()
    target = str(conversation.pk)
    record_audit(actor=username, action=f"conversation.{action}", target=target, detail=detail)
    poke_on_commit(conversation)


def forget_follow_up(conversation: Conversation) -> None:
    """A person has it in hand: nothing is due. The caller holds the lock and saves."""
    if conversation.state.get("follow_up"):
        conversation.state = {**conversation.state, "follow_up": None}
    conversation.follow_up_by = None
    conversation.version += 1
