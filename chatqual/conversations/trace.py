"""How the bot came to a reply, from what was stored with its turn, in words for staff.

Four parts, in the order in which it happens: what was understood of the visitor's words, what the
documents say, what was done, and what that changed in the score.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chatqual.conversations.describe import (
    FITS,
    LABELS,
    REASONS,
    TIERS,
    describe_reason,
    describe_value,
)
from chatqual.conversations.models import Turn
from chatqual.engine.slots import Json, value_from_json

# What a command says, and of which kind it is.
_COMMANDS: dict[str, tuple[str, str]] = {
    "ClearSlot": ("Takes back", "{slot}"),
    "DeclineSlot": ("Rather not said", "{slot}"),
    "UnknownSlot": ("Does not know", "{slot}"),
    "SkipQuestion": ("Passes over the question", ""),
    "Affirm": ("Says yes", ""),
    "Deny": ("Says no", ""),
    "Ask": ("Asks", "“{question}”"),
    "Intent": ("Wants", "{kind}"),
    "Clarify": ("Could mean", "{options}"),
    "Handoff": ("Wants a person", "{reason}"),
    "OptOut": ("Opts out of", "{scope}"),
    "EndChat": ("Ends the chat", ""),
    "SmallTalk": ("Small talk", "{kind}"),
    "Abuse": ("Abuse", ""),
    "Repeat": ("Wants to hear it again", ""),
    "WhyAsked": ("Asks why that is asked", ""),
}
_WHY_LOOKED_UP = {
    "asked": "the visitor asked it",
    "statement": "the visitor told it",
    "need": "it is what the visitor needs",
    "topic": "the visitor named it",
    "intent": "the visitor's wish leads there",
    "price": "a price is shown before the budget is asked for",
    "trial": "the trial is offered as a next step",
}
_FOUND = {
    "answered": "Found",
    "not_in_docs": "Not in the documents",
    "clarify": "Could mean several things",
}
_SURE = (
    (0.9, "the assistant was sure of it"),
    (0.7, "the assistant was fairly sure of it"),
    (0.0, "the assistant was not sure of it"),
)
# What a reply asked that is no question about a slot, by the kind of what it left open.
_OFFERED = {
    "offer_human": "Offered a person",
    "next_step": "Offered a next step",
    "clarify": "Asked which one is meant",
    "first_look": "Asked whether they use it already",
    "conflict": "Asked which of two holds",
}
_QUOTES = 3
_PASSAGES = 4
_LONGEST = 240  # characters of a quote


@dataclass(frozen=True, slots=True)
class TraceStep:
    """`step` names the kind of it; `accepted` is false where what was read was not taken.

    `details`: quotes and the like, each a line of its own.
    """

    step: str
    text: str
    accepted: bool
    reason: str
    details: tuple[str, ...] = ()


def _trace(turn: Turn) -> list[Json]:
    return list(turn.decision.get("outcome", {}).get("trace", []))


# --- what was understood --------------------------------------------------------------------------
def proposals_of(turn: Turn) -> tuple[TraceStep, ...]:
    """What was read in the lines, whether it was taken, and why not."""
    lines = dict(turn.inputs.get("lines", []))
    decided = [t for t in _trace(turn) if t.get("step") == "proposal" and t.get("about")]
    if decided:
        return tuple(
            _proposal(t["about"], lines, t.get("accepted", True), t.get("reason", ""))
            for t in decided
        )
    return tuple(_proposal(p, lines, True, "") for p in turn.proposals.get("proposals", []))


def _proposal(
    proposal: Mapping[str, Any], lines: Mapping[int, str], accepted: bool, reason: str
) -> TraceStep:
    command = proposal.get("command", {})
    words = _words_of(command, lines.get(proposal.get("message", 0), ""))
    kind, text = describe_command(command, words)
    by = {"llm": "read by the language model", "form": "by a button"}.get(
        str(proposal.get("proposer")), ""
    )
    why = reason if accepted or not reason else f"Not taken: {reason}"
    return TraceStep(kind, text, accepted, "; ".join(part for part in (why, by) if part))


def _words_of(command: Mapping[str, Any], line: str) -> str:
    span = command.get("span")
    return line[span[0] : span[1]] if isinstance(span, list) and len(span) == 2 else ""


def describe_command(command: Mapping[str, Any], words: str = "") -> tuple[str, str]:
    """A stored command as what kind of thing it is, and the rest in words.

    `words`: the visitor's own. A command that is not known any more keeps its name.
    """
    name = str(command.get("command", "?"))
    if name in ("SetSlot", "CorrectSlot"):
        slot = str(command.get("slot", ""))
        label = LABELS.get(slot, slot)
        kind = f"{label}, corrected" if name == "CorrectSlot" else label
        return kind, _value_text(command, words)
    kind, pattern = _COMMANDS.get(name, (name, ""))
    return kind, pattern.format_map(_Words(command))


def _value_text(command: Mapping[str, Any], words: str) -> str:
    slot: Any = command.get("slot", "")
    try:
        shown = describe_value(value_from_json(slot, command.get("value")))
    except (ValueError, KeyError, TypeError):
        # A value of an older shape is still worth seeing as it is.
        shown = str(command.get("value"))
    if not words or words.casefold() == shown.casefold():
        return shown
    return f"{shown}, from “{words}”"


class _Words(dict[str, Any]):
    """The fields of a command for people; what is missing is empty."""

    def __getitem__(self, key: str) -> str:
        value = self.get(key, "")
        if key == "slot":
            return LABELS.get(str(value), str(value))
        if key == "reason":
            return REASONS.get(str(value), str(value))
        if key == "question":
            return str(value)
        if isinstance(value, list):
            return " / ".join(str(v) for v in value)
        return str(value).replace("_", " ")


# --- what the documents say -----------------------------------------------------------------------
def questions_of(turn: Turn) -> tuple[TraceStep, ...]:
    """What the documents were asked and why, what they say, and whether it was shown."""
    shown = [t for t in _trace(turn) if t.get("step") == "answer"]
    return tuple(
        _looked_up(answer, shown[i] if i < len(shown) else {})
        for i, answer in enumerate(turn.knowledge)
    )


def _looked_up(answer: Mapping[str, Any], step: Mapping[str, Any]) -> TraceStep:
    state = str(answer.get("state", ""))
    found = state == "answered"
    was_shown = bool(step.get("accepted", found))
    origin = str(step.get("reason", "")).partition(";")[0]
    why = [_WHY_LOOKED_UP.get(origin, "")]
    if found:
        why.append(_sureness(float(answer.get("confidence", 0.0))))
    if found and not was_shown:
        why.append("not shown: too far from what was said")
    question = answer.get("question", {}).get("text", "")
    return TraceStep(
        step=_FOUND.get(state, state.replace("_", " ")),
        text=f"“{question}”",
        accepted=True,
        reason="; ".join(part for part in why if part),
        details=tuple(_passages(answer)),
    )


def _sureness(confidence: float) -> str:
    return next(words for least, words in _SURE if confidence >= least)


def _passages(answer: Mapping[str, Any]) -> Iterator[str]:
    """The sentences with their documents, the readings to choose from, and what else was near."""
    sentences = answer.get("sentences", [])
    cited: list[str] = []
    for sentence in sentences[:_QUOTES]:
        citation = sentence.get("citation", {})
        cited.append(citation.get("title", ""))
        yield f"{citation.get('title', '')}: “{_clip(citation.get('quote', ''))}”"
    options = answer.get("options", [])
    if options:
        yield f"Readings: {' / '.join(options)}"
    titles = dict.fromkeys(p.get("title", "") for p in answer.get("passages", []))
    others = [t for t in titles if t and t not in cited][:_PASSAGES]
    if others:
        yield f"{'Also read' if sentences else 'Read'}: {', '.join(others)}"


def _clip(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


# --- what was done --------------------------------------------------------------------------------
def steps_of(turn: Turn) -> tuple[TraceStep, ...]:
    """Whether a person was called and what was asked next, each with the reason."""
    outcome = turn.decision.get("outcome", {})
    return tuple(
        _handoff(t) if t.get("step") == "handoff" else _question(t, outcome)
        for t in _trace(turn)
        if t.get("step") in ("handoff", "question", "pacing", "slot")
    )


def _handoff(step: Mapping[str, Any]) -> TraceStep:
    why = REASONS.get(str(step.get("text")), str(step.get("text")))
    reason = str(step.get("reason", ""))
    if step.get("accepted", True):
        return TraceStep("Called a person", why, True, reason)
    again = "a person is called already" if reason == "again" else reason
    return TraceStep("Called nobody anew", why, True, again)


def _question(step: Mapping[str, Any], outcome: Mapping[str, Any]) -> TraceStep:
    name, reason = str(step.get("text", "")), str(step.get("reason", ""))
    reason = _in_plain_words(reason)
    if not step.get("accepted", True):
        return TraceStep("Asked nothing", "", True, reason)
    state = outcome.get("state", {})
    asked = str(state.get("last_question", ""))
    label = _label_of(name)
    slot = outcome.get("reply", {}).get("asked")
    if not label and slot in LABELS:
        label, reason = LABELS[slot].lower(), "that is where the answer should go"
    kind = (state.get("pending") or {}).get("kind", "")
    if kind in _OFFERED:
        return TraceStep(_OFFERED[kind], f"“{asked}”", True, "" if not label else reason)
    return TraceStep(f"Asked about {label}" if label else "Asked", f"“{asked}”", True, reason)


def _label_of(question: str) -> str:
    """The slot that a question's id begins with: "budget_in_range" asks for the budget."""
    slots = [s for s in LABELS if question == s or question.startswith(f"{s}_")]
    return LABELS[max(slots, key=len)].lower() if slots else ""


def _in_plain_words(reason: str) -> str:
    """ "team_size is not known yet" with the slot's label."""
    first, _, rest = reason.partition(" ")
    return f"{LABELS[first].lower()} {rest}" if first in LABELS else reason


# --- the score ------------------------------------------------------------------------------------
def score_of(turn: Turn) -> tuple[TraceStep, ...]:
    """What the turn changed in score, tier and fit."""
    found = [t for t in _trace(turn) if t.get("step") == "score" and t.get("about")]
    return tuple(_score(t["about"], str(t.get("reason", ""))) for t in found)


def _score(about: Mapping[str, Any], reason: str) -> TraceStep:
    name, before, after = str(about["name"]), about["before"], about["after"]
    if name == "score":
        reach = f"could become {about['low']} to {about['high']}"
        return TraceStep("Score", _moved(before, after), True, reach)
    if name in ("tier", "fit"):
        words = TIERS if name == "tier" else FITS
        old, new = (words.get(str(v), str(v)) for v in (before, after))
        return TraceStep(name.capitalize(), _moved(old, new), True, reason)
    sign = "+" if after > before else "−"
    moved = "as before" if after == before else f"{sign}{abs(after - before):g}"
    points = f"{after:g} of {about['of']:g}, {moved}"
    return TraceStep(LABELS.get(name, name), points, True, describe_reason(name, reason))


def _moved(before: object, after: object) -> str:
    return f"{after}, as before" if before == after else f"{before} → {after}"
