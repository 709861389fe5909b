"""Canned answers in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from chatqual.handoff.writing_models import CannedAnswer
from chatqual.realtime.transactions import writing
from chatqual.sites.scope import ScopedAdmin, action, display, sites_for

EXCERPT = 80  # characters


@admin.register(CannedAnswer)
class CannedAnswerAdmin(ScopedAdmin):
    """Agents may look; who leads them may write."""

    list_display = ("shown_shortcut", "title", "excerpt", "language", "is_active", "uses", "site")
    list_filter = ("is_active", "language", "site")
    search_fields = ("shortcut", "title", "text")
    list_select_related = ("site",)
    ordering = ("-uses", "title")
    fields = ("site", "shortcut", "title", "text", "language", "is_active")
    actions = ("switch_on", "switch_off")

    def formfield_for_foreignkey(self, field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        made = super().formfield_for_foreignkey(field, request, **kwargs)
        if field.name == "site" and made is not None:
            made.initial = sites_for(request.user).values_list("pk", flat=True).first()
        return made

    @display("Shortcut", ordering="shortcut")
    def shown_shortcut(self, canned: CannedAnswer) -> str:
        return f"/{canned.shortcut}"

    @display("Text")
    def excerpt(self, canned: CannedAnswer) -> str:
        text = " ".join(canned.text.split())
        return text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…"

    @action("Switch on")
    def switch_on(self, request: HttpRequest, queryset: QuerySet[CannedAnswer]) -> None:
        self._switch(request, queryset, is_on=True)

    @action("Switch off")
    def switch_off(self, request: HttpRequest, queryset: QuerySet[CannedAnswer]) -> None:
        self._switch(request, queryset, is_on=False)

    def _switch(
        self, request: HttpRequest, queryset: QuerySet[CannedAnswer], *, is_on: bool
    ) -> None:
        with writing():
            for canned in queryset.filter(is_active=not is_on):
                canned.is_active = is_on
                canned.save(update_fields=["is_active"])
                self.log_change(request, canned, "Switched on." if is_on else "Switched off.")

    def save_model(self, request: HttpRequest, obj: CannedAnswer, form: Any, change: bool) -> None:
        obj.created_by = obj.created_by or str(request.user.get_username())
        super().save_model(request, obj, form, change)
