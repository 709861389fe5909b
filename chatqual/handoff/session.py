"""The browser's cookies on a socket, and whether the page's CSRF token is theirs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, parse_cookie
from django.middleware.csrf import CsrfViewMiddleware

from chatqual.realtime.clients import header


def cookies_of(scope: Mapping[str, Any]) -> dict[str, str]:
    return parse_cookie(header(scope, b"cookie"))


def _no_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def csrf_holds(token: str, cookies: Mapping[str, str]) -> bool:
    """True where the page's token belongs to the cookie, as Django would judge it for a form."""
    request = HttpRequest()
    request.method = "POST"
    request.COOKIES.update(cookies)
    request.META[settings.CSRF_HEADER_NAME] = token
    check = CsrfViewMiddleware(_no_view)
    check.process_request(request)
    return check.process_view(request, _no_view, (), {}) is None
