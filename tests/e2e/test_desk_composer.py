"""Writing at the desk in a real browser: replies, notes, canned answers, quotes, suggestions."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.e2e.chatting import open_chat, send_and_wait, until
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.desk import open_row, row_of
from tests.relay import Relay

pytestmark = pytest.mark.e2e
SignIn = Callable[..., Page]
SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
TRIAL = "How long does the free trial last?"


def held(desk: Page, page: Page, live: Any, text: str) -> FrameLocator:
    """A new visitor who asked for a person, taken over at this desk."""
    if page.url.startswith("http"):
        page.evaluate("localStorage.clear()")
    chat = open_chat(page, live)
    send_and_wait(chat, text)
    expect(chat.locator(".line.bot").last).to_be_visible()
    send_and_wait(chat, "Can I talk to a person?")
    expect(chat.locator("#log")).to_contain_text("A person has been asked to join")
    open_row(desk, live, chat, "waiting")
    desk.get_by_role("button", name="Take over").click()
    expect(field(desk)).to_be_focused()
    return chat


def field(desk: Page) -> Locator:
    return desk.locator(".composer textarea")


def finder(desk: Page) -> Locator:
    return desk.locator(".finder:visible")


def log(desk: Page) -> Locator:
    return desk.locator(".lines")


def faults(desk: Page) -> list[tuple[str, str]]:
    found = Axe().run(desk, context="chat-desk").response["violations"]
    return [(v["id"], v["nodes"][0]["html"]) for v in found]


# --- notes ----------------------------------------------------------------------------------------
@SIZES
def test_a_note_is_seen_by_colleagues_and_never_by_the_visitor(
    page: Page, live: Any, sign_in: SignIn, keep: Any, size: dict[str, int]
) -> None:
    jonas, mara = sign_in("jonas", viewport=size), sign_in("mara", viewport=DESKTOP)
    heard: list[str] = []
    page.on("websocket", lambda ws: ws.on("framereceived", lambda data: heard.append(str(data))))
    chat = held(jonas, page, live, "A note about me, number 8801")
    jonas.get_by_role("tab", name="Note").click()
    keep(jonas, "writing")
    field(jonas).fill("Their CFO blocks it. @Mara, do you know her?")
    field(jonas).press("Enter")
    note = log(jonas).locator(".by-note")
    expect(note).to_contain_text("Their CFO blocks it.")
    expect(note.locator(".mark-name")).to_have_text("@Mara")
    keep(jonas, "noted")

    badge = mara.get_by_role("button", name=re.compile("unread mention"))
    expect(badge).to_be_visible()
    badge.click()
    keep(mara, "mentioned")
    mara.locator(".mentions button", has_text="Their CFO blocks it").click()
    expect(log(mara).locator(".by-note")).to_contain_text("Their CFO blocks it.")
    expect(mara.locator(".mentions button", has_text="Their CFO blocks it")).to_have_count(0)
    expect(field(mara)).to_be_hidden()
    mara.keyboard.press("n")
    expect(field(mara)).to_be_focused()
    mara.keyboard.type("I do. I will write to her.")
    mara.keyboard.press("Enter")
    expect(log(jonas).locator(".by-note").last).to_contain_text("I will write to her.")

    jonas.get_by_role("tab", name="Reply").click()
    field(jonas).fill("A word for you.")
    field(jonas).press("Enter")
    expect(chat.locator("#log")).to_contain_text("A word for you.")
    expect(chat.locator("#log")).not_to_contain_text("CFO")
    assert heard
    assert not [data for data in heard if "CFO" in data or "write to her" in data]


def test_the_author_changes_and_deletes_a_note(page: Page, live: Any, sign_in: SignIn) -> None:
    desk = sign_in("jonas")
    held(desk, page, live, "A note that changes, number 8802")
    desk.keyboard.press("Escape")
    desk.keyboard.press("n")
    desk.keyboard.type("A first thouht")
    desk.keyboard.press("Enter")
    note = log(desk).locator(".by-note")
    note.hover()
    note.get_by_role("button", name="Edit").click()
    expect(field(desk)).to_have_value("A first thouht")
    field(desk).fill("A first thought")
    field(desk).press("Enter")
    expect(note).to_contain_text("A first thought")
    expect(note).to_contain_text("edited")
    note.hover()
    note.get_by_role("button", name="Delete").click()
    note.get_by_role("button", name="Delete it for good?").click()
    expect(log(desk)).to_contain_text("Jonas deleted a note.")
    expect(log(desk)).not_to_contain_text("A first thought")


def test_drafts_of_reply_and_note_are_kept_apart_over_a_reload(
    page: Page, live: Any, sign_in: SignIn
) -> None:
    desk = sign_in("jonas")
    chat = held(desk, page, live, "Two drafts, number 8803")
    field(desk).fill("to the visitor")
    desk.get_by_role("tab", name="Note").click()
    expect(field(desk)).to_have_value("")
    field(desk).fill("among us")
    desk.reload()
    expect(field(desk)).to_have_value("to the visitor")
    desk.get_by_role("tab", name="Note").click()
    expect(field(desk)).to_have_value("among us")
    first = row_of(desk, live, chat)
    held(desk, page, live, "Another visitor, number 8815")
    expect(field(desk)).to_have_value("")
    first.click()
    expect(field(desk)).to_have_value("among us")


# --- canned answers -------------------------------------------------------------------------------
@SIZES
def test_a_slash_finds_a_canned_answer_and_shows_what_is_missing(
    page: Page, live: Any, sign_in: SignIn, keep: Any, size: dict[str, int]
) -> None:
    desk = sign_in("jonas", viewport=size)
    chat = held(desk, page, live, "We are 60 people, number 8804")
    desk.keyboard.type("/")
    expect(finder(desk).get_by_role("option").first).to_be_visible()
    expect(finder(desk).get_by_role("combobox")).to_be_focused()
    desk.keyboard.type("quote")
    expect(finder(desk).get_by_role("option")).to_have_count(1)
    keep(desk, "found")
    assert faults(desk) == []
    desk.keyboard.press("Enter")
    expect(field(desk)).to_have_value(re.compile(r"60 people.*\{email\}"))
    expect(desk.locator(".gaps")).to_contain_text("email")
    keep(desk, "gap")
    expect(desk.get_by_role("button", name="Send")).to_be_disabled()
    desk.keyboard.press("Enter")
    # The gap is marked: what is typed takes its place.
    desk.keyboard.type("ana@example.com")
    expect(desk.locator(".gaps")).to_be_hidden()
    desk.keyboard.press("Enter")
    expect(chat.locator("#log")).to_contain_text("send them to ana@example.com")


def test_a_slash_that_was_meant_stays(page: Page, live: Any, sign_in: SignIn) -> None:
    desk = sign_in("jonas")
    held(desk, page, live, "Slashes, number 8805")
    desk.keyboard.type("and/or see ")
    desk.keyboard.type("/")
    expect(finder(desk)).to_be_visible()
    desk.keyboard.type("etc")
    desk.keyboard.press("Escape")
    expect(finder(desk)).to_have_count(0)
    expect(field(desk)).to_have_value("and/or see /etc")
    expect(field(desk)).to_be_focused()


def test_a_text_is_kept_by_whom_it_is_permitted(
    page: Page, live: Any, sign_in: SignIn, keep: Any
) -> None:
    desk = sign_in("admin")
    held(desk, page, live, "Keep an answer, number 8806")
    field(desk).fill("Our offices are closed on public holidays.")
    desk.get_by_role("button", name="Keep as a canned answer").click()
    dialog = desk.get_by_role("dialog", name="Keep as a canned answer")
    dialog.get_by_label("Title").fill("Holidays")
    dialog.get_by_label("Shortcut").fill("hello")
    keep(desk, "keeping")
    dialog.get_by_role("button", name="Keep it").click()
    expect(dialog.get_by_role("alert")).to_contain_text("shortcut already")
    dialog.get_by_label("Shortcut").fill("holidays")
    dialog.get_by_role("button", name="Keep it").click()
    expect(dialog).to_have_count(0)
    field(desk).fill("")
    desk.keyboard.type("/holid")
    expect(finder(desk).get_by_role("option")).to_have_count(1)
    expect(finder(desk).get_by_role("option")).to_contain_text("Our offices are closed")
    jonas = sign_in("jonas")
    held(jonas, page, live, "May not keep, number 8807")
    field(jonas).fill("Our offices are closed on public holidays.")
    expect(jonas.get_by_role("button", name="Keep as a canned answer")).to_have_count(0)


# --- the documents --------------------------------------------------------------------------------
@SIZES
def test_a_quote_goes_in_with_its_citation_and_the_visitor_can_open_it(
    page: Page, live: Any, sign_in: SignIn, keep: Any, size: dict[str, int]
) -> None:
    desk = sign_in("jonas", viewport=size)
    chat = held(desk, page, live, "I have a question, number 8808")
    field(desk).fill("See:")
    desk.keyboard.press("Alt+k")
    desk.keyboard.type("how long is the trial")
    expect(finder(desk).get_by_role("option").first).to_contain_text("14 days")
    keep(desk, "found")
    assert faults(desk) == []
    desk.keyboard.press("Enter")
    expect(field(desk)).to_have_value(re.compile(r"^See: .*14 days.* \[1\]$"))
    expect(desk.locator(".cited")).to_contain_text("Trial")
    keep(desk, "cited")
    assert faults(desk) == []
    desk.reload()
    expect(desk.locator(".cited")).to_contain_text("Trial")
    field(desk).press("Enter")
    line = chat.locator(".line.agent").last
    expect(line).to_contain_text("14 days")
    line.locator(".cite").click()
    expect(chat.get_by_role("dialog")).to_contain_text("14 days")
    keep(page, "visitor")
    expect(log(desk).locator(".by-agent .citations")).to_contain_text("Trial")


# --- a suggested reply ----------------------------------------------------------------------------
@SIZES
def test_a_reply_is_suggested_for_what_was_asked_and_can_be_changed(
    page: Page, live: Any, sign_in: SignIn, keep: Any, size: dict[str, int]
) -> None:
    desk = sign_in("jonas", viewport=size)
    chat = held(desk, page, live, "Good morning, number 8809")
    send_and_wait(chat, TRIAL)
    card = desk.locator(".suggestion")
    expect(card).to_contain_text("14 days")
    keep(desk, "card")
    assert faults(desk) == []
    desk.keyboard.press("Alt+s")
    expect(field(desk)).to_have_value(re.compile(r"14 days.*\[1\]"))
    expect(card).to_be_hidden()
    desk.keyboard.type(" Does that suit you?")
    desk.keyboard.press("Enter")
    line = chat.locator(".line.agent").last
    expect(line).to_contain_text("Does that suit you?")
    expect(line.locator(".cite")).to_have_count(1)


def test_where_the_documents_do_not_say_the_card_says_so(
    page: Page, live: Any, sign_in: SignIn, keep: Any
) -> None:
    desk, mara = sign_in("jonas"), sign_in("mara")
    chat = held(desk, page, live, "Good evening, number 8810")
    row_of(mara, live, chat).click()
    send_and_wait(chat, "Do you have an office in Helsinki?")
    card = desk.locator(".suggestion")
    expect(card).to_contain_text("The documents do not say")
    keep(desk, "not-said")
    # A colleague who looks on is told nothing.
    expect(log(mara)).to_contain_text("Helsinki")
    expect(mara.locator(".suggestion")).to_be_hidden()
    card.get_by_role("button", name="Put the suggestion away").click()
    expect(card).to_be_hidden()
    send_and_wait(chat, TRIAL)
    expect(card).to_contain_text("14 days")


# --- the field itself -----------------------------------------------------------------------------
def test_lines_grow_count_and_come_back(page: Page, live: Any, sign_in: SignIn) -> None:
    desk = sign_in("jonas")
    chat = held(desk, page, live, "The field, number 8811")
    low = field(desk).bounding_box()
    desk.keyboard.type("one")
    desk.keyboard.press("Shift+Enter")
    desk.keyboard.type("two")
    desk.keyboard.press("Shift+Enter")
    desk.keyboard.type("three")
    high = field(desk).bounding_box()
    assert low is not None
    assert high is not None
    assert high["height"] > low["height"] + 20
    field(desk).fill("x" * 3990)
    expect(desk.locator(".counter")).to_have_text("10 left")
    field(desk).fill("x" * 4003)
    expect(desk.locator(".counter")).to_have_text("3 too many")
    expect(desk.get_by_role("button", name="Send")).to_be_disabled()
    field(desk).fill("Kept by whoever has it now")
    # Mara takes it in the same moment: Jonas's page does not hear of it before he sends.
    desk.evaluate("document.querySelector('chat-desk').store.current.epoch -= 1")
    field(desk).press("Enter")
    desk.get_by_role("button", name="Put it back").click()
    expect(field(desk)).to_have_value("Kept by whoever has it now")
    expect(chat.locator("#log")).not_to_contain_text("Kept by whoever")


def test_a_line_under_way_is_not_lost_with_a_reload(page: Page, live: Any, sign_in: SignIn) -> None:
    with contextlib.closing(Relay(live.base_url)) as wire:
        desk = sign_in("jonas", at=wire.url)
        chat = held(desk, page, live, "A reload, number 8812")
        wire.cut()
        expect(desk.locator(".bar-note")).to_contain_text("connection is lost")
        field(desk).fill("Written without a connection")
        field(desk).press("Enter")
        expect(log(desk).locator(".pending")).to_be_visible()
        wire.mend()
        expect(chat.locator("#log")).to_contain_text("Written without a connection")
        expect(log(desk).locator(".pending")).to_have_count(0)
        until(
            desk,
            lambda: (
                not desk.evaluate(
                    "Object.keys(sessionStorage).some((k) => k.startsWith('chatqual.pending'))"
                )
            ),
            "an empty store of lines under way",
        )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@SIZES
def test_axe_finds_nothing_with_notes_cards_and_lists(
    page: Page, live: Any, sign_in: SignIn, keep: Any, scheme: str, size: dict[str, int]
) -> None:
    desk = sign_in("jonas", viewport=size, color_scheme=scheme, reduced_motion="reduce")
    chat = held(desk, page, live, "To be looked at, number 8813")
    desk.get_by_role("tab", name="Note").click()
    field(desk).fill("Ask @Mara about the price list")
    field(desk).press("Enter")
    expect(log(desk).locator(".by-note")).to_be_visible()
    field(desk).fill("A second thought for @Mara")
    send_and_wait(chat, TRIAL)
    expect(desk.locator(".suggestion")).to_contain_text("14 days")
    keep(desk, "note")
    assert faults(desk) == []
    desk.get_by_role("tab", name="Reply").click()
    desk.keyboard.press("Alt+k")
    desk.keyboard.type("single sign-on")
    expect(finder(desk).get_by_role("option").first).to_be_visible()
    keep(desk, "documents")
    assert faults(desk) == []
    assert desk.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_a_low_screen_leaves_room_for_field_and_log(
    page: Page, live: Any, sign_in: SignIn, keep: Any
) -> None:
    """As with a phone's keyboard up."""
    desk = sign_in("jonas", viewport=PHONE)
    chat = held(desk, page, live, "From a low screen, number 8814")
    desk.set_viewport_size({"width": 390, "height": 430})
    send_and_wait(chat, "And this is the last line")
    expect(log(desk).get_by_text("And this is the last line")).to_be_in_viewport()
    expect(field(desk)).to_be_in_viewport(ratio=1)
    expect(desk.get_by_role("button", name="Send")).to_be_in_viewport(ratio=1)
    assert field(desk).evaluate("e => getComputedStyle(e).fontSize") == "16px"
    keep(desk, "low")
