"""What becomes of pages over time: gone, back, failing, asked for again, and left alone."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from chatqual.sites.models import Site
from knowledge import ingest as ingesting
from knowledge.crawl import CrawlRules
from knowledge.ingest import ingest
from knowledge.jobs import enqueue_retry, run_due_jobs
from knowledge.models import Document, IngestFailure, Source
from knowledge.visits import FAULTS_IN_A_ROW
from tests.knowledge.test_ingest_web import published, put_sitemap
from tests.knowledge.web_site import WebSite


def put_pages(web: WebSite, names: str) -> list[str]:
    """A page for each letter, and a sitemap of them."""
    for name in names:
        web.put(f"/{name}", f"<p>Page {name}.</p>")
    put_sitemap(web, *(f"HOST/{name}" for name in names))
    return [f"{web.address}/sitemap.xml"]


# --- robots.txt -----------------------------------------------------------------------------------
def test_a_single_page_that_robots_should_leave_is_left(web: WebSite, site: Site) -> None:
    web.put("/robots.txt", "User-agent: *\nDisallow: /*.html$\n", "text/plain")
    web.put("/a.html", "<p>A.</p>")
    report = ingest(site, [f"{web.address}/a.html"])
    assert report.failures[0].code == "robots"
    assert web.asked_for_pages() == []


def test_a_redirect_to_what_robots_should_leave_is_not_followed(web: WebSite, site: Site) -> None:
    web.put("/robots.txt", "User-agent: *\nDisallow: /private\n", "text/plain")
    web.redirects["/a"] = "/private"
    web.put("/private", "<p>Private.</p>")
    assert ingest(site, [f"{web.address}/a"]).failures[0].code == "robots"
    assert "/private" not in web.asked


def test_a_host_whose_robots_file_fails_is_left_alone(web: WebSite, site: Site) -> None:
    web.statuses["/robots.txt"] = 503
    web.put("/a", "<p>A.</p>")
    report = ingest(site, [f"{web.address}/a"])
    assert "robots.txt cannot be had" in report.failures[0].message
    assert web.asked_for_pages() == []


def test_the_delay_that_a_host_wants_holds_for_sitemaps_too(
    web: WebSite, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    web.put("/robots.txt", "User-agent: *\nCrawl-delay: 7\n", "text/plain")
    ingest(site, put_pages(web, "ab"))
    # Between the sitemap and the pages; what the work itself took is counted.
    assert len(waits) == 2
    assert all(0 < wait <= 7 for wait in waits)


# --- gone and back --------------------------------------------------------------------------------
@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_retired_and_comes_back(
    web: WebSite, site: Site, status: int
) -> None:
    sitemap = put_pages(web, "abc")
    ingest(site, sitemap)
    web.statuses["/b"] = status
    report = ingest(site, sitemap)
    assert (report.retired, report.failures) == (1, ())
    assert published(site) == {"a", "c"}
    del web.statuses["/b"]
    ingest(site, sitemap)
    assert published(site) == {"a", "b", "c"}


def test_a_site_that_seems_to_be_gone_is_kept_for_a_day(web: WebSite, site: Site) -> None:
    sitemap = put_pages(web, "abc")
    ingest(site, sitemap)
    web.statuses.update({"/a": 404, "/b": 404})
    report = ingest(site, sitemap)
    assert (report.retired, report.kept, len(report.failures)) == (0, 2, 2)
    assert published(site) == {"a", "b", "c"}
    source = Source.objects.get()
    assert source.vanished_at is not None
    assert "2 seem to be gone" in source.outcome
    assert ingest(site, sitemap).retired == 0
    Source.objects.update(vanished_at=timezone.now() - timedelta(hours=25))
    assert ingest(site, sitemap).retired == 2
    assert published(site) == {"c"}
    assert Source.objects.get().vanished_at is None


def test_an_outage_that_ends_leaves_nothing_behind(web: WebSite, site: Site) -> None:
    sitemap = put_pages(web, "abc")
    ingest(site, sitemap)
    put_sitemap(web, "HOST/a")
    assert ingest(site, sitemap).kept == 2
    put_sitemap(web, "HOST/a", "HOST/b", "HOST/c")
    ingest(site, sitemap)
    source = Source.objects.get()
    assert (source.vanished_at, source.failures.count()) == (None, 0)


def test_a_person_who_looked_need_not_wait(web: WebSite, site: Site) -> None:
    sitemap = put_pages(web, "abc")
    ingest(site, sitemap)
    put_sitemap(web, "HOST/a")
    assert ingest(site, sitemap, is_sure=True).retired == 2


def test_a_page_without_links_is_no_reason_to_forget_a_website(web: WebSite, site: Site) -> None:
    links = "".join(f"<a href='/{name}'>{name}</a>" for name in "abcd")
    web.put("/", f"<p>Start.</p>{links}")
    put_pages(web, "abcd")
    ingest(site, [web.address], crawling=CrawlRules())
    web.put("/", "<p>We are doing maintenance.</p>")
    assert ingest(site, [web.address]).kept == 4
    assert len(published(site)) == 5


def test_a_single_page_that_is_gone_is_retired_a_day_later(web: WebSite, site: Site) -> None:
    web.put("/a", "<p>A.</p>")
    address = [f"{web.address}/a"]
    ingest(site, address)
    web.statuses["/a"] = 410
    assert ingest(site, address).kept == 1
    Source.objects.update(vanished_at=timezone.now() - timedelta(hours=25))
    assert ingest(site, address).retired == 1
    assert published(site) == set()


def test_a_broken_link_keeps_nothing_that_is_gone(web: WebSite, site: Site) -> None:
    web.put("/", "<p>Start.</p><a href='/a'>A</a><a href='/b'>B</a><a href='/nowhere'>N</a>")
    put_pages(web, "ab")
    ingest(site, [web.address], crawling=CrawlRules())
    web.put("/", "<p>Start.</p><a href='/a'>A</a><a href='/nowhere'>N</a>")
    report = ingest(site, [web.address])
    assert report.retired == 1
    assert [failure.path for failure in report.failures] == ["nowhere"]


# --- asked for again ------------------------------------------------------------------------------
def test_a_single_page_is_asked_whether_it_has_changed(web: WebSite, site: Site) -> None:
    web.put("/a", "<p>A.</p>")
    web.changed["/a"] = "Wed, 21 Oct 2026 07:28:00 GMT"
    address = [f"{web.address}/a"]
    ingest(site, address)
    web.put("/a", "<p>Changed, but the date says it is not.</p>")
    assert ingest(site, address).unchanged == 1
    web.changed["/a"] = "Thu, 22 Oct 2026 07:28:00 GMT"
    assert ingest(site, address).updated == 1


def test_the_first_page_of_a_crawl_is_asked_too(web: WebSite, site: Site) -> None:
    web.put("/", "<p>Start.</p><a href='/a'>A</a>")
    web.put("/a", "<p>A.</p>")
    ingest(site, [web.address], crawling=CrawlRules())
    report = ingest(site, [web.address])
    assert (report.unchanged, report.retired) == (2, 0)


def test_another_reader_reads_again_what_has_not_changed(
    web: WebSite, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitemap = put_pages(web, "ab")
    ingest(site, sitemap)
    monkeypatch.setattr(ingesting, "READER_VERSION", "another")
    Document.objects.update(title="Read by the former one")
    ingest(site, sitemap)
    assert not Document.objects.filter(title="Read by the former one").exists()


def test_only_what_failed_is_tried_again(web: WebSite, site: Site) -> None:
    sitemap = put_pages(web, "abc")
    web.statuses["/b"] = 500
    assert [failure.path for failure in ingest(site, sitemap).failures] == ["b"]
    web.asked.clear()
    del web.statuses["/b"]
    enqueue_retry(IngestFailure.objects.all(), by="bo")
    assert run_due_jobs() == 1
    assert web.asked_for_pages() == ["/b"]
    assert published(site) == {"a", "b", "c"}
    assert not IngestFailure.objects.exists()


def test_a_page_that_was_tried_again_has_its_links_followed_the_next_time(
    web: WebSite, site: Site
) -> None:
    web.put("/", "<p>Start.</p><a href='/a'>A</a>")
    web.put("/a", "<p>A.</p><a href='/b'>B</a>")
    web.put("/b", "<p>B.</p>")
    web.statuses["/a"] = 500
    ingest(site, [web.address], crawling=CrawlRules())
    del web.statuses["/a"]
    enqueue_retry(IngestFailure.objects.all(), by="bo")
    run_due_jobs()
    assert published(site) == {"index", "a"}
    ingest(site, [web.address])
    assert published(site) == {"index", "a", "b"}


# --- hosts that do not answer, or lead elsewhere --------------------------------------------------
def test_a_host_that_does_not_answer_is_not_asked_for_ever(web: WebSite, site: Site) -> None:
    names = "abcdefghijklmnop"
    sitemap = put_pages(web, names)
    web.statuses.update({f"/{name}": 503 for name in names})
    report = ingest(site, sitemap)
    assert len(report.failures) == len(names)
    assert len(web.asked_for_pages()) == 1 + FAULTS_IN_A_ROW
    assert "times in a row" in report.failures[-1].message


def test_a_page_of_a_sitemap_that_leads_to_another_host_is_not_ours(
    web: WebSite, site: Site
) -> None:
    sitemap = put_pages(web, "ab")
    web.redirects["/a"] = web.address.replace("127.0.0.1", "localhost") + "/b"
    report = ingest(site, sitemap)
    assert [(failure.path, failure.code) for failure in report.failures] == [("a", "refused")]


def test_letters_are_read_as_the_header_says(web: WebSite, site: Site) -> None:
    text = "<p>Цена для команды указана за месяц.</p>"
    web.pages["/a"] = ("text/html; charset=windows-1251", text.encode("windows-1251"))
    ingest(site, [f"{web.address}/a"])
    current = Document.objects.get().current
    assert current is not None
    assert "Цена для команды" in current.text


def test_a_sitemap_of_more_sitemaps_than_are_read_retires_nothing(
    web: WebSite, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_pages(web, "abc")
    for name in "abc":
        web.put(f"/{name}.xml", f"<urlset><url><loc>HOST/{name}</loc></url></urlset>", "text/xml")
    entries = "".join(f"<sitemap><loc>HOST/{name}.xml</loc></sitemap>" for name in "abc")
    web.put("/all.xml", f"<sitemapindex>{entries}</sitemapindex>", "text/xml")
    ingest(site, [f"{web.address}/all.xml"])
    monkeypatch.setattr("knowledge.web.MAX_SITEMAPS", 3)
    assert ingest(site, [f"{web.address}/all.xml"]).retired == 0
    assert published(site) == {"a", "b", "c"}


def test_a_source_says_what_its_last_reading_came_to(web: WebSite, site: Site) -> None:
    sitemap = put_pages(web, "ab")
    ingest(site, sitemap)
    assert Source.objects.get().outcome.startswith("2 added")
    web.statuses["/sitemap.xml"] = 500
    ingest(site, sitemap)
    assert "answers 500" in Source.objects.get().outcome
