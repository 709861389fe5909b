"""What visitors asked in vain, answered in a minute; words that mean the same."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from knowledge import curation
from knowledge.admin.forms import AnswerGapForm, SynonymForm
from knowledge.admin.scope import ReadsTextFirst, SiteScopedAdmin, action, display, name_of
from knowledge.gaps import dismiss_gaps
from knowledge.models import Gap, Synonym

_STATE_COLOURS = {"open": "warning", "answered": "success", "dismissed": "info"}


@admin.register(Gap)
class GapAdmin(ReadsTextFirst, SiteScopedAdmin):
    """The most asked first. Writing an answer publishes it."""

    form = AnswerGapForm
    list_display = ("question", "count", "shown_state", "language", "last_asked_at")
    list_filter = ("state", "site", "language")
    search_fields = ("question",)
    ordering = ("-count", "-last_asked_at")
    actions = ("dismiss_chosen",)
    readonly_fields = ("question", "count", "other_wordings", "shown_state", "last_asked_at")
    fieldsets = (
        (None, {"fields": ("question", "other_wordings", ("count", "last_asked_at"))}),
        (_("Write the answer"), {"fields": ("title", "text")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Gap, form: Any, change: bool) -> None:
        extracted = form.extracted()
        if extracted is not None:
            curation.answer_gap(obj, extracted=extracted, by=name_of(request))
            messages.success(request, _("Published; visitors are answered with it from now on."))

    @action(description=_("Dismiss: not ours to answer"))
    def dismiss_chosen(self, request: HttpRequest, queryset: QuerySet[Gap]) -> None:
        n = dismiss_gaps(list(queryset), by=name_of(request))
        messages.success(request, _("%(n)s dismissed.") % {"n": n})

    @display(description=_("State"), label=_STATE_COLOURS, ordering="state")
    def shown_state(self, gap: Gap) -> tuple[str, str]:
        return gap.state, gap.get_state_display()

    @display(description=_("Also asked as"))
    def other_wordings(self, gap: Gap) -> SafeString | str:
        rows = ((str(example),) for example in gap.examples)
        return format_html_join("", "<div>{}</div>", rows) or "–"


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
