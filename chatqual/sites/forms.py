"""Forms that check before a chat has to: hours, zone, origins."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from chatqual.sites.hours import DAYS
from chatqual.sites.models import Site, check_origins

_SPAN = re.compile(r"(\d{1,2}:\d{2})\s*(?:-|–|to)\s*(\d{1,2}:\d{2})")


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    widget = UnfoldAdminTextareaWidget(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        return [line.strip() for line in (value or "").splitlines() if line.strip()]


class HoursField(forms.CharField):
    """Opening hours as people write them: "mon 08:00-18:00", "2026-12-24 closed", one a line."""

    widget = UnfoldAdminTextareaWidget(attrs={"rows": 8})

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return "\n".join(
            f"{day} {span[0]}-{span[1]}" if span else f"{day} closed" for day, span in value.items()
        )

    def to_python(self, value: Any) -> Any:
        if isinstance(value, dict):
            return value
        lines = [line.strip().lower() for line in (value or "").splitlines() if line.strip()]
        return dict(_read_day(line) for line in lines)


def _read_day(line: str) -> tuple[str, list[str]]:
    day, _, rest = line.partition(" ")
    day, rest = day.rstrip(":"), rest.strip()
    if day not in DAYS and not _is_date(day):
        raise ValidationError(f"{day!r} is neither a day ({', '.join(DAYS)}) nor a date.")
    if rest == "closed":
        return day, []
    found = _SPAN.fullmatch(rest)
    span = [_clock(text) for text in found.groups()] if found else []
    if len(span) != 2 or span[0] >= span[1]:
        raise ValidationError(f"{line!r}: write the hours as 08:00-18:00, or closed.")
    return day, span


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _clock(text: str) -> str:
    hour, minute = text.split(":")
    try:
        return time(int(hour), int(minute)).isoformat("minutes")
    except ValueError as error:
        raise ValidationError(f"{text} is no time of the day.") from error


class SiteForm(forms.ModelForm):  # type: ignore[type-arg]
    """A site, with its lists one a line."""

    origins = LinesField(
        required=False,
        validators=[check_origins],
        help_text="Pages that may embed the chat, one a line, such as https://www.example.com.",
    )
    starters = LinesField(required=False, help_text="Questions offered at the start, one a line.")
    hours = HoursField(
        required=False,
        help_text="One a line: mon 08:00-18:00. A date goes before its weekday: "
        "2026-12-24 closed. Empty: always.",
    )
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
