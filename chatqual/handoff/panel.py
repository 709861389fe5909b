"""What stands beside a conversation: brief, slots with evidence, score with reasons, visits."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from chatqual.conversations.brief import brief_of
from chatqual.conversations.brief_log import Log, read_log
from chatqual.conversations.brief_shapes import Evidence
from chatqual.conversations.brief_text import brief_text
from chatqual.conversations.describe import CRITERIA, LABELS, describe_reason, describe_value
from chatqual.conversations.known import known_words, stored_slots, who_of
from chatqual.conversations.line_marks import mail_marks
from chatqual.conversations.models import Conversation, Visit
from chatqual.engine.fit import Criterion
from chatqual.engine.policy import default_policy
from chatqual.engine.scoring import Reason, Score, score
from chatqual.engine.slots import BANT, SLOT_NAMES, SlotName, SlotRecord, value_to_json
from chatqual.engine.state import State
from chatqual.handoff.panel_shapes import (
    CriterionInfo,
    Link,
    OlderValue,
    OtherChat,
    OverrideInfo,
    PageInfo,
    Panel,
    RatingInfo,
    ReasonInfo,
    ScoreInfo,
    SlotInfo,
    VisitInfo,
    VisitorInfo,
)
from chatqual.handoff.tasks import DATA_RIGHTS
from chatqual.sites.policies import policy_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Contact first after BANT: that is what somebody who takes over looks for.
ORDER: tuple[SlotName, ...] = (*BANT, *(s for s in SLOT_NAMES if s not in BANT))
PAGES_SHOWN = 20
VISITS_SHOWN = 10
OTHERS_SHOWN = 5


def panel_of(conversation: Conversation, user: User | None = None) -> Panel:
    """The panel, worked out anew from the stored state. Takes at most six queries.

    `user`: for whose rights it has links to other pages; None for none.
    """
    state = State.from_json(conversation.state)
    policy = policy_of(conversation.policy_id) if conversation.policy_id else default_policy()
    log = read_log(conversation)
    brief = brief_of(conversation, log)
    mail = mail_marks(conversation)
    return Panel(
        version=conversation.version,
        journal=conversation.journal_number,
        brief=brief,
        brief_text=brief_text(brief),
        slots=tuple(_slot(name, state.slots[name], log) for name in ORDER if name in policy.slots),
        score=_score(conversation, score(state, policy), state.lead_type not in policy.not_buyers),
        visits=_visits(conversation),
        visitor=_visitor(conversation, _links(conversation, user)),
        thumbs=tuple((line.seq, line.feedback) for line in log.by("bot") if line.feedback),
        ratings=tuple(
            RatingInfo(int(e.payload["score"]), str(e.payload.get("comment", "")), e.at)
            for e in log.all("rating")
        ),
        by_mail=mail.received,
        mailed=mail.mailed,
    )


def _slot(name: SlotName, record: SlotRecord, log: Log) -> SlotInfo:
    set_by, since = _by_hand(name, record, log)
    return SlotInfo(
        slot=name,
        label=LABELS[name],
        state=record.state,
        value=None if record.value is None else value_to_json(record.value),
        shown=describe_value(record.value),
        evidence=_words(record.text or "", record.message, record.span),
        confidence=record.confidence,
        source=record.source,
        set_by=set_by,
        said_since=since,
        previous=tuple(
            OlderValue(describe_value(p.value), p.message, p.reason, p.text or "")
            for p in record.previous
        ),
    )


def _by_hand(name: SlotName, record: SlotRecord, log: Log) -> tuple[str, Evidence | None]:
    """Who set it, and what the visitor has said against it since."""
    if record.source != "human":
        return "", None
    by, since = "", None
    for entry in log.entries:
        if entry.payload.get("slot") != name:
            continue
        if entry.kind == "slot_set_by_hand":
            by, since = entry.actor, None
        elif entry.kind == "slot_kept" and entry.payload.get("text"):
            start, end = entry.payload["span"]
            since = Evidence(entry.payload["text"], entry.payload["message"], (start, end))
    return by, since


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


def _links(conversation: Conversation, user: User | None) -> tuple[Link, ...]:
    """The lead in the list of leads, found by what is known of them, and all that is kept."""
    if user is None:
        return ()
    found: list[Link] = []
    slots = stored_slots(conversation)
    known = next((w for n in ("email", "company", "name") if (w := known_words(slots, n))), "")
    if known and user.has_perm("leads.view_lead"):
        address = reverse("admin:leads_lead_changelist")
        found.append(Link("Lead", f"{address}?{urlencode({'q': known})}"))
    if any(user.has_perm(right) for right in DATA_RIGHTS):
        address = reverse("admin:privacy_person_of", args=[conversation.pk])
        found.append(Link("All that is kept of them", address))
    return tuple(found)


def _visitor(conversation: Conversation, links: tuple[Link, ...]) -> VisitorInfo:
    visitor = conversation.visitor
    return VisitorInfo(
        id=str(visitor.pk),
        locale=visitor.locale,
        name=visitor.name or who_of(conversation),
        email=visitor.email,
        external_id=visitor.external_id,
        first_seen=visitor.created.isoformat(),
        visits=conversation.visits,
        others=_others(conversation),
        links=links,
    )


def _others(conversation: Conversation) -> tuple[OtherChat, ...]:
    """Other chats of whom the site itself has named as the same person."""
    visitor = conversation.visitor
    if not (visitor.external_id or visitor.email):
        return ()
    same = Q(visitor__external_id=visitor.external_id) if visitor.external_id else Q()
    same |= Q(visitor__email=visitor.email) if visitor.email else Q()
    found = Conversation.objects.filter(same, site=conversation.site_id).exclude(pk=conversation.pk)
    return tuple(
        OtherChat(
            conversation=str(other.pk),
            who=who_of(other),
            mode=other.mode,
            last_at=other.last_message_at.isoformat(),
            how="signed in" if visitor.external_id else "address",
        )
        for other in found.select_related("visitor").order_by("-last_message_at")[:OTHERS_SHOWN]
    )
