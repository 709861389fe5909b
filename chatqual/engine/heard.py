"""What one turn of the visitor came to, once the commands were accepted or refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from chatqual.engine.commands import HandoffReason, IntentKind, OptOutScope, SmallTalkKind
from chatqual.engine.slots import Json, SlotName, SlotRecord, Timeline

ChangeKind = Literal[
    "filled",
    "corrected",
    "refined",
    "conflict",
    "cleared",
    "declined",
    "unknown",
    "quoted",
]
# Why a question goes to the documents. Only `asked` is the visitor's own and can leave a gap.
Origin = Literal["asked", "intent", "need", "price", "statement", "topic", "trial"]


@dataclass(frozen=True, slots=True)
class Change:
    """One slot that changed, with its record before."""

    slot: SlotName
    kind: ChangeKind
    before: SlotRecord
    after: SlotRecord

    def to_json(self) -> Json:
        return {
            "slot": self.slot,
            "kind": self.kind,
            "before": self.before.to_json(),
            "after": self.after.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Heard:
    """The turn in a form that the reply can be written from.

    `unread`: no line gave a command; `told`: it was a sentence all the same, so it is taken as
    something that was told. `recalled`: their question about
    a sum of an earlier reply. `bid`: their words where they ask for another price; `too_dear`: the
    price is too high for them, `compared`: another one takes less.
    `unclear`: the lines can be read in several ways. `slipped`: only "oops", so that another line
    is to follow; `only_signs`: neither a letter nor a figure; `hesitated`: only "hmm".
    `asks_notes`: what was noted is to be told; `not_understood`: our question was not.
    `asks_leave`: they want to ask something; `asks_what_to_do`: while a person is on the way;
    `rhetorical`: "are you serious" there; `unhelped`: our last answer was none to them.
    """

    changes: tuple[Change, ...] = ()
    intents: tuple[IntentKind, ...] = ()
    small_talk: tuple[SmallTalkKind, ...] = ()
    opted_out: tuple[OptOutScope, ...] = ()
    handoffs: tuple[HandoffReason, ...] = ()
    options: tuple[str, ...] = ()
    affirmed: bool = False
    denied: bool = False
    skipped: bool = False
    asked_why: bool = False
    repeat: bool = False
    abuse: bool = False
    ended: bool = False
    unread: bool = False
    told: bool = False
    unclear: bool = False
    out_of_range: bool = False
    asks_when: bool = False
    named_a_size: bool = False
    asks: int = 0
    bid: str = ""
    recalled: str = ""
    too_dear: bool = False
    compared: bool = False
    slipped: bool = False
    only_signs: bool = False
    hesitated: bool = False
    asks_notes: bool = False
    not_understood: bool = False
    asks_leave: bool = False
    asks_what_to_do: bool = False
    rhetorical: bool = False
    unhelped: bool = False

    def slots_of(self, *kinds: ChangeKind) -> tuple[SlotName, ...]:
        return tuple(c.slot for c in self.changes if c.kind in kinds)

    @property
    def gave_facts(self) -> bool:
        return bool(self.slots_of("filled", "corrected", "refined", "quoted", "conflict"))

    @property
    def browses(self) -> bool:
        """ "Just looking", "no rush": no date, and no wish to be asked for one."""
        return any(
            isinstance(c.after.value, Timeline) and c.after.value == Timeline()
            for c in self.changes
        )

    @property
    def refused(self) -> bool:
        """Something was refused: the next turns carry no question."""
        return bool(self.slots_of("declined")) or bool(self.opted_out)

    def to_json(self) -> Json:
        out: Json = {}
        for name in self.__slots__:
            value = getattr(self, name)
            if name == "changes":
                value = [c.to_json() for c in value]
            elif isinstance(value, tuple):
                value = list(value)
            out[name] = value
        return out
