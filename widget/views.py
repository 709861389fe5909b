"""The pages of the widget: the loader script, the chat inside the iframe, the demo page."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_safe

from chatqual.sites.models import Site
from widget.assets import Asset, current_assets, current_loader
from widget.boot import boot_of
from widget.pages import DEMO_POLICY, READING_POLICY, guard_chat_page
from widget.source import find_source, language_of, read_parts
from widget.texts import RIGHT_TO_LEFT, choose_language, texts_of

KEY = re.compile(r"^[A-Za-z0-9_-]{1,64}\Z")
LOCALE = re.compile(r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}\Z")


def _send(request: HttpRequest, asset: Asset) -> HttpResponse:
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    body = asset.compressed if takes_gzip else asset.body
    response = HttpResponse(body, content_type=asset.kind)
    if takes_gzip:
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    return response


@require_safe
@condition(etag_func=lambda request: f'W/"{current_loader().digest}"')
def loader(request: HttpRequest) -> HttpResponse:
    """The one script that a page embeds. The same bytes for every site: any cache may keep it."""
    response = _send(request, current_loader())
    response["Cache-Control"] = "public, max-age=300, stale-while-revalidate=86400"
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _wished_locale(request: HttpRequest, site: Site) -> str:
    asked = request.GET.get("locale", "")
    return asked if LOCALE.match(asked) else site.locale


@require_safe
@gzip_page
def chat_page(request: HttpRequest) -> HttpResponseBase:
    """The chat of `?site=KEY` in the language `?locale=`. No token is ever in an address."""
    key = request.GET.get("site", "")
    # Asked before the database is: PostgreSQL does not take every text.
    site = Site.objects.filter(public_key=key).first() if KEY.match(key) else None
    if site is None:
        return render(request, "widget/unknown.html", status=404)
    locale = _wished_locale(request, site)
    language = choose_language(locale, site.locale)
    # A language that is read from the right keeps its direction even where its words are missing.
    direction = "rtl" if locale.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
    boot = boot_of(site, texts_of(language))
    context = {
        "boot": boot,
        "language": language,
        "direction": direction,
        "t": boot["texts"],
        "assets": current_assets(),
    }
    return guard_chat_page(render(request, "widget/chat.html", context), site)


@require_safe
def asset(request: HttpRequest, version: str, name: str) -> HttpResponseBase:
    """A script or style of the chat. Its address changes with its content, so it may be kept."""
    assets = current_assets()
    found = assets.files.get(name)
    if found is None:
        raise Http404(name)
    response = _send(request, found)
    # A page of the version before may still ask; what it gets is not what the address says.
    is_current = version == assets.version
    response["Cache-Control"] = "public, max-age=31536000, immutable" if is_current else "no-cache"
    return response


@require_safe
@gzip_page
def demo(request: HttpRequest) -> HttpResponseBase:
    """A page of the demo company with the one script tag; `?test=1` makes the chats test chats."""
    site = Site.objects.filter(is_demo=True).order_by("pk").first()
    if site is None:
        return render(request, "widget/unknown.html", status=404)
    context = {"site": site, "is_test": request.GET.get("test") == "1"}
    response = render(request, "widget/demo.html", context)
    response["Content-Security-Policy"] = DEMO_POLICY
    return response


@require_safe
@gzip_page
def source(request: HttpRequest, key: str, document: int) -> HttpResponseBase:
    """A document that answers cite and that has no address of its own."""
    found = find_source(key, document) if KEY.match(key) else None
    if found is None or found.current is None:
        return render(request, "widget/unknown.html", {"what": "document"}, status=404)
    parts = read_parts(found.current.text)
    context = {"document": found, "parts": parts, "language": language_of(found)}
    response = render(request, "widget/source.html", context)
    response["Content-Security-Policy"] = READING_POLICY
    return response
