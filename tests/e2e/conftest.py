"""A real server and a real Chromium. Screenshots are kept in test-screenshots/."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from playwright.sync_api import Error as PlaywrightError

from tests.bring_tools import find_chromium
from tests.e2e.chatting import PATIENCE
from tests.e2e.fake_socket import FakeSocket
from tests.e2e.shop import Shop, ShopServer, running_shop
from tests.post_office import PostOffice
from tests.servers import EmbeddedStack

SHOTS = (
    Path(__file__).resolve().parents[2] / "test-screenshots"
)  # the browser plugin clears its own folder
expect.set_options(timeout=PATIENCE * 1000)
# How many times slower the pages' processor is: for looking for races.
SLOWDOWN = float(os.environ.get("E2E_SLOWDOWN", "1"))
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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keeps a picture of every open page of a test that failed, and what was said in them."""
    report = yield
    browser = getattr(item, "funcargs", {}).get("browser")
    if report.failed and report.when != "teardown" and browser is not None:
        pages = [page for context in browser.contexts for page in context.pages]
        for number, page in enumerate(pages, 1):
            told = tell_of(page, SHOTS / f"{item.name}-failed-{number}.png")
            report.sections.append((f"Page {number}", told))
        socket = item.funcargs.get("socket")
        if isinstance(socket, FakeSocket):
            report.sections.append(("Frames", "\n".join(map(str, socket.received[-50:]))))
    return report


def tell_of(page: Page, picture: Path) -> str:
    """Where the page is, what it shows and what its scripts complained of."""
    try:
        SHOTS.mkdir(exist_ok=True)
        page.screenshot(path=picture, timeout=10_000)
        said = [f"{m.type}: {m.text}" for m in page.console_messages()]
        said += [f"error: {error}" for error in page.page_errors()]
        shown = [frame.locator("body").aria_snapshot(timeout=10_000) for frame in page.frames]
    except PlaywrightError as error:
        return f"{page.url}: {error}"
    return "\n".join([page.url, f"picture: {picture}", *said[-30:], *(s[-4000:] for s in shown)])


@pytest.fixture(scope="session")
def post_office() -> Iterator[PostOffice]:
    """Where the mails of the running demo go, and the secret of who hands in answers."""
    with PostOffice() as office:
        yield office


@pytest.fixture(scope="module")
def live(server: ShopServer, post_office: PostOffice) -> Iterator[Live]:
    """A server for each file: no test stands on what another file's tests left behind."""
    stack = EmbeddedStack(**post_office.env)
    # The websites of the tests lie on loopback, and the set-up page looks at them.
    stack.env["CHATQUAL_ALLOW_PRIVATE_ADDRESSES"] = "True"
    try:
        # Before the start: a running server keeps what it knows of a site for seconds.
        yield Live(stack.start(("site", "demo", "--origin", server.origin)))
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


@pytest.fixture(scope="session")
def browser(browser: Browser) -> Browser:
    """Its contexts speak English wherever the tests run, and are waited for as `expect` waits."""
    make = browser.new_context

    def new_context(**options: Any) -> BrowserContext:
        context = make(**{"locale": "en-GB", **options})
        context.set_default_timeout(PATIENCE * 1000)
        if SLOWDOWN > 1:
            context.on("page", slow_down)
        return context

    browser.new_context = new_context  # type: ignore[method-assign]
    return browser


def slow_down(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})


@pytest.fixture
def socket(context: BrowserContext) -> FakeSocket:
    return FakeSocket(context)


@pytest.fixture(scope="session")
def server() -> Iterator[ShopServer]:
    """A website that may embed the chat of the running demo."""
    with running_shop() as server:
        yield server


@pytest.fixture
def shop(page: Page, live: Live, server: ShopServer, socket: FakeSocket) -> Shop:
    return Shop(page, live.base_url, server)


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
        page.wait_for_url(lambda url: urlsplit(url).path.startswith("/admin/desk/"))
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
