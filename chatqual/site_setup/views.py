"""The page: ask for leave, read the form, save, show how far the site is."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from chatqual.policy_desk.publishing import PolicyInvalid
from chatqual.realtime.pool import LOOK_UPS, run_in
from chatqual.site_setup.forms import IDEAL, SetUpForm, initial_of
from chatqual.site_setup.looking import Look, look_at
from chatqual.site_setup.progress import steps_of
from chatqual.site_setup.saving import save_set_up
from chatqual.sites.embedding import policy_lines, script_tag
from chatqual.sites.models import Site
from chatqual.sites.policies import live_policy_id, policy_of
from chatqual.sites.scope import sites_for

ADD, CHANGE = "sites.add_site", "sites.change_site"


def set_up(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new site, or one that is there; the same page for both."""
    user = cast("User", request.user)
    site = _find(user, pk) if pk is not None else None
    if site is None and not user.has_perm(ADD):
        raise PermissionDenied
    initial = initial_of(site, user) | (_ideal(site) if site else {})
    form = SetUpForm(request.POST or None, site=site, user=user, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = _save(form, site, user)
        if saved is not None:
            messages.success(request, "Saved. The next step is below." if pk is None else "Saved.")
            return HttpResponseRedirect(reverse("set-up-site", args=[saved.pk]))
    return TemplateResponse(request, "site_setup/page.html", _context(request, form, site))


def _find(user: User, pk: int) -> Site:
    """Raises PermissionDenied, or Http404 for a site where they do not work."""
    if not user.has_perm(CHANGE):
        raise PermissionDenied
    site = sites_for(user).filter(pk=pk).first()
    if site is None:
        raise Http404("There is no such site.")
    return site


def _ideal(site: Site) -> dict[str, Any]:
    stored = policy_of(live_policy_id(site)).ideal
    return {name: getattr(stored, name) for name in IDEAL}


def _save(form: SetUpForm, site: Site | None, user: User) -> Site | None:
    """None where the policy would be wrong; the form says why, and keeps what was typed."""
    changed = list(form.fields) if site is None else form.changed_data
    try:
        return save_set_up(site=site, wanted=form.cleaned_data, changed=changed, user=user)
    except PolicyInvalid as fault:
        for problem in fault.problems:
            form.add_error("team_min", problem)
        return None


def base_of(request: HttpRequest) -> str:
    """This server's own address, as pages elsewhere have to write it."""
    return settings.CHATQUAL_PUBLIC_URL or request.build_absolute_uri("/").rstrip("/")


def _context(request: HttpRequest, form: SetUpForm, site: Site | None) -> dict[str, Any]:
    title = f"Set up {site.name}" if site else "Set up a site"
    context = {**admin.site.each_context(request), "title": title, "form": form, "site": site}
    if site is not None:
        base = base_of(request)
        steps = steps_of(site)
        context.update(
            steps=steps,
            done=sum(step.is_done for step in steps),
            tag=script_tag(site, base),
            lines=policy_lines(base),
            look=reverse("set-up-look", args=[site.pk]),
        )
    return context


@require_POST
async def look(request: HttpRequest, pk: int) -> JsonResponse:
    """Fetches the site's page and looks for the widget; beside the thread of all plain pages."""
    found = await run_in(LOOK_UPS, _look, await request.auser(), pk, base_of(request))
    if isinstance(found, int):
        return JsonResponse({"words": "You may not do that.", "is_there": False}, status=found)
    return JsonResponse(found)


def _look(user: User | AnonymousUser, pk: int, base: str) -> dict[str, Any] | int:
    """What was found, with how far the site is by now; a status where it may not be looked at."""
    if not (isinstance(user, User) and user.is_active and user.is_staff):
        return 403
    try:
        site = _find(user, pk)
    except (PermissionDenied, Http404) as fault:
        return 404 if isinstance(fault, Http404) else 403
    seen: Look = look_at(site, base)
    steps = [{"key": s.key, "is_done": s.is_done, "words": s.words} for s in steps_of(site)]
    return {**seen.to_json(), "steps": steps}
