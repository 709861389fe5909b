"""Conversations in the admin: found again, read through, never edited. The desk is for working."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from unfold.contrib.filters.admin import DropdownFilter, RangeDateTimeFilter

from chatqual.conversations.describe import LABELS, TIERS, describe_entry, describe_value
from chatqual.conversations.known import who_of
from chatqual.conversations.models import Conversation, Message, Turn
from chatqual.conversations.removal import remove_visitors
from chatqual.conversations.samples import remove_samples, samples_of
from chatqual.conversations.shown import (
    customer_row,
    follow_up_row,
    quoted,
    score_rows,
    table,
    turn_part,
    when,
)
from chatqual.engine.slots import SLOT_NAMES
from chatqual.engine.state import State
from chatqual.sites.scope import ScopedAdmin, WrittenByMachines, display, sites_for

LINES_SHOWN = 500
TURNS_SHOWN = 50
MODES = {"waiting": "warning", "human": "success", "bot": "info", "closed": "default"}
COLOURS = {
    "hot": "danger",
    "warm": "warning",
    "cold": "info",
    "unqualified": "default",
    "not_enough_information": "default",
}


class TierFilter(DropdownFilter):  # type: ignore[misc]
    """By the tier that counts: a person's where one was set, else the computed one."""

    title = "Tier"
    parameter_name = "tier"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(TIERS.items())

    def queryset(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        tier = self.value()
        if not tier:
            return rows
        return rows.filter(Q(override_tier=tier) | Q(override_tier="", tier=tier))


@admin.register(Conversation)
class ConversationAdmin(WrittenByMachines, ScopedAdmin):
    list_display = (
        "who",
        "site",
        "shown_mode",
        "shown_tier",
        "lead_type",
        "need",
        "follow_up",
        "last_message_at",
        "marks",
    )
    list_filter = (
        "mode",
        TierFilter,
        "lead_type",
        "outcome",
        "site",
        "is_sample",
        "is_test",
        ("last_message_at", RangeDateTimeFilter),
    )
    list_filter_submit = True
    list_select_related = ("site", "visitor", "owner")
    list_before_template = "admin/conversations/samples.html"
    search_fields = ("summary", "messages__text", "visitor__name", "visitor__email")
    ordering = ("-last_message_at",)
    list_per_page = 50
    fieldsets = (
        (None, {"fields": ("who", "desk_link", "person_link", "facts")}),
        ("Conversation", {"fields": ("log",), "classes": ("tab",)}),
        ("What is known", {"fields": ("slots",), "classes": ("tab",)}),
        ("Score", {"fields": ("scored",), "classes": ("tab",)}),
        ("How the assistant decided", {"fields": ("turns_shown",), "classes": ("tab",)}),
        ("Visits", {"fields": ("visits_shown",), "classes": ("tab",)}),
        ("Journal", {"fields": ("journal_shown",), "classes": ("tab",)}),
    )
    readonly_fields = (
        "who",
        "desk_link",
        "person_link",
        "facts",
        "log",
        "slots",
        "scored",
        "turns_shown",
        "visits_shown",
        "journal_shown",
    )

    # --- the list ---------------------------------------------------------------------------------
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.remove_samples_view)
        own = path("remove-samples/", view, name="conversations_remove_samples")
        return [own, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        may = self.may_delete(request)
        count = samples_of(sites_for(request.user)).count() if may else 0
        context = {**(extra_context or {}), "sample_count": count}
        answer: HttpResponse = super().changelist_view(request, context)
        return answer

    def remove_samples_view(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or not self.may_delete(request):
            raise PermissionDenied
        count = remove_samples(sites=sites_for(request.user), actor=request.user.get_username())
        messages.success(request, f"{count} sample conversations were removed.")
        return HttpResponseRedirect(reverse("admin:conversations_conversation_changelist"))

    def may_delete(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("conversations.delete_conversation"))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_delete(request) and request.user.has_perm("privacy.erase_person")

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        self._delete(request, Conversation.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._delete(request, queryset)

    def _delete(self, request: HttpRequest, chosen: QuerySet[Conversation]) -> None:
        """With the visitor and all that is theirs: a log without its visitor would be nobody's."""
        visitors = list(chosen.values_list("visitor_id", flat=True))
        kept = remove_visitors(visitors, by=request.user.get_username())
        if kept:
            messages.warning(request, f"{len(kept)} are kept: a legal hold is on them.")

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What is asked before: the service takes all that hangs on them, whoever may delete it."""
        return [str(c) for c in objs], {"conversations": len(objs)}, set(), []

    @display("What is held of them")
    def person_link(self, conversation: Conversation) -> SafeString:
        address = reverse("admin:privacy_person_of", args=[conversation.pk])
        return format_html(
            '<a href="{}" class="text-primary-600 underline">Look, export or delete</a>', address
        )

    @display("Who")
    def who(self, conversation: Conversation) -> str:
        return who_of(conversation)

    @display("State", label=MODES, ordering="mode")
    def shown_mode(self, conversation: Conversation) -> tuple[str, str]:
        owner = f": {conversation.owner}" if conversation.owner else ""
        return conversation.mode, f"{conversation.mode}{owner}"

    @display("Tier", label=COLOURS, ordering="score")
    def shown_tier(self, conversation: Conversation) -> tuple[str, str]:
        tier = conversation.effective_tier
        by = " (set by a person)" if conversation.override_tier else ""
        return tier, f"{TIERS[tier]} {conversation.effective_score}{by}"

    @display("Follow up by", ordering="follow_up_by")
    def follow_up(self, conversation: Conversation) -> str:
        return when(conversation.follow_up_by)

    def points(self, conversation: Conversation) -> str:
        """The points that count, and where a person has set them the computed ones beside them."""
        if not conversation.override_tier:
            return f"{conversation.score} points"
        computed = f"{TIERS[conversation.tier]}, {conversation.score} points"
        set_to = f"{conversation.effective_score} points, set by {conversation.override_by}"
        return f"{set_to}; computed: {computed}"

    @display("Need")
    def need(self, conversation: Conversation) -> str:
        return Truncator(conversation.summary).chars(60)

    @display("Marks")
    def marks(self, conversation: Conversation) -> str:
        marks = (("test", conversation.is_test), ("sample", conversation.is_sample))
        return ", ".join(name for name, is_so in marks if is_so)

    # --- one conversation -------------------------------------------------------------------------
    @display("On the desk")
    def desk_link(self, conversation: Conversation) -> SafeString:
        address = reverse("desk-conversation", args=[conversation.pk])
        return format_html('<a href="{}" class="text-primary-600 underline">Open</a>', address)

    @display("Facts")
    def facts(self, c: Conversation) -> SafeString:
        return table(
            [
                ("State", c.mode, str(c.owner or "")),
                ("Type", c.lead_type, ""),
                ("Tier", TIERS[c.effective_tier], self.points(c)),
                follow_up_row(c),
                customer_row(c),
                ("Asked for a person", c.handoff_reason, when(c.waiting_since)),
                ("Outcome", c.outcome.replace("_", " "), when(c.closed_at)),
                ("Language", c.visitor.locale, ""),
                ("First seen", when(c.created), f"{c.visits} visits"),
                ("Policy", str(c.policy or ""), ""),
            ]
        )

    @display("Lines")
    def log(self, conversation: Conversation) -> SafeString:
        lines = Message.objects.filter(conversation=conversation).order_by("-seq")[:LINES_SHOWN]
        rows = (
            (m.author, m.seq, m.name or m.author, when(m.created), m.text, _titles(m))
            for m in reversed(lines)
        )
        shown = format_html_join(
            "",
            '<div class="cq-line by-{}"><div class="cq-meta">{} · {} · {}</div>'
            '<div class="cq-text">{}</div><div class="cq-meta">{}</div></div>',
            rows,
        )
        return format_html('<div class="cq-log">{}</div>', shown)

    @display("Slots")
    def slots(self, conversation: Conversation) -> SafeString:
        slots = State.from_json(conversation.state).slots
        return table(
            (LABELS[s], describe_value(slots[s].value), _evidence(slots[s])) for s in SLOT_NAMES
        )

    @display("Score")
    def scored(self, conversation: Conversation) -> SafeString:
        return score_rows(conversation)

    @display("Turns")
    def turns_shown(self, conversation: Conversation) -> SafeString:
        turns = Turn.objects.filter(conversation=conversation).select_related("policy")
        shown = [turn_part(t) for t in turns.order_by("-pk")[:TURNS_SHOWN]]
        return format_html_join("", "{}", ((t,) for t in shown))

    @display("Visits")
    def visits_shown(self, conversation: Conversation) -> SafeString:
        visits = conversation.visit_set.order_by("-number")
        return table(
            (f"Visit {v.number}, {when(v.started)}", v.landing_url, f"from {v.referrer or '?'}")
            for v in visits
        )

    @display("Journal")
    def journal_shown(self, conversation: Conversation) -> SafeString:
        entries = conversation.journal.order_by("-number")[:200]
        return table(
            (when(e.created), describe_entry(e.kind, e.payload, e.actor), e.actor) for e in entries
        )


def _titles(message: Message) -> str:
    return ", ".join(f"[{c.get('n')}] {c.get('title', '')}" for c in message.citations)


def _evidence(record: Any) -> str:
    return " ".join(part for part in (record.state, quoted(record.text, record.message)) if part)
