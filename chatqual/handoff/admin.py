"""Staff in the admin: who they are, what they may do, for which sites they work."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin, StackedInline, TabularInline
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from chatqual.handoff import (  # noqa: F401 - they register their pages
    canned_admin,
    desk_settings_admin,
)
from chatqual.handoff.models import AgentProfile
from chatqual.sites.models import Membership
from chatqual.sites.scope import display, sites_for

admin.site.unregister(User)
admin.site.unregister(Group)

# Whoever is no superuser cannot make one, nor hand out what they do not have themselves.
FOR_SUPERUSERS = ("is_superuser", "user_permissions")


class AgentProfileInline(StackedInline):  # type: ignore[misc]
    model = AgentProfile
    extra = 1
    max_num = 1
    can_delete = False
    verbose_name = "As visitors see them"
    verbose_name_plural = "As visitors see them"


class MembershipInline(TabularInline):  # type: ignore[misc]
    model = Membership
    extra = 0
    verbose_name_plural = "Works for"

    def formfield_for_foreignkey(self, field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if field.name == "site":
            kwargs["queryset"] = sites_for(request.user)
        return super().formfield_for_foreignkey(field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.filter(site__in=sites_for(request.user))


@admin.register(User)
class UserAdmin(DjangoUserAdmin, ModelAdmin):  # type: ignore[misc,type-arg]
    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    inlines = (AgentProfileInline, MembershipInline)
    list_display = ("username", "full_name", "roles", "is_active", "last_login")
    list_filter = ("is_active", "groups", "is_superuser")
    list_fullwidth = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        users: QuerySet[Any] = super().get_queryset(request).prefetch_related("groups")
        if request.user.is_superuser:
            return users
        colleagues = users.filter(memberships__site__in=sites_for(request.user))
        return colleagues.filter(is_superuser=False).distinct()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        sets = super().get_fieldsets(request, obj)
        if request.user.is_superuser or obj is None:
            return sets
        return [
            (name, {**options, "fields": [f for f in options["fields"] if f not in FOR_SUPERUSERS]})
            for name, options in sets
        ]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        # An account that is made here is for somebody who works here.
        obj.is_staff = obj.is_staff or not change
        super().save_model(request, obj, form, change)
        if not change and not request.user.is_superuser:
            # Without a site in common its maker would lose sight of it at once.
            for site in sites_for(request.user):
                Membership.objects.get_or_create(site=site, user=obj)

    @display("Name")
    def full_name(self, user: User) -> str:
        return user.get_full_name()

    @display("Roles")
    def roles(self, user: User) -> str:
        names = [g.name for g in user.groups.all()]
        return ", ".join([*names, *(["Superuser"] if user.is_superuser else [])])


@admin.register(Group)
class GroupAdmin(DjangoGroupAdmin, ModelAdmin):  # type: ignore[misc]
    pass
