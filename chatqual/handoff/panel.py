"""What stands beside a conversation: brief, slots with evidence, score with reasons, visits."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from chatqual.conversations.describe import (
    CRITERIA,
    FOLLOW_UP,
    LABELS,
    REASONS,
    describe_promise,
    describe_reason,
    describe_value,
)
from chatqual.conversations.known import who_of
from chatqual.conversations.models import Conversation, Message, Visit
from chatqual.engine.fit import Criterion
from chatqual.engine.policy import default_policy
from chatqual.engine.policy_shapes import Policy
from chatqual.engine.scoring import Reason, Score, score
from chatqual.engine.slots import BANT, SLOT_NAMES, SlotName, SlotRecord
from chatqual.engine.state import FollowUpNote, State
from chatqual.handoff.shapes import (
    Brief,
    CriterionInfo,
    Evidence,
    FollowUpInfo,
    OlderValue,
    OverrideInfo,
    PageInfo,
    Panel,
    ReasonInfo,
    ScoreInfo,
    SlotInfo,
    SourceInfo,
    VisitInfo,
    VisitorInfo,
)
from chatqual.sites.policies import policy_of
from chatqual.sites.registry import site_by_id

# Contact first after BANT: that is what somebody who takes over looks for.
ORDER: tuple[SlotName, ...] = (*BANT, *(s for s in SLOT_NAMES if s not in BANT))
PAGES_SHOWN = 10
VISITS_SHOWN = 3
QUOTES_SHOWN = 3
GAPS_SHOWN = 10
GREETING = 12  # characters
HEADLINE = 200


def panel_of(conversation: Conversation) -> Panel:
    """The panel, worked out anew from the stored state. Takes at most four queries."""
    state = State.from_json(conversation.state)
    policy = policy_of(conversation.policy_id) if conversation.policy_id else default_policy()
    return Panel(
        version=conversation.version,
        brief=_brief(conversation, state, policy),
        slots=tuple(_slot(name, state.slots[name]) for name in ORDER),
        score=_score(conversation, score(state, policy), state.lead_type not in policy.not_buyers),
        sources=_sources(conversation),
        visits=_visits(conversation),
        visitor=_visitor(conversation),
    )


def _slot(name: SlotName, record: SlotRecord) -> SlotInfo:
    evidence = None
    if record.text:
        evidence = Evidence(record.text, record.message, record.span)
    return SlotInfo(
        slot=name,
        label=LABELS[name],
        state=record.state,
        shown=describe_value(record.value),
        evidence=evidence,
        confidence=record.confidence,
        source=record.source,
        previous=tuple(
            OlderValue(describe_value(p.value), p.message, p.reason) for p in record.previous
        ),
    )


def _score(conversation: Conversation, found: Score, is_scored: bool) -> ScoreInfo:
    return ScoreInfo(
        is_scored=is_scored,
        score=found.score,
        low=found.low,
        high=found.high,
        tier=found.tier,
        why=found.why_tier,
        fit=found.fit,
        reasons=tuple(_reason(r) for r in found.reasons if r.of),
        fit_reasons=tuple(_criterion(c) for c in found.fit_reasons),
        override=_override(conversation),
    )


def _reason(reason: Reason) -> ReasonInfo:
    return ReasonInfo(
        label=LABELS[reason.name],
        text=describe_reason(reason.name, reason.text),
        points=reason.points,
        of=reason.of,
        low=reason.low,
        high=reason.high,
        known=reason.known,
        evidence=_words(reason.evidence, reason.message, reason.span),
    )


def _criterion(criterion: Criterion) -> CriterionInfo:
    return CriterionInfo(
        label=CRITERIA[criterion.name],
        verdict=criterion.verdict,
        text=criterion.text,
        evidence=_words(criterion.evidence, criterion.message, criterion.span),
    )


def _words(text: str, message: int | None, span: tuple[int, int] | None) -> Evidence | None:
    return Evidence(text, message, span) if text else None


def _override(conversation: Conversation) -> OverrideInfo | None:
    at = conversation.override_at
    if not conversation.override_tier or at is None:
        return None
    return OverrideInfo(
        tier=conversation.override_tier,
        score=conversation.override_score,
        reason=conversation.override_reason,
        by=conversation.override_by,
        at=at.isoformat(),
    )


def _follow_up(conversation: Conversation, note: FollowUpNote | None) -> FollowUpInfo | None:
    by = conversation.follow_up_by
    if by is None:
        return None
    local = by.astimezone(ZoneInfo(site_by_id(conversation.site_id).time_zone))
    why = FOLLOW_UP.get(note.why, note.why) if note else ""
    return FollowUpInfo(local.isoformat(), why)


def _brief(conversation: Conversation, state: State, policy: Policy) -> Brief:
    """Who and what in one line, and what a person who takes over has to know at once."""
    slots = state.slots
    need = slots["need"]
    said = state.evidence.get("existing_customer")
    headline = conversation.summary or (need.text or "") or _first_words(conversation)
    # Whom we do not qualify we do not ask either.
    is_buyer = state.lead_type not in policy.not_buyers
    reasons = [*state.handoff_reasons]
    if conversation.handoff_reason and conversation.handoff_reason not in reasons:
        reasons.append(conversation.handoff_reason)  # type: ignore[arg-type]
    return Brief(
        headline=headline,
        lead_type=state.lead_type,
        existing_customer=state.existing_customer,
        customer_evidence=_words(said.text, said.message, said.span) if said else None,
        follow_up=_follow_up(conversation, state.follow_up),
        handoff_reasons=tuple(REASONS.get(r, r) for r in reasons),
        intents=state.intents,
        open_questions=state.gaps[-GAPS_SHOWN:],
        promises=tuple(describe_promise(p) for p in state.promises),
        refused=tuple(LABELS[s] for s in ORDER if slots[s].state == "declined"),
        still_unknown=tuple(
            LABELS[s]
            for s in BANT
            if is_buyer and slots[s].state in ("unasked", "asked", "unknown")
        ),
    )


def _first_words(conversation: Conversation) -> str:
    """The first line that says more than hello, as it was written."""
    lines = Message.objects.filter(conversation=conversation, author=Message.Author.VISITOR)
    texts = list(lines.order_by("seq").values_list("text", flat=True)[:3])
    text = next((t for t in texts if len(t) > GREETING), texts[0] if texts else "")
    return text if len(text) <= HEADLINE else text[: HEADLINE - 1] + "…"


def _sources(conversation: Conversation) -> tuple[SourceInfo, ...]:
    """The documents that the bot has cited so far, in order of their first appearance."""
    cited = Message.objects.filter(conversation=conversation, author=Message.Author.BOT).exclude(
        citations=[]
    )
    found: dict[tuple[str, str], tuple[list[str], list[int]]] = {}
    for seq, citations in cited.order_by("seq").values_list("seq", "citations"):
        for citation in citations:
            key = (citation.get("title", ""), citation.get("url", ""))
            quotes, messages = found.setdefault(key, ([], []))
            quote = citation.get("quote", "")
            if quote and quote not in quotes:
                quotes.append(quote)
            if seq not in messages:
                messages.append(seq)
    return tuple(
        SourceInfo(title, url, tuple(quotes[:QUOTES_SHOWN]), tuple(messages))
        for (title, url), (quotes, messages) in found.items()
    )


def _visits(conversation: Conversation) -> tuple[VisitInfo, ...]:
    visits = Visit.objects.filter(conversation=conversation).order_by("-number")[:VISITS_SHOWN]
    return tuple(_visit(v) for v in visits)


def _visit(visit: Visit) -> VisitInfo:
    started = visit.started.isoformat()
    pages = visit.pages if isinstance(visit.pages, list) else []
    return VisitInfo(
        number=visit.number,
        started=started,
        landing=PageInfo(visit.landing_url, visit.landing_title, started),
        referrer=visit.referrer,
        campaign=tuple((str(k), str(v)) for k, v in visit.campaign.items()),
        pages=tuple(
            PageInfo(p.get("url", ""), p.get("title", ""), p.get("at", ""))
            for p in pages[-PAGES_SHOWN:]
        ),
    )


def _visitor(conversation: Conversation) -> VisitorInfo:
    visitor = conversation.visitor
    return VisitorInfo(
        id=str(visitor.pk),
        locale=visitor.locale,
        name=visitor.name or who_of(conversation),
        email=visitor.email,
        external_id=visitor.external_id,
        first_seen=visitor.created.isoformat(),
        visits=conversation.visits,
    )
