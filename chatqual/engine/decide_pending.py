"""What a yes or a no means: it depends on what was asked."""

from __future__ import annotations

from dataclasses import replace

from chatqual.engine.decide_slots import SlotBook
from chatqual.engine.heard import Heard
from chatqual.engine.listen import Ear
from chatqual.engine.slots import CONTACT_SLOTS, Budget, SlotName, SlotRecord
from chatqual.engine.state import Pending, State, with_new
from chatqual.engine.turns import TurnInput
from chatqual.engine.understanding.acts import is_nod


def answer_pending(turn: TurnInput, state: State, book: SlotBook, ear: Ear) -> None:
    """Takes a yes or a no for what was asked in the last reply."""
    pending = state.pending
    if _wants_call(state, book, ear):
        ear.handoffs.append("asked")
    if "data" in ear.opted_out and "data" not in state.opted_out:
        # To delete is a person's task: the wish has to stand in their queue.
        ear.handoffs.append("policy")
    if pending is None:
        return
    yes = "affirmed" in ear.flags
    if pending.kind == "in_range":
        _answer_range(turn, book, ear, yes)
    elif pending.kind == "period" and yes:
        _answer_period(book)
    elif pending.kind == "slot" and pending.slot and "denied" in ear.flags:
        _answer_no(book, pending.slot, explained=state.turn - pending.turn > 1)
    elif yes and _takes_offer(pending, state, ear):
        ear.handoffs.append("asked")


def _takes_offer(pending: Pending, state: State, ear: Ear) -> bool:
    """A yes to an offer. Behind an answer "ok" is about that; "yes please" still takes it."""
    if pending.kind not in ("offer_human", "next_step"):
        return False
    return pending.turn == state.turn - 1 or not all(map(is_nod, ear.lines.values()))


def _wants_call(state: State, book: SlotBook, ear: Ear) -> bool:
    """A call was wished for, and the number is there now: both belong to a person."""
    wished = any(intent.kind == "callback" for intent in ear.intents)
    given = "callback" in state.intents and "phone" in book.changes
    return (wished or given) and book.slots["phone"].is_known


def _answer_no(book: SlotBook, slot: SlotName, *, explained: bool) -> None:
    """A bare no to "is there a date, a range" means that there is none; to an address, none from
    them; to the reason for a question, that they will not answer it. None is asked again."""
    record = book.slots[slot]
    if book.changes or record.is_known:
        return
    if explained:
        book.record(slot, "declined", replace(record, state="declined"))
    elif slot in ("timeline", "budget"):
        book.record(slot, "unknown", replace(record, state="unknown"))
    elif slot in CONTACT_SLOTS:
        book.record(slot, "declined", replace(record, state="declined"))


def _answer_period(book: SlotBook) -> None:
    """A yes to "is that for one year"; the amount stays in their own words."""
    record = book.slots["budget"]
    value = record.value
    if "budget" in book.changes or not isinstance(value, Budget) or value.period:
        return
    book.record("budget", "refined", replace(record, value=replace(value, period="year")))


def _answer_range(turn: TurnInput, book: SlotBook, ear: Ear, yes: bool) -> None:
    """A yes to a price that was quoted fills the budget with that price, beside its quote."""
    note = turn.state.price
    if note is None or "budget" in book.changes or not turn.lines:
        return
    if "denied" in ear.flags and not yes:
        ear.flags.add("out_of_range")
    if not yes or "denied" in ear.flags:
        return
    line, price = turn.lines[0], note.price
    just_now = note.turn == turn.state.turn and turn.bot_seq is not None
    quoted_in = turn.bot_seq if just_now else note.message
    value = Budget(price.currency, price.amount, price.amount, price.period, price.per)
    after = SlotRecord(
        state="filled",
        value=value,
        text=line.text,
        span=(0, len(line.text)),
        message=line.seq,
        confidence=0.8,
        source="rule",
        previous=book.slots["budget"].previous,
        quoted={"message": quoted_in, "citation": price.citation.to_json()},
    )
    book.record("budget", "quoted", after)


def rested_after(state: State, heard: Heard) -> tuple[SlotName, ...]:
    """What is left alone from now on, though nobody refused it."""
    pending = state.pending
    rested = with_new(state.rested, *heard.slots_of("cleared"))
    if heard.named_a_size:
        rested = with_new(rested, "team_size")
    if heard.too_dear and state.price is not None:
        rested = with_new(rested, "budget")  # Whether it is in their range they have said.
    if pending is None:
        return rested
    passed = heard.skipped or (heard.denied and not heard.gave_facts)
    passed = passed or _told_in_other_words(pending, heard)
    if passed and pending.kind == "slot" and pending.slot:
        return with_new(rested, pending.slot)
    return rested


# Asked of these, a sentence that gives no value has answered all the same.
_ANSWERED_IN_WORDS: tuple[SlotName, ...] = ("need", "authority", "use_case")


def _told_in_other_words(pending: Pending, heard: Heard) -> bool:
    """Our question was met with a sentence: to put it again in other words would be deaf."""
    if pending.slot not in _ANSWERED_IN_WORDS:
        return False
    return heard.unread and heard.told and not (heard.asks or heard.not_understood)
