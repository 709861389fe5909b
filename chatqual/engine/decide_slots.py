"""What a command does to a slot: taken, refused with the reason, merged, or a contradiction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from chatqual.engine.commands import ClearSlot, CorrectSlot, DeclineSlot, SetSlot, UnknownSlot
from chatqual.engine.heard import Change, ChangeKind
from chatqual.engine.policy_shapes import Policy
from chatqual.engine.slots import (
    Budget,
    Need,
    Previous,
    SlotName,
    SlotRecord,
    Slots,
    SlotStatus,
    SlotValue,
    TeamSize,
    Timeline,
)
from chatqual.engine.state import State
from chatqual.engine.turns import Proposal, TraceLine
from chatqual.engine.understanding.numbers import find_numbers

# A new value of these beside an old one, without a word of correction, is a contradiction.
_CONTRADICTABLE = ("budget", "authority", "timeline", "team_size")
_ValueCommand = SetSlot | CorrectSlot
# Why a line does not change what a person has set. Staff are told of it.
SET_BY_A_PERSON = "a person set it; only a correction or a refusal by the visitor changes it"


@dataclass
class SlotBook:
    """The slots while the commands of one turn are taken one by one. Lives for one turn."""

    state: State
    policy: Policy
    lines: Mapping[int, str]
    slots: Slots
    changes: dict[SlotName, Change] = field(default_factory=dict)
    by_rule: set[tuple[int, SlotName]] = field(default_factory=set)
    filled_in_line: set[tuple[int, SlotName]] = field(default_factory=set)
    no_data: bool = False
    left_out: frozenset[SlotName] = frozenset()
    asking: frozenset[int] = frozenset()
    trace: list[TraceLine] = field(default_factory=list)

    def take(self, proposal: Proposal) -> bool:
        """Takes a command about a slot; False where it is refused. The trace says why."""
        command = proposal.command
        if isinstance(command, SetSlot | CorrectSlot):
            reason = self._set(command, proposal)
        elif isinstance(command, DeclineSlot):
            reason = self._close(command.slot, "declined", proposal)
        elif isinstance(command, UnknownSlot):
            reason = self._close(command.slot, "unknown", proposal)
        elif isinstance(command, ClearSlot):
            reason = self._clear(command.slot, proposal)
        else:
            raise TypeError(f"{type(command).__name__} is not about a slot")
        words = (
            f"{proposal.proposer}: {type(command).__name__}({command.slot}){self._said(proposal)}"
        )
        about = proposal.to_json()
        self.trace.append(TraceLine("proposal", words, not reason, reason, about))
        return not reason

    def _said(self, proposal: Proposal) -> str:
        command = proposal.command
        if not isinstance(command, SetSlot | CorrectSlot):
            return ""
        start, end = command.span
        return f' = "{self.lines.get(proposal.message, "")[max(0, start) : end]}"'

    def record(self, slot: SlotName, kind: ChangeKind, after: SlotRecord) -> None:
        """Puts the record in place. Several changes of a slot in a turn are told as one."""
        first = self.changes.get(slot)
        before = first.before if first else self.slots[slot]
        if first and kind == "filled" and first.kind in ("corrected", "conflict", "refined"):
            kind = first.kind
        if first and not before.is_known and kind in ("corrected", "refined", "conflict"):
            # Said and mended within one burst: nothing was known before, so nothing is corrected.
            kind = "filled" if kind != "conflict" else kind
        self.changes[slot] = Change(slot, kind, before, after)
        self.slots = self.slots.with_record(slot, after)

    def _set(self, command: _ValueCommand, proposal: Proposal) -> str:
        text = self.lines.get(proposal.message, "")
        reason = self._refusal(command, proposal, text)
        if reason:
            return reason
        record = SlotRecord(
            state="filled",
            value=command.value,
            text=text[command.span[0] : command.span[1]],
            span=(command.span[0], command.span[1]),
            message=proposal.message,
            confidence=command.confidence,
            source=proposal.proposer,
        )
        if proposal.proposer != "llm":
            self.by_rule.add((proposal.message, command.slot))
        self.filled_in_line.add((proposal.message, command.slot))
        self._merge(command, record)
        return ""

    def _refusal(self, command: _ValueCommand, proposal: Proposal, text: str) -> str:
        """Why the value is not taken, "" where it is. The first rule that holds counts."""
        start, end = command.span
        wants_nothing_kept = self.no_data or "data" in self.state.opted_out
        by_hand = isinstance(command, SetSlot) and self._was_set_by_a_person(command)
        rules: tuple[tuple[bool, str], ...] = (
            (command.slot not in self.policy.slots, "the policy does not keep this slot"),
            (wants_nothing_kept, "the visitor wants nothing kept"),
            (command.slot in self.left_out, "who complains or does not buy is not qualified"),
            (by_hand, SET_BY_A_PERSON),
            (not 0 <= start < end <= len(text), "the span is not in the message"),
        )
        refused = next((reason for holds, reason in rules if holds), "")
        return refused or self._refusal_of_model(command, proposal, text)

    def _refusal_of_model(self, command: _ValueCommand, proposal: Proposal, text: str) -> str:
        if proposal.proposer != "llm":
            return ""
        if (proposal.message, command.slot) in self.by_rule:
            return "a rule has read this slot in the same message"
        if isinstance(command.value, str) and command.value.lower() not in text.lower():
            return "the value is not in the visitor's words"
        if not _numbers(command.value) <= _numbers_in(text[slice(*command.span)]):
            return "a number is not in the visitor's words"
        return ""

    def _was_set_by_a_person(self, command: SetSlot) -> bool:
        old = self.slots[command.slot]
        return _holds_by_hand(old) and old.value != command.value

    def _merge(self, command: _ValueCommand, new: SlotRecord) -> None:
        slot, old = command.slot, self.slots[command.slot]
        if old.value is None or old.state in ("declined", "unknown"):
            self.record(slot, "filled", replace(new, previous=old.previous))
        elif old.value == new.value:
            self._say_again(slot, old, new)
        elif isinstance(command, CorrectSlot) and _holds_by_hand(old):
            # The visitor's word against a colleague's: neither is dropped, a person settles it.
            self._contradict(slot, old, new)
        elif isinstance(command, CorrectSlot):
            mended = replace(new, value=_in_its_terms(new.value, old.value))
            kind: ChangeKind = "refined" if _same_amount(mended.value, old.value) else "corrected"
            self.record(slot, kind, _after(old, mended, "corrected"))
        elif slot == self.state.asked or old.state == "conflicting":
            # The answer to our own question settles it; what stood before is kept beside it.
            self.record(slot, "refined", _after(old, new, "refined"))
        else:
            self._meet(slot, old, new)

    def _say_again(self, slot: SlotName, old: SlotRecord, new: SlotRecord) -> None:
        if old.state == "conflicting":
            self.record(slot, "refined", replace(new, state="confirmed", previous=old.previous))
        elif old.state == "filled" and new.message != old.message:
            self.slots = self.slots.with_record(slot, replace(old, state="confirmed"))

    def _meet(self, slot: SlotName, old: SlotRecord, new: SlotRecord) -> None:
        joined = join_values(old.value, new.value)
        if slot == "team_size" and new.message in self.asking:
            # "And for 120?" asks for another number; it contradicts nothing.
            joined = new.value
        if joined is not None:
            self._join(slot, old, replace(new, value=joined))
        elif slot in _CONTRADICTABLE:
            self._contradict(slot, old, new)
        else:
            self.record(slot, "refined", _after(old, new, "refined"))

    def _contradict(self, slot: SlotName, old: SlotRecord, new: SlotRecord) -> None:
        after = replace(_after(old, new, "conflict"), state="conflicting")
        self.record(slot, "conflict", after)

    def _join(self, slot: SlotName, old: SlotRecord, new: SlotRecord) -> None:
        if isinstance(old.value, Need):
            # The first need stays the evidence; a later one only adds its topics.
            self.slots = self.slots.with_record(slot, replace(old, value=new.value))
        else:
            same_amount = isinstance(old.value, Budget) and not _has_digit(new.text)
            kept = replace(old, value=new.value) if same_amount else new
            self.record(slot, "refined", _after(old, kept, "refined"))

    def _close(self, slot: SlotName, kind: ChangeKind, proposal: Proposal) -> str:
        if (proposal.message, slot) in self.filled_in_line:
            return "the same line gives a value"
        if slot not in self.policy.slots:
            return "the policy does not keep this slot"
        old = self.slots[slot]
        if kind == "unknown" and old.state == "declined":
            return "it was declined before"
        if kind == "unknown" and _holds_by_hand(old):
            return SET_BY_A_PERSON
        state: SlotStatus = "declined" if kind == "declined" else "unknown"
        previous = _kept(old, "cleared")
        self.record(slot, kind, SlotRecord(state=state, previous=previous, source="rule"))
        return ""

    def _clear(self, slot: SlotName, proposal: Proposal) -> str:
        old = self.slots[slot]
        if (proposal.message, slot) in self.filled_in_line:
            return "the same line gives a value"
        if old.value is None:
            return "there is nothing to clear"
        if _holds_by_hand(old):
            return SET_BY_A_PERSON
        self.record(slot, "cleared", SlotRecord(previous=_kept(old, "cleared")))
        return ""


def _holds_by_hand(record: SlotRecord) -> bool:
    return record.source == "human" and record.is_known


def _numbers(value: SlotValue) -> set[float]:
    if not isinstance(value, Budget | TeamSize):
        return set()
    return {float(number) for number in (value.min, value.max) if number is not None}


def _numbers_in(words: str) -> set[float]:
    """The numbers that are written there, in figures or in a language's words."""
    return {
        float(found.value.value) for locale in _LOCALES for found in find_numbers(words, locale)
    }


# In figures, "1.200" is twelve hundred in one of them and one and a fifth in the other.
_LOCALES = ("en", "de", "fr", "es", "pt", "it", "nl")


def _in_its_terms(new: SlotValue | None, old: SlotValue | None) -> SlotValue | None:
    """ "Not 50k a year, 15k": an amount that mends another is meant as that one was."""
    if not isinstance(new, Budget) or not isinstance(old, Budget) or new.none or old.none:
        return new
    if new.period or new.per or new.currency not in (None, old.currency):
        return new
    return replace(new, currency=old.currency, period=old.period, per=old.per)


def _same_amount(new: SlotValue | None, old: SlotValue | None) -> bool:
    """ "The 30k is our limit" behind "30k": no other number, so nothing to tell as corrected."""
    if not isinstance(new, Budget) or not isinstance(old, Budget):
        return False
    terms = (new.currency, new.period, new.per) == (old.currency, old.period, old.per)
    return terms and not new.none and bool({new.min, new.max} & {old.min, old.max} - {None})


def _has_digit(text: str | None) -> bool:
    """ "Per year" adds to an amount whose words stay the evidence."""
    return any(c.isdigit() for c in text or "")


def _kept(old: SlotRecord, reason: str) -> tuple[Previous, ...]:
    if old.value is None:
        return old.previous
    return (*old.previous, Previous(old.value, old.message, reason, old.text))  # type: ignore[arg-type]


def _after(old: SlotRecord, new: SlotRecord, reason: str) -> SlotRecord:
    return replace(new, previous=_kept(old, reason))


def join_values(old: SlotValue | None, new: SlotValue | None) -> SlotValue | None:
    """One value that holds what both say, or None where they cannot both be meant."""
    if isinstance(old, Need) and isinstance(new, Need):
        return replace(old, topics=tuple(dict.fromkeys((*old.topics, *new.topics))))
    if isinstance(old, Budget) and isinstance(new, Budget):
        return _join_budgets(old, new)
    if isinstance(old, Timeline) and isinstance(new, Timeline):
        return _join_timelines(old, new)
    return None


def _join_budgets(old: Budget, new: Budget) -> Budget | None:
    if old.none or new.none:
        return new if old.none else None
    if (old.min, old.max) != (new.min, new.max):
        return None
    for a, b in ((old.currency, new.currency), (old.period, new.period), (old.per, new.per)):
        if a is not None and b is not None and a != b:
            return None
    return replace(
        new,
        currency=new.currency or old.currency,
        period=new.period or old.period,
        per=new.per or old.per,
    )


def _join_timelines(old: Timeline, new: Timeline) -> Timeline | None:
    if old.start is None and old.end is None:
        return new
    if new.start is None and new.end is None:
        # "soon" beside a day adds nothing; "no rush" beside a day does not agree with it.
        return None if new.urgency == "none" else old
    if old.end is None and new.start is None and old.start and new.end and old.start <= new.end:
        return Timeline(old.start, new.end, new.urgency)
    if old.start is None and new.end is None and new.start and old.end and new.start <= old.end:
        return Timeline(new.start, old.end, old.urgency)
    return new if _lies_within(new, old) else None


def _lies_within(inner: Timeline, outer: Timeline) -> bool:
    if outer.start and (inner.start is None or inner.start < outer.start):
        return False
    return not (outer.end and (inner.end is None or inner.end > outer.end))
