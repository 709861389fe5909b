"""A visitor has closed the tab: the mail, the way back, the mailed answer, and how to end it."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.chatting import KEPT, send_and_wait
from tests.e2e.conftest import DESKTOP, PHONE, Live
from tests.e2e.desk import row_of
from tests.e2e.shop import Shop, ShopServer
from tests.post_office import PostOffice, body_of, link_in

pytestmark = pytest.mark.e2e
QUESTION = "Jonas here. Two years or three?"


def hand_over(page: Page, live: Live, server: ShopServer, desk: Page) -> tuple[str, Any]:
    """A visitor with an address of their own is taken over and closes the tab."""
    address = f"ana-{uuid.uuid4().hex[:8]}@example.com"
    shop = Shop(page, live.base_url, server)
    shop.show()
    chat = shop.open()
    send_and_wait(chat, f"my email is {address}, can I talk to a person please")
    expect(chat.locator(".line.system").last).to_contain_text("asked to join")
    row = row_of(desk, live, chat, "waiting")
    row.click()
    desk.get_by_role("button", name=re.compile("take over", re.IGNORECASE)).click()
    expect(chat.locator(".line.system").last).to_contain_text("has joined")
    page.close()
    return address, row


def write(desk: Page, text: str) -> None:
    composer = desk.get_by_role("textbox", name=re.compile("message|reply|write", re.IGNORECASE))
    composer.fill(text)
    composer.press("Enter")
    expect(desk.locator(".lines")).to_contain_text(text)


def no_violations(page: Page, part: str | None = None) -> None:
    found = Axe().run(page, context=part)
    assert found.violations_count == 0, found.generate_report()


def test_a_closed_tab_is_no_end(
    browser: Browser,
    live: Live,
    server: ShopServer,
    sign_in: Any,
    post_office: PostOffice,
    keep: Any,
) -> None:
    desk = sign_in("jonas")
    visitor = browser.new_context()
    address, _ = hand_over(visitor.new_page(), live, server, desk)
    write(desk, QUESTION)
    mail = post_office.await_mail(address, due_on=live.stack)
    assert QUESTION in body_of(mail)
    assert QUESTION in body_of(mail, "text/html")
    link = link_in(mail)
    assert link.startswith(f"{server.origin}/index.html#chatqual=")

    # The answer stands in the conversation, and the agent sees it without looking anew.
    text = f"Three, please.\n\nOn Fri, 20 Nov 2026 at 10:15, Jonas wrote:\n> {QUESTION}"
    assert post_office.answer(live.base_url, mail, text)["outcome"] == "line"
    last = desk.locator(".lines .line.by-visitor").last
    expect(last).to_contain_text("Three, please.")
    expect(last).not_to_contain_text("Two years")

    # The link opens the same log on another device, and leaves no code in the address.
    phone = browser.new_context(viewport=PHONE, has_touch=True)
    page = phone.new_page()
    page.goto(link)
    chat = page.frame_locator("#chatqual iframe")
    expect(chat.locator(".line.agent").last).to_contain_text(QUESTION)
    expect(chat.locator(".line.visitor").last).to_contain_text("Three, please.")
    expect(page).to_have_url(f"{server.origin}/index.html")
    assert "chatqual=" not in page.evaluate("location.href + history.state")
    page.wait_for_function(KEPT)
    keep(page, "back")
    chat.get_by_role("button", name="Send me a copy by e-mail").click()
    expect(chat.locator(".line.system").last).to_contain_text("was sent to a…@example.com")
    copy = post_office.await_mail(address, 2)
    assert QUESTION in body_of(copy)
    assert "Three, please." in body_of(copy)
    page.reload()
    page.locator("#chatqual button").click()
    expect(chat.locator(".line.agent").last).to_contain_text(QUESTION)
    phone.close()

    # Nobody else gets in by it.
    thief = browser.new_context()
    other = thief.new_page()
    other.goto(link)
    empty = other.frame_locator("#chatqual iframe")
    expect(empty.locator("html")).to_have_attribute("data-state", "online")
    expect(empty.locator("#notice, [role=status], [role=alert]").first).to_be_attached()
    expect(empty.locator(".line.agent")).to_have_count(0)
    expect(other).to_have_url(f"{server.origin}/index.html")
    assert other.evaluate(KEPT) is None
    thief.close()
    visitor.close()


def test_a_link_on_the_page_that_stands_open_opens_the_chat(
    browser: Browser, live: Live, server: ShopServer, sign_in: Any, post_office: PostOffice
) -> None:
    desk = sign_in("jonas")
    context = browser.new_context()
    address, _ = hand_over(context.new_page(), live, server, desk)
    write(desk, QUESTION)
    link = link_in(post_office.await_mail(address, due_on=live.stack))
    context.close()
    fresh = browser.new_context()
    page = fresh.new_page()
    shop = Shop(page, live.base_url, server)
    shop.show()
    shop.open()
    # The same page again with another fragment is no new page to a browser.
    page.evaluate("(link) => { location.href = link }", link)
    chat = page.frame_locator("#chatqual iframe")
    expect(chat.locator(".line.agent").last).to_contain_text(QUESTION)
    expect(page).to_have_url(f"{server.origin}/index.html")
    fresh.close()


def test_a_chat_of_a_page_of_its_own_comes_back_there(
    browser: Browser, live: Live, sign_in: Any, post_office: PostOffice
) -> None:
    desk = sign_in("jonas")
    context = browser.new_context()
    page = context.new_page()
    address = f"bea-{uuid.uuid4().hex[:8]}@example.com"
    page.goto(f"{live.base_url}/widget/chat/?site=demo&locale=en")
    expect(page.locator("html")).to_have_attribute("data-state", "online")
    send_and_wait(page, f"my email is {address}, can I talk to a person please")
    expect(page.locator(".line.system").last).to_contain_text("asked to join")
    row_of(desk, live, page, "waiting").click()  # type: ignore[arg-type]
    desk.get_by_role("button", name=re.compile("take over", re.IGNORECASE)).click()
    expect(page.locator(".line.system").last).to_contain_text("has joined")
    context.close()
    write(desk, QUESTION)
    link = link_in(post_office.await_mail(address, due_on=live.stack))
    assert link.startswith(f"{live.base_url}/widget/chat/?site=demo")
    fresh = browser.new_context()
    back = fresh.new_page()
    back.goto(link)
    expect(back.locator(".line.agent").last).to_contain_text(QUESTION)
    assert "#" not in back.url
    fresh.close()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_that_ends_mails_by_keyboard_alone(
    browser: Browser,
    live: Live,
    server: ShopServer,
    sign_in: Any,
    post_office: PostOffice,
    keep: Any,
    viewport: Any,
    scheme: str,
) -> None:
    desk = sign_in("jonas")
    context = browser.new_context(viewport=viewport, color_scheme=scheme)
    address, _ = hand_over(context.new_page(), live, server, desk)
    write(desk, QUESTION)
    found = re.search(
        r"\S+/mail/stop/\S+", body_of(post_office.await_mail(address, due_on=live.stack))
    )
    assert found is not None
    page = context.new_page()
    page.goto(found[0])
    expect(page.get_by_role("heading", name="No more mails")).to_be_visible()
    no_violations(page)
    keep(page, f"{scheme}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("You will get no more mails")
    expect(page.get_by_role("button")).to_have_count(0)
    no_violations(page)
    context.close()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_copy_from_the_desk(
    browser: Browser,
    live: Live,
    server: ShopServer,
    sign_in: Any,
    post_office: PostOffice,
    keep: Any,
    viewport: Any,
) -> None:
    desk = sign_in("jonas", viewport=viewport)
    context = browser.new_context()
    address, _ = hand_over(context.new_page(), live, server, desk)
    menu = desk.locator("details[data-menu=copy]")
    menu.locator("summary").focus()
    desk.keyboard.press("Enter")
    expect(menu.get_by_role("button", name="Mail it to the visitor")).to_be_in_viewport(ratio=1)
    no_violations(desk, "chat-desk")
    keep(desk, "copy")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    assert address in body_of(post_office.await_mail(address))
    expect(desk.get_by_role("status").first).to_contain_text(f"A copy goes to {address}.")
    menu.locator("summary").click()
    with desk.expect_download() as download:
        menu.get_by_role("button", name="Download as text").click()
    assert address in download.value.path().read_text(encoding="utf-8")
    context.close()
