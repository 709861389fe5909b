"""The outbox in the admin: what waits, what failed, and the button that sends it again."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import DropdownFilter

from chatqual.audit.trail import record_audit
from chatqual.integrations import breaker
from chatqual.integrations.alerts import KINDS
from chatqual.integrations.delivery import replay, sweep_outbox
from chatqual.integrations.health import health_of, labels_of
from chatqual.integrations.models import MAIL, WEBHOOK, OutboxItem, WebhookEndpoint
from chatqual.realtime.transactions import writing
from chatqual.sites.scope import ScopedAdmin, WrittenByMachines, action, display, sites_for

NAME = "integrations_outboxitem"
REPLAY = "integrations.replay_outbox"
DELIVERY = ("attempts", "due", "error", "provider_id", "created", "finished")
STATES = {
    "pending": "info",
    "claimed": "info",
    "done": "success",
    "dead": "danger",
    "held": "warning",
}


class DestinationFilter(DropdownFilter):  # type: ignore[misc]
    """Mail, or one endpoint of a site that the reader works for."""

    title = "Destination"
    parameter_name = "destination"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(MAIL, "Mail"), *labels_of(sites_for(request.user)).items()]

    def queryset(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(destination=self.value()) if self.value() else rows


def replay_as(request: HttpRequest, items: QuerySet[OutboxItem]) -> int:
    """Sends them again, with an entry in the trail for each; gives how many could be."""
    with writing():
        keys = replay(items, timezone.now())
        for key in keys:
            record_audit(
                actor=request.user.get_username(), action="outbox.replayed", target=f"outbox:{key}"
            )
    return len(keys)


@admin.register(OutboxItem)
class OutboxItemAdmin(WrittenByMachines, ScopedAdmin):
    """Rows of machines: read, and sent again where they failed."""

    list_display = ("what", "shown_state", "where", "site", "attempts", "due", "created", "error")
    list_filter = ("state", DestinationFilter, "kind", "site")
    list_filter_submit = True
    list_select_related = ("site",)
    list_per_page = 50
    list_before_template = "admin/integrations/health.html"
    change_form_outer_before_template = "admin/integrations/replay.html"
    actions = ("replay_chosen",)
    fieldsets = (
        (None, {"fields": ("what", "state_in_words", "where", "to", "site", "on_the_desk")}),
        (
            "Delivery",
            {"fields": ("attempts", "due", "error", "provider_id", "created", "finished")},
        ),
        ("What is sent", {"fields": ("sent",)}),
    )
    readonly_fields = (
        "what", "state_in_words", "where", "to", "site", "on_the_desk", *DELIVERY, "sent",
    )  # fmt: skip

    # --- what can be done -------------------------------------------------------------------------
    def has_replay_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(REPLAY))

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/replay/", wrap(self.replay_view), name=f"{NAME}_replay"),
            path("try-now/", wrap(self.try_now_view), name=f"{NAME}_try_now"),
            *super().get_urls(),
        ]

    @action("Send again", permissions=["replay"])
    def replay_chosen(self, request: HttpRequest, chosen: QuerySet[OutboxItem]) -> None:
        count = replay_as(request, chosen)
        told = messages.success if count else messages.warning
        told(request, f"{count} of {chosen.count()} are sent again; the others have not failed.")

    def replay_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if request.method != "POST" or not self.has_replay_permission(request):
            raise PermissionDenied
        rows = OutboxItem.objects.filter(pk=pk, site__in=sites_for(request.user))
        if replay_as(request, rows):
            messages.success(request, "It is sent again.")
        else:
            messages.warning(request, "There is nothing to send again.")
        return HttpResponseRedirect(reverse(f"admin:{NAME}_change", args=[pk]))

    def try_now_view(self, request: HttpRequest) -> HttpResponse:
        """Ends the pause of a destination."""
        name = request.POST.get("destination", "")
        known = {health.destination for health in health_of(sites_for(request.user))}
        if request.method != "POST" or not self.has_replay_permission(request) or name not in known:
            raise PermissionDenied
        with writing():
            breaker.release(name)
            rows = OutboxItem.objects.filter(destination=name, state=OutboxItem.State.PENDING)
            rows.update(next_due=timezone.now())
            record_audit(actor=request.user.get_username(), action="outbox.tried_now", target=name)
        sweep_outbox(timezone.now())
        messages.success(request, "It is tried now.")
        return HttpResponseRedirect(reverse(f"admin:{NAME}_changelist"))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {
            "health": health_of(sites_for(request.user)),
            "may_replay": self.has_replay_permission(request),
            **(extra_context or {}),
        }
        answer: HttpResponse = super().changelist_view(request, context)
        return answer

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {"may_replay": self.has_replay_permission(request), **(extra_context or {})}
        answer: HttpResponse = super().change_view(request, object_id, form_url, context)
        if answer.status_code == HTTPStatus.OK:
            # It shows what somebody said of themselves.
            actor = request.user.get_username()
            record_audit(actor=actor, action="outbox.read", target=f"outbox:{object_id}")
        return answer

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        name = Concat(Value(f"{WEBHOOK}:"), Cast("pk", CharField()))
        endpoint = WebhookEndpoint.objects.alias(as_destination=name).filter(
            as_destination=OuterRef("destination")
        )
        rows: QuerySet[Any] = super().get_queryset(request)
        rows = rows.annotate(endpoint=Subquery(endpoint.values("name")[:1]))
        return rows

    # --- what is shown ----------------------------------------------------------------------------
    @display("What")
    def what(self, item: OutboxItem) -> str:
        return KINDS.get(item.kind, item.kind)

    @display("State", label=STATES, ordering="state")
    def shown_state(self, item: OutboxItem) -> tuple[str, str]:
        return item.state, item.get_state_display()

    @display("State")
    def state_in_words(self, item: OutboxItem) -> str:
        return item.get_state_display()

    @display("Where to")
    def where(self, item: OutboxItem) -> str:
        if item.destination == MAIL:
            return "Mail"
        return getattr(item, "endpoint", None) or f"{item.destination} (deleted)"

    @display("To")
    def to(self, item: OutboxItem) -> str:
        return item.recipient or "–"

    @display("Next attempt", ordering="next_due")
    def due(self, item: OutboxItem) -> Any:
        return item.next_due if item.state == OutboxItem.State.PENDING else None

    @display("Last fault")
    def error(self, item: OutboxItem) -> str:
        return item.last_error

    @display("On the desk")
    def on_the_desk(self, item: OutboxItem) -> SafeString | str:
        if item.conversation_id is None:
            return "–"
        address = reverse("desk-conversation", args=[item.conversation_id])
        return format_html('<a href="{}" class="text-primary-600 underline">Open</a>', address)

    @display("Content")
    def sent(self, item: OutboxItem) -> SafeString | str:
        if not item.content:
            return "Delivered; the content is not kept."
        shown = item.payload.get("text") or item.content
        return format_html('<pre class="cq-sent">{}</pre>', shown)
