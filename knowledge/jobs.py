"""Reading that people ask for in the admin, and again by schedule: rows, claimed one by one.

A job is claimed by a conditional UPDATE. Its lease is renewed with each document; one whose process
was killed is found again after the lease, and does only what is left, since unchanged documents
cost nothing.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Sequence
from datetime import timedelta

from django.db import connections
from django.db.models import F, Q
from django.utils import timezone

from chatqual.sites.models import Site
from knowledge.errors import KnowledgeFault
from knowledge.ingest import IngestReport, ingest
from knowledge.models import IngestJob, Source

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 3
State = IngestJob.State

_busy = threading.Lock()


def enqueue_ingest(site: Site, arguments: Sequence[str], *, by: str = "") -> IngestJob:
    """Have the arguments read soon; one that waits already is not doubled."""
    waiting = IngestJob.objects.filter(
        site=site, arguments=list(arguments), state=State.QUEUED
    ).first()
    return waiting or IngestJob.objects.create(
        site=site, arguments=list(arguments), requested_by=by
    )


def run_due_jobs() -> int:
    """Do every job that waits or was left by a process that is gone; returns how many.

    To be called again and again by one thread of each process that works in the background.
    """
    enqueue_due_refreshes()
    done = 0
    while (job := claim_job()) is not None:
        _run(job)
        done += 1
    return done


def start_due_jobs() -> bool:
    """Have a thread of its own do what is due, if none does yet; returns whether one was started.

    Reading a site takes minutes: it must not hold a thread that visitors wait for.
    """
    enqueue_due_refreshes()
    if not IngestJob.objects.filter(_is_due()).exists() or not _busy.acquire(blocking=False):
        return False
    threading.Thread(target=_do_and_let_go, name="chatqual-reader", daemon=True).start()
    return True


def _do_and_let_go() -> None:
    try:
        run_due_jobs()
    except Exception:  # the edge of a thread: said in the log, and done again after the lease
        log.exception("reading failed; it is tried again")
    finally:
        connections.close_all()
        _busy.release()


def _is_due() -> Q:
    return Q(state=State.QUEUED) | Q(state=State.RUNNING, lease_until__lt=timezone.now())


def claim_job() -> IngestJob | None:
    """The oldest job that is due, leased to this process; None where there is none."""
    is_due = _is_due()
    for job in IngestJob.objects.filter(is_due).order_by("pk")[:10]:
        if job.attempts >= MAX_ATTEMPTS:
            _finish(job, State.FAILED, "The process that read it ended each time.")
            continue
        claimed = IngestJob.objects.filter(is_due, pk=job.pk, attempts=job.attempts).update(
            state=State.RUNNING,
            attempts=F("attempts") + 1,
            lease_owner=_owner(),
            lease_until=timezone.now() + LEASE,
        )
        if claimed:
            job.refresh_from_db()
            return job
    return None


def enqueue_due_refreshes() -> None:
    """Queue sources whose time has come, each once."""
    now = timezone.now()
    for source in Source.objects.filter(next_refresh_at__lte=now).select_related("site"):
        hours = source.refresh_hours
        following = now + timedelta(hours=hours) if hours else None
        is_ours = Source.objects.filter(
            pk=source.pk, next_refresh_at=source.next_refresh_at
        ).update(next_refresh_at=following)
        if is_ours and hours:
            enqueue_ingest(source.site, [source.location], by="schedule")


def _owner() -> str:
    return f"{socket.gethostname()[:40]}:{os.getpid()}"


def _run(job: IngestJob) -> None:
    def tell(done: int, total: int, path: str) -> None:
        IngestJob.objects.filter(pk=job.pk, lease_owner=_owner()).update(
            done=done, total=total, message=path[:500], lease_until=timezone.now() + LEASE
        )

    by = job.requested_by or "schedule"
    try:
        report = ingest(job.site, [str(a) for a in job.arguments], by=by, progress=tell)
    except KnowledgeFault as fault:
        _finish(job, State.FAILED, str(fault))
        return
    failed = State.FAILED if report.lost else State.DONE
    _finish(job, failed, _in_words(report), report)


def _in_words(report: IngestReport) -> str:
    words = (
        f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged,"
        f" {report.retired} retired, {len(report.failures)} failed"
    )
    first = f": {report.failures[0].message}" if report.failures else ""
    return words + first


def _finish(
    job: IngestJob, state: IngestJob.State, message: str, report: IngestReport | None = None
) -> None:
    IngestJob.objects.filter(pk=job.pk).update(
        state=state,
        message=message[:500],
        result=report.to_json() if report else {},
        lease_until=None,
        finished_at=timezone.now(),
    )
