"""Where documents come from, what is being read, and what could not be."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.validators import MaxValueValidator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from knowledge import curation
from knowledge.admin.scope import ReadOnly, SiteScopedAdmin, action, display, name_of
from knowledge.crawl import MOST_PAGES, PAGES
from knowledge.jobs import enqueue_ingest
from knowledge.models import IngestFailure, IngestJob, Source

_BY_HAND = (Source.Kind.FAQ, Source.Kind.UPLOAD)
_JOB_COLOURS = {"queued": "info", "running": "info", "done": "success", "failed": "danger"}


@admin.register(Source)
class SourceAdmin(SiteScopedAdmin):
    """An argument of `manage.py ingest`; addresses can be added here too."""

    list_display = ("__str__", "kind", "published", "unread", "refresh_hours", "ingested_at")
    list_filter = ("kind", "site")
    search_fields = ("location",)
    actions = ("read_again",)
    fields = ("site", "location", ("depth", "page_limit"), "public_url", "refresh_hours")

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

    @display(description=_("Published"), ordering="published_count")
    def published(self, source: Source) -> int:
        return int(getattr(source, "published_count", 0))

    @display(description=_("Could not be read"), ordering="failure_count")
    def unread(self, source: Source) -> int:
        return int(getattr(source, "failure_count", 0))


@admin.register(IngestFailure)
class IngestFailureAdmin(ReadOnly, SiteScopedAdmin):
    """Each with its reason; gone once it could be read."""

    site_path = "source__site"
    list_display = ("path", "message", "attempts", "failed_at", "source")
    list_filter = ("code",)
    search_fields = ("path", "message")
    list_select_related = ("source",)
    actions = ("try_again",)

    @action(description=_("Try again"))
    def try_again(self, request: HttpRequest, queryset: QuerySet[IngestFailure]) -> None:
        sources = {failure.source for failure in queryset.select_related("source__site")}
        for source in sources:
            enqueue_ingest(source.site, [source.location], by=name_of(request))
        messages.success(request, _("They will be read again soon."))


@admin.register(IngestJob)
class IngestJobAdmin(ReadOnly, SiteScopedAdmin):
    """What is being read, with its progress."""

    list_display = ("__str__", "shown_state", "progress", "message", "requested_by", "created_at")
    list_filter = ("state", "site")
    ordering = ("-created_at",)

    @display(description=_("State"), label=_JOB_COLOURS, ordering="state")
    def shown_state(self, job: IngestJob) -> tuple[str, str]:
        return job.state, job.get_state_display()

    @display(description=_("Progress"))
    def progress(self, job: IngestJob) -> str:
        return f"{job.done}/{job.total}" if job.total else "–"
