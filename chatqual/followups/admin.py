"""What is mailed to visitors: each site's wish, and what came of each line that was not seen."""

from __future__ import annotations

from django.contrib import admin

from chatqual.followups.models import FollowUp, MailSettings
from chatqual.sites.scope import ScopedAdmin, WrittenByMachines


@admin.register(MailSettings)
class MailSettingsAdmin(ScopedAdmin):
    list_display = ("site", "is_on", "unseen_minutes")


@admin.register(FollowUp)
class FollowUpAdmin(WrittenByMachines, ScopedAdmin):
    site_path = "conversation__site"
    list_display = ("conversation", "state", "reason", "due", "finished")
    list_filter = ("state",)
    list_select_related = ("conversation",)
