"""Reasons that staff wrote of visitors stood in the trail as text; now as keyed hashes.

The entries are chained, so those behind the first one changed are chained anew, and an entry at the
end says so. A chain that does not hold before is left as it is: somebody has to look at it first.
"""

from django.db import migrations
from django.utils import timezone

from chatqual.audit.trail import START, digest, hashed

ACTIONS = ("conversation.override", "conversation.override_clear")
MADE_A_HASH = "hmac:"


def holds(entries):
    previous, expected = START, 1
    for e in entries.order_by("number").iterator():
        good = digest(e.number, e.at.isoformat(), e.actor, e.action, e.object, e.detail, previous)
        if (e.number, e.previous_hash, e.hash) != (expected, previous, good):
            return False
        previous, expected = e.hash, expected + 1
    return True


def without_text(detail):
    """The detail with its reasons hashed, at either depth."""
    out = dict(detail)
    if isinstance(out.get("was"), dict):
        out["was"] = without_text(out["was"])
    reason = out.get("reason")
    if isinstance(reason, str) and not reason.startswith(MADE_A_HASH):
        out["reason"] = hashed(reason)
    return out


def hash_reasons(apps, schema_editor):
    entries = apps.get_model("audit", "AuditEntry").objects
    first = entries.filter(action__in=ACTIONS).order_by("number").first()
    if first is None or not holds(entries):
        return
    before = entries.filter(number=first.number - 1).first()
    previous, last, changed = before.hash if before else START, first.number, 0
    for e in entries.filter(number__gte=first.number).order_by("number").iterator():
        detail = without_text(e.detail) if e.action in ACTIONS else e.detail
        changed += detail != e.detail
        new = digest(e.number, e.at.isoformat(), e.actor, e.action, e.object, detail, previous)
        entries.filter(pk=e.pk).update(detail=detail, previous_hash=previous, hash=new)
        previous, last = new, e.number
    number, at, told = last + 1, timezone.now(), {"entries": changed, "from": first.number}
    new = digest(number, at.isoformat(), "migrate", "audit.hashed", "reasons", told, previous)
    entries.create(
        number=number,
        at=at,
        actor="migrate",
        action="audit.hashed",
        object="reasons",
        detail=told,
        previous_hash=previous,
        hash=new,
    )


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(hash_reasons, migrations.RunPython.noop)]
