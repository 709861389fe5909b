"""The page of leads: found, sorted, given to somebody, exported; each opens its conversation."""

from __future__ import annotations

from typing import Any, ClassVar, cast
from zoneinfo import ZoneInfo

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.timesince import timesince
from unfold.contrib.filters.admin import RangeDateFilter

from chatqual.audit.trail import record_audit
from chatqual.conversations.shown import table, when
from chatqual.leads import filters
from chatqual.leads.changing import set_many
from chatqual.leads.controls import outcome_select, owner_select
from chatqual.leads.errors import TooManyRows
from chatqual.leads.exporting import PARTS, TYPES, choose
from chatqual.leads.figures import TIERS
from chatqual.leads.models import Lead, Outcome
from chatqual.leads.rows import owner_name, with_last_line
from chatqual.leads.setting import set_view
from chatqual.realtime.streaming import streamed
from chatqual.sites.scope import ScopedAdmin, WrittenByMachines, action, display

MINUTE = 60  # seconds
WHO_SPOKE = {"visitor": "", "bot": "Assistant: ", "agent": "We: "}
CHANGE, EXPORT, DESK = "leads.change_lead", "leads.export_lead", "handoff.use_desk"


@admin.register(Lead)
class LeadAdmin(WrittenByMachines, ScopedAdmin):
    list_display_links = None
    list_filter = (
        filters.SiteFilter,
        filters.TierFilter,
        filters.TypeFilter,
        filters.OwnerFilter,
        filters.OutcomeFilter,
        filters.PeriodFilter,
        ("created", RangeDateFilter),
        filters.DroppedFilter,
    )
    list_filter_submit = True
    list_select_related = ("site", "conversation", "owner")
    list_before_template = "admin/leads/above.html"
    search_fields = ("name", "company", "email", "phone", "need", "source")
    search_help_text = "Name, company, address, need or source"
    ordering = ("-conversation__last_message_at",)
    list_per_page = 50
    show_full_result_count = False
    actions = ("take_them", "mark_won", "mark_nurture", "mark_bad_fit", "to_csv", "to_xlsx")
    fieldsets = ((None, {"fields": ("shown_facts", "shown_origin")}),)
    readonly_fields = ("shown_facts", "shown_origin")

    class Media:
        css: ClassVar = {"all": ("leads/leads.css",)}
        js = ("leads/leads.js",)

    # --- rights -----------------------------------------------------------------------------------
    def may_set(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(CHANGE))

    def has_set_permission(self, request: HttpRequest) -> bool:
        return self.may_set(request)

    def has_export_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(EXPORT))

    # --- the list ---------------------------------------------------------------------------------
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return with_last_line(rows)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<uuid:pk>/set/", wrap(set_view), name="leads_set"),
            path("export/<str:form>/", wrap(self.export_view), name="leads_export"),
            *super().get_urls(),
        ]

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """With the links and controls that this person may use."""
        return [
            self._who_column(request),
            "shown_tier",
            "last_line",
            "source",
            self._owner_column(request),
            self._outcome_column(request),
            "began",
        ]

    def _who_column(self, request: HttpRequest) -> Any:
        uses_desk = request.user.has_perm(DESK)

        @display("Who", ordering="name")
        def shown_who(lead: Lead) -> SafeString:
            name = "desk-conversation" if uses_desk else "admin:leads_lead_change"
            below = " · ".join(part for part in (lead.company, lead.email, lead.phone) if part)
            return format_html(
                '<span class="cq-who"><a href="{}">{}</a><small>{}</small>{}</span>',
                reverse(name, args=[lead.pk]),
                lead.who,
                below if below != lead.who else "",
                _marks(lead),
            )

        return shown_who

    def _owner_column(self, request: HttpRequest) -> Any:
        may = self.may_set(request)
        of_site: dict[int, dict[str, str]] = {}
        user = _user(request)

        @display("Owner", ordering="owner__first_name")
        def shown_owner(lead: Lead) -> SafeString | str:
            if not may:
                return owner_name(lead.owner) or "–"
            return owner_select(lead, of_site, user)

        return shown_owner

    def _outcome_column(self, request: HttpRequest) -> Any:
        may = self.may_set(request)

        @display("Outcome", ordering="outcome")
        def shown_outcome(lead: Lead) -> SafeString | str:
            return outcome_select(lead) if may else lead.get_outcome_display() or "–"

        return shown_outcome

    @display("Tier", ordering="score")
    def shown_tier(self, lead: Lead) -> SafeString:
        is_known = lead.tier != "not_enough_information"
        return format_html(
            '<span class="cq-tier is-{}"><b>{}{}</b><small>{}{}</small></span>',
            lead.tier,
            TIERS.get(lead.tier, lead.tier),
            f" {lead.score}" if is_known else "",
            filters.TYPES.get(lead.lead_type, lead.lead_type),
            ", set by a person" if lead.is_overridden else "",
        )

    @display("Last line", ordering="conversation__last_message_at")
    def last_line(self, lead: Lead) -> SafeString:
        text = getattr(lead, "last_text", None) or ""
        spoke = WHO_SPOKE.get(getattr(lead, "last_author", None) or "", "")
        at, now = lead.conversation.last_message_at, timezone.now()
        ago = (
            "just now"
            if (now - at).total_seconds() < MINUTE
            else f"{timesince(at, now, depth=1)} ago"
        )
        return format_html(
            '<span class="cq-last">{}{}<small><time datetime="{}">{}</time></small></span>',
            spoke,
            Truncator(text).chars(70),
            at.isoformat(),
            ago,
        )

    @display("Began", ordering="created")
    def began(self, lead: Lead) -> str:
        return date_format(lead.created.astimezone(ZoneInfo(lead.site.time_zone)), "j M Y, H:i")

    # --- deeds on several -------------------------------------------------------------------------
    @action("Make me the owner", permissions=["set"])
    def take_them(self, request: HttpRequest, chosen: QuerySet[Lead]) -> None:
        self._set_chosen(request, chosen, owner=request.user.pk)

    @action("Outcome: won", permissions=["set"])
    def mark_won(self, request: HttpRequest, chosen: QuerySet[Lead]) -> None:
        self._set_chosen(request, chosen, outcome=Outcome.WON.value)

    @action("Outcome: nurture", permissions=["set"])
    def mark_nurture(self, request: HttpRequest, chosen: QuerySet[Lead]) -> None:
        self._set_chosen(request, chosen, outcome=Outcome.NURTURE.value)

    @action("Outcome: bad fit", permissions=["set"])
    def mark_bad_fit(self, request: HttpRequest, chosen: QuerySet[Lead]) -> None:
        self._set_chosen(request, chosen, outcome=Outcome.BAD_FIT.value)

    def _set_chosen(self, request: HttpRequest, chosen: QuerySet[Lead], **wanted: Any) -> None:
        pks = list(chosen.values_list("pk", flat=True))
        done, left = set_many(leads=_plain(chosen), pks=pks, by=_user(request), **wanted)
        messages.success(request, f"{done} of {done + left} leads were set.")
        if left:
            messages.warning(request, f"{left} were not: their owner has to work for their site.")

    @action("Export as CSV", permissions=["export"])
    def to_csv(self, request: HttpRequest, chosen: QuerySet[Lead]) -> HttpResponseBase | None:
        return self._export(request, chosen, "csv")

    @action("Export as XLSX", permissions=["export"])
    def to_xlsx(self, request: HttpRequest, chosen: QuerySet[Lead]) -> HttpResponseBase | None:
        return self._export(request, chosen, "xlsx")

    # --- the file ---------------------------------------------------------------------------------
    def export_view(self, request: HttpRequest, form: str) -> HttpResponseBase:
        """All that the filters of the list leave; the address carries them."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_export_permission(request) or form not in PARTS:
            raise PermissionDenied
        listed = self.get_changelist_instance(request).get_queryset(request)
        back = f"{reverse('admin:leads_lead_changelist')}?{request.GET.urlencode()}"
        return self._export(request, listed, form) or HttpResponseRedirect(back)

    def _export(
        self, request: HttpRequest, leads: QuerySet[Lead], form: str
    ) -> HttpResponseBase | None:
        """The file, or None with a word of why there is none."""
        try:
            ids = choose(leads, by=_user(request), form=form)
        except TooManyRows as error:
            messages.error(request, str(error))
            return None
        name = f"leads-{timezone.now():%Y-%m-%d}.{form}"
        return streamed(request, PARTS[form](ids), content_type=TYPES[form], filename=name)

    # --- one lead ---------------------------------------------------------------------------------
    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **more: Any) -> Any:
        if self.get_object(request, object_id) and self.has_view_permission(request):
            actor = request.user.get_username()
            record_audit(actor=actor, action="lead.opened", target=object_id)
        answer: HttpResponse = super().change_view(request, object_id, *args, **more)
        return answer

    @display("What is known")
    def shown_facts(self, lead: Lead) -> SafeString:
        return table(
            [
                ("Name", lead.name, ""),
                ("Company", lead.company, ""),
                ("E-mail", lead.email, "" if lead.may_contact else "does not want to be contacted"),
                ("Phone", lead.phone, ""),
                ("Need", lead.need, ""),
                ("Tier", TIERS.get(lead.tier, lead.tier), f"{lead.score} points"),
                ("Type", filters.TYPES.get(lead.lead_type, lead.lead_type), ""),
                ("Owner", owner_name(lead.owner), ""),
                ("Outcome", lead.get_outcome_display(), ""),
                ("Changed", when(lead.changed), f"version {lead.version}"),
            ]
        )

    @display("Where they came from")
    def shown_origin(self, lead: Lead) -> SafeString:
        campaign = ((name, value, "") for name, value in lead.campaign.items())
        return table(
            [
                ("Source", lead.source, ""),
                ("First page", lead.page, ""),
                ("Referrer", lead.referrer, ""),
                *campaign,
                ("Began", when(lead.created), ""),
            ]
        )


def _user(request: HttpRequest) -> User:
    """Admin pages are reached by staff only."""
    return cast("User", request.user)


def _plain(leads: QuerySet[Lead]) -> QuerySet[Lead]:
    """Without the last line, which a row that is locked does not need."""
    return Lead.objects.filter(pk__in=list(leads.values_list("pk", flat=True)))


def _marks(lead: Lead) -> SafeString | str:
    marks = (("sample", lead.is_sample), ("do not contact", not lead.may_contact))
    words = ", ".join(word for word, holds in marks if holds)
    return format_html('<em class="cq-mark">{}</em>', words) if words else ""
