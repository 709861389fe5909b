"""The end of a reply: the summary, the one question, why it is asked, or the last one again."""

from __future__ import annotations

import re

from chatqual.engine import questions
from chatqual.engine.commands import SetSlot
from chatqual.engine.decide_lead import is_buyer
from chatqual.engine.draft import Draft
from chatqual.engine.policy_shapes import QuestionTexts
from chatqual.engine.questions import Choice, Spoken
from chatqual.engine.routes import offer_person
from chatqual.engine.slots import Authority, Budget, SlotName, SlotRecord
from chatqual.engine.state import State, with_new
from chatqual.engine.wording import clip, fact, titled

_SUMMARY: tuple[SlotName, ...] = ("team_size", "need", "timeline", "authority", "budget")
_SUMMARY_WORDS = 10
_LEAST_TOLD = 3


def explain_question(draft: Draft) -> None:
    """Why it was asked. The question then waits for an answer or rests; it is not repeated."""
    pending = draft.turn.state.pending
    why = draft.voice.why(pending.question) if pending else ""
    if not why:
        draft.say("why_general")
        return
    draft.put(why)
    draft.say("why_skip")


def repeat_last(draft: Draft) -> None:
    """The question again where one is open, else the last reply with its sources."""
    state = draft.turn.state
    pending = state.pending
    if draft.heard.not_understood and _ask_in_other_words(draft):
        return
    settled = pending and pending.slot and draft.state.is_settled(pending.slot)
    if pending is not None and state.last_question and not settled:
        draft.ask(
            state.last_question, pending.kind, pending.slot, pending.question, pending.options
        )
    elif state.last_reply:
        draft.put(state.last_reply)
        draft.repeated = state.last_citations
    else:
        draft.say("repeat_nothing")


def _ask_in_other_words(draft: Draft) -> bool:
    """The open question once more, with its reason before it and in its next wording."""
    pending = draft.turn.state.pending
    question = draft.turn.policy.question(pending.question) if pending else None
    if pending is None or question is None or draft.state.is_settled(question.slot):
        return False
    texts = draft.voice.texts_of(question)
    last = draft.turn.state.last_question
    others = [wording for wording in (*texts.wordings, *texts.short) if wording != last]
    draft.put(texts.why)
    text = others[0] if others else last
    draft.ask(text, pending.kind, pending.slot, pending.question, pending.options)
    return True


def _tell_notes(draft: Draft) -> None:
    """What was noted so far, in their own words."""
    facts = _summary(draft)
    if facts:
        draft.say("noted", facts=facts)
    else:
        draft.say("repeat_nothing")


def summarise(draft: Draft) -> None:
    """Once, when nothing of the four is open and at least three are known: then a next step."""
    state = draft.state
    if draft.heard.asks_notes:
        _tell_notes(draft)
        return
    if draft.question or draft.is_waiting or not questions.is_complete(state):
        return
    if not is_buyer(state, draft.turn.policy) or not _closes_the_round(draft):
        return
    if state.summarised or state.opted_out or draft.heard.refused:
        return
    if draft.noted in draft.parts:
        draft.parts.remove(draft.noted)  # The summary says it again.
    draft.say("summary", facts=_summary(draft))
    draft.note(summarised=True)
    _offer_next_step(draft)


def _closes_the_round(draft: Draft) -> bool:
    """The last open thing was told, and nothing is in motion: no correction, no question."""
    heard = draft.heard
    if heard.asks or heard.slots_of("corrected", "conflict") or not heard.gave_facts:
        return False
    pending = draft.turn.state.pending
    answered = pending is not None and any(c.slot == pending.slot for c in heard.changes)
    if not (answered or heard.slots_of("quoted")):
        return False
    return draft.state.is_settled("team_size") and len(_told(draft)) >= _LEAST_TOLD


def _summary(draft: Draft) -> str:
    return ", ".join(_told(draft))


def _told(draft: Draft) -> list[str]:
    """What was told, each in the visitor's words; what cannot stand in a list is left out."""
    state, voice = draft.state, draft.voice
    told: list[str] = []
    for slot in _SUMMARY:
        record = state.slots[slot]
        if not record.is_known or record.quoted:
            continue
        words = clip(_need_alone(state), _SUMMARY_WORDS)
        told.append(_need_in_few(words) if slot == "need" else fact(voice, slot, record))
    return [t for t in told if t]


# What joins a need to a number or a date behind it.
_JOINING = re.compile(r"(?:[\s,;:-]|\b(?:for|with|by|in|and|für|bis|mit|und|pour|para|per|voor))+$")


def _need_alone(state: State) -> str:
    """The need's words up to where another fact begins that the list tells anyway."""
    need = state.slots["need"]
    words = need.text or ""
    others = [state.slots[slot] for slot in _SUMMARY if slot != "need"]
    cuts = [
        words.index(record.text)
        for record in others
        if record.is_known and record.text and record.message == need.message
        if record.text in words
    ]
    return _JOINING.sub("", words[: min(cuts)]) if cuts else words


_LEAST_LETTERS = 4
_ONLY_A_NUMBER = re.compile(r"(?:\w+ )?\d+\W*$")
# A need that is a sentence of its own does not stand in a list.
_SENTENCE = re.compile(
    r"(?:we|i|we'?re|i'?m|our|my|everyone|nobody|people|it|it'?s|its|wir|ich|unser\w*|mein\w*|alle|"
    r"niemand|es|nous|je|on|notre|yo|nosotros|nuestr\w+|noi|io|nós|eu|wij|ik)\b",
    re.IGNORECASE,
)


def _need_in_few(words: str) -> str:
    few_letters = sum(character.isalpha() for character in words) < _LEAST_LETTERS
    return "" if few_letters or _SENTENCE.match(words) or _ONLY_A_NUMBER.match(words) else words


def _offer_next_step(draft: Draft) -> None:
    voice, site = draft.voice, draft.turn.site
    if draft.trial is not None:
        draft.put(draft.quotes.answer(draft.trial, 1, voice))
    if site.booking_url:
        draft.say("next_booking")
        return
    if draft.trial is not None:
        choices = (voice.word("choice_trial"), voice.word("choice_person"))
        draft.ask(voice.say("next_trial_person"), "next_step", options=choices)
        return
    key = "next_person" if site.agents_online else "next_person_later"
    options = (voice.word("choice_person"), voice.word("choice_later"))
    draft.ask(voice.say(key), "next_step", options=options)


def ask_next(draft: Draft) -> None:
    """The question of this reply, or what to say where there is neither answer nor question."""
    heard = draft.heard
    spoken = Spoken(
        answered=draft.answered,
        only_gaps=draft.only_gaps,
        clarifies=draft.clarifies,
        price_shown=draft.price_shown or questions.is_price_fresh(draft.state, heard),
        price_now=draft.price_shown,
        handed_off=draft.is_waiting,
        asks_already=bool(draft.question),
    )
    if _ask_period(draft, spoken):
        return
    choice = questions.choose(draft.state, draft.turn.policy, heard, draft.turn.mode, spoken)
    if choice.kind == "conflict" and choice.slot:
        _ask_conflict(draft, choice.slot)
    elif choice.question is not None:
        _ask(draft, choice)
    elif choice.reason in (questions.ASKING_ON, questions.PASSED_OVER):
        _let_wait(draft)
    what = choice.question.id if choice.question else (choice.slot or "no question")
    draft.explain("question", what, bool(draft.question), choice.reason)
    if not draft.text():
        _say_something(draft)


def _ask(draft: Draft, choice: Choice) -> None:
    question = choice.question
    if question is None:
        return
    texts = draft.voice.texts_of(question)
    tried = draft.state.tried(question.slot)
    text = wording_of(choice, texts, tried, price_now=draft.price_shown)
    if not draft.parts and not draft.quotes.citations:
        _open_with(draft)
    draft.ask(text, choice.kind, question.slot, question.id, texts.quick_replies)
    tries = {**draft.state.tries, question.slot: tried + 1}
    asked = draft.state.questions_asked + 1
    draft.note(tries=tries, questions_asked=asked, asked_turn=draft.state.turn)


def wording_of(choice: Choice, texts: QuestionTexts, tried: int, *, price_now: bool) -> str:
    """The next wording of a question that was asked `tried` times."""
    # A price of some turns ago is named, since "that" would point to the last sentence.
    is_short = choice.form == "short" or (choice.kind == "in_range" and not price_now)
    wordings = texts.short if is_short and texts.short else texts.wordings
    return wordings[tried % len(wordings)]


def _let_wait(draft: Draft) -> None:
    """Our question of before stays open for an answer while theirs are answered."""
    pending = draft.turn.state.pending
    if pending is None or pending.kind != "slot" or pending.slot is None:
        return
    if not draft.state.is_settled(pending.slot):
        draft.pending = pending


def _open_with(draft: Draft) -> None:
    """A word before a question that would stand alone; to "hmm" there is nothing to say."""
    heard = draft.heard
    if heard.affirmed:
        draft.say("affirmed")
    elif heard.told or not heard.unread:
        draft.say("noted_bare")


# Below this a budget without a period is rather a price of one.
_LEAST_BUDGET = 500
_FIGURE = re.compile(r"[$€£]?\s?\d.*")


def _ask_period(draft: Draft, spoken: Spoken) -> bool:
    """Whether a budget without a period is for one year: asked once, right where it was named."""
    state, kinds = draft.state, ("filled", "corrected")
    new = [c.after for c in draft.heard.changes if c.slot == "budget" and c.kind in kinds]
    value = new[0].value if new else None
    if not isinstance(value, Budget) or value.none or value.period or value.per:
        return False
    if (value.max or value.min or 0) < _LEAST_BUDGET or state.tries.get("budget_period"):
        return False
    if questions.silence(state, draft.turn.policy, draft.heard, draft.turn.mode, spoken):
        return False
    said = clip(new[0].text or "")
    figure = _FIGURE.search(said)
    words = draft.voice
    options = tuple(words.word(key) for key in ("choice_year", "choice_month", "choice_once"))
    amount = figure[0].strip() if figure else said
    draft.ask(words.say("ask_period", amount=amount), "period", None, "", options)
    tries = {**state.tries, "budget_period": 1}
    asked = state.questions_asked + 1
    draft.note(tries=tries, questions_asked=asked, asked_turn=state.turn)
    draft.explain("question", "budget_period", True, "a budget was named without a period")
    return True


def _ask_conflict(draft: Draft, slot: SlotName) -> None:
    record, voice = draft.state.slots[slot], draft.voice
    old = record.previous[-1].value if record.previous else None
    options: tuple[str, ...] = ()
    if slot == "authority":
        text = _authority_conflict(draft, record.value, old)
    else:
        said = tuple(clip(words or "") for words in (earlier_words(record), record.text))
        if not all(said):
            return
        text = voice.say("conflict", old=said[0], new=said[1])
        options = said
    draft.ask(text, "conflict", slot, slot, options)
    draft.note(conflicts_asked=with_new(draft.state.conflicts_asked, slot))


def earlier_words(record: SlotRecord) -> str | None:
    """What stood before the contradiction, whichever turn it came in."""
    told = [p.text for p in record.previous if p.reason == "conflict"]
    return told[-1] if told else None


def _authority_conflict(draft: Draft, new: object, old: object) -> str:
    for value in (new, old):
        if isinstance(value, Authority) and value.approver:
            who = titled(draft.voice, value.approver)
            return draft.voice.say("conflict_authority", approver=who)
    return draft.voice.say("conflict_authority_open")


def _say_something(draft: Draft) -> None:
    """No reply is empty, and none pretends to have understood."""
    heard = draft.heard
    if draft.is_waiting:
        draft.say("waiting_noted")
    elif heard.gave_facts:
        draft.say("noted_bare")
    elif heard.affirmed or heard.slipped:
        draft.say("affirmed")
        if heard.affirmed and not draft.state.answers and not draft.turn.state.pending:
            draft.say("ask_in_words")
    elif heard.denied:
        draft.say("denied")
    elif _told_again(draft) or (heard.unread and heard.told):
        _say_noted(draft)
    elif heard.unread:
        _say_unread(draft)
    else:
        draft.say("ask_in_words")


def _say_noted(draft: Draft) -> None:
    draft.say("noted_bare")
    if draft.state.turn == 1:
        draft.say("greeting_only")


def _told_again(draft: Draft) -> bool:
    """They said again what was known."""
    return any(isinstance(command, SetSlot) for command in draft.decision.commands)


def _say_unread(draft: Draft) -> None:
    heard = draft.heard
    if draft.state.failures + 1 >= draft.turn.policy.pacing.failures_before_person:
        offer_person(draft, "offer_human")
        return
    if heard.only_signs:
        draft.say("only_symbols")
        return
    if not heard.hesitated:
        draft.say("unread")
    draft.say("ask_in_words")
