"""Golden questions, and a page to try questions: what would a visitor get, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from chatqual.sites.models import Site
from knowledge.admin.scope import SiteScopedAdmin, action, display, name_of, sites_of
from knowledge.gaps import gap_to_write
from knowledge.golden import GoldenResult, add_golden, keep_run, run_golden
from knowledge.models import GoldenQuestion
from knowledge.service import knowledge_for
from knowledge.trying import Tried, try_question

MOST_AT_ONCE = 50


class TryForm(forms.Form):
    """Questions as visitors would ask them, one a line."""

    site = forms.ModelChoiceField(
        Site.objects.none(), label=_("Site"), empty_label=None, widget=UnfoldAdminSelectWidget()
    )
    questions = forms.CharField(
        label=_("Questions"),
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 5, "autofocus": True}),
        help_text=_(
            "One a line, up to %(most)s. A line that begins with > follows the one above it, "
            "as in a chat."
        )
        % {"most": MOST_AT_ONCE},
    )

    def __init__(self, *args: Any, sites: QuerySet[Site], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Site]", self.fields["site"])
        field.queryset, field.initial = sites, sites.first()

    def clean_questions(self) -> list[tuple[str, tuple[str, ...]]]:
        """Each question with those before it in its chat."""
        lines = [line.strip() for line in str(self.cleaned_data["questions"]).splitlines()]
        lines = [line for line in lines if line.lstrip("> ")]
        if len(lines) > MOST_AT_ONCE:
            raise forms.ValidationError(
                _("%(given)s questions; please try at most %(most)s at once.")
                % {"given": len(lines), "most": MOST_AT_ONCE}
            )
        found: list[tuple[str, tuple[str, ...]]] = []
        for line in lines:
            before = (*found[-1][1], found[-1][0]) if line.startswith(">") and found else ()
            found.append((line.lstrip("> "), before))
        return found


@admin.register(GoldenQuestion)
class GoldenQuestionAdmin(SiteScopedAdmin):
    """Asked again at a click, before a publication, and by `manage.py evaluate golden`."""

    list_display = ("question", "shown_result", "expected", "found_titles", "found_at", "site")
    list_filter = ("is_right", "expects", "site")
    search_fields = ("question",)
    list_select_related = ("document", "site")
    autocomplete_fields = ("document",)
    fields = ("site", "question", "expects", "document")
    actions = ("run_all",)
    list_before_template = "admin/knowledge/golden_before.html"

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.created_by = obj.created_by or name_of(request)
        super().save_model(request, obj, form, change)

    @action(description=_("Ask them again"))
    def run_all(self, request: HttpRequest, queryset: QuerySet[GoldenQuestion]) -> HttpResponse:
        """All of the sites chosen."""
        return self._run(request, sites_of(request).filter(golden_questions__in=queryset))

    def run_view(self, request: HttpRequest) -> HttpResponse:
        """All of all sites, at a click."""
        if request.method != "POST" or not self.has_change_permission(request):
            raise PermissionDenied
        return self._run(request, sites_of(request).exclude(golden_questions=None))

    def _run(self, request: HttpRequest, sites: QuerySet[Site]) -> HttpResponse:
        """As they come out now beside the last run; what came out is kept for the next."""
        rows = []
        for site in sites.distinct():
            results = run_golden(site)
            before = [(one.golden.found_state, list(one.golden.found)) for one in results]
            differs = [one.differs for one in results]
            keep_run(results, by=name_of(request))
            rows.append((site, GoldenRun(list(zip(results, before, differs, strict=True)))))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Golden questions asked again"),
            "rows": rows,
        }
        return TemplateResponse(request, "admin/knowledge/golden_run.html", context)

    @display(
        description=_("Last run"),
        label={"right": "success", "wrong": "danger", "not asked yet": "info"},
    )
    def shown_result(self, golden: GoldenQuestion) -> str:
        if golden.is_right is None:
            return "not asked yet"
        return "right" if golden.is_right else "wrong"

    @display(description=_("Expected"))
    def expected(self, golden: GoldenQuestion) -> str:
        if golden.expects == GoldenQuestion.Expects.NONE:
            return str(_("no answer"))
        return golden.document.title if golden.document else str(_("document is gone"))

    @display(description=_("Found"))
    def found_titles(self, golden: GoldenQuestion) -> str:
        return ", ".join(golden.found) or golden.found_state.replace("_", " ") or "–"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("try/", view(self.try_view), name="knowledge_try"),
            path("run/", view(self.run_view), name="knowledge_run_golden"),
            path("write/", view(self.write_view), name="knowledge_write"),
            *super().get_urls(),
        ]

    def try_view(self, request: HttpRequest) -> HttpResponse:
        """Questions in, outcomes with their reasons out. Nothing is stored but what is kept."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        given = request.POST or (request.GET if "questions" in request.GET else None)
        form = TryForm(given, sites=sites_of(request))
        tried: list[Tried] = []
        if given is not None and form.is_valid():
            site = form.cleaned_data["site"]
            self._keep_golden(request, site)
            tried = _tried(site, form.cleaned_data["questions"])
        context = {
            **self.admin_site.each_context(request),
            "title": _("Try questions"),
            "form": form,
            "tried": tried,
            "answered": sum(one.state == "answered" for one in tried),
            "missing": sum(one.is_missing for one in tried),
            "may_keep": self.has_add_permission(request),
            "may_write": request.user.has_perm("knowledge.change_gap"),
            "may_pin": request.user.has_perm("knowledge.add_pin"),
        }
        return TemplateResponse(request, "admin/knowledge/try.html", context)

    def _keep_golden(self, request: HttpRequest, site: Site) -> None:
        """Make one of the questions a golden one, if that was the button."""
        question = request.POST.get("keep", "").strip()
        if not question:
            return
        if not self.has_add_permission(request):
            raise PermissionDenied
        wanted = request.POST.get("document") or None
        document = site.documents.filter(pk=wanted).first() if wanted else None
        _golden, is_new = add_golden(site, question, document=document, by=name_of(request))
        said = _("Kept as a golden question.") if is_new else _("The golden question was changed.")
        messages.success(request, said)

    def write_view(self, request: HttpRequest) -> HttpResponse:
        """To the form in which a question is answered, asked by a visitor or not."""
        if request.method != "POST" or not request.user.has_perm("knowledge.change_gap"):
            raise PermissionDenied
        site = sites_of(request).filter(pk=request.POST.get("site", "0")).first()
        if site is None:
            raise PermissionDenied
        try:
            gap = gap_to_write(site, request.POST.get("question", ""), site.locale[:2])
        except ValueError as error:
            raise PermissionDenied from error
        return HttpResponseRedirect(reverse("admin:knowledge_gap_change", args=[gap.pk]))


@dataclass(frozen=True, slots=True)
class GoldenRun:
    """(result, state and titles of the run before, whether they differ) of each, worst first."""

    results: list[tuple[GoldenResult, tuple[str, list[str]], bool]]

    @property
    def right(self) -> int:
        return sum(one.is_right for one, _before, _differs in self.results)

    @property
    def changed(self) -> int:
        return sum(differs for _one, _before, differs in self.results)

    @property
    def worst_first(self) -> list[tuple[GoldenResult, tuple[str, list[str]], bool]]:
        return sorted(self.results, key=lambda row: (row[0].is_right, not row[2]))


def _tried(site: Site, asked: list[tuple[str, tuple[str, ...]]]) -> list[Tried]:
    base = knowledge_for(site)
    return [try_question(base, text, site.locale[:2], history) for text, history in asked]
