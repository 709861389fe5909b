"""A policy changed by somebody who is no programmer, from the wording to the chat and back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.chatting import open_chat, send_and_wait

pytestmark = pytest.mark.e2e
OWN = "When would you like to begin?"


def ask(page: Page, live: Any) -> Locator:
    """The answer to a first line in a chat of its own."""
    chat = open_chat(page, live)
    send_and_wait(chat, "what does team cost for 60 people")
    answer = chat.locator(".line.bot").last
    expect(answer).to_contain_text("840")
    return answer


def live_version(admin: Page, live: Any) -> None:
    admin.goto(f"{live.base_url}/admin/sites/policyversion/?status__exact=live")
    row = admin.locator("#result_list tbody tr", has_text="Norrwick")
    row.locator("a[href*='/change/']").first.click()
    admin.wait_for_url("**/change/**")


def test_a_question_is_reworded_checked_run_dry_published_and_taken_back(
    page: Page, browser: Browser, live: Any, sign_in: Any, keep: Any
) -> None:
    expect(ask(page, live)).not_to_contain_text(OWN)
    admin = sign_in("admin")
    live_version(admin, live)
    before = admin.url
    admin.get_by_role("button", name="Copy to a new draft").click()
    expect(admin.locator(".pd-pill")).to_have_text("Draft")
    admin.get_by_role("link", name="Questions", exact=True).click()
    # What is asked behind a price.
    admin.locator(".pd-questions a", has_text="Time frame").click()

    wordings = admin.get_by_role("textbox", name=re.compile(r"^Wording \d"))
    admin.get_by_role("button", name="Remove this wording").first.click()
    expect(wordings).to_have_count(1)
    wordings.fill(f"{OWN} With {{whom}}?")
    expect(admin.locator(".pd-aside .pd-error").first).to_contain_text("asks two things at once")
    admin.get_by_role("button", name="Save").click()
    expect(admin.locator(".pd-row.errors")).to_contain_text("unknown placeholder {whom}")
    keep(admin, "fault")
    wordings.fill(OWN)
    admin.get_by_role("button", name="Save").click()
    expect(admin.get_by_text("Nothing is wrong with this draft")).to_be_visible()

    admin.get_by_role("link", name="Dry run", exact=True).click()
    admin.get_by_role("button", name="Run", exact=True).click()
    expect(admin.locator(".pd-result")).to_contain_text("were decided again")
    expect(admin.locator("policy-dry-run ins", has_text=OWN).first).to_be_visible()
    keep(admin, "dry-run")
    admin.get_by_role("link", name="Publish", exact=True).click()
    admin.get_by_role("button", name=re.compile("^Publish version")).click()
    expect(admin.get_by_text("is live.")).to_be_visible()

    with browser.new_context() as another:
        expect(ask(another.new_page(), live)).to_contain_text(OWN)

    admin.goto(before)
    admin.get_by_role("link", name="Go back to this version").click()
    admin.get_by_role("button", name=re.compile("^Go back to version")).click()
    expect(admin.locator(".pd-pill")).to_have_text("Live")
