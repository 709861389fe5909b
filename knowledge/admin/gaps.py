"""What visitors asked in vain, answered in a minute; words that mean the same."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from knowledge import curation
from knowledge.admin.forms import AnswerGapForm, SynonymForm
from knowledge.admin.scope import (
    ReadsTextFirst,
    SiteScopedAdmin,
    action,
    display,
    name_of,
)
from knowledge.controls import link_button, post_button, trend_picture
from knowledge.gaps import dismiss_gaps, merge_gaps, reopen_gaps
from knowledge.models import Gap, Synonym
from knowledge.overview import Trend, trends_of

_STATE_COLOURS = {"open": "warning", "answered": "success", "dismissed": "info"}
EXAMPLES_LISTED = 2
ASKINGS_SHOWN = 20


class StateFilter(admin.SimpleListFilter):
    """What is open, unless somebody asks for the rest."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("answered", _("Answered")), ("dismissed", _("Dismissed")), ("all", _("All"))]

    def choices(self, changelist: Any) -> Any:
        every = list(super().choices(changelist))
        every[0]["display"] = _("Open")
        return iter(every)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Gap]) -> QuerySet[Gap]:
        if self.value() == "all":
            return queryset
        if self.value():
            return queryset.filter(state=self.value())
        # One that a curator began to answer, and no visitor asked, waits for nobody.
        return queryset.filter(state=Gap.State.OPEN, count__gt=0)


@admin.register(Gap)
class GapAdmin(ReadsTextFirst, SiteScopedAdmin):
    """The most asked first. Writing an answer publishes it."""

    form = AnswerGapForm
    list_display = ("asked", "count", "trend", "last_asked_at", "shown_state", "to_do")
    list_display_links = ("asked",)
    list_filter = (StateFilter, "site", "language")
    search_fields = ("question", "askings__wording")
    ordering = ("-count", "-last_asked_at")
    actions = ("merge_chosen", "dismiss_chosen", "reopen_chosen")
    readonly_fields = ("question", "other_wordings", "how_often", "conversations", "shown_state")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Those counted with another are shown there."""
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.exclude(state=Gap.State.MERGED)

    def get_urls(self) -> list[URLPattern]:
        dismiss = self.admin_site.admin_view(self.dismiss_view)
        return [
            path("<int:pk>/dismiss/", dismiss, name="knowledge_gap_dismiss"),
            *super().get_urls(),
        ]

    # --- the list ---------------------------------------------------------------------------------
    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """With the trends of the rows that are shown, in one query."""
        listed = super().get_changelist_instance(request)
        rows = list(listed.result_list)
        trends = trends_of(rows)
        for row in rows:
            row.trend_shown = trends[row.pk]
        listed.result_list = rows
        return listed

    @display(description=_("Question"), ordering="question")
    def asked(self, gap: Gap) -> SafeString:
        examples = ((example,) for example in gap.examples[:EXAMPLES_LISTED])
        said = format_html_join("", "<span>{}</span>", examples)
        return format_html('<span class="cq-asked">{}{}</span>', gap.question, said)

    @display(description=_("Weeks"))
    def trend(self, gap: Gap) -> SafeString:
        shown: Trend = getattr(gap, "trend_shown", None) or trends_of([gap])[gap.pk]
        return trend_picture(shown)

    @display(description=_("State"), label=_STATE_COLOURS, ordering="state")
    def shown_state(self, gap: Gap) -> tuple[str, str]:
        return gap.state, gap.get_state_display()

    @display(description=_("To do"))
    def to_do(self, gap: Gap) -> SafeString:
        change = reverse("admin:knowledge_gap_change", args=[gap.pk])
        write = _("Write the answer") if gap.answer_id is None else _("Change the answer")
        buttons = [link_button(write, change)]
        if gap.state == Gap.State.OPEN:
            address = reverse("admin:knowledge_gap_dismiss", args=[gap.pk])
            buttons.append(post_button(_("Dismiss"), address))
        shown = format_html_join("", "{}", ((button,) for button in buttons))
        return format_html('<div class="cq-buttons">{}</div>', shown)

    @action(description=_("Count as one question: they mean the same"))
    def merge_chosen(self, request: HttpRequest, queryset: QuerySet[Gap]) -> None:
        try:
            kept = merge_gaps(list(queryset), by=name_of(request))
        except ValueError:
            messages.error(request, _("Choose at least two questions of one site."))
            return
        messages.success(request, _("Counted as one from now on: %(kept)s") % {"kept": kept})

    @action(description=_("Dismiss: not ours to answer"))
    def dismiss_chosen(self, request: HttpRequest, queryset: QuerySet[Gap]) -> None:
        n = dismiss_gaps(list(queryset), by=name_of(request))
        messages.success(request, _("%(n)s dismissed.") % {"n": n})

    @action(description=_("Open again"))
    def reopen_chosen(self, request: HttpRequest, queryset: QuerySet[Gap]) -> None:
        n = reopen_gaps(list(queryset), by=name_of(request))
        messages.success(request, _("%(n)s open again.") % {"n": n})

    def dismiss_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One click in its row."""
        gap = self.get_queryset(request).filter(pk=pk).first()
        if request.method != "POST" or gap is None or not self.has_change_permission(request):
            raise PermissionDenied
        dismiss_gaps([gap], by=name_of(request))
        messages.success(request, _("Dismissed: %(gap)s") % {"gap": gap})
        return HttpResponseRedirect(reverse("admin:knowledge_gap_changelist"))

    # --- writing the answer -----------------------------------------------------------------------
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        shown = {**(extra_context or {}), "show_save_and_continue": False}
        page: HttpResponse = super().changeform_view(request, object_id, form_url, shown)
        # Behind the form's transaction: nobody waits for a model while it holds the database.
        curation.make_findable(getattr(request, "answered", ()))
        return page

    def posted_text(self, request: HttpRequest) -> str:
        """The topic is a heading above the answer."""
        text, topic = super().posted_text(request), request.POST.get("topic", "").strip()
        return f"## {topic}\n\n{text}" if topic and text.strip() else text

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """The conversations are for whoever may read them."""
        asked = ["question", "other_wordings", "how_often"]
        if request.user.has_perm("conversations.view_conversation"):
            asked.append("conversations")
        written = ("title", "text", ("topic", "language"), "is_pinned")
        return [
            (_("What was asked"), {"fields": asked}),
            (_("Write the answer"), {"fields": written}),
        ]

    def save_model(self, request: HttpRequest, obj: Gap, form: Any, change: bool) -> None:
        extracted = form.extracted()
        if extracted is None:
            return
        given = form.cleaned_data
        document = curation.answer_gap(
            obj,
            extracted=extracted,
            by=name_of(request),
            language=given["language"],
            is_pinned=given["is_pinned"],
        )
        request.answered = (document.pk,)  # type: ignore[attr-defined]

    def response_change(self, request: HttpRequest, obj: Gap) -> HttpResponse:
        """What visitors get now when they ask it, in each wording."""
        if not hasattr(request, "answered"):
            plain: HttpResponse = super().response_change(request, obj)
            return plain
        messages.success(
            request, _("Published. This is what visitors are answered with from now on.")
        )
        asked = "\n".join([obj.question, *obj.examples])
        given = urlencode({"site": obj.site_id, "questions": asked})
        return HttpResponseRedirect(f"{reverse('admin:knowledge_try')}?{given}")

    @display(description=_("Also asked as"))
    def other_wordings(self, gap: Gap) -> SafeString | str:
        rows = ((str(example),) for example in gap.examples)
        return format_html_join("", "<div>{}</div>", rows) or "–"

    @display(description=_("How often"))
    def how_often(self, gap: Gap) -> SafeString:
        return format_html(
            '<span class="cq-often"><strong>{}</strong> {} {}</span>',
            gap.count,
            trend_picture(trends_of([gap])[gap.pk]),
            _("last on %(day)s") % {"day": gap.last_asked_at.strftime("%Y-%m-%d %H:%M")},
        )

    @display(description=_("Asked in"))
    def conversations(self, gap: Gap) -> SafeString | str:
        askings = gap.askings.exclude(conversation=None).order_by("-asked_at")[:ASKINGS_SHOWN]
        rows = (
            (
                reverse("admin:conversations_conversation_change", args=[one.conversation]),
                one.asked_at.strftime("%Y-%m-%d %H:%M"),
                one.wording,
            )
            for one in askings
        )
        line = '<div><a class="underline" href="{}">{}</a> · {}</div>'
        return format_html_join("", line, rows) or "–"


@admin.register(Synonym)
class SynonymAdmin(SiteScopedAdmin):
    """ "charity, nonprofit, NGO": each finds what the others find."""

    form = SynonymForm
    list_display = ("__str__", "site")
    list_filter = ("site",)
    fields = ("site", "listed")

    def save_model(self, request: HttpRequest, obj: Synonym, form: Any, change: bool) -> None:
        curation.set_synonyms(obj, form.cleaned_data["listed"], by=name_of(request))

    def delete_model(self, request: HttpRequest, obj: Synonym) -> None:
        curation.delete_synonyms([obj], by=name_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Synonym]) -> None:
        curation.delete_synonyms(list(queryset), by=name_of(request))
