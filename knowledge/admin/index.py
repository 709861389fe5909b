"""The generations of the index: checked, built again and gone back to with a click."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from chatqual.sites.models import Site
from knowledge.admin.scope import ReadOnly, SiteScopedAdmin, back_to, display, name_of, sites_of
from knowledge.controls import post_button
from knowledge.generations import earlier_generation
from knowledge.index_desk import Outcome, build_again, check_now, go_back
from knowledge.models import IndexGeneration

_COLOURS = {"live": "success", "building": "info", "retired": "warning", "failed": "danger"}
_ACTS: dict[str, Callable[[Site, str], Outcome]] = {
    "check": lambda site, by: check_now(site),
    "build": lambda site, by: build_again(site, by=by),
    "back": lambda site, by: go_back(site, by=by),
}


@admin.register(IndexGeneration)
class IndexGenerationAdmin(ReadOnly, SiteScopedAdmin):
    """The live one of each site, the one before, and what could not be built."""

    list_display = (
        "shown_number",
        "site",
        "shown_state",
        "chunks",
        "model",
        "live_at",
        "message",
        "health",
        "to_do",
    )
    list_display_links = None
    list_filter = ("state", "site")
    list_select_related = ("site__corpus",)
    ordering = ("site", "-number")
    list_before_template = "admin/knowledge/work.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.act_view)
        act = path("site/<int:site>/<slug:act>/", view, name="knowledge_index_act")
        return [act, *super().get_urls()]

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        may_act = request.user.has_perm("knowledge.change_indexgeneration")
        return self.list_display if may_act else self.list_display[:-1]

    def act_view(self, request: HttpRequest, site: int, act: str) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not request.user.has_perm("knowledge.change_indexgeneration") or act not in _ACTS:
            raise PermissionDenied
        chosen = get_object_or_404(sites_of(request), pk=site)
        outcome = _ACTS[act](chosen, name_of(request))
        tell = messages.success if outcome.is_well else messages.error
        tell(request, f"{chosen.name}: {outcome.text}")
        return HttpResponseRedirect(
            back_to(request, reverse("admin:knowledge_indexgeneration_changelist"))
        )

    @display(description=_("Generation"), ordering="number")
    def shown_number(self, generation: IndexGeneration) -> int:
        return generation.number

    @display(description=_("State"), label=_COLOURS, ordering="state")
    def shown_state(self, generation: IndexGeneration) -> tuple[str, str]:
        return generation.state, generation.get_state_display()

    @display(description=_("Last check"))
    def health(self, generation: IndexGeneration) -> SafeString | str:
        corpus = getattr(generation.site, "corpus", None)
        if generation.state != IndexGeneration.State.LIVE or corpus is None:
            return "–"
        if corpus.checked_at is None:
            return str(_("not yet"))
        when = corpus.checked_at.strftime("%Y-%m-%d %H:%M:%S")
        return format_html("{}<br>{}", corpus.problem or _("All is well"), when)

    @display(description=_("To do"))
    def to_do(self, generation: IndexGeneration) -> SafeString | str:
        if generation.state == IndexGeneration.State.LIVE:
            return _buttons(generation, ("check", _("Check now")), ("build", _("Build again")))
        if generation == earlier_generation(generation.site):
            return _buttons(generation, ("back", _("Go back to it")))
        return ""


def _buttons(generation: IndexGeneration, *acts: tuple[str, Any]) -> SafeString:
    made = (
        (post_button(label, reverse("admin:knowledge_index_act", args=[generation.site_id, act])),)
        for act, label in acts
    )
    return format_html('<div class="cq-buttons">{}</div>', format_html_join("", "{}", made))
