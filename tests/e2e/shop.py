"""A website of another origin that embeds the widget, with pages as a test writes them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from playwright.sync_api import FrameLocator, Locator, Page, expect


class ShopServer(ThreadingHTTPServer):
    """Serves `body` with `headers` at every path. `origin` and `thief` are two origins of it."""

    daemon_threads = True
    body = ""
    headers: dict[str, str]

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Page)
        self.headers = {}

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.server_port}"

    @property
    def thief(self) -> str:
        return f"http://thief.localhost:{self.server_port}"


class _Page(BaseHTTPRequestHandler):
    server: ShopServer

    def do_GET(self) -> None:
        page = f'<!doctype html><html lang="en"><title>Shop</title>{self.server.body}'.encode()
        self.send_response(200)
        headers = {"Content-Type": "text/html; charset=utf-8", **self.server.headers}
        for name, value in {**headers, "Content-Length": str(len(page))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *arguments: Any) -> None:
        """Nothing of this belongs into the test's output."""


@contextmanager
def running_shop() -> Iterator[ShopServer]:
    server = ShopServer()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


class Shop:
    """A tab that looks at the shop. `home` is the chat server; `requests` all that was fetched."""

    def __init__(self, page: Page, home: str, server: ShopServer) -> None:
        self.page = page
        self.home = home
        self.server = server
        self.tag = f'<script async src="{home}/widget/loader.js" data-site="demo"></script>'
        self.requests: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))

    def show(
        self, body: str | None = None, *, origin: str = "", headers: dict[str, str] | None = None
    ) -> None:
        self.server.body = body if body is not None else f"<body><h1>Shop</h1>{self.tag}</body>"
        self.server.headers = headers or {}
        self.page.goto(f"{origin or self.server.origin}/index.html")

    @property
    def launcher(self) -> Locator:
        return self.page.locator("#chatqual button")

    def open(self) -> FrameLocator:
        self.launcher.click()
        return self.chat()

    def chat(self) -> FrameLocator:
        chat = self.page.frame_locator("#chatqual iframe")
        expect(chat.locator("html")).to_have_attribute("data-state", "online")
        return chat

    def call(self, *arguments: object) -> None:
        self.page.evaluate("(call) => chatqual(...call)", list(arguments))
