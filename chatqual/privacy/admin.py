"""Privacy in the admin: people found, exported and deleted; what nights take; receipts."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from unfold.admin import ModelAdmin

from chatqual.audit.trail import record_audit
from chatqual.privacy.models import Erasure, LegalHold, Retention, RetentionRun
from chatqual.privacy.pages import EXPORT, PersonPages
from chatqual.privacy.registry import holding_of
from chatqual.privacy.retention import look
from chatqual.sites.scope import ScopedAdmin, WrittenByMachines, display, sites_for

STATES = {"done": "success", "waiting": "warning", "walking": "info", "rewriting": "info"}


@admin.register(Erasure)
class ErasureAdmin(WrittenByMachines, ScopedAdmin):
    """Receipts of deletions, and the way to a person."""

    list_display = ("requested_at", "site", "cause", "shown_state", "total", "requested_by")
    list_filter = ("state", "cause", "site")
    list_before_template = "admin/privacy/find_link.html"
    list_per_page = 50

    def get_urls(self) -> list[URLPattern]:
        return [*PersonPages(self.admin_site).urls(), *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> Any:
        return HttpResponseRedirect(reverse("admin:privacy_receipt", args=[object_id]))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        may_find = request.user.has_perm(EXPORT)
        context = {**(extra_context or {}), "title": "People deleted", "may_find": may_find}
        answer: HttpResponse = super().changelist_view(request, context)
        return answer

    @display("State", label=STATES, ordering="state")
    def shown_state(self, erasure: Erasure) -> tuple[str, str]:
        return erasure.state, erasure.get_state_display()

    @display("Rows")
    def total(self, erasure: Erasure) -> int:
        return erasure.total


@admin.register(LegalHold)
class LegalHoldAdmin(WrittenByMachines, ScopedAdmin):
    list_display = ("conversation", "site", "reason", "placed_by", "placed_at")
    list_filter = ("site",)


@admin.register(RetentionRun)
class RetentionRunAdmin(WrittenByMachines, ScopedAdmin):
    list_display = ("night", "site", "shown_counts", "started_at", "finished_at")
    list_filter = ("site",)

    @display("Conversations")
    def shown_counts(self, run: RetentionRun) -> str:
        return ", ".join(f"{name}: {count}" for name, count in run.counts.items()) or "nothing"


@admin.register(Retention)
class RetentionAdmin(ScopedAdmin, ModelAdmin):  # type: ignore[misc]
    """One row a site, made when its page is first opened."""

    list_display = ("site", "transcript_days", "lead_days", "log_days", "shown_look")
    fields = ("site", "transcript_days", "lead_days", "log_days", "shown_look")
    readonly_fields = ("site", "shown_look")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.look_view)
        return [path("<int:pk>/look/", view, name="privacy_look"), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        for site in sites_for(request.user).filter(retention__isnull=True):
            Retention.objects.get_or_create(site=site)
        answer: HttpResponse = super().changelist_view(request, extra_context)
        return answer

    @display("What would go now")
    def shown_look(self, retention: Retention) -> Any:
        address = reverse("admin:privacy_look", args=[retention.pk])
        return format_html('<a class="cq-button" href="{}">Look first</a>', address)

    def look_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The dry run: what the next night would take, as a table."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        retention = get_object_or_404(Retention, pk=pk, site__in=sites_for(request.user))
        due = look(retention)
        with_names = [
            (holding.what if (holding := holding_of(model)) else model, count)
            for model, count in sorted(due.rows.items())
        ]
        record_audit(
            actor=request.user.get_username(),
            action="retention.looked",
            target=f"site {retention.site_id}",
        )
        context = {
            **self.admin_site.each_context(request),
            "title": f"What {retention.site} would delete tonight",
            "due": due,
            "parts": list(due.logs.items()),
            "rows": with_names,
        }
        return TemplateResponse(request, "admin/privacy/look.html", context)
