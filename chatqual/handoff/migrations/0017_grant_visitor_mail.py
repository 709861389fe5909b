"""Administrators say whether and when visitors are mailed, and see what was."""

from typing import Any

from django.db import migrations

from chatqual.handoff.roles import grant_new


def grant(apps: Any, schema_editor: Any) -> None:
    grant_new(apps, "followups", "mailsettings")
    grant_new(apps, "followups", "followup")


class Migration(migrations.Migration):
    dependencies = [
        ("handoff", "0016_grant_outbox"),
        ("followups", "0001_initial"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
