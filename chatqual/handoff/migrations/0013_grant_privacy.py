"""Administrators delete and export people, and say how long things are kept."""

from typing import Any

from django.db import migrations

from chatqual.handoff.roles import grant_new


def grant(apps: Any, schema_editor: Any) -> None:
    for model in ("erasure", "legalhold", "retention", "retentionrun"):
        grant_new(apps, "privacy", model)


class Migration(migrations.Migration):
    dependencies = [
        ("handoff", "0012_grant_canned_answers"),
        ("privacy", "0001_erasures_holds_and_retention"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
