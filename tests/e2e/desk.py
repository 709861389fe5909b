"""Where a test finds its own conversation at the desk, whatever other tests have left there."""

from __future__ import annotations

import sqlite3
import uuid
from contextlib import closing
from typing import Any

from playwright.sync_api import FrameLocator, Locator, Page, expect


def conversation_of(live: Any, chat: FrameLocator) -> str:
    """The id of the conversation in the chat, by its first line; the page itself does not tell."""
    line = chat.locator(".line.visitor[data-seq]").first.get_attribute("data-id")
    path = live.stack.folder / "chatqual.sqlite3"
    with closing(sqlite3.connect(path, timeout=60)) as connection:
        found = connection.execute(
            "select conversation_id from conversations_message where client_id = ?",
            (uuid.UUID(line).hex,),
        ).fetchone()
    return str(uuid.UUID(found[0]))


def row_of(desk: Page, live: Any, chat: FrameLocator, section: str = "") -> Locator:
    """The row of the chat's conversation; only while it stands in `section`, where one is named."""
    place = f".section[data-section={section}] " if section else ""
    return desk.locator(f'{place}.row[data-conversation="{conversation_of(live, chat)}"]')


def open_row(desk: Page, live: Any, chat: FrameLocator, section: str = "") -> Locator:
    """Opens the chat's conversation and gives its log, drawn."""
    row_of(desk, live, chat, section).click()
    expect(desk.locator(".lines .line").first).to_be_visible()
    return desk.locator(".lines")


def walk_to(desk: Page, row: Locator) -> None:
    """Moves the focus to a row with j and k alone; other rows may come and go meanwhile."""
    for _ in range(1_000):
        steps = row.evaluate(
            """(row) => { const rows = [...document.querySelectorAll('.queue .row')];
            if (!rows.includes(row)) return null; // drawn anew
            return rows.indexOf(row) - rows.indexOf(document.activeElement) }"""
        )
        if steps == 0:
            return
        if steps is not None:
            desk.keyboard.press("j" if steps > 0 else "k")
    raise AssertionError("the row was not reached")
