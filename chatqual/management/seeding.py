"""The demo company: its site, staff, documents and sample conversations."""

from __future__ import annotations

import json
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.utils import timezone

from chatqual import pipeline  # noqa: F401 - registers who does which rows
from chatqual.audit.trail import record_audit
from chatqual.conversations.arrival import Arrival, Page
from chatqual.conversations.models import Conversation, JournalEntry, Message, Turn, Visit, Visitor
from chatqual.conversations.receive import (
    Received,
    close_log,
    lock_conversation,
    receive_message,
    receive_receipt,
)
from chatqual.conversations.wake import in_this_thread
from chatqual.engine.slots import Json
from chatqual.handoff.ownership import send_agent_message, take
from chatqual.handoff.roles import AGENT
from chatqual.realtime.transactions import writing
from chatqual.sites.models import Membership, Site
from chatqual.sites.policies import ensure_live_policy
from chatqual.sites.registry import forget_sites

DEMO_KEY = "demo"
DEMO_FOLDER = Path(settings.BASE_DIR) / "knowledge" / "demo"
LINE_EVERY = timedelta(seconds=40)
Mode = Conversation.Mode

SITE = {
    "name": "Norrwick",
    "locale": "en",
    "time_zone": "Europe/Berlin",
    "origins": [],
    "hours": {day: ["08:00", "18:00"] for day in ("mon", "tue", "wed", "thu", "fri")},
    "contact_email": "hello@norrwick.example",
    "starters": ["What does it cost?", "Do you have single sign-on?", "Is there a free trial?"],
    "theme": {"accent": "#1f5c4d"},
    "is_demo": True,
}
STAFF = (
    ("admin", "Alma", "Berg", "", True),
    ("jonas", "Jonas", "Keller", "sales", False),
    ("mara", "Mara", "Olsen", "support", False),
)
AGENTS = {"agent1": "jonas", "agent2": "mara"}


@dataclass(frozen=True, slots=True)
class MadeStaff:
    """A login; `password` only where it was made now."""

    username: str
    role: str
    password: str | None

    def to_json(self) -> Json:
        out: Json = {"username": self.username, "password": self.password, "role": self.role}
        return {key: value for key, value in out.items() if value is not None}


def new_password() -> str:
    return secrets.token_urlsafe(12)


def make_site() -> Site:
    site, made = Site.objects.get_or_create(public_key=DEMO_KEY, defaults=SITE)
    ensure_live_policy(site)
    forget_sites()
    if made:
        record_audit(actor="seed_demo", action="site.created", target=DEMO_KEY)
    return site


def make_staff(site: Site) -> list[MadeStaff]:
    """One admin and two sales agents; an account that is there already keeps its password."""
    out = []
    for username, first, last, title, is_admin in STAFF:
        user, made = User.objects.get_or_create(
            username=username,
            defaults={
                "first_name": first,
                "last_name": last,
                "is_staff": True,
                "is_superuser": is_admin,
            },
        )
        password = None
        if made:
            password = new_password()
            user.set_password(password)
            user.save()
            if not is_admin:
                user.groups.add(Group.objects.get(name=AGENT))
                _set_title(user, title)
        Membership.objects.get_or_create(site=site, user=user)
        out.append(MadeStaff(username, "admin" if is_admin else "agent", password))
    return out


def _set_title(user: User, title: str) -> None:
    from chatqual.handoff.models import AgentProfile

    AgentProfile.objects.update_or_create(user=user, defaults={"team": title})


def make_canned_answers(site: Site) -> None:
    """A handful to try; one that is there stays as it is."""
    from chatqual.handoff.writing_models import CannedAnswer

    for fields in json.loads((DEMO_FOLDER / "canned_answers.json").read_text()):
        keys = {"shortcut": fields["shortcut"], "language": fields["language"]}
        values = {**fields, "created_by": "seed_demo"}
        CannedAnswer.objects.get_or_create(site=site, **keys, defaults=values)


def make_samples(site: Site, told: Callable[[int, int], None]) -> int:
    """Runs each sample through the engine and puts it into the state it stands for."""
    samples = json.loads((DEMO_FOLDER / "conversations.json").read_text())
    _remove_unfinished(site)
    done = set(Visitor.objects.filter(site=site).values_list("external_id", flat=True))
    missing = [s for s in samples if s["id"] not in done]
    for number, sample in enumerate(missing, 1):
        with in_this_thread():
            conversation = _play(site, sample)
            _finish(conversation, sample)
        _move_back(conversation, timezone.now() - timedelta(minutes=sample["minutes_ago"]))
        # Only a finished one carries its name: one that was broken off is made again.
        Visitor.objects.filter(conversation=conversation).update(external_id=sample["id"])
        told(number, len(missing))
    return len(missing)


def _remove_unfinished(site: Site) -> None:
    with writing():
        Visitor.objects.filter(site=site, conversation__is_sample=True, external_id="").delete()


def _play(site: Site, sample: dict[str, Any]) -> uuid.UUID:
    page = sample["page"]
    arrival = Arrival(
        locale=sample["locale"],
        page=Page(page["url"], page.get("title", ""), page.get("referrer", "")),
        is_sample=True,
    )
    received: Received | None = None
    agent_lines = {line["after"]: line["text"] for line in sample.get("agent_lines", ())}
    for number, text in enumerate(sample["visitor"], 1):
        received = receive_message(
            site=site,
            visitor=received.visitor if received else None,
            arrival=arrival,
            client_id=uuid.uuid4(),
            text=text,
        )
        if number in agent_lines:
            _let_agent_speak(received.conversation, sample["agent"], agent_lines[number])
    assert received is not None  # noqa: S101 - every sample has a line
    return received.conversation


def _let_agent_speak(conversation_id: uuid.UUID, agent: str, text: str) -> None:
    user = User.objects.get(username=AGENTS[agent])
    epoch = Conversation.objects.get(pk=conversation_id).owner_epoch
    held = take(conversation_id=conversation_id, user=user, seen_epoch=epoch)
    send_agent_message(
        conversation_id=conversation_id,
        user=user,
        seen_epoch=held.epoch,
        client_id=uuid.uuid4(),
        text=text,
    )


def _finish(conversation_id: uuid.UUID, sample: dict[str, Any]) -> None:
    conversation = Conversation.objects.select_related("site").get(pk=conversation_id)
    wanted = sample["state"]
    if wanted == "waiting" and conversation.mode == Mode.BOT:
        receive_receipt(
            site=conversation.site,
            visitor=conversation.visitor_id,
            arrival=Arrival(locale=sample["locale"]),
            client_id=uuid.uuid4(),
            kind="handoff",
            payload={},
        )
    elif wanted == "human" and conversation.mode != Mode.HUMAN:
        user = User.objects.get(username=AGENTS[sample.get("agent", "agent1")])
        take(conversation_id=conversation_id, user=user, seen_epoch=conversation.owner_epoch)
    elif wanted == "closed" and conversation.mode != Mode.CLOSED:
        with writing():
            locked = lock_conversation(pk=conversation_id)
            close_log(locked, timezone.now(), by="sample", outcome=sample.get("outcome", ""))
            locked.save()
    elif wanted == "bot" and conversation.mode == Mode.WAITING:
        with writing():
            locked = lock_conversation(pk=conversation_id)
            locked.mode, locked.waiting_since = Mode.BOT, None
            locked.save()


def _move_back(conversation_id: uuid.UUID, last: datetime) -> None:
    """Puts the lines where they would stand had they been written until `last`."""
    messages = list(Message.objects.filter(conversation_id=conversation_id).order_by("seq"))
    for steps, message in enumerate(reversed(messages)):
        message.created = last - steps * LINE_EVERY
    first = messages[0].created
    with writing():
        Message.objects.bulk_update(messages, ["created"])
        Visitor.objects.filter(conversation=conversation_id).update(created=first)
        Visit.objects.filter(conversation=conversation_id).update(started=first)
        Turn.objects.filter(conversation=conversation_id).update(created=first)
        JournalEntry.objects.filter(conversation=conversation_id).update(created=last)
        conversation = lock_conversation(pk=conversation_id)
        conversation.created = first
        conversation.last_message_at = conversation.last_visitor_at = last
        if conversation.waiting_since:
            conversation.waiting_since = last
        if conversation.closed_at:
            conversation.closed_at = last
        conversation.save()
