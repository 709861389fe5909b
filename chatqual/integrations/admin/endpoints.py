"""Endpoints of webhooks: the secret is shown once and changed without a gap; a button tries it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminTextInputWidget

from chatqual.audit.trail import record_audit
from chatqual.integrations.events import EVENTS, enqueue_test
from chatqual.integrations.listeners import forget_listeners
from chatqual.integrations.models import WebhookEndpoint
from chatqual.integrations.signing import make_signing_secret
from chatqual.integrations.webhook import check_address
from chatqual.realtime.transactions import writing
from chatqual.sites.scope import ScopedAdmin, display
from knowledge.errors import AddressRefused

NAME = "integrations_webhookendpoint"
OLD_IS_GOOD_FOR = timedelta(hours=24)


class EndpointForm(forms.ModelForm):  # type: ignore[type-arg]
    url = forms.URLField(
        label="Address",
        max_length=2000,
        widget=UnfoldAdminTextInputWidget,
        help_text="Where events are posted to: https://, on the open internet.",
    )
    events = forms.MultipleChoiceField(
        choices=[(name, f"{words} ({name})") for name, words in EVENTS.items()],
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        initial=list(EVENTS),
    )

    class Meta:
        model = WebhookEndpoint
        fields = ("site", "name", "url", "events", "is_active")

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        try:
            check_address(url)
        except AddressRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return url


@admin.register(WebhookEndpoint)
class WebhookEndpointAdmin(ScopedAdmin):
    form = EndpointForm
    list_display = ("name", "site", "host", "is_active", "last", "last_at")
    list_filter = ("is_active", "site")
    list_select_related = ("site",)
    change_form_outer_before_template = "admin/integrations/endpoint.html"
    fieldsets = (
        (None, {"fields": ("site", "name", "url", "events", "is_active")}),
        ("What it answered last", {"fields": ("last", "last_at", "why_inactive", "old_until")}),
    )
    readonly_fields = ("last", "last_at", "why_inactive", "old_until")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fieldsets if obj else self.fieldsets[:1]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        # Its events would go on under the name of another site.
        return ("site", *self.readonly_fields) if obj else self.readonly_fields

    # --- secrets and tests ------------------------------------------------------------------------
    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/rotate/", wrap(self.rotate_view), name=f"{NAME}_rotate"),
            path("<int:pk>/test/", wrap(self.test_view), name=f"{NAME}_test"),
            *super().get_urls(),
        ]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.secret = make_signing_secret()
        if obj.is_active:
            obj.why_inactive = ""
        super().save_model(request, obj, form, change)
        forget_listeners()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        forget_listeners()

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._show_secret(request, obj, obj.secret)

    def rotate_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        endpoint = self._changeable(request, pk)
        with writing():
            endpoint.old_secret, endpoint.secret = endpoint.secret, make_signing_secret()
            endpoint.old_secret_until = timezone.now() + OLD_IS_GOOD_FOR
            endpoint.save(update_fields=["secret", "old_secret", "old_secret_until"])
            self._record(request, endpoint, "rotated")
        return self._show_secret(request, endpoint, endpoint.secret)

    def test_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        endpoint = self._changeable(request, pk)
        with writing():
            item = enqueue_test(endpoint)
            self._record(request, endpoint, "tested")
        if item is None:
            return HttpResponseRedirect(reverse(f"admin:{NAME}_change", args=[pk]))
        messages.success(request, "A test event is on its way.")
        return HttpResponseRedirect(reverse("admin:integrations_outboxitem_change", args=[item.pk]))

    def _changeable(self, request: HttpRequest, pk: int) -> WebhookEndpoint:
        endpoint: WebhookEndpoint = get_object_or_404(self.get_queryset(request), pk=pk)  # type: ignore[assignment]
        if request.method != "POST" or not self.has_change_permission(request, endpoint):
            raise PermissionDenied
        return endpoint

    def _record(self, request: HttpRequest, endpoint: WebhookEndpoint, verb: str) -> None:
        record_audit(
            actor=request.user.get_username(),
            action=f"webhook.{verb}",
            target=endpoint.destination,
            detail={"site": endpoint.site.public_key},
        )

    def _show_secret(
        self, request: HttpRequest, endpoint: WebhookEndpoint, secret: str
    ) -> HttpResponse:
        """The one page that ever shows it; no cache keeps it."""
        context = {
            **self.admin_site.each_context(request),
            "title": "The secret of this endpoint",
            "endpoint": endpoint,
            "secret": secret,
            "back": reverse(f"admin:{NAME}_change", args=[endpoint.pk]),
        }
        answer = TemplateResponse(request, "admin/integrations/secret.html", context)
        answer["Cache-Control"] = "no-store"
        return answer

    # --- what is shown ----------------------------------------------------------------------------
    @display("Host")
    def host(self, endpoint: WebhookEndpoint) -> str:
        """Without the path, in which others keep tokens."""
        return str(urlsplit(endpoint.url).netloc)

    @display("Last answer")
    def last(self, endpoint: WebhookEndpoint) -> str:
        return endpoint.last_status or "none yet"

    @display("Former secret is good until")
    def old_until(self, endpoint: WebhookEndpoint) -> Any:
        return endpoint.old_secret_until
