"""What a person who takes over might ask next: the policy's question, in the chat's language."""

from __future__ import annotations

from dataclasses import dataclass

from chatqual.engine.inquire import earlier_words, wording_of
from chatqual.engine.policy_shapes import Policy
from chatqual.engine.questions import Choice, choose_for_person
from chatqual.engine.slots import SlotName
from chatqual.engine.state import State
from chatqual.engine.wording import Voice, clip


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """`text` "" where nothing should be asked; `reason` says why so or why this."""

    text: str
    reason: str
    slot: SlotName | None = None


def next_question(state: State, policy: Policy) -> NextQuestion:
    """The question, chosen and worded as the bot would, without what belongs to one turn only."""
    choice = choose_for_person(state, policy)
    voice = Voice(policy, policy.speaks(state.language or policy.default_language))
    if choice.kind == "conflict" and choice.slot:
        return NextQuestion(_between(voice, state, choice.slot), choice.reason, choice.slot)
    return _worded(voice, state, choice)


def _worded(voice: Voice, state: State, choice: Choice) -> NextQuestion:
    question = choice.question
    if question is None:
        return NextQuestion("", choice.reason)
    tried = state.tried(question.slot)
    text = wording_of(choice, voice.texts_of(question), tried, price_now=False)
    return NextQuestion(text, choice.reason, question.slot)


def _between(voice: Voice, state: State, slot: SlotName) -> str:
    """Which of the two holds, in the visitor's words; "" where one of them is not theirs."""
    record = state.slots[slot]
    old, new = (clip(words or "") for words in (earlier_words(record), record.text))
    return voice.word("conflict", old=old, new=new) if old and new else ""
