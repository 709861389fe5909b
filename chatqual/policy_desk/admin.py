"""Policies in the admin: the list of versions, and the way to the pages of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from chatqual.policy_desk import deeds, views
from chatqual.policy_desk.access import signed_in
from chatqual.policy_desk.publishing import PolicyInvalid, copy_policy, publish_policy
from chatqual.sites.models import PolicyVersion
from chatqual.sites.scope import ScopedAdmin, action, display

STATES = {"live": "success", "draft": "info", "retired": "default"}
NAME = "sites_policyversion"


@admin.register(PolicyVersion)
class PolicyVersionAdmin(ScopedAdmin):
    """A version in use is never changed: copy it, edit the draft, publish that."""

    list_display = ("version", "site", "shown_status", "note", "created_by", "published")
    list_filter = ("status", "site")
    list_select_related = ("site", "created_by")
    actions = ("copy_to_draft", "publish")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A policy begins as a copy."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        def page(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
            wrapped = self.admin_site.admin_view(view)
            made: URLPattern = path(f"<int:pk>/{route}", wrapped, name=f"{NAME}_{name}")
            return made

        return [
            page("edit/questions/<int:place>/", views.edit, "question"),
            page("edit/questions/<int:place>/preview/", views.preview, "question_preview"),
            page("edit/<slug:slug>/", views.edit, "section"),
            page("edit/<slug:slug>/preview/", views.preview, "preview"),
            page("questions/<str:verb>/", views.rework_questions, "questions"),
            page("note/", views.note, "note"),
            page("copy/", deeds.copy, "copy"),
            page("publish/", deeds.publish, "publish"),
            page("back/", deeds.back, "back"),
            page("compare/", deeds.compare, "compare"),
            page("dry-run/", deeds.dry_run, "dry_run"),
            page("dry-run/part/", deeds.dry_run_part, "dry_run_part"),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if not object_id.isdecimal():
            return HttpResponseRedirect(reverse(f"admin:{NAME}_changelist"))
        return views.overview(request, int(object_id))

    @display("Version", ordering="number")
    def version(self, version: PolicyVersion) -> str:
        return f"{version.site} {version.number}"

    @display("Status", label=STATES)
    def shown_status(self, version: PolicyVersion) -> tuple[str, str]:
        return version.status, version.get_status_display()

    @action("Copy to a new draft")
    def copy_to_draft(self, request: HttpRequest, chosen: QuerySet[PolicyVersion]) -> None:
        for version in chosen:
            made = copy_policy(version=version, user=signed_in(request))
            messages.success(request, f"{made} was made.")

    @action("Publish the draft")
    def publish(self, request: HttpRequest, chosen: QuerySet[PolicyVersion]) -> None:
        for version in chosen:
            try:
                publish_policy(version=version, user=signed_in(request))
            except PolicyInvalid as error:
                for problem in error.problems:
                    messages.error(request, f"{version}: {problem}")
            else:
                messages.success(request, f"Version {version.number} is live.")
