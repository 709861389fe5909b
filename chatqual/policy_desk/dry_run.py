"""A dry run: stored conversations decided again under another version. It writes no row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from chatqual.conversations.known import who_of
from chatqual.conversations.models import Conversation, Turn
from chatqual.engine.policy import Policy
from chatqual.engine.ports import Knowledge
from chatqual.engine.slots import Json
from chatqual.policy_desk.labels import slot_label
from chatqual.replay import Decided, Told, decide_again, stored_turns
from chatqual.sites.models import Site
from chatqual.sites.policies import policy_of
from knowledge.service import knowledge_for

# At most so many conversations in a run, and in one request of it.
RUN_LIMIT = 1000
PART_LIMIT = 10


@dataclass(frozen=True, slots=True)
class Difference:
    """A turn that would go another way."""

    who: str
    address: str
    line: str
    then: Told
    now: Told

    def to_json(self) -> Json:
        return {
            "who": self.who,
            "address": self.address,
            "line": self.line,
            "then": _told(self.then),
            "now": _told(self.now),
        }


@dataclass(frozen=True, slots=True)
class PartRun:
    """`software`: turns that differ under their own version too, since the program has changed.

    `unreadable`: turns of an older release that cannot be decided again.
    """

    conversations: int
    turns: int
    software: int
    unreadable: int
    differences: tuple[Difference, ...]

    def to_json(self) -> Json:
        return {
            "conversations": self.conversations,
            "turns": self.turns,
            "software": self.software,
            "unreadable": self.unreadable,
            "differences": [d.to_json() for d in self.differences],
        }


def _told(told: Told) -> Json:
    return {
        "asked": slot_label(told.asked) if told.asked else "",
        "reply": told.reply,
        "tier": told.tier.replace("_", " "),
        "score": told.score,
    }


def choose_conversations(
    site: Site, *, last: int | None = None, since: datetime | None = None
) -> list[str]:
    """Ids of the site's conversations in which the assistant spoke, the newest first."""
    done = Turn.objects.filter(status=Turn.Status.DONE, now__isnull=False).exclude(decision={})
    found = Conversation.objects.filter(site=site, pk__in=done.values("conversation"))
    if since is not None:
        found = found.filter(last_message_at__gte=since)
    limit = RUN_LIMIT if last is None else min(last, RUN_LIMIT)
    newest = found.order_by("-last_message_at", "pk").values_list("pk", flat=True)
    return [str(pk) for pk in newest[:limit]]


def run_part(site: Site, policy: Policy, ids: Iterable[str]) -> PartRun:
    """Decides the turns of a few conversations again. Those of other sites are passed over."""
    found = Conversation.objects.filter(site=site, pk__in=list(ids)[:PART_LIMIT])
    knowledge = knowledge_for(site)
    turns = software = unreadable = 0
    differing: list[Difference] = []
    for conversation in found.select_related("visitor").order_by("-last_message_at", "pk"):
        for turn in stored_turns(str(conversation.pk)):
            turns += 1
            try:
                decided = decide_again(turn, policy, knowledge)
                is_new = decided.is_noticed
                is_software = is_new and _is_so_anyway(turn, decided, knowledge)
            except (KeyError, TypeError, ValueError):
                unreadable += 1  # Stored by an older release, in another shape.
                continue
            software += is_software
            if is_new and not is_software:
                differing.append(_difference(conversation, decided))
    return PartRun(len(found), turns, software, unreadable, tuple(differing))


def _is_so_anyway(turn: Turn, decided: Decided, knowledge: Knowledge) -> bool:
    """The turn's own version would have it so today: then it is not the other version's doing."""
    if turn.policy_id is None:
        return False
    return decide_again(turn, policy_of(turn.policy_id), knowledge).now == decided.now


def _difference(conversation: Conversation, decided: Decided) -> Difference:
    address = reverse("admin:conversations_conversation_change", args=[conversation.pk])
    line = " / ".join(decided.lines)
    return Difference(who_of(conversation), address, line, decided.then, decided.now)
