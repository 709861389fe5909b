"""What whoever puts something into the outbox decides or hears of it later, by its kind.

Rooms above register at start. Both are called in the transaction of the outbox's own row.
"""

from __future__ import annotations

from collections.abc import Callable

from chatqual.integrations.models import OutboxItem

# Whether it is still to be sent, asked by whoever claims the row.
StillWanted = Callable[[OutboxItem], bool]
# (item, what the destination said): it will never be taken as it is.
Refusal = Callable[[OutboxItem, str], None]

_wanted: dict[str, StillWanted] = {}
_refused: dict[str, Refusal] = {}


def ask_before(kind: str, still_wanted: StillWanted) -> None:
    _wanted[kind] = still_wanted


def hear_of_refusals(kind: str, refusal: Refusal) -> None:
    _refused[kind] = refusal


def drop_unwanted(item: OutboxItem) -> bool:
    """Takes the row away where it is not wanted any more. True: it is gone."""
    ask = _wanted.get(item.kind)
    if ask is None or ask(item):
        return False
    item.delete()
    return True


def tell_refused(item: OutboxItem, why: str) -> None:
    hear = _refused.get(item.kind)
    if hear is not None:
        hear(item, why)
