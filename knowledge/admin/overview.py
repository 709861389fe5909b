"""The overview: what came of visitors' questions as a picture, and what to mend first."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from chatqual.sites.models import Site
from knowledge.admin.scope import ReadOnly, SiteScopedAdmin, display, sites_of
from knowledge.controls import link_button
from knowledge.models import AskedQuestion, Corpus, Gap, IndexGeneration, IngestFailure
from knowledge.overview import figures_of, stale_documents, trends_of, worst_rated

SPANS = (7, 30)
LISTED = 5
_OUTCOME_COLOURS = {"answered": "success", "not_in_docs": "warning", "clarify": "info"}


@admin.register(AskedQuestion)
class AskedQuestionAdmin(ReadOnly, SiteScopedAdmin):
    """What visitors asked, what came of it and how they liked the line."""

    list_display = ("question", "shown_outcome", "thumb", "line", "documents", "asked_at")
    list_filter = ("outcome", "feedback", "site")
    search_fields = ("question", "answer")
    ordering = ("-asked_at",)
    list_per_page = 50
    fields = ("question", "answer", "outcome", "feedback", "documents", "asked_at", "try_it")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.prefetch_related("cited__document")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        reads = request.user.has_perm("conversations.view_conversation")
        return (*self.fields, "conversation_link") if reads else self.fields

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.overview_view)
        return [path("overview/", view, name="knowledge_overview"), *super().get_urls()]

    @display(description=_("Outcome"), label=_OUTCOME_COLOURS, ordering="outcome")
    def shown_outcome(self, asked: AskedQuestion) -> tuple[str, str]:
        return asked.outcome, asked.get_outcome_display()

    @display(description=_("Feedback"), label={"up": "success", "down": "danger"})
    def thumb(self, asked: AskedQuestion) -> tuple[str, str] | str:
        return (asked.feedback, asked.get_feedback_display()) if asked.feedback else "–"

    @display(description=_("Line"))
    def line(self, asked: AskedQuestion) -> str:
        return Truncator(asked.answer).chars(90)

    @display(description=_("From"))
    def documents(self, asked: AskedQuestion) -> str:
        return ", ".join(dict.fromkeys(c.document.title for c in asked.cited.all())) or "–"

    @display(description=_("Mend it"))
    def try_it(self, asked: AskedQuestion) -> SafeString:
        given = urlencode({"site": asked.site_id, "questions": asked.question})
        return link_button(_("Try it"), f"{reverse('admin:knowledge_try')}?{given}")

    @display(description=_("Conversation"))
    def conversation_link(self, asked: AskedQuestion) -> SafeString:
        address = reverse("admin:conversations_conversation_change", args=[asked.conversation])
        return format_html('<a class="underline" href="{}">{}</a>', address, _("Read it"))

    def overview_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        sites = list(sites_of(request).order_by("name"))
        chosen = request.GET.get("site", "")
        site = next((one for one in sites if str(one.pk) == chosen), sites[0] if sites else None)
        days = next((n for n in SPANS if str(n) == request.GET.get("days")), SPANS[0])
        context = {
            **self.admin_site.each_context(request),
            "title": _("Overview"),
            "sites": sites,
            "site": site,
            "days": days,
            "spans": SPANS,
            **(_of_site(site, days) if site else {}),
        }
        return TemplateResponse(request, "admin/knowledge/overview.html", context)


def _of_site(site: Site, days: int) -> dict[str, Any]:
    open_gaps = Gap.objects.filter(site=site, state=Gap.State.OPEN, count__gt=0)
    gaps = list(open_gaps.order_by("-count", "-last_asked_at")[:LISTED])
    trends = trends_of(gaps)
    stale = stale_documents(site)
    failures = IngestFailure.objects.filter(source__site=site).select_related("source")
    live = IndexGeneration.objects.filter(site=site, state=IndexGeneration.State.LIVE).first()
    return {
        "figures": figures_of(site, days),
        "gaps": [(gap, trends[gap.pk]) for gap in gaps],
        "gap_count": open_gaps.count(),
        "worst": worst_rated(site, LISTED),
        "stale": list(stale[:LISTED]),
        "stale_count": stale.count(),
        "failures": list(failures.order_by("-failed_at")[:LISTED]),
        "failure_count": failures.count(),
        "wrong": site.golden_questions.filter(is_right=False).count(),
        "golden": site.golden_questions.count(),
        "generation": live,
        "corpus": Corpus.objects.filter(site=site).first(),
    }
