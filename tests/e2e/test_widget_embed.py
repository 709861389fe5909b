"""The loader in pages that nobody here wrote."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.chatting import close_by_key, reload, send_and_wait, stored, until_kept
from tests.e2e.fake_socket import FakeSocket
from tests.e2e.shop import Shop

pytestmark = pytest.mark.e2e

HOSTILE = """
  * { all: unset; opacity: .3 !important; color: red !important; transform: rotate(3deg) }
  div, button, dialog, iframe { display: none !important; width: 1px !important }
  #cover { position: fixed; inset: 0; z-index: 2147483647; display: block !important }
"""


def test_before_it_is_opened_only_the_loader_is_fetched_and_nothing_kept(shop: Shop) -> None:
    shop.show()
    expect(shop.launcher).to_be_visible()
    assert [url for url in shop.requests if url.startswith(shop.home)] == [
        f"{shop.home}/widget/loader.js"
    ]
    assert stored(shop.page) == []
    assert shop.page.context.cookies() == []


def test_it_chats_from_a_page_of_another_origin(shop: Shop, socket: FakeSocket) -> None:
    shop.show()
    chat = shop.open()
    send_and_wait(chat, "hello")
    hello = socket.of_type("hello")[0]
    assert hello["page"] == {
        "url": f"{shop.server.origin}/index.html",
        "title": "Shop",
        "referrer": "",
    }
    reload(shop.page)
    expect(shop.chat().locator(".line.visitor .body")).to_have_text("hello")


def test_a_page_that_may_not_embed_it_gets_no_chat(shop: Shop, socket: FakeSocket) -> None:
    shop.show(origin=shop.server.thief)
    with shop.page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        shop.launcher.click()
    assert socket.received == []


def test_it_works_under_a_strict_policy_of_the_page(shop: Shop) -> None:
    complaints: list[str] = []
    shop.page.on("console", lambda message: complaints.append(message.text))
    policy = (
        f"default-src 'self'; script-src 'self' {shop.home}; frame-src {shop.home}; "
        "require-trusted-types-for 'script'"
    )
    shop.show(headers={"content-security-policy": policy})
    send_and_wait(shop.open(), "hello")
    assert not [text for text in complaints if "Content Security Policy" in text]


def test_hostile_styles_do_not_reach_it(shop: Shop) -> None:
    shop.show(
        f"<style>{HOSTILE}</style><body style='transform: translateX(40px)'>"
        f"<div id=cover>cover</div>{shop.tag}"
    )
    box = shop.launcher.bounding_box()
    width = shop.page.viewport_size
    assert box
    assert width
    assert box["width"] == box["height"] == 56
    assert box["x"] + box["width"] == width["width"] - 20
    send_and_wait(shop.open(), "hello")
    colour = shop.launcher.evaluate("(button) => getComputedStyle(button).color")
    assert colour == "rgb(255, 255, 255)"


def test_a_tag_manager_may_drop_data_attributes(shop: Shop) -> None:
    shop.show(
        f"""<body><script>
        window.chatqualSettings = {{ site: 'demo', position: 'left', launcher: 'Questions?' }};
        (function (d, s) {{ var j = d.createElement(s); j.async = true;
          j.src = '{shop.home}/widget/loader.js'; d.head.appendChild(j); }})(document, 'script');
        </script>"""
    )
    expect(shop.launcher).to_have_text("Questions?")
    box = shop.launcher.bounding_box()
    assert box
    assert box["x"] == 20
    shop.open()


def test_calls_before_it_is_loaded_are_done_later(shop: Shop) -> None:
    shop.show(
        f"""<body><script>
        window.chatqual = window.chatqual || function () {{
          (chatqual.q = chatqual.q || []).push(arguments) }};
        chatqual('prefill', 'what does it cost'); chatqual('open');
        </script>{shop.tag}"""
    )
    expect(shop.chat().locator("#text")).to_have_value("what does it cost")


def test_two_tags_make_one_launcher(shop: Shop) -> None:
    shop.show(f"<body>{shop.tag}{shop.tag}</body>")
    expect(shop.launcher).to_be_visible()
    expect(shop.page.locator("#chatqual")).to_have_count(1)


def test_any_element_of_the_page_may_open_it(shop: Shop) -> None:
    shop.show(f"<body><a href='#x' data-chatqual-open><b id=ask>Ask</b></a>{shop.tag}</body>")
    expect(shop.launcher).to_be_visible()
    shop.page.locator("#ask").click()
    shop.chat()
    assert shop.page.url == f"{shop.server.origin}/index.html"


def test_the_commands_do_what_they_say(shop: Shop, socket: FakeSocket) -> None:
    shop.show()
    shop.call("open")
    chat = shop.chat()
    shop.call("close")
    expect(shop.page.locator("#chatqual dialog")).to_be_hidden()
    shop.call("toggle")
    expect(shop.page.locator("#chatqual dialog")).to_be_visible()
    shop.call("prefill", "filled")
    expect(chat.locator("#text")).to_have_value("filled")
    shop.call("theme", {"accent": "#8a1c4b", "scheme": "dark"})
    expect(chat.locator("html")).to_have_attribute("data-scheme", "dark")
    shop.call("identify", {"id": "7", "exp": 1, "hmac": "00"})
    shop.call("locale", "de")
    expect(chat.locator("#person")).to_have_text("Mit einem Menschen sprechen")
    expect(chat.locator("html")).to_have_attribute("data-state", "online")
    assert socket.of_type("hello")[-1]["locale"] == "de"
    assert socket.of_type("hello")[-1]["identity"]["id"] == "7"
    shop.call("destroy")
    expect(shop.page.locator("#chatqual")).to_have_count(0)


def test_the_page_hears_of_events_without_values(shop: Shop, socket: FakeSocket) -> None:
    shop.page.add_init_script(
        """window.heard = [];
        for (const name of ['ready', 'open', 'message', 'email-captured', 'qualified', 'close'])
          addEventListener('chatqual:' + name, (e) => heard.push([name, e.detail]));"""
    )
    shop.show()
    chat = shop.open()
    send_and_wait(chat, "ana@harbour.example")
    socket.say({"type": "event", "name": "email-captured", "email": "ana@harbour.example"})
    socket.say({"type": "event", "name": "qualified"})
    socket.say({"type": "event", "name": "made-up"})
    socket.write("bot", "Noted.")
    expect(chat.locator(".line.bot")).to_be_visible()
    shop.page.keyboard.press("Escape")
    shop.page.wait_for_function("() => heard.at(-1)[0] === 'close'")
    assert shop.page.evaluate("heard") == [
        ["ready", {}],
        ["open", {}],
        ["message", {"author": "visitor"}],
        ["email-captured", {}],
        ["qualified", {}],
        ["message", {"author": "bot"}],
        ["close", {}],
    ]


def test_messages_that_do_not_come_from_the_chat_are_ignored(shop: Shop) -> None:
    shop.show()
    shop.open()
    shop.page.evaluate(
        """() => new Promise((done) => {
          addEventListener('message', ({ data }) => data === 'the last one' && done());
          for (const type of ['session', 'queued', 'close', '__proto__', 'constructor'])
            window.postMessage({ chatqual: 1, type, token: 'evil', item: { id: 'x' } }, '*');
          window.postMessage('the last one', '*') })"""
    )
    assert stored(shop.page) == []
    expect(shop.page.locator("#chatqual dialog")).to_be_visible()


def test_a_single_page_application_keeps_one_chat_and_tells_its_pages(
    shop: Shop, socket: FakeSocket
) -> None:
    shop.show()
    chat = shop.open()
    send_and_wait(chat, "hello")
    shop.page.evaluate("document.title = 'Prices'; history.pushState({}, '', '/prices')")
    page = socket.await_type("page")[-1]
    assert (page["url"], page["title"]) == (f"{shop.server.origin}/prices", "Prices")
    send_and_wait(chat, "and this")
    expect(chat.locator(".line.visitor")).to_have_count(2)


def test_an_application_may_replace_the_whole_body(shop: Shop) -> None:
    shop.show()
    send_and_wait(shop.open(), "hello")
    until_kept(shop.page)
    shop.page.evaluate("document.body.replaceWith(document.createElement('body'))")
    expect(shop.launcher).to_be_visible()
    expect(shop.chat().locator(".line.visitor .body")).to_have_text("hello")


def test_it_can_stand_in_the_page(shop: Shop) -> None:
    tag = shop.tag.replace("data-site", 'data-inline="#here" data-site')
    shop.show(f"<body><div id=here style='width: 500px; height: 600px'></div>{tag}</body>")
    chat = shop.chat()
    expect(chat.locator("#person")).to_be_in_viewport()
    expect(chat.locator("#close")).to_be_hidden()
    expect(shop.launcher).to_be_hidden()
    box = shop.page.locator("#chatqual iframe").bounding_box()
    assert box
    assert (box["width"], box["height"]) == (500, 600)
    assert shop.page.evaluate("document.activeElement === document.body")


def test_it_follows_the_reading_direction_of_the_page(shop: Shop) -> None:
    shop.show(f"<script>document.documentElement.dir = 'rtl'</script><body>{shop.tag}</body>")
    box = shop.launcher.bounding_box()
    assert box
    assert box["x"] == 20


def test_where_storage_is_refused_it_still_chats(shop: Shop) -> None:
    shop.page.add_init_script(
        """for (const name of ['localStorage', 'sessionStorage'])
          Object.defineProperty(window, name, { get() { throw new DOMException('no') } });"""
    )
    shop.show()
    chat = shop.open()
    send_and_wait(chat, "hello")
    close_by_key(shop.page)
    shop.launcher.click()
    expect(chat.locator(".line.visitor .body")).to_have_text("hello")
