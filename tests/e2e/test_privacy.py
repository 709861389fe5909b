"""A person is found, looked at, exported and deleted in the admin, in a real browser."""

from __future__ import annotations

import re
import zipfile
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FrameLocator, Page, expect

from tests.e2e.chatting import open_chat, send_and_wait
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.desk import conversation_of

pytestmark = pytest.mark.e2e


def chat_of(page: Page, live: Any, name: str) -> tuple[FrameLocator, str]:
    """Somebody writes who is not in other tests; gives the chat and the conversation."""
    chat = open_chat(page, live)
    send_and_wait(chat, f"Hello, I am {name}, {name.lower()}@mail.example. What does Team cost?")
    expect(chat.locator(".line.bot").last).to_be_visible()
    return chat, conversation_of(live, chat)


def person_page(desk: Page, live: Any, conversation: str) -> None:
    """From the conversation in the admin, as staff come to it."""
    desk.goto(f"{live.base_url}/admin/conversations/conversation/{conversation}/change/")
    desk.get_by_role("link", name="Look, export or delete").click()
    expect(desk.get_by_role("heading", name="What is held")).to_be_visible()


LINES = re.compile("The lines of the conversation")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_person_is_exported_and_deleted_while_the_chat_is_open(
    page: Page, live: Any, sign_in: Any, keep: Any, size: Any, tmp_path: Any
) -> None:
    name = "Quillonia" if size == DESKTOP else "Brambletta"
    chat, conversation = chat_of(page, live, name)
    desk = sign_in("admin", viewport=size)
    person_page(desk, live, conversation)
    expect(desk.get_by_role("row", name=LINES)).to_be_visible()
    keep(desk, "person")

    with desk.expect_download() as downloading:
        desk.get_by_role("button", name="Export", exact=True).click()
    archive = zipfile.ZipFile(downloading.value.path())
    assert name in archive.read("person.json").decode()
    assert name in archive.read("person.html").decode()

    desk.get_by_label("Type DELETE").fill("DELETE")
    desk.get_by_label("Your password").fill("not this one")
    desk.get_by_role("button", name="Delete this person").click()
    expect(desk.get_by_role("alert")).to_have_text("That is not your password.")
    desk.get_by_label("Type DELETE").fill("DELETE")
    desk.get_by_label("Your password").fill(live.password("admin"))
    desk.get_by_role("button", name="Delete this person").click()
    expect(desk.get_by_text("Nothing of this person is held any more.")).to_be_visible()
    expect(desk.get_by_role("row", name=LINES)).to_be_visible()
    keep(desk, "receipt")

    # The open chat shows it no longer, and goes on with a new log.
    expect(chat.locator("#log").get_by_text(name)).to_have_count(0)
    send_and_wait(chat, "What does Team cost?")
    assert conversation_of(live, chat) != conversation


def test_with_the_keyboard_alone(page: Page, live: Any, sign_in: Any) -> None:
    _, conversation = chat_of(page, live, "Thistlemara")
    desk = sign_in("admin")
    person_page(desk, live, conversation)
    desk.get_by_role("button", name="Export", exact=True).focus()
    for wanted, text in (
        ("#cq-reason", ""),
        (None, ""),
        ("#cq-word", "DELETE"),
        ("#cq-password", live.password("admin")),
    ):
        desk.keyboard.press("Tab")
        if wanted is not None:
            expect(desk.locator(wanted)).to_be_focused()
        desk.keyboard.type(text)
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("button", name="Delete this person")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Nothing of this person is held any more.")).to_be_visible()


def test_somebody_is_found_by_address_and_held(page: Page, live: Any, sign_in: Any) -> None:
    chat_of(page, live, "Fennowick")
    desk = sign_in("admin")
    desk.goto(f"{live.base_url}/admin/privacy/erasure/")
    desk.get_by_role("link", name="Find a person").click()
    desk.get_by_label("E-mail address").fill("fennowick@mail.example")
    desk.get_by_role("button", name="Find", exact=True).click()
    assert "fennowick" not in desk.url
    desk.locator(".cq-list .cq-title").first.click()
    desk.get_by_label("Why it must be kept").fill("court case 17")
    desk.get_by_role("button", name="Put on hold").click()
    expect(desk.get_by_text("A legal hold is on it.")).to_be_visible()
    desk.get_by_role("button", name="Lift the hold").click()
    expect(desk.get_by_role("button", name="Delete this person")).to_be_visible()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_and_nothing_hangs_over_the_edge(
    page: Page, live: Any, sign_in: Any, keep: Any, size: Any
) -> None:
    _, conversation = chat_of(page, live, "Oakhollow")
    desk = sign_in("admin", viewport=size)
    person_page(desk, live, conversation)
    problems = _looked_at(desk, keep, "person")
    desk.goto(f"{live.base_url}/admin/privacy/erasure/find/")
    problems += _looked_at(desk, keep, "find")
    desk.goto(f"{live.base_url}/admin/privacy/retention/")
    desk.get_by_role("link", name="Look first").first.click()
    expect(desk.get_by_role("heading", name="Rows")).to_be_visible()
    problems += _looked_at(desk, keep, "look")
    assert problems == []


def _looked_at(desk: Page, keep: Any, word: str) -> list[str]:
    """What is wrong with the page, in light and in dark."""
    problems = []
    for scheme in ("light", "dark"):
        desk.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        desk.reload()  # the theme is chosen as the page is drawn
        keep(desk, f"{word}-{scheme}")
        found = Axe().run(desk, context=".cq-overview").response["violations"]
        problems += [f"{word} {scheme}: {v['id']}: {v['nodes'][0]['html']}" for v in found]
    if desk.evaluate("document.documentElement.scrollWidth > innerWidth"):
        problems.append(f"{word} is too wide")
    return problems
