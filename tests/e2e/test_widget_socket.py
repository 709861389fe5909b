"""The chat page against a socket that misbehaves: nothing lost, nothing doubled, one order."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Page, expect

from tests.e2e.chatting import (
    lines,
    open_chat,
    reload,
    send,
    send_and_wait,
    stop_clock,
    stored,
    until,
)
from tests.e2e.fake_socket import FakeSocket

pytestmark = pytest.mark.e2e
QUEUE = "chatqual:demo:queue"


@pytest.fixture
def chat(page: Page, live: Any, socket: FakeSocket) -> FrameLocator:
    chat = open_chat(page, live)
    expect(chat.locator("#starters .chip").first).to_be_visible()
    return chat


@pytest.fixture
def stopped(page: Page) -> None:
    """Asked for before `chat`: its time stands still but where the test moves it."""
    stop_clock(page)


def test_nothing_is_stored_before_the_first_message(
    page: Page, chat: FrameLocator, socket: FakeSocket, live: Any
) -> None:
    assert stored(page) == []
    assert page.context.cookies() == []
    assert {frame["type"] for frame in socket.received} <= {"hello", "ping"}
    assert len(socket.of_type("hello")) == 1


def test_hello_comes_first_and_names_page_and_locale(
    chat: FrameLocator, socket: FakeSocket, live: Any
) -> None:
    hello = socket.received[0]
    assert (hello["v"], hello["session"], hello["after"]) == (1, None, 0)
    assert hello["page"]["url"] == f"{live.base_url}/demo/"
    assert hello["locale"].startswith("en")


def test_no_address_carries_the_token(page: Page, live: Any, socket: FakeSocket) -> None:
    seen: list[str] = []
    page.context.on("request", lambda request: seen.append(request.url))
    chat = open_chat(page, live)
    send_and_wait(chat, "hello")
    expect(reload(page).locator(".line.visitor")).to_have_count(1)
    assert socket.session
    assert not [address for address in seen if socket.session in address]


def test_a_line_is_shown_at_once_and_marked_when_it_is_stored(
    chat: FrameLocator, socket: FakeSocket
) -> None:
    socket.is_silent = True
    send(chat, "are you there")
    expect(chat.locator(".line.visitor .mark")).to_have_text("Sending")
    socket.await_type("message")
    socket.is_silent = False
    socket.cut()
    expect(chat.locator(".line.visitor .mark")).to_have_text("Sent")
    assert lines(chat) == ["are you there"]
    assert len({frame["id"] for frame in socket.of_type("message")}) == 1


def test_a_line_without_acknowledgement_goes_again_under_its_id(
    page: Page, live: Any, socket: FakeSocket
) -> None:
    page.clock.install()
    chat = open_chat(page, live)
    socket.is_silent = True
    send(chat, "first")
    socket.await_type("message")
    socket.is_silent = False
    page.clock.run_for(15_000)
    expect(chat.locator(".mark", has_text="Sent")).to_be_visible()
    assert [line["text"] for line in socket.log] == ["first"]


def test_lines_written_while_it_is_down_arrive_once_and_in_order(
    page: Page, stopped: None, chat: FrameLocator, socket: FakeSocket
) -> None:
    send_and_wait(chat, "one")
    socket.is_down = True
    socket.cut(4013)
    expect(chat.locator("html")).to_have_attribute("data-state", "offline")
    page.clock.run_for(2_000)
    expect(chat.locator("#state")).to_contain_text("No connection")
    for text in ("two", "three"):
        send(chat, text)
    expect(chat.locator(".mark", has_text="Kept here")).to_have_count(2)
    socket.is_down = False
    chat.locator("#retry").click()
    expect(chat.locator("#state")).to_be_hidden()
    expect(chat.locator(".line.waiting")).to_have_count(0)
    assert [line["text"] for line in socket.log] == ["one", "two", "three"]
    assert lines(chat) == ["one", "two", "three"]


def test_unsent_lines_survive_a_reload(page: Page, chat: FrameLocator, socket: FakeSocket) -> None:
    send_and_wait(chat, "one")
    socket.is_silent = True
    send(chat, "two")
    socket.await_type("message", 2)
    until(page, lambda: QUEUE in stored(page), "the line in the page's storage")
    socket.is_silent = False
    again = reload(page)
    expect(again.locator(".line.visitor")).to_have_count(2)
    expect(again.locator(".line.waiting")).to_have_count(0)
    assert [line["text"] for line in socket.log] == ["one", "two"]
    until(page, lambda: QUEUE not in stored(page), "an empty storage")


def test_a_line_that_the_layer_dropped_is_asked_for_and_put_into_its_place(
    chat: FrameLocator, socket: FakeSocket
) -> None:
    send_and_wait(chat, "one")
    socket.write("bot", "lost on the way", is_lost=True)
    socket.write("bot", "arrived")
    expect(chat.locator(".line.bot")).to_have_count(2)
    assert lines(chat) == ["one", "lost on the way", "arrived"]
    assert socket.of_type("hello")[-1]["after"] == 1


def test_the_heartbeat_tells_what_was_missed(chat: FrameLocator, socket: FakeSocket) -> None:
    send_and_wait(chat, "one")
    socket.write("bot", "nobody poked", is_lost=True)
    socket.say({"type": "head", "seq": 2, "mode": "bot"})
    expect(chat.locator(".line.bot .body")).to_have_text("nobody poked")


def test_a_gap_that_is_never_filled_is_not_asked_for_without_end(
    page: Page, stopped: None, chat: FrameLocator, socket: FakeSocket
) -> None:
    send_and_wait(chat, "one")
    socket.say({"type": "head", "seq": 9, "mode": "bot"})

    def is_asked(times: int) -> bool:
        page.clock.run_for(500)
        return len(socket.of_type("hello")) >= 1 + times

    until(page, lambda: is_asked(3), "three more hellos")
    page.clock.run_for(10_000)
    send_and_wait(chat, "goes on")
    assert len(socket.of_type("hello")) == 1 + 3


def test_a_repeated_line_is_shown_once(chat: FrameLocator, socket: FakeSocket) -> None:
    send_and_wait(chat, "one")
    answer = socket.write("bot", "an answer")
    socket.say(answer)
    socket.say(socket.log[0])
    socket.write("bot", "the next")
    expect(chat.locator(".line.bot")).to_have_count(2)
    assert lines(chat) == ["one", "an answer", "the next"]


def test_two_tabs_show_the_same_lines_in_the_same_order(
    page: Page, chat: FrameLocator, socket: FakeSocket, live: Any, context: BrowserContext
) -> None:
    other = open_chat(context.new_page(), live)
    send(chat, "from the first tab")
    expect(other.locator(".line.visitor")).to_have_count(1)
    send_and_wait(other, "from the second tab")
    socket.write("bot", "to both")
    for tab in (chat, other):
        expect(tab.locator(".line")).to_have_count(3)
        assert lines(tab) == ["from the first tab", "from the second tab", "to both"]
    assert len(socket.log) == 3


def test_two_tabs_that_begin_at_once_begin_one_conversation(
    page: Page, chat: FrameLocator, socket: FakeSocket, live: Any, context: BrowserContext
) -> None:
    other = open_chat(context.new_page(), live)
    socket.is_silent = True
    send(chat, "first")
    socket.await_type("message")
    send(other, "second")
    page.wait_for_function("async () => (await navigator.locks.query()).pending.length === 1")
    assert [frame["text"] for frame in socket.of_type("message")] == ["first"]
    socket.is_silent = False
    socket.cut()
    for tab in (chat, other):
        expect(tab.locator(".line.visitor:not(.waiting)")).to_have_count(2)
    assert len({socket.stored[frame["id"]] for frame in socket.of_type("message")}) == 2


def test_an_expired_token_begins_anew_with_what_was_unsent(
    page: Page, stopped: None, chat: FrameLocator, socket: FakeSocket
) -> None:
    send_and_wait(chat, "long ago")
    socket.is_silent = True
    send(chat, "still to say")
    socket.await_type("message", 2)
    socket.log.clear()
    socket.session = None
    socket.is_silent = False
    socket.cut()
    expect(chat.locator("html")).to_have_attribute("data-state", "offline")
    page.clock.run_for(500)
    expect(chat.locator("#state")).to_contain_text("no longer available")
    page.clock.run_for(1_000)  # the page keeps the turn to begin for a second
    expect(chat.locator(".line.visitor")).to_have_attribute("data-seq", "1")
    assert [line["text"] for line in socket.log] == ["still to say"]


def test_a_refused_token_is_not_offered_again(
    page: Page, chat: FrameLocator, socket: FakeSocket
) -> None:
    send_and_wait(chat, "one")
    socket.cut(4001)
    expect(chat.locator(".line")).to_have_count(0)
    page.wait_for_function("() => !localStorage['chatqual:demo:session']")
    assert socket.await_type("hello", 2)[-1]["session"] is None


def test_after_a_policy_close_it_waits_for_the_visitor(
    page: Page, chat: FrameLocator, socket: FakeSocket
) -> None:
    socket.cut(4008)
    expect(chat.locator("#state")).to_contain_text("cannot connect just now")
    connected = len(socket.of_type("hello"))
    chat.locator("#retry").click()
    expect(chat.locator("#state")).to_be_hidden()
    assert len(socket.of_type("hello")) == connected + 1


def test_too_much_at_once_is_told_and_sent_later(
    page: Page, stopped: None, chat: FrameLocator, socket: FakeSocket
) -> None:
    send_and_wait(chat, "one")
    socket.is_silent = True
    send(chat, "two")
    limited = socket.await_type("message", 2)[-1]
    socket.is_silent = False
    socket.error("rate_limited", id=limited["id"], retry=3)
    expect(chat.locator("#state")).to_contain_text("sent in 3 s")
    page.clock.run_for(2_000)
    expect(chat.locator(".line.waiting")).to_have_count(1)
    page.clock.run_for(2_000)
    expect(chat.locator(".line.waiting")).to_have_count(0)
    assert [line["text"] for line in socket.log] == ["one", "two"]


def test_a_line_that_is_refused_says_why_and_is_not_sent_again(
    page: Page, chat: FrameLocator, socket: FakeSocket
) -> None:
    socket.is_silent = True
    send(chat, "no")
    refused = socket.await_type("message")[0]
    socket.error("forbidden", id=refused["id"], message="Not here.")
    expect(chat.locator(".line.failed .mark")).to_have_text("Not sent: Not here.")
    until(page, lambda: QUEUE not in stored(page), "an empty storage")


def test_a_frame_of_a_later_version_is_passed_over(chat: FrameLocator, socket: FakeSocket) -> None:
    send_and_wait(chat, "one")
    socket.say({"type": "weather", "is": "fine"})
    socket.say({"type": "constructor"})
    socket.sockets[-1].send("no json")
    socket.sockets[-1].send("[1]")
    socket.write("bot", "still here")
    expect(chat.locator(".line.bot .body")).to_have_text("still here")


def test_an_answer_streams_and_is_replaced_by_the_message(
    stopped: None, chat: FrameLocator, socket: FakeSocket
) -> None:
    send_and_wait(chat, "one")
    socket.say({"type": "delta", "reply_to": 1, "n": 2, "text": "Team costs"})
    socket.say({"type": "delta", "reply_to": 1, "n": 1, "text": "Team"})
    expect(chat.locator("#stream .body")).to_have_text("Team costs")
    expect(chat.locator("#stream")).to_have_attribute("aria-hidden", "true")
    socket.write("bot", "Team costs 14 €.", reply_to=1)
    expect(chat.locator("#log .line.bot .body")).to_have_text("Team costs 14 €.")
    expect(chat.locator("#stream .line")).to_have_count(0)


def test_writing_is_told_and_shown_and_goes_away_by_itself(
    page: Page, stopped: None, chat: FrameLocator, socket: FakeSocket
) -> None:
    chat.locator("#text").press_sequentially("hel")
    send_and_wait(chat, "hello")
    assert len(socket.of_type("typing")) == 1
    socket.say({"type": "typing", "author": "bot", "ttl": 1})
    expect(chat.locator(".dots")).to_be_visible()
    page.clock.run_for(1_000)
    expect(chat.locator(".dots")).to_have_count(0)


def test_what_was_seen_is_told_once(chat: FrameLocator, socket: FakeSocket) -> None:
    send_and_wait(chat, "one")
    socket.write("bot", "two")
    expect(chat.locator(".line.bot")).to_have_count(1)
    socket.await_type("read")
    socket.say({"type": "read", "author": "agent", "seq": 1})
    expect(chat.locator(".line.visitor .mark")).to_have_text("Read")
    send_and_wait(chat, "three")
    assert [frame["seq"] for frame in socket.of_type("read")] == [2]


def test_a_line_that_died_in_silence_is_noticed(
    page: Page, stopped: None, chat: FrameLocator, socket: FakeSocket
) -> None:
    asked = len(socket.of_type("ping"))
    socket.is_silent = True
    page.clock.run_for(26_000)
    socket.await_type("ping", asked + 1)
    socket.is_silent = False
    page.clock.run_for(10_000)
    socket.await_type("hello", 2)
    expect(chat.locator("html")).to_have_attribute("data-state", "online")


@pytest.mark.parametrize("event", ["online", "pageshow", "focus"])
def test_what_a_return_of_the_network_looks_like_is_acted_on_within_three_seconds(
    page: Page, stopped: None, chat: FrameLocator, socket: FakeSocket, event: str
) -> None:
    asked = len(socket.of_type("ping"))
    socket.is_silent = True
    chat.locator("html").evaluate("(page, event) => dispatchEvent(new Event(event))", event)
    socket.await_type("ping", asked + 1)
    page.clock.run_for(2_900)
    expect(chat.locator("html")).not_to_have_attribute("data-state", "online")
    socket.is_silent = False
    page.clock.run_for(1_000)
    socket.await_type("hello", 2)
    expect(chat.locator("html")).to_have_attribute("data-state", "online")


def test_while_it_is_down_a_returning_network_does_not_wait_for_the_next_try(
    page: Page, stopped: None, chat: FrameLocator, socket: FakeSocket
) -> None:
    socket.is_down = True
    socket.cut(4013)
    expect(chat.locator("html")).to_have_attribute("data-state", "offline")
    page.clock.run_for(2_000)
    expect(chat.locator("#state")).to_contain_text("No connection")
    socket.is_down = False
    chat.locator("html").evaluate("() => dispatchEvent(new Event('online'))")
    expect(chat.locator("html")).to_have_attribute("data-state", "online")


def test_waits_between_tries_grow_and_are_spread(page: Page, live: Any, socket: FakeSocket) -> None:
    chat = open_chat(page, live)
    waits = chat.locator("html").evaluate(
        """async () => {
          const file = document.querySelector('[href$="connection.js"]').href;
          const { waitBefore } = await import(file);
          return [0, 3, 20].map((n) => [waitBefore(n, () => 0), waitBefore(n, () => 1)]);
        }"""
    )
    assert waits == [[500, 1000], [500, 8000], [500, 30_000]]
