"""The desk's tasks for the roles that work there."""

from typing import Any

from django.db import migrations

from chatqual.handoff.roles import grant_new


def grant(apps: Any, schema_editor: Any) -> None:
    grant_new(apps, "handoff", "task")


class Migration(migrations.Migration):
    dependencies = [("handoff", "0007_task")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
