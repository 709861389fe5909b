"""Who sees which site, and the admin pages that keep to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from unfold import decorators
from unfold.admin import ModelAdmin

from chatqual.sites.models import Site

Method = TypeVar("Method", bound=Callable[..., Any])


def sites_for(user: User | AnonymousUser) -> QuerySet[Site]:
    """The sites that somebody works for; a superuser works for all."""
    if user.is_superuser:
        return Site.objects.all()
    return Site.objects.filter(memberships__user=user.pk)


def display(description: str, **options: Any) -> Callable[[Method], Method]:
    """unfold's display, typed."""
    made = decorators.display(description=description, **options)
    return cast("Callable[[Method], Method]", made)


def action(description: str, **options: Any) -> Callable[[Method], Method]:
    """unfold's action, typed."""
    made = decorators.action(description=description, **options)
    return cast("Callable[[Method], Method]", made)


class ScopedAdmin(ModelAdmin):  # type: ignore[misc]
    """Rows of other sites are neither listed nor reached by their number."""

    site_path = "site"
    list_fullwidth = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        rows: QuerySet[Model] = super().get_queryset(request)
        return rows.filter(**{f"{self.site_path}__in": sites_for(request.user)})

    def formfield_for_foreignkey(self, field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if field.name == "site":
            kwargs["queryset"] = sites_for(request.user)
        return super().formfield_for_foreignkey(field, request, **kwargs)


class WrittenByMachines:
    """Mixed into pages of what nobody edits by hand."""

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
