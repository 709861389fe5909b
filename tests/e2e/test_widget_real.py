"""The widget and the real server together: answers, sources, two tabs, a server that dies."""

from __future__ import annotations

import re
import signal
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.chatting import lines, open_chat, reload, send, send_and_wait

ANSWER = "#log .line.bot"


def test_a_question_is_answered_with_a_source_that_can_be_read(
    page: Page, live: Any, keep: Any
) -> None:
    chat = open_chat(page, live)
    send_and_wait(chat, "What does Team cost?")
    expect(chat.locator(ANSWER)).to_contain_text("14 €")
    keep(page, "answer")
    chat.get_by_role("button", name="Source: Pricing").first.click()
    expect(chat.locator("#sheet blockquote")).to_contain_text("14 €")
    keep(page, "source")
    with page.context.expect_page() as opened:
        chat.locator("#sheet-link").click()
    expect(opened.value.locator("h1")).to_have_text("Pricing")
    expect(opened.value.locator("main")).to_contain_text("Team costs 14 €")


def test_reload_and_a_second_tab_show_the_same(
    page: Page, live: Any, context: BrowserContext
) -> None:
    chat = open_chat(page, live)
    send_and_wait(chat, "Where is our data stored?")
    expect(chat.locator(ANSWER)).to_contain_text("Frankfurt")
    seen = lines(chat)
    again = reload(page)
    expect(again.locator("#log .line")).to_have_count(len(seen))
    other = open_chat(context.new_page(), live)
    expect(other.locator("#log .line")).to_have_count(len(seen))
    assert lines(again) == lines(other) == seen


def test_a_person_is_asked_for_as_the_first_thing(page: Page, live: Any, keep: Any) -> None:
    chat = open_chat(page, live)
    chat.get_by_role("button", name="Talk to a person").click()
    expect(chat.locator("html")).to_have_attribute("data-mode", "waiting")
    expect(chat.locator("#person")).to_have_text("A person has been asked")
    keep(page, "waiting")


def test_a_line_written_while_the_server_is_dead_is_answered_once(page: Page, live: Any) -> None:
    chat = open_chat(page, live)
    send_and_wait(chat, "What does Team cost?")
    expect(chat.locator(ANSWER)).to_have_count(1)
    live.stack.server.kill(signal.SIGKILL)
    expect(chat.locator("html")).not_to_have_attribute("data-state", "online")
    send(chat, "Where is our data stored?")
    expect(chat.locator(".line.visitor.waiting")).to_have_count(1)
    live.stack.serve()
    # Its tries to come back are up to half a minute apart.
    expect(chat.locator(ANSWER).last).to_contain_text("Frankfurt", timeout=120_000)
    expect(chat.locator("#log .line.visitor")).to_have_count(2)
    seqs = [int(line.get_attribute("data-seq") or 0) for line in chat.locator("#log .line").all()]
    assert seqs == list(range(1, len(seqs) + 1))
    assert sum("Frankfurt" in line for line in lines(chat)) == 1


def test_a_test_chat_is_marked_as_one(page: Page, live: Any) -> None:
    frames: list[str] = []
    page.on("websocket", lambda ws: ws.on("framesent", lambda data: frames.append(str(data))))
    page.goto(f"{live.base_url}/demo/?test=1")
    page.locator("#chatqual button").click()
    chat = page.frame_locator("#chatqual iframe")
    expect(chat.locator("html")).to_have_attribute("data-state", "online")
    assert re.search(r"/demo/\?chatqual_test=1", frames[0])
