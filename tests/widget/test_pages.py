"""The pages around the chat: what they hold, who may embed them, what they weigh."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client

from chatqual.sites.models import Site
from knowledge.models import Document, DocumentVersion, Source

STATIC = Path(__file__).resolve().parents[2] / "widget" / "static" / "widget"
pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    return Site.objects.create(
        public_key="harbour",
        name="Harbour",
        origins=["https://www.harbour.example", "https://shop.harbour.example"],
        is_demo=True,
    )


@pytest.fixture
def make_document(site: Site) -> Callable[..., Document]:
    def make(text: str, **fields: str) -> Document:
        source = Source.objects.create(site=site, kind=Source.Kind.choices[0][0])
        document = Document.objects.create(site=site, source=source, path="a.md", title="Returns")
        version = DocumentVersion.objects.create(
            document=document,
            number=1,
            title="Returns",
            text=text,
            content_hash="0",
            mime="text/md",
        )
        document.current, document.state = version, Document.State.PUBLISHED
        for name, value in fields.items():
            setattr(document, name, value)
        document.save()
        return document

    return make


def boot_of(response: HttpResponse) -> dict[str, object]:
    found = re.search(r'<script id="boot"[^>]*>(.*?)</script>', response.content.decode(), re.S)
    assert found
    boot: dict[str, object] = json.loads(found[1])
    return boot


def directives(response: HttpResponse) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


def test_the_chat_page_says_that_it_is_an_ai_and_offers_a_person(
    client: Client, site: Site
) -> None:
    page = client.get("/widget/chat/", {"site": "harbour"}).content.decode()
    assert "I am Harbour&#x27;s AI assistant. I answer from our documents" in page
    assert "Talk to a person" in page


def test_only_the_sites_origins_and_our_own_may_embed_the_chat(client: Client, site: Site) -> None:
    response = client.get("/widget/chat/", {"site": "harbour"})
    assert directives(response)["frame-ancestors"] == (
        "'self' https://www.harbour.example https://shop.harbour.example"
    )
    assert "X-Frame-Options" not in response


def test_the_chat_page_loads_nothing_from_elsewhere_and_runs_nothing_inline(
    client: Client, site: Site
) -> None:
    policy = directives(client.get("/widget/chat/", {"site": "harbour"}))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in " ".join(policy.values())


def test_the_chat_page_has_no_inline_script_or_style(client: Client, site: Site) -> None:
    page = client.get("/widget/chat/", {"site": "harbour"}).content.decode()
    assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:", page) == []
    scripts = re.findall(r"<script[^>]*>", page)
    assert all("src=" in tag or 'type="application/json"' in tag for tag in scripts)


def test_a_site_name_cannot_become_markup(client: Client, site: Site) -> None:
    site.name = "</script><img src=x onerror=alert(1)>"
    site.save()
    response = client.get("/widget/chat/", {"site": "harbour"})
    assert b"<img" not in response.content
    assert boot_of(response)["name"] == site.name


@pytest.mark.parametrize("key", ["", "nobody", "x" * 300, "harbour\x00", "' OR 1=1"])
def test_an_unknown_site_key_is_a_plain_page_that_says_so(
    client: Client, site: Site, key: str
) -> None:
    response = client.get("/widget/chat/", {"site": key})
    assert response.status_code == 404
    assert b"There is no chat here" in response.content


@pytest.mark.parametrize(
    ("locale", "language", "words"),
    [
        ("de-AT", "de", "Mit einem Menschen sprechen"),
        ("pt_BR", "pt", "Falar com uma pessoa"),
        ("fr", "fr", "Parler à une personne"),
        ("xx", "en", "Talk to a person"),
        ('"><script>', "en", "Talk to a person"),
    ],
)
def test_it_speaks_the_language_of_the_visitor_else_of_the_site(
    client: Client, site: Site, locale: str, language: str, words: str
) -> None:
    page = client.get("/widget/chat/", {"site": "harbour", "locale": locale}).content.decode()
    assert f'<html lang="{language}" dir="ltr">' in page
    assert words in page


def test_a_right_to_left_page_gets_a_right_to_left_chat(client: Client, site: Site) -> None:
    page = client.get("/widget/chat/", {"site": "harbour", "locale": "ar-EG"}).content.decode()
    assert 'dir="rtl"' in page


def test_the_sites_own_words_go_before_ours(client: Client, site: Site) -> None:
    site.texts = {"placeholder": "Ask us", "unheard_of": "x", "send": 7}
    site.save()
    texts = boot_of(client.get("/widget/chat/", {"site": "harbour"}))["texts"]
    assert isinstance(texts, dict)
    assert texts["placeholder"] == "Ask us"
    assert texts["send"] == "Send"
    assert "unheard_of" not in texts


def test_the_page_holds_no_secret_of_the_site(client: Client, site: Site) -> None:
    assert site.secret not in client.get("/widget/chat/", {"site": "harbour"}).content.decode()


def test_opening_the_pages_sets_no_cookie(client: Client, site: Site) -> None:
    for path in ("/widget/chat/?site=harbour", "/widget/loader.js", "/demo/"):
        assert not client.get(path).cookies


def test_the_loader_weighs_at_most_five_kilobytes_compressed(client: Client) -> None:
    response = client.get("/widget/loader.js", headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) <= 5 * 1024


def test_the_loader_is_the_same_for_everybody_and_may_be_cached(client: Client) -> None:
    response = client.get("/widget/loader.js")
    assert "public" in response["Cache-Control"]
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    again = client.get("/widget/loader.js", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_the_chat_with_its_scripts_and_styles_weighs_at_most_thirty_kilobytes(
    client: Client, site: Site
) -> None:
    packed = {"accept-encoding": "gzip"}
    page = client.get("/widget/chat/", {"site": "harbour"}, headers=packed).content
    linked = set(re.findall(r'(?:href|src)="(/[^"]+)"', gzip.decompress(page).decode()))
    files = [client.get(address, headers=packed) for address in linked]
    assert all(file["Content-Encoding"] == "gzip" for file in files)
    assert len(files) > 10
    assert len(page) + sum(len(file.content) for file in files) <= 30 * 1024


def test_what_the_chat_loads_is_kept_for_good_as_its_address_names_its_content(
    client: Client, site: Site
) -> None:
    page = client.get("/widget/chat/", {"site": "harbour"}).content.decode()
    address = re.findall(r'src="(/widget/assets/[^"]+)"', page)[0]
    assert "immutable" in client.get(address)["Cache-Control"]
    old = re.sub(r"/assets/\w+/", "/assets/000000000000/", address)
    assert client.get(old)["Cache-Control"] == "no-cache"
    assert client.get(old).content == client.get(address).content


def test_each_module_of_the_chat_is_loaded_early(client: Client, site: Site) -> None:
    page = client.get("/widget/chat/", {"site": "harbour"}).content.decode()
    early = re.findall(r'modulepreload" href="/widget/assets/\w+/chat/(\w+\.js)"', page)
    assert sorted(early) == sorted(file.name for file in (STATIC / "chat").glob("*.js"))


@pytest.mark.parametrize("name", ["loader.js", "../boot.py", "chat/none.js", "chat/../chat.js"])
def test_no_other_file_is_given_away(client: Client, name: str) -> None:
    assert client.get(f"/widget/assets/000000000000/{name}").status_code == 404


def test_the_demo_page_embeds_with_one_tag_and_says_that_it_is_a_demo(
    client: Client, site: Site
) -> None:
    page = client.get("/demo/").content.decode()
    assert re.findall(r"<script[^>]*>", page) == [
        '<script async src="/widget/loader.js" data-site="harbour">'
    ]
    assert "This is a demo." in page


def test_the_demo_page_passes_its_test_mode_on(client: Client, site: Site) -> None:
    assert 'data-test="1"' in client.get("/demo/?test=1").content.decode()
    assert "data-test" not in client.get("/demo/?test=0").content.decode()


def test_without_a_demo_company_there_is_no_demo_page(client: Client) -> None:
    assert client.get("/demo/").status_code == 404


def test_a_cited_document_can_be_read_where_it_has_no_address(
    client: Client, make_document: Callable[..., Document]
) -> None:
    text = "# Returns\n\nWithin 30 days.\n\n- unused\n- with the receipt\n\n1. write\n2. send\n"
    document = make_document(text)
    page = client.get(f"/widget/source/harbour/{document.pk}/").content.decode()
    assert "<h1>Returns</h1>" in page
    assert "<p>Within 30 days.</p>" in page
    assert '<ul class="list"><li>unused</li><li>with the receipt</li></ul>' in page
    assert "<ol><li>write</li><li>send</li></ol>" in page


def test_the_rows_of_a_table_stay_as_answers_quote_them(
    client: Client, make_document: Callable[..., Document]
) -> None:
    document = make_document("| Plan: Small; Price: 9 €\n| Plan: Large; Price: 14 €")
    page = client.get(f"/widget/source/harbour/{document.pk}/").content.decode()
    assert "<li>Plan: Small; Price: 9 €</li><li>Plan: Large; Price: 14 €</li>" in page


def test_markup_in_a_document_stays_text(
    client: Client, make_document: Callable[..., Document]
) -> None:
    document = make_document("<script>alert(1)</script>")
    response = client.get(f"/widget/source/harbour/{document.pk}/")
    assert b"<script" not in response.content
    assert "script-src" not in directives(response)


@pytest.mark.parametrize("fields", [{"state": "retired"}, {"state": "draft"}, {"audience": "desk"}])
def test_what_visitors_are_not_answered_from_they_cannot_read(
    client: Client, make_document: Callable[..., Document], fields: dict[str, str]
) -> None:
    document = make_document("Internal.", **fields)
    response = client.get(f"/widget/source/harbour/{document.pk}/")
    assert response.status_code == 404
    assert b"Internal." not in response.content


def test_a_document_is_not_found_under_another_sites_key(
    client: Client, make_document: Callable[..., Document]
) -> None:
    Site.objects.create(public_key="other", name="Other")
    document = make_document("Ours.")
    assert client.get(f"/widget/source/other/{document.pk}/").status_code == 404
