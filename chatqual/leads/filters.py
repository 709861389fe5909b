"""The filters of the list: a closed set; no other column can be asked for by an address."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from unfold.contrib.filters.admin import DropdownFilter

from chatqual.leads.changing import owners_of
from chatqual.leads.figures import OPEN, TIERS
from chatqual.leads.models import Lead, Outcome
from chatqual.leads.rows import owner_name
from chatqual.sites.scope import sites_for

Choices = list[tuple[str, str]]
TYPES = {
    "sales": "Sales",
    "support": "Support",
    "partner": "Partner",
    "press": "Press",
    "recruiting": "Recruiting",
    "vendor": "Vendor",
    "investor": "Investor",
    "other": "Other",
    "spam": "Spam",
    "unclear": "Unclear",
}
PERIODS = {"1": "Today and yesterday", "7": "7 days", "30": "30 days", "90": "90 days"}


class SiteFilter(DropdownFilter):  # type: ignore[misc]
    title = "Site"
    parameter_name = "site"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        sites = sites_for(request.user).values_list("pk", "name")
        return [(str(pk), name) for pk, name in sites]

    def queryset(self, request: HttpRequest, rows: QuerySet[Lead]) -> QuerySet[Lead]:
        return _by_key(rows, "site", self.value())


class TierFilter(DropdownFilter):  # type: ignore[misc]
    """By the tier that counts: the row holds no other."""

    title = "Tier"
    parameter_name = "tier"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return list(TIERS.items())

    def queryset(self, request: HttpRequest, rows: QuerySet[Lead]) -> QuerySet[Lead]:
        return rows.filter(tier=self.value()) if self.value() else rows


class TypeFilter(DropdownFilter):  # type: ignore[misc]
    title = "Type"
    parameter_name = "type"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return list(TYPES.items())

    def queryset(self, request: HttpRequest, rows: QuerySet[Lead]) -> QuerySet[Lead]:
        return rows.filter(lead_type=self.value()) if self.value() else rows


class OwnerFilter(DropdownFilter):  # type: ignore[misc]
    title = "Owner"
    parameter_name = "owner"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        names: dict[int, str] = {}
        for site in sites_for(request.user).values_list("pk", flat=True):
            names |= {user.pk: owner_name(user) for user in owners_of(site)}
        others = [(str(pk), name) for pk, name in names.items() if pk != request.user.pk]
        return [("me", "Me"), ("nobody", "Nobody"), *others]

    def queryset(self, request: HttpRequest, rows: QuerySet[Lead]) -> QuerySet[Lead]:
        value = self.value() or ""
        if value == "nobody":
            return rows.filter(owner=None)
        if value == "me":
            return rows.filter(owner=request.user.pk)
        return _by_key(rows, "owner", value)


class OutcomeFilter(DropdownFilter):  # type: ignore[misc]
    title = "Outcome"
    parameter_name = "outcome"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [(OPEN, "Open"), *Outcome.choices]

    def queryset(self, request: HttpRequest, rows: QuerySet[Lead]) -> QuerySet[Lead]:
        value = self.value()
        if not value:
            return rows
        return rows.filter(outcome="" if value == OPEN else value)


class PeriodFilter(DropdownFilter):  # type: ignore[misc]
    title = "Began within"
    parameter_name = "period"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return list(PERIODS.items())

    def queryset(self, request: HttpRequest, rows: QuerySet[Lead]) -> QuerySet[Lead]:
        value = self.value()
        if value not in PERIODS:
            return rows
        return rows.filter(created__gte=timezone.now() - timedelta(days=int(value)))


class DroppedFilter(DropdownFilter):  # type: ignore[misc]
    """Without it the list holds what is kept."""

    title = "Kept or dropped"
    parameter_name = "dropped"
    all_option = ["", "Kept"]

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("yes", "Dropped: spam, tests, consent taken back")]

    def queryset(self, request: HttpRequest, rows: QuerySet[Lead]) -> QuerySet[Lead]:
        return rows.filter(is_dropped=self.value() == "yes")


def _by_key(rows: QuerySet[Lead], column: str, value: str | None) -> QuerySet[Lead]:
    """What is no number leaves the list as it is."""
    is_key = bool(value) and str(value).isascii() and str(value).isdigit() and len(str(value)) < 19
    return rows.filter(**{column: int(str(value))}) if is_key else rows
