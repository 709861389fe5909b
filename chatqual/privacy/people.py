"""Who is meant: a visitor and their logs, and others whom a person takes for the same."""

from __future__ import annotations

import hashlib
import hmac
import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet

from chatqual.conversations.models import Conversation, Visitor
from chatqual.privacy.errors import NoPerson
from chatqual.privacy.registry import Person, holdings
from chatqual.sites.models import Site


def person_of(visitors: Iterable[uuid.UUID]) -> Person:
    """These visitors, who are of one site. Raises NoPerson where one is not there or of another."""
    wanted = sorted(set(visitors))
    found = dict(Visitor.objects.filter(pk__in=wanted).values_list("pk", "site"))
    if not wanted or len(found) < len(wanted):
        raise NoPerson("There is no such visitor, or they have been deleted.")
    if len(set(found.values())) > 1:
        raise NoPerson("These visitors are of several sites: delete them one site at a time.")
    logs = Conversation.objects.filter(visitor__in=wanted).order_by("created")
    return Person(found[wanted[0]], tuple(wanted), tuple(logs.values_list("pk", flat=True)))


def find_by_address(sites: QuerySet[Site], address: str) -> QuerySet[Conversation]:
    """The logs in which an address stands, of whatever visitor. Whose it is nobody has checked."""
    address = address.strip()
    keys = [site.pk for site in sites]
    found: set[uuid.UUID] = set()
    for holding in holdings() if address else ():
        if holding.by_address is not None:
            found.update(holding.by_address(keys, address))
    logs = Conversation.objects.filter(pk__in=found, site__in=keys)
    return logs.select_related("site", "visitor").order_by("-last_message_at")


def addresses_of(person: Person) -> set[str]:
    """The e-mail addresses that they gave, or that the site signed; in lower case."""
    found = set(Visitor.objects.filter(pk__in=person.visitors).values_list("email", flat=True))
    for state in Conversation.objects.filter(pk__in=person.conversations).values_list(
        "state", flat=True
    ):
        slot = ((state or {}).get("slots") or {}).get("email") or {}
        found.update(
            str(record["value"])
            for record in (slot, *(slot.get("previous") or ()))
            if record.get("value")
        )
    return {address.strip().lower() for address in found if address.strip()}


def keyed_hash(visitor: uuid.UUID) -> str:
    """What stays of somebody who was deleted: nobody can get back from it without the key."""
    key = settings.CHATQUAL_AUDIT_KEY.encode()
    return hmac.new(key, b"erased:" + visitor.bytes, hashlib.sha256).hexdigest()
