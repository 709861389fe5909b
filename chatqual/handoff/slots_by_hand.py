"""Correcting a slot at the desk: any member of the site may, whoever has the conversation."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from chatqual.conversations.describe import describe_value
from chatqual.conversations.errors import BadSlot
from chatqual.conversations.reading import reading_context
from chatqual.conversations.slots_by_hand import SlotWish, set_slot_by_hand
from chatqual.engine.by_hand import BadValue, read_words, value_of
from chatqual.engine.slots import SlotName, value_to_json
from chatqual.handoff.history import find_conversation
from chatqual.handoff.ownership import Held
from chatqual.handoff.registry import add_change, add_look_up
from chatqual.handoff.slots_by_hand_frames import ReadSlot, SetSlotByHand, SlotRead
from chatqual.handoff.staff import Staff
from chatqual.realtime.frames import BadFrame, clean_text
from chatqual.sites.registry import site_by_id
from knowledge.service import topics_of


def _topics(slot: SlotName, site: int) -> tuple[str, ...]:
    """Only a need names topics of the documents."""
    return topics_of(site_by_id(site)) if slot == "need" else ()


def _clean(value: Any) -> Any:
    """The texts of a form's fields as they are stored."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {key: _clean(field) for key, field in value.items()}
    return value


def read_slot(staff: Staff, frame: ReadSlot) -> SlotRead:
    """What would be stored; nothing is. Raises NotFound."""
    conversation = find_conversation(staff, frame.conversation)
    topics = _topics(frame.slot, conversation.site_id)
    context = reading_context(conversation, timezone.now(), topics)
    value, problem = None, ""
    try:
        if frame.text.strip():
            value = read_words(frame.slot, clean_text(frame.text), context)
        else:
            value = value_of(frame.slot, _clean(frame.value), context)
    except BadValue as error:
        problem = str(error)
    return SlotRead(
        conversation=str(conversation.pk),
        slot=frame.slot,
        n=frame.n,
        value=None if value is None else value_to_json(value),
        shown=describe_value(value),
        problem=problem,
    )


def set_slot(staff: Staff, frame: SetSlotByHand) -> Held:
    """Raises StaleOwner where the slot has changed meanwhile, BadFrame in words."""
    conversation = find_conversation(staff, frame.conversation)
    topics = _topics(frame.slot, conversation.site_id)
    try:
        held = set_slot_by_hand(
            conversation_id=conversation.pk,
            wish=SlotWish(
                slot=frame.slot,
                state=frame.state,
                value=_clean(frame.value),
                seen_version=frame.seen_version,
                seen_state=frame.seen_state,
                seen_value=frame.seen_value,
                topics=topics,
            ),
            username=staff.user.get_username(),
            name=staff.name,
        )
    except BadSlot as error:
        raise BadFrame(str(error), str(frame.id)) from error
    return Held(held.pk, held.owner_epoch, held.mode)


add_look_up(ReadSlot, read_slot)
add_change(SetSlotByHand, set_slot)
