from __future__ import annotations

import pytest

from chatqual.audit.models import AuditEntry
from chatqual.audit.trail import record_audit, verify_trail

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
