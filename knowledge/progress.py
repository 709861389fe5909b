"""What is being read and indexed right now, for whoever looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from chatqual.sites.models import Site
from knowledge.models import Chunk, IngestJob

# How long one that has ended is still shown.
SHOWN = timedelta(minutes=10)
LISTED = 20


@dataclass(frozen=True, slots=True)
class Step:
    """A reading, or passages that wait for their vectors (then `total` is None, as it can grow)."""

    key: str
    name: str
    state: str
    done: int
    total: int | None
    message: str

    def to_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


def work_of(sites: QuerySet[Site]) -> list[Step]:
    """Readings that wait, run or have ended lately, newest first; then passages under way."""
    lately = timezone.now() - SHOWN
    jobs = IngestJob.objects.filter(site__in=sites).order_by("-pk")
    shown = [job for job in jobs[:LISTED] if job.finished_at is None or job.finished_at > lately]
    steps = [
        Step(f"job-{job.pk}", str(job), job.state, job.done, job.total, job.message)
        for job in shown
    ]
    for site in sites:
        if waiting := Chunk.objects.pending(site).count():
            steps.append(Step(f"site-{site.pk}", site.name, "indexing", waiting, None, ""))
    return steps
