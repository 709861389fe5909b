"""The Content-Security-Policy of the admin, which is wider than that of all other pages.

The admin's theme evaluates expressions (Alpine) and writes its colours into a style element. All
scripts still come from this server only; and what visitors wrote never enters a template that
Alpine evaluates: the desk fills its elements by `textContent`.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def _own_socket(request: HttpRequest) -> str:
    """Older browsers do not count the own websocket among 'self'."""
    scheme = "wss" if request.is_secure() else "ws"
    return f"{scheme}://{request.get_host()}"


class AdminPolicyMiddleware:
    """Stands behind (below) CSPMiddleware, which writes the header from what is noted here."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path_info.startswith(reverse("admin:index")):
            widen(request, response)
        return response


def widen(request: HttpRequest, response: HttpResponseBase) -> None:
    more = {
        "script-src": ["'unsafe-eval'"],
        "style-src": ["'unsafe-inline'"],
        "connect-src": [_own_socket(request)],
    }
    response._csp_update = more  # type: ignore[attr-defined]
