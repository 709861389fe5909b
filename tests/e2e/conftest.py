"""A real server and a real Chromium. Screenshots are kept in test-screenshots/."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.bring_tools import find_chromium
from tests.servers import EmbeddedStack

SHOTS = (
    Path(__file__).resolve().parents[2] / "test-screenshots"
)  # the browser plugin clears its own folder
# A busy machine is slow, not wrong: what is looked for is waited for this long (milliseconds).
expect.set_options(timeout=30_000)
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}


@dataclass
class Live:
    """The running demo. `base_url` serves the pages; `login` gives the password of a name."""

    stack: EmbeddedStack

    @property
    def base_url(self) -> str:
        return self.stack.url

    def password(self, username: str) -> str:
        return self.stack.passwords[username]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    missing = find_chromium() is None
    for item in items:
        if here not in item.path.parents:
            continue
        item.add_marker(pytest.mark.e2e)
        if missing and not os.environ.get("CI"):
            item.add_marker(pytest.mark.skip(reason="Chromium could not be had"))


@pytest.fixture(scope="session")
def live() -> Iterator[Live]:
    stack = EmbeddedStack(CHATQUAL_AGENT_TIMEOUT="30")
    try:
        yield Live(stack.start())
    finally:
        stack.stop()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    switches = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    return {**browser_type_launch_args, "executable_path": find_chromium(), "args": switches}


@pytest.fixture
def sign_in(live: Live, browser: Browser) -> Iterator[Any]:
    """Opens the desk in a browser of its own, signed in as a member of staff; `at` is an address
    other than the server's own."""
    contexts: list[BrowserContext] = []

    def enter(username: str, at: str = live.base_url, **context: Any) -> Page:
        made = browser.new_context(**{"viewport": DESKTOP, **context})
        contexts.append(made)
        page = made.new_page()
        page.goto(f"{at}/admin/login/?next=/admin/desk/")
        page.fill("#id_username", username)
        page.fill("#id_password", live.password(username))
        page.press("#id_password", "Enter")
        page.wait_for_url("**/admin/desk/**")
        return page

    yield enter
    for made in contexts:
        made.close()


@pytest.fixture
def keep(request: pytest.FixtureRequest) -> Any:
    """Keeps a screenshot under the test's name and a word of its own."""
    SHOTS.mkdir(exist_ok=True)

    def take(page: Page, word: str) -> Path:
        path = SHOTS / f"{request.node.name}-{word}.png"
        page.screenshot(path=path)
        return path

    return take
