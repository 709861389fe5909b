"""The shapes of one turn, from the visitor's lines to the reply. All of it goes to JSON and back.

propose(turn)                     -> ProposalSet       rules (and a model, outside) read the lines
decide(turn, proposals)           -> Decision        what they change, what is to be looked up
speak(turn, decision, answers)    -> Outcome         the reply, the new state, events and the trace

The functions stand in `conversation.py`; each is pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from chatqual.engine.commands import Act, Command, HandoffReason, command_from_json
from chatqual.engine.heard import Heard, Origin
from chatqual.engine.ports import Citation, KnowledgeQuestion
from chatqual.engine.slots import Json, SlotName

if TYPE_CHECKING:
    from chatqual.engine.policy import Policy
    from chatqual.engine.state import State, Tier

Mode = Literal["bot", "waiting", "human", "closed"]
EventName = Literal["email-captured", "qualified", "handed-off", "meeting-booked", "ended"]


@dataclass(frozen=True, slots=True)
class VisitorLine:
    """One stored line of the visitor. `text` is NFC."""

    seq: int
    text: str


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What a turn may know of its site. Stored with the turn, so that replay sees the same.

    `opens`: when people are back, in words for a visitor ("tomorrow from 8:00, Berlin time"), or
    None where no hours are set. `agents_online`: somebody can take over now. `hours`: as the site
    keeps them (engine/hours.py), {} where people may be there at any time.
    """

    name: str = "us"
    locale: str = "en"
    time_zone: str = "UTC"
    fiscal_year_start: int = 1
    is_open: bool = True
    opens: str | None = None
    agents_online: bool = True
    booking_url: str = ""
    contact_email: str = ""
    topics: tuple[str, ...] = ()
    hours: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> Json:
        out = {name: getattr(self, name) for name in self.__slots__}
        return {**out, "topics": list(self.topics), "hours": dict(self.hours)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SiteFacts:
        return cls(**{**data, "topics": tuple(data["topics"])})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A command with its message and proposer. `version` names the rules or the model."""

    command: Command
    message: int
    proposer: Literal["rule", "llm", "form"] = "rule"
    version: str = "1"

    def to_json(self) -> Json:
        return {
            "command": self.command.to_json(),
            "message": self.message,
            "proposer": self.proposer,
            "version": self.version,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Proposal:
        command = command_from_json(data["command"])
        return cls(command, data["message"], data["proposer"], data["version"])


@dataclass(frozen=True, slots=True)
class LineReading:
    """What was read of a whole line beside its commands. `language` "" is: not told by the line."""

    message: int
    acts: tuple[Act, ...] = ()
    lead_type: str = "unclear"
    lead_confidence: float = 0.0
    existing_customer: bool | None = None
    language: str = ""

    def to_json(self) -> Json:
        out = {name: getattr(self, name) for name in self.__slots__}
        return {**out, "acts": list(self.acts)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> LineReading:
        return cls(**{**data, "acts": tuple(data["acts"])})


@dataclass(frozen=True, slots=True)
class ProposalSet:
    """All that was read in a turn, as it is stored for replay. Others may add to `proposals`."""

    proposals: tuple[Proposal, ...] = ()
    readings: tuple[LineReading, ...] = ()

    def to_json(self) -> Json:
        return {
            "proposals": [p.to_json() for p in self.proposals],
            "readings": [r.to_json() for r in self.readings],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ProposalSet:
        return cls(
            tuple(Proposal.from_json(p) for p in data["proposals"]),
            tuple(LineReading.from_json(r) for r in data["readings"]),
        )


@dataclass(frozen=True, slots=True)
class TurnInput:
    """Everything that a turn depends on. `mode` is bot or waiting: nobody else lets the bot speak.

    `locale` is the visitor's. `now` is an aware instant. `bot_seq`: the seq of the bot's last
    message, None where it is not known (then the one after the last line that it answered).
    `tier_by_person`: the tier that a person has set, which goes before the computed one.
    """

    state: State
    lines: tuple[VisitorLine, ...]
    policy: Policy
    now: datetime
    mode: Mode = "bot"
    locale: str = "en"
    site: SiteFacts = field(default_factory=SiteFacts)
    bot_seq: int | None = None
    tier_by_person: Tier | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What the visitor gets. In `text` a citation stands as [n] behind its sentence."""

    text: str
    citations: tuple[Citation, ...] = ()
    quick_replies: tuple[str, ...] = ()
    asked: SlotName | None = None

    def to_json(self) -> Json:
        return {
            "text": self.text,
            "citations": [c.to_json() for c in self.citations],
            "quick_replies": list(self.quick_replies),
            "asked": self.asked,
        }


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, for the journal and for those who follow (handoff, lead, gap).

    kinds: slot_filled, slot_corrected, slot_cleared, slot_declined, slot_unknown, slot_conflicting,
    slot_kept (what a person had set stands against what a line says), slot_set_by_hand,
    handoff_requested, opted_out, closed, gap_found, lead_type_changed, tier_changed, price_quoted.
    """

    kind: str
    payload: Json = field(default_factory=dict)

    def to_json(self) -> Json:
        return {"kind": self.kind, "payload": self.payload}


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One step of the decision, for people: what, whether it was taken, and why.

    `about`: the same as data, for pages that show it in words of their own: the proposal of a
    `proposal`; `name`, `before`, `after` and `of` of a reason of the `score`.
    """

    step: Literal["proposal", "slot", "question", "answer", "handoff", "score", "pacing"]
    text: str
    accepted: bool = True
    reason: str = ""
    about: Json = field(default_factory=dict)

    def to_json(self) -> Json:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Decision:
    """`state` holds the slots after the commands; `questions` go to the knowledge base in order.

    `origins` says of each question why it is put; `heard` is what the reply is written from.
    """

    state: State
    questions: tuple[KnowledgeQuestion, ...] = ()
    handoff: HandoffReason | None = None
    close: bool = False
    events: tuple[Event, ...] = ()
    trace: tuple[TraceLine, ...] = ()
    commands: tuple[Command, ...] = ()
    heard: Heard = field(default_factory=Heard)
    origins: tuple[Origin, ...] = ()

    def to_json(self) -> Json:
        return {
            "state": self.state.to_json(),
            "questions": [q.to_json() for q in self.questions],
            "origins": list(self.origins),
            "handoff": self.handoff,
            "close": self.close,
            "events": [e.to_json() for e in self.events],
            "trace": [t.to_json() for t in self.trace],
            "commands": [c.to_json() for c in self.commands],
            "heard": self.heard.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Outcome:
    """The whole result. `mode` is the mode after the turn (bot, waiting or closed)."""

    reply: Reply
    state: State
    mode: Mode
    handoff: HandoffReason | None = None
    events: tuple[Event, ...] = ()
    browser_events: tuple[EventName, ...] = ()
    trace: tuple[TraceLine, ...] = ()

    def to_json(self) -> Json:
        return {
            "reply": self.reply.to_json(),
            "state": self.state.to_json(),
            "mode": self.mode,
            "handoff": self.handoff,
            "events": [e.to_json() for e in self.events],
            "browser_events": list(self.browser_events),
            "trace": [t.to_json() for t in self.trace],
        }
