"""The desk's list in a real browser: unread, filters, search, keys, sound and notifications."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.e2e.chatting import open_chat, send_and_wait, until
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.desk import conversation_of, open_row, row_of, walk_to

pytestmark = pytest.mark.e2e
SignIn = Callable[..., Page]
BOTH = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
# Stands in for what the browser would show and sound, which no test can see or hear.
LISTEN = """
window.shown = [];
window.Notification = class extends EventTarget {
  static permission = "granted";
  static async requestPermission() { return "granted"; }
  constructor(title, options) { super(); shown.push({ title, ...options, note: this }); }
  close() {}
};
window.tones = 0;
const make = AudioContext.prototype.createOscillator;
AudioContext.prototype.createOscillator = function () { tones += 1; return make.call(this); };
"""


def search(desk: Page) -> Locator:
    return desk.get_by_role("searchbox", name="Search all conversations")


def hits(desk: Page) -> Locator:
    return desk.locator(".search-rows .hit")


def say_lines(page: Page, live: Any, *lines: str) -> FrameLocator:
    """A visitor who writes these lines, each answered by the bot."""
    chat = open_chat(page, live)
    for number, text in enumerate(lines, 1):
        send_and_wait(chat, text)
        expect(chat.locator(".line.bot")).to_have_count(number)
    return chat


# --- unread ---------------------------------------------------------------------------------------
def test_what_one_agent_has_read_is_still_new_to_the_other_and_stays_so_after_a_reload(
    page: Page, live: Any, sign_in: SignIn
) -> None:
    jonas, mara = sign_in("jonas"), sign_in("mara")
    chat = say_lines(page, live, "Do you have an export, number 8801")
    unread = re.compile(r"\bunread\b")
    for desk in (jonas, mara):
        expect(row_of(desk, live, chat)).to_have_class(unread)
        expect(row_of(desk, live, chat)).to_have_accessible_name(re.compile("1 unread line"))
    open_row(jonas, live, chat)
    jonas.evaluate("document.querySelector('chat-desk').acts.back()")
    expect(row_of(jonas, live, chat)).not_to_have_class(unread)
    jonas.reload()
    expect(row_of(jonas, live, chat)).not_to_have_class(unread)
    expect(row_of(mara, live, chat)).to_have_class(unread)
    row_of(jonas, live, chat).focus()
    jonas.keyboard.press("u")
    expect(row_of(jonas, live, chat)).to_have_class(unread)


# --- filters --------------------------------------------------------------------------------------
@BOTH
def test_filters_stand_in_the_address_and_go_with_one_click(
    page: Page, live: Any, sign_in: SignIn, keep: Any, size: dict[str, int]
) -> None:
    chat = say_lines(page, live, "Our export hangs, we are customers, number 8802")
    desk = sign_in("jonas", viewport=size)
    expect(row_of(desk, live, chat)).to_be_visible()
    desk.get_by_role("button", name="Filters").click()
    panel = desk.get_by_role("group", name="Filters")
    panel.get_by_role("button", name=re.compile("^support")).click()
    panel.get_by_role("button", name="Unread only").click()
    expect(desk).to_have_url(re.compile(r"\?type=support&unread=1$"))
    keep(desk, "filters")
    expect(row_of(desk, live, chat)).to_be_visible()
    shared = desk.url
    panel.get_by_role("button", name=re.compile("^support")).click()
    panel.get_by_role("button", name="Unread only").click()
    expect(desk).to_have_url(re.compile(r"/desk/$"))
    desk.goto(shared)
    expect(desk.get_by_role("button", name="Filters, 2 chosen")).to_be_visible()
    expect(row_of(desk, live, chat)).to_be_visible()
    kinds = desk.evaluate(
        """() => { const { store } = document.querySelector('chat-desk');
        return [...document.querySelectorAll('.queue .row')]
            .map((row) => store.items.get(row.dataset.conversation).lead_type) }"""
    )
    assert set(kinds) == {"support"}
    desk.goto(f"{live.base_url}/admin/desk/")  # kept for the next time
    expect(desk.get_by_role("button", name="Filters, 2 chosen")).to_be_visible()
    desk.get_by_role("button", name="Clear filters").click()
    expect(desk).to_have_url(re.compile(r"/desk/$"))
    expect(desk.locator(".filter-marks")).to_be_hidden()
    assert desk.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_who_waits_behind_a_filter_is_counted(page: Page, live: Any, sign_in: SignIn) -> None:
    desk = sign_in("jonas")
    chat = open_chat(page, live)
    send_and_wait(chat, "Can I talk to a person? Number 8803")
    expect(row_of(desk, live, chat, "waiting")).to_be_visible()
    desk.keyboard.press("f")
    desk.get_by_role("group", name="Filters").get_by_role("button", name="Unread only").click()
    row_of(desk, live, chat, "waiting").click()
    expect(desk.locator(".filter-note")).to_contain_text("not shown")
    desk.keyboard.press("F")
    expect(row_of(desk, live, chat, "waiting")).to_be_visible()


# --- search ---------------------------------------------------------------------------------------
@BOTH
def test_a_search_finds_the_line_sets_it_off_and_leads_to_it(
    page: Page, live: Any, sign_in: SignIn, keep: Any, size: dict[str, int]
) -> None:
    name = "Quetzalcoatl" if size == DESKTOP else "Tezcatlipoca"
    text = f"{name} <b>Ltd</b> sends 8804 invoices"
    chat = say_lines(page, live, text, "And another thing", "And one more")
    desk = sign_in("jonas", viewport=size)
    search(desk).fill(name.lower().replace("e", "é").replace("a", "ä"))
    expect(hits(desk).filter(has_text="8804")).to_be_visible()
    expect(hits(desk).first.locator("mark")).to_have_text(name)
    assert hits(desk).locator("b").count() == 0
    expect(desk).to_have_url(re.compile(r"\?q="))
    keep(desk, "found")
    hits(desk).first.click()
    expect(desk.locator(".lines mark")).to_have_text(name)
    expect(desk.locator(".lines mark")).to_be_in_viewport()
    expect(desk).to_have_url(re.compile(conversation_of(live, chat)))
    desk.reload()
    if size == PHONE:
        desk.get_by_role("button", name="Back to the list").click()
    expect(hits(desk).first).to_contain_text("8804")
    search(desk).fill(f"{name[:4]}{name[5:]}")
    expect(desk.locator(".search-note")).to_contain_text(f"this is for “{name.lower()}”")
    search(desk).fill("zzxxqq")
    expect(desk.locator(".search-note")).to_have_text("Nothing found for “zzxxqq”.")
    search(desk).press("Escape")
    expect(row_of(desk, live, chat)).to_be_visible()
    expect(desk.locator(".search-results")).to_be_hidden()


def test_a_line_far_up_is_brought_before_it_is_shown(
    page: Page, live: Any, sign_in: SignIn
) -> None:
    desk = sign_in("jonas")
    chat = say_lines(page, live, "The first line says Ouagadougou 8805")
    conversation = conversation_of(live, chat)
    # A page that has only the newest line, as of a log that is longer than a page.
    open_row(desk, live, chat)
    desk.evaluate(
        """(id) => { const { store, thread } = document.querySelector('chat-desk');
        const has = store.opened.get(id);
        has.lines.delete(1); has.hasOlder = true; thread.draw() }""",
        conversation,
    )
    expect(desk.locator(".lines [data-seq='1']")).to_have_count(0)
    search(desk).fill("ouagadougou")
    hits(desk).first.click()
    expect(desk.locator(".lines [data-seq='1'] mark")).to_have_text("Ouagadougou")


# --- keys -----------------------------------------------------------------------------------------
def test_all_of_the_list_by_keyboard_alone(page: Page, live: Any, sign_in: SignIn) -> None:
    chat = say_lines(page, live, "By keys to Xylophonia, number 8806")
    desk = sign_in("jonas")
    row = row_of(desk, live, chat, "bot")
    expect(row).to_be_visible()
    desk.keyboard.press("g")
    desk.keyboard.press("b")
    expect(desk.locator(".section[data-section=bot] .row").first).to_be_focused()
    walk_to(desk, row)
    expect(row).to_be_focused()
    assert desk.locator(".queue-list .row[tabindex='0']").count() == 1
    desk.keyboard.press("Enter")
    expect(desk.locator(".lines")).to_contain_text("8806")
    desk.keyboard.press("/")
    expect(search(desk)).to_be_focused()
    desk.keyboard.type("xylophonia")
    expect(hits(desk)).to_have_count(1)
    desk.keyboard.press("ArrowDown")
    expect(hits(desk).first).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator(".lines mark")).to_have_text("Xylophonia")
    hits(desk).first.focus()
    desk.keyboard.press("Escape")
    desk.keyboard.press("Escape")
    expect(desk.locator(".search-results")).to_be_hidden()
    desk.keyboard.press("Escape")
    desk.keyboard.press("f")
    unread = desk.get_by_role("button", name="Unread only")
    expect(unread).to_be_focused()
    desk.keyboard.press("Enter")
    expect(unread).to_have_attribute("aria-pressed", "true")
    expect(unread).to_be_focused()
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("button", name="Filters, 1 chosen")).to_be_focused()
    desk.keyboard.press("F")
    expect(desk.get_by_role("button", name="Filters", exact=True)).to_be_focused()


def test_the_sheet_tells_of_every_key_and_no_key_is_given_twice(live: Any, sign_in: SignIn) -> None:
    desk = sign_in("jonas")
    expect(desk.locator(".queue .section").first).to_be_visible()
    complaints = [m.text for m in desk.console_messages() if "is taken" in m.text]
    assert complaints == []
    desk.keyboard.press("?")
    sheet = desk.get_by_role("dialog", name="Keys")
    expect(sheet.get_by_role("heading", name="Go to")).to_be_visible()
    entries = desk.evaluate("document.querySelector('chat-desk').keys.entries.map((e) => e.text)")
    shown = sheet.locator("dd").all_inner_texts()
    assert sorted(shown) == sorted(entries)


def test_single_keys_can_be_switched_off_and_never_fire_in_a_field(
    page: Page, live: Any, sign_in: SignIn
) -> None:
    desk = sign_in("jonas")
    search(desk).fill("")
    desk.keyboard.type("?jkf/")
    expect(search(desk)).to_have_value("?jkf/")
    expect(desk.get_by_role("dialog", name="Keys")).to_be_hidden()
    search(desk).fill("")
    desk.get_by_role("button", name="Keys").click()
    desk.get_by_label("Single keys are on").uncheck()
    desk.keyboard.press("Escape")
    desk.reload()
    expect(desk.locator(".queue .section").first).to_be_visible()
    desk.keyboard.press("f")
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog", name="Keys")).to_be_hidden()
    expect(desk.get_by_role("group", name="Filters")).to_be_hidden()


# --- sound and notifications ----------------------------------------------------------------------
def of_all_tabs(desk: Page, what: str) -> list[Any]:
    return [page.evaluate(what) for page in desk.context.pages]


def hide(page: Page) -> None:
    """As a tab behind another one."""
    page.evaluate(
        """() => {
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
        document.hasFocus = () => false; document.dispatchEvent(new Event('visibilitychange')) }"""
    )


def test_of_three_tabs_one_tells_that_somebody_waits(
    page: Page, live: Any, sign_in: SignIn
) -> None:
    desk = sign_in("jonas")
    desk.context.add_init_script(LISTEN)
    tabs = [desk, desk.context.new_page(), desk.context.new_page()]
    for tab in tabs:
        tab.goto(f"{live.base_url}/admin/desk/")
        expect(tab.locator(".queue .section").first).to_be_visible()
        tab.mouse.click(700, 20)  # from a click on, a page may make itself heard
        hide(tab)
    chat = open_chat(page, live)
    # What other tests have left waiting has rung by now.
    before = of_all_tabs(desk, "tones")
    send_and_wait(chat, "Can I talk to a person? Number 8807")
    conversation = conversation_of(live, chat)
    mine = f"shown.filter((n) => n.tag === 'chatqual-{conversation}').length"
    until(desk, lambda: sum(of_all_tabs(desk, mine)) > 0, "a notification")
    for tab in tabs:
        row = tab.locator(f'.section[data-section=waiting] [data-conversation="{conversation}"]')
        expect(row).to_be_attached()
    assert sorted(of_all_tabs(desk, mine)) == [0, 0, 1]
    after = of_all_tabs(desk, "tones")
    assert [a - b for a, b in zip(after, before, strict=True) if a > b] == [2]
    teller = next(tab for tab in tabs if tab.evaluate(mine))
    teller.evaluate(
        f"shown.find((n) => n.tag === 'chatqual-{conversation}')"
        ".note.dispatchEvent(new Event('click'))"
    )
    expect(teller).to_have_url(re.compile(conversation))


def test_permission_is_asked_for_by_a_button_and_never_by_itself(
    live: Any, sign_in: SignIn
) -> None:
    desk = sign_in("jonas")
    desk.context.add_init_script(
        """window.asked = 0;
        window.Notification = class { static permission = "default";
          static async requestPermission() {
            asked += 1; this.permission = "granted"; return "granted" } };"""
    )
    desk.goto(f"{live.base_url}/admin/desk/")
    expect(desk.locator(".queue .section").first).to_be_visible()
    assert desk.evaluate("asked") == 0
    desk.get_by_role("button", name=re.compile("^Sound and notifications")).click()
    desk.get_by_role("button", name="Turn on notifications").click()
    expect(desk.get_by_label("Notifications when this page is not in front")).to_be_checked()
    assert desk.evaluate("asked") == 1
    desk.get_by_label("Sound when somebody waits").uncheck()
    desk.reload()
    expect(desk.get_by_role("button", name="Sound and notifications: sound off")).to_be_visible()


def test_a_browser_that_blocks_sound_is_said_until_a_click(
    page: Page, live: Any, sign_in: SignIn
) -> None:
    desk = sign_in("jonas")
    desk.context.add_init_script(LISTEN)
    desk.goto(f"{live.base_url}/admin/desk/")  # no click in this page yet
    expect(desk.locator(".queue .section").first).to_be_visible()
    send_and_wait(open_chat(page, live), "Can I talk to a person? Number 8808")
    blocked = desk.get_by_role("button", name="Sound is blocked by the browser")
    expect(blocked).to_be_visible()
    blocked.click()
    expect(blocked).to_be_hidden()


# --- layout ---------------------------------------------------------------------------------------
def test_a_row_under_the_pointer_stays_where_it_is_as_others_arrive(
    page: Page, live: Any, sign_in: SignIn
) -> None:
    desk = sign_in("jonas")
    chat = say_lines(page, live, "Hold still, number 8809")
    row = row_of(desk, live, chat)
    row.hover()
    before = row.bounding_box()
    other = open_chat(page.context.browser.new_page(), live)  # type: ignore[union-attr]
    send_and_wait(other, "Can I talk to a person? Number 8810")
    coming = row_of(desk, live, other)

    def is_there() -> bool:
        box = row.bounding_box()
        assert box is not None
        desk.mouse.move(box["x"] + 20 + desk.evaluate("Math.random() * 5"), box["y"] + 10)
        return coming.count() > 0

    until(desk, is_there, "the other one")
    assert row.bounding_box() == before


@BOTH
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_list_filters_search_and_sheets(
    page: Page, live: Any, sign_in: SignIn, keep: Any, scheme: str, size: dict[str, int]
) -> None:
    chat = say_lines(page, live, "Axe looks at Papageno, number 8811")
    desk = sign_in("jonas", viewport=size, color_scheme=scheme, reduced_motion="reduce")
    expect(row_of(desk, live, chat)).to_be_visible()

    def look(word: str) -> None:
        found = Axe().run(desk, context="chat-desk").response["violations"]
        keep(desk, word)
        assert [(v["id"], v["nodes"][0]["html"]) for v in found] == [], word

    look("list")
    desk.get_by_role("button", name="Filters").click()
    desk.get_by_role("button", name="Unread only").click()
    look("filters")
    desk.keyboard.press("Escape")
    desk.get_by_role("button", name="Clear filters").click()
    search(desk).fill("papageno")
    expect(hits(desk).first).to_be_visible()
    look("found")
    search(desk).press("Escape")
    desk.get_by_role("button", name="Keys").click()
    look("keys")
    desk.keyboard.press("Escape")
    desk.get_by_role("button", name=re.compile("^Sound and notifications")).click()
    look("alerts")


def test_on_a_phone_back_leads_from_the_details_to_the_conversation_to_the_list(
    page: Page, live: Any, sign_in: SignIn
) -> None:
    chat = say_lines(page, live, "Step by step, number 8812")
    desk = sign_in("jonas", viewport=PHONE, has_touch=True, is_mobile=True)
    open_row(desk, live, chat)
    desk.get_by_role("button", name="Brief and details").click()
    expect(desk.locator(".panel")).to_be_visible()
    desk.go_back()
    expect(desk.locator(".panel")).to_be_hidden()
    expect(desk.locator(".thread")).to_be_visible()
    desk.go_back()
    expect(desk.locator(".queue")).to_be_visible()
    small = desk.evaluate(
        """() => [...document.querySelectorAll('.queue button:not([hidden]), .queue input')]
        .filter((e) => e.getClientRects().length)
        .filter((e) => e.getBoundingClientRect().height < 44)
        .map((e) => e.className)"""
    )
    assert small == []


def test_at_four_times_the_size_all_of_it_can_be_reached(
    page: Page, live: Any, sign_in: SignIn, keep: Any
) -> None:
    chat = say_lines(page, live, "Zoomed in, number 8813")
    # What is left of a page of 1280 by 1024 at 400 %.
    desk = sign_in("jonas", viewport={"width": 320, "height": 256})
    row_of(desk, live, chat).click()
    expect(desk.locator(".lines")).to_contain_text("8813")
    keep(desk, "thread")
    assert desk.evaluate("document.documentElement.scrollWidth") <= 320
    take = desk.get_by_role("button", name="Take over")
    take.scroll_into_view_if_needed()
    expect(take).to_be_in_viewport()
