"""How fast a site answers, for whoever sets it up."""

from typing import Any

from django.db import migrations

from chatqual.handoff.roles import grant_new


def grant(apps: Any, schema_editor: Any) -> None:
    grant_new(apps, "handoff", "desksettings")


class Migration(migrations.Migration):
    dependencies = [("handoff", "0014_response_clock")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
