"""The reply while it is written: sentences, the one question, what it changes in the state."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from chatqual.engine.commands import HandoffReason
from chatqual.engine.heard import Heard
from chatqual.engine.ports import Citation, KnowledgeAnswer
from chatqual.engine.quoting import Quotes
from chatqual.engine.slots import SlotName
from chatqual.engine.state import Pending, PendingKind, State
from chatqual.engine.turns import Decision, Event, TraceLine, TurnInput
from chatqual.engine.wording import Voice, join_parts


@dataclass
class Draft:
    """Lives for one reply. `parts` are in the order in which they are read."""

    turn: TurnInput
    decision: Decision
    state: State
    voice: Voice
    quotes: Quotes = field(default_factory=Quotes)
    parts: list[str] = field(default_factory=list)
    question: str = ""
    asked: SlotName | None = None
    quick_replies: tuple[str, ...] = ()
    pending: Pending | None = None
    handoff: HandoffReason | None = None
    answered: bool = False
    only_gaps: bool = False
    clarifies: bool = False
    price_shown: bool = False
    trial: KnowledgeAnswer | None = None
    noted: str = ""
    repeated: tuple[Citation, ...] | None = None
    events: list[Event] = field(default_factory=list)
    trace: list[TraceLine] = field(default_factory=list)

    @classmethod
    def begin(cls, turn: TurnInput, decision: Decision) -> Draft:
        state = decision.state
        site = turn.site
        fixed = {
            "site": site.name,
            "booking_url": site.booking_url,
            "contact_email": site.contact_email,
            "opens": site.opens or "",
        }
        voice = Voice(turn.policy, state.language, dict(state.said), fixed)
        return cls(turn, decision, state, voice, handoff=decision.handoff)

    @property
    def heard(self) -> Heard:
        return self.decision.heard

    @property
    def is_waiting(self) -> bool:
        """A person is on the way, since before or with this reply."""
        return self.turn.mode == "waiting" or self.handoff is not None

    def say(self, key: str, **values: Any) -> None:
        self.parts.append(self.voice.say(key, **values))

    def put(self, text: str) -> None:
        if text:
            self.parts.append(text)

    def note(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)

    def explain(self, step: Any, text: str, accepted: bool = True, reason: str = "") -> None:
        self.trace.append(TraceLine(step, text, accepted, reason))

    def ask(
        self,
        text: str,
        kind: PendingKind,
        slot: SlotName | None = None,
        question: str = "",
        options: tuple[str, ...] = (),
    ) -> None:
        """The one question of the reply. `slot` None: it is no question about a slot."""
        self.question = text
        self.asked = slot
        self.quick_replies = options
        self.pending = Pending(kind, slot, question, options, self.state.turn)
        if slot is not None and self.state.slots[slot].state == "unasked":
            record = replace(self.state.slots[slot], state="asked")
            self.note(slots=self.state.slots.with_record(slot, record))

    def text(self) -> str:
        return join_parts((*self.parts, self.question))
