"""What a visitor does in the widget, for the browser tests."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import FrameLocator, Page, expect


def open_chat(page: Page, live: Any) -> FrameLocator:
    page.goto(f"{live.base_url}/demo/")
    if page.locator("#chatqual iframe").count() == 0:
        page.locator("#chatqual button").click()
    chat = page.frame_locator("#chatqual iframe")
    expect(chat.locator("html")).to_have_attribute("data-state", "online")
    return chat


def send(chat: FrameLocator, text: str) -> None:
    chat.locator("#text").fill(text)
    chat.locator("#text").press("Enter")


def send_and_wait(chat: FrameLocator, text: str) -> None:
    send(chat, text)
    expect(chat.locator(".line.visitor").last).to_have_attribute("data-seq", re.compile(r"\d+"))


def lines(chat: FrameLocator) -> list[str]:
    return chat.locator("#log .line .body").all_inner_texts()


def stored(page: Page) -> list[str]:
    keys: list[str] = page.evaluate("Object.keys(localStorage)")
    return keys
