"""The channel layers, for groups only: of one process, and of many over Redis."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

from channels.layers import InMemoryChannelLayer
from channels_redis.pubsub import RedisPubSubChannelLayer


class LocalLayer(InMemoryChannelLayer):  # type: ignore[misc]
    """Puts a group's message into the queues of its sockets, and does no more.

    The one of channels looks through every channel and group for something to expire with each
    message, and copies the message deeply for each socket: with 2,000 sockets open every poke
    would cost milliseconds. Nothing expires here: a socket leaves its groups when it ends, a full
    queue drops hints, and the rows are the truth. Handlers do not change what they are given.
    """

    def _clean_expired(self) -> None:
        """Nothing does."""

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        for channel in self.groups.get(group, ()):
            queue = self.channels.setdefault(
                channel, asyncio.Queue(maxsize=self.get_capacity(channel))
            )
            if not queue.full():
                queue.put_nowait((0.0, message))


class GroupLayer(RedisPubSubChannelLayer):  # type: ignore[misc]
    """Makes a socket's channel without asking Redis.

    Nobody sends to a single channel here; a group's messages reach the channels of this process by
    its own table. So a socket can open while Redis is away, and each one costs no subscription.
    """

    async def new_channel(self, prefix: str = "specific.") -> str:
        layer = self._get_layer()
        channel = f"{layer.prefix}{prefix}{uuid.uuid4().hex}"
        layer.channels[channel] = asyncio.Queue()
        return channel
