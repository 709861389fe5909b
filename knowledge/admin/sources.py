"""Where documents come from, what is being read, and what could not be."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Count, Q, QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from knowledge import curation
from knowledge.admin.scope import (
    ReadOnly,
    SiteScopedAdmin,
    action,
    back_to,
    display,
    name_of,
    sites_of,
)
from knowledge.controls import post_button
from knowledge.crawl import MOST_PAGES, PAGES
from knowledge.jobs import enqueue_ingest, enqueue_retry
from knowledge.models import IngestFailure, IngestJob, Source
from knowledge.progress import work_of

_BY_HAND = (Source.Kind.FAQ, Source.Kind.UPLOAD)
_MINUTE = "%Y-%m-%d %H:%M"
_READ, _RETIRE = "read", "retire"
_HOW = (_READ, _RETIRE)
# Ten years.
MOST_HOURS = 87_600
_JOB_COLOURS = {"queued": "info", "running": "info", "done": "success", "failed": "danger"}


@admin.register(Source)
class SourceAdmin(SiteScopedAdmin):
    """An argument of `manage.py ingest`; addresses can be added here too."""

    list_display = (
        "__str__",
        "kind",
        "published",
        "unread",
        "last_read",
        "next_reading",
        "to_do",
    )
    list_filter = ("kind", "site")
    search_fields = ("location",)
    actions = ("read_again",)
    fields = ("site", "location", ("depth", "page_limit"), "public_url", "refresh_hours")
    list_before_template = "admin/knowledge/work.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.read_view)
        return [
            path("<int:pk>/read/<slug:how>/", view, name="knowledge_source_read"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        is_published = Q(documents__state="published")
        rows: QuerySet[Any] = super().get_queryset(request)
        counted: QuerySet[Any] = rows.annotate(
            published_count=Count("documents", filter=is_published, distinct=True),
            failure_count=Count("failures", distinct=True),
        )
        return counted

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        if obj is None:
            return ()
        fixed = ("site", "location")
        return fixed if obj.kind == Source.Kind.CRAWL else (*fixed, "depth", "page_limit")

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, **kwargs)
        if obj is None:
            form.base_fields["location"].required = True
            form.base_fields["location"].help_text = _(
                "The address of a page, a sitemap or a website; manage.py ingest adds folders."
            )
            form.base_fields["location"].validators = [curation.check_address]
        hours = form.base_fields["refresh_hours"]
        hours.label = _("Read again every so many hours")
        hours.help_text = _("24 is a day, 168 a week. Empty: only when somebody asks for it.")
        hours.validators += [MinValueValidator(1), MaxValueValidator(MOST_HOURS)]
        if obj is None or obj.kind == Source.Kind.CRAWL:
            form.base_fields["depth"].label = _("Follow links")
            form.base_fields["depth"].help_text = _(
                "To read a website from this page on: links away from it, 1 to 20. Empty: no links."
            )
            form.base_fields["depth"].validators.append(MaxValueValidator(20))
            form.base_fields["page_limit"].label = _("Pages at most")
            form.base_fields["page_limit"].help_text = _("Of a website; empty: %(n)s.") % {
                "n": PAGES
            }
            form.base_fields["page_limit"].validators.append(MaxValueValidator(MOST_PAGES))
        return form

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:
        curation.save_source(obj, by=name_of(request))

    def delete_model(self, request: HttpRequest, obj: Source) -> None:
        curation.delete_sources([obj], by=name_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Source]) -> None:
        curation.delete_sources(list(queryset), by=name_of(request))

    @action(description=_("Read again"))
    def read_again(self, request: HttpRequest, queryset: QuerySet[Source]) -> None:
        chosen = [source for source in queryset if source.kind not in _BY_HAND]
        for source in chosen:
            enqueue_ingest(source.site, [source.location], by=name_of(request))
        messages.success(request, _("%(n)s will be read soon.") % {"n": len(chosen)})

    def read_view(self, request: HttpRequest, pk: int, how: str) -> HttpResponse:
        """A click in the list: read it now, or now and retire whatever is gone."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_change_permission(request) or how not in _HOW:
            raise PermissionDenied
        source = get_object_or_404(self.get_queryset(request).exclude(kind__in=_BY_HAND), pk=pk)
        is_sure = how == _RETIRE
        enqueue_ingest(source.site, [source.location], by=name_of(request), is_sure=is_sure)
        messages.success(request, _("%(source)s is being read.") % {"source": source})
        return HttpResponseRedirect(back_to(request, reverse("admin:knowledge_source_changelist")))

    @display(description=_("Last reading"), ordering="ingested_at")
    def last_read(self, source: Source) -> SafeString | str:
        if source.ingested_at is None:
            return "–"
        return format_html(
            '<span class="cq-asked">{}<span>{}</span></span>',
            source.ingested_at.strftime(_MINUTE),
            source.outcome,
        )

    @display(description=_("Next reading"), ordering="next_refresh_at")
    def next_reading(self, source: Source) -> str:
        if not source.refresh_hours or source.next_refresh_at is None:
            return str(_("when asked for"))
        when = source.next_refresh_at.strftime(_MINUTE)
        return str(_("%(when)s, every %(n)s hours") % {"when": when, "n": source.refresh_hours})

    @display(description=_("To do"))
    def to_do(self, source: Source) -> SafeString | str:
        if source.kind in _BY_HAND:
            return ""
        made = [post_button(_("Read now"), _reading(source, _READ))]
        if source.vanished_at:
            made.append(post_button(_("Retire what is gone"), _reading(source, _RETIRE)))
        shown = format_html_join("", "{}", ((button,) for button in made))
        return format_html('<div class="cq-buttons">{}</div>', shown)

    @display(description=_("Published"), ordering="published_count")
    def published(self, source: Source) -> int:
        return int(getattr(source, "published_count", 0))

    @display(description=_("Could not be read"), ordering="failure_count")
    def unread(self, source: Source) -> int:
        return int(getattr(source, "failure_count", 0))


def _reading(source: Source, how: str) -> str:
    return reverse("admin:knowledge_source_read", args=[source.pk, how])


@admin.register(IngestFailure)
class IngestFailureAdmin(ReadOnly, SiteScopedAdmin):
    """Each with its reason; gone once it could be read."""

    site_path = "source__site"
    list_display = ("path", "message", "attempts", "failed_at", "source", "to_do")
    list_filter = ("code",)
    search_fields = ("path", "message")
    list_select_related = ("source",)
    list_display_links = None
    actions = ("try_again",)
    list_before_template = "admin/knowledge/work.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.retry_view)
        return [path("<int:pk>/retry/", view, name="knowledge_failure_retry"), *super().get_urls()]

    def retry_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not request.user.has_perm("knowledge.change_source"):
            raise PermissionDenied
        rows = IngestFailure.objects.filter(source__site__in=sites_of(request))
        failure = get_object_or_404(rows.select_related("source__site"), pk=pk)
        enqueue_retry([failure], by=name_of(request))
        messages.success(request, _("%(path)s is being read again.") % {"path": failure.path})
        listed = reverse("admin:knowledge_ingestfailure_changelist")
        return HttpResponseRedirect(back_to(request, listed))

    @action(description=_("Try again"))
    def try_again(self, request: HttpRequest, queryset: QuerySet[IngestFailure]) -> None:
        enqueue_retry(queryset.select_related("source__site"), by=name_of(request))
        messages.success(request, _("They are being read again."))

    @display(description=_("To do"))
    def to_do(self, failure: IngestFailure) -> SafeString:
        address = reverse("admin:knowledge_failure_retry", args=[failure.pk])
        return post_button(_("Try again"), address)


@admin.register(IngestJob)
class IngestJobAdmin(ReadOnly, SiteScopedAdmin):
    """What is being read, with its progress."""

    list_display = ("__str__", "shown_state", "progress", "message", "requested_by", "created_at")
    list_filter = ("state", "site")
    list_display_links = None
    ordering = ("-created_at",)
    list_before_template = "admin/knowledge/work.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.work_view)
        return [path("work/", view, name="knowledge_work"), *super().get_urls()]

    def work_view(self, request: HttpRequest) -> HttpResponse:
        """What is being read and indexed now, for the bars of the lists."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return JsonResponse({"steps": [step.to_json() for step in work_of(sites_of(request))]})

    @display(description=_("State"), label=_JOB_COLOURS, ordering="state")
    def shown_state(self, job: IngestJob) -> tuple[str, str]:
        return job.state, job.get_state_display()

    @display(description=_("Progress"))
    def progress(self, job: IngestJob) -> str:
        return f"{job.done}/{job.total}" if job.total else "–"
