"""Sites in the admin."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.admin import TabularInline

from chatqual.sites.embedding import script_tag
from chatqual.sites.forms import SiteForm
from chatqual.sites.models import Membership, Site
from chatqual.sites.registry import forget_sites
from chatqual.sites.scope import ScopedAdmin, display, sites_for


class MembershipInline(TabularInline):  # type: ignore[misc]
    model = Membership
    extra = 0
    tab = True
    verbose_name_plural = "Staff of this site"
    autocomplete_fields = ("user",)


@admin.register(Site)
class SiteAdmin(ScopedAdmin):
    form = SiteForm
    list_display = (
        "name",
        "public_key",
        "locale",
        "time_zone",
        "is_test_mode",
        "is_demo",
        "set_up",
    )
    search_fields = ("name", "public_key")
    inlines = (MembershipInline,)
    readonly_fields = ("snippet",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        # A site has no site: its own key is what is scoped.
        return sites_for(request.user)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        main = ["name", "public_key", "is_test_mode", "contact_email", "booking_url"]
        shown = [("Embed it", {"fields": ["snippet", "origins"]})] if obj else []
        return [
            (None, {"fields": main}),
            *(shown or [("Embed it", {"fields": ["origins"]})]),
            (
                "Language and hours",
                {"fields": ["locale", "time_zone", "hours", "fiscal_year_start"]},
            ),
            ("Look and words", {"fields": ["starters", "theme", "texts", "consent"]}),
            ("Documents", {"fields": ["review_days"]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        # The key stands in pages that we cannot change.
        return ("snippet", "public_key") if obj else ("snippet",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """With a site go all its conversations and documents."""
        return bool(request.user.is_superuser)

    @display("Script tag")
    def snippet(self, site: Site) -> SafeString:
        base = settings.CHATQUAL_PUBLIC_URL or f"http://{settings.HOST}:{settings.PORT}"
        return format_html('<code class="cq-code">{}</code>', script_tag(site, base))

    @display("Set up")
    def set_up(self, site: Site) -> SafeString:
        address = reverse("set-up-site", args=[site.pk])
        state = "live" if site.seen_live_at else "not live yet"
        return format_html(
            '<a href="{}" class="text-primary-600 underline">{}</a>', address, state.capitalize()
        )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not change and not request.user.is_superuser:
            Membership.objects.get_or_create(site=obj, user_id=int(request.user.pk or 0))
        forget_sites()
