"""The picture above the leads: tiers by week, and what came of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncWeek

from chatqual.leads.models import Lead, Outcome

WEEKS = 12
TIERS = {
    "hot": "Hot",
    "warm": "Warm",
    "cold": "Cold",
    "not_enough_information": "Too early to tell",
    "unqualified": "Not a fit",
}
# No outcome yet.
OPEN = "open"


@dataclass(frozen=True, slots=True)
class Part:
    """`share` in per cent: of the fullest week in a bar, of all leads in a tile."""

    key: str
    label: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Week:
    """`first`: its Monday. `parts`: by tier, hot first, those that are there."""

    first: date
    total: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    total: int
    tiers: tuple[Part, ...]
    outcomes: tuple[Part, ...]
    weeks: tuple[Week, ...]


def figures_of(leads: QuerySet[Lead], now: datetime) -> Figures:
    """Of these leads; the weeks are the last twelve, by the day on which a lead began."""
    plain = leads.order_by()
    tiers = Counter(dict(plain.values_list("tier").annotate(n=Count("pk"))))
    outcomes = Counter(dict(plain.values_list("outcome").annotate(n=Count("pk"))))
    total = sum(tiers.values())
    return Figures(
        total,
        tuple(_part(key, label, tiers[key], total) for key, label in TIERS.items()),
        tuple(
            _part(key or OPEN, label, outcomes[key], total)
            for key, label in (("", "Open"), *Outcome.choices)
        ),
        _weeks(plain, now),
    )


def _part(key: str, label: str, count: int, of: int) -> Part:
    return Part(key, label, count, round(100 * count / of, 1) if of else 0.0)


def _weeks(leads: QuerySet[Lead], now: datetime) -> tuple[Week, ...]:
    this = now.date() - timedelta(days=now.weekday())
    mondays = [this - timedelta(weeks=n) for n in reversed(range(WEEKS))]
    rows = leads.filter(created__date__gte=mondays[0]).values_list(TruncWeek("created"), "tier")
    counts = {(week.date(), tier): n for week, tier, n in rows.annotate(n=Count("pk"))}
    totals = {m: sum(counts.get((m, tier), 0) for tier in TIERS) for m in mondays}
    fullest = max(totals.values())
    return tuple(
        Week(
            monday,
            totals[monday],
            tuple(
                _part(tier, label, counts[monday, tier], fullest)
                for tier, label in TIERS.items()
                if (monday, tier) in counts
            ),
        )
        for monday in mondays
    )
