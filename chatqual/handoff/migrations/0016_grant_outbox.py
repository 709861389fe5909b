from typing import Any

from django.db import migrations

from chatqual.handoff.roles import grant_new


def grant(apps: Any, schema_editor: Any) -> None:
    for model in ("outboxitem", "webhookendpoint", "staffalerts", "alertrecipient"):
        grant_new(apps, "integrations", model)


class Migration(migrations.Migration):
    dependencies = [
        ("handoff", "0015_grant_desk_settings"),
        ("integrations", "0003_rights_and_names"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
