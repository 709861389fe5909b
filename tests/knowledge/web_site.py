"""A small web site on loopback, which a test fills."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class WebSite:
    """`pages`: path → (MIME type, body). `asked`: each path that was asked for, in order.

    `statuses`: paths that answer with something else than 200 or 404; `redirects`: path → address;
    `changed`: paths that tell of a change by a date alone, without a tag.
    """

    address: str = ""
    pages: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)

    def asked_for_pages(self) -> list[str]:
        return [path for path in self.asked if path != "/robots.txt"]

    def put(self, path: str, body: str, mime: str = "text/html") -> None:
        self.pages[path] = (mime, body.replace("HOST", self.address).encode())


@contextmanager
def serve_web_site() -> Iterator[WebSite]:
    """Serve it on a free port until the block ends."""
    web = WebSite()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.asked.append(self.path)
            mime, body = web.pages.get(self.path, ("text/plain", b""))
            tag, date = f'"{hash(body)}"', web.changed.get(self.path, "")
            said, ours = ("If-Modified-Since", date) if date else ("If-None-Match", tag)
            is_known = self.headers.get(said) == ours
            found = 302 if self.path in web.redirects else 200 if self.path in web.pages else 404
            status = web.statuses.get(self.path, 304 if is_known else found)
            is_known = status == 304
            self.send_response(status)
            self.send_header("Content-Type", mime)
            self.send_header("Last-Modified" if date else "ETag", ours)
            if self.path in web.redirects:
                self.send_header("Location", web.redirects[self.path])
            self.send_header("Content-Length", "0" if is_known else str(len(body)))
            self.end_headers()
            if not is_known:
                self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
