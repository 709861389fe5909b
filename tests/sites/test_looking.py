"""Is the widget live: what is found on a page, and the first hello of a visitor's browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from chatqual.site_setup.looking import Tag, judge, look_at, tags_of, without_comments
from chatqual.sites.embedding import script_tag
from chatqual.sites.live import is_first_sign, record_first_sign
from chatqual.sites.models import Site
from tests.factories import make_site

BASE = "https://chat.example"
URL = "https://www.shop.example/"


def page(tag: str) -> str:
    return f"<!doctype html><html><body><h1>Shop</h1>{tag}</body></html>"


@pytest.fixture
def shop() -> Site:
    return Site(public_key="shop", name="Shop", origins=["https://www.shop.example"])


def verdict(site: Site, html: str, url: str = URL) -> Any:
    return judge(site, BASE, url, tags_of(html), html)


# --- the tags -------------------------------------------------------------------------------------
def test_the_tag_that_we_hand_out_is_found(shop: Site) -> None:
    tag = script_tag(shop, BASE)
    assert tags_of(page(tag)) == [Tag(BASE, "shop")]
    assert verdict(shop, page(tag)).is_there


@pytest.mark.parametrize(
    "tag",
    [
        "<SCRIPT DATA-SITE='shop' SRC='https://chat.example/widget/loader.js' async></SCRIPT>",
        "<script src=https://chat.example/widget/loader.js data-site=shop></script>",
        '<script src="https://chat.example/widget/loader.js?site=shop"></script>',
        '<script src="//chat.example/widget/loader.js" data-site="shop"></script>',
        '<script>window.chatqualSettings={site:"shop"}</script>'
        '<script async src="https://chat.example/widget/loader.js"></script>',
    ],
)
def test_other_ways_to_write_it_are_found(shop: Site, tag: str) -> None:
    assert verdict(shop, page(tag)).is_there


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("", "no tag of the widget"),
        (
            '<!-- <script src="https://chat.example/widget/loader.js" data-site="shop"> -->',
            "no tag",
        ),
        ('<script src="/other/loader.js" data-site="shop"></script>', "no tag"),
        (
            '<script src="https://chat.example/widget/loader.js" data-site="else"></script>',
            "names another site: else",
        ),
        ('<script src="https://chat.example/widget/loader.js"></script>', "another site: none"),
        (
            '<script src="https://old.example/widget/loader.js" data-site="shop"></script>',
            "from https://old.example",
        ),
    ],
)
def test_what_is_amiss_is_said_with_what_to_do(shop: Site, tag: str, words: str) -> None:
    found = verdict(shop, page(tag))
    assert not found.is_there
    assert words in found.words
    assert found.advice


def test_a_page_that_leads_elsewhere_may_not_show_the_chat(shop: Site) -> None:
    found = verdict(shop, page(script_tag(shop, BASE)), "https://shop.example/")
    assert not found.is_there
    assert "https://shop.example" in found.advice


@given(st.text(alphabet="<!->x=\"' scriptsrcdata", max_size=300))
def test_no_page_breaks_the_search(text: str) -> None:
    for tag in tags_of(text):
        assert isinstance(tag.key, str)


def test_comments_that_never_close_are_passed_in_one_go() -> None:
    assert without_comments("a<!--b-->c<!--d") == "ac"
    assert tags_of("<!--" * 100_000 + "<script " * 100_000) == []


# --- the fetch ------------------------------------------------------------------------------------
class Pages(BaseHTTPRequestHandler):
    body, kind = b"", "text/html"

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", self.kind)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def web() -> Iterator[tuple[str, type[Pages]]]:
    """A website on loopback and the handler whose page it serves."""
    handler = type("Handler", (Pages,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", handler
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_real_page_is_fetched_and_judged(
    web: tuple[str, type[Pages]], shop: Site, settings: Any
) -> None:
    settings.CHATQUAL_ALLOW_PRIVATE_ADDRESSES = True
    origin, handler = web
    shop.origins = [origin]
    assert "no tag" in look_at(shop, BASE).words
    handler.body = page(script_tag(shop, BASE)).encode()
    assert look_at(shop, BASE).is_there
    handler.kind = "application/json"
    assert "no web page" in look_at(shop, BASE).words


def test_an_address_in_the_own_network_is_not_fetched(
    web: tuple[str, type[Pages]], shop: Site, settings: Any
) -> None:
    settings.CHATQUAL_ALLOW_PRIVATE_ADDRESSES = False
    origin, handler = web
    handler.body = page(script_tag(shop, BASE)).encode()
    shop.origins = [origin]
    found = look_at(shop, BASE)
    assert not found.is_there
    assert "refused" in found.words
    assert found.advice


def test_without_an_address_it_says_so(shop: Site) -> None:
    shop.origins = []
    assert "no address" in look_at(shop, BASE).words


@pytest.mark.django_db(transaction=True)
def test_the_button_tells_what_was_found_and_how_far_the_site_is(
    web: tuple[str, type[Pages]], site: Site, dana: User, settings: Any
) -> None:
    settings.CHATQUAL_ALLOW_PRIVATE_ADDRESSES = True
    settings.CHATQUAL_PUBLIC_URL = BASE
    origin, handler = web
    Site.objects.filter(pk=site.pk).update(origins=[origin])
    handler.body = page(script_tag(site, BASE)).encode()
    client = Client()
    client.force_login(dana)
    told = client.post(reverse("set-up-look", args=[site.pk])).json()
    assert told["is_there"]
    assert {step["key"] for step in told["steps"]} >= {"live", "documents"}


@pytest.mark.django_db(transaction=True)
def test_it_is_pressed_by_whoever_may_change_the_site_only(site: Site, dana: User) -> None:
    other = make_site("other", origins=[])
    mine, theirs = (reverse("set-up-look", args=[one.pk]) for one in (site, other))
    client = Client()
    client.force_login(dana)
    Site.objects.filter(pk=site.pk).update(origins=[])
    assert client.post(mine).status_code == 200
    assert client.post(theirs).status_code == 404
    dana.groups.set([Group.objects.get(name="Lead")])
    assert client.post(mine).status_code == 403


# --- the first hello ------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_hello_from_a_page_of_the_site_proves_it_once(site: Site) -> None:
    url = "https://www.shop.example/pricing?utm_source=x"
    assert is_first_sign(site, url)
    record_first_sign(site, url)
    site.refresh_from_db()
    first = site.seen_live_at
    assert first is not None
    assert site.seen_live_on == "https://www.shop.example"
    record_first_sign(site, "https://www.shop.example/other")
    site.refresh_from_db()
    assert site.seen_live_at == first
    assert not is_first_sign(site, url)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url", ["", "https://evil.example/", "http://www.shop.example/", "null", "http://[x", "/demo/"]
)
def test_a_hello_from_elsewhere_proves_nothing(site: Site, url: str) -> None:
    assert not is_first_sign(site, url)
