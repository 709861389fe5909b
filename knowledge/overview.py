"""The figures of the curators' overview: what came of the questions, and where to look first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from chatqual.sites.models import Site
from knowledge.models import AskedQuestion, Document, Gap, GapAsking

_SAID_UP = Q(feedback=AskedQuestion.Feedback.UP)
_SAID_DOWN = Q(feedback=AskedQuestion.Feedback.DOWN)
WEEKS_SHOWN = 8
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Day:
    """Questions of one day by what came of them. `busiest`: those of the busiest day."""

    day: date
    answered: int = 0
    not_in_docs: int = 0
    clarify: int = 0
    busiest: int = 1

    @property
    def total(self) -> int:
        return self.answered + self.not_in_docs + self.clarify

    @property
    def parts(self) -> tuple[tuple[str, int, float], ...]:
        """(outcome, number, height in per cent of the picture), from the bottom up."""
        numbers = (
            ("answered", self.answered),
            ("clarify", self.clarify),
            ("not_in_docs", self.not_in_docs),
        )
        return tuple((name, n, 100 * n / self.busiest) for name, n in numbers if n)


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of the questions of some days, and what visitors said to the answers."""

    days: tuple[Day, ...] = ()
    answered: int = 0
    not_in_docs: int = 0
    clarify: int = 0
    helpful: int = 0
    not_helpful: int = 0

    @property
    def total(self) -> int:
        return self.answered + self.not_in_docs + self.clarify

    def share(self, number: int) -> int:
        """In whole per cent of all questions."""
        return round(100 * number / self.total) if self.total else 0

    @property
    def shares(self) -> tuple[int, int, int]:
        return self.share(self.answered), self.share(self.not_in_docs), self.share(self.clarify)


def figures_of(site: Site, days: int, now: datetime | None = None) -> Figures:
    """Of the last so many days, today among them, in the present time zone."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    first = today - timedelta(days=days - 1)
    rows = AskedQuestion.objects.filter(site=site, asked_at__gte=now - timedelta(days=days))
    counted: dict[date, dict[str, int]] = {}
    by_day = rows.annotate(day=TruncDate("asked_at")).values_list("day", "outcome")
    for day, outcome, n in by_day.annotate(n=Count("pk")).order_by():
        if day >= first:
            counted.setdefault(day, {})[outcome] = n
    busiest = max((sum(outcomes.values()) for outcomes in counted.values()), default=1)
    shown = tuple(
        Day(day=day, busiest=busiest, **counted.get(day, {}))
        for day in (first + timedelta(days=n) for n in range(days))
    )
    said = rows.aggregate(up=Count("pk", filter=_SAID_UP), down=Count("pk", filter=_SAID_DOWN))
    return Figures(
        shown,
        sum(day.answered for day in shown),
        sum(day.not_in_docs for day in shown),
        sum(day.clarify for day in shown),
        said["up"],
        said["down"],
    )


def with_use(documents: QuerySet[Document]) -> QuerySet[Any]:
    """Each with `cited`, `cited_at`, `helpful` and `not_helpful`, by question."""
    asked = "citations__asked"
    up, down = (Q(**{f"{asked}__feedback": value}) for value in ("up", "down"))
    return documents.annotate(
        cited=Count(asked, distinct=True),
        cited_at=Max(f"{asked}__asked_at"),
        helpful=Count(asked, filter=up, distinct=True),
        not_helpful=Count(asked, filter=down, distinct=True),
    )


def worst_rated(site: Site, most: int = 5) -> list[Any]:
    """Published documents with more thumbs down than up, or any down, worst first."""
    published = Document.objects.filter(site=site, state=Document.State.PUBLISHED)
    rated = with_use(published).filter(not_helpful__gt=0)
    return list(rated.order_by(F("helpful") - F("not_helpful"), "-not_helpful", "title")[:most])


def stale_documents(site: Site, now: datetime | None = None) -> QuerySet[Any]:
    """Published ones that nobody changed or reviewed for as long as the site says; oldest first."""
    before = (now or timezone.now()) - timedelta(days=site.review_days)
    published = Document.objects.filter(site=site, state=Document.State.PUBLISHED)
    unseen = Q(reviewed_at=None) | Q(reviewed_at__lt=before)
    stale = published.filter(unseen, updated_at__lt=before)
    return stale.order_by(Coalesce("reviewed_at", "updated_at"))


@dataclass(frozen=True, slots=True)
class Trend:
    """How often something was asked in each of the last weeks, the present one last."""

    weeks: tuple[int, ...] = field(default=(0,) * WEEKS_SHOWN)

    @property
    def heights(self) -> tuple[tuple[int, int], ...]:
        """(number, height in per cent) of each week."""
        most = max(self.weeks) or 1
        return tuple((n, round(100 * n / most)) for n in self.weeks)


def trends_of(gaps: Sequence[Gap], now: datetime | None = None) -> dict[int, Trend]:
    """By the gap's number; one query for all of them."""
    now = now or timezone.now()
    weeks = {gap.pk: [0] * WEEKS_SHOWN for gap in gaps}
    rows = GapAsking.objects.filter(
        gap__in=weeks, asked_at__gt=now - timedelta(weeks=WEEKS_SHOWN)
    ).values_list("gap", "asked_at")
    for gap, at in rows:
        weeks[gap][WEEKS_SHOWN - 1 - min(WEEKS_SHOWN - 1, max(0, (now - at).days // 7))] += 1
    return {gap: Trend(tuple(counts)) for gap, counts in weeks.items()}


def answers_from(document: Document) -> list[AskedQuestion]:
    """What was answered from it, what visitors disliked first, then the newest."""
    asked = AskedQuestion.objects.filter(cited__document=document).distinct()
    rank = {"down": 0, "": 1, "up": 2}
    newest = list(asked.order_by("-asked_at")[:MOST_SHOWN])
    return sorted(newest, key=lambda one: rank[one.feedback])
