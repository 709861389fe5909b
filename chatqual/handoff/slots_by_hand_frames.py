"""The frames with which a slot is read from free text and set by hand."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any, ClassVar

from chatqual.engine.by_hand import HandState
from chatqual.engine.slots import SlotName


# --- from the browser ----------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class ReadSlot:
    """Asks what the words `text`, or the fields `value` where `text` is empty, would be stored as.

    `n`: a number of the page's own, by which it knows the newest answer.
    """

    type: ClassVar[str] = "slot_read"
    conversation: uuid.UUID
    slot: SlotName
    n: int
    text: str
    value: Any


@dataclass(frozen=True, slots=True)
class SetSlotByHand:
    """`value`: the JSON form of the slot, with the state "filled".

    `seen_version`, `seen_state`, `seen_value`: the panel's version and the slot as it shows it.
    """

    type: ClassVar[str] = "slot_set"
    id: uuid.UUID
    conversation: uuid.UUID
    seen_version: int
    seen_state: str
    seen_value: Any
    slot: SlotName
    state: HandState
    value: Any


# --- to the browser ------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class SlotRead:
    """`shown`: the value in words; `problem`: why there is none, in words ("": there is one)."""

    type: ClassVar[str] = "slot_read"
    conversation: str
    slot: str
    n: int
    value: Any
    shown: str
    problem: str
