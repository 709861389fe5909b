"""What the chat page shows and lets a visitor do: words, citations, people, consent, rating."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Dialog, FrameLocator, Page, expect

from tests.e2e.chatting import (
    close_by_key,
    lines,
    open_chat,
    reload,
    send,
    send_and_wait,
    stored,
    until_kept,
)
from tests.e2e.fake_socket import SITE, FakeSocket

pytestmark = pytest.mark.e2e

CITATION = {
    "n": 1,
    "title": "Pricing",
    "url": "https://docs.harbour.example/pricing",
    "quote": "Team costs 14 € per seat and month, billed yearly.",
}
EVIL = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "[go](javascript:alert(1))",
    "[go](data:text/html,<script>alert(1)</script>)",
    "[go](https://good.example@evil.example/)",
    "![x](https://evil.example/pixel.png)",
    "<a href='https://evil.example'>x</a>",
    "**<b>x</b>** _<i onclick=alert(1)>_ `<u>`",
    "[<img src=x onerror=alert(1)>](https://good.example)",
]


@pytest.fixture
def chat(page: Page, live: Any, socket: FakeSocket) -> FrameLocator:
    return open_chat(page, live)


@pytest.fixture
def asked(chat: FrameLocator) -> FrameLocator:
    send_and_wait(chat, "what does it cost")
    return chat


def test_it_says_that_it_is_an_ai_and_offers_a_person_from_the_start(chat: FrameLocator) -> None:
    expect(chat.locator("#opening")).to_contain_text("AI assistant")
    expect(chat.locator("#role")).to_have_text("AI assistant")
    expect(chat.locator("#person")).to_be_in_viewport()


def test_a_starter_is_sent_as_plain_text(chat: FrameLocator, socket: FakeSocket) -> None:
    starter = chat.locator("#starters .chip").first
    words = starter.inner_text()
    starter.click()
    expect(chat.locator(".line.visitor .body")).to_have_text(words)
    expect(chat.locator("#starters")).to_be_hidden()


# --- text ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("author", ["visitor", "bot", "agent", "system"])
def test_no_text_becomes_markup_of_its_own(
    page: Page, asked: FrameLocator, socket: FakeSocket, author: str
) -> None:
    dialogs: list[Dialog] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog))
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    for text in EVIL:
        evil = {**CITATION, "title": text, "quote": text, "url": "javascript:alert(1)"}
        socket.write(author, text, name=text, citations=[evil], quick_replies=[text])
    expect(asked.locator(".line")).to_have_count(1 + len(EVIL))
    assert asked.locator("#log :is(img, script, iframe, b b, i, u, [onclick])").count() == 0
    for link in asked.locator("#log a").all():
        url = urlsplit(link.get_attribute("href") or "")
        assert (url.scheme, url.username) == ("https", None)
        assert url.netloc in link.inner_text()
    assert dialogs == []
    assert not [address for address in requests if "evil" in address]


def test_a_subset_of_markdown_is_shown(asked: FrameLocator, socket: FakeSocket) -> None:
    socket.write("bot", "It is **bold** and *soft*.\n\n- one\n- two\n\n3. three\n4. four\n\n`code`")
    body = asked.locator(".line.bot .body")
    expect(body.locator("strong")).to_have_text("bold")
    expect(body.locator("em")).to_have_text("soft")
    expect(body.locator("ul li")).to_have_text(["one", "two"])
    expect(body.locator("ol")).to_have_attribute("start", "3")
    expect(body.locator("code")).to_have_text("code")


def test_marks_inside_words_and_numbers_stay(asked: FrameLocator, socket: FakeSocket) -> None:
    text = "snake_case_name costs 3*4 and 5*6, a ** b, 2 * 3 * 4"
    socket.write("bot", text)
    expect(asked.locator(".line.bot .body")).to_have_text(text)
    expect(asked.locator(".line.bot em, .line.bot .body strong")).to_have_count(0)


def test_a_link_leaves_safely_and_shows_its_host(asked: FrameLocator, socket: FakeSocket) -> None:
    socket.write("bot", "See [the guide](https://docs.harbour.example/a) or mailto: nobody.")
    link = asked.locator(".line.bot .body a")
    expect(link).to_have_attribute("rel", "noopener nofollow ugc")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_contain_text("docs.harbour.example")


def test_the_end_of_a_sentence_is_no_part_of_an_address(
    asked: FrameLocator, socket: FakeSocket
) -> None:
    socket.write("agent", "It is at https://harbour.example/help (see https://harbour.example).")
    links = asked.locator(".line.agent a")
    expect(links.first).to_have_attribute("href", "https://harbour.example/help")
    expect(links.last).to_have_attribute("href", "https://harbour.example/")


def test_what_a_visitor_types_stays_as_typed(asked: FrameLocator) -> None:
    text = "**not bold**\n- no list [1] https://harbour.example"
    send(asked, text)
    expect(asked.locator(".line.visitor .body").last).to_have_text(text)
    expect(asked.locator(".line.visitor :is(a, strong, li, .cite)")).to_have_count(0)


# --- citations ------------------------------------------------------------------------------------
def test_a_citation_opens_inside_the_chat(asked: FrameLocator, socket: FakeSocket) -> None:
    socket.write("bot", "Team costs 14 €. [1]", citations=[CITATION], reply_to=1)
    asked.get_by_role("button", name="Source: Pricing").click()
    sheet = asked.get_by_role("dialog")
    expect(sheet.get_by_role("heading")).to_have_text("Pricing")
    expect(sheet.locator("blockquote")).to_have_text(CITATION["quote"])
    href = sheet.get_by_role("link").get_attribute("href") or ""
    assert href.startswith("https://docs.harbour.example/pricing#:~:text=Team%20costs")


def test_escape_closes_the_sheet_first_and_the_chat_then(
    page: Page, asked: FrameLocator, socket: FakeSocket
) -> None:
    socket.write("bot", "Team costs 14 €. [1]", citations=[CITATION], reply_to=1)
    asked.get_by_role("button", name="Source: Pricing").click()
    page.keyboard.press("Escape")
    expect(asked.locator("#sheet")).to_be_hidden()
    expect(asked.get_by_role("button", name="Source: Pricing")).to_be_focused()
    close_by_key(page)
    expect(page.locator("#chatqual button")).to_be_focused()


def test_a_citation_that_the_text_does_not_name_stands_below_it(
    asked: FrameLocator, socket: FakeSocket
) -> None:
    socket.write("bot", "Team costs 14 €.", citations=[CITATION])
    expect(asked.locator(".line.bot .sources .cite")).to_have_text("Pricing")


def test_a_number_in_brackets_without_a_citation_stays_text(
    asked: FrameLocator, socket: FakeSocket
) -> None:
    socket.write("bot", "See footnote [7].", citations=[])
    expect(asked.locator(".line.bot .body")).to_have_text("See footnote [7].")


# --- answering ------------------------------------------------------------------------------------
def test_a_quick_reply_goes_as_plain_text_and_the_choices_go_away(
    asked: FrameLocator, socket: FakeSocket
) -> None:
    socket.write("bot", "Who decides?", quick_replies=["I do", "Finance"], reply_to=1)
    asked.locator("#replies .chip", has_text="Finance").click()
    expect(asked.locator(".line.visitor .body").last).to_have_text("Finance")
    expect(asked.locator("#replies")).to_be_hidden()
    assert socket.await_type("message", 2)[-1]["text"] == "Finance"


def test_an_answer_can_be_judged_once_each_way(asked: FrameLocator, socket: FakeSocket) -> None:
    socket.write("bot", "Team costs 14 €.", reply_to=1)
    good = asked.get_by_role("button", name="This answer helped")
    good.click()
    good.click()
    expect(good).to_have_attribute("aria-pressed", "true")
    expect(asked.locator(".noted")).to_have_text("Thank you, noted.")
    send_and_wait(asked, "and that?")
    assert [(f["seq"], f["value"]) for f in socket.of_type("feedback")] == [(2, "up")]


def test_enter_sends_and_shift_enter_begins_a_line(chat: FrameLocator, socket: FakeSocket) -> None:
    box = chat.locator("#text")
    box.press_sequentially("one")
    box.press("Shift+Enter")
    box.press_sequentially("two")
    box.press("Enter")
    expect(chat.locator(".line.visitor .body")).to_have_text("one\ntwo")


def test_a_text_that_is_too_long_is_counted_and_kept(
    chat: FrameLocator, socket: FakeSocket
) -> None:
    send(chat, "x" * 4001)
    expect(chat.locator("#count")).to_have_text("1 characters too many")
    expect(chat.locator("#send")).to_be_disabled()
    assert socket.of_type("message") == []
    send(chat, "😀" * 4000)
    expect(chat.locator(".line.visitor")).to_have_count(1)


def test_an_empty_text_is_not_sent(chat: FrameLocator, socket: FakeSocket) -> None:
    send(chat, "  \n ")
    expect(chat.locator("#send")).to_be_disabled()
    assert socket.of_type("message") == []


# --- people ---------------------------------------------------------------------------------------
def test_asking_for_a_person_may_be_the_first_thing(chat: FrameLocator, socket: FakeSocket) -> None:
    chat.get_by_role("button", name="Talk to a person").click()
    expect(chat.locator("#person")).to_have_text("A person has been asked")
    socket.set_mode("waiting", queue={"position": 2, "usual_wait_s": 130})
    expect(chat.locator("#queue")).to_have_text(
        "You are number 2 in line. It usually takes about 2 min."
    )
    chat.locator("#person").click(force=True)
    send_and_wait(chat, "hello")
    assert len(socket.of_type("handoff")) == 1


def test_it_is_shown_who_speaks(page: Page, asked: FrameLocator, socket: FakeSocket) -> None:
    page.evaluate("addEventListener('chatqual:agent-joined', (e) => (window.who = e.detail.name))")
    socket.write("system", "Jonas (sales) has joined. The assistant is silent now.")
    socket.set_mode("human", agent="Jonas")
    expect(asked.locator("#name")).to_have_text("Jonas")
    expect(asked.locator("#role")).to_contain_text("A person at")
    expect(asked.locator("#person")).to_have_text("You are talking to Jonas")
    page.wait_for_function("() => window.who === 'Jonas'")
    socket.set_mode("bot")
    expect(asked.locator("#role")).to_have_text("AI assistant")


def test_nothing_of_the_bot_streams_on_after_a_person_took_over(
    asked: FrameLocator, socket: FakeSocket
) -> None:
    socket.say({"type": "delta", "reply_to": 1, "n": 1, "text": "Team costs"})
    expect(asked.locator("#stream .body")).to_be_visible()
    socket.set_mode("human", agent="Jonas")
    expect(asked.locator("#stream .line")).to_have_count(0)
    socket.say({"type": "delta", "reply_to": 1, "n": 2, "text": "Team costs 14"})
    socket.write("agent", "Jonas here.", name="Jonas")
    expect(asked.locator(".line.agent")).to_be_visible()
    expect(asked.locator("#stream .line")).to_have_count(0)


def test_outside_the_hours_it_says_when_people_are_back(
    page: Page, live: Any, socket: FakeSocket
) -> None:
    socket.site = {**SITE, "hours": {"open": False, "opens": "tomorrow from 8:00, Berlin time"}}
    chat = open_chat(page, live)
    expect(chat.locator("#queue")).to_have_text(
        "People are here again tomorrow from 8:00, Berlin time."
    )


# --- consent --------------------------------------------------------------------------------------
CONSENT = {"version": "2", "text": "We keep this chat for 90 days. [More](https://harbour.example)"}


@pytest.fixture
def consenting(page: Page, live: Any, socket: FakeSocket) -> FrameLocator:
    socket.site = {**SITE, "consent": CONSENT}
    chat = open_chat(page, live)
    send(chat, "ana@harbour.example")
    expect(chat.locator("#consent")).to_contain_text("We keep this chat for 90 days.")
    return chat


@pytest.mark.parametrize(("button", "given"), [("Agree and send", True), ("Send without", False)])
def test_consent_is_asked_before_the_first_message_and_goes_before_it(
    consenting: FrameLocator, socket: FakeSocket, button: str, given: bool
) -> None:
    assert socket.of_type("message") == []
    expect(consenting.locator("#text")).to_have_value("ana@harbour.example")
    consenting.get_by_role("button", name=button).click()
    expect(consenting.locator(".line.visitor")).to_have_attribute("data-seq", "1")
    sent = [f for f in socket.received if f["type"] in ("consent", "message")]
    assert [frame["type"] for frame in sent] == ["consent", "message"]
    assert (sent[0]["version"], sent[0]["given"]) == ("2", given)
    assert sent[1]["text"] == "ana@harbour.example"


def test_consent_is_asked_once(page: Page, consenting: FrameLocator, socket: FakeSocket) -> None:
    consenting.get_by_role("button", name="Agree and send").click()
    expect(consenting.locator(".line.visitor")).to_have_attribute("data-seq", "1")
    again = reload(page)
    expect(again.locator("html")).to_have_attribute("data-state", "online")
    send_and_wait(again, "more")
    assert len(socket.of_type("consent")) == 1


def test_whoever_goes_back_from_the_consent_keeps_the_text_and_leaves_nothing(
    page: Page, consenting: FrameLocator, socket: FakeSocket
) -> None:
    consenting.get_by_role("button", name="Back to my text").click()
    expect(consenting.locator("#consent")).to_be_hidden()
    expect(consenting.locator("#text")).to_have_value("ana@harbour.example")
    assert {frame["type"] for frame in socket.received} <= {"hello", "ping", "typing"}
    assert stored(page) == []


# --- ending ---------------------------------------------------------------------------------------
def test_an_ended_chat_asks_how_it_was_and_can_go_on(
    asked: FrameLocator, socket: FakeSocket
) -> None:
    asked.get_by_role("button", name="End chat").click()
    socket.set_mode("closed")
    asked.get_by_label("4 of 5").check(force=True)
    asked.get_by_label("Anything you would like to add?").fill("quick")
    asked.get_by_role("button", name="Send rating").click()
    expect(asked.locator("#after")).to_contain_text("Thank you, noted.")
    rating = socket.await_type("rating")[0]
    assert (rating["score"], rating["comment"]) == (4, "quick")
    assert len(socket.of_type("end")) == 1
    send_and_wait(asked, "one more thing")
    socket.set_mode("bot")
    expect(asked.locator("#after")).to_be_empty()


def test_the_conversation_can_be_saved(page: Page, asked: FrameLocator, socket: FakeSocket) -> None:
    socket.write("bot", "Team costs 14 €.", name="Harbour")
    expect(asked.locator(".line.bot")).to_be_visible()
    with page.expect_download() as download:
        asked.get_by_role("button", name="Save the conversation").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert "what does it cost" in text
    assert "Harbour: Team costs 14 €." in text


# --- in the background ----------------------------------------------------------------------------
def test_lines_that_came_while_it_was_closed_are_counted(
    page: Page, asked: FrameLocator, socket: FakeSocket
) -> None:
    page.evaluate("addEventListener('chatqual:unread', (e) => (window.unread = e.detail.count))")
    # What arrives before the chat hears that it was closed counts as seen.
    asked.locator("html").evaluate(
        "(html) => addEventListener('message', ({ data }) => (html.dataset.heard = data.type))"
    )
    close_by_key(page)
    expect(asked.locator("html")).to_have_attribute("data-heard", "shown")
    socket.write("bot", "one")
    socket.write("system", "not counted")
    socket.write("agent", "two")
    expect(page.locator("#chatqual i")).to_have_text("2")
    page.wait_for_function("() => window.unread === 2")
    assert all(frame["seq"] < 2 for frame in socket.of_type("read"))
    page.locator("#chatqual button").click()
    expect(page.locator("#chatqual i")).to_be_hidden()
    page.wait_for_function("() => window.unread === 0")


def test_a_chat_that_stood_open_does_so_on_the_next_page(
    page: Page, asked: FrameLocator, live: Any
) -> None:
    until_kept(page)
    page.goto(f"{live.base_url}/demo/?from=menu")
    again = page.frame_locator("#chatqual iframe")
    expect(again.locator(".line.visitor .body")).to_have_text("what does it cost")
    close_by_key(page)
    page.goto(f"{live.base_url}/demo/?from=other")
    expect(page.locator("#chatqual button")).to_be_visible()
    expect(page.locator("#chatqual iframe")).to_have_count(0)


def test_reset_forgets_everything_here(page: Page, asked: FrameLocator, socket: FakeSocket) -> None:
    until_kept(page)
    page.evaluate("chatqual('reset')")
    expect(page.frame_locator("#chatqual iframe").locator("#starters")).to_be_visible()
    assert lines(page.frame_locator("#chatqual iframe")) == []
    assert stored(page) == []
