"""The widget on a phone, at 400 %, in every accent, for screen readers and by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.chatting import close_by_key, send_and_wait, until
from tests.e2e.fake_socket import FakeSocket
from tests.e2e.shop import Shop, ShopServer

pytestmark = pytest.mark.e2e

COLOURS = ["#f5c518", "#1d5b6f", "#00aa00", "#7f7f7f", "#ffffff", "#000000"]


@pytest.fixture
def phone(browser: Browser, live: Any, server: ShopServer) -> Iterator[Shop]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    FakeSocket(context)
    yield Shop(context.new_page(), live.base_url, server)
    context.close()


VIEWPORT = "<meta name=viewport content='width=device-width, initial-scale=1'>"


def test_on_a_phone_it_takes_the_whole_screen(phone: Shop) -> None:
    phone.show(f"{VIEWPORT}<body>{phone.tag}</body>")
    chat = phone.open()
    box = phone.page.locator("#chatqual iframe").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 390, "height": 844}
    expect(phone.launcher).to_be_hidden()
    expect(chat.locator("#person")).to_be_in_viewport()
    expect(chat.locator("#text")).not_to_be_focused()
    assert chat.locator("#text").evaluate("(box) => getComputedStyle(box).fontSize") == "16px"


def test_the_keyboard_of_a_phone_does_not_cover_the_text_box(phone: Shop) -> None:
    phone.show(f"{VIEWPORT}<body>{phone.tag}</body>")
    chat = phone.open()
    # What a keyboard does: the visual viewport gets lower, the layout viewport does not.
    phone.page.evaluate(
        """() => { Object.defineProperty(visualViewport, 'height', { get: () => 480 });
        Object.defineProperty(visualViewport, 'offsetTop', { get: () => 30 });
        visualViewport.dispatchEvent(new Event('resize')); }"""
    )
    box = phone.page.locator("#chatqual dialog").bounding_box()
    assert box
    assert (box["y"], box["height"]) == (30, 480)

    def is_in_sight() -> bool:
        # The frame hears of its new size a moment after the page has given it.
        text = chat.locator("#text").bounding_box()
        return bool(text) and text["y"] + text["height"] <= 510

    until(phone.page, is_in_sight, "the text box above the keyboard")


def test_the_page_behind_a_phones_chat_cannot_be_reached(phone: Shop) -> None:
    phone.show(f"{VIEWPORT}<body><button id=behind>behind</button>{phone.tag}</body>")
    phone.open()
    phone.page.evaluate("document.querySelector('#behind').focus()")
    assert phone.page.evaluate("document.activeElement.id") != "behind"
    close_by_key(phone.page)


def test_at_four_hundred_percent_nothing_is_cut_off(
    browser: Browser, live: Any, server: ShopServer
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 256})
    socket = FakeSocket(context)
    shop = Shop(context.new_page(), live.base_url, server)
    shop.show()
    chat = shop.open()
    send_and_wait(chat, "w" * 300)
    socket.write("bot", "https://harbour.example/" + "x" * 300)
    expect(chat.locator(".line.bot")).to_be_visible()
    assert chat.locator("html").evaluate("(page) => page.scrollWidth <= page.clientWidth")
    chat.locator("#person").scroll_into_view_if_needed()
    expect(chat.locator("#person")).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("accent", COLOURS)
def test_every_accent_can_be_read(
    page: Page, live: Any, socket: FakeSocket, scheme: str, accent: str
) -> None:
    socket.site["theme"] = {"accent": accent, "scheme": scheme}
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{live.base_url}/widget/chat/?site=demo")
    expect(page.locator("html")).to_have_attribute("data-state", "online")
    send_and_wait(page, "what does it cost")
    socket.write("bot", "Team costs [a](https://harbour.example).", quick_replies=["Yes"])
    expect(page.locator(".line.bot")).to_be_visible()
    found = Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
    assert [node["html"] for violation in found for node in violation["nodes"]] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, live: Any, socket: FakeSocket, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{live.base_url}/widget/chat/?site=demo")
    expect(page.locator("html")).to_have_attribute("data-state", "online")
    problems = axe_problems(page)
    page.locator("#text").fill("what does it cost")
    page.locator("#text").press("Enter")
    expect(page.locator(".line.visitor")).to_have_attribute("data-seq", "1")
    citation = {"n": 1, "title": "Pricing", "url": "https://harbour.example", "quote": "14 €"}
    socket.write("bot", "14 €. [1]", citations=[citation], quick_replies=["Yes"], reply_to=1)
    socket.error("rate_limited", retry=60)
    page.locator(".cite").click()
    expect(page.locator("#sheet")).to_be_visible()
    problems += axe_problems(page)
    page.keyboard.press("Escape")
    expect(page.locator("#sheet")).to_be_hidden()
    problems += axe_problems(page)
    socket.set_mode("waiting", queue={"position": 1, "usual_wait_s": None})
    socket.set_mode("human", agent="Jonas")
    socket.write("agent", "Jonas here.", name="Jonas")
    socket.set_mode("closed")
    expect(page.locator(".rating")).to_be_visible()
    problems += axe_problems(page)
    assert problems == []


@pytest.mark.parametrize("path", ["/demo/", "/demo/?test=1"])
def test_axe_finds_nothing_on_the_demo_page(page: Page, live: Any, path: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{live.base_url}{path}")
    expect(page.locator("#chatqual button")).to_be_visible()
    assert axe_problems(page) == []


def axe_problems(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {node['target']}" for v in found for node in v["nodes"]]


def test_it_can_be_used_with_the_keyboard_alone(shop: Shop, socket: FakeSocket) -> None:
    shop.show()
    expect(shop.launcher).to_be_visible()
    shop.page.keyboard.press("Tab")
    expect(shop.launcher).to_be_focused()
    shop.page.keyboard.press("Enter")
    chat = shop.chat()
    expect(chat.locator("#text")).to_be_focused()
    shop.page.keyboard.type("what does it cost")
    shop.page.keyboard.press("Enter")
    expect(chat.locator(".line.visitor")).to_have_attribute("data-seq", "1")
    socket.write("bot", "Fits?", quick_replies=["Yes", "No"], reply_to=1)
    expect(chat.locator("#replies .chip")).to_have_count(2)
    shop.page.keyboard.press("Shift+Tab")
    expect(chat.get_by_role("button", name="No", exact=True)).to_be_focused()
    shop.page.keyboard.press("Enter")
    expect(chat.locator(".line.visitor .body").last).to_have_text("No")
    expect(chat.locator("#text")).to_be_focused()
    shop.page.keyboard.press("Escape")
    expect(shop.launcher).to_be_focused()
