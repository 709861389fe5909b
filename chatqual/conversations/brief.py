"""The brief of a conversation: what somebody who takes over has to know before the first word.

Built without a model from what the engine has kept, the log and the journal; every statement names
the line it comes from. `brief_of(conversation)` gives it to whatever stands above this room: the
desk, mails, webhooks. `brief_text.brief_text(brief)` is the same as plain text.
"""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from chatqual.conversations.brief_log import Log, read_log
from chatqual.conversations.brief_shapes import (
    ASSISTANT,
    Brief,
    Cited,
    Evidence,
    Fact,
    FollowUp,
    NextAsk,
    Note,
)
from chatqual.conversations.describe import (
    FOLLOW_UP,
    LABELS,
    REASONS,
    RISKS,
    describe_promise,
    describe_value,
)
from chatqual.conversations.models import Conversation
from chatqual.engine.next_question import next_question
from chatqual.engine.policy import Policy, default_policy
from chatqual.engine.ports import QuotedPrice
from chatqual.engine.promises import promises_in
from chatqual.engine.slots import BANT, SLOT_NAMES, Budget, SlotName, plain_number
from chatqual.engine.state import State
from chatqual.engine.wording import Voice
from chatqual.sites.policies import policy_of
from chatqual.sites.registry import site_by_id

WHO: tuple[SlotName, ...] = (
    "name", "role", "company", "team_size", "geography", "email", "phone",
)  # fmt: skip
MORE: tuple[SlotName, ...] = ("use_case",)
GREETING = 12  # characters
HEADLINE = 200
SHOWN = 10  # of each list
LOW_RATING = 2
# Of what the assistant undertakes: what binds somebody else. That it noted an address does not.
_BINDING = ("handed_off", "booking_shown")


def brief_of(conversation: Conversation, log: Log | None = None) -> Brief:
    """The brief, worked out anew. Takes two queries where no `log` is given."""
    state = State.from_json(conversation.state)
    policy = policy_of(conversation.policy_id) if conversation.policy_id else default_policy()
    return _build(conversation, state, policy, log or read_log(conversation))


def _build(conversation: Conversation, state: State, policy: Policy, log: Log) -> Brief:
    slots, need = state.slots, state.slots["need"]
    said = state.evidence.get("existing_customer")
    reasons = [*state.handoff_reasons]
    if conversation.handoff_reason and conversation.handoff_reason not in reasons:
        reasons.append(conversation.handoff_reason)  # type: ignore[arg-type]
    question = next_question(state, policy)
    return Brief(
        headline=need.text or describe_value(need.value) or _first_words(log),
        need=_evidence(need.text, need.message, need.span),
        lead_type=state.lead_type,
        existing_customer=state.existing_customer,
        customer_evidence=_evidence(said.text, said.message, said.span) if said else None,
        follow_up=_follow_up(conversation, state),
        # What is a risk is told as one, and not again as the reason for a person.
        handoff_reasons=tuple(REASONS.get(r, r) for r in reasons if r not in RISKS),
        risks=tuple(_risks(state, [str(r) for r in reasons], log)),
        who=tuple(_fact(state, slot) for slot in (*WHO, *MORE) if slots[slot].value is not None),
        bant=tuple(_fact(state, slot) for slot in BANT),
        wishes=tuple(_wishes(state)),
        unanswered=tuple(_unanswered(state, log))[-SHOWN:],
        unheard=tuple(_unheard(state, policy, log))[-SHOWN:],
        promises=tuple(_promises(conversation, state, log))[-SHOWN:],
        told=_told(state, policy, log),
        next=NextAsk(question.text, _why_next(question.reason)),
        refused=_refused(state),
        sources=_sources(log),
    )


def _refused(state: State) -> tuple[str, ...]:
    """What they would rather not say; who wants nothing kept is told of as a risk instead."""
    if "data" in state.opted_out:
        return ()
    return tuple(LABELS[s] for s in SLOT_NAMES if state.slots[s].state == "declined")


def _evidence(
    text: str | None, message: int | None, span: tuple[int, int] | None
) -> Evidence | None:
    return Evidence(text, message, span) if text else None


def _fact(state: State, slot: SlotName) -> Fact:
    record = state.slots[slot]
    told = [p.value for p in record.previous if p.reason == "conflict"]
    is_open = record.state == "conflicting" and bool(told)
    return Fact(
        slot=slot,
        label=LABELS[slot],
        state=record.state,
        shown=describe_value(record.value),
        confidence=record.confidence,
        source=record.source,
        evidence=_evidence(record.text, record.message, record.span),
        older=describe_value(told[-1]) if is_open else "",
    )


def _first_words(log: Log) -> str:
    """The first line that says more than hello, as it was written."""
    texts = [line.text for line in log.by("visitor")[:3]]
    text = next((t for t in texts if len(t) > GREETING), texts[0] if texts else "")
    return text if len(text) <= HEADLINE else text[: HEADLINE - 1] + "…"


def _follow_up(conversation: Conversation, state: State) -> FollowUp | None:
    by = conversation.follow_up_by
    if by is None:
        return None
    local = by.astimezone(ZoneInfo(site_by_id(conversation.site_id).time_zone))
    why = FOLLOW_UP.get(state.follow_up.why, state.follow_up.why) if state.follow_up else ""
    return FollowUp(local.isoformat(), why)


# --- risks and wishes -----------------------------------------------------------------------------
def _risks(state: State, reasons: list[str], log: Log) -> Iterator[Note]:
    for reason in ("legal", "angry", "urgent"):
        if reason in reasons:
            yield Note(RISKS[reason], log.handoff_line(reason))
    for scope in state.opted_out:
        yield Note(RISKS[f"opted_out:{scope}"], log.seq_of("opted_out", scope=scope))
    if "cancel" in state.intents:
        said = state.evidence.get("intent:cancel")
        yield Note(RISKS["cancel"], said.message if said else None, said.span if said else None)
    if state.abuse:
        yield Note(RISKS["abuse"])
    disliked = [line.seq for line in log.by("bot") if line.feedback == "down"]
    if disliked:
        yield Note(f"{RISKS['disliked']}: {len(disliked)}", disliked[-1])
    rating = log.last("rating")
    if rating is not None and int(rating.payload.get("score", 5)) <= LOW_RATING:
        more = str(rating.payload.get("comment", ""))
        yield Note(f"Rated the chat {rating.payload['score']} of 5", more=more)


def _wishes(state: State) -> Iterator[Note]:
    for intent in state.intents:
        said = state.evidence.get(f"intent:{intent}")
        text = intent.replace("_", " ")
        yield Note(text, said.message, said.span) if said else Note(text)


# --- questions ------------------------------------------------------------------------------------
def _unanswered(state: State, log: Log) -> Iterator[Note]:
    """What the documents did not answer, and no later answer did."""
    seen: set[str] = set()
    for entry in log.all("gap_found"):
        question = str(entry.payload.get("question", ""))
        key = question.casefold()
        if key in seen or key not in state.gaps or log.answers_later(question, entry.seq):
            continue
        seen.add(key)
        message, span = log.find(question, entry.seq)
        person = log.person_after(message or 0)
        yield Note(question, message, span, more=f"{person} has written since" if person else "")
    for question in state.gaps:
        if question not in seen and not log.all("gap_found"):
            yield Note(question)


def _unheard(state: State, policy: Policy, log: Log) -> Iterator[Note]:
    """What the assistant asked and did not hear; the question that is open stands last."""
    pending = state.pending
    for slot in SLOT_NAMES:
        is_open = pending is not None and pending.slot == slot
        if state.slots[slot].state != "asked" or is_open:
            continue
        tries = state.tried(slot)
        more = f"asked {tries} times" if tries > 1 else ""
        line, span = log.newest_of("bot", _wordings(state, policy, slot))
        if line is not None and span is not None:
            yield Note(line.text[slice(*span)], line.seq, span, more=more)
        else:
            yield Note(LABELS[slot], more=more)
    if pending is not None and not (pending.slot and state.is_settled(pending.slot)):
        line, span = log.newest_of("bot", (state.last_question,))
        if line is not None:
            yield Note(state.last_question, line.seq, span)


def _wordings(state: State, policy: Policy, slot: SlotName) -> tuple[str, ...]:
    """All that the policy may have asked for the slot, in the language of the chat."""
    voice = Voice(policy, policy.speaks(state.language or policy.default_language))
    texts = (voice.texts_of(question) for question in policy.questions_for(slot))
    return tuple(wording for t in texts for wording in (*t.wordings, *t.short))


_WHY_NEXT = {
    "two things were said": "they said two things; ask which one holds",
    "everything is known or settled": "nothing of importance is open",
    "the question that was interrupted comes back": "asked before, and not answered yet",
}


def _why_next(reason: str) -> str:
    if reason.startswith("lead type "):
        return "who does not come to buy is not asked"
    first, _, rest = reason.partition(" ")
    known = f"{LABELS[first].lower()} {rest}" if first in LABELS else reason
    return _WHY_NEXT.get(reason, known)


# --- promises -------------------------------------------------------------------------------------
def _promises(conversation: Conversation, state: State, log: Log) -> Iterator[Note]:
    """Prices shown, what the assistant said will be done, and what colleagues undertook."""
    found = [*_quoted(log), *_undertaken(conversation, state, log)]
    found += _by_agents(conversation, log)
    newest = {(n.text, n.by): n for n in found}  # Said twice, the later line counts.
    yield from sorted(newest.values(), key=lambda n: n.message or 0)


def _quoted(log: Log) -> Iterator[Note]:
    for entry in log.all("price_quoted"):
        price = QuotedPrice.from_json(entry.payload["price"])
        amount = plain_number(price.amount)
        shown = Budget(price.currency, amount, amount, price.period, price.per)
        line = log.reply_to(entry.seq)
        more = price.citation.title
        yield Note(
            f"Price: {describe_value(shown)}", line.seq if line else None, None, ASSISTANT, more
        )


def _undertaken(conversation: Conversation, state: State, log: Log) -> Iterator[Note]:
    booking = site_by_id(conversation.site_id).booking_url
    for promise in state.promises:
        if promise not in _BINDING:
            continue
        if promise == "handed_off":
            seq = log.handoff_line()
        else:
            line, _ = log.newest_of("bot", (booking,))
            seq = line.seq if line else None
        yield Note(describe_promise(promise), seq, None, ASSISTANT)


def _by_agents(conversation: Conversation, log: Log) -> Iterator[Note]:
    locale = conversation.visitor.locale
    for line in log.by("agent"):
        for promise in promises_in(line.text, locale):
            yield Note(promise.text, line.seq, promise.span, line.name)


# What says to the visitor when somebody comes, in the texts of the policy.
_WAITING_TEXTS = (
    "handoff_here", "handoff_busy", "handoff_away", "handoff_away_open_end", "handoff_when",
    "handoff_when_opens", "callback_noted", "handoff_already",
)  # fmt: skip


def _told(state: State, policy: Policy, log: Log) -> Note | None:
    """The newest sentence on when somebody comes, as it was said to the visitor."""
    language = policy.speaks(state.language or policy.default_language)
    return next(
        (
            Note(line.text[slice(*span)], line.seq, span, ASSISTANT)
            for line in reversed(log.by("bot"))
            if (span := log.span_of_texts(line, policy, language, _WAITING_TEXTS)) is not None
        ),
        None,
    )


# --- sources --------------------------------------------------------------------------------------
QUOTES_SHOWN = 3


def _sources(log: Log) -> tuple[Cited, ...]:
    """The documents that the bot has cited so far, in order of their first appearance."""
    found: dict[tuple[str, str], tuple[list[str], list[int]]] = {}
    for line in log.by("bot"):
        for citation in line.citations:
            key = (citation.get("title", ""), citation.get("url", ""))
            quotes, messages = found.setdefault(key, ([], []))
            quote = citation.get("quote", "")
            if quote and quote not in quotes:
                quotes.append(quote)
            if line.seq not in messages:
                messages.append(line.seq)
    return tuple(
        Cited(title, url, tuple(quotes[:QUOTES_SHOWN]), tuple(messages))
        for (title, url), (quotes, messages) in found.items()
    )
