"""What a mail to staff tells of a conversation: who, what, in whose words, and the last lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from chatqual.conversations.describe import (
    LABELS,
    REASONS,
    TIERS,
    describe_instant,
    describe_value,
)
from chatqual.conversations.known import who_of
from chatqual.conversations.models import Conversation, Message
from chatqual.engine.slots import BANT, CONTACT_SLOTS, SlotName
from chatqual.engine.state import State
from chatqual.integrations.links import desk_link
from chatqual.sites.models import Site
from chatqual.sites.registry import site_by_id

LINES = 10
MAX_LINE = 500  # characters
ORDER: tuple[SlotName, ...] = (*BANT, *CONTACT_SLOTS)


@dataclass(frozen=True, slots=True)
class Fact:
    """A slot in words; `words`: what the visitor wrote, "" where nothing was said."""

    label: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class MailBrief:
    who: str
    need: str
    tier: str
    score: int
    reason: str
    waiting_since: str
    facts: tuple[Fact, ...]
    questions: tuple[str, ...]
    lines: tuple[Line, ...]
    link: str


def brief_of(conversation: Conversation, *, lines: int = LINES) -> MailBrief:
    """The brief as it is now, with at most so many of the last lines."""
    state = State.from_json(conversation.state) if conversation.state else State.new()
    site = site_by_id(conversation.site_id)
    since = conversation.waiting_since
    return MailBrief(
        who=who_of(conversation),
        need=conversation.summary or _cut(state.slots["need"].text or ""),
        tier=TIERS.get(conversation.effective_tier, conversation.effective_tier),
        score=conversation.effective_score,
        reason=REASONS.get(conversation.handoff_reason, conversation.handoff_reason),
        waiting_since=instant_at(site, since) if since else "",
        facts=tuple(_fact(name, state) for name in ORDER if state.slots[name].state != "unasked"),
        questions=tuple(state.gaps[-LINES:]),
        lines=_lines(conversation, lines) if lines else (),
        link=desk_link(conversation.pk),
    )


def instant_at(site: Site, at: datetime) -> str:
    return describe_instant(at.astimezone(ZoneInfo(site.time_zone)))


def _fact(name: SlotName, state: State) -> Fact:
    record = state.slots[name]
    value = describe_value(record.value) or record.state.replace("asked", "asked, not answered yet")
    return Fact(LABELS[name], value, _cut(record.text or ""))


def _lines(conversation: Conversation, count: int) -> tuple[Line, ...]:
    last = Message.objects.filter(conversation=conversation).order_by("-seq")[:count]
    return tuple(Line(m.name or m.author, _cut(m.text)) for m in reversed(last))


def _cut(text: str) -> str:
    return text if len(text) <= MAX_LINE else text[: MAX_LINE - 1] + "…"
