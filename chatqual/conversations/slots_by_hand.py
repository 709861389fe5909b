"""A slot set by a person: state, score, tier and follow-up in one transaction, with the journal.

The version rises with it, so a turn that is under way is worked out again from the new state, and
keeps that state among its inputs: replay decides it as it was decided. Where the slot is another
by now than the person saw, nothing is changed.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, cast

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from chatqual.audit.trail import record_audit
from chatqual.conversations.broadcast import poke_on_commit, tell_event
from chatqual.conversations.describe import describe_value
from chatqual.conversations.errors import BadSlot, StaleOwner
from chatqual.conversations.following import follow_events
from chatqual.conversations.journal import add_entries
from chatqual.conversations.known import summary_of
from chatqual.conversations.models import Conversation
from chatqual.conversations.reading import reading_context
from chatqual.conversations.receive import lock_conversation
from chatqual.engine.by_hand import BadValue, ByHand, HandState, value_of, with_slot_by_hand
from chatqual.engine.policy import default_policy
from chatqual.engine.policy_shapes import Policy
from chatqual.engine.rescore import Rescored, rescore
from chatqual.engine.slots import Json, SlotName, SlotValue, value_to_json
from chatqual.engine.state import State, Tier
from chatqual.engine.turns import Event, SiteFacts
from chatqual.realtime.transactions import writing
from chatqual.sites.policies import policy_of
from chatqual.sites.registry import site_by_id

Mode = Conversation.Mode
_IN_WORDS = {"declined": "rather not said", "unknown": "not known to them", "unasked": "nothing"}


@dataclass(frozen=True, slots=True)
class SlotWish:
    """`value`: the JSON form of the slot, for the state "filled" only. `topics`: of the site.

    `seen_version`, `seen_state`, `seen_value`: conversation and slot as the person saw them.
    """

    slot: SlotName
    state: HandState
    value: Any
    seen_version: int
    seen_state: str
    seen_value: Any
    topics: tuple[str, ...] = ()


def set_slot_by_hand(
    *, conversation_id: uuid.UUID, wish: SlotWish, username: str, name: str
) -> Conversation:
    """Puts the value, or one of the states without a value, in place of what stands there.

    Raises StaleOwner where the conversation has another version and the slot is not what the person
    saw, and BadSlot in words where the value cannot be meant or may not be kept.
    """
    now = timezone.now()
    with writing():
        conversation = lock_conversation(pk=conversation_id)
        before = State.from_json(conversation.state)
        if conversation.version != wish.seen_version:
            _check_seen(before, wish)
        site = site_by_id(conversation.site_id)
        policy = policy_of(conversation.policy_id) if conversation.policy_id else default_policy()
        by_hand = _checked(wish, conversation, now)
        found = rescore(
            _with(before, policy, by_hand),
            policy,
            SiteFacts(time_zone=site.time_zone, hours=site.hours),
            now,
            tier_by_person=_tier_by_person(conversation),
            # What a person has taken or closed is followed up; nothing makes it due again.
            is_due=conversation.mode in (Mode.BOT, Mode.WAITING),
        )
        events = (_event(before, by_hand), *found.events)
        _store(conversation, found)
        add_entries(conversation, [(e.kind, e.payload) for e in events], None, name)
        conversation.save()
        # The value stands in the journal, which goes with the conversation; the trail stays.
        detail: Json = {"slot": wish.slot, "state": wish.state}
        target = str(conversation.pk)
        record_audit(actor=username, action="conversation.slot", target=target, detail=detail)
        follow_events(conversation, events)
        poke_on_commit(conversation)
    return conversation


def _check_seen(state: State, wish: SlotWish) -> None:
    """A turn that changed other things meanwhile is no reason to refuse."""
    record = state.slots[wish.slot]
    if (record.state, _json(record.value)) != (wish.seen_state, wish.seen_value):
        raise StaleOwner("")


def _tier_by_person(conversation: Conversation) -> Tier | None:
    return cast(Tier, conversation.override_tier) if conversation.override_tier else None


def _checked(wish: SlotWish, conversation: Conversation, now: datetime) -> ByHand:
    if wish.state != "filled":
        return ByHand(wish.slot, wish.state)
    context = reading_context(conversation, now, wish.topics)
    try:
        return ByHand(wish.slot, "filled", value_of(wish.slot, wish.value, context))
    except BadValue as error:
        raise BadSlot(str(error)) from error


def _with(before: State, policy: Policy, by_hand: ByHand) -> State:
    try:
        return with_slot_by_hand(before, policy, by_hand)
    except BadValue as error:
        raise BadSlot(str(error)) from error


def _event(before: State, by_hand: ByHand) -> Event:
    old = before.slots[by_hand.slot]
    shown = describe_value(by_hand.value) or _IN_WORDS.get(by_hand.state, by_hand.state)
    return Event(
        "slot_set_by_hand",
        {
            "slot": by_hand.slot,
            "state": by_hand.state,
            "value": _json(by_hand.value),
            "shown": shown,
            "was": {"state": old.state, "value": _json(old.value)},
        },
    )


def _json(value: SlotValue | None) -> Any:
    return None if value is None else value_to_json(value)


def _store(conversation: Conversation, found: Rescored) -> None:
    state = found.state
    # The embedding page's tag manager hears once that somebody qualifies, as from a turn.
    if found.effective in ("hot", "warm") and "qualified" not in state.told:
        state = state.noting(told=(*state.told, "qualified"))
        transaction.on_commit(partial(tell_event, conversation, "qualified"))
    conversation.state = state.to_json()
    conversation.version += 1
    conversation.tier, conversation.score = found.score.tier, found.score.score
    conversation.summary = summary_of(state)
    due = state.follow_up
    conversation.follow_up_by = parse_datetime(due.by) if due else None
