from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from chatqual.privacy.registry import Kind, concrete_fields, faults, holdings

OUR_OWN = ("chatqual", "knowledge", "widget")


def test_every_field_of_every_model_is_classified() -> None:
    assert not faults(), "\n".join(faults())


def test_no_model_of_ours_is_classified_as_a_whole() -> None:
    ours = {m._meta.label for m in apps.get_models() if m.__module__.startswith(OUR_OWN)}
    from chatqual.privacy.registry import holding_of

    whole = [label for label in ours if (h := holding_of(label)) and "*" in h.kinds]
    assert whole == []


def test_what_is_personal_is_found_and_has_a_word_for_people() -> None:
    for holding in holdings():
        assert holding.what, holding.model
        kinds = set(holding.kinds.values())
        assert kinds & {Kind.PERSONAL, Kind.PSEUDONYM}, holding.model


def test_whatever_hangs_on_a_log_is_held() -> None:
    """A row that names a visitor or a conversation is a person's, whichever room made it."""
    theirs = {"conversations.Visitor", "conversations.Conversation"}
    held = {holding.model for holding in holdings()}
    hanging = {
        model._meta.label
        for model in apps.get_models()
        for field in concrete_fields(model)
        if field.is_relation and field.related_model._meta.label in theirs
    }
    assert hanging <= held


# What migrations make beside the models, and who looks after it.
BESIDE_MODELS = (
    "django_migrations",
    "sqlite_sequence",  # SQLite's own counters
    "handoff_search",  # words of the desk's search: erased by the holding of handoff.SearchEntry
)


@pytest.mark.django_db
def test_every_table_is_a_models_or_has_somebody_who_erases_it() -> None:
    known = {m._meta.db_table for m in apps.get_models(include_auto_created=True)}
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    strange = {t for t in there - known if not t.startswith(BESIDE_MODELS)}
    assert strange == set(), "say in BESIDE_MODELS who erases what visitors leave in it"
