import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from chatqual.sites.models import Site
from knowledge.jobs import MAX_ATTEMPTS, claim_job, enqueue_ingest, run_due_jobs, start_due_jobs
from knowledge.models import Document, IngestJob, Source


def test_a_job_is_read_and_says_what_it_did(site: Site, folder: Path) -> None:
    job = enqueue_ingest(site, [str(folder)], by="bo")
    assert run_due_jobs() == 1
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("done", 2, 2)
    assert job.message.startswith("2 added")
    assert job.result["added"] == 2
    assert Document.objects.filter(versions__created_by="bo").count() == 2


def test_a_waiting_job_is_not_doubled(site: Site) -> None:
    assert enqueue_ingest(site, ["a"]) == enqueue_ingest(site, ["a"])


def test_a_job_that_names_nothing_fails_with_the_reason(site: Site) -> None:
    job = enqueue_ingest(site, ["/nowhere"])
    run_due_jobs()
    job.refresh_from_db()
    assert job.state == "failed"
    assert "no such file" in job.message


def test_a_job_has_one_owner(site: Site) -> None:
    enqueue_ingest(site, ["a"])
    assert claim_job() is not None
    assert claim_job() is None


def test_a_job_of_a_process_that_died_is_done_again(site: Site, folder: Path) -> None:
    enqueue_ingest(site, [str(folder)])
    claim_job()
    IngestJob.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert run_due_jobs() == 1
    assert IngestJob.objects.get().state == "done"


def test_a_job_that_ends_its_process_each_time_is_given_up(site: Site) -> None:
    enqueue_ingest(site, ["a"])
    for _ in range(MAX_ATTEMPTS):
        claim_job()
        IngestJob.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert claim_job() is None
    assert IngestJob.objects.get().state == "failed"


def test_a_source_is_read_again_when_its_time_has_come(site: Site, folder: Path) -> None:
    due = timezone.now() - timedelta(minutes=1)
    Source.objects.create(
        site=site, kind="folder", location=str(folder), refresh_hours=24, next_refresh_at=due
    )
    assert run_due_jobs() == 1
    assert run_due_jobs() == 0
    following = Source.objects.get().next_refresh_at
    assert following is not None
    assert following > timezone.now() + timedelta(hours=23)


@pytest.mark.django_db(transaction=True)
def test_a_thread_of_its_own_reads_what_is_due(folder: Path) -> None:
    site = Site.objects.create(public_key="acme", name="Acme")
    assert not start_due_jobs()
    job = enqueue_ingest(site, [str(folder)])
    assert start_due_jobs()
    reader = next(t for t in threading.enumerate() if t.name == "chatqual-reader")
    reader.join(20)
    job.refresh_from_db()
    assert job.state == "done"
