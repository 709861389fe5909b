"""What is asked of a new site: as few things as will do, each as people write it."""

from __future__ import annotations

from typing import Any, cast
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from unfold.widgets import INPUT_CLASSES, SELECT_CLASSES, TEXTAREA_CLASSES

from chatqual.integrations.models import AlertRecipient
from chatqual.policy_desk.fields import CountriesField, NumberField, WordsField
from chatqual.sites.forms import LinesField
from chatqual.sites.hours_field import HOURS_HELP, HoursField
from chatqual.sites.models import Site
from chatqual.sites.origins import normal_origin
from knowledge.curation import check_address

SITEMAP, WEBSITE, LATER = "sitemap", "website", "later"
READINGS = (
    (WEBSITE, "The whole website, from its first page on"),
    (SITEMAP, "The pages of a sitemap"),
    (LATER, "Nothing yet"),
)
WORKING_DAYS = {day: ["09:00", "17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
# The parts of the page, with the right that each needs beyond that of changing the site.
PARTS = {
    "reading": "knowledge.add_source",
    "sitemap": "knowledge.add_source",
    "told": "integrations.change_staffalerts",
    "team_min": "sites.change_policyversion",
    "team_max": "sites.change_policyversion",
    "countries": "sites.change_policyversion",
    "industries": "sites.change_policyversion",
}
IDEAL = ("team_min", "team_max", "countries", "industries")
_MAX_TEAM = 1_000_000
_INPUT = {"class": " ".join(INPUT_CLASSES)}


class AddressesField(LinesField):
    """E-mail addresses, one a line."""

    widget = forms.Textarea({"class": " ".join(TEXTAREA_CLASSES), "rows": 3})

    def validate(self, value: Any) -> None:
        super().validate(value)
        for address in value:
            try:
                validate_email(address)
            except ValidationError as fault:
                raise ValidationError(
                    f"“{address}” is no e-mail address. Write one a line, such as ana@example.com."
                ) from fault


class SetUpForm(forms.Form):
    """`site`: None for a new one. Fields that `user` has no right to are left out."""

    name = forms.CharField(
        label="Name of the website or company",
        max_length=200,
        help_text="Visitors read it in the chat.",
        widget=forms.TextInput({**_INPUT, "autocomplete": "organization"}),
    )
    address = forms.CharField(
        label="Its address",
        max_length=300,
        help_text="Such as www.example.com. Only pages of this address, with and without www, may "
        "show the chat.",
        widget=forms.TextInput({**_INPUT, "inputmode": "url", "autocomplete": "url"}),
    )
    reading = forms.ChoiceField(
        label="What the assistant answers from",
        choices=READINGS,
        initial=WEBSITE,
        widget=forms.Select({"class": " ".join(SELECT_CLASSES)}),
    )
    sitemap = forms.CharField(
        label="Address of the sitemap",
        required=False,
        max_length=1000,
        help_text="Mostly www.example.com/sitemap.xml. Files are uploaded later, under Documents.",
        widget=forms.TextInput({**_INPUT, "inputmode": "url"}),
    )
    time_zone = forms.ChoiceField(
        label="Time zone",
        choices=[(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())],
        widget=forms.Select({"class": " ".join(SELECT_CLASSES)}),
    )
    hours = HoursField(label="When people are there", required=False, help_text=HOURS_HELP)
    told = AddressesField(
        label="Who is told by e-mail",
        required=False,
        help_text="Of a hot lead, of a visitor who waits for a person, of the night's queue. One "
        "address a line; details later, under Mail to staff.",
    )
    team_min = NumberField(
        1, _MAX_TEAM, label="Companies from how many people", required=False, help_text="Or empty."
    )
    team_max = NumberField(
        1, _MAX_TEAM, label="Up to how many", required=False, help_text="Or empty."
    )
    countries = CountriesField(
        label="In which countries", help_text="One a line, by name or code. Empty: any."
    )
    industries = WordsField(
        label="In which industries",
        help_text="Words that visitors use, one a line. Empty: any.",
    )

    def __init__(self, *args: Any, site: Site | None, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        if site is not None:
            more = [(LATER, "Nothing more for now"), *READINGS[:2]]
            cast("forms.ChoiceField", self.fields["reading"]).choices = more
        for name, right in PARTS.items():
            if not user.has_perm(right):
                del self.fields[name]
        for name, field in self.fields.items():
            # What somebody else changed meanwhile is not put back by a field that was left alone.
            field.show_hidden_initial = site is not None
            field.widget.attrs.setdefault("aria-describedby", f"help_{name}")

    def clean_address(self) -> str:
        """As an origin; https where nothing is said."""
        text = str(self.cleaned_data["address"]).strip().lower()
        whole = text if "://" in text else f"https://{text}"
        scheme, _, rest = whole.partition("://")
        origin = normal_origin(f"{scheme}://{rest.split('/')[0].split('?')[0].split('#')[0]}")
        if origin is None or ("." not in origin and "localhost" not in origin):
            raise ValidationError("Write the address as in a browser, such as www.example.com.")
        return origin

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("reading") == SITEMAP and "sitemap" not in self.errors:
            self._check_sitemap(str(found.get("sitemap", "")))
        low, high = found.get("team_min"), found.get("team_max")
        if low and high and low > high:
            self.add_error("team_max", f"This is less than the {low} above.")
        return found

    def _check_sitemap(self, text: str) -> None:
        text = text.strip()
        if not text:
            self.add_error("sitemap", "Write its address, or choose the whole website above.")
            return
        whole = text if "://" in text else f"https://{text}"
        try:
            check_address(whole)
        except ValidationError as fault:
            self.add_error("sitemap", fault)
        self.cleaned_data["sitemap"] = whole

    def parts(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Heading, what it is good for, fields: those that are there."""
        shown = [
            (title, help, [self[name] for name in names if name in self.fields])
            for title, help, names in _PARTS_SHOWN
        ]
        return [part for part in shown if part[2]]


_PARTS_SHOWN = (
    ("The website", "", ("name", "address")),
    (
        "Its documents",
        "The assistant says only what stands there, and shows where.",
        ("reading", "sitemap"),
    ),
    (
        "Opening hours",
        "Visitors hear honestly when somebody will be there.",
        ("time_zone", "hours"),
    ),
    ("Who is told", "", ("told",)),
    (
        "Who is the right customer",
        "A lead that fits counts as more. All of it may stay empty; the rest of the rules stands "
        "under Policies.",
        IDEAL,
    ),
)


def initial_of(site: Site | None, user: User) -> dict[str, Any]:
    """What the page shows at first."""
    if site is None:
        told = [user.email] if user.email else []
        return {"time_zone": "UTC", "hours": WORKING_DAYS, "told": told, "reading": WEBSITE}
    recipients = AlertRecipient.objects.filter(alerts__site=site)
    return {
        "name": site.name,
        "address": site.origins[0] if site.origins else "",
        "reading": LATER,
        "time_zone": site.time_zone,
        "hours": site.hours,
        "told": list(recipients.values_list("address", flat=True)),
    }
