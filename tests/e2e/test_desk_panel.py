"""The panel in a real browser: the brief, a slot corrected by hand, lines with days and marks."""

from __future__ import annotations

import re
import sqlite3
import uuid
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.e2e.chatting import open_chat, send_and_wait
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.desk import conversation_of, open_row, row_of

pytestmark = pytest.mark.e2e
SignIn = Callable[..., Page]
BUYER = (
    "We are 45 people and lose track of approvals in mails. What does it cost?",
    "Some 12k a year, our head of finance has to sign, by May",
    "Do you have a parking lot?",
)


def talk(page: Page, live: Any, *texts: str) -> FrameLocator:
    """Ana's lines, each answered before the next."""
    chat = open_chat(page, live)
    for count, text in enumerate(texts, 1):
        send_and_wait(chat, text)
        expect(chat.locator(".line.bot")).to_have_count(count)
    return chat


def slot(desk: Page, name: str) -> Locator:
    return desk.locator(f'.panel dd[data-slot="{name}"]')


def edit(desk: Page, name: str) -> Locator:
    """Opens the form of a slot in place."""
    slot(desk, name).get_by_role("button", name="Correct ").click()
    form = slot(desk, name).locator(".slot-edit")
    expect(form).to_be_visible()
    return form


def test_the_brief_tells_all_in_one_look_and_leads_to_the_lines(
    page: Page, live: Any, sign_in: SignIn, keep: Any
) -> None:
    chat = talk(page, live, *BUYER)
    desk = sign_in("jonas")
    open_row(desk, live, chat)
    brief = desk.locator(".part-brief")
    expect(slot(desk, "need")).to_contain_text("approvals in mails")
    expect(brief.locator(".brief-who")).to_contain_text("45 people")
    for name, shown in (("budget", "12,000"), ("timeline", "May"), ("authority", "approves")):
        expect(slot(desk, name)).to_contain_text(shown)
    expect(brief.locator(".facts")).to_contain_text("Unanswered")
    expect(brief.locator(".next-ask")).to_be_visible()
    keep(desk, "brief")
    brief.get_by_role("button", name="Do you have a parking lot?").click()
    marked = desk.locator(".lines mark")
    expect(marked).to_have_text("Do you have a parking lot?")
    expect(desk.locator(".line:focus")).to_contain_text("parking lot")


def test_the_brief_is_copied_as_text(page: Page, live: Any, sign_in: SignIn) -> None:
    chat = talk(page, live, BUYER[0])
    desk = sign_in("jonas", permissions=["clipboard-read", "clipboard-write"])
    open_row(desk, live, chat)
    desk.get_by_role("button", name="Copy the brief").click()
    expect(desk.get_by_role("button", name="Copied")).to_be_visible()
    text = desk.evaluate("navigator.clipboard.readText()")
    assert "Who: 45 people" in text
    assert "Ask next: " in text


def test_a_budget_written_in_words_is_shown_as_read_before_it_is_saved(
    page: Page, live: Any, sign_in: SignIn, keep: Any
) -> None:
    chat = talk(page, live, *BUYER[:2])
    desk = sign_in("jonas")
    open_row(desk, live, chat)
    form = edit(desk, "budget")
    expect(form.get_by_label("From")).to_have_value("12000")
    form.get_by_label("In words").fill("40-60k EUR per year")
    expect(form.locator(".slot-shown")).to_have_text("Kept as: EUR 40,000 to 60,000 a year")
    expect(form.get_by_label("To", exact=True)).to_have_value("60000")
    keep(desk, "form")
    form.get_by_role("button", name="Save").click()
    expect(slot(desk, "budget").locator(".value")).to_have_text("EUR 40,000 to 60,000 a year")
    expect(slot(desk, "budget")).to_contain_text("set by Jonas")
    expect(slot(desk, "budget")).to_contain_text("before staff changed it")
    expect(desk.locator(":focus")).to_have_attribute("aria-label", "Correct Budget")
    desk.locator(".part-journal > summary").click()
    expect(desk.locator(".journal")).to_contain_text("Jonas set Budget to EUR 40,000 to 60,000")


def test_what_cannot_be_meant_is_refused_in_words_and_stays_in_the_form(
    page: Page, live: Any, sign_in: SignIn
) -> None:
    chat = talk(page, live, BUYER[0])
    desk = sign_in("jonas")
    open_row(desk, live, chat)
    form = edit(desk, "timeline")
    form.get_by_label("From").fill("2027-06-01")
    form.get_by_label("To", exact=True).fill("2027-05-01")
    expect(form.locator(".slot-shown")).to_have_text("It ends before it begins.")
    form.get_by_role("button", name="Save").click()
    expect(form.locator(".slot-shown")).to_have_text("It ends before it begins.")
    form.get_by_label("To", exact=True).fill("2027-06-30")
    expect(form.locator(".slot-shown")).to_contain_text("1 Jun 2027 to 30 Jun 2027")
    form.get_by_role("button", name="Save").click()
    expect(slot(desk, "timeline").locator(".value")).to_contain_text("1 Jun 2027 to 30 Jun 2027")


def test_what_the_visitor_says_meanwhile_is_shown_and_the_form_keeps_its_words(
    page: Page, live: Any, sign_in: SignIn
) -> None:
    chat = talk(page, live, "We are 45 people")
    desk = sign_in("jonas")
    open_row(desk, live, chat)
    form = edit(desk, "company")
    form.get_by_label("As they would write it").fill("Gruber Gm")
    send_and_wait(chat, "We work at Huber AG")
    expect(form.locator(".slot-shown")).to_contain_text("Meanwhile it reads: Huber AG")
    expect(form.get_by_label("As they would write it")).to_have_value("Gruber Gm")
    form.get_by_label("As they would write it").fill("Gruber GmbH")
    form.get_by_role("button", name="Save").click()
    expect(slot(desk, "company").locator(".value")).to_have_text("Gruber GmbH")
    expect(slot(desk, "company")).to_contain_text("Huber AG")


def test_a_persons_value_stands_until_the_visitor_corrects_it_and_what_they_said_is_at_hand(
    page: Page, live: Any, sign_in: SignIn
) -> None:
    chat = talk(page, live, "We are 45 people")
    desk = sign_in("jonas")
    open_row(desk, live, chat)
    form = edit(desk, "team_size")
    form.get_by_label("In words").fill("60")
    expect(form.locator(".slot-shown")).to_have_text("Kept as: 60 people")
    form.get_by_role("button", name="Save").click()
    expect(slot(desk, "team_size").locator(".value")).to_have_text("60 people")
    send_and_wait(chat, "There are 80 people in the office")
    expect(slot(desk, "team_size")).to_contain_text("They said since")
    expect(slot(desk, "team_size").locator(".value")).to_have_text("60 people")
    slot(desk, "team_size").get_by_role("button", name="Use it").click()
    form = slot(desk, "team_size").locator(".slot-edit")
    expect(form.locator(".slot-shown")).to_have_text("Kept as: 80 people")
    form.get_by_role("button", name="Save").click()
    expect(slot(desk, "team_size").locator(".value")).to_have_text("80 people")


def test_the_keyboard_alone_corrects_a_slot_and_asks_why(
    page: Page, live: Any, sign_in: SignIn, keep: Any
) -> None:
    chat = talk(page, live, "We are 45 people")
    desk = sign_in("jonas")
    row_of(desk, live, chat).focus()
    desk.keyboard.press("Enter")
    expect(desk.locator(".lines .line").first).to_be_visible()
    desk.keyboard.press("e")
    expect(desk.locator(":focus")).to_have_attribute("aria-label", "Correct Need")
    desk.keyboard.press("Enter")
    expect(desk.get_by_label("What they need")).to_be_focused()
    desk.keyboard.type("approvals by phone")
    desk.keyboard.press("Tab")
    expect(desk.locator(":focus")).to_have_text("Save")
    desk.keyboard.press("Enter")
    expect(slot(desk, "need").locator(".value")).to_have_text("approvals by phone")
    desk.keyboard.press("Enter")
    expect(desk.get_by_label("What they need")).to_be_focused()
    desk.keyboard.press("Escape")
    expect(slot(desk, "need").locator(".slot-edit")).to_have_count(0)
    expect(desk.locator(":focus")).to_have_attribute("aria-label", "Correct Need")
    desk.keyboard.press("w")
    expect(desk.locator(".trace").last).to_contain_text("Understood")
    expect(desk.locator(":focus")).to_have_text("Why this?")
    keep(desk, "trace")


def test_days_read_marks_thumbs_and_ratings_stand_at_the_lines(
    page: Page, live: Any, sign_in: SignIn, keep: Any
) -> None:
    chat = talk(page, live, "We are 45 people")
    desk = sign_in("jonas")
    open_row(desk, live, chat)
    expect(desk.locator(".lines .day")).to_have_text("Today")
    expect(desk.locator(".lines .seen")).to_have_text("Seen by the visitor")
    chat.get_by_role("button", name="This answer helped").last.click()
    expect(desk.locator(".lines .thumb")).to_have_text(re.compile("Marked as helpful"))
    time = desk.locator(".line.by-visitor time").first
    expect(time.locator(".exact")).to_be_hidden()
    desk.locator(".line.by-visitor").first.hover()
    expect(time.locator(".exact")).to_be_visible()
    keep(desk, "lines")


def test_where_the_visitor_came_from_is_a_timeline(page: Page, live: Any, sign_in: SignIn) -> None:
    chat = talk(page, live, "We are 45 people")
    desk = sign_in("jonas")
    open_row(desk, live, chat)
    desk.locator(".part-visit > summary").click()
    visit = desk.locator(".visits .visit").first
    expect(visit).to_contain_text("Visit 1")
    expect(visit.locator(".pages li").first).to_contain_text(re.compile(r"\d\d:\d\d"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_in_brief_and_form(
    page: Page, live: Any, sign_in: SignIn, keep: Any, scheme: str, size: dict[str, int]
) -> None:
    chat = talk(page, live, *BUYER, "this is a scandal, I want my lawyer to call you")
    desk = sign_in("jonas", viewport=size, color_scheme=scheme, reduced_motion="reduce")
    open_row(desk, live, chat)
    if size == PHONE:
        desk.get_by_role("button", name="Brief and details").click()
    expect(desk.locator(".panel .risks")).to_be_visible()
    keep(desk, "brief")
    edit(desk, "budget")
    desk.locator(".part-visit > summary").click()
    keep(desk, "form")
    found = Axe().run(desk, context="chat-desk").response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
    desk.locator(".part-visit").scroll_into_view_if_needed()
    keep(desk, "visits")


def test_a_visitor_who_comes_back_is_told_of_in_the_log(
    page: Page, live: Any, sign_in: SignIn
) -> None:
    chat = talk(page, live, "We are 45 people")
    desk = sign_in("jonas")
    open_row(desk, live, chat)
    desk.get_by_role("button", name="Take over").click()
    expect(chat.locator("#log")).to_contain_text("Jonas (sales) has joined")
    desk.locator(".thread-head summary", has_text="Close").click()
    desk.get_by_role("button", name="Nurture").first.click()
    expect(chat.locator("#log")).to_contain_text("The conversation was closed")
    send_and_wait(chat, "I am back with a question")
    expect(desk.locator(".lines .came-back")).to_contain_text("Came back")
    back = desk.locator(".lines > *").evaluate_all(
        """all => { const at = (what) => all.findIndex((e) => e.matches(what) ||
        e.textContent.includes(what)); return at("I am back") - all.findIndex((e) =>
        e.matches(".came-back")) }"""
    )
    assert back == 1, "it stands right before the line with which they came back"


def lengthen(live: Any, conversation: str, lines: int) -> None:
    """Makes a long log of a short one, in the database of the running demo."""
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    hexed = uuid.UUID(conversation).hex
    path = live.stack.folder / "chatqual.sqlite3"
    with closing(sqlite3.connect(path, timeout=60)) as connection, connection:
        (last,) = connection.execute(
            "select last_seq from conversations_conversation where id = ?", (hexed,)
        ).fetchone()
        connection.executemany(
            "insert into conversations_message (id, conversation_id, seq, author, name, text,"
            " citations, quick_replies, feedback, created) values (?,?,?,?,'',?,'[]','[]','',?)",
            [
                (
                    uuid.uuid4().hex,
                    hexed,
                    seq,
                    "visitor" if seq % 2 else "agent",
                    f"Line number {seq} of a long talk. " * (1 + seq % 4),
                    now,
                )
                for seq in range(last + 1, lines + 1)
            ],
        )
        connection.execute(
            "update conversations_conversation set last_seq = ? where id = ?", (lines, hexed)
        )


def test_earlier_lines_of_a_long_talk_come_as_one_scrolls_and_nothing_jumps(
    page: Page, live: Any, sign_in: SignIn
) -> None:
    chat = talk(page, live, "We are 45 people")
    desk = sign_in("jonas")
    log = open_row(desk, live, chat)
    expect(row_of(desk, live, chat)).not_to_have_class(re.compile("unread"))
    lengthen(live, conversation_of(live, chat), 420)
    desk.reload()
    expect(log.locator('[data-seq="420"]')).to_be_in_viewport()
    first = int(log.locator("[data-seq]").first.get_attribute("data-seq") or 0)
    assert first > 1
    top = f'[data-seq="{first}"]'
    before = log.evaluate(
        """(log, top) => { log.scrollTop = 60;
        return log.querySelector(top).getBoundingClientRect().top }""",
        top,
    )
    expect(log.locator(f'[data-seq="{first - 1}"]')).to_be_attached()
    after = log.locator(top).evaluate("e => e.getBoundingClientRect().top")
    assert abs(after - before) <= 3, "what was read stays where it was"
    slot(desk, "team_size").get_by_role("button", name="line 1", exact=True).click()
    expect(log.locator("mark")).to_have_text("45 people")
    expect(log.locator('[data-seq="1"]')).to_be_in_viewport()
    expect(log.locator(".new-lines + [data-seq]")).to_have_attribute("data-seq", "3")
