"""The desk in a real browser beside a real visitor: what each sees of the other, and what not."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.e2e.chatting import lines, open_chat, remember, send, send_and_wait, until
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.desk import open_row, row_of, walk_to
from tests.relay import Relay

pytestmark = pytest.mark.e2e
SignIn = Callable[..., Page]
ASK = "We are 60 people, need it before April, budget around 15k a year. What does it cost?"


def pill(desk: Page) -> Locator:
    return desk.locator(".thread .pill")


def ask_for_person(chat: FrameLocator, text: str) -> None:
    """A line of one's own, answered; then a person is asked for."""
    send_and_wait(chat, text)
    expect(chat.locator(".line.bot").last).to_be_visible()
    send_and_wait(chat, "Can I talk to a person?")
    expect(chat.locator("#log")).to_contain_text("A person has been asked to join")


def test_visitor_and_agent_from_first_line_to_close(
    page: Page, live: Any, sign_in: SignIn, keep: Any
) -> None:
    desk = sign_in("jonas")
    expect(desk.locator(".queue .section").first).to_be_visible()
    chat = open_chat(page, live)
    send_and_wait(chat, ASK)
    expect(row_of(desk, live, chat, "bot")).to_be_visible()
    expect(chat.locator(".line.bot")).to_have_count(1)
    send_and_wait(chat, "Can I talk to a person?")
    expect(desk).to_have_title(re.compile(r"^\(\d+\) Desk"))
    waiting = row_of(desk, live, chat, "waiting")
    expect(waiting.locator(".when.waiting")).to_have_text(re.compile(r"\d+:\d\d"))
    waiting.click()
    expect(desk.locator(".lines")).to_contain_text("We are 60 people")
    keep(desk, "waiting")

    desk.get_by_role("button", name="Take over").click()
    expect(pill(desk)).to_have_text("You have it")
    expect(chat.locator("#log")).to_contain_text("Jonas (sales) has joined")
    desk.locator("textarea").press_sequentially("half a thought")
    expect(chat.locator("body")).not_to_contain_text("half a thought")
    desk.locator("textarea").fill("Jonas here. One year or two?")
    desk.locator("textarea").press("Enter")
    expect(chat.locator("#log")).to_contain_text("Jonas here. One year or two?")
    expect(desk.locator(".pending")).to_have_count(0)

    held = remember(desk.locator(".typing"))
    chat.locator("#text").press_sequentially("an unsent secret")

    def is_told() -> bool:
        # A page tells of typing only every few seconds.
        chat.locator("#text").press_sequentially("!")
        return any("is typing" in text for text in held())

    until(desk, is_told, "word of the typing")
    expect(desk.locator("chat-desk")).not_to_contain_text("unsent secret")
    send_and_wait(chat, "Two years.")
    expect(desk.locator(".lines")).to_contain_text("Two years.")
    expect(desk.locator(".seen")).to_have_text("Seen by the visitor")
    assert not [text for text in lines(chat)[-1:] if "Two years." not in text]
    keep(desk, "talking")
    keep(page, "visitor")

    desk.get_by_role("button", name="Release").click()
    expect(pill(desk)).to_have_text("With the assistant")
    expect(chat.locator("#log")).to_contain_text("The assistant is back.")
    desk.locator(".menu summary", has_text="Close").click()
    send(chat, "Do you have a trial?")
    expect(chat.locator(".line.bot").last).to_contain_text("14")
    expect(desk.locator(".lines")).to_contain_text("Do you have a trial?")
    # The menu stays open while the conversation goes on.
    desk.get_by_role("button", name="Qualified").click()
    expect(pill(desk)).to_have_text("Closed: Qualified")
    expect(chat.locator("#log")).to_contain_text("The conversation was closed")


def test_of_two_agents_the_second_is_told_who_has_it(
    page: Page, live: Any, sign_in: SignIn
) -> None:
    jonas, mara = sign_in("jonas"), sign_in("mara")
    chat = open_chat(page, live)
    ask_for_person(chat, "Two agents please, number 7781")
    for desk in (jonas, mara):
        expect(open_row(desk, live, chat, "waiting")).to_contain_text("7781")
    # Mara's page does not hear of it in time: her click carries the epoch that she saw.
    mara.evaluate("document.querySelector('chat-desk').store.on_queue_update = () => {}")
    mara.evaluate("document.querySelector('chat-desk').store.on_lines = () => {}")
    jonas.get_by_role("button", name="Take over").click()
    expect(pill(jonas)).to_have_text("You have it")
    held = remember(mara.locator(".bar-note"))
    mara.get_by_role("button", name="Take over").click()
    until(mara, lambda: "Jonas has this conversation now." in held(), "word of the other one")
    expect(chat.locator("#log")).not_to_contain_text("Mara")


def test_a_colleague_sees_without_reloading_who_has_it(
    page: Page, live: Any, sign_in: SignIn
) -> None:
    jonas, mara = sign_in("jonas"), sign_in("mara")
    chat = open_chat(page, live)
    ask_for_person(chat, "A colleague looks on, number 7782")
    for desk in (jonas, mara):
        expect(open_row(desk, live, chat, "waiting")).to_contain_text("7782")
    jonas.get_by_role("button", name="Take over").click()
    expect(pill(mara)).to_have_text("Jonas has it")
    expect(mara.locator("textarea")).to_be_hidden()
    expect(mara.get_by_role("button", name="Take over")).to_have_count(0)


def test_the_keyboard_alone_will_do(page: Page, live: Any, sign_in: SignIn) -> None:
    desk = sign_in("jonas")
    chat = open_chat(page, live)
    ask_for_person(chat, "By keyboard, number 7783")
    row = row_of(desk, live, chat, "waiting")
    expect(row).to_be_visible()
    walk_to(desk, row)
    desk.keyboard.press("Enter")
    expect(desk.locator(".lines")).to_contain_text("7783")
    desk.keyboard.press("t")
    expect(pill(desk)).to_have_text("You have it")
    expect(desk.locator("textarea")).to_be_focused()
    desk.keyboard.type("Typed and sent")
    desk.keyboard.press("Enter")
    expect(chat.locator("#log")).to_contain_text("Typed and sent")
    desk.keyboard.press("Escape")
    desk.keyboard.press("r")
    expect(pill(desk)).to_have_text("With the assistant")
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog", name="Keys")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_evidence_leads_to_the_words_in_the_line(page: Page, live: Any, sign_in: SignIn) -> None:
    desk = sign_in("jonas")
    chat = open_chat(page, live)
    send_and_wait(chat, ASK)
    expect(chat.locator(".line.bot")).to_have_count(1)
    open_row(desk, live, chat, "bot")
    desk.locator(".panel .slots").get_by_role("button", name="around 15k a year").click()
    expect(desk.locator(".lines mark")).to_have_text("around 15k a year")


def test_why_shows_what_was_read_and_decided(page: Page, live: Any, sign_in: SignIn) -> None:
    desk = sign_in("jonas")
    chat = open_chat(page, live)
    send_and_wait(chat, ASK)
    expect(chat.locator(".line.bot")).to_have_count(1)
    open_row(desk, live, chat, "bot")
    why = desk.get_by_role("button", name="Why this?").first
    why.hover()
    why.click()
    expect(desk.locator(".trace")).to_contain_text("about 15,000 a year, from “around 15k a year”")
    expect(desk.locator(".trace")).to_contain_text("could become")
    expect(desk.locator(".trace")).to_contain_text("Policy: ")


def test_a_tier_set_by_a_person_stays_until_they_take_it_back(
    page: Page, live: Any, sign_in: SignIn, keep: Any
) -> None:
    desk = sign_in("jonas")
    chat = open_chat(page, live)
    send_and_wait(chat, ASK)
    expect(chat.locator(".line.bot")).to_have_count(1)
    open_row(desk, live, chat, "bot")
    desk.get_by_text("Set it yourself").click()
    desk.get_by_label("Tier").select_option("Cold")
    desk.locator(".override-form").get_by_label("Why").fill("They only compare offers")
    desk.get_by_role("button", name="Set", exact=True).click()
    override = desk.locator(".override")
    expect(override).to_contain_text("They only compare offers")
    expect(desk.locator(".thread .tier")).to_contain_text("Cold")
    send_and_wait(chat, "I decide alone, and we start next week")
    expect(chat.locator(".line.bot")).to_have_count(2)
    expect(desk.locator(".reasons")).to_contain_text("decides")
    keep(desk, "override")
    expect(desk.locator(".thread .tier")).to_contain_text("Cold")
    override.get_by_role("button", name="Take it back").click()
    expect(override).to_have_count(0)


def test_what_a_visitor_writes_stays_text(page: Page, live: Any, sign_in: SignIn) -> None:
    desk = sign_in("jonas")
    said: list[str] = []
    desk.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    chat = open_chat(page, live)
    text = "<img src=x onerror=alert(1)> {{ 7*7 }} <b x-init='alert(2)'>7784</b>"
    send_and_wait(chat, text)
    log = open_row(desk, live, chat)
    expect(log.locator(".by-visitor .text").first).to_have_text(text)
    assert log.locator("img, b").count() == 0
    assert said == []


def test_after_a_lost_connection_the_desk_catches_up(
    page: Page, live: Any, sign_in: SignIn
) -> None:
    with contextlib.closing(Relay(live.base_url)) as wire:
        desk = sign_in("jonas", at=wire.url)
        chat = open_chat(page, live)
        send_and_wait(chat, "Before the cut, number 7785")
        expect(open_row(desk, live, chat)).to_contain_text("7785")
        wire.cut()
        expect(desk.locator(".bar-note")).to_contain_text("connection is lost")
        send_and_wait(chat, "While it was cut")
        wire.mend()
        expect(desk.locator(".lines")).to_contain_text("While it was cut")
        expect(desk.locator(".bar-note")).to_be_hidden()


def test_a_connection_that_no_longer_answers_is_let_go_at_once(
    page: Page, live: Any, sign_in: SignIn
) -> None:
    with contextlib.closing(Relay(live.base_url)) as wire:
        desk = sign_in("jonas", at=wire.url)
        chat = open_chat(page, live)
        send_and_wait(chat, "Before the silence, number 7787")
        expect(open_row(desk, live, chat)).to_contain_text("7787")
        wire.hold()
        desk.evaluate("document.querySelector('chat-desk').socket.drop()")
        expect(desk.locator(".bar-note")).to_contain_text("connection is lost")
        send_and_wait(chat, "While nothing came through")
        wire.mend()
        expect(desk.locator(".lines")).to_contain_text("While nothing came through")


def test_signing_out_in_another_tab_ends_the_desk(live: Any, sign_in: SignIn) -> None:
    desk = sign_in("mara")
    expect(desk.locator(".people")).to_contain_text("Available")
    other = desk.context.new_page()
    other.goto(f"{live.base_url}/admin/")
    other.evaluate("""() => {
        const form = document.createElement("form");
        form.method = "post";
        form.action = "/admin/logout/";
        const token = document.cookie.match(/csrftoken=([^;]+)/)[1];
        const field = Object.assign(document.createElement("input"),
            {name: "csrfmiddlewaretoken", value: token});
        form.append(field);
        document.body.append(form);
        form.submit();
    }""")
    expect(desk.locator(".bar-note")).to_contain_text("You are signed out")


def test_on_a_phone_list_conversation_and_details_take_turns(
    page: Page, live: Any, sign_in: SignIn, keep: Any
) -> None:
    desk = sign_in("jonas", viewport=PHONE, has_touch=True, is_mobile=True)
    chat = open_chat(page, live)
    ask_for_person(chat, "From the train, number 7786")
    expect(desk.locator(".queue")).to_be_visible()
    expect(desk.locator(".thread")).to_be_hidden()
    keep(desk, "list")
    open_row(desk, live, chat, "waiting")
    expect(desk.locator(".queue")).to_be_hidden()
    keep(desk, "conversation")
    desk.get_by_role("button", name="Brief and details").click()
    expect(desk.locator(".panel")).to_be_visible()
    keep(desk, "details")
    desk.get_by_role("button", name="Back to the conversation").click()
    desk.get_by_role("button", name="Back to the list").click()
    expect(desk.locator(".queue")).to_be_visible()
    assert desk.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(
    page: Page, live: Any, sign_in: SignIn, keep: Any, scheme: str, size: dict[str, int]
) -> None:
    chat = open_chat(page, live)
    send_and_wait(chat, ASK)
    expect(chat.locator(".line.bot")).to_have_count(1)
    desk = sign_in("jonas", viewport=size, color_scheme=scheme, reduced_motion="reduce")
    open_row(desk, live, chat, "bot")
    found = Axe().run(desk, context="chat-desk").response["violations"]
    keep(desk, "desk")
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []


def test_the_address_of_a_conversation_opens_it(page: Page, live: Any, sign_in: SignIn) -> None:
    desk = sign_in("jonas")
    chat = open_chat(page, live)
    send_and_wait(chat, "Come back by its address, number 7788")
    expect(open_row(desk, live, chat)).to_contain_text("7788")
    expect(desk).to_have_url(re.compile(r"/admin/desk/[0-9a-f-]{36}/$"))
    desk.reload()
    expect(desk.locator(".lines")).to_contain_text("7788")
    desk.go_back()
    expect(desk.locator(".thread .welcome")).to_be_visible()
