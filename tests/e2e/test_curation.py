"""Curators mend in the admin what visitors missed in the chat, in a real browser."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.chatting import open_chat, send_and_wait
from tests.e2e.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.e2e

ASKED = "Do you have a parking lot at your office?"
WRITTEN = "Our parking lot in Kiel has twelve places for visitors."


def test_a_gap_is_answered_and_used_within_seconds_and_a_thumb_comes_back(
    page: Page, live: Any, sign_in: Any, keep: Any
) -> None:
    chat = open_chat(page, live)
    send_and_wait(chat, ASKED)
    missed = chat.locator(".line.bot").last
    expect(missed).to_contain_text(re.compile("noted|do not say|not in our documents|nothing"))
    expect(missed.locator(".cite")).to_have_count(0)

    desk = sign_in("admin")
    desk.goto(f"{live.base_url}/admin/knowledge/gap/")
    keep(desk, "gaps")
    desk.get_by_role("row", name=re.compile("parking lot")).get_by_role(
        "link", name="Write the answer"
    ).click()
    # Somebody else may have asked it before, in words of their own.
    expect(desk.locator("#id_title")).to_have_value(re.compile("parking lot"))
    expect(desk.locator("#id_language")).to_have_value("en")
    desk.fill("#id_text", WRITTEN)
    keep(desk, "writing")
    desk.get_by_role("button", name="Publish the answer").click()
    expect(desk.locator("#q1 blockquote")).to_contain_text(WRITTEN)
    keep(desk, "published")

    send_and_wait(chat, "Is there a parking lot at the office?")
    answered = chat.locator(".line.bot").last
    expect(answered).to_contain_text(WRITTEN)
    answered.locator(".cite").first.click()
    expect(chat.locator("#sheet")).to_contain_text(WRITTEN)
    chat.locator("#sheet-close").click()
    chat.get_by_role("button", name="This answer did not help").last.click()
    desk.goto(f"{live.base_url}/admin/knowledge/askedquestion/?q=parking")
    liked = desk.get_by_role("row", name=re.compile("Is there a parking lot"))
    until_there(desk, liked.get_by_text("Not helpful"))
    liked.get_by_role("link").first.click()
    expect(desk.get_by_text(WRITTEN).first).to_be_visible()


def until_there(page: Page, wanted: Any) -> None:
    """What the sweeper counts comes a moment later: the page is loaded again until it shows."""
    for _ in range(60):
        if wanted.count():
            return
        page.wait_for_load_state("networkidle")
        page.reload()
    expect(wanted).to_be_visible()


def test_pasted_questions_show_which_fail_and_golden_ones_what_differs(
    live: Any, sign_in: Any, keep: Any
) -> None:
    desk = sign_in("admin")
    desk.goto(f"{live.base_url}/admin/knowledge/goldenquestion/try/")
    if desk.locator("select#id_site").count():  # Another test may have set up a site of its own.
        desk.locator("select#id_site").select_option(label="Norrwick")
    desk.locator("#id_questions").focus()
    for line in ("where is data stored", "do you sell submarines", "hi there"):
        desk.keyboard.type(line)
        desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("1 of 3 are answered.")
    expect(desk.locator("#q2")).to_contain_text("Nowhere in the documents: “submarines”")
    keep(desk, "tried")
    desk.locator("#q1").get_by_role("button", name="Keep as golden question").click()
    expect(desk.get_by_text("Kept as a golden question.").first).to_be_visible()
    desk.goto(f"{live.base_url}/admin/knowledge/goldenquestion/")
    desk.get_by_role("button", name="Ask all of them now").click()
    expect(desk.get_by_role("heading", name=re.compile("1 of 1 are right"))).to_be_visible()
    keep(desk, "golden")


PAGES = {
    "overview": ("askedquestion/overview/?days=30", ".cq-overview"),
    "try": ("goldenquestion/try/?site=1&questions=where+is+data+stored%0Asubmarines", ".cq-try"),
    "gaps": ("gap/", "#changelist-form"),
    "document": ("document/1/change/", "#document_form"),
}


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone"]
)
def test_axe_finds_nothing_on_the_curators_pages(
    live: Any, sign_in: Any, keep: Any, size: dict[str, int], scheme: str
) -> None:
    desk = sign_in("admin", viewport=size, color_scheme=scheme)
    found = []
    for name, (address, context) in PAGES.items():
        desk.goto(f"{live.base_url}/admin/knowledge/{address}")
        expect(desk.locator(context)).to_be_visible()
        problems = Axe().run(desk, context=context).response["violations"]
        found += [(name, v["id"], v["nodes"][0]["html"]) for v in problems]
        keep(desk, name)
        assert desk.evaluate("document.documentElement.scrollWidth") <= size["width"], name
    assert found == []
