"""Reading that people ask for in the admin, and again by schedule: rows, claimed one by one.

A job is claimed by a conditional UPDATE. Its lease is renewed with each document; one whose process
was killed is found again after the lease, and does only what is left, since unchanged documents
cost nothing.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db import connections
from django.db.models import F, Q
from django.utils import timezone

from chatqual.sites.models import Site
from knowledge.errors import KnowledgeFault
from knowledge.ingest import ingest
from knowledge.leases import is_gone, process_name
from knowledge.models import IngestFailure, IngestJob, Source
from knowledge.reports import IngestReport

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 3
State = IngestJob.State

_busy = threading.Lock()


def enqueue_ingest(
    site: Site,
    arguments: Sequence[str],
    *,
    by: str = "",
    paths: Sequence[str] = (),
    is_sure: bool = False,
) -> IngestJob:
    """Have the arguments read soon; what waits already is not doubled.

    `paths` and `is_sure`: as `ingest` has them.
    """
    wanted = {"arguments": list(arguments), "paths": list(paths), "takes_leave": is_sure}
    waiting = IngestJob.objects.filter(site=site, state=State.QUEUED, **wanted).first()
    return waiting or IngestJob.objects.create(site=site, requested_by=by, **wanted)


def enqueue_retry(failures: Iterable[IngestFailure], *, by: str = "") -> list[IngestJob]:
    """Have these documents read again; of what is fetched no others, a folder costs nothing."""
    paths: dict[Source, list[str]] = {}
    for failure in failures:
        source = failure.source
        paths.setdefault(source, []).extend([failure.path] if source.is_web else [])
    return [
        enqueue_ingest(source.site, [source.location], by=by, paths=sorted(failed))
        for source, failed in paths.items()
    ]


def run_due_jobs() -> int:
    """Do every job that waits or was left by a process that is gone; returns how many.

    To be called again and again by one thread of each process that works in the background.
    """
    free_orphans()
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
    free_orphans()
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


def free_orphans() -> None:
    """Jobs of processes of this machine that are gone need not wait for the end of their lease."""
    for job in IngestJob.objects.filter(state=State.RUNNING, lease_until__gte=timezone.now()):
        if is_gone(job.lease_owner):
            ours = IngestJob.objects.filter(pk=job.pk, lease_owner=job.lease_owner)
            ours.update(lease_until=timezone.now() - timedelta(seconds=1))


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
            lease_owner=process_name(),
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
        # One that is still being read from the last time is not read by two at once.
        busy = IngestJob.objects.filter(
            site=source.site, arguments=[source.location], state=State.RUNNING
        )
        if is_ours and hours and not busy.exists():
            enqueue_ingest(source.site, [source.location], by="schedule")


def _run(job: IngestJob) -> None:
    def tell(done: int, total: int, path: str) -> None:
        IngestJob.objects.filter(pk=job.pk, lease_owner=job.lease_owner).update(
            done=done, total=total, message=path[:500], lease_until=timezone.now() + LEASE
        )

    by = job.requested_by or "schedule"
    try:
        report = ingest(
            job.site,
            [str(a) for a in job.arguments],
            by=by,
            progress=tell,
            paths=[str(path) for path in job.paths],
            is_sure=job.takes_leave,
        )
    except KnowledgeFault as fault:
        _finish(job, State.FAILED, str(fault))
        return
    failed = State.FAILED if report.lost else State.DONE
    _finish(job, failed, report.in_words(), report)


def _finish(
    job: IngestJob, state: IngestJob.State, message: str, report: IngestReport | None = None
) -> None:
    # Another process may have taken it over meanwhile: then it is that one's to say.
    IngestJob.objects.filter(pk=job.pk, lease_owner=job.lease_owner).update(
        state=state,
        message=message[:500],
        result=report.to_json() if report else {},
        lease_until=None,
        finished_at=timezone.now(),
    )
