"""Copying, publishing, going back, comparing and the dry run: pages with a confirmation."""

from __future__ import annotations

import json
import uuid
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST
from unfold.widgets import INPUT_CLASSES

from chatqual.engine.policy import Policy
from chatqual.policy_desk import pages
from chatqual.policy_desk.access import find_version, signed_in
from chatqual.policy_desk.differences import differences
from chatqual.policy_desk.dry_run import PART_LIMIT, RUN_LIMIT, choose_conversations, run_part
from chatqual.policy_desk.publishing import (
    UNREADABLE,
    PolicyInvalid,
    Status,
    copy_policy,
    go_back_to,
    publish_policy,
    up_to_date,
)
from chatqual.sites.models import PolicyVersion, Site

LAST = 50


def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """A new draft from this version."""
    version = find_version(request, pk, to_change=True)
    if request.method != "POST":
        return HttpResponseRedirect(pages.address_of("change", version))
    made = copy_policy(version=version, user=signed_in(request))
    messages.success(request, f"Version {made.number} is your draft. Nobody sees it yet.")
    return HttpResponseRedirect(pages.address_of("change", made))


def _live(site: Site) -> PolicyVersion | None:
    return PolicyVersion.objects.filter(site=site, status=Status.LIVE).first()


def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows what would change for visitors; publishes when that is confirmed."""
    version = find_version(request, pk, to_change=True)
    if request.method == "POST":
        return _make_live(request, version, publish_policy)
    return _confirm(request, version, "publish")


def back(request: HttpRequest, pk: int) -> HttpResponse:
    """Goes back to a version that was live before."""
    version = find_version(request, pk, to_change=True)
    if request.method == "POST":
        return _make_live(request, version, go_back_to)
    return _confirm(request, version, "back")


def _confirm(request: HttpRequest, version: PolicyVersion, deed: str) -> HttpResponse:
    live = _live(version.site)
    title = f"Policy of {version.site}, version {version.number}"
    context = pages.page_context(request, version, title, step="publish")
    context.update(
        deed=deed,
        live=live,
        changes=differences(up_to_date(live.data), version.data) if live else [],
        faults=[pages.fault_of(version, problem) for problem in context["problems"]],
    )
    return TemplateResponse(request, "policy_desk/confirm.html", context)


def _make_live(request: HttpRequest, version: PolicyVersion, deed: Any) -> HttpResponse:
    try:
        deed(version=version, user=signed_in(request))
    except PolicyInvalid as error:
        for problem in error.problems:
            messages.error(request, problem)
    else:
        messages.success(
            request,
            f"Version {version.number} is live. Chats that run already stay on their version.",
        )
    return HttpResponseRedirect(pages.address_of("change", version))


def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What differs between two versions of a site, in words."""
    version = find_version(request, pk)
    other = _other(request, version)
    title = f"Policy of {version.site}: version {other.number} and version {version.number}"
    context = pages.page_context(request, version, title)
    context.update(
        other=other,
        changes=differences(up_to_date(other.data), version.data),
        before=f"Version {other.number}",
        after=f"Version {version.number}",
    )
    return TemplateResponse(request, "policy_desk/compare.html", context)


def _other(request: HttpRequest, version: PolicyVersion) -> PolicyVersion:
    """The version to compare with: the one asked for, else the live one, else the one before."""
    of_site = PolicyVersion.objects.filter(site=version.site_id)
    wanted = request.GET.get("with", "")
    if wanted:
        found = of_site.filter(pk=wanted).first() if wanted.isdecimal() else None
        if found is None:
            raise Http404("There is no such version.")
        return found
    live = of_site.filter(status=Status.LIVE).exclude(pk=version.pk).first()
    older = of_site.filter(number__lt=version.number).order_by("-number").first()
    return live or older or version


class DryRunForm(forms.Form):
    """Which conversations: the last so many, or all since a day."""

    last = forms.IntegerField(
        label="The last conversations",
        help_text=f"1 to {RUN_LIMIT}, the newest first.",
        min_value=1,
        max_value=RUN_LIMIT,
        initial=LAST,
        required=False,
        widget=forms.NumberInput({"class": " ".join(INPUT_CLASSES)}),
    )
    since = forms.DateField(
        label="Or all since",
        help_text="A day, in the site's time zone. It goes before the number.",
        required=False,
        widget=forms.DateInput({"class": " ".join(INPUT_CLASSES), "type": "date"}),
    )


def dry_run(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of the dry run; its script asks for the parts one after the other."""
    version = find_version(request, pk, to_change=True)
    title = f"Policy of {version.site}, version {version.number}: dry run"
    context = pages.page_context(request, version, title, step="dry-run")
    form = DryRunForm(request.GET or None)
    ids: list[str] | None = None
    if form.is_bound and form.is_valid():
        ids = _chosen(version.site, form.cleaned_data)
    context.update(
        form=form,
        ids=ids,
        is_readable=_read(version) is not None,
        part_address=pages.address_of("dry_run_part", version),
        part_size=PART_LIMIT // 2,
    )
    return TemplateResponse(request, "policy_desk/dry_run.html", context)


def _chosen(site: Site, wanted: dict[str, Any]) -> list[str]:
    day = wanted.get("since")
    if day is None:
        return choose_conversations(site, last=wanted.get("last") or LAST)
    since = datetime.combine(day, time.min, tzinfo=ZoneInfo(site.time_zone))
    return choose_conversations(site, since=since)


def _read(version: PolicyVersion) -> Policy | None:
    try:
        return Policy.from_json(version.data)
    except UNREADABLE:
        return None


@require_POST
def dry_run_part(request: HttpRequest, pk: int) -> HttpResponse:
    """A few conversations decided again, as JSON."""
    version = find_version(request, pk, to_change=True)
    policy = _read(version)
    try:
        ids = json.loads(request.body)["conversations"]
        wanted = [str(uuid.UUID(str(id))) for id in ids]
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"error": "A list of conversations is wanted."}, status=400)
    if policy is None:
        return JsonResponse({"error": "The draft cannot be read; see its check."}, status=409)
    return JsonResponse(run_part(version.site, policy, wanted).to_json())
