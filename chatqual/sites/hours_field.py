"""Opening hours in a form: a row for each weekday, and rows for holidays and other dates.

What the rows say is one text, which can be sent as such too: "mon 08:00-12:00, 13:00-17:00",
"2026-12-24 09:00-12:00", "12-25 closed", one a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from unfold.widgets import BASE_INPUT_CLASSES

from chatqual.sites.hours import DAYS, hours_in_words

HOURS_HELP = (
    "In the time zone of the site. An empty weekday is closed; with all of them empty people may "
    "be there at any time. 22:00-06:00 goes on into the next morning."
)
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CLOCK = r"(\d{1,2}(?::\d{2})?)"
_SPAN = re.compile(rf"{_CLOCK}\s*(?:-|–|to)\s*{_CLOCK}")
_YEARLY = re.compile(r"\d{2}-\d{2}")
# Any leap year: 29 February is a day of it.
_LEAP_YEAR = 2028
_BLANK_ROWS = 2


def lines_of(hours: Mapping[str, Any]) -> str:
    """The text of stored hours."""
    return "\n".join(f"{day} {hours_in_words(entry)}" for day, entry in hours.items())


class HoursWidget(forms.Widget):
    """Reads and writes the text of the field."""

    template_name = "sites/hours_widget.html"

    class Media:
        css: ClassVar = {"all": ("sites/hours.css",)}
        js = ("sites/hours.js",)

    def use_required_attribute(self, initial: Any) -> bool:
        return False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        if name in data:
            return str(data[name])
        return "\n".join(_lines(data, name))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_mon" not in data

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, None, attrs)
        rows = dict(_parts(line) for line in str(value or "").splitlines() if line.strip())
        dates = [(day, text) for day, text in rows.items() if day not in DAYS]
        dates.sort(key=lambda row: (len(row[0]) > len("12-25"), row[0]))
        context["widget"].update(
            days=[(day, label, rows.get(day, "")) for day, label in zip(DAYS, NAMES, strict=True)],
            dates=[*dates, *[("", "")] * _BLANK_ROWS],
            input_class=" ".join(BASE_INPUT_CLASSES),
        )
        return context


def _lines(data: Any, name: str) -> Iterator[str]:
    for day in DAYS:
        if text := data.get(f"{name}_{day}", "").strip():
            yield f"{day} {text}"
    dates = data.getlist(f"{name}_date") if hasattr(data, "getlist") else []
    for day, text in zip(dates, data.getlist(f"{name}_open") if dates else [], strict=False):
        if day.strip():
            yield f"{day.strip()} {text.strip() or 'closed'}"


def _parts(line: str) -> tuple[str, str]:
    day, _, rest = line.strip().partition(" ")
    return day.rstrip(":").lower(), rest.strip()


class HoursField(forms.CharField):
    """Hours as the engine reads them (engine/hours.py)."""

    widget = HoursWidget

    def prepare_value(self, value: Any) -> Any:
        return lines_of(value) if isinstance(value, dict) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, dict):
            return value
        lines = [line for line in (value or "").splitlines() if line.strip()]
        hours: dict[str, Any] = {}
        for line in lines:
            day, entry = _read_day(line)
            if day in hours:
                raise ValidationError(f"{day} is named twice.")
            hours[day] = entry
        return hours

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool((initial or {}) != self.to_python(data))
        except ValidationError:
            return True


def _read_day(line: str) -> tuple[str, list[Any]]:
    day, rest = _parts(line)
    if day not in DAYS and not _is_date(day):
        raise ValidationError(
            f"{day!r} is neither a day ({', '.join(DAYS)}) nor a date such as 2026-12-24, or 12-24 "
            "for every year."
        )
    if rest.lower() == "closed":
        return day, []
    spans = [_read_span(line, part) for part in rest.lower().split(",")]
    for before, after in zip(spans, spans[1:], strict=False):
        if before[1] <= before[0] or after[0] < before[1]:
            raise ValidationError(f"{line!r}: the times overlap, or are not in order.")
    return day, spans[0] if len(spans) == 1 else spans


def _read_span(line: str, text: str) -> list[str]:
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        raise ValidationError(f"{line!r}: write the hours as 08:00-18:00, or closed.")
    return [_clock(clock) for clock in found.groups()]


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(f"{_LEAP_YEAR}-{text}" if _YEARLY.fullmatch(text) else text)
    except ValueError:
        return False
    return True


def _clock(text: str) -> str:
    hour, _, minute = text.partition(":")
    # Midnight, written as the end of a day.
    hour = "0" if (hour, minute or "00") == ("24", "00") else hour
    try:
        return time(int(hour), int(minute or 0)).isoformat("minutes")
    except ValueError as error:
        raise ValidationError(f"{text} is no time of the day.") from error
