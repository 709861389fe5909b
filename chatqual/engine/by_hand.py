"""A slot that a person sets: read from free text, checked, put in place of what stood there.

The words are read by the readers of a visitor's lines, as an answer to the question for that slot.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, cast, get_args

from chatqual.engine.policy_shapes import Policy
from chatqual.engine.slots import (
    Authority,
    Budget,
    Geography,
    Level,
    Need,
    Number,
    Period,
    Previous,
    SlotName,
    SlotRecord,
    SlotValue,
    TeamSize,
    Timeline,
    Urgency,
)
from chatqual.engine.state import State
from chatqual.engine.understanding.base import Context, Found
from chatqual.engine.understanding.money import find_amounts
from chatqual.engine.understanding.money_currencies import CODES
from chatqual.engine.understanding.need import topics_in
from chatqual.engine.understanding.places import COUNTRIES
from chatqual.engine.understanding.timeline import urgency_of
from chatqual.engine.understanding.values import READERS

HandState = Literal["filled", "declined", "unknown", "unasked"]
LONGEST = 300
_MOST_MONEY = 10**12
_MOST_PEOPLE = 10**7
_TEXT_SLOTS = ("name", "company", "role", "use_case")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
_E164 = re.compile(r"\+[1-9]\d{6,14}")


class BadValue(ValueError):
    """Its text tells the person what is wrong."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """What a person wants a slot to be. `value` stands with the state "filled" only."""

    slot: SlotName
    state: HandState
    value: SlotValue | None = None


# --- reading --------------------------------------------------------------------------------------
def read_words(slot: SlotName, text: str, context: Context) -> SlotValue:
    """The value of free text, e.g. "40-60k per year". Raises BadValue where none is in it."""
    text = " ".join(text.split())
    if not text:
        raise BadValue("Write something, or choose what is known of it.")
    if len(text) > LONGEST:
        raise BadValue(f"That is longer than {LONGEST} characters.")
    if slot == "need":
        return Need(text, topics_in(text, context.topics))
    if slot in _TEXT_SLOTS:
        return text
    # Where they are says how a number without its country is dialled; nothing else is a hint.
    place = context.before.get("geography") if slot == "phone" else None
    asked = replace(context, asked=slot, before={"geography": place} if place else {})
    found = list(READERS[slot](text, asked))
    if slot == "budget" and not found:
        found = [*find_amounts(text, asked)]
    if found:
        best: Found[Any] = max(found, key=lambda f: (f.confidence, f.end - f.start))
        return cast(SlotValue, best.value)
    if slot == "geography":
        return Geography(None, text)
    raise BadValue(_UNREAD[slot])


_UNREAD: dict[str, str] = {
    "budget": "No amount is in that. Write it like “40-60k EUR per year” or “no budget yet”.",
    "timeline": "No time is in that. Write it like “in March”, “by 15 June” or “no rush”.",
    "authority": "It does not say who decides. Choose their part below.",
    "team_size": "No number of people is in that. Write it like “120” or “40 to 60”.",
    "email": "That is no e-mail address.",
    "phone": "That is no telephone number. Begin it with the country, like +49.",
}


# --- checking -------------------------------------------------------------------------------------
def value_of(slot: SlotName, data: Any, context: Context) -> SlotValue:
    """The value of a form's fields, in the JSON form of the slot. Raises BadValue in words.

    What follows from the fields is worked out here: urgency from the days, topics from the need.
    """
    if slot in _TEXT_SLOTS:
        return _text(data, "this")
    if slot in ("email", "phone"):
        return _address(slot, data, context)
    if not isinstance(data, Mapping):
        raise BadValue("Fill in the fields.")
    return _CHECKS[slot](data, context)


def _text(data: Any, what: str) -> str:
    text = " ".join(data.split()) if isinstance(data, str) else ""
    if not text:
        raise BadValue(f"Write {what} down, or choose what is known of it.")
    if len(text) > LONGEST:
        raise BadValue(f"That is longer than {LONGEST} characters.")
    return text


def _text_or_none(data: Any) -> str | None:
    return _text(data, "it") if isinstance(data, str) and data.strip() else None


def _address(slot: SlotName, data: Any, context: Context) -> str:
    text = _text(data, "the address" if slot == "email" else "the number")
    whole = _EMAIL if slot == "email" else _E164
    if whole.fullmatch(text):
        return text.lower()
    return str(read_words(slot, text, context))


def _number(data: Mapping[str, Any], name: str, most: int) -> Number | None:
    value = data.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        raise BadValue(f"A number from 0 to {most:,} is wanted.")
    return value


def _bounds(data: Mapping[str, Any], most: int) -> tuple[Number | None, Number | None]:
    low, high = _number(data, "min", most), _number(data, "max", most)
    if low is None and high is None:
        raise BadValue("Give at least one of the two numbers.")
    if low is not None and high is not None and low > high:
        raise BadValue("The first number is larger than the second.")
    return low, high


def _one_of(value: Any, allowed: tuple[str | None, ...], text: str) -> Any:
    if value not in allowed:
        raise BadValue(text)
    return value


def _budget(data: Mapping[str, Any], context: Context) -> Budget:
    if data.get("none") is True:
        return Budget(none=True)
    low, high = _bounds(data, _MOST_MONEY)
    currency = str(data.get("currency") or "").strip().upper() or None
    if currency is not None and currency not in CODES:
        raise BadValue(f"“{currency}” is no currency. Write its three letters, like EUR.")
    period = data.get("period") or None
    _one_of(period, (*get_args(Period), None), "A period is a year, month, week, day, or once.")
    _one_of(data.get("per") or None, ("seat", None), "An amount is in all or for each seat.")
    return Budget(
        currency=currency,
        min=low,
        max=high,
        period=period,
        per=data.get("per") or None,
        approx=data.get("approx") is True,
    )


def _day(data: Mapping[str, Any], name: str) -> date | None:
    value = data.get(name)
    if not value:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise BadValue("A day is written like 2027-03-31.") from error


def _timeline(data: Mapping[str, Any], context: Context) -> Timeline:
    start, end = _day(data, "start"), _day(data, "end")
    if start and end and start > end:
        raise BadValue("It ends before it begins.")
    if start or end:
        return Timeline(start, end, urgency_of(start, end, context.today))
    urgency = _one_of(
        data.get("urgency"), get_args(Urgency), "Give a day, or choose how soon it is."
    )
    return Timeline(None, None, urgency)


def _authority(data: Mapping[str, Any], context: Context) -> Authority:
    level = _one_of(data.get("level"), get_args(Level), "Choose their part in the decision.")
    return Authority(level, _text_or_none(data.get("title")), _text_or_none(data.get("approver")))


def _team_size(data: Mapping[str, Any], context: Context) -> TeamSize:
    low, high = _bounds(data, _MOST_PEOPLE)
    if any(isinstance(n, float) and not n.is_integer() for n in (low, high)):
        raise BadValue("People are counted in whole numbers.")
    return TeamSize(
        None if low is None else int(low),
        None if high is None else int(high),
    )


def _geography(data: Mapping[str, Any], context: Context) -> Geography:
    text = _text(data.get("text"), "the place")
    country = str(data.get("country") or "").strip().upper() or None
    if country is not None and country not in COUNTRIES:
        raise BadValue(f"“{country}” is no country. Write its two letters, like DE.")
    return Geography(country, text)


def _need(data: Mapping[str, Any], context: Context) -> Need:
    summary = _text(data.get("summary"), "the need")
    return Need(summary, topics_in(summary, context.topics))


_CHECKS: dict[SlotName, Callable[[Mapping[str, Any], Context], SlotValue]] = {
    "need": _need,
    "budget": _budget,
    "authority": _authority,
    "timeline": _timeline,
    "team_size": _team_size,
    "geography": _geography,
}


# --- setting --------------------------------------------------------------------------------------
def with_slot_by_hand(state: State, policy: Policy, wanted: ByHand) -> State:
    """The state with the slot as a person wants it. Raises BadValue where it may not be kept.

    The same value again confirms what was read, with its words. Otherwise what stood there goes to
    `previous` with the reason `replaced_by_human`. An open question about the slot is over, and a
    "scrap that" of the visitor does not bring back what stood before.
    """
    _may_keep(state, policy, wanted)
    slot, old = wanted.slot, state.slots[wanted.slot]
    new = _record(old, wanted)
    pending = state.pending
    if pending is not None and pending.slot == slot and wanted.state != "unasked":
        pending = None
    return replace(
        state,
        slots=state.slots.with_record(slot, new),
        pending=pending,
        asked=pending.slot if pending else None,
        rested=tuple(s for s in state.rested if s != slot),
        undo={s: kept for s, kept in state.undo.items() if s != slot},
    )


def _may_keep(state: State, policy: Policy, wanted: ByHand) -> None:
    if wanted.slot not in policy.slots:
        raise BadValue("The policy of this site does not keep that.")
    if wanted.state != "filled":
        return
    if "data" in state.opted_out:
        raise BadValue("They want nothing kept of them.")
    if "contact" in state.opted_out and wanted.slot in ("email", "phone"):
        raise BadValue("They do not want to be contacted, so no address is kept.")


def _record(old: SlotRecord, wanted: ByHand) -> SlotRecord:
    if wanted.state == "filled" and wanted.value == old.value:
        return replace(old, state="confirmed", source="human")
    previous = old.previous
    if old.value is not None:
        gone = Previous(old.value, old.message, "replaced_by_human", old.text)
        previous = (*previous, gone)
    filled = wanted.state == "filled"
    return SlotRecord(
        state=wanted.state,
        value=wanted.value if filled else None,
        confidence=1.0 if filled else None,
        source="human",
        previous=previous,
    )
