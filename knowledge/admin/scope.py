"""What all admin pages of the knowledge base share: staff see the sites that they work for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.db.models import Model, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from unfold import decorators
from unfold.admin import ModelAdmin

from chatqual.sites.models import Site
from knowledge.curation import read_markdown, read_upload
from knowledge.errors import DocumentUnreadable
from knowledge.extract.base import Extracted
from knowledge.models import Document
from knowledge.web import fetch_rules

Method = TypeVar("Method", bound=Callable[..., Any])
ReadResult = Extracted | DocumentUnreadable | None


def action(description: Any) -> Callable[[Method], Method]:
    """unfold's action, typed."""
    return cast("Callable[[Method], Method]", decorators.action(description=description))


def display(description: Any, **options: Any) -> Callable[[Method], Method]:
    """unfold's display, typed."""
    return cast(
        "Callable[[Method], Method]", decorators.display(description=description, **options)
    )


def sites_of(request: HttpRequest) -> QuerySet[Site]:
    """The sites that the signed-in member of staff works for; all of them for a superuser."""
    sites = Site.objects.all()
    user = request.user
    return (
        sites if getattr(user, "is_superuser", False) else sites.filter(memberships__user=user.pk)
    )


def name_of(request: HttpRequest) -> str:
    """Who did it, for versions and the audit trail."""
    return str(request.user.get_username())


def back_to(request: HttpRequest, otherwise: str) -> str:
    """The page of ours that a button was pressed on."""
    came_from = request.headers.get("Referer", "")
    here = {request.get_host()}
    if url_has_allowed_host_and_scheme(came_from, here, require_https=request.is_secure()):
        return came_from
    return otherwise


class SiteScopedAdmin(ModelAdmin):  # type: ignore[misc]
    """Rows of other sites are neither listed nor reached by their number."""

    site_path = "site"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        rows: QuerySet[Model] = super().get_queryset(request)
        return rows.filter(**{f"{self.site_path}__in": sites_of(request)})

    def formfield_for_foreignkey(self, field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if field.name == "site":
            kwargs["queryset"] = sites_of(request)
        if field.name == "document":
            kwargs["queryset"] = Document.objects.filter(site__in=sites_of(request))
        made = super().formfield_for_foreignkey(field, request, **kwargs)
        if field.name == "site" and isinstance(made, ModelChoiceField):
            made.initial = sites_of(request).values_list("pk", flat=True).first()
        return made


class ReadsTextFirst:
    """Reads what was posted before Django opens the form's transaction.

    The parser is a process and may take seconds; on SQLite an open transaction would hold up every
    visitor's message for as long. The form finds what was read as `read_result`.
    """

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if request.method == "POST" and self.may_read(request):
            request.read_result = self.read_posted(request, object_id)  # type: ignore[attr-defined]
        answer: HttpResponse = super().changeform_view(  # type: ignore[misc]
            request, object_id, *args, **kwargs
        )
        return answer

    def may_read(self, request: HttpRequest) -> bool:
        may_add: bool = self.has_add_permission(request)  # type: ignore[attr-defined]
        may_change: bool = self.has_change_permission(request)  # type: ignore[attr-defined]
        return may_add or may_change

    def posted_text(self, request: HttpRequest) -> str:
        """The text that is to be read."""
        return request.POST.get("text", "")

    def read_posted(self, request: HttpRequest, object_id: str | None) -> ReadResult:
        """What the form's text or file holds, why it cannot be read, or None where it is empty."""
        text = self.posted_text(request)
        file = request.FILES.get("file")
        limit = fetch_rules().max_bytes
        try:
            if file is not None and (file.size or 0) <= limit:
                return read_upload(str(file.name), file.read(), request.POST.get("title", ""))
            if text.strip():
                return read_markdown(text, request.POST.get("title", ""))
        except DocumentUnreadable as fault:
            return fault
        return None

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, **kwargs)  # type: ignore[misc]
        return type(form.__name__, (form,), {"read_result": getattr(request, "read_result", None)})


class ReadOnly:
    """Mixed into the pages of what machines write."""

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
