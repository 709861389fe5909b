from typing import Any

from django.db import migrations

from chatqual.handoff.roles import grant_new


def grant(apps: Any, schema_editor: Any) -> None:
    grant_new(apps, "knowledge", "goldenquestion")
    grant_new(apps, "knowledge", "pin")


class Migration(migrations.Migration):
    dependencies = [
        ("handoff", "0002_make_roles"),
        ("knowledge", "0004_pins"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
