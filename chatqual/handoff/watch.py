"""Is somebody at the desk, asked by every turn: kept for a second, for each site."""

from __future__ import annotations

import time
from datetime import datetime

from chatqual.handoff.presence import agents_online
from chatqual.sites.models import Site

KEPT_SECONDS = 1.0
_kept: dict[int, tuple[float, bool]] = {}


def is_anybody_there(site: Site, now: datetime) -> bool:
    """As `agents_online`, at most KEPT_SECONDS old."""
    at = time.monotonic()
    found = _kept.get(site.pk)
    if found is None or at - found[0] > KEPT_SECONDS:
        found = (at, agents_online(site, now))
        _kept[site.pk] = found
    return found[1]


def forget_watch() -> None:
    """Drops what is kept (tests)."""
    _kept.clear()
