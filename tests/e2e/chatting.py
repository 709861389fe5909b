"""What a visitor does in the widget, for the browser tests, and how a test waits for it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import FrameLocator, Locator, Page, expect

# A busy machine is slow, not wrong: what is looked for is waited for this long (seconds).
PATIENCE = 60
NOON, ONE = "2026-11-20T12:00:00", "2026-11-20T13:00:00"
KEPT = "() => localStorage['chatqual:demo:session']"


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


def send_and_wait(chat: FrameLocator | Page, text: str) -> None:
    """Says it and waits until it is stored; every frame that was sent before has arrived then."""
    send(chat, text)
    expect(chat.locator(".line.visitor").last).to_have_attribute("data-seq", re.compile(r"\d+"))


def lines(chat: FrameLocator) -> list[str]:
    return chat.locator("#log .line .body").all_inner_texts()


def stored(page: Page) -> list[str]:
    keys: list[str] = page.evaluate("Object.keys(localStorage)")
    return keys


def until(page: Page, check: Callable[[], bool], what: str) -> None:
    """Asks again and again until it holds; what the page sends arrives in between."""
    end = time.monotonic() + PATIENCE
    while not check():
        assert time.monotonic() < end, f"waited {PATIENCE} s for {what}"
        page.wait_for_timeout(20)


def until_kept(page: Page) -> None:
    """The chat tells the page of its session by a message; a reload before would forget it."""
    page.wait_for_function(KEPT)


def reload(page: Page) -> FrameLocator:
    until_kept(page)
    page.reload()
    return page.frame_locator("#chatqual iframe")


def close_by_key(page: Page) -> None:
    """Escape reaches the chat, and the page hears of it from the chat."""
    page.keyboard.press("Escape")
    expect(page.locator("#chatqual dialog")).to_be_hidden()


def stop_clock(page: Page) -> None:
    """Time stands still in the page but where the test moves it: nothing is over too soon."""
    page.clock.install(time=NOON)
    page.clock.pause_at(ONE)


def remember(place: Locator) -> Callable[[], list[str]]:
    """Every text that stands in `place` from now on, also what is gone before anybody looks."""
    place.evaluate(
        """(place) => {
          place.held = [place.innerText];
          new MutationObserver(() => place.held.push(place.innerText)).observe(
            place, { childList: true, characterData: true, subtree: true, attributes: true });
        }"""
    )
    return lambda: place.evaluate("(place) => place.held")
