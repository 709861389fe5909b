"""The one door through which a change of the documents wakes whoever embeds and indexes.

Rows are the truth: without a listener, or when its call is lost, the sweeper of the process that
holds the index finds the same pending chunks a moment later.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.db import transaction

Listener = Callable[[int], None]

_listeners: list[Listener] = []


def on_change(listener: Listener) -> None:
    """Have `listener(site_id)` called after each commit that changes a site's documents.

    It is called on the thread that committed and must return at once.
    """
    if listener not in _listeners:
        _listeners.append(listener)


def forget(listener: Listener) -> None:
    """Take a listener away; one that is not there is no fault."""
    if listener in _listeners:
        _listeners.remove(listener)


def wake_indexer(site_id: int) -> None:
    """Call it in the transaction that changes chunks."""
    transaction.on_commit(partial(_tell, site_id))


def _tell(site_id: int) -> None:
    for listener in list(_listeners):
        listener(site_id)
