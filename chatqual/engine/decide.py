"""Deciding: (state, policy, commands, now) -> state, what is asked of the documents, and the trace.

Pure: the same input gives the same decision. No command list makes it raise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from chatqual.engine.asides import finds_no_help
from chatqual.engine.bargaining import names_other_price, objects_to_price
from chatqual.engine.commands import (
    ClearSlot,
    CorrectSlot,
    DeclineSlot,
    HandoffReason,
    SetSlot,
    UnknownSlot,
)
from chatqual.engine.decide_choice import chosen_line, with_choice
from chatqual.engine.decide_lead import (
    Lead,
    evidence_after,
    is_buyer,
    lead_after,
    left_empty,
)
from chatqual.engine.decide_lookups import look_up
from chatqual.engine.decide_pending import answer_pending, rested_after
from chatqual.engine.decide_slots import SET_BY_A_PERSON, SlotBook
from chatqual.engine.going_ahead import with_going_ahead
from chatqual.engine.heard import Change, Heard
from chatqual.engine.language_wish import wished_language
from chatqual.engine.listen import WORD, Ear
from chatqual.engine.recalling import words_kept
from chatqual.engine.slots import (
    SLOT_NAMES,
    SlotName,
    SlotRecord,
    value_to_json,
)
from chatqual.engine.state import GAPS_KEPT, HISTORY_KEPT, State, with_new
from chatqual.engine.turns import (
    Decision,
    Event,
    Proposal,
    ProposalSet,
    TraceLine,
    TurnInput,
)
from chatqual.engine.understanding.looking_back import found_it_unclear, hesitates, is_slip

_SLOT_COMMANDS = (SetSlot, CorrectSlot, ClearSlot, DeclineSlot, UnknownSlot)
# From how many words a line may change the language of a chat that is under way.
_SURE_WORDS = 5


def decide(turn: TurnInput, proposed: ProposalSet) -> Decision:
    """What the lines change and what is to be looked up. `speak` writes the reply from it."""
    before = turn.state
    lines = {line.seq: line.text for line in turn.lines}
    state = _begin(turn, proposed)
    lead = lead_after(state, proposed.readings, set(), turn.mode == "waiting")
    not_kept = left_empty(state, lead, turn, proposed)
    chosen = chosen_line(state.pending, turn.lines)
    proposals = with_choice(turn, state, proposed.proposals, chosen)
    proposals = with_going_ahead(turn, state, proposals)
    asking = frozenset(r.message for r in proposed.readings if "question" in r.acts)
    said = {**words_kept(state), **lines}
    book = SlotBook(state, turn.policy, said, state.slots, left_out=not_kept, asking=asking)
    asking |= {chosen.seq} if chosen else set()
    ear = Ear(lines, asking, turn.mode == "waiting", has_notes=bool(state.slots.known()))
    ear.note_language(turn.policy.languages)
    for proposal in _in_order(proposals, said):
        if isinstance(proposal.command, _SLOT_COMMANDS):
            if book.take(proposal):
                # What was read again of an earlier message was read because of these lines.
                ear.read_lines.update({proposal.message} if proposal.message in lines else lines)
        else:
            ear.hear(proposal)
    ear.hear_whole_lines()
    ear.recall(state.sums)
    ear.weigh_the_price(state)
    if not state.existing_customer:
        # "Before our contract ends" is one with somebody else, where they look for something new.
        needs = frozenset(m for m, slot in book.filled_in_line if slot == "need")
        ear.forget_intent("renewal", needs, "their contract with somebody else")
    buys = state.lead_type == "sales" or lead.type in ("sales", "unclear")
    if buys and not state.existing_customer:
        # "How would we cancel" is asked before buying, too.
        ear.forget_intent("cancel", asking, "asked before buying")
    answer_pending(turn, state, book, ear)
    _respect_opt_outs(book, ear)
    heard = _heard(turn, book, ear)
    state = _carry(state, turn, book, heard, proposed, ear)
    state, handoff, handoff_trace = _handoff(state, turn, heard)
    looked_up = look_up(turn, state, heard, ear, handoff)
    events = (*_events(before, state, heard), *_kept_by_hand(book))
    return Decision(
        state=replace(state, history=_history(state, ear)),
        questions=tuple(q for q, _ in looked_up),
        origins=tuple(origin for _, origin in looked_up),
        handoff=handoff,
        close=_closes(state, turn, heard),
        events=events,
        trace=(*book.trace, *ear.trace(), *handoff_trace),
        commands=tuple(p.command for p in proposals),
        heard=heard,
    )


def _begin(turn: TurnInput, proposed: ProposalSet) -> State:
    heard = proposed.readings[-1].language if proposed.readings else turn.state.heard_language
    return replace(
        turn.state,
        turn=turn.state.turn + 1,
        language=turn.policy.speaks(_language(turn, proposed)),
        heard_language=heard,
    )


def _language(turn: TurnInput, proposed: ProposalSet) -> str:
    """The visitor's language. A few words change it only in the first turn, or twice running;
    asked for, it changes at once."""
    of_locale = turn.locale.replace("_", "-").split("-")[0].lower()
    words = {line.seq: len(line.text.split()) for line in turn.lines}
    language = turn.state.language or of_locale
    for line in turn.lines:
        wished = wished_language(line.text)
        if wished in turn.policy.languages:
            return wished
    for reading in proposed.readings:
        is_first = turn.state.turn == 0 and reading.language != of_locale
        again = reading.language == turn.state.heard_language != of_locale
        needed = 2 if is_first or again else _SURE_WORDS
        is_sure = words.get(reading.message, 0) >= needed
        if reading.language in turn.policy.languages and is_sure:
            language = reading.language
    return language


def _in_order(proposals: Iterable[Proposal], lines: dict[int, str]) -> list[Proposal]:
    """By message, rules before a model. What was read of other messages is left out.

    A form (a button, a field) needs no line: "talk to a person" may be the first thing of all.
    """
    rank = {"form": 0, "rule": 1, "llm": 2}
    mine = [p for p in proposals if p.message in lines or p.proposer == "form"]
    return sorted(mine, key=lambda p: (p.message, rank[p.proposer]))


def _respect_opt_outs(book: SlotBook, ear: Ear) -> None:
    """Who wants no contact has no address here; who wants nothing kept has nothing here."""
    book.no_data = "data" in ear.opted_out or "data" in book.state.opted_out
    gone: tuple[SlotName, ...] = ()
    if "data" in ear.opted_out:
        gone = SLOT_NAMES
    elif "contact" in ear.opted_out:
        gone = ("email", "phone")
    for slot in gone:
        book.changes.pop(slot, None)
        book.slots = book.slots.with_record(slot, SlotRecord(state="declined", source="rule"))


def _heard(turn: TurnInput, book: SlotBook, ear: Ear) -> Heard:
    unread = [line for line in turn.lines if line.seq not in ear.read_lines]
    said = [line.text for line in turn.lines if is_buyer(book.state, turn.policy)]
    small_talk = tuple(dict.fromkeys(s.kind for s in ear.small_talk))
    comes = turn.state.turn == 0 and "greeting" in small_talk and "thanks" not in small_talk
    if comes:  # Nobody says hello in order to leave: "hey. long day" is a greeting.
        small_talk = tuple(kind for kind in small_talk if kind != "goodbye")
    handoffs = [r for r in ear.handoffs if not (r == "angry" and "abuse" in ear.flags)]
    return Heard(
        changes=tuple(book.changes.values()),
        intents=tuple(dict.fromkeys(i.kind for i in ear.intents)),
        small_talk=small_talk,
        opted_out=tuple(dict.fromkeys(ear.opted_out)),
        handoffs=tuple(dict.fromkeys(handoffs)),
        options=tuple(dict.fromkeys(ear.options)),
        affirmed=bool({"affirmed", "other_language"} & ear.flags),
        denied="denied" in ear.flags,
        skipped="skipped" in ear.flags,
        asked_why="asked_why" in ear.flags,
        repeat="repeat" in ear.flags,
        abuse="abuse" in ear.flags,
        ended="ended" in ear.flags and not comes,
        unread=bool(turn.lines) and len(unread) == len(turn.lines),
        told=any(len(WORD.findall(line.text)) >= 3 for line in unread),
        slipped=all(is_slip(line.text) for line in turn.lines),
        hesitated=all(hesitates(line.text) for line in turn.lines),
        asks_notes="asks_notes" in ear.flags,
        not_understood=any(found_it_unclear(line.text) for line in turn.lines),
        asks_leave="asks_leave" in ear.flags,
        asks_what_to_do="asks_what_to_do" in ear.flags,
        rhetorical="rhetorical" in ear.flags,
        unhelped=turn.state.turn > 0 and any(finds_no_help(line.text) for line in turn.lines),
        only_signs=not any(ch.isalnum() for line in turn.lines for ch in line.text),
        unclear="clarify" in ear.flags,
        out_of_range="out_of_range" in ear.flags,
        asks_when="asks_when" in ear.flags,
        named_a_size=ear.names_a_size,
        asks=len(ear.asks),
        bid=ear.bid,
        recalled=ear.recalled,
        too_dear=objects_to_price(said) or names_other_price(said),
        compared=names_other_price(said),
    )


def _carry(
    state: State, turn: TurnInput, book: SlotBook, heard: Heard, proposed: ProposalSet, ear: Ear
) -> State:
    """The state after what was heard; the reply adds what it asks itself."""
    is_waiting = turn.mode == "waiting"
    lead = lead_after(state, proposed.readings, set(heard.intents), is_waiting)
    if _uses_it_already(state, turn):
        in_doubt = lead.type in ("unclear", "sales")
        lead = Lead("support" if in_doubt else lead.type, max(lead.confidence, 0.7), True)
    if "angry" in heard.handoffs and lead.type in ("unclear", "other"):
        lead = Lead("support", 0.7, lead.existing_customer)
    wished = [(i.kind, seq) for i, seq in zip(ear.intents, ear.intent_lines, strict=True)]
    evidence = evidence_after(state, lead, turn, proposed.readings, wished)
    pending = state.pending
    passed_over = pending is not None and pending.kind in ("slot", "in_range")
    passed_over = passed_over and state.asked_turn == state.turn - 1
    answered = heard.gave_facts or bool(heard.slots_of("declined", "unknown")) or heard.skipped
    rested = rested_after(state, heard)
    if _starts_over(book, heard):
        rested = ()
        state = replace(state, tries={}, conflicts_asked=(), questions_asked=0, summarised=False)
        _drop_open_conflicts(book)
    if lead.existing_customer and not state.existing_customer:
        # A customer who wanted to see something wants help with it.
        state = replace(state, intents=tuple(i for i in state.intents if i != "demo"))
    # "Hi, I cannot sign in" tells of trouble, "hi there" does not.
    tells = any(len(WORD.findall(line.text)) >= 3 for line in turn.lines)
    talks_small = set(heard.small_talk) - ({"greeting"} if tells else set())
    troubled = lead.type == "support" and not talks_small
    return replace(
        state,
        slots=book.slots,
        lead_type=lead.type,
        lead_confidence=lead.confidence,
        existing_customer=lead.existing_customer,
        opted_out=with_new(state.opted_out, *heard.opted_out),
        rested=rested,
        ignored=0 if answered else state.ignored + int(passed_over),
        abuse=state.abuse + int(heard.abuse),
        intents=with_new(state.intents, *heard.intents),
        problem_turns=state.problem_turns + int(troubled),
        gaps=() if book.no_data else state.gaps[-GAPS_KEPT:],
        history=() if book.no_data else state.history,
        evidence={} if book.no_data else evidence,
        undo=_undo(book, heard),
        slipped=bool(turn.lines) and is_slip(turn.lines[-1].text),
        last_seq=max([state.last_seq, *(line.seq for line in turn.lines)]),
    )


def _starts_over(book: SlotBook, heard: Heard) -> bool:
    """Several things were taken back and nothing is left: everything may be asked again."""
    return len(heard.slots_of("cleared")) > 1 and not book.slots.known()


def _drop_open_conflicts(book: SlotBook) -> None:
    for slot, record in book.slots.records.items():
        if record.state == "conflicting":
            book.slots = book.slots.with_record(slot, SlotRecord(previous=record.previous))


def _undo(book: SlotBook, heard: Heard) -> dict[SlotName, SlotRecord]:
    """The slots that this turn changed, as they were before: for a "scrap that" in the next."""
    if book.no_data:
        return {}
    return {
        change.slot: replace(change.before, previous=())
        for change in heard.changes
        if change.after.value is not None
    }


# "We use it", "wir nutzen es schon", in answer to whether this is a first look.
_IN_USE = re.compile(
    r"\b(?:(?:we|i|already|yes)(?: do| already|,)*(?: use|'re using| are using| have it)|"
    r"(?:be)?nutzen|verwenden|utilisons|déjà|usamos|utilizamos|usiamo|utilizziamo|gebruiken)\b",
    re.IGNORECASE,
)


def _uses_it_already(state: State, turn: TurnInput) -> bool:
    """The second of the two answers to "a first look, or do you use it already"."""
    pending = state.pending
    if pending is None or pending.kind != "first_look":
        return False
    if any(_IN_USE.search(line.text) for line in turn.lines):
        return True
    line = chosen_line(pending, turn.lines)
    return line is not None and line.text.casefold().strip() == pending.options[1].casefold()


def _handoff(
    state: State, turn: TurnInput, heard: Heard
) -> tuple[State, HandoffReason | None, list[TraceLine]]:
    """The first new reason that the policy lets call a person; all reasons are kept."""
    trace: list[TraceLine] = []
    called: HandoffReason | None = None
    reasons: list[HandoffReason] = []
    for reason in heard.handoffs:
        when = turn.policy.triggers.get(reason, "always")
        takes = when == "always" or (when == "support" and not is_buyer(state, turn.policy))
        again = turn.mode == "waiting" and reason in state.handoff_reasons
        why = "" if takes else f"the policy says {when}"
        trace.append(TraceLine("handoff", reason, takes and not again, why or "again" * again))
        if takes and not again:
            called = called or reason
            reasons.append(reason)
    kept = with_new(state.handoff_reasons, *reasons)
    return replace(state, handoff_reasons=kept), called, trace


def _history(state: State, ear: Ear) -> tuple[str, ...]:
    if "data" in state.opted_out:
        return ()
    return (*state.history, *(text for _, text in ear.asks))[-HISTORY_KEPT:]


def _closes(state: State, turn: TurnInput, heard: Heard) -> bool:
    return heard.ended or (heard.abuse and state.abuse >= turn.policy.pacing.abuse_before_end)


_EVENT_OF = {"refined": "slot_corrected", "quoted": "slot_filled", "conflict": "slot_conflicting"}


def _events(before: State, state: State, heard: Heard) -> Iterable[Event]:
    for change in heard.changes:
        yield Event(_EVENT_OF.get(change.kind, f"slot_{change.kind}"), _payload(change))
    for scope in heard.opted_out:
        yield Event("opted_out", {"scope": scope})
    if state.lead_type != before.lead_type:
        change_of = {"from": before.lead_type, "to": state.lead_type}
        yield Event("lead_type_changed", {**change_of, "confidence": state.lead_confidence})


def _kept_by_hand(book: SlotBook) -> Iterable[Event]:
    """What the visitor said beside a value that a person had set: staff are told of it."""
    for line in book.trace:
        if line.step != "proposal" or line.reason != SET_BY_A_PERSON:
            continue
        command = line.about["command"]
        start, end = command.get("span", (0, 0))
        seq = line.about["message"]
        words = {"text": book.lines.get(seq, "")[start:end], "message": seq}
        yield Event(
            "slot_kept",
            {"slot": command["slot"], "value": command.get("value"), **words, "span": [start, end]},
        )


def _payload(change: Change) -> dict[str, object]:
    value = change.after.value
    return {
        "slot": change.slot,
        "kind": change.kind,
        "value": None if value is None else value_to_json(value),
        "text": change.after.text,
        "message": change.after.message,
    }
