"""How an attempt to send ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from chatqual.integrations.models import OutboxItem


@dataclass(frozen=True, slots=True)
class Delivered:
    """The other side has it. `note` is shown with the endpoint."""

    note: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """To be tried again. `wait_s`: no sooner than that, the destination says, for any item.

    `is_of_item`: the destination works, it is this item that it does not take now.
    """

    why: str
    wait_s: float | None = None
    is_of_item: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """It will never be taken as it is: a dead letter at once."""

    why: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have arrived, and must not arrive twice: a person decides."""

    why: str


Ending = Delivered | Failed | Refused | Unknown
# (item, mark): `mark(provider_id)` stores what it is known by before its last byte goes out, and is
# False where the item is no longer ours: then nothing may be sent.
Mark = Callable[[str], bool]
Sender = Callable[[OutboxItem, Mark], Ending]
