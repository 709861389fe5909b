"""The page of leads in a real browser: a visitor becomes a row, which is worked with."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
import uuid
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.e2e.chatting import open_chat, send_and_wait, until
from tests.e2e.conftest import PHONE
from tests.e2e.desk import conversation_of

pytestmark = pytest.mark.e2e

DESKTOP = {"width": 1280, "height": 860}


def lead_of(live: Any, conversation: str) -> tuple[Any, ...] | None:
    """What is stored of the lead: owner, outcome."""
    path = live.stack.folder / "chatqual.sqlite3"
    with closing(sqlite3.connect(path, timeout=60)) as connection:
        row: tuple[Any, ...] | None = connection.execute(
            "select owner_id, outcome from leads_lead where conversation_id = ?",
            (uuid.UUID(conversation).hex,),
        ).fetchone()
    return row


@pytest.fixture
def ana(page: Page, live: Any) -> str:
    """A visitor who left an address; her conversation. Her name begins a formula."""
    address = f"ana.{uuid.uuid4().hex[:8]}@kestrel.example"
    chat = open_chat(page, live)
    send_and_wait(chat, f"we are 60 people, please write to {address}")
    conversation = conversation_of(live, chat)
    until(page, lambda: lead_of(live, conversation) is not None, "the lead")
    return conversation


def open_leads(desk: Page, live: Any, **filters: str) -> None:
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    desk.goto(f"{live.base_url}/admin/leads/lead/?{query}")
    expect(desk.locator("#changelist-form")).to_be_visible()


def row_of(desk: Page, conversation: str) -> Locator:
    return desk.locator("tr", has=desk.locator(f'[data-lead="{conversation}"]'))


def test_a_visitor_becomes_a_row_that_is_given_to_somebody_and_opens_the_desk(
    live: Any, sign_in: Any, ana: str, keep: Any
) -> None:
    desk = sign_in("jonas", viewport=DESKTOP)
    open_leads(desk, live, q="kestrel.example")
    row = row_of(desk, ana)
    expect(row).to_contain_text(re.compile(r"ana\.\w+@kestrel\.example"))
    row.get_by_label(re.compile("^Owner of")).select_option("Jonas Keller")
    row.get_by_label(re.compile("^Outcome of")).select_option("Nurture")
    until(desk, lambda: (lead_of(live, ana) or (None, ""))[1] == "nurture", "the outcome")
    expect(desk.locator("#cq-leads-told")).to_contain_text(
        # Two answers may come in either order; the last one is what is told.
        re.compile("is now (Nurture|Jonas Keller)")
    )
    keep(desk, "row")
    open_leads(desk, live, q="kestrel.example", owner="me", outcome="nurture")
    row = row_of(desk, ana)
    expect(row.get_by_label(re.compile("^Owner of")).locator("option:checked")).to_have_text(
        "Jonas Keller"
    )
    row.get_by_role("link", name=re.compile("ana")).click()
    desk.wait_for_url(f"**/admin/desk/{ana}/")
    expect(desk.locator(".lines .line").first).to_be_visible()


def test_who_comes_second_is_told_and_overwrites_nothing(
    live: Any, sign_in: Any, ana: str, keep: Any
) -> None:
    first, second = sign_in("jonas"), sign_in("mara")
    for desk in (first, second):
        open_leads(desk, live, q="kestrel.example")
    row_of(first, ana).get_by_label(re.compile("^Outcome of")).select_option("Won")
    until(first, lambda: (lead_of(live, ana) or (None, ""))[1] == "won", "the outcome")
    chosen = row_of(second, ana).get_by_label(re.compile("^Outcome of"))
    chosen.select_option("Bad fit")
    told = second.locator("#cq-leads-told.cq-refusal")
    expect(told).to_have_text("Not kept: meanwhile it was set to Won.")
    expect(chosen.locator("option:checked")).to_have_text("Open")
    keep(second, "refused")
    assert (lead_of(live, ana) or (None, ""))[1] == "won"


def test_the_keyboard_alone_finds_a_lead_sets_it_and_opens_it(
    live: Any, sign_in: Any, ana: str
) -> None:
    desk = sign_in("jonas", viewport=DESKTOP)
    open_leads(desk, live, q="kestrel.example")
    walk_to(desk, row_of(desk, ana).get_by_label(re.compile("^Outcome of")))
    desk.keyboard.type("Qual")
    desk.keyboard.press("Tab")
    until(desk, lambda: (lead_of(live, ana) or (None, ""))[1] == "qualified", "the outcome")
    walk_to(desk, row_of(desk, ana).get_by_role("link", name=re.compile("ana")), "Shift+Tab")
    desk.keyboard.press("Enter")
    desk.wait_for_url(f"**/admin/desk/{ana}/")


def walk_to(desk: Page, place: Locator, key: str = "Tab") -> None:
    for _ in range(200):
        if place.evaluate("(one) => one === document.activeElement"):
            return
        desk.keyboard.press(key)
    raise AssertionError("the keyboard did not get there")


@pytest.mark.parametrize("form", ["CSV", "XLSX"])
def test_what_the_filters_leave_comes_as_a_file(
    live: Any, sign_in: Any, ana: str, tmp_path: Path, form: str
) -> None:
    desk = sign_in("admin", viewport=DESKTOP)
    open_leads(desk, live, q="kestrel.example")
    with desk.expect_download() as coming:
        desk.get_by_role("button", name=form).click()
    path = tmp_path / coming.value.suggested_filename
    coming.value.save_as(path)
    assert path.suffix == f".{form.lower()}"
    rows = read_csv(path) if form == "CSV" else read_xlsx(path)
    assert {ana} <= {row["Lead"] for row in rows}
    assert all("kestrel.example" in row["E-mail"] for row in rows)


def read_csv(path: Path) -> list[dict[str, Any]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def read_xlsx(path: Path) -> list[dict[str, Any]]:
    titles, *rows = openpyxl.load_workbook(path)["Leads"].iter_rows(values_only=True)
    return [dict(zip(titles, row, strict=True)) for row in rows]


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(DESKTOP, "light"), (PHONE, "dark"), (DESKTOP, "dark"), (PHONE, "light")],
    ids=["desktop", "phone-dark", "desktop-dark", "phone"],
)
def test_axe_finds_nothing_and_nothing_hangs_over_the_edge(
    live: Any, sign_in: Any, ana: str, keep: Any, size: dict[str, int], scheme: str
) -> None:
    desk = sign_in("admin", viewport=size, color_scheme=scheme)
    open_leads(desk, live)
    expect(desk.locator(".cq-set").first).to_be_visible()
    keep(desk, "leads")
    found = Axe().run(desk, context="#content-main").response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
    assert desk.evaluate("document.documentElement.scrollWidth") <= size["width"]
