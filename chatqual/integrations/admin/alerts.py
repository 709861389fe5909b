"""Who of the staff is told by mail, and of what."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import StackedInline

from chatqual.integrations.listeners import forget_listeners
from chatqual.integrations.models import AlertRecipient, StaffAlerts
from chatqual.sites.scope import ScopedAdmin, display


class RecipientInline(StackedInline):  # type: ignore[misc]
    model = AlertRecipient
    extra = 1
    verbose_name_plural = "Who is told, and of what"


@admin.register(StaffAlerts)
class StaffAlertsAdmin(ScopedAdmin):
    list_display = ("site", "untaken_minutes", "who")
    fields = ("site", "untaken_minutes")
    inlines = (RecipientInline,)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("site",) if obj else ()

    @display("Who is told")
    def who(self, alerts: StaffAlerts) -> str:
        return ", ".join(alerts.recipients.values_list("address", flat=True)) or "nobody yet"

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        forget_listeners()
