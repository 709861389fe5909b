"""How each destination is: what waits for it, since when, and whether it is tried."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q

from chatqual.engine.slots import Json
from chatqual.integrations.models import MAIL, Destination, OutboxItem, WebhookEndpoint
from chatqual.sites.models import Site

State = OutboxItem.State


@dataclass(frozen=True, slots=True)
class Health:
    """`pending` counts what is being sent, too; `oldest` is when the oldest of them was put in."""

    destination: str
    label: str
    breaker: str
    breaker_label: str
    pending: int = 0
    dead: int = 0
    held: int = 0
    oldest: datetime | None = None
    probe_at: datetime | None = None
    last_ok: datetime | None = None
    last_error: str = ""

    @property
    def is_working(self) -> bool:
        return self.breaker == Destination.Breaker.CLOSED

    def to_json(self) -> Json:
        """Instants in ISO 8601, UTC."""
        out = {name: getattr(self, name) for name in self.__slots__ if name != "breaker_label"}
        for name in ("oldest", "probe_at", "last_ok"):
            out[name] = out[name].isoformat() if out[name] else None
        return out


def health_of(sites: Iterable[Site]) -> list[Health]:
    """Mail first, then the endpoints of these sites by name, then what was deleted since."""
    rows = OutboxItem.objects.filter(site__in=sites)
    waits = Q(state__in=(State.PENDING, State.CLAIMED))
    found = rows.values("destination").annotate(
        pending=Count("pk", filter=waits),
        dead=Count("pk", filter=Q(state=State.DEAD)),
        held=Count("pk", filter=Q(state=State.HELD)),
        oldest=Min("created", filter=waits),
    )
    counts = {row["destination"]: row for row in found.order_by()}
    labels = {MAIL: "Mail", **labels_of(sites)}
    labels |= {name: f"{name} (deleted)" for name in counts if name not in labels}
    known = {d.name: d for d in Destination.objects.filter(name__in=labels)}
    return [
        _health(name, label, counts.get(name, {}), known.get(name) or Destination(name=name))
        for name, label in labels.items()
    ]


def count_failed(sites: Iterable[Site]) -> int:
    """Dead letters and held ones of these sites, which wait for a person."""
    failed = OutboxItem.objects.filter(site__in=sites, state__in=(State.DEAD, State.HELD))
    return failed.count()


def labels_of(sites: Iterable[Site]) -> dict[str, str]:
    """The names of the endpoints of these sites, by destination."""
    endpoints = WebhookEndpoint.objects.filter(site__in=sites).select_related("site")
    return {e.destination: f"{e.name} ({e.site})" for e in endpoints}


def _health(name: str, label: str, counts: Mapping[str, Any], found: Destination) -> Health:
    return Health(
        label=label,
        breaker=str(found.breaker),
        breaker_label=found.get_breaker_display(),
        probe_at=found.probe_at,
        last_ok=found.last_ok,
        last_error=found.last_error,
        **{"destination": name, **counts},
    )
