"""The way of a mail for tests: a real SMTP server, and a provider that hands in the answers."""

from __future__ import annotations

import json
import re
import sqlite3
import time
import uuid
from contextlib import closing
from email.message import Message
from typing import Any

import httpx
import psycopg

from chatqual.integrations.signing import make_signing_secret, sign
from tests.integrations.receivers import MailReceiver
from tests.servers import START, Stack, wait_until

NOW_DUE = (
    "update followups_followup set due = '2020-01-01 00:00:00+00:00' "
    "where state = 'open' and due > '2020-01-02'"
)


class PostOffice(MailReceiver):
    """`env`: what a server needs to be told to send here and to take answers."""

    def __init__(self) -> None:
        super().__init__()
        self.secret = make_signing_secret()

    @property
    def env(self) -> dict[str, str]:
        return {
            "EMAIL_URL": f"smtp://127.0.0.1:{self.port}",
            "CHATQUAL_REPLY_ADDRESS": "reply@mail.chat.example",
            "CHATQUAL_INTAKE_SECRETS": self.secret,
            "CHATQUAL_OUTBOX_SCALE": "0.01",
        }

    def mails_to(self, address: str) -> list[Message]:
        return [mail for to, mail in list(self.mails) if to == address]

    def await_mail(self, address: str, count: int = 1, due_on: Stack | None = None) -> Message:
        """`due_on`: what waits there for a visitor to read it has waited long enough."""

        def is_there() -> bool:
            if due_on is not None:
                _change(due_on, NOW_DUE)
            return len(self.mails_to(address)) >= count

        wait_until(is_there, START, f"a mail to {address}")
        return self.mails_to(address)[count - 1]

    def answer(self, url: str, mail: Message, text: str, **fields: Any) -> dict[str, Any]:
        """Hands in what the recipient of `mail` answers to it, as a mail server's script does."""
        made = {
            "from": mail["To"],
            "to": [mail["Reply-To"]],
            "subject": f"Re: {mail['Subject']}",
            "text": text,
            "message_id": f"<{uuid.uuid4()}@example.com>",
            "in_reply_to": mail["Message-ID"],
        }
        body = json.dumps({**made, **fields}).encode()
        id_, stamp = str(uuid.uuid4()), int(time.time())
        headers = {
            "webhook-id": id_,
            "webhook-timestamp": str(stamp),
            "webhook-signature": sign([self.secret], id_, stamp, body),
            "content-type": "application/json",
        }
        done = httpx.post(f"{url}/hooks/mail/", content=body, headers=headers, timeout=60)
        assert done.status_code == 200, done.text
        found: dict[str, Any] = done.json()
        return found


def body_of(mail: Message, kind: str = "text/plain") -> str:
    """The part of this kind as a mail program shows it."""
    for part in mail.walk():
        if part.get_content_type() == kind:
            payload = part.get_payload(decode=True)
            assert isinstance(payload, bytes)
            return payload.decode()
    raise AssertionError(kind)


def link_in(mail: Message) -> str:
    """The link back into the chat, with its code."""
    found = re.search(r"https?://\S+#chatqual=[\w-]{40}", body_of(mail))
    assert found is not None, body_of(mail)
    return found[0]


def _change(stack: Stack, sql: str) -> int:
    """Past Django: a process of its own would take seconds to start. Gives how many rows."""
    if "DATABASE_URL" in stack.env:
        with psycopg.connect(stack.env["DATABASE_URL"]) as server:
            return server.execute(sql).rowcount
    path = stack.folder / "chatqual.sqlite3"
    with closing(sqlite3.connect(path, timeout=60)) as file:
        changed = file.execute(sql).rowcount
        file.commit()
        return changed
