"""Who is at the other end of a socket: address, Origin, the server's own origin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from chatqual.sites.origins import normal_origin


def header(scope: Mapping[str, Any], name: bytes) -> str:
    """The header's text, "" where it is missing. Bytes outside Latin-1 cannot occur."""
    for key, value in scope.get("headers", ()):
        if key == name:
            return str(value.decode("latin-1"))
    return ""


def client_address(scope: Mapping[str, Any]) -> str:
    """The peer's address, or the one that the configured number of trusted proxies vouch for."""
    hops = settings.CHATQUAL_TRUSTED_PROXIES
    peer = (scope.get("client") or ("", 0))[0] or ""
    if hops <= 0:
        return str(peer)
    forwarded = [p.strip() for p in header(scope, b"x-forwarded-for").split(",") if p.strip()]
    return forwarded[-hops] if len(forwarded) >= hops else str(peer)


def origin_of(scope: Mapping[str, Any]) -> str | None:
    """The page's origin in normal form; None where it is absent, "null" or no origin."""
    return normal_origin(header(scope, b"origin"))


def own_origins(scope: Mapping[str, Any]) -> set[str]:
    """This server's origins as the client sees them.

    Behind a proxy that ends TLS the scheme of the socket is ws, and the page's is https; both are
    the own origin as long as the host is one that Django allows.
    """
    host = header(scope, b"host")
    if not validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS):
        host = ""  # a name that is not ours: DNS rebinding would make it the "own" origin
    found = {normal_origin(f"{scheme}://{host}") for scheme in ("http", "https")}
    if settings.CHATQUAL_PUBLIC_URL:
        found.add(normal_origin(settings.CHATQUAL_PUBLIC_URL))
    return {origin for origin in found if origin}
