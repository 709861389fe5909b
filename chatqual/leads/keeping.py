"""Leads are kept up to date behind the turns: the sweeper calls, no turn waits.

What changed is found in two ways that miss nothing between them: open conversations by the time of
their last line, read again over a margin, and all others by their journal, whose numbers are read
in order up to a mark. Reading twice is harmless: a lead is stored only where it differs.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, Min
from django.utils import timezone

from chatqual.conversations.models import Conversation, JournalEntry, Message, Receipt, Visit
from chatqual.leads.facts import Facts, facts_of, is_worth_keeping, origin_of
from chatqual.leads.models import Lead, LeadMark
from chatqual.leads.watchers import Kind, LeadChange, tell_watchers
from chatqual.realtime.transactions import writing

log = logging.getLogger(__name__)

AT_ONCE = 200
# The sweeper has other things to do, and after an update every conversation may be new to us.
STORED_AT_ONCE = 50
# A row's number is taken before it can be seen: a lower one may appear until its transaction ends.
GRACE = timedelta(seconds=3)
# Lines are read again over this margin, for clocks that differ and transactions that took a while.
MARGIN = timedelta(seconds=5)


def keep_leads(now: datetime | None = None) -> int:
    """Bring leads up to date with what happened since the last call. Returns how many changed."""
    now = now or timezone.now()
    mark = LeadMark.objects.get_or_create(pk=1)[0]
    last = _settled(now, mark.entry)
    told = JournalEntry.objects.filter(pk__gt=mark.entry, pk__lte=last).order_by("pk")
    entries = list(told.values_list("pk", "conversation")[:AT_ONCE])
    if len(entries) == AT_ONCE:
        last = entries[-1][0]
    ids = {conversation for _, conversation in entries} | _lively(mark.lines_until)
    changed = _keep(list(ids), now, most=STORED_AT_ONCE)
    # What is left over is found again by the same marks: what was stored no longer differs.
    if changed < STORED_AT_ONCE and (ids or last != mark.entry):
        with writing():
            LeadMark.objects.filter(pk=1, entry__lte=last).update(entry=last, lines_until=now)
    return changed


def _settled(now: datetime, mark: int) -> int:
    """The number up to which no journal entry can appear any more."""
    new = JournalEntry.objects.filter(pk__gt=mark)
    first = new.filter(created__gt=now - GRACE).aggregate(n=Min("pk"))["n"]
    if first is not None:
        return int(first) - 1
    return int(new.aggregate(n=Max("pk"))["n"] or mark)


def _lively(since: datetime | None) -> set[uuid.UUID]:
    """Open conversations with a line since the last look; at the first look all of them."""
    rows = Conversation.objects.exclude(mode=Conversation.Mode.CLOSED)
    if since is not None:
        rows = rows.filter(last_message_at__gt=since - MARGIN)
    return set(rows.values_list("pk", flat=True))


def rebuild_leads(now: datetime | None = None) -> tuple[int, int]:
    """Look at every conversation again. Returns how many there are, and how many leads changed.

    Owner and outcome that somebody set stay; a row that is missing gets them from the log.
    """
    now = now or timezone.now()
    ids = list(Conversation.objects.order_by("created").values_list("pk", flat=True))
    return len(ids), _keep(ids, now)


def _keep(ids: Sequence[uuid.UUID], now: datetime, most: int | None = None) -> int:
    """Looks at many at once, and opens a transaction only for those that differ, `most` of them."""
    changed = 0
    for start in range(0, len(ids), AT_ONCE):
        chunk = ids[start : start + AT_ONCE]
        leads = Lead.objects.in_bulk(chunk)
        refused = _refused(chunk)
        rows = Conversation.objects.filter(pk__in=chunk).select_related("visitor")
        differing = [c.pk for c in rows if _differs(leads.get(c.pk), c, c.pk in refused)]
        for pk in differing:
            changed += _keep_safely(pk, now)
            if changed == most:
                return changed
    return changed


def _refused(ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Those whose last word on consent was no."""
    given = Receipt.objects.filter(conversation__in=list(ids), kind="consent").order_by("pk")
    last = {row.conversation_id: row.payload.get("given") for row in given}
    return {pk for pk, is_given in last.items() if is_given is False}


def _differs(lead: Lead | None, conversation: Conversation, has_refused: bool) -> bool:
    facts = facts_of(conversation, has_refused=has_refused)
    if lead is None:
        return is_worth_keeping(conversation, facts)
    return bool(_changes(lead, conversation, facts)) or _is_news(lead, conversation)


def _is_news(lead: Lead, conversation: Conversation) -> bool:
    seen = (lead.seen_owner, lead.seen_outcome)
    return seen != (conversation.owner_id, conversation.outcome)


def _changes(lead: Lead, conversation: Conversation, facts: Facts) -> dict[str, Any]:
    """The columns that are no longer true. Of owner and outcome only what the desk set anew."""
    wanted = facts.to_json()
    if conversation.owner_id and conversation.owner_id != lead.seen_owner:
        wanted["owner_id"] = conversation.owner_id
    if conversation.outcome and conversation.outcome != lead.seen_outcome:
        wanted["outcome"] = conversation.outcome
    return {name: value for name, value in wanted.items() if getattr(lead, name) != value}


def _keep_safely(pk: uuid.UUID, now: datetime) -> bool:
    try:
        return keep_lead(pk, now)
    except Exception:  # one that cannot be kept must not hold up those behind it; the log tells
        log.exception("the lead of conversation %s was not stored", pk)
        return False


def keep_lead(pk: uuid.UUID, now: datetime) -> bool:
    """Stores the lead of one conversation as it is now. True where something changed."""
    with writing():
        # The lead is locked before the conversation is read: who comes second reads what is newer.
        lead = Lead.objects.select_for_update(of=("self",)).filter(pk=pk).first()
        found = Conversation.objects.select_related("visitor", "site").filter(pk=pk).first()
        if found is None:
            return False
        facts = facts_of(found, has_refused=pk in _refused([pk]))
        if lead is not None:
            return _update(lead, found, facts, now)
        return is_worth_keeping(found, facts) and _create(found, facts, now)


def _create(conversation: Conversation, facts: Facts, now: datetime) -> bool:
    visit = Visit.objects.filter(conversation=conversation).order_by("number").first()
    origin = origin_of(visit)
    lead, is_new = Lead.objects.get_or_create(
        conversation=conversation,
        defaults={
            **facts.to_json(),
            "site_id": conversation.site_id,
            "source": origin.source,
            "page": origin.page,
            "referrer": origin.referrer,
            "campaign": origin.campaign or {},
            "owner_id": conversation.owner_id or _last_agent(conversation),
            "outcome": conversation.outcome,
            "seen_owner": conversation.owner_id,
            "seen_outcome": conversation.outcome,
            "created": conversation.created,
            "changed": now,
        },
    )
    if is_new:
        kinds: tuple[Kind, ...] = ("created", "hot") if lead.tier == "hot" else ("created",)
        tell_watchers(LeadChange(lead, kinds, frozenset(facts.to_json())))
    return is_new


def _last_agent(conversation: Conversation) -> int | None:
    lines = Message.objects.filter(conversation=conversation, agent__isnull=False)
    return lines.order_by("-seq").values_list("agent", flat=True).first()


def _update(lead: Lead, conversation: Conversation, facts: Facts, now: datetime) -> bool:
    changes = _changes(lead, conversation, facts)
    lead.seen_owner, lead.seen_outcome = conversation.owner_id, conversation.outcome
    if not changes:
        lead.save(update_fields=["seen_owner", "seen_outcome"])
        return False
    becomes_hot = changes.get("tier") == "hot" and not facts.is_dropped
    store_change(lead, changes, now, ("updated", "hot") if becomes_hot else ("updated",))
    return True


def store_change(
    lead: Lead, changes: dict[str, Any], now: datetime, kinds: tuple[Kind, ...] = ("updated",)
) -> None:
    """Writes the columns with the next version and tells of it. The caller holds the lead's lock.

    `seen_owner` and `seen_outcome` are written along as they stand on `lead`.
    """
    for name, value in changes.items():
        setattr(lead, name, value)
    lead.version += 1
    lead.changed = now
    lead.save()
    tell_watchers(LeadChange(lead, kinds, frozenset(name.removesuffix("_id") for name in changes)))
