"""What a conversation tells of a lead, and whether it is one. No writes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from chatqual.conversations.known import stored_slots
from chatqual.conversations.models import Conversation, Visit
from chatqual.engine.slots import Json

# A tier that was earned by what somebody told; "unqualified" alone is nobody to follow up.
WORTH = ("hot", "warm", "cold")


@dataclass(frozen=True, slots=True)
class Facts:
    """Columns of a lead that follow from its conversation, by their names there."""

    name: str
    company: str
    email: str
    phone: str
    need: str
    tier: str
    score: int
    is_overridden: bool
    lead_type: str
    may_contact: bool
    is_sample: bool
    is_dropped: bool

    def to_json(self) -> Json:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the first visit came from. `source`: campaign, else referring host, else direct."""

    source: str = "direct"
    page: str = ""
    referrer: str = ""
    campaign: Json | None = None


def facts_of(conversation: Conversation, *, has_refused: bool) -> Facts:
    """`has_refused`: the visitor's last word on consent was no. `visitor` is read already."""
    slots = stored_slots(conversation)
    visitor = conversation.visitor
    opted_out = conversation.state.get("opted_out") or ()
    return Facts(
        name=(_known(slots, "name") or visitor.name)[:200],
        company=_known(slots, "company")[:200],
        email=(_contact(slots, "email") or visitor.email)[:254],
        phone=_contact(slots, "phone")[:40],
        need=conversation.summary,
        tier=conversation.effective_tier,
        score=conversation.effective_score,
        is_overridden=bool(conversation.override_tier),
        lead_type=conversation.lead_type,
        may_contact=not {"contact", "data"} & set(opted_out),
        is_sample=conversation.is_sample,
        is_dropped=has_refused or _is_none(conversation) or "data" in opted_out,
    )


def is_worth_keeping(conversation: Conversation, facts: Facts) -> bool:
    """A way to reach them, a tier, or a person who was asked for or spoke; never what is dropped.

    Once made, a lead stays: it is marked as dropped, so that who was told of it hears that, too.
    """
    has_contact = bool(facts.email or facts.phone)
    met_a_person = bool(conversation.handoff_reason) or conversation.owner_id is not None
    return not facts.is_dropped and (has_contact or facts.tier in WORTH or met_a_person)


def _is_none(conversation: Conversation) -> bool:
    spam = "spam" in (conversation.lead_type, conversation.outcome)
    return spam or conversation.is_test


def _known(slots: Json, name: str, states: tuple[str, ...] = ("filled", "confirmed")) -> str:
    """The slot's value where it is a text, else the visitor's own words; "" where not known."""
    record = slots.get(name) or {}
    if record.get("state") not in states:
        return ""
    value = record.get("value")
    return value if isinstance(value, str) else record.get("text") or ""


def _contact(slots: Json, name: str) -> str:
    """Of two addresses the newer one is still a way to reach them."""
    return _known(slots, name, ("filled", "confirmed", "conflicting"))


def origin_of(visit: Visit | None) -> Origin:
    """Where a visit came from."""
    if visit is None:
        return Origin()
    return Origin(_source(visit)[:200], visit.landing_url, visit.referrer, visit.campaign)


def _source(visit: Visit) -> str:
    named = [visit.campaign.get(part) for part in ("utm_source", "utm_medium", "utm_campaign")]
    if any(named):
        return " / ".join(part for part in named if part)
    if visit.campaign.get("gclid"):
        return "google ads"
    if visit.campaign.get("ref"):
        return str(visit.campaign["ref"])
    host = _host(visit.referrer)
    return host if host and host != _host(visit.landing_url) else "direct"


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
