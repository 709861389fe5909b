"""Who has what, in real browsers: two agents' desks beside a visitor, wide and on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.e2e.chatting import open_chat, send_and_wait
from tests.e2e.conftest import PHONE
from tests.e2e.desk import conversation_of, open_row

pytestmark = pytest.mark.e2e
SignIn = Callable[..., Page]


def wait_for_person(page: Page, live: Any, text: str) -> FrameLocator:
    chat = open_chat(page, live)
    send_and_wait(chat, text)
    expect(chat.locator(".line.bot").last).to_be_visible()
    send_and_wait(chat, "Can I talk to a person?")
    expect(chat.locator("#log")).to_contain_text("A person has been asked to join")
    return chat


def ring_of(desk: Page, live: Any, chat: FrameLocator) -> Locator:
    return desk.locator(f'.ring[data-ring="{conversation_of(live, chat)}"]')


def pill(desk: Page) -> Locator:
    return desk.locator(".thread .pill")


def no_complaint(desk: Page) -> None:
    found = Axe().run(desk, "chat-desk")
    assert found.violations_count == 0, found.generate_report()


def test_it_rings_for_both_and_the_first_to_answer_ends_it_for_both(
    page: Page, live: Any, sign_in: SignIn, keep: Any
) -> None:
    jonas, mara = sign_in("jonas"), sign_in("mara")
    settle(jonas)
    settle(mara)
    chat = wait_for_person(page, live, "Hello there, number 3301")
    for desk in (jonas, mara):
        expect(ring_of(desk, live, chat)).to_contain_text("is waiting for a person")
        expect(ring_of(desk, live, chat).locator(".ring-clock")).to_contain_text("due")
    keep(jonas, "rings")
    no_complaint(jonas)
    ring_of(mara, live, chat).get_by_role("button", name=re.compile("Answer")).click()
    expect(pill(mara)).to_have_text("You have it")
    for desk in (jonas, mara):
        expect(ring_of(desk, live, chat)).to_have_count(0)
    expect(mara.locator(".thread-head .due-clock")).to_contain_text("due")
    mara.locator(".composer textarea").fill("Mara here, what can I do for you?")
    mara.locator(".composer textarea").press("Enter")
    expect(chat.locator("#log")).to_contain_text("Mara here")
    # A person has spoken: nothing is due any more.
    expect(mara.locator(".thread-head .due-clock")).to_have_count(0)


def settle(desk: Page) -> None:
    """Closes what other tests have left waiting or with this agent, who else may be too busy."""
    desk.wait_for_function("document.querySelector('chat-desk').store.hasQueue")
    desk.wait_for_function(
        """() => {
        const { store, acts } = document.querySelector('chat-desk');
        const mine = (i) => i.mode === 'human' && i.owner === store.me.user;
        const left = [...store.items.values()].filter(
          (i) => (i.mode === 'waiting' || mine(i)) && !i.is_sample);
        for (const item of left) {
          acts.ask('close', { id: crypto.randomUUID(), conversation: item.id,
                              seen_epoch: item.epoch, outcome: '' });
        }
        return !left.length;
    }""",
        polling=500,
    )


def test_handed_to_a_colleague_with_a_word_that_the_visitor_never_sees(
    page: Page, live: Any, sign_in: SignIn, keep: Any
) -> None:
    jonas, mara = sign_in("jonas"), sign_in("mara")
    settle(jonas)
    settle(mara)
    chat = wait_for_person(page, live, "Handing over, number 3302")
    open_row(jonas, live, chat, "waiting")
    jonas.get_by_role("button", name="Take over").click()
    expect(pill(jonas)).to_have_text("You have it")
    jonas.locator('.menu[data-menu="transfer"] summary').click()
    jonas.get_by_label("A private word").fill("Wants a discount of a third")
    keep(jonas, "menu")
    no_complaint(jonas)
    jonas.get_by_role("button", name=re.compile(r"Mara \(")).click()
    expect(pill(jonas)).to_have_text("Mara has it")
    ring = ring_of(mara, live, chat)
    expect(ring).to_contain_text("Jonas has handed you")
    expect(ring).to_contain_text("Wants a discount of a third")
    keep(mara, "handed")
    no_complaint(mara)
    expect(chat.locator("#log")).to_contain_text("handed the conversation over to Mara")
    ring.get_by_role("button", name=re.compile("Open")).click()
    expect(pill(mara)).to_have_text("You have it")
    expect(ring_of(mara, live, chat)).to_have_count(0)
    mara.reload()
    expect(pill(mara)).to_have_text("You have it")
    expect(ring_of(mara, live, chat)).to_have_count(0)
    expect(chat.locator("body")).not_to_contain_text("discount of a third")


def test_by_the_keyboard_alone_from_the_ring_to_a_team_and_to_the_end(
    page: Page, live: Any, sign_in: SignIn
) -> None:
    jonas = sign_in("jonas")
    settle(jonas)
    chat = wait_for_person(page, live, "By the keyboard, number 3303")
    expect(ring_of(jonas, live, chat)).to_be_visible()
    press = jonas.keyboard.press
    press("a")
    expect(pill(jonas)).to_have_text("You have it")
    expect(jonas.locator(".composer textarea")).to_be_focused()
    press("Escape")
    press("x")
    expect(jonas.get_by_label("A private word")).to_be_focused()
    support = jonas.get_by_role("button", name="support", exact=True)
    expect(support).to_be_visible()
    support.focus()
    press("Enter")
    expect(pill(jonas)).to_contain_text("Waiting")
    expect(chat.locator("#log")).to_contain_text("passed the conversation on to colleagues")
    press("Escape")
    press("c")
    expect(jonas.locator('.menu[data-menu="close"]')).to_have_attribute("open", "")
    press("1")
    expect(pill(jonas)).to_have_text("Closed: Won")
    press("Escape")
    press("o")
    expect(pill(jonas)).to_have_text("You have it")


def test_colleagues_see_who_looks_on_and_who_has_left(
    page: Page, live: Any, sign_in: SignIn, keep: Any
) -> None:
    jonas, mara = sign_in("jonas"), sign_in("mara", color_scheme="dark")
    chat = wait_for_person(page, live, "Looking on, number 3304")
    open_row(jonas, live, chat, "waiting")
    open_row(mara, live, chat, "waiting")
    expect(jonas.locator(".onlookers")).to_have_text(re.compile("Mara looks on"))
    expect(mara.locator(".onlookers")).to_have_text(re.compile("Jonas looks on"))
    keep(mara, "dark")
    no_complaint(mara)
    mara.keyboard.press("n")
    mara.locator(".composer textarea").press_sequentially("A note")
    expect(jonas.locator(".onlookers")).to_contain_text("Mara is writing a note")
    mara.close()
    expect(jonas.locator(".onlookers")).to_be_hidden()
    expect(chat.locator("body")).not_to_contain_text("looks on")


def data_request(desk: Page, here: str) -> Locator:
    return desk.locator(".task").filter(has=desk.locator(here)).filter(has_text="Data request")


def test_whoever_wants_their_data_gone_is_a_task_that_can_be_done_and_taken_back(
    page: Page, live: Any, sign_in: SignIn, keep: Any
) -> None:
    jonas, mara = sign_in("jonas"), sign_in("mara")
    chat = open_chat(page, live)
    send_and_wait(chat, "Please delete all my data, number 3305")
    here = f'[data-open="{conversation_of(live, chat)}"]'
    for desk in (jonas, mara):
        desk.keyboard.press("g")
        desk.keyboard.press("t")
        expect(data_request(desk, here)).to_be_visible()
    keep(jonas, "tasks")
    no_complaint(jonas)
    task = data_request(jonas, here)
    task.get_by_role("checkbox").check()
    seen = data_request(mara, here)
    expect(seen).to_contain_text("done by Jonas")
    seen.get_by_role("checkbox").uncheck()
    expect(task).not_to_contain_text("done by")
    task.locator(here).click()
    expect(jonas.locator(".lines")).to_contain_text("3305")


def test_on_a_phone_a_ring_is_answered_and_handed_on(
    page: Page, live: Any, sign_in: SignIn, keep: Any
) -> None:
    mara = sign_in("mara")
    phone = sign_in("jonas", viewport=PHONE, has_touch=True)
    settle(mara)
    chat = wait_for_person(page, live, "On a phone, number 3306")
    ring = ring_of(phone, live, chat)
    expect(ring).to_be_visible()
    keep(phone, "rings")
    no_complaint(phone)
    ring.get_by_role("button", name=re.compile("Answer")).tap()
    expect(pill(phone)).to_have_text("You have it")
    phone.locator('.menu[data-menu="transfer"] summary').tap()
    choice = phone.get_by_role("button", name=re.compile(r"Mara \("))
    expect(choice).to_be_in_viewport(ratio=1)
    keep(phone, "menu")
    no_complaint(phone)
    choice.tap()
    expect(pill(phone)).to_have_text("Mara has it")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_whoever_is_away_hears_no_ring(page: Page, live: Any, sign_in: SignIn) -> None:
    jonas, mara = sign_in("jonas"), sign_in("mara")
    settle(jonas)
    settle(mara)
    mara.get_by_role("button", name="Available").click()
    expect(mara.get_by_role("button", name="Away", exact=True)).to_be_visible()
    expect(jonas.locator(".people")).to_contain_text("Mara (away)")
    chat = wait_for_person(page, live, "Not for Mara, number 3307")
    expect(ring_of(jonas, live, chat)).to_be_visible()
    expect(ring_of(mara, live, chat)).to_have_count(0)
    mara.get_by_role("button", name="Away", exact=True).click()
    expect(ring_of(mara, live, chat)).to_be_visible()
