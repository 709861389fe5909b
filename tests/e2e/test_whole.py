"""The main job in two browsers: a visitor, the bot, a person at the desk, and back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.e2e.chatting import open_chat, reload, send, send_and_wait
from tests.e2e.conftest import PHONE
from tests.e2e.desk import row_of

pytestmark = pytest.mark.e2e


def last_line(chat: FrameLocator, author: str) -> Any:
    return chat.locator(f".line.{author}").last


def wait_for_bot(chat: FrameLocator, piece: str) -> None:
    expect(last_line(chat, "bot")).to_contain_text(piece)


def test_a_visitor_is_answered_handed_over_and_comes_back(
    page: Page, live: Any, sign_in: Any, keep: Any
) -> None:
    chat = open_chat(page, live)
    send_and_wait(chat, "what does team cost for 60 people")
    wait_for_bot(chat, "840")
    keep(page, "answered")
    chat = reload(page)
    wait_for_bot(chat, "840")
    second = page.context.new_page()
    other = open_chat(second, live)
    wait_for_bot(other, "840")

    desk = sign_in("jonas")
    send_and_wait(chat, "can I talk to a person please")
    expect(chat.locator(".line.system").last).to_contain_text("asked to join")
    waiting = row_of(desk, live, chat, "waiting")
    expect(waiting).to_contain_text("60 people")
    keep(desk, "queue")
    waiting.click()
    desk.get_by_role("button", name=re.compile("take over", re.IGNORECASE)).click()
    expect(chat.locator(".line.system").last).to_contain_text("Jonas (sales) has joined")
    composer = desk.get_by_role("textbox", name=re.compile("message|reply|write", re.IGNORECASE))
    composer.fill("Jonas here. One year or two?")
    composer.press("Enter")
    expect(last_line(chat, "agent")).to_contain_text("One year or two?")
    expect(last_line(other, "agent")).to_contain_text("One year or two?")
    bots = chat.locator(".line.bot").count()
    send(chat, "one year. what does that cost?")
    expect(desk.locator(".lines")).to_contain_text("one year. what does that cost?")
    keep(desk, "conversation")
    keep(page, "person")
    desk.get_by_role("button", name="Release", exact=True).click()
    expect(chat.locator(".line.system").last).to_contain_text("has left")
    wait_for_bot(chat, "14 €")
    assert chat.locator(".line.bot").count() == bots + 1


def test_the_chat_fills_a_phone_and_works_by_keyboard(
    browser: Browser, live: Any, keep: Any
) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True)
    page = context.new_page()
    chat = open_chat(page, live)
    chat.locator("#text").focus()
    page.keyboard.type("do you have sso")
    page.keyboard.press("Enter")
    wait_for_bot(chat, "SAML")
    keep(page, "phone")
    box = page.locator("#chatqual iframe").bounding_box()
    assert box is not None
    assert (round(box["width"]), round(box["height"])) == (PHONE["width"], PHONE["height"])
    context.close()
