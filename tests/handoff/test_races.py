"""Everybody at once: take, transfer, close and a visitor's line in the same instant."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection

from chatqual.conversations.errors import NotOwner, StaleOwner
from chatqual.conversations.models import Conversation, JournalEntry, Message
from chatqual.handoff.ownership import Held, close, take
from chatqual.handoff.presence import record_heartbeat
from chatqual.handoff.staff import staff_of
from chatqual.handoff.transfer import to_colleague, to_team
from chatqual.sites.models import Site
from tests.factories import make_agent, make_site, reload, say
from tests.handoff.cast import waiting

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 20
Outcome = tuple[str, Any]


def at_once(deeds: dict[str, Callable[[], Any]]) -> dict[str, Any]:
    """Each deed in a thread with a connection of its own; gives what came of each."""
    start = threading.Barrier(len(deeds))
    came: dict[str, Any] = {}

    def attempt(name: str, deed: Callable[[], Any]) -> None:
        start.wait(timeout=60)
        try:
            came[name] = deed()
        except (StaleOwner, NotOwner) as error:
            came[name] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=pair) for pair in deeds.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return came


def deeds_on(
    conversation: Conversation, bo: User, mara: User, zoe: User
) -> dict[str, Callable[[], Any]]:
    seen: dict[str, Any] = {
        "conversation_id": conversation.pk,
        "seen_epoch": conversation.owner_epoch,
    }
    return {
        "take": lambda: take(**seen, user=mara),
        "hand": lambda: to_colleague(**seen, user=bo, colleague=zoe, reason=""),
        "team": lambda: to_team(**seen, user=bo, team="support", reason=""),
        "close": lambda: close(**seen, user=bo, outcome="won"),
        "line": lambda: say(
            conversation.site, "and one more thing", conversation.visitor_id, uuid.uuid4()
        ),
    }


def test_of_all_who_saw_the_same_epoch_one_wins_and_the_visitor_s_line_stands() -> None:
    site: Site = make_site()
    bo, mara, zoe = (make_agent(site, name) for name in ("bo", "mara", "zoe"))
    for user in (bo, mara, zoe):
        record_heartbeat(staff=staff_of(user), is_active=True)
    for _ in range(ROUNDS):
        conversation = waiting(site)
        came = at_once(deeds_on(conversation, bo, mara, zoe))
        line = came.pop("line")
        won = [name for name, outcome in came.items() if isinstance(outcome, Held)]
        assert len(came) == 4, came
        assert len(won) == 1, came
        found = reload(conversation.pk)
        # A line to what was closed opens it again, in the same log.
        wanted = {"take": mara, "hand": zoe}.get(won[0])
        assert found.owner == wanted
        assert won[0] != "take" or found.mode == "human"
        stored = Message.objects.get(conversation=conversation, seq=line.seq)
        assert stored.text == "and one more thing"
        seqs = Message.objects.filter(conversation=conversation).values_list("seq", flat=True)
        assert sorted(seqs) == list(range(1, found.last_seq + 1))
        numbers = JournalEntry.objects.filter(conversation=conversation)
        assert numbers.count() == found.journal_number
