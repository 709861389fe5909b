"""What else follows from an event that did not come out of a turn (a slot set by a person).

The table of what follows stands in the pipeline, above this room; it puts itself here at start.
"""

from __future__ import annotations

from collections.abc import Callable

from chatqual.conversations.models import Conversation
from chatqual.engine.turns import Event

Follower = Callable[[Conversation, tuple[Event, ...]], None]
_FOLLOWERS: list[Follower] = []


def register_follower(follower: Follower) -> None:
    """`follower(conversation, events)` is called in the transaction in which the events stand."""
    _FOLLOWERS.append(follower)


def follow_events(conversation: Conversation, events: tuple[Event, ...]) -> None:
    for follower in _FOLLOWERS:
        follower(conversation, events)
