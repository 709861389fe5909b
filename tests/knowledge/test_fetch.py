"""Addresses that somebody typed: which are fetched, and what of them."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import AddressRefused
from knowledge.fetch import FetchRules, checked_url, fetch_page, is_public

LOCAL = FetchRules(max_bytes=1000, allow_private=True, total_s=5)


class Site(BaseHTTPRequestHandler):
    """A few pages, each bad in its own way."""

    seen: dict[str, str]

    def do_GET(self) -> None:
        type(self).seen = dict(self.headers.items())
        if self.path in self.BROKEN:
            self.BROKEN[self.path](self)
        elif self.path == "/page":
            self.answer(200, b"<p>Text.</p>", {"Content-Type": "text/html", "ETag": '"1"'})
        elif self.path.startswith("/to/"):
            self.answer(302, b"", {"Location": self.path.removeprefix("/to/")})
        elif self.path == "/large":
            self.answer(200, b"x" * 2000, {})
        elif self.path == "/endless":
            self.answer(200, b"x" * 2000, {}, with_length=False)
        elif self.path == "/bomb":
            self.answer(200, gzip.compress(b"0" * 100_000), {"Content-Encoding": "gzip"})
        elif self.path == "/same":
            self.answer(304 if self.headers["If-None-Match"] == '"1"' else 200, b"", {})
        else:
            self.answer(404, b"", {})

    def answer(
        self, status: int, body: bytes, headers: dict[str, str], *, with_length: bool = True
    ) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if with_length:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def drip(self) -> None:
        """A header that never ends, each byte in time."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        with suppress(OSError):
            while not self.server.is_over.wait(0.05):  # type: ignore[attr-defined]
                self.wfile.write(b"x")

    def break_off(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<p>Only the first")

    def loop(self) -> None:
        self.answer(302, b"", {"Location": "/loop"})

    BROKEN: ClassVar = {"/dripping": drip, "/breaking": break_off, "/loop": loop}

    def log_message(self, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.is_over = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.is_over.set()  # type: ignore[attr-defined]
    server.shutdown()
    thread.join()
    server.server_close()


def code_of(url: str, rules: FetchRules = LOCAL) -> str:
    with pytest.raises(AddressRefused) as fault:
        fetch_page(url, rules)
    return fault.value.code


def test_a_page_is_fetched_with_what_tells_of_a_change(host: str) -> None:
    page = fetch_page(f"{host}/page", LOCAL)
    assert (page.mime, page.data, page.etag) == ("text/html", b"<p>Text.</p>", '"1"')


def test_a_page_that_has_not_changed_says_so(host: str) -> None:
    assert fetch_page(f"{host}/same", LOCAL, {"If-None-Match": '"1"'}).is_unchanged


def test_nothing_of_ours_is_sent_along(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    fetch_page(f"{host}/page", LOCAL)
    assert {"Cookie", "Authorization"}.isdisjoint(Site.seen)


def test_a_redirect_is_followed_a_few_times(host: str) -> None:
    assert fetch_page(f"{host}/to//page", LOCAL).url == f"{host}/page"
    assert code_of(f"{host}/loop") == "refused"


@pytest.mark.parametrize(
    "target", ["http://0.0.0.0/", "http://169.254.169.254/latest", "file:///etc/passwd"]
)
def test_a_redirect_to_where_nobody_should_go_is_refused(host: str, target: str) -> None:
    assert code_of(f"{host}/to/{target}") == "refused"


@pytest.mark.parametrize("path", ["large", "endless", "bomb"])
def test_a_page_that_is_too_large_is_refused(host: str, path: str) -> None:
    assert code_of(f"{host}/{path}") == "too_large"


def test_a_page_that_is_not_there_says_so(host: str) -> None:
    assert code_of(f"{host}/nothing") == "not_found"


def test_a_host_that_does_not_listen_says_so() -> None:
    assert code_of("http://127.0.0.1:1/") == "fetch_failed"


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[::]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[::127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[2001:0:7f00:1::]/",
        "http://[fe80::1]/",
        "http://[fc00::1]/",
        "http://[fec0::1]/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.0.1/",
        "http://100.64.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://192.0.0.192/",
        "http://198.18.0.1/",
        "http://0/",
        "http://017700000001/",
        "http://0x7f000001/",
        "http://LOCALHOST/",
        "http://\u2460\u2461\u2466.0.0.1/",
        "http://127\u30020\u30020\u30021/",
        "http://[::ffff:169.254.169.254]/",
        "http://[::ffff:0:127.0.0.1]/",
        "http://[64:ff9b:1::7f00:1]/",
        "http://[0:0:0:0:0:0:0:1]/",
        "http://2852039166/",
        "http://240.0.0.1/",
        "http://example.com:0/",
        "http://example.com@127.0.0.1/",
        "http://127.0.0.1\\@example.com/",
        "http://:@127.0.0.1/",
        "HTTP://127.0.0.1/",
        "http:/\\127.0.0.1/",
        "//127.0.0.1/",
        "javascript:alert(1)",
        "data:text/html,x",
        "jar:http://127.0.0.1!/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://user:secret@example.com/",
        "http://example.com:22/",
        "https://example.com:8443/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://example.com/",
        "http:///nothing",
        "http://[broken/",
        "no address",
    ],
)
def test_what_does_not_lie_in_the_open_internet_is_refused(url: str) -> None:
    assert code_of(url, FetchRules()) == "refused"


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1.", "localhost.", "[fe80::1%25lo]", "169.254.169.254.", "localhost.localdomain"],
)
def test_what_a_resolver_may_or_may_not_know_is_fetched_by_neither(host: str) -> None:
    assert code_of(f"http://{host}/", FetchRules()) in ("refused", "fetch_failed")


@pytest.mark.parametrize("answer", [["10.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["not one"]])
def test_a_name_that_leads_into_the_private_network_is_refused(answer: list[str]) -> None:
    rules = FetchRules(resolve=lambda host, port: answer)
    assert code_of("http://rebound.example/", rules) == "refused"


def test_a_name_is_resolved_once_so_that_it_cannot_change() -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    rules = FetchRules(allow_private=True, resolve=lambda host, port: next(answers))
    assert code_of("http://rebound.example:1/", rules) == "fetch_failed"
    assert next(answers) == ["10.0.0.1"]


class Rebound:
    """A name that resolves to the test's own host first, then to what `then` says."""

    def __init__(self, *then: str) -> None:
        self.answers = iter([["127.0.0.1"], *([answer] for answer in then)])

    def __call__(self, host: str, port: int) -> list[str]:
        return next(self.answers)


@pytest.mark.parametrize(
    "then",
    ["169.254.169.254", "fe80::1", "::", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe"],
)
def test_each_redirect_is_resolved_and_checked_again(host: str, then: str) -> None:
    port = host.rpartition(":")[2]
    # Private networks are allowed, the addresses of a cloud's own services never.
    rules = FetchRules(allow_private=True, resolve=Rebound(then))
    assert code_of(
        f"http://rebound.example:{port}/to/http://rebound.example:{port}/page", rules
    ) == ("refused")


def test_a_redirect_within_the_allowed_is_followed(host: str) -> None:
    port = host.rpartition(":")[2]
    rules = FetchRules(allow_private=True, resolve=Rebound("127.0.0.1"))
    page = fetch_page(f"http://a.example:{port}/to/http://b.example:{port}/page", rules)
    assert page.url == f"http://b.example:{port}/page"


def test_a_header_that_never_ends_is_cut_off_in_time(host: str) -> None:
    rules = FetchRules(allow_private=True, total_s=0.5)
    assert code_of(f"{host}/dripping", rules) == "too_slow"


def test_a_page_that_breaks_off_is_not_taken_for_a_whole_one(host: str) -> None:
    assert code_of(f"{host}/breaking") == "fetch_failed"


def test_the_open_internet_is_not_refused() -> None:
    public = ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"]
    assert [is_public(address) for address in public] == [True] * 3


@given(st.ip_addresses(v=4))
def test_an_address_inside_another_hides_nothing(address: object) -> None:
    text = str(address)
    assert is_public(f"64:ff9b::{text}") == is_public(text)
    assert not is_public(f"::ffff:{text}")


@given(st.text(max_size=60))
def test_whatever_is_typed_is_an_address_or_refused(text: str) -> None:
    for url in (text, f"http://{text}"):
        try:
            checked = checked_url(url, FetchRules())
        except AddressRefused:
            continue
        assert checked.scheme in ("http", "https")
        assert checked.netloc.isascii()
