"""Conversations outside the database: the same engine and knowledge, and no row is written."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from chatqual.conversations.models import Turn
from chatqual.engine.conversation import decide, run, speak
from chatqual.engine.policy import Policy
from chatqual.engine.ports import Knowledge, KnowledgeAnswer, KnowledgeQuestion, Sense
from chatqual.engine.scoring import score
from chatqual.engine.slots import Json
from chatqual.engine.state import State
from chatqual.engine.turns import (
    Mode,
    Outcome,
    ProposalSet,
    SiteFacts,
    TurnInput,
    VisitorLine,
)
from chatqual.sites.models import Site


@dataclass(slots=True)
class DryChat:
    """A conversation that lives in memory. `say` gives the item of the turn (CONTRACT 4)."""

    id: str
    policy: Policy
    knowledge: Knowledge
    site: SiteFacts
    sense: Sense | None = None
    locale: str = "en"
    state: State = field(default_factory=State.new)
    mode: Mode = "bot"
    seq: int = 0
    turn: int = 0
    bot_seq: int | None = None

    def say(self, text: str, now: datetime) -> Json:
        """One line of the visitor, answered. A closed conversation opens again with it."""
        if self.mode == "closed":
            self.mode = "bot"
        self.seq += 1
        self.turn += 1
        turn = TurnInput(
            state=self.state,
            lines=(VisitorLine(self.seq, text),),
            policy=self.policy,
            now=now,
            mode=self.mode,
            locale=self.locale,
            site=self.site,
            bot_seq=self.bot_seq,
        )
        begun = time.perf_counter()
        turned = run(turn, self.knowledge, self.sense)
        ms = (time.perf_counter() - begun) * 1000
        self.seq += 1
        self.bot_seq = self.seq
        self.state, self.mode = turned.outcome.state, turned.outcome.mode
        commands = [c.to_json() for c in turned.decision.commands]
        return self._item(turned.outcome, commands, ms)

    def _item(self, outcome: Outcome, commands: list[Json], ms: float) -> Json:
        state = outcome.state
        scored = score(state, self.policy)
        return {
            "id": self.id,
            "turn": self.turn,
            "reply": outcome.reply.text,
            "citations": [c.to_json() for c in outcome.reply.citations],
            "quick_replies": list(outcome.reply.quick_replies),
            "asked": outcome.reply.asked,
            "slots": outcome.state.slots.to_json(),
            "commands": commands,
            "mode": outcome.mode,
            "lead_type": outcome.state.lead_type,
            "score": scored.to_json(),
            "score_interval": [scored.low, scored.high],
            "tier": scored.tier,
            "fit": scored.fit,
            "existing_customer": state.existing_customer,
            "follow_up_by": state.follow_up.by if state.follow_up else None,
            "events": [e.to_json() for e in outcome.events],
            "ms": round(ms, 2),
        }


# Of the outcome of a turn: what a visitor or staff would notice.
NOTICED = frozenset({"reply", "mode", "handoff", "tier", "score"})


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a turn: the reply, the slot that it asks for, the score behind it."""

    reply: str
    asked: str | None
    tier: str
    score: int

    @classmethod
    def of(cls, outcome: Json, scored: Json) -> Told:
        reply = outcome["reply"]
        return cls(reply["text"], reply["asked"], scored["tier"], scored["score"])


@dataclass(frozen=True, slots=True)
class Decided:
    """A stored turn decided again. `differs`: names of what is not as it was."""

    conversation: str
    turn: int
    lines: tuple[str, ...]
    then: Told
    now: Told
    differs: tuple[str, ...]

    @property
    def is_noticed(self) -> bool:
        """Somebody would notice: more than the trace or the kept state differs."""
        return bool(NOTICED & set(self.differs))

    def to_json(self) -> Json:
        return {
            "conversation": self.conversation,
            "turn": self.turn,
            "reply": self.now.reply,
            "stored_reply": self.then.reply,
            "asked": self.now.asked,
            "stored_asked": self.then.asked,
            "tier": self.now.tier,
            "stored_tier": self.then.tier,
            "score": self.now.score,
            "stored_score": self.then.score,
            "differs": list(self.differs),
        }


def decide_again(turn: Turn, policy: Policy, knowledge: Knowledge | None = None) -> Decided:
    """Decides a stored turn from what was stored with it: now, proposals, what was found.

    Another policy may look up what was not looked up then; `knowledge`, the documents of today,
    is asked for that alone. It writes no row.
    """
    again = _stored_input(turn, policy)
    decision = decide(again, ProposalSet.from_json(turn.proposals))
    stored = tuple(KnowledgeAnswer.from_json(a) for a in turn.knowledge)
    outcome = speak(again, decision, _answers(decision.questions, stored, knowledge))
    new, old = outcome.to_json(), turn.decision["outcome"]
    new_score, old_score = score(outcome.state, policy).to_json(), turn.decision["score"]
    differs = [name for name in new if new[name] != old.get(name)]
    differs += [name for name in ("tier", "score") if new_score[name] != old_score[name]]
    return Decided(
        conversation=str(turn.conversation_id),
        turn=turn.pk,
        lines=tuple(line.text for line in again.lines),
        then=Told.of(old, old_score),
        now=Told.of(new, new_score),
        differs=tuple(differs),
    )


def _stored_input(turn: Turn, policy: Policy) -> TurnInput:
    inputs = turn.inputs
    return TurnInput(
        state=State.from_json(inputs["state"]),
        lines=tuple(VisitorLine(seq, text) for seq, text in inputs["lines"]),
        policy=policy,
        now=_instant(turn),
        mode=inputs["mode"],
        locale=inputs["locale"],
        site=SiteFacts.from_json(inputs["site"]),
        bot_seq=inputs["bot_seq"],
        tier_by_person=inputs.get("tier_by_person"),
    )


def _answers(
    questions: tuple[KnowledgeQuestion, ...],
    stored: tuple[KnowledgeAnswer, ...],
    knowledge: Knowledge | None,
) -> tuple[KnowledgeAnswer, ...]:
    """The stored answer to each question; what was not asked then is asked today, or not found."""
    found: list[KnowledgeAnswer] = []
    for question in questions:
        kept = next((a for a in stored if a.question == question), None)
        kept = kept or next((a for a in stored if a.question.text == question.text), None)
        if kept is None and knowledge is not None:
            kept = knowledge.answer(question)
        found.append(kept or KnowledgeAnswer(question, "not_in_docs", reason="not looked up then"))
    return tuple(found)


def _instant(turn: Turn) -> datetime:
    if turn.now is None:
        raise ValueError(f"turn {turn.pk} was never decided")
    return turn.now


def stored_turns(
    conversation: str | None = None, since: datetime | None = None, site: Site | None = None
) -> QuerySet[Turn]:
    """Finished turns with all that is needed to decide them again, oldest first."""
    found = Turn.objects.filter(status=Turn.Status.DONE, now__isnull=False).exclude(decision={})
    if conversation is not None:
        found = found.filter(conversation_id=conversation)
    if since is not None:
        found = found.filter(now__gte=since)
    if site is not None:
        found = found.filter(conversation__site=site)
    return found.order_by("now", "pk")
