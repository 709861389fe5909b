"""Fetches an address that somebody typed, without becoming a way into the network it runs in.

The host is resolved once, every address of it is checked, and the connection goes to the checked
address: a name that resolves to something else a moment later (rebinding) changes nothing. Each
redirect begins again. No cookies, no credentials, no proxy of the environment.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from knowledge.errors import AddressRefused

USER_AGENT = "chatqual/0.1 (knowledge base; +https://github.com/chatqual)"
MAX_REDIRECTS = 3
CONNECT_S = 10.0
TOTAL_S = 60.0
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PART = 64 * 1024
# The encodings that pages are still written in; Python knows others that are none of text.
_CHARSET = re.compile(
    r"charset=[\"']?(iso-8859-\d{1,2}|windows-125\d|koi8-[ru]|shift_jis|euc-jp|euc-kr|gb2312|gbk|"
    r"gb18030|big5)\b"
)

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
# (host, port) → the addresses that it resolves to, as text.
Resolve = Callable[[str, int], list[str]]

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# What Python's own judgement leaves out, and every way but NAT64 to write an IPv4 address as IPv6:
# shared and benchmark networks, protocol assignments, site-local; compatible, mapped, local NAT64,
# Teredo, 6to4.
_REFUSED_V4 = ("100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15")
_REFUSED_V6 = (
    "::/96",
    "::ffff:0:0/96",
    "64:ff9b:1::/48",
    "2001::/32",
    "2002::/16",
    "fec0::/10",
)
_REFUSED = [ipaddress.ip_network(text) for text in (*_REFUSED_V4, *_REFUSED_V6)]


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave. `url`: after redirects; `data` is b"" when nothing has changed."""

    url: str
    mime: str
    data: bytes
    etag: str = ""
    last_modified: str = ""
    is_unchanged: bool = False


@dataclass(frozen=True, slots=True)
class FetchRules:
    """`allow_private`: also loopback and private networks, and any port (intranets, tests)."""

    max_bytes: int = 20 * 1024 * 1024
    allow_private: bool = False
    total_s: float = TOTAL_S
    resolve: Resolve = field(default=lambda host, port: resolve_host(host, port))


def fetch_page(
    url: str,
    rules: FetchRules,
    known: Mapping[str, str] | None = None,
    on_redirect: Callable[[str], None] | None = None,
) -> Page:
    """Get a page. `known`: If-None-Match and If-Modified-Since of the last time.

    `on_redirect` is called with each further address, checked, and may refuse it. Raises
    AddressRefused with a reason that an admin can read.
    """
    deadline = time.monotonic() + rules.total_s
    for hop in range(MAX_REDIRECTS + 1):
        target = checked_url(url, rules)
        if hop and on_redirect:
            on_redirect(urlunsplit(target))
        connection = open_checked(target, rules, deadline)
        try:
            with (
                ended_at(connection, deadline),
                _request(connection, target, known or {}) as reply,
            ):
                if time.monotonic() > deadline:
                    raise AddressRefused("too_slow", "The page took too long to arrive.")
                if reply.status in _REDIRECTS and reply.getheader("Location"):
                    url = _joined(url, str(reply.getheader("Location")))
                    continue
                return _page(reply, urlunsplit(target), rules, deadline)
        except (OSError, http.client.HTTPException, zlib.error) as fault:
            if time.monotonic() >= deadline:
                raise AddressRefused("too_slow", "The page took too long to arrive.") from fault
            raise AddressRefused(
                "fetch_failed", f"{target.hostname} did not answer: {fault}"
            ) from fault
        finally:
            connection.close()
    raise AddressRefused("refused", f"More than {MAX_REDIRECTS} redirects; refused.")


@contextmanager
def ended_at(connection: http.client.HTTPConnection, deadline: float) -> Iterator[None]:
    """Cut the line at the deadline: each single byte of a header may come just in time."""
    held = connection.sock

    def cut() -> None:
        with suppress(OSError):
            # Below TLS: its own shutdown would take the session away from under the reader.
            socket.socket.shutdown(held, socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, deadline - time.monotonic()), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as fault:
        raise AddressRefused("refused", f"{location[:100]!r} is no address.") from fault


def checked_url(url: str, rules: FetchRules) -> SplitResult:
    """The address in a form that can be sent, or AddressRefused."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as fault:
        raise AddressRefused("refused", f"{url!r} is no address.") from fault
    if parts.scheme not in _PORTS or not host:
        raise AddressRefused("refused", "Only http:// and https:// addresses are read.")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("refused", "An address with a name or password in it is refused.")
    if port not in (None, *_PORTS.values()) and not rules.allow_private:
        raise AddressRefused("refused", f"Port {port} is refused; only 80 and 443 are read.")
    try:
        host = host.encode("idna").decode("ascii") if not _is_literal(host) else host
    except UnicodeError as fault:
        raise AddressRefused("refused", f"{host!r} is no host name.") from fault
    place = f"[{host}]" if ":" in host else host
    place += f":{port}" if port else ""
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return SplitResult(
        parts.scheme, place, path, quote(parts.query, safe="=&%/?:@!$'()*+,;~-._"), ""
    )


def _is_literal(host: str) -> bool:
    return ":" in host


def resolve_host(host: str, port: int) -> list[str]:
    """Every address of a host, also of one that is written as a number."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _is_in_another(address: ipaddress.IPv6Address) -> bool:
    """Whether an IPv4 address is hidden in it, which another machine would go on to."""
    is_own = address.is_loopback or address.is_unspecified
    return not is_own and any(
        address in net for net in (*_REFUSED, _NAT64) if isinstance(net, ipaddress.IPv6Network)
    )


def is_public(text: str) -> bool:
    """True for an address of the open internet. An address with a zone ("%eth0") is none."""
    try:
        address: IpAddress = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id:
            return False
        if address in _NAT64:
            # Networks without IPv4 reach the rest of the internet by it.
            address = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if any(address.version == net.version and address in net for net in _REFUSED):
        return False
    return not (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_unspecified
        or address.is_reserved
    )


def open_checked(
    target: SplitResult, rules: FetchRules, deadline: float
) -> http.client.HTTPConnection:
    """A connection to an address of the host that was checked. Raises AddressRefused."""
    host, port = str(target.hostname), target.port or _PORTS[target.scheme]
    try:
        addresses = rules.resolve(host, port)
    except (OSError, UnicodeError) as fault:
        raise AddressRefused("fetch_failed", f"The host {host} is not known.") from fault
    for address in addresses:
        # One bad address among good ones is refused too: it would be the next one to be tried.
        if not (is_public(address) or (rules.allow_private and _is_private(address))):
            raise AddressRefused(
                "refused",
                f"{host} lies in a private network; refused"
                " (the operator can allow it: CHATQUAL_ALLOW_PRIVATE_ADDRESSES).",
            )
    if not addresses:
        raise AddressRefused("fetch_failed", f"The host {host} is not known.")
    timeout = max(0.1, min(CONNECT_S, deadline - time.monotonic()))
    connection = http.client.HTTPConnection(host, port, timeout=timeout)
    try:
        # Made by us, so that http.client does not resolve the name a second time.
        plain: Any = socket.create_connection((addresses[0], port), timeout)
        if target.scheme == "https":
            plain = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except OSError as fault:
        raise AddressRefused("fetch_failed", f"{host} cannot be reached: {fault}") from fault
    connection.sock = plain
    return connection


def _is_private(text: str) -> bool:
    """Loopback and private networks, but not where clouds keep their keys (link-local)."""
    try:
        address: IpAddress = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if isinstance(address, ipaddress.IPv6Address) and _is_in_another(address):
        return False
    return address.is_private and not (address.is_link_local or address.is_unspecified)


def _request(
    connection: http.client.HTTPConnection, target: SplitResult, known: Mapping[str, str]
) -> http.client.HTTPResponse:
    path = target.path + (f"?{target.query}" if target.query else "")
    headers = {
        "Host": target.netloc,
        "User-Agent": USER_AGENT,
        "Accept": "text/html,application/xhtml+xml,text/*;q=0.9,application/pdf,*/*;q=0.5",
        "Accept-Encoding": "identity",
        "Connection": "close",
        **{name: value for name, value in known.items() if value},
    }
    connection.request("GET", path, headers=headers)
    return connection.getresponse()


def _page(reply: http.client.HTTPResponse, url: str, rules: FetchRules, deadline: float) -> Page:
    etag, changed = reply.getheader("ETag", ""), reply.getheader("Last-Modified", "")
    if reply.status == http.client.NOT_MODIFIED:
        return Page(url, "", b"", etag, changed, is_unchanged=True)
    if reply.status in (http.client.NOT_FOUND, http.client.GONE):
        told = f"There is no page at {url} ({reply.status})."
        raise AddressRefused("not_found", told, reply.status)
    if reply.status != http.client.OK:
        told = f"{url} answers {reply.status} {reply.reason}."
        raise AddressRefused("fetch_failed", told, reply.status)
    kind = reply.getheader("Content-Type", "").lower()
    data = _in_unicode(_body(reply, rules.max_bytes, deadline), kind)
    return Page(url, kind.split(";")[0].strip(), data, etag[:200], changed[:64])


def _in_unicode(data: bytes, kind: str) -> bytes:
    """Text in UTF-8 where only the header says in what else it is written."""
    named = _CHARSET.search(kind)
    if named is None or not kind.startswith(("text/", "application/xhtml")):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(named[1], errors="replace").encode()
    return data


def _body(reply: http.client.HTTPResponse, limit: int, deadline: float) -> bytes:
    """The body within its bounds of size and time, also when its length is not said."""
    said = reply.getheader("Content-Length", "")
    if said.isascii() and said.isdigit() and int(said) > limit:
        raise _too_large(limit)
    parts: list[bytes] = []
    size = 0
    while part := reply.read1(_PART):
        size += len(part)
        if size > limit:
            raise _too_large(limit)
        if time.monotonic() > deadline:
            raise AddressRefused("too_slow", "The page took too long to arrive.")
        parts.append(part)
    if time.monotonic() > deadline:
        raise AddressRefused("too_slow", "The page took too long to arrive.")
    if reply.length:
        raise AddressRefused("fetch_failed", "The page broke off before its end.")
    return _unpacked(b"".join(parts), reply.getheader("Content-Encoding", ""), limit)


def _unpacked(data: bytes, encoding: str, limit: int) -> bytes:
    """Some servers pack although we ask them not to."""
    if encoding.lower() not in ("gzip", "deflate"):
        return data
    unpacker = zlib.decompressobj(wbits=47 if encoding.lower() == "gzip" else 15)
    content = unpacker.decompress(data, limit)
    if unpacker.unconsumed_tail:
        raise _too_large(limit)
    return content


def _too_large(limit: int) -> AddressRefused:
    return AddressRefused("too_large", f"The page is larger than {limit // 1_048_576} MB.")
