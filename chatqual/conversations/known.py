"""What a conversation's state tells of its visitor, read straight from the stored JSON."""

from __future__ import annotations

from typing import cast

from chatqual.conversations.describe import describe_value
from chatqual.conversations.models import Conversation
from chatqual.engine.slots import Json, SlotName, value_from_json
from chatqual.engine.state import State

CHIP = 40  # characters
SUMMARY = 300


def stored_slots(conversation: Conversation) -> Json:
    slots = conversation.state.get("slots")
    return slots if isinstance(slots, dict) else {}


def known_words(slots: Json, name: str) -> str:
    """A known slot as text: the visitor's own words, of what a person has set its description."""
    record = slots.get(name) or {}
    if record.get("state") not in ("filled", "confirmed"):
        return ""
    value = record.get("value")
    return value if isinstance(value, str) else record.get("text") or _described(name, value)


def known_text(slots: Json, name: str) -> str:
    """As `known_words`, cut to fit a chip."""
    text = known_words(slots, name)
    return text if len(text) <= CHIP else text[: CHIP - 1] + "…"


def _described(name: str, value: object) -> str:
    return describe_value(value_from_json(cast(SlotName, name), value)) if value else ""


def summary_of(state: State) -> str:
    """The need for the list: the visitor's words, else what a person has written down."""
    need = state.slots["need"]
    return (need.text or describe_value(need.value))[:SUMMARY]


def who_of(conversation: Conversation) -> str:
    """Their name, company or address as far as it is known; else a visitor with a short number."""
    slots = stored_slots(conversation)
    visitor = conversation.visitor
    name = known_text(slots, "name") or visitor.name
    company = known_text(slots, "company")
    if name and company:
        return f"{name}, {company}"
    known = name or company or known_text(slots, "email") or visitor.email
    return known or f"Visitor {conversation.pk.hex[:4]}"
