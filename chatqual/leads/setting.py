"""Owner and outcome, set from within the list."""

from __future__ import annotations

import uuid
from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from chatqual.leads.changing import set_outcome, set_owner
from chatqual.leads.errors import BadChange, LeadGone, LeadStale
from chatqual.leads.models import Lead
from chatqual.sites.scope import sites_for

# What a key of the database can hold.
MAX_DIGITS = 19
_STATUS = {LeadGone: 404, BadChange: 400, LeadStale: 409}


def set_view(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """POST `field` owner or outcome, `value`, and as `was` what the page showed."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not request.user.has_perm("leads.change_lead"):
        return _refusal("You may not change leads.", 403)
    try:
        return JsonResponse({"version": _set(request, pk).version})
    except (LeadGone, BadChange, LeadStale) as fault:
        return _refusal(str(fault), _STATUS[type(fault)])


def _set(request: HttpRequest, pk: uuid.UUID) -> Lead:
    by = cast("User", request.user)
    leads = Lead.objects.filter(site__in=sites_for(by))
    field, value, was = (request.POST.get(name, "") for name in ("field", "value", "was"))
    if field == "outcome":
        return set_outcome(leads=leads, pk=pk, outcome=value, by=by, seen=was)
    if field == "owner":
        return set_owner(leads=leads, pk=pk, owner=_key(value), by=by, seen=_key(was))
    raise BadChange("Only owner and outcome can be set here.")


def _key(text: str) -> int | None:
    """Of a user; "" is nobody. Raises BadChange."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < MAX_DIGITS):
        raise BadChange("An owner is named by a number.")
    return int(text)


def _refusal(words: str, status: int) -> JsonResponse:
    return JsonResponse({"error": words}, status=status)
