"""Bo at the desk: a signed-in session, a socket, and what comes over it."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from typing import Any

from channels.testing import WebsocketCommunicator
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.test import Client

from chatqual.conversations.models import Conversation
from chatqual.handoff.consumers import DeskConsumer
from chatqual.realtime.pool import in_pool
from chatqual.sites.models import Site
from tests.factories import reload, say

WAIT = 60  # seconds; the heartbeat goes on meanwhile, so a single receive never times out
HOST = b"127.0.0.1:8000"
OWN = b"http://127.0.0.1:8000"


def waiting(site: Site, text: str = "can I talk to somebody") -> Conversation:
    """Ana's conversation, waiting for a person, with one line and no open turn."""
    made = say(site, text)
    conversation = Conversation.objects.get(pk=made.conversation)
    conversation.turns.all().delete()
    conversation.mode = Conversation.Mode.WAITING
    conversation.waiting_since = conversation.created
    conversation.handoff_reason = "asked"
    conversation.save()
    return conversation


def sign_in(user: User) -> tuple[str, str, str]:
    """The session's key, the CSRF cookie and a token of the page that goes with it."""
    client = Client()
    client.force_login(user)
    request = HttpRequest()
    token = get_token(request)
    return client.cookies["sessionid"].value, request.META["CSRF_COOKIE"], token


class Desk:
    """One tab of the desk."""

    def __init__(self, user: User, *, origin: bytes | None = OWN, session: str | None = None):
        key, cookie, self.token = sign_in(user)
        self.session = key if session is None else session
        headers = [
            (b"host", HOST),
            (b"cookie", f"sessionid={self.session}; csrftoken={cookie}".encode()),
        ]
        if origin is not None:
            headers.append((b"origin", origin))
        self.socket = WebsocketCommunicator(DeskConsumer.as_asgi(), "/ws/desk/", headers=headers)

    async def connect(self) -> bool:
        connected, _ = await self.socket.connect(timeout=WAIT)
        return bool(connected)

    async def arrive(self) -> dict[str, Any]:
        """Connects and says hello; gives the queue."""
        assert await self.connect()
        await self.say("hello", v=1, csrf=self.token)
        assert (await self.hear("welcome"))["name"]
        return await self.hear("queue")

    async def say(self, type: str, **fields: Any) -> None:
        plain = {k: str(v) if isinstance(v, uuid.UUID) else v for k, v in fields.items()}
        await self.socket.send_json_to({"type": type, **plain})

    async def hear(self, *types: str, **having: Any) -> dict[str, Any]:
        """The next frame of one of these types with these fields; passes over all others."""
        async with asyncio.timeout(WAIT):
            while True:
                frame = await self.socket.receive_json_from(timeout=WAIT)
                if frame["type"] in types and all(frame.get(k) == v for k, v in having.items()):
                    return dict(frame)

    async def closed(self) -> int:
        """The code with which the server ends the socket."""
        async with asyncio.timeout(WAIT):
            while True:
                message = await self.socket.receive_output(timeout=WAIT)
                if message["type"] == "websocket.close":
                    return int(message.get("code", 0))

    async def leave(self) -> None:
        await self.socket.disconnect(timeout=WAIT)


async def row(work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Database work outside the loop, in the sockets' own pool."""
    return await in_pool(work, *args, **kwargs)


async def opened(desk: Desk, conversation: Conversation) -> dict[str, Any]:
    await desk.say("open", conversation=conversation.pk, after=0)
    return await desk.hear("opened")


async def taken(desk: Desk, conversation: Conversation) -> dict[str, Any]:
    epoch = (await row(reload, conversation.pk)).owner_epoch
    await desk.say("take", id=uuid.uuid4(), conversation=conversation.pk, seen_epoch=epoch)
    return await desk.hear("ack")
