"""Who is told of what happens at a site, cached for seconds: each turn asks for it."""

from __future__ import annotations

import time
from dataclasses import dataclass

from chatqual.integrations.models import AlertRecipient, WebhookEndpoint

KEPT_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Listeners:
    """`endpoints`: (destination, its events). `hot`: addresses that hear of a hot lead."""

    endpoints: tuple[tuple[str, frozenset[str]], ...]
    hot: tuple[str, ...]

    def destinations(self, event: str) -> list[str]:
        return [destination for destination, events in self.endpoints if event in events]


_kept: dict[int, tuple[float, Listeners]] = {}


def listeners_of(site_id: int) -> Listeners:
    """At most KEPT_SECONDS old."""
    now = time.monotonic()
    found = _kept.get(site_id)
    if found is not None and now - found[0] < KEPT_SECONDS:
        return found[1]
    active = WebhookEndpoint.objects.filter(site=site_id, is_active=True).only("events")
    made = Listeners(
        endpoints=tuple((e.destination, frozenset(e.events)) for e in active),
        hot=tuple(addresses(site_id, "on_hot")),
    )
    _kept[site_id] = (now, made)
    return made


def addresses(site_id: int, wish: str) -> list[str]:
    """Whom the site tells of it; `wish` is a field of AlertRecipient ("on_hot")."""
    wanted = AlertRecipient.objects.filter(alerts__site=site_id, **{wish: True})
    return list(wanted.values_list("address", flat=True))


def forget_listeners() -> None:
    """Drops the cache (after a change in this process, and in tests)."""
    _kept.clear()
