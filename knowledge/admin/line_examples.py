"""Examples of a site's own for the classifier, with what each changes before it does."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from chatqual.engine.understanding.base import Context
from chatqual.engine.understanding.classifier import labels_of
from chatqual.engine.understanding.reading import read
from chatqual.sites.line_examples import LineExample, forget_examples, own_example
from chatqual.sites.models import Site
from knowledge.admin.scope import SiteScopedAdmin
from knowledge.line_sense import sense_with

NO_ACT = "none"


def reading_in_words(text: str, site: Site, examples: list[LineExample]) -> str:
    """What a line is read as with these examples: "acts: human; from: unclear (0.81)"."""
    sense = sense_with([own_example(row) for row in examples])
    found = read(text, Context(now=timezone.now(), locale=site.locale, sense=sense))
    lead = found.lead_type
    acts = ", ".join(found.acts) or _("none")
    return _("acts: %(acts)s; written by: %(type)s (%(sure).2f)") % {
        "acts": acts,
        "type": lead.type,
        "sure": lead.confidence,
    }


def _label_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    acts = [(label, _("no act") if label == NO_ACT else label) for label in labels_of("act")]
    return [
        (str(_("What the line does")), [(name, str(shown)) for name, shown in acts]),
        (str(_("Who writes it")), [(label, label) for label in labels_of("lead_type")]),
    ]


class LineExampleForm(forms.ModelForm):  # type: ignore[type-arg]
    """Saved at the second press: the first shows what the line is read as today, and after."""

    text = forms.CharField(
        label=_("The line"),
        max_length=300,
        widget=UnfoldAdminTextInputWidget(),
        help_text=_("In the visitor's words. Lines that resemble it are read alike."),
    )
    label = forms.ChoiceField(label=_("Label"), widget=UnfoldAdminSelectWidget())
    is_seen = forms.BooleanField(
        label=_("Put it into effect"),
        required=False,
        help_text=_("Without this the form only shows what would change."),
    )

    class Meta:
        model = LineExample
        fields = ("site", "text", "kind", "label")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["label"].choices = _label_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        is_whole = all(given.get(name) for name in ("site", "text", "kind", "label"))
        if is_whole and not given.get("is_seen") and given["label"] in labels_of(given["kind"]):
            raise forms.ValidationError(self._comparison(given))
        return given

    def _comparison(self, given: dict[str, Any]) -> list[str]:
        site, text = given["site"], given["text"]
        others = list(LineExample.objects.filter(site=site).exclude(pk=self.instance.pk))
        stored = [*others, *([self.instance] if self.instance.pk else [])]
        if self.instance.pk:
            # The form has put its values on the instance already; the row says what holds today.
            stored[-1] = LineExample.objects.get(pk=self.instance.pk)
        new = LineExample(site=site, text=text, kind=given["kind"], label=given["label"])
        return [
            str(_("Today: %s") % reading_in_words(text, site, stored)),
            str(_("With this example: %s") % reading_in_words(text, site, [*others, new])),
            str(_("Tick “Put it into effect” and save, if that is right.")),
        ]


@admin.register(LineExample)
class LineExampleAdmin(SiteScopedAdmin):
    """In effect at once: the next turn of the site is read with it."""

    form = LineExampleForm
    list_display = ("text", "kind", "label", "site", "created_by", "created")
    list_filter = ("kind", "site")
    list_select_related = ("site", "created_by")
    search_fields = ("text",)
    fields = ("site", "text", "kind", "label", "is_seen")

    def save_model(self, request: HttpRequest, obj: LineExample, form: Any, change: bool) -> None:
        if not change:
            obj.created_by_id = int(request.user.pk or 0) or None
        super().save_model(request, obj, form, change)
        _in_effect()

    def delete_model(self, request: HttpRequest, obj: LineExample) -> None:
        super().delete_model(request, obj)
        _in_effect()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[LineExample]) -> None:
        super().delete_queryset(request, queryset)
        _in_effect()


def _in_effect() -> None:
    """Now for this transaction, and for all others once it stands."""
    forget_examples()
    transaction.on_commit(forget_examples)
