"""A conversation in a test: ana's lines with what was read of them, and the bot's replies."""

from __future__ import annotations

from datetime import UTC, datetime

from chatqual.engine.commands import Ask, Command, CorrectSlot, SetSlot
from chatqual.engine.decide import decide
from chatqual.engine.policy import Policy, default_policy
from chatqual.engine.scoring import Score, score
from chatqual.engine.slots import SlotName, SlotValue
from chatqual.engine.speak import speak
from chatqual.engine.state import State
from chatqual.engine.turns import (
    Decision,
    LineReading,
    Mode,
    Outcome,
    Proposal,
    ProposalSet,
    SiteFacts,
    TurnInput,
    VisitorLine,
)
from tests.fakes import FakeKnowledge

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
NIGHT = SiteFacts(
    name="Norrwick", is_open=False, opens="tomorrow from 8:00, Berlin time", agents_online=False
)
DAY = SiteFacts(name="Norrwick")


def fills(text: str, slot: SlotName, value: SlotValue, words: str) -> SetSlot:
    """SetSlot with the span of `words` in `text`."""
    start = text.index(words)
    return SetSlot(slot, value, (start, start + len(words)))


def corrects(text: str, slot: SlotName, value: SlotValue, words: str) -> CorrectSlot:
    start = text.index(words)
    return CorrectSlot(slot, value, (start, start + len(words)))


class Talk:
    """Plays turns one after another; the state goes through JSON in between, as in a server."""

    def __init__(
        self,
        *,
        lead: str = "sales",
        site: SiteFacts = DAY,
        locale: str = "en",
        policy: Policy | None = None,
        knowledge: FakeKnowledge | None = None,
    ) -> None:
        self.lead = lead
        self.site = site
        self.locale = locale
        self.policy = policy or default_policy()
        self.knowledge = knowledge or FakeKnowledge()
        self.state = State.new()
        self.mode: Mode = "bot"
        self.seq = 0
        self.outcome: Outcome
        self.decision: Decision

    def say(self, text: str, *commands: Command) -> str:
        """One line of ana, read as `commands`; the bot's reply."""
        return self.burst((text, commands))

    def burst(self, *lines: tuple[str, tuple[Command, ...]]) -> str:
        stored, proposals, readings = [], [], []
        for text, commands in lines:
            self.seq += 1
            stored.append(VisitorLine(self.seq, text))
            proposals += [Proposal(c, self.seq) for c in commands]
            acts = ("question",) if any(isinstance(c, Ask) for c in commands) else ()
            readings.append(LineReading(self.seq, acts, self.lead, 0.8))
        turn = TurnInput(
            self.state, tuple(stored), self.policy, NOW, self.mode, self.locale, self.site
        )
        self.decision = decide(turn, ProposalSet(tuple(proposals), tuple(readings)))
        answers = tuple(self.knowledge.answer(q) for q in self.decision.questions)
        self.outcome = speak(turn, self.decision, answers)
        self.state = State.from_json(self.outcome.state.to_json())
        self.mode = self.outcome.mode
        self.seq += 1
        return self.outcome.reply.text

    @property
    def asked(self) -> SlotName | None:
        return self.outcome.reply.asked

    @property
    def score(self) -> Score:
        return score(self.state, self.policy)

    def kinds(self) -> list[str]:
        return [event.kind for event in self.outcome.events]
