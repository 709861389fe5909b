"""Pinned answers and blocked topics."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from knowledge import curation
from knowledge.admin.scope import SiteScopedAdmin, display, name_of
from knowledge.models import Pin

MOST_WORDINGS = 20


class PinForm(forms.ModelForm):  # type: ignore[type-arg]
    """Wordings one a line, and the document for an answer."""

    asked = forms.CharField(
        label=_("Asked as"),
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 5}),
        help_text=_(
            "One wording a line. Questions that mean the same meet it too; try some afterwards."
        ),
    )

    class Meta:
        model = Pin
        fields = ("site", "kind", "document")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["asked"] = "\n".join(self.instance.wordings)

    def clean_asked(self) -> list[str]:
        lines = [line.strip() for line in str(self.cleaned_data["asked"]).splitlines()]
        wordings = list(dict.fromkeys(line[:500] for line in lines if line))
        if len(wordings) > MOST_WORDINGS:
            raise forms.ValidationError(_("At most %(n)s wordings.") % {"n": MOST_WORDINGS})
        return wordings

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        document, site = given.get("document"), given.get("site")
        if given.get("kind") == Pin.Kind.ANSWER and document is None:
            self.add_error("document", _("A pinned answer needs a document."))
        if document is not None and site is not None and document.site_id != site.pk:
            self.add_error("document", _("The document belongs to another site."))
        return given


@admin.register(Pin)
class PinAdmin(SiteScopedAdmin):
    """Asked before the documents are searched."""

    form = PinForm
    list_display = ("__str__", "kind", "document", "others", "site")
    list_filter = ("kind", "site")
    list_select_related = ("document", "site")
    autocomplete_fields = ("document",)
    fields = ("site", "kind", "asked", "document")

    def save_model(self, request: HttpRequest, obj: Pin, form: Any, change: bool) -> None:
        curation.set_pin(obj, form.cleaned_data["asked"], by=name_of(request))

    def delete_model(self, request: HttpRequest, obj: Pin) -> None:
        curation.delete_pins([obj], by=name_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Pin]) -> None:
        curation.delete_pins(list(queryset), by=name_of(request))

    @display(description=_("Other wordings"))
    def others(self, pin: Pin) -> str:
        return "; ".join(pin.wordings[1:]) or "–"
