"""What people set on a lead: whose it is and what came of it, with the trail of who did so."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from chatqual.audit.trail import record_audit
from chatqual.leads.errors import BadChange, LeadGone, LeadStale
from chatqual.leads.keeping import store_change
from chatqual.leads.models import Lead, Outcome
from chatqual.leads.rows import owner_name
from chatqual.realtime.transactions import writing

# Whatever stands there now may be replaced.
ANY: Any = object()


def owners_of(site_id: int) -> QuerySet[User]:
    """Who may own a lead of the site: its active staff."""
    staff = User.objects.filter(memberships__site=site_id, is_active=True, is_staff=True)
    return staff.order_by("first_name", "username")


def set_owner(
    *, leads: QuerySet[Lead], pk: uuid.UUID, owner: int | None, by: User, seen: Any = ANY
) -> Lead:
    """Gives a lead to somebody, or with None to nobody.

    `leads`: those that `by` may change; `seen`: the owner whom the page showed. Raises LeadGone,
    LeadStale, BadChange.
    """

    def check(lead: Lead) -> None:
        mine = by.is_superuser and owner == by.pk
        if owner is not None and not mine and not _works_for(owner, lead):
            raise BadChange("Only somebody who works for the lead's site can own it.")

    return _set(leads, pk, ("owner_id", owner), check, by, seen)


def _works_for(owner: int, lead: Lead) -> bool:
    return owners_of(lead.site_id).filter(pk=owner).exists()


def set_outcome(
    *, leads: QuerySet[Lead], pk: uuid.UUID, outcome: str, by: User, seen: Any = ANY
) -> Lead:
    """Says what came of a lead; "" takes it back. Arguments and errors as for `set_owner`."""

    def check(lead: Lead) -> None:
        if outcome and outcome not in Outcome.values:
            raise BadChange(f"An outcome is one of {', '.join(Outcome.labels)}.")

    return _set(leads, pk, ("outcome", outcome), check, by, seen)


def _set(
    leads: QuerySet[Lead],
    pk: uuid.UUID,
    wanted: tuple[str, Any],
    check: Callable[[Lead], None],
    by: User,
    seen: Any,
) -> Lead:
    column, value = wanted
    field = column.removesuffix("_id")
    with writing():
        lead = leads.select_for_update(of=("self",)).filter(pk=pk).first()
        if lead is None:
            raise LeadGone("This lead is not there any more.")
        check(lead)
        was = getattr(lead, column)
        if was == value:
            return lead
        if seen is not ANY and seen != was:
            raise LeadStale(f"Not kept: meanwhile it was set to {_in_words(lead, field)}.")
        store_change(lead, {column: value}, timezone.now())
        detail = {"was": was, "now": value}
        actor = by.get_username()
        record_audit(actor=actor, action=f"lead.{field}_set", target=str(pk), detail=detail)
    return lead


def _in_words(lead: Lead, field: str) -> str:
    if field == "owner":
        return owner_name(lead.owner) or "nobody"
    return str(lead.get_outcome_display() or "open")


def set_many(
    *, leads: QuerySet[Lead], pks: Sequence[uuid.UUID], by: User, **wanted: Any
) -> tuple[int, int]:
    """`owner` (a user's key) or `outcome` for several. Gives how many were set, how many could not.

    A lead of another site, or one whose site the owner does not work for, stays as it is.
    """
    done = 0
    for pk in pks:
        try:
            if "owner" in wanted:
                set_owner(leads=leads, pk=pk, owner=wanted["owner"], by=by)
            else:
                set_outcome(leads=leads, pk=pk, outcome=wanted["outcome"], by=by)
        except (LeadGone, BadChange):
            continue
        done += 1
    return done, len(pks) - done
