"""The audit trail in the admin: read, searched, never changed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin
from unfold.contrib.filters.admin import RangeDateTimeFilter

from chatqual.audit.models import AuditEntry
from chatqual.sites.scope import WrittenByMachines, display


@admin.register(AuditEntry)
class AuditEntryAdmin(WrittenByMachines, ModelAdmin):  # type: ignore[misc]
    list_display = ("number", "at", "actor", "action", "object", "shown_detail")
    list_filter = ("action", ("at", RangeDateTimeFilter))
    list_filter_submit = True
    list_fullwidth = True
    search_fields = ("actor", "object", "action")
    list_per_page = 100
    fields = ("number", "at", "actor", "action", "object", "detail", "previous_hash", "hash")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return self.fields

    @display("Detail")
    def shown_detail(self, entry: AuditEntry) -> str:
        return ", ".join(f"{key}: {value}" for key, value in entry.detail.items())
