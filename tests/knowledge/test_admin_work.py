"""Sources, readings and the index in the admin: progress, outcomes, and what a click does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chatqual.audit.models import AuditEntry
from chatqual.sites.models import Site
from knowledge.generations import check_index, current_generation, rebuild
from knowledge.index import collections
from knowledge.ingest import ingest
from knowledge.jobs import run_due_jobs
from knowledge.models import IngestFailure, IngestJob, Source
from knowledge.service import forget_knowledge, knowledge_for
from tests.knowledge.answers import add_page, ask, knowledge_of, said
from tests.knowledge.test_admin import bo, cy
from tests.knowledge.test_index_life import QUESTION, WORD, name_of
from tests.knowledge.test_ingest_web import published
from tests.knowledge.test_ingest_web_life import put_pages, put_sitemap
from tests.knowledge.web_site import WebSite

__all__ = ["bo", "cy"]


def page_of(client: Client, model: str) -> str:
    reply = client.get(reverse(f"admin:knowledge_{model}_changelist"))
    assert reply.status_code == 200
    return reply.content.decode()


def act(client: Client, site: Site, name: str) -> str:
    """The messages that the click leaves."""
    address = reverse("admin:knowledge_index_act", args=[site.pk, name])
    return client.post(address, follow=True).content.decode()


# --- sources --------------------------------------------------------------------------------------
def test_a_source_shows_when_it_was_read_what_came_of_it_and_when_next(
    bo: Client, web: WebSite, site: Site
) -> None:
    (location,) = put_pages(web, "ab")
    given = {"site": site.pk, "location": location, "refresh_hours": 24}
    assert bo.post(reverse("admin:knowledge_source_add"), given).status_code == 302
    run_due_jobs()
    source = Source.objects.get()
    assert source.next_refresh_at is not None
    shown = page_of(bo, "source")
    assert "2 added, 0 updated" in shown
    assert source.next_refresh_at.strftime("%Y-%m-%d") in shown
    assert "every 24 hours" in shown


@pytest.mark.parametrize("hours", ["0", "-1", "87601", "soon"])
def test_an_interval_that_is_none_is_refused(bo: Client, site: Site, hours: str) -> None:
    given = {"site": site.pk, "location": "https://acme.example/", "refresh_hours": hours}
    assert bo.post(reverse("admin:knowledge_source_add"), given).status_code == 200
    assert not Source.objects.exists()


def test_one_click_reads_a_source(bo: Client, web: WebSite, site: Site) -> None:
    ingest(site, put_pages(web, "ab"))
    address = reverse("admin:knowledge_source_read", args=[Source.objects.get().pk, "read"])
    assert address in page_of(bo, "source")
    bo.post(address)
    assert run_due_jobs() == 1
    assert IngestJob.objects.get().message.startswith("0 added, 0 updated, 2 unchanged")


def test_one_click_retires_what_is_gone_from_a_shrunken_site(
    bo: Client, web: WebSite, site: Site
) -> None:
    sitemap = put_pages(web, "abc")
    ingest(site, sitemap)
    address = reverse("admin:knowledge_source_read", args=[Source.objects.get().pk, "retire"])
    assert address not in page_of(bo, "source")
    put_sitemap(web, "HOST/a")
    ingest(site, sitemap)
    shown = page_of(bo, "source")
    assert address in shown
    assert "2 seem to be gone" in shown
    bo.post(address)
    run_due_jobs()
    assert published(site) == {"a"}
    assert address not in page_of(bo, "source")


def test_one_click_tries_a_failed_page_again(bo: Client, web: WebSite, site: Site) -> None:
    web.statuses["/b"] = 500
    ingest(site, put_pages(web, "ab"))
    shown = page_of(bo, "ingestfailure")
    assert "answers 500" in shown
    address = reverse("admin:knowledge_failure_retry", args=[IngestFailure.objects.get().pk])
    assert address in shown
    del web.statuses["/b"]
    bo.post(address)
    run_due_jobs()
    assert published(site) == {"a", "b"}


def test_a_source_that_is_still_being_read_is_not_read_twice(site: Site) -> None:
    before = timezone.now() - timedelta(minutes=1)
    Source.objects.create(
        site=site,
        kind="url",
        location="https://a.example/",
        refresh_hours=1,
        next_refresh_at=before,
    )
    later = timezone.now() + timedelta(minutes=5)
    IngestJob.objects.create(
        site=site,
        arguments=["https://a.example/"],
        state="running",
        lease_owner="elsewhere:1",
        lease_until=later,
    )
    run_due_jobs()
    assert IngestJob.objects.count() == 1


# --- progress -------------------------------------------------------------------------------------
def test_progress_can_be_asked_for_while_it_goes_on(bo: Client, site: Site) -> None:
    job = IngestJob.objects.create(
        site=site, arguments=["https://a.example/"], state="running", done=3, total=9, message="/c"
    )
    add_page(site, "a.md", "A", "# A\n\nWaits for its vector.")
    steps = bo.get(reverse("admin:knowledge_work")).json()["steps"]
    assert [(step["key"], step["state"], step["done"], step["total"]) for step in steps] == [
        (f"job-{job.pk}", "running", 3, 9),
        (f"site-{site.pk}", "indexing", 1, None),
    ]
    for model in ("source", "ingestjob", "ingestfailure", "indexgeneration"):
        shown = page_of(bo, model)
        assert "3/9" in shown
        assert reverse("admin:knowledge_work") in shown


def test_what_ended_long_ago_is_shown_no_more(bo: Client, site: Site) -> None:
    now = timezone.now()
    for minutes in (1, 60):
        ended = now - timedelta(minutes=minutes)
        IngestJob.objects.create(
            site=site, arguments=[f"/{minutes}"], state="done", finished_at=ended
        )
    steps = bo.get(reverse("admin:knowledge_work")).json()["steps"]
    assert [step["name"] for step in steps] == ["/1"]


def test_progress_of_another_site_is_nobodys_business(cy: Client, site: Site) -> None:
    IngestJob.objects.create(site=site, arguments=["/secret"], state="running")
    assert cy.get(reverse("admin:knowledge_work")).json() == {"steps": []}


# --- the index ------------------------------------------------------------------------------------
def test_the_index_is_checked_with_a_click(bo: Client, site: Site) -> None:
    knowledge_of(site)
    assert "All is well: 8 passages" in act(bo, site, "check")
    collections().drop(name_of(site))
    assert "Damaged: " in act(bo, site, "check")
    assert "8 are expected" in page_of(bo, "indexgeneration")


def test_the_index_is_gone_back_with_a_click(bo: Client, site: Site) -> None:
    knowledge_of(site)
    rebuild(site)
    back = reverse("admin:knowledge_index_act", args=[site.pk, "back"])
    assert page_of(bo, "indexgeneration").count(back) == 1
    assert "Generation 1 answers now, with 8 passages" in act(bo, site, "back")
    live = current_generation(site)
    assert live is not None
    assert live.number == 1
    assert check_index(site).is_well
    forget_knowledge()
    assert WORD in said(ask(knowledge_for(site), QUESTION))
    assert AuditEntry.objects.filter(action="index.rolled_back", actor="bo").count() == 1


def test_a_way_back_that_is_none_says_why(bo: Client, site: Site) -> None:
    knowledge_of(site)
    assert "there is no earlier generation" in act(bo, site, "back")


@pytest.mark.django_db(transaction=True)
def test_the_index_is_built_again_with_a_click() -> None:
    from tests.knowledge.test_admin import member

    site = Site.objects.create(public_key="acme", name="Acme")
    client = member(site, "bo")
    knowledge_of(site)
    assert "Generation 2 was built, checked and answers now: 8 passages" in act(
        client, site, "build"
    )
    assert check_index(site).is_well


def test_a_link_does_nothing_and_a_stranger_neither(bo: Client, cy: Client, site: Site) -> None:
    knowledge_of(site)
    address = reverse("admin:knowledge_index_act", args=[site.pk, "build"])
    assert bo.get(address).status_code == 405
    assert cy.post(address).status_code == 404
    live = current_generation(site)
    assert live is not None
    assert live.number == 1
