"""The closed list of commands: all that a proposer (rules, a model, a form) may say.

A command in JSON is {"command": "<class name>", ...its fields}. A span is a pair of code points
of the message's text, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from chatqual.engine.slots import (
    Json,
    SlotName,
    SlotValue,
    value_from_json,
    value_to_json,
)

Span = tuple[int, int]
IntentKind = Literal[
    "demo",
    "trial",
    "pricing",
    "purchase",
    "callback",
    "meeting",
    "expansion",
    "renewal",
    "cancel",
]
HandoffReason = Literal[
    "asked",
    "angry",
    "legal",
    "urgent",
    "high_value",
    "low_confidence",
    "repeated_failure",
    "policy",
    "fault",
]
OptOutScope = Literal["qualification", "contact", "data"]
SmallTalkKind = Literal[
    "greeting", "thanks", "goodbye", "how_are_you", "bot_identity", "joke", "praise", "other"
]
Act = Literal[
    "greeting",
    "thanks",
    "goodbye",
    "small_talk",
    "question",
    "affirm",
    "deny",
    "correct",
    "self_correction",
    "decline",
    "dont_know",
    "skip",
    "why_asked",
    "repeat",
    "human",
    "anger",
    "legal",
    "urgent",
    "abuse",
    "opt_out",
]


@dataclass(frozen=True, slots=True)
class Command:
    """The base of all commands."""

    def to_json(self) -> Json:
        out: Json = {"command": type(self).__name__}
        for f in fields(self):
            value = getattr(self, f.name)
            if f.name == "value":
                value = value_to_json(value)
            elif isinstance(value, tuple):
                value = list(value)
            out[f.name] = value
        return out


@dataclass(frozen=True, slots=True)
class SetSlot(Command):
    slot: SlotName
    value: SlotValue
    span: Span
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class CorrectSlot(Command):
    slot: SlotName
    value: SlotValue
    span: Span
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class ClearSlot(Command):
    slot: SlotName


@dataclass(frozen=True, slots=True)
class DeclineSlot(Command):
    slot: SlotName


@dataclass(frozen=True, slots=True)
class UnknownSlot(Command):
    slot: SlotName


@dataclass(frozen=True, slots=True)
class SkipQuestion(Command):
    pass


@dataclass(frozen=True, slots=True)
class Affirm(Command):
    pass


@dataclass(frozen=True, slots=True)
class Deny(Command):
    pass


@dataclass(frozen=True, slots=True)
class Ask(Command):
    """A question to the knowledge base, in the visitor's words (one part of a line)."""

    question: str


@dataclass(frozen=True, slots=True)
class Intent(Command):
    kind: IntentKind


@dataclass(frozen=True, slots=True)
class Clarify(Command):
    """The line can be read in these ways; ask which."""

    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Handoff(Command):
    reason: HandoffReason


@dataclass(frozen=True, slots=True)
class OptOut(Command):
    scope: OptOutScope


@dataclass(frozen=True, slots=True)
class EndChat(Command):
    pass


@dataclass(frozen=True, slots=True)
class SmallTalk(Command):
    kind: SmallTalkKind


@dataclass(frozen=True, slots=True)
class Abuse(Command):
    pass


@dataclass(frozen=True, slots=True)
class Repeat(Command):
    pass


@dataclass(frozen=True, slots=True)
class WhyAsked(Command):
    pass


COMMANDS: dict[str, type[Command]] = {
    c.__name__: c
    for c in (
        SetSlot,
        CorrectSlot,
        ClearSlot,
        DeclineSlot,
        UnknownSlot,
        SkipQuestion,
        Affirm,
        Deny,
        Ask,
        Intent,
        Clarify,
        Handoff,
        OptOut,
        EndChat,
        SmallTalk,
        Abuse,
        Repeat,
        WhyAsked,
    )
}


def command_from_json(data: Mapping[str, Any]) -> Command:
    """The command of a JSON object. Raises ValueError for an unknown name or a missing field."""
    name = data.get("command")
    cls = COMMANDS.get(name) if isinstance(name, str) else None
    if cls is None:
        raise ValueError(f"unknown command {name!r}; one of {', '.join(COMMANDS)}")
    kwargs: dict[str, Any] = {}
    for f in fields(cls):
        if f.name not in data:
            continue
        value = data[f.name]
        if f.name == "value":
            value = value_from_json(data["slot"], value)
        elif isinstance(value, list):
            value = tuple(value)
        kwargs[f.name] = value
    try:
        return cls(**kwargs)
    except TypeError as error:
        raise ValueError(f"{name}: {error}") from error
