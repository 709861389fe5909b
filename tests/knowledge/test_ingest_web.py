"""Pages and sitemaps become documents."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from chatqual.sites.models import Site
from knowledge.crawl import CrawlRules
from knowledge.ingest import IngestReport, ingest
from knowledge.models import Document, Source
from tests.knowledge.makers import make_pdf
from tests.knowledge.web_site import WebSite

Read = Callable[..., IngestReport]
URLSET = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{}</urlset>"


def put_sitemap(web: WebSite, *locations: str) -> None:
    entries = "".join(f"<url><loc>{location}</loc></url>" for location in locations)
    web.put("/sitemap.xml", URLSET.format(entries), "application/xml")


def published(site: Site) -> set[str]:
    return set(Document.objects.filter(site=site, state="published").values_list("path", flat=True))


def test_a_page_is_a_document_with_its_address(read: Read, web: WebSite) -> None:
    web.put("/help/trial", "<title>Trial</title><p>It lasts 14 days.</p>")
    assert read(f"{web.address}/help/trial").added == 1
    document = Document.objects.get()
    assert (document.path, document.title) == ("help/trial", "Trial")
    assert document.url == f"{web.address}/help/trial"


def test_a_page_is_asked_for_once_a_run(read: Read, web: WebSite) -> None:
    web.put("/a", "<p>Text.</p>")
    read(f"{web.address}/a")
    assert web.asked == ["/robots.txt", "/a"]


def test_a_pdf_on_the_web_is_read(read: Read, web: WebSite) -> None:
    web.pages["/terms"] = ("application/octet-stream", make_pdf(("BodyText", "We refund.")))
    assert read(f"{web.address}/terms").added == 1


def test_a_sitemap_names_the_pages_of_its_host(read: Read, web: WebSite, site: Site) -> None:
    web.put("/", "<p>Start.</p>")
    web.put("/prices", "<p>14 €.</p>")
    put_sitemap(web, "HOST/", "HOST/prices", "https://elsewhere.example/x")
    report = read(f"{web.address}/sitemap.xml")
    assert (report.added, report.skipped) == (2, 1)
    assert published(site) == {"index", "prices"}


def test_a_sitemap_of_sitemaps_is_followed(read: Read, web: WebSite, site: Site) -> None:
    web.put("/a", "<p>Text.</p>")
    put_sitemap(web, "HOST/a")
    index = "<sitemapindex><sitemap><loc>HOST/sitemap.xml</loc></sitemap></sitemapindex>"
    web.put("/all.xml", index, "text/xml")
    assert read(f"{web.address}/all.xml").added == 1


def test_what_robots_are_asked_to_leave_is_left(read: Read, web: WebSite, site: Site) -> None:
    web.put("/robots.txt", "User-agent: *\nDisallow: /private/\n", "text/plain")
    web.put("/open", "<p>Open.</p>")
    web.put("/private/x", "<p>Private.</p>")
    put_sitemap(web, "HOST/open", "HOST/private/x")
    read(f"{web.address}/sitemap.xml")
    assert published(site) == {"open"}
    assert "/private/x" not in web.asked


def test_a_page_that_has_not_changed_is_not_read_again(read: Read, web: WebSite) -> None:
    web.put("/a", "<p>Text.</p>")
    put_sitemap(web, "HOST/a")
    read(f"{web.address}/sitemap.xml")
    assert read(f"{web.address}/sitemap.xml").unchanged == 1
    assert Document.objects.get().versions.count() == 1


def test_a_page_that_left_the_sitemap_is_retired(read: Read, web: WebSite, site: Site) -> None:
    web.put("/a", "<p>A.</p>")
    web.put("/b", "<p>B.</p>")
    put_sitemap(web, "HOST/a", "HOST/b")
    read(f"{web.address}/sitemap.xml")
    put_sitemap(web, "HOST/a")
    assert read(f"{web.address}/sitemap.xml").retired == 1
    assert published(site) == {"a"}


def test_a_page_that_is_missing_fails_alone(read: Read, web: WebSite) -> None:
    web.put("/a", "<p>A.</p>")
    put_sitemap(web, "HOST/a", "HOST/gone")
    report = read(f"{web.address}/sitemap.xml")
    assert report.added == 1
    assert [(failure.path, failure.code) for failure in report.failures] == [("gone", "not_found")]


def test_private_addresses_are_refused_where_they_are_not_allowed(
    read: Read, web: WebSite, settings: LazySettings
) -> None:
    settings.CHATQUAL_ALLOW_PRIVATE_ADDRESSES = False
    report = read(f"{web.address}/a")
    assert report.failures[0].code == "refused"
    assert web.asked == []
    assert not Source.objects.exists()


def test_an_address_that_turns_out_to_be_a_sitemap_stays_one_source(
    read: Read, web: WebSite, site: Site
) -> None:
    web.put("/a", "<p>A.</p>")
    put_sitemap(web, "HOST/a")
    web.pages["/all"] = web.pages["/sitemap.xml"]
    Source.objects.create(site=site, kind="url", location=f"{web.address}/all")
    assert read(f"{web.address}/all").added == 1
    assert Source.objects.get().kind == "sitemap"


# --- following links ------------------------------------------------------------------------------
def put_site(web: WebSite) -> None:
    web.put("/docs/", "<p>Start.</p><a href='a'>A</a> <a href='/docs/b#part'>B</a>")
    web.put("/docs/a", "<p>Page A.</p><a href='/docs/deep/c'>C</a><a href='/blog/x'>X</a>")
    web.put("/docs/b", "<p>Page B.</p><a href='https://elsewhere.example/'>E</a>")
    web.put("/docs/deep/c", "<p>Page C.</p><a href='/docs/'>back</a><a href='/docs/d'>D</a>")
    web.put("/docs/d", "<p>Page D.</p>")
    web.put("/blog/x", "<p>Not documentation.</p>")


def test_a_crawl_follows_links_below_its_first_page(read: Read, web: WebSite, site: Site) -> None:
    put_site(web)
    report = ingest(site, [f"{web.address}/docs/"], crawling=CrawlRules(depth=5, pages=50))
    assert (report.added, report.failures) == (5, ())
    assert published(site) == {"docs", "docs/a", "docs/b", "docs/deep/c", "docs/d"}
    assert len(web.asked) == len(set(web.asked))


def test_a_crawl_ends_at_its_depth_and_at_its_number_of_pages(web: WebSite, site: Site) -> None:
    put_site(web)
    ingest(site, [f"{web.address}/docs/"], crawling=CrawlRules(depth=1, pages=50))
    assert published(site) == {"docs", "docs/a", "docs/b"}
    report = ingest(site, [f"{web.address}/docs/"], crawling=CrawlRules(depth=5, pages=2))
    assert (report.retired, report.skipped) == (0, 2)


def test_a_second_crawl_asks_only_what_has_changed(read: Read, web: WebSite, site: Site) -> None:
    put_site(web)
    ingest(site, [f"{web.address}/docs/"], crawling=CrawlRules(depth=5, pages=50))
    web.put("/docs/d", "<p>Page D, new.</p>")
    # Its source remembers how it was crawled.
    report = read(f"{web.address}/docs/")
    assert (report.unchanged, report.updated, report.retired) == (4, 1, 0)


def test_a_page_that_nothing_links_to_any_more_is_retired(web: WebSite, site: Site) -> None:
    put_site(web)
    ingest(site, [f"{web.address}/docs/"], crawling=CrawlRules(depth=5, pages=50))
    web.put("/docs/deep/c", "<p>Page C.</p>")
    ingest(site, [f"{web.address}/docs/"])
    assert published(site) == {"docs", "docs/a", "docs/b", "docs/deep/c"}


def test_a_page_that_fails_retires_nothing_behind_it(web: WebSite, site: Site) -> None:
    put_site(web)
    ingest(site, [f"{web.address}/docs/"], crawling=CrawlRules(depth=5, pages=50))
    web.statuses["/docs/a"] = 500
    report = ingest(site, [f"{web.address}/docs/"])
    assert [failure.path for failure in report.failures] == ["docs/a"]
    assert web.asked.count("/docs/a") == 2
    assert "docs/deep/c" in published(site)


def test_a_crawl_leaves_what_it_is_asked_to_leave(web: WebSite, site: Site) -> None:
    web.put("/robots.txt", "User-agent: *\nDisallow: /secret/\n", "text/plain")
    web.put("/", "<p>Start.</p><a href='/secret/x'>S</a><a rel='nofollow' href='/n'>N</a>")
    web.put("/secret/x", "<p>Secret.</p>")
    web.put("/n", "<p>Not to be followed.</p>")
    report = ingest(site, [web.address], crawling=CrawlRules())
    assert (published(site), report.skipped) == ({"index"}, 1)
    assert "/secret/x" not in web.asked


def test_the_command_refuses_a_depth_that_is_none() -> None:
    with pytest.raises(CommandError, match="0 to 20"):
        call_command("ingest", "https://www.acme.example/", "--crawl", "99")
