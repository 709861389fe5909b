"""Takes the pictures of the desk for docs/images, over the demo's samples: look at each afterwards.

`python -m tests.e2e.pictures` from the root of the project; each run writes all of them anew.
"""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.bring_tools import find_chromium
from tests.servers import COMMANDS, EmbeddedStack, free_port, run_python

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


def seeded_stack() -> EmbeddedStack:
    """The demo as somebody sees it who has just set it up, with its samples."""
    stack = EmbeddedStack()
    commands = [("migrate", "--no-input", "-v", "0"), ("seed_demo", "--json")]
    env = {**stack.env, "DJANGO_SETTINGS_MODULE": "chatqual.settings"}
    told = run_python(env, "-c", COMMANDS, json.dumps(commands))
    made, _ = json.JSONDecoder().raw_decode(told[told.index("{") :])
    stack.passwords = {s["username"]: s["password"] for s in made["staff"]}
    stack.port = free_port()
    stack.urls = [f"http://127.0.0.1:{stack.port}"]
    stack.serve()
    return stack


def sign_in(browser: Browser, stack: EmbeddedStack, scheme: str, size: dict[str, int]) -> Page:
    is_phone = size == PHONE
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        color_scheme=scheme,  # type: ignore[arg-type]
        is_mobile=is_phone,
        has_touch=is_phone,
        locale="en-GB",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(f"{stack.url}/admin/login/?next=/admin/desk/")
    page.fill("#id_username", "jonas")
    page.fill("#id_password", stack.passwords["jonas"])
    page.press("#id_password", "Enter")
    expect(page.locator(".queue .row").first).to_be_visible()
    return page


def open_own(page: Page) -> None:
    """The sample that Jonas has, with a person writing in it."""
    page.locator(".section[data-section=mine] .row").first.click()
    expect(page.locator(".lines .line").first).to_be_visible()
    expect(page.locator(".panel .part").first).to_be_attached()
    page.wait_for_load_state("networkidle")
    page.mouse.move(5, 5)


def take(browser: Browser, stack: EmbeddedStack, scheme: str) -> None:
    more = "" if scheme == "light" else "-dark"
    desktop = sign_in(browser, stack, scheme, DESKTOP)
    open_own(desktop)
    desktop.screenshot(path=IMAGES / f"desk{more}.png")
    phone = sign_in(browser, stack, scheme, PHONE)
    phone.screenshot(path=IMAGES / f"desk-phone-list{more}.png")
    open_own(phone)
    phone.screenshot(path=IMAGES / f"desk-phone{more}.png")
    for page in (desktop, phone):
        page.context.close()


def main() -> None:
    stack = seeded_stack()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
            )
            for scheme in ("light", "dark"):
                take(browser, stack, scheme)
            browser.close()
    finally:
        stack.stop()


if __name__ == "__main__":
    main()
