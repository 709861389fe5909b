"""A new site in a real browser: from its name to the first hello of a visitor's browser."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import PHONE
from tests.e2e.shop import ShopServer, running_shop

pytestmark = pytest.mark.e2e

DESKTOP = {"width": 1280, "height": 860}


@pytest.fixture
def acme() -> Iterator[ShopServer]:
    """The website of the new site."""
    with running_shop() as server:
        server.body = "<body><h1>Acme</h1><p>We repair pumps within two days.</p></body>"
        yield server


def begin(desk: Page, live: Any, acme: ShopServer) -> str:
    """Fills in what there is no good guess for; gives the name."""
    name = f"Acme {uuid.uuid4().hex[:6]}"
    desk.goto(f"{live.base_url}/admin/set-up/")
    desk.get_by_label("Name of the website or company").fill(name)
    desk.get_by_label("Its address").fill(acme.origin)
    return name


def save(desk: Page) -> None:
    desk.get_by_role("button", name=re.compile("^Save")).click()


def look(desk: Page) -> Locator:
    desk.get_by_role("button", name="Is it live on my page?").click()
    return desk.locator("#su-seen")


def test_a_site_is_set_up_and_proved_live(
    live: Any, sign_in: Any, acme: ShopServer, browser: Browser, keep: Any
) -> None:
    desk = sign_in("admin", viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"])
    begin(desk, live, acme)
    keep(desk, "new")
    desk.get_by_label("Who is told by e-mail").fill("ana@acme.example")
    save(desk)
    expect(desk.get_by_role("heading", name=re.compile(r"\d of 6 done"))).to_be_visible()
    desk.get_by_role("button", name="Copy", exact=True).click()
    expect(desk.locator("#su-copied")).to_have_text("Copied.")
    tag = desk.evaluate("navigator.clipboard.readText()")
    assert tag.startswith("<script async src=")
    expect(look(desk)).to_contain_text("has no tag of the widget")
    acme.body = f"<body><h1>Acme</h1>{tag}</body>"
    seen = look(desk)
    expect(seen).to_contain_text("The widget is on")
    expect(seen).to_contain_text("Not proved yet")
    keep(desk, "found")

    visitor = browser.new_context()
    page = visitor.new_page()
    page.goto(f"{acme.origin}/pumps?q=1")
    page.locator("#chatqual button").click()
    chat = page.frame_locator("#chatqual iframe")
    expect(chat.locator("html")).to_have_attribute("data-state", "online")
    visitor.close()
    seen = look(desk)
    expect(seen).to_contain_text(f"from {acme.origin}")
    expect(desk.locator('[data-step="live"]')).to_have_class("is-done")
    keep(desk, "proved")


def test_the_website_is_read_while_one_looks(live: Any, sign_in: Any, acme: ShopServer) -> None:
    desk = sign_in("admin", viewport=DESKTOP)
    begin(desk, live, acme)
    save(desk)
    expect(desk.locator("#cq-work p").first).to_have_class(re.compile("is-done"))
    desk.reload()
    expect(desk.locator('[data-step="documents"]')).to_contain_text("can be answered from")


def test_what_is_wrong_is_said_where_it_is_and_all_that_was_typed_is_there(
    live: Any, sign_in: Any, acme: ShopServer, keep: Any
) -> None:
    desk = sign_in("admin", viewport=PHONE)
    name = begin(desk, live, acme)
    desk.get_by_label("Who is told by e-mail").fill("ana at acme")
    desk.get_by_label("Monday").fill("25:00-26:00")
    desk.get_by_label("In which countries").fill("Germany\nAtlantis")
    save(desk)
    expect(desk.get_by_role("alert").first).to_contain_text("3 fields below need another look")
    expect(desk.get_by_label("Monday")).to_be_focused()
    expect(desk.get_by_label("Monday")).to_have_value("25:00-26:00")
    expect(desk.get_by_label("Name of the website or company")).to_have_value(name)
    expect(desk.get_by_label("Who is told by e-mail")).to_have_value("ana at acme")
    expect(desk.get_by_label("In which countries")).to_have_value("Germany\nAtlantis")
    keep(desk, "wrong")
    desk.get_by_label("Monday").fill("09:00-17:00")
    desk.get_by_label("Who is told by e-mail").fill("ana@acme.example")
    desk.get_by_label("In which countries").fill("Germany")
    save(desk)
    expect(desk.get_by_role("heading", name=f"Set up {name}")).to_be_visible()


def test_the_keyboard_alone_sets_a_site_up(live: Any, sign_in: Any, acme: ShopServer) -> None:
    desk = sign_in("admin", viewport=DESKTOP)
    desk.goto(f"{live.base_url}/admin/set-up/")
    walk_to(desk, desk.get_by_label("Name of the website or company"))
    desk.keyboard.type("Keyboard only")
    walk_to(desk, desk.get_by_label("Its address"))
    desk.keyboard.type(acme.origin)
    walk_to(desk, desk.get_by_label("What the assistant answers from"))
    desk.keyboard.press("ArrowDown")
    expect(desk.get_by_label("Address of the sitemap")).to_be_visible()
    desk.keyboard.press("ArrowDown")
    expect(desk.get_by_label("Address of the sitemap")).to_be_hidden()
    walk_to(desk, desk.get_by_role("button", name=re.compile("^Save")))
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name=re.compile(r"\d of 6 done"))).to_be_visible()
    walk_to(desk, desk.get_by_role("button", name="Is it live on my page?"))
    desk.keyboard.press("Enter")
    expect(desk.locator("#su-seen")).to_contain_text("has no tag")
    expect(desk.get_by_role("button", name="Is it live on my page?")).to_be_focused()


def walk_to(desk: Page, place: Locator) -> None:
    for _ in range(200):
        if place.evaluate("(one) => one === document.activeElement"):
            return
        desk.keyboard.press("Tab")
    raise AssertionError("the keyboard did not get there")


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(DESKTOP, "light"), (PHONE, "dark"), (DESKTOP, "dark"), (PHONE, "light")],
    ids=["desktop", "phone-dark", "desktop-dark", "phone"],
)
def test_axe_finds_nothing_and_nothing_hangs_over_the_edge(
    live: Any, sign_in: Any, keep: Any, size: dict[str, int], scheme: str
) -> None:
    desk = sign_in("admin", viewport=size, color_scheme=scheme)
    for name, address in (("new", "set-up/"), ("there", "set-up/1/")):
        desk.goto(f"{live.base_url}/admin/{address}")
        expect(desk.locator("#su-form")).to_be_visible()
        if name == "there":
            expect(look(desk)).to_contain_text(re.compile("tag|address|widget is on"))
        keep(desk, name)
        found = Axe().run(desk, context=".su-page").response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found] == [], name
        assert desk.evaluate("document.documentElement.scrollWidth") <= size["width"], name
        wide = """(all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1)
            .map((one) => one.innerText.slice(0, 40))"""
        assert desk.locator(".su-card, .su-far").evaluate_all(wide) == [], name
