"""Whoever curates documents may label lines."""

from typing import Any

from django.db import migrations

from chatqual.handoff.roles import grant_new


def grant(apps: Any, schema_editor: Any) -> None:
    grant_new(apps, "sites", "lineexample")


class Migration(migrations.Migration):
    dependencies = [
        ("handoff", "0003_grant_curation"),
        ("sites", "0003_line_example"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
