from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from chatqual.audit.models import AuditEntry
from chatqual.audit.trail import hashed, record_audit, verify_trail

pytestmark = pytest.mark.django_db


def test_entries_are_chained() -> None:
    first = record_audit(actor="bo", action="conversation.take", target="c1")
    second = record_audit(actor="bo", action="conversation.close", target="c1", detail={"n": 1})
    assert second.previous_hash == first.hash
    assert verify_trail() is None


def test_a_changed_entry_is_found() -> None:
    for n in range(3):
        record_audit(actor="bo", action="a", target=str(n))
    AuditEntry.objects.filter(number=2).update(actor="cy")
    assert verify_trail() == 2


def test_a_missing_entry_is_found() -> None:
    for n in range(3):
        record_audit(actor="bo", action="a", target=str(n))
    AuditEntry.objects.filter(number=2)._raw_delete("default")
    assert verify_trail() == 2


def test_an_entry_is_neither_changed_nor_deleted() -> None:
    entry = record_audit(actor="bo", action="a", target="x")
    with pytest.raises(TypeError, match="never changed"):
        entry.save()
    with pytest.raises(TypeError, match="never deleted"):
        entry.delete()


def test_reasons_that_were_text_are_hashed_and_the_chain_holds() -> None:
    record_audit(actor="bo", action="conversation.take", target="c1")
    reason = {"tier": "hot", "reason": "She is my aunt"}
    record_audit(actor="bo", action="conversation.override", target="c1", detail=reason)
    was = {"was": {**reason, "by": "Bo"}, "computed_tier": "cold"}
    record_audit(actor="bo", action="conversation.override_clear", target="c1", detail=was)
    record_audit(actor="bo", action="conversation.close", target="c1", detail={"reason": "idle"})
    migration = import_module("chatqual.audit.migrations.0002_hash_reasons")
    migration.hash_reasons(apps, None)
    assert verify_trail() is None
    details = list(AuditEntry.objects.order_by("number").values_list("detail", flat=True))
    assert "aunt" not in str(details)
    assert details[1] == {"tier": "hot", "reason": hashed("She is my aunt")}
    assert details[2]["was"]["reason"] == hashed("She is my aunt")
    assert details[3] == {"reason": "idle"}
    assert details[4] == {"entries": 2, "from": 2}


def test_a_broken_chain_is_not_covered_up() -> None:
    record_audit(actor="bo", action="conversation.override", target="c1", detail={"reason": "x"})
    AuditEntry.objects.update(actor="cy")
    import_module("chatqual.audit.migrations.0002_hash_reasons").hash_reasons(apps, None)
    assert AuditEntry.objects.get().detail == {"reason": "x"}
    assert verify_trail() == 1
