"""The Person page: what is held, export, deletion with its progress, and the legal hold."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from chatqual.audit.trail import record_audit
from chatqual.conversations.known import who_of
from chatqual.conversations.models import Conversation, Visitor
from chatqual.privacy.erasing import begin_erasure, erasure_of
from chatqual.privacy.errors import NoPerson, OnHold
from chatqual.privacy.exporting import chunks_of, export_person, held_of
from chatqual.privacy.holds import lift_hold, place_hold
from chatqual.privacy.models import Erasure, LegalHold
from chatqual.privacy.people import addresses_of, find_by_address, keyed_hash, person_of
from chatqual.privacy.registry import Person, holding_of
from chatqual.realtime.streaming import streamed
from chatqual.sites.scope import sites_for

ERASE, EXPORT = "privacy.erase_person", "privacy.export_person"
# What has to be typed, so that nobody deletes by a slip.
WORD = "DELETE"
FOUND_SHOWN = 50
View = Callable[..., HttpResponseBase]


def _may(request: HttpRequest, *permissions: str) -> User:
    """Who asks, where they have any of these; else 403."""
    if not any(request.user.has_perm(name) for name in permissions):
        raise PermissionDenied
    return cast("User", request.user)


def _person(request: HttpRequest, visitor: uuid.UUID, also: Iterable[str] = ()) -> Person:
    """The visitor and those whom somebody has ticked, of sites that this user works for."""
    get_object_or_404(Visitor, pk=visitor, site__in=sites_for(request.user))
    try:
        return person_of([visitor, *(uuid.UUID(one) for one in also)])
    except (NoPerson, ValueError) as error:
        raise Http404(str(error)) from error


class PersonPages:
    """Views of the admin; `admin_view` of its site asks for a login before each."""

    def __init__(self, site: AdminSite) -> None:
        self.site = site

    def urls(self) -> list[URLPattern]:
        return [
            self._at("person/<uuid:visitor>/", self.person, "person"),
            self._at("person/<uuid:visitor>/export/", self.export, "export"),
            self._at("person/<uuid:visitor>/delete/", self.erase, "erase"),
            self._at("person/<uuid:visitor>/hold/", self.hold, "hold"),
            self._at("conversation/<uuid:conversation>/", self.person_in, "person_of"),
            self._at("find/", self.find, "find"),
            self._at("<int:pk>/receipt/", self.receipt, "receipt"),
            self._at("<int:pk>/progress/", self.progress, "progress"),
        ]

    def _at(self, route: str, view: View, name: str) -> URLPattern:
        return path(route, self.site.admin_view(view), name=f"privacy_{name}")

    def _page(
        self, request: HttpRequest, template: str, title: str, status: int = 200, **context: Any
    ) -> HttpResponse:
        told = {**self.site.each_context(request), "title": title, **context}
        return TemplateResponse(request, f"admin/privacy/{template}", told, status=status)

    # --- who --------------------------------------------------------------------------------------
    def find(self, request: HttpRequest) -> HttpResponse:
        """By address, with POST: an address stands in no log of a server."""
        _may(request, ERASE, EXPORT)
        address = request.POST.get("email", "").strip()
        found = find_by_address(sites_for(request.user), address)[:FOUND_SHOWN] if address else []
        rows = [(c, who_of(c), reverse("admin:privacy_person", args=[c.visitor_id])) for c in found]
        return self._page(request, "find.html", "Find a person", address=address, found=rows)

    def person_in(self, request: HttpRequest, conversation: uuid.UUID) -> HttpResponse:
        _may(request, ERASE, EXPORT)
        log = get_object_or_404(Conversation, pk=conversation, site__in=sites_for(request.user))
        return HttpResponseRedirect(reverse("admin:privacy_person", args=[log.visitor_id]))

    def person(self, request: HttpRequest, visitor: uuid.UUID) -> HttpResponse:
        user = _may(request, ERASE, EXPORT)
        under_way = erasure_of(visitor)
        if under_way is not None and under_way.site in sites_for(user):
            return HttpResponseRedirect(reverse("admin:privacy_receipt", args=[under_way.pk]))
        return self._show(request, _person(request, visitor, request.GET.getlist("also")), visitor)

    def _show(
        self, request: HttpRequest, person: Person, visitor: uuid.UUID, error: str = ""
    ) -> HttpResponse:
        user = cast("User", request.user)
        held = held_of(person)
        most = max((count for _, count in held), default=1)
        logs = Conversation.objects.filter(pk__in=person.conversations).select_related(
            "site", "visitor"
        )
        addresses = sorted(addresses_of(person))
        others = {
            log.visitor_id: log
            for address in addresses
            for log in find_by_address(sites_for(user).filter(pk=person.site), address)
            if log.visitor_id not in person.visitors
        }
        record_audit(
            actor=user.get_username(),
            action="person.viewed",
            target=f"site {person.site}",
            detail={"visitors": [keyed_hash(v) for v in person.visitors]},
        )
        return self._page(
            request,
            "person.html",
            "Person",
            status=400 if error else 200,
            visitor=visitor,
            also=[v for v in person.visitors if v != visitor],
            site_name=logs[0].site.name if logs else "",
            logs=[(log, who_of(log)) for log in logs],
            addresses=addresses,
            others=[(log, who_of(log)) for log in others.values()],
            held=[(h.what, count, max(2, round(100 * count / most))) for h, count in held],
            total=sum(count for _, count in held),
            on_hold=LegalHold.objects.filter(conversation__in=person.conversations),
            may_export=user.has_perm(EXPORT),
            may_erase=user.has_perm(ERASE),
            word=WORD,
            error=error,
        )

    # --- what is done -----------------------------------------------------------------------------
    def export(self, request: HttpRequest, visitor: uuid.UUID) -> HttpResponseBase:
        user = _may(request, EXPORT)
        _post_only(request)
        person = _person(request, visitor, request.POST.getlist("also"))
        name = f"person-{timezone.now():%Y-%m-%d}-{visitor.hex[:8]}.zip"
        parts = chunks_of(export_person(person, by=user.get_username()))
        return streamed(request, parts, content_type="application/zip", filename=name)

    def erase(self, request: HttpRequest, visitor: uuid.UUID) -> HttpResponseBase:
        user = _may(request, ERASE)
        _post_only(request)
        person = _person(request, visitor, request.POST.getlist("also"))
        if request.POST.get("word", "").strip() != WORD:
            return self._show(request, person, visitor, f"Type {WORD} in capitals.")
        if not user.check_password(request.POST.get("password", "")):
            return self._show(request, person, visitor, "That is not your password.")
        try:
            erasure = begin_erasure(person, by=user.get_username())
        except OnHold as error:
            return self._show(request, person, visitor, str(error))
        return HttpResponseRedirect(reverse("admin:privacy_receipt", args=[erasure.pk]))

    def hold(self, request: HttpRequest, visitor: uuid.UUID) -> HttpResponse:
        user = _may(request, ERASE)
        _post_only(request)
        person = _person(request, visitor)
        by = user.get_username()
        for conversation in person.conversations:
            if "lift" in request.POST:
                lift_hold(conversation=conversation, by=by)
                continue
            try:
                place_hold(conversation=conversation, reason=request.POST.get("reason", ""), by=by)
            except (NoPerson, ValueError) as error:
                messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:privacy_person", args=[visitor]))

    # --- how it goes ------------------------------------------------------------------------------
    def receipt(self, request: HttpRequest, pk: int) -> HttpResponse:
        erasure = _erasure(request, pk)
        rows = [(_what(name), count) for name, count in sorted(erasure.counts.items())]
        title = "Deleted" if erasure.state == Erasure.State.DONE else "Being deleted"
        return self._page(request, "receipt.html", title, erasure=erasure, rows=rows)

    def progress(self, request: HttpRequest, pk: int) -> JsonResponse:
        erasure = _erasure(request, pk)
        return JsonResponse(
            {
                "state": erasure.get_state_display(),
                "is_done": erasure.state == Erasure.State.DONE,
                "done": erasure.done,
                "of": erasure.of,
                "rows": erasure.total,
                "now_at": erasure.now_at,
                "error": erasure.error,
            }
        )


def _post_only(request: HttpRequest) -> None:
    if request.method != "POST":
        raise PermissionDenied


def _erasure(request: HttpRequest, pk: int) -> Erasure:
    _may(request, "privacy.view_erasure")
    return get_object_or_404(Erasure, pk=pk, site__in=sites_for(request.user))


def _what(name: str) -> str:
    holding = holding_of(name)
    return holding.what if holding else name.capitalize()
