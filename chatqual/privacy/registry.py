"""Every field of every model, classified: whose it is, how it is found, how it is erased.

A room above this one registers its models in its `AppConfig.ready`:

    from chatqual.privacy.registry import hold

    hold(
        "followups.Mail",
        what="Mails to the visitor",
        term="log",
        find=lambda person: Mail.objects.filter(conversation__in=person.conversations),
        personal="address subject body",
        pseudonym="conversation",
        plain="state due attempts created",
    )

A model that holds nothing of visitors is registered by `hold_nothing`. A field that is in no class
fails tests/privacy/test_registry.py by its name. A number that is a row's own key needs no class.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from django.apps import apps
from django.db.models import AutoField, Field, Model, QuerySet
from django.dispatch import Signal

from chatqual.realtime.transactions import writing

# Sent in the transaction that ends the walk, with `person` (ids only, their rows are gone) and
# `erasure`: whoever told others of that person tells them now to forget them too.
person_erased = Signal()

# The order of what is left when a log is gone already, such as what an index keeps of its words.
AFTER_LOGS = 95

# Rows that one transaction takes away: other writers get in between.
BATCH = 500


class Kind(StrEnum):
    """Whose a field is."""

    PERSONAL = "personal"  # a visitor's words, or what is known or thought of them
    PSEUDONYM = "pseudonym"  # names a visitor or their log by a number only
    STAFF = "staff"  # of a member of staff
    PLAIN = "plain"  # nobody's


# How long it is kept: with the transcript, with the lead, with the logs; or it is not a visitor's.
Term = Literal["transcript", "lead", "log", "none"]


@dataclass(frozen=True, slots=True)
class Person:
    """One or more visitors of one site who are taken for one person, and their logs."""

    site: int
    visitors: tuple[uuid.UUID, ...]
    conversations: tuple[uuid.UUID, ...]


Find = Callable[[Person], "QuerySet[Any]"]
# Erases what was found, in transactions of its own and so that doing it twice is harmless; gives
# how many rows that were.
Erase = Callable[["QuerySet[Any]", Person], int]
# The logs that an e-mail address stands in, among the sites with these keys.
ByAddress = Callable[[Iterable[int], str], Iterable[uuid.UUID]]


def delete_rows(rows: QuerySet[Any], person: Person) -> int:
    """Deletes them with what hangs on them, a batch a transaction."""
    count = 0
    while True:
        with writing():
            keys = list(rows.order_by().values_list("pk", flat=True)[:BATCH])
            rows.model._base_manager.filter(pk__in=keys).delete()
        count += len(keys)
        if len(keys) < BATCH:
            return count


def blank(**values: Any) -> Erase:
    """Puts these values in place of what the rows hold; the rows themselves stay."""

    def erase(rows: QuerySet[Any], person: Person) -> int:
        with writing():
            return rows.order_by().update(**values)

    return erase


@dataclass(frozen=True, slots=True)
class Holding:
    """One model: its fields by whose they are, and the ways to a person's rows.

    `order`: of erasing, lowest first; what is found by other rows comes before them.
    """

    model: str
    what: str
    kinds: Mapping[str, Kind]
    term: Term = "none"
    find: Find | None = None
    erase: Erase = delete_rows
    by_address: ByAddress | None = None
    order: int = 50
    is_exported: bool = True
    # In the export without their content: vectors, keys.
    withheld: frozenset[str] = field(default_factory=frozenset)

    @property
    def rows_of(self) -> type[Model]:
        """The model's class."""
        return apps.get_model(self.model)


_HOLDINGS: dict[str, Holding] = {}


def hold(
    model: str,
    *,
    what: str,
    term: Term,
    find: Find,
    personal: str = "",
    pseudonym: str = "",
    staff: str = "",
    plain: str = "",
    withheld: str = "",
    **ways: Any,
) -> None:
    """Registers a model that holds something of visitors. Names of fields, with spaces between.

    `ways`: `erase`, `by_address`, `order`, `is_exported` of a `Holding`.
    """
    kinds = _kinds(personal=personal, pseudonym=pseudonym, staff=staff, plain=plain)
    _HOLDINGS[model] = Holding(
        model, what, kinds, term, find, withheld=frozenset(withheld.split()), **ways
    )


def hold_nothing(model: str, *, pseudonym: str = "", staff: str = "", plain: str = "") -> None:
    """Registers a model without anything of visitors, or with what ends by itself as a pseudonym.

    "*" stands for every field of a library's model.
    """
    _HOLDINGS[model] = Holding(model, "", _kinds(pseudonym=pseudonym, staff=staff, plain=plain))


def _kinds(**named: str) -> dict[str, Kind]:
    return {name: Kind(kind) for kind, names in named.items() for name in names.split()}


def holdings() -> list[Holding]:
    """Those of models that hold something of visitors, in the order of erasing."""
    found = [h for h in _HOLDINGS.values() if h.find is not None]
    return sorted(found, key=lambda h: (h.order, h.model))


def holding_of(model: str) -> Holding | None:
    """The holding of "app.Model"; None where nobody has registered it."""
    return _HOLDINGS.get(model)


# --- the check ------------------------------------------------------------------------------------
def faults() -> list[str]:
    """What is not classified, or is though it does not exist; each says what to do. [] is good."""
    found = [f for model in apps.get_models() for f in _faults_of(model)]
    there = {model._meta.label for model in apps.get_models()}
    gone = sorted(set(_HOLDINGS) - there)
    return found + [f"{label} is registered and no model any more: take it out." for label in gone]


def _faults_of(model: type[Model]) -> list[str]:
    label = model._meta.label
    holding = _HOLDINGS.get(label)
    if holding is None:
        return [
            f"{label} is not classified: call hold() or hold_nothing() of chatqual.privacy.registry"
            " for it, in the ready() of its app if the room is above privacy, else in "
            "chatqual/privacy/holdings.py."
        ]
    if "*" in holding.kinds:
        return []
    own = {f.name for f in concrete_fields(model)}
    needed = {f.name for f in concrete_fields(model) if not isinstance(f, AutoField)}
    missing = [
        f"{label}.{name} is in no class: say in its hold() whether it is personal, a pseudonym, "
        "staff's or plain."
        for name in sorted(needed - set(holding.kinds))
    ]
    extra = [
        f"{label}.{name} is classified and no field: take it out."
        for name in sorted((set(holding.kinds) | holding.withheld) - own)
    ]
    return missing + extra


def concrete_fields(model: type[Model]) -> list[Field[Any, Any]]:
    """The columns of a model, and its many-to-many fields."""
    return [*model._meta.fields, *model._meta.many_to_many]
