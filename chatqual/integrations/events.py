"""Events for webhooks: of a conversation from its journal, of a lead from whoever keeps the leads.

Whatever happens to a conversation stands in its journal, whoever did it: a turn, a person, the
sweeper. So that is where to listen, in the transaction of the deed. `version` rises with each event
of a conversation, and of a lead: of two of them the later one has the higher number, in whatever
order they arrive.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from chatqual.conversations.describe import describe_value
from chatqual.conversations.models import Conversation, JournalEntry
from chatqual.engine.slots import SLOT_NAMES, Json
from chatqual.engine.state import State
from chatqual.integrations.alerts import forget_digests, tell_hot
from chatqual.integrations.links import desk_link
from chatqual.integrations.listeners import listeners_of
from chatqual.integrations.models import OutboxItem, WebhookEndpoint
from chatqual.integrations.outbox import enqueue
from chatqual.leads.watchers import LeadChange
from chatqual.privacy.registry import Person
from chatqual.sites.models import Site
from chatqual.sites.registry import site_by_id

PAYLOAD_VERSION = 1
MAX_BYTES = 20_000
TEST = "endpoint.test"
ERASED = "person.erased"
EVENTS = {
    "conversation.handed_off": "A person is wanted",
    "conversation.taken": "Somebody of the staff took over",
    "conversation.closed": "Closed, with its outcome",
    "lead.created": "Somebody became a lead",
    "lead.updated": "Tier, score or facts of a lead have changed",
    "lead.hot": "A lead has become hot",
    ERASED: "A visitor was deleted here and is to be forgotten elsewhere",
}
MAX_VALUE = 500  # characters
_MODES = {
    "handoff": ("conversation.handed_off", Conversation.Mode.WAITING),
    "taken": ("conversation.taken", Conversation.Mode.HUMAN),
    "closed": ("conversation.closed", Conversation.Mode.CLOSED),
}


# --- what happened to a conversation --------------------------------------------------------------
def on_journal(conversation: Conversation, entries: Sequence[JournalEntry]) -> None:
    """Called with each batch of new entries, in its transaction."""
    for entry in entries:
        event, mode = _MODES.get(entry.kind, ("", ""))
        # The engine's own word that it ends stands before the deed; the deed writes another.
        if event and conversation.mode == mode:
            _tell_of_mode(conversation, entry, event)


def _tell_of_mode(conversation: Conversation, entry: JournalEntry, event: str) -> None:
    destinations = listeners_of(conversation.site_id).destinations(event)
    if not destinations:
        return
    site = site_by_id(conversation.site_id)
    data = {
        "conversation": str(conversation.pk),
        "version": entry.number,
        "site": site.public_key,
        "lead_type": conversation.lead_type,
        "tier": conversation.effective_tier,
        "score": conversation.effective_score,
        "link": desk_link(conversation.pk),
        **_of_mode(conversation, entry),
    }
    key = f"{conversation.pk}:{event}:{entry.number}"
    _put(site, event, key, data, destinations, conversation)


def _of_mode(conversation: Conversation, entry: JournalEntry) -> Json:
    match entry.kind:
        case "handoff":
            return {"reason": conversation.handoff_reason}
        case "taken":
            return {"by": entry.actor, "waited_s": entry.payload.get("waited_s")}
        case _:
            return {"by": entry.payload.get("by", ""), "outcome": conversation.outcome}


# --- what happened to a lead ----------------------------------------------------------------------
def on_lead(change: LeadChange) -> None:
    """Called with each change of a lead, in its transaction."""
    lead = change.lead
    listeners = listeners_of(lead.site_id)
    if "hot" in change.kinds and listeners.hot:
        tell_hot(lead.conversation, str(lead.version), listeners.hot)
    for kind in change.kinds:
        event = f"lead.{kind}"
        destinations = listeners.destinations(event)
        if not destinations:
            continue
        conversation = lead.conversation
        data = {
            "conversation": str(conversation.pk),
            "version": lead.version,
            "site": lead.site.public_key,
            "changed": sorted(change.fields),
            "lead": lead.to_json(),
            "facts": _facts(conversation),
            "link": desk_link(conversation.pk),
        }
        key = f"{conversation.pk}:{event}:{lead.version}"
        _put(lead.site, event, key, data, destinations, conversation)


def _facts(conversation: Conversation) -> dict[str, str]:
    """The slots that are known, as values in words."""
    state = State.from_json(conversation.state) if conversation.state else State.new()
    known = ((name, state.slots[name]) for name in SLOT_NAMES)
    return {name: describe_value(r.value)[:MAX_VALUE] for name, r in known if r.is_known}


# --- a person is forgotten ------------------------------------------------------------------------
def on_erased(sender: Any, person: Person, erasure: Any, **kwargs: Any) -> None:
    """Whoever was told of them is told to forget them, by the numbers that they know them by."""
    forget_digests(person.site)
    destinations = listeners_of(person.site).destinations(ERASED)
    if not destinations:
        return
    site = site_by_id(person.site)
    gone = [str(conversation) for conversation in person.conversations]
    data = {"site": site.public_key, "conversations": gone}
    _put(site, ERASED, f"{ERASED}:{erasure.pk}", data, destinations, None)


# --- into the outbox ------------------------------------------------------------------------------
def _put(
    site: Site,
    event: str,
    key: str,
    data: Json,
    destinations: Sequence[str],
    conversation: Conversation | None,
) -> None:
    envelope = _envelope(event, data)
    for destination in destinations:
        enqueue(site, event, key, envelope, destination=destination, conversation=conversation)


def _envelope(event: str, data: Json) -> Json:
    stamp = timezone.now().isoformat(timespec="milliseconds")
    made = {"type": event, "v": PAYLOAD_VERSION, "timestamp": stamp, "data": data}
    # An address of a page may be of any length, and is the first that a receiver can do without.
    for name in ("campaign", "referrer", "page"):
        if len(json.dumps(made)) > MAX_BYTES and isinstance(data.get("lead"), dict):
            data["lead"].pop(name, None)
    return made


def enqueue_test(endpoint: WebhookEndpoint) -> OutboxItem | None:
    """An event without a conversation, to try an endpoint with."""
    now = timezone.now()
    data = {"site": endpoint.site.public_key, "endpoint": endpoint.name}
    key = f"{TEST}:{now.isoformat()}"
    return enqueue(
        endpoint.site, TEST, key, _envelope(TEST, data), destination=endpoint.destination
    )
