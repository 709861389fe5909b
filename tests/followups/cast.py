"""Ana has given her address and left; bo has taken over and writes."""

from __future__ import annotations

import json
import re
import time
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from chatqual.conversations.models import Conversation, JournalEntry
from chatqual.followups.addresses import reply_address
from chatqual.followups.models import FollowUp
from chatqual.followups.unseen import do_follow_up
from chatqual.handoff.ownership import send_agent_message, take
from chatqual.integrations.models import OutboxItem
from chatqual.integrations.signing import sign
from chatqual.sites.models import Site
from tests.factories import make_agent, make_site, reload, say

ANA = "ana@example.com"


@dataclass
class Chat:
    """A conversation that bo has taken over."""

    site: Site
    bo: User
    conversation: uuid.UUID

    @property
    def row(self) -> Conversation:
        return Conversation.objects.select_related("visitor").get(pk=self.conversation)

    @property
    def reply_to(self) -> str:
        return reply_address(self.conversation)

    def write(self, text: str = "Two years or three?") -> int:
        seq = send_agent_message(
            conversation_id=self.conversation,
            user=self.bo,
            seen_epoch=self.row.owner_epoch,
            client_id=uuid.uuid4(),
            text=text,
        ).seq
        assert seq is not None
        return seq

    def change(self, **fields: Any) -> None:
        Conversation.objects.filter(pk=self.conversation).update(**fields)

    def journal(self) -> list[str]:
        rows = JournalEntry.objects.filter(conversation=self.conversation)
        return list(rows.values_list("kind", flat=True))

    def notes(self) -> list[str]:
        return list(self.row.notes.order_by("number").values_list("text", flat=True))

    def mail(self, text: str = "Three, please.", **fields: Any) -> dict[str, Any]:
        """Ana's answer as the intake takes it."""
        made = {"from": f"Ana <{ANA}>", "to": [self.reply_to], "subject": "Re: Your conversation"}
        return {**made, "message_id": f"<{uuid.uuid4()}@example.com>", "text": text, **fields}


def begin(key: str = "shop", address: str = ANA, agent: str = "bo") -> Chat:
    site = make_site(key)
    made = say(site, "can I talk to a person")
    conversation = reload(made.conversation)
    conversation.turns.all().delete()
    slot = {"state": "filled", "value": address, "text": address, "message": 1, "source": "rule"}
    conversation.state = {"slots": {"email": slot} if address else {}, "language": "en"}
    conversation.save()
    bo = make_agent(site, agent)
    take(conversation_id=conversation.pk, user=bo, seen_epoch=0)
    return Chat(site, bo, conversation.pk)


def due() -> list[FollowUp]:
    """What is noted becomes due now; gives the rows that are open."""
    past = timezone.now() - timedelta(seconds=1)
    FollowUp.objects.filter(state=FollowUp.State.OPEN).update(due=past)
    return list(FollowUp.objects.filter(state=FollowUp.State.OPEN))


def do_due() -> None:
    for row in due():
        do_follow_up(row.pk)


def outbox() -> list[OutboxItem]:
    return list(OutboxItem.objects.order_by("pk"))


def code_in(text: str) -> str:
    found = re.search(r"#chatqual=([\w-]{40})", text)
    assert found is not None, text
    return found[1]


def signed_post(
    client: Any, secret: str, mail: Any, id_: str, *, shift: float = 0, forge: bytes = b""
) -> Any:
    """Posts the mail; `shift`: seconds its clock is off; `forge`: put behind what is signed."""
    body = mail if isinstance(mail, bytes) else json.dumps(mail).encode()
    stamp = int(time.time() + shift)
    headers = {
        "webhook-id": id_,
        "webhook-timestamp": str(stamp),
        "webhook-signature": sign([secret], id_, stamp, body),
    }
    return client.post(
        "/hooks/mail/", body + forge, content_type="application/json", headers=headers
    )
