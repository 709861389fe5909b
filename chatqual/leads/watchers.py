"""Who wants to hear of leads. A higher room registers itself at its start (AppConfig.ready).

A watcher is called inside the transaction that stores the change, so what it writes stands exactly
where the lead does. It must be quick, and do nothing beyond the database. Tests and samples are
told to nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from chatqual.leads.models import Lead

Kind = Literal["created", "updated", "hot"]


@dataclass(frozen=True, slots=True)
class LeadChange:
    """What happened to a lead: created or updated, and hot where it has just become so.

    `fields`: the columns that changed. `lead.version` is the one that the change has made.
    """

    lead: Lead
    kinds: tuple[Kind, ...]
    fields: frozenset[str]


Watcher = Callable[[LeadChange], None]
_watchers: list[Watcher] = []


def register_watcher(watcher: Watcher) -> None:
    """Once for each watcher, at the start."""
    if watcher not in _watchers:
        _watchers.append(watcher)


def tell_watchers(change: LeadChange) -> None:
    """In the transaction of the change."""
    if change.lead.is_sample:
        return
    for watcher in _watchers:
        watcher(change)
