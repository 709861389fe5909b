"""The one door to the channel layer. What goes through it is a hint; the truth is in the rows."""

from __future__ import annotations

import logging
import uuid
from typing import Literal

from channels.layers import get_channel_layer
from django.db import transaction
from redis.exceptions import RedisError

from chatqual.conversations.lately import keep_line
from chatqual.conversations.models import Conversation, Message
from chatqual.engine.slots import Json
from chatqual.realtime.loop import run_on_loop

log = logging.getLogger(__name__)


def conversation_group(conversation: uuid.UUID) -> str:
    return f"conversation.{conversation.hex}"


def desk_group(site: int) -> str:
    return f"desk.{site}"


async def send_to_group(group: str, event: Json) -> None:
    """`event["type"]` picks the handler in the consumers: never pass on a client's own dict."""
    try:
        await get_channel_layer().group_send(group, event)
    except (RedisError, OSError) as error:
        # Only a hint is lost: sockets look into the rows at their next heartbeat.
        log.warning("%s was not told: %s", group, error)


def poke(conversation: Conversation) -> None:
    """Tells every socket of the conversation, and the desk, that there is something to read."""
    event: Json = {
        "type": "conversation.poke",
        "conversation": str(conversation.pk),
        "seq": conversation.last_seq,
        "epoch": conversation.owner_epoch,
        "mode": conversation.mode,
    }
    run_on_loop(_tell_both(conversation.pk, conversation.site_id, event))


async def _tell_both(conversation: uuid.UUID, site: int, event: Json) -> None:
    await send_to_group(conversation_group(conversation), event)
    await send_to_group(desk_group(site), {**event, "type": "desk.poke"})


def poke_on_commit(conversation: Conversation, line: Message | None = None) -> None:
    """`line`: what is new, kept for the sockets of this process."""

    def tell() -> None:
        if line is not None:
            keep_line(line)
        poke(conversation)

    transaction.on_commit(tell)


def tell_gone_on_commit(conversation: Conversation) -> None:
    """Its sockets show it no longer, and a line begins another log; the desk lists it no longer."""
    event: Json = {"type": "conversation.gone", "conversation": str(conversation.pk)}

    async def tell() -> None:
        await send_to_group(conversation_group(conversation.pk), event)
        await send_to_group(
            desk_group(conversation.site_id),
            {
                **event,
                "type": "desk.poke",
                "seq": conversation.last_seq,
                "epoch": conversation.owner_epoch,
                "mode": conversation.mode,
            },
        )

    transaction.on_commit(lambda: run_on_loop(tell()))


def tell_event(conversation: Conversation, name: str) -> None:
    """An event without values for the embedding page's tag manager."""
    run_on_loop(
        send_to_group(
            conversation_group(conversation.pk), {"type": "conversation.event", "name": name}
        )
    )


async def send_typing(
    conversation: uuid.UUID, author: Literal["visitor", "agent", "bot"], name: str = ""
) -> None:
    await send_to_group(
        conversation_group(conversation),
        {
            "type": "conversation.typing",
            "conversation": str(conversation),
            "author": author,
            "name": name,
        },
    )


async def send_read(conversation: uuid.UUID, author: Literal["visitor", "agent"], seq: int) -> None:
    await send_to_group(
        conversation_group(conversation),
        {
            "type": "conversation.read",
            "conversation": str(conversation),
            "author": author,
            "seq": seq,
        },
    )
