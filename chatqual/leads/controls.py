"""The two lists of choices in a row; leads/static/leads/leads.js posts what is chosen."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from chatqual.leads.changing import owners_of
from chatqual.leads.models import Lead, Outcome
from chatqual.leads.rows import owner_name

Names = dict[str, str]


def owner_select(lead: Lead, of_site: dict[int, Names], user: User) -> SafeString:
    """`of_site`: what was read for other rows of the list; a site's staff is read once."""
    if lead.site_id not in of_site:
        of_site[lead.site_id] = {str(u.pk): owner_name(u) for u in owners_of(lead.site_id)}
    names = {"": "Nobody", **of_site[lead.site_id]}
    if user.is_superuser:
        names[str(user.pk)] = owner_name(user)
    if lead.owner and str(lead.owner.pk) not in names:
        # Who has left still owns it, until somebody else does.
        names[str(lead.owner.pk)] = owner_name(lead.owner)
    return _select(lead, "owner", names.items(), str(lead.owner_id or ""))


def outcome_select(lead: Lead) -> SafeString:
    return _select(lead, "outcome", [("", "Open"), *Outcome.choices], lead.outcome)


def _select(
    lead: Lead, field: str, choices: Iterable[tuple[str, object]], chosen: str
) -> SafeString:
    options = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, " selected" if value == chosen else "", label) for value, label in choices),
    )
    return format_html(
        '<select class="cq-set" data-lead="{}" data-field="{}" data-url="{}" '
        'aria-label="{} of {}">{}</select>',
        lead.pk,
        field,
        reverse("admin:leads_set", args=[lead.pk]),
        field.title(),
        lead.who,
        options,
    )
