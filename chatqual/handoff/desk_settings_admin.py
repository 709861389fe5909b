"""How fast people are to answer at a site, and whom it rings: one page a site."""

from __future__ import annotations

from typing import Any, get_args

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminTextareaWidget

from chatqual.engine.state import LeadType
from chatqual.handoff.clock_models import DeskSettings
from chatqual.sites.scope import ScopedAdmin, display

KINDS: tuple[str, ...] = get_args(LeadType)


class TeamsField(forms.CharField):
    """Kinds of leads with their teams, as "support: support", one a line."""

    widget = UnfoldAdminTextareaWidget(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return "\n".join(f"{kind}: {team}" for kind, team in value.items())

    def to_python(self, value: Any) -> Any:
        if isinstance(value, dict):
            return value
        lines = [line for line in (value or "").splitlines() if line.strip()]
        return dict(_read_team(line) for line in lines)


def _read_team(line: str) -> tuple[str, str]:
    kind, _, team = (part.strip() for part in line.partition(":"))
    if kind.lower() not in KINDS or not team:
        raise ValidationError(f"{line!r}: write a kind ({', '.join(KINDS)}), a colon and a team.")
    return kind.lower(), team


class DeskSettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    teams = TeamsField(
        required=False,
        label="Teams",
        help_text="Which team it rings first: support: support, one a line. The kinds that are not "
        "named ring for everybody, and so does a team in which nobody is available.",
    )

    class Meta:
        model = DeskSettings
        fields = (
            "site",
            "minutes_hot",
            "minutes_warm",
            "minutes_cold",
            "minutes_unknown",
            "capacity",
            "teams",
        )


@admin.register(DeskSettings)
class DeskSettingsAdmin(ScopedAdmin):
    form = DeskSettingsForm
    list_display = ("shown_site", "minutes_hot", "minutes_warm", "minutes_cold", "capacity")
    fieldsets = (
        (None, {"fields": ("site",)}),
        (
            "Minutes until a person should have answered, in opening hours",
            {"fields": ("minutes_hot", "minutes_warm", "minutes_cold", "minutes_unknown")},
        ),
        ("Rings", {"fields": ("capacity", "teams")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("site",) if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They go with their site; without them the defaults would hold."""
        return False

    @display("Site", ordering="site__name")
    def shown_site(self, row: DeskSettings) -> str:
        return row.site.name
