"""Forms that check before a chat has to: zone, origins."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from chatqual.sites.hours_field import HOURS_HELP, HoursField
from chatqual.sites.models import Site, check_origins


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    widget = UnfoldAdminTextareaWidget(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        return [line.strip() for line in (value or "").splitlines() if line.strip()]


class SiteForm(forms.ModelForm):  # type: ignore[type-arg]
    """A site, with its lists one a line."""

    origins = LinesField(
        required=False,
        validators=[check_origins],
        help_text="Pages that may embed the chat, one a line, such as https://www.example.com.",
    )
    starters = LinesField(required=False, help_text="Questions offered at the start, one a line.")
    hours = HoursField(required=False, help_text=HOURS_HELP)
    time_zone = forms.ChoiceField(
        choices=[(zone, zone) for zone in sorted(available_timezones())],
        widget=UnfoldAdminSelectWidget,
        initial="UTC",
    )
    fiscal_year_start = forms.IntegerField(min_value=1, max_value=12, initial=1)

    class Meta:
        model = Site
        fields = (
            "name",
            "public_key",
            "is_test_mode",
            "origins",
            "contact_email",
            "booking_url",
            "locale",
            "time_zone",
            "fiscal_year_start",
            "hours",
            "starters",
            "theme",
            "texts",
            "consent",
        )

    def clean_theme(self) -> Any:
        return _object(self.cleaned_data.get("theme"))

    def clean_texts(self) -> Any:
        return _object(self.cleaned_data.get("texts"))

    def clean_consent(self) -> Any:
        return _object(self.cleaned_data.get("consent"))


def _object(value: Any) -> Any:
    if value in (None, ""):
        return {}
    if not isinstance(value, dict):
        raise ValidationError('An object is wanted, such as {"accent": "#1f5c4d"}.')
    return value
