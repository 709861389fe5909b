"""The desk's search for what the documents say, also in those that no visitor is shown."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from chatqual.sites.models import Site
from knowledge.admin.scope import sites_of
from knowledge.looking_up import look_up

PERMISSIONS = ("handoff.use_desk", "knowledge.view_document")


class LookUpForm(forms.Form):
    """What to look for, and at which site where there are several."""

    q = forms.CharField(
        label=_("What are you looking for?"),
        max_length=500,
        widget=UnfoldAdminTextInputWidget(attrs={"autofocus": True, "type": "search"}),
    )
    site = forms.ModelChoiceField(
        Site.objects.none(), label=_("Site"), empty_label=None, widget=UnfoldAdminSelectWidget()
    )

    def __init__(self, *args: Any, sites: QuerySet[Site], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["site"]
        field.queryset, field.initial = sites, sites.first()
        if sites.count() == 1:
            field.widget, field.required = forms.HiddenInput(), False

    def clean_site(self) -> Any:
        given = self.cleaned_data.get("site")
        return given or self.fields["site"].initial


def look_up_view(request: HttpRequest) -> HttpResponse:
    """For whoever works at the desk or on the documents."""
    if not any(request.user.has_perm(name) for name in PERMISSIONS):
        raise PermissionDenied
    form = LookUpForm(request.GET if "q" in request.GET else None, sites=sites_of(request))
    found = look_up(form.cleaned_data["site"], form.cleaned_data["q"]) if form.is_valid() else ()
    context = {
        **admin.site.each_context(request),
        "title": _("Look it up"),
        "form": form,
        "found": found,
        "may_open": request.user.has_perm("knowledge.view_document"),
    }
    return TemplateResponse(request, "admin/knowledge/look_up.html", context)
