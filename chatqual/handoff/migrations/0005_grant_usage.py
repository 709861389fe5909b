from typing import Any

from django.db import migrations

from chatqual.handoff.roles import grant_new


def grant(apps: Any, schema_editor: Any) -> None:
    grant_new(apps, "knowledge", "askedquestion")
    grant_new(apps, "knowledge", "indexgeneration")


class Migration(migrations.Migration):
    dependencies = [
        ("handoff", "0004_grant_line_examples"),
        ("knowledge", "0008_asked_and_cited"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
