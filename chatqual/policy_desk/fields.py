"""Fields for what a policy holds: several wordings, an order, shares, countries, meanings."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from unfold.widgets import INPUT_CLASSES, SELECT_CLASSES, TEXTAREA_CLASSES

from chatqual.engine.understanding.places import COUNTRIES

MAX_TEXT = 500
MAX_WORDINGS = 8


def tidy(texts: Any) -> list[str]:
    """The texts that are not blank, without blanks at their ends."""
    if not isinstance(texts, list | tuple):
        return []
    return [t.replace("\r\n", "\n").strip() for t in map(str, texts) if t.strip()]


class SeveralWidget(forms.Widget):
    """Several inputs of one name, one more than there are texts. The page's script adds more."""

    template_name = "policy_desk/several.html"

    def __init__(self, noun: str, rows: int = 2) -> None:
        super().__init__({"class": " ".join(TEXTAREA_CLASSES), "rows": rows})
        self.noun = noun

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        items = [str(v) for v in value or ()]
        context["widget"].update(items=[*items, ""], noun=self.noun)
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return list(data.getlist(name))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_1" if id_ else ""


class SeveralField(forms.Field):
    """A list of texts, in their order. Blank ones are left out."""

    def __init__(self, noun: str = "Wording", limit: int = MAX_WORDINGS, **options: Any) -> None:
        super().__init__(required=False, widget=SeveralWidget(noun), **options)
        self.limit = limit

    def clean(self, value: Any) -> list[str]:
        found = tidy(value)
        if len(found) > self.limit:
            raise ValidationError(f"At most {self.limit}; there are {len(found)}.")
        for number, text in enumerate(found, 1):
            if len(text) > MAX_TEXT:
                raise ValidationError(
                    f"Number {number} has {len(text)} characters; at most {MAX_TEXT} are read."
                )
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return tidy(initial) != tidy(data)


class TextField(forms.CharField):
    """One text. Blanks at its ends are no change."""

    def __init__(self, rows: int = 2, **options: Any) -> None:
        attrs = {"class": " ".join(TEXTAREA_CLASSES), "rows": rows}
        widget = forms.Textarea(attrs) if rows > 1 else _text_input()
        super().__init__(required=False, max_length=MAX_TEXT, widget=widget, **options)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return tidy([initial or ""]) != tidy([data or ""])


def _text_input() -> forms.TextInput:
    return forms.TextInput({"class": " ".join(INPUT_CLASSES)})


class WordsField(forms.CharField):
    """A list of words or short phrases, one a line."""

    def __init__(self, **options: Any) -> None:
        widget = forms.Textarea({"class": " ".join(TEXTAREA_CLASSES), "rows": 3})
        super().__init__(required=False, widget=widget, **options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return tidy(value)
        return tidy((value or "").replace(",", "\n").splitlines())

    def validate(self, value: Any) -> None:
        long = [word for word in value if len(word) > 60]
        if long:
            raise ValidationError(f"“{long[0][:60]}…” is longer than 60 characters.")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(initial) != self.to_python(data))


def country_name(code: str) -> str:
    """The English name of a country's code; the code itself where we have none."""
    names = COUNTRIES.get(code, "")
    return names.split("|")[0].replace("\\", "").title() if names else code


_CODES = {name: code for code, names in COUNTRIES.items() for name in names.split("|")}


class CountriesField(WordsField):
    """Countries by name or code, one a line; kept as codes."""

    def clean(self, value: Any) -> list[str]:
        return [_code(text) for text in self.to_python(value)]

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return "\n".join(country_name(str(code)) for code in value)
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        shown = self.prepare_value(initial)
        return bool(self.to_python(shown) != self.to_python(data))


def _code(text: str) -> str:
    if len(text) == 2 and text.isalpha() and text.upper() in COUNTRIES:
        return text.upper()
    found = _CODES.get(text.casefold())
    if found is None:
        raise ValidationError(f"“{text}” is no country that is known here, nor a code such as DE.")
    return found


class AsStored:
    """Mixed into number fields: a stored value that is no number is untouched while it stands."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        if initial is not None and str(initial) == str(data):
            return False
        return bool(super().has_changed(initial, data))  # type: ignore[misc]


class NumberField(AsStored, forms.IntegerField):
    def __init__(self, low: int, high: int, *, required: bool = True, **options: Any) -> None:
        widget = forms.NumberInput({"class": " ".join(INPUT_CLASSES)})
        super().__init__(min_value=low, max_value=high, required=required, widget=widget, **options)


class ShareField(AsStored, forms.DecimalField):
    """A share of 0 to 1, shown and written as per cent."""

    def __init__(self, **options: Any) -> None:
        widget = forms.NumberInput({"class": " ".join(INPUT_CLASSES)})
        super().__init__(min_value=0, max_value=100, decimal_places=2, widget=widget, **options)


def as_percent(share: Any) -> Any:
    """0.65 as 65, exactly as it was written; what is no number stays as it is."""
    if isinstance(share, bool) or not isinstance(share, int | float):
        return share
    percent = Decimal(str(share)) * 100
    whole = percent.to_integral_value()
    return whole if percent == whole else percent.normalize()


def as_share(percent: Decimal | None) -> float | None:
    return None if percent is None else float(percent / 100)


class ChoiceField(forms.ChoiceField):
    """A choice. A stored value that we do not know stays to be chosen."""

    def __init__(self, choices: Sequence[tuple[str, str]], stored: Any, **options: Any) -> None:
        known = [value for value, _ in choices]
        more = [] if stored in known else [(str(stored or ""), f"{stored or 'not set'}")]
        widget = forms.Select({"class": " ".join(SELECT_CLASSES)})
        super().__init__(choices=[*more, *choices], required=False, widget=widget, **options)


class ChoicesField(forms.MultipleChoiceField):
    """Some of a list, kept in the order in which they stood."""

    def __init__(self, choices: Sequence[tuple[str, str]], stored: Any, **options: Any) -> None:
        self.stored = [str(v) for v in stored or ()]
        known = {value for value, _ in choices}
        more = [(value, value) for value in self.stored if value not in known]
        super().__init__(
            choices=[*choices, *more],
            required=False,
            widget=forms.CheckboxSelectMultiple({"class": "pd-check"}),
            **options,
        )

    def clean(self, value: Any) -> list[str]:
        chosen = super().clean(value)
        kept = [v for v in self.stored if v in chosen]
        choices = cast("list[tuple[str, str]]", self.choices)
        return [*kept, *(v for v, _ in choices if v in chosen and v not in kept)]


class OrderWidget(forms.Widget):
    """A place for each entry; the page's script adds arrows. No place: it is not in the order."""

    template_name = "policy_desk/order.html"

    def __init__(self, labels: dict[str, str]) -> None:
        super().__init__({"class": " ".join(INPUT_CLASSES)})
        self.labels = labels

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        places = self._places(value)
        rows = [(v, label, places.get(v, "")) for v, label in self.labels.items()]
        rows.sort(
            key=lambda row: (
                not str(row[2]).isdigit(),
                int(row[2] or 0) if str(row[2]).isdigit() else 0,
            )
        )
        context["widget"]["rows"] = rows
        return context

    def _places(self, value: Any) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        return {entry: place for place, entry in enumerate(value or (), 1)}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        return {v: str(data.get(f"{name}:{v}", "")).strip() for v in self.labels}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False


class OrderField(forms.Field):
    """Entries by the place that was written beside each; those without a place are left out."""

    def __init__(self, labels: dict[str, str], **options: Any) -> None:
        super().__init__(required=False, widget=OrderWidget(labels), **options)
        self.labels = labels

    def clean(self, value: Any) -> list[str]:
        placed = {entry: text for entry, text in (value or {}).items() if text}
        for entry, text in placed.items():
            if not text.isdecimal() or not 1 <= int(text) <= 99:
                raise ValidationError(
                    f"{self.labels.get(entry, entry)}: the place is a number from 1 to 99."
                )
        numbers = [int(text) for text in placed.values()]
        if len(set(numbers)) != len(numbers):
            raise ValidationError("Two of them have the same place.")
        return sorted(placed, key=lambda entry: int(placed[entry]))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.clean(data) != list(initial or ())
        except ValidationError:
            return True


class RowsWidget(SeveralWidget):
    """As many selects as there may be quick replies."""

    template_name = "policy_desk/meanings.html"

    def __init__(self, choices: Sequence[tuple[str, str]], rows: int) -> None:
        super().__init__("Quick reply")
        self.choices, self.rows = choices, rows

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        stored = [str(v) for v in value or ()]
        context["widget"].update(
            items=[*stored, *[""] * (self.rows - len(stored))],
            choices=self.choices,
            classes=" ".join(SELECT_CLASSES),
        )
        return context


class MeaningsField(forms.Field):
    """What each quick reply means, by its place. Nothing at the end says nothing."""

    def __init__(
        self, choices: Sequence[tuple[str, str]], stored: Any, rows: int = 4, **options: Any
    ) -> None:
        known = {value for value, _ in choices}
        more = [(str(v), str(v)) for v in stored or () if v not in known]
        rows = max(rows, len(stored or ()))
        widget = RowsWidget([*choices, *more], rows)
        super().__init__(required=False, widget=widget, **options)

    def clean(self, value: Any) -> list[str]:
        return _without_end(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _without_end(initial) != _without_end(data)


def _without_end(meanings: Any) -> list[str]:
    found = [str(m) for m in meanings or ()]
    while found and not found[-1]:
        found.pop()
    return found
