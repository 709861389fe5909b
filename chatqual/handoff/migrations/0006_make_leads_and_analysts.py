"""The groups Lead and Analyst, and the leads for whoever works with them."""

from typing import Any

from django.db import migrations

from chatqual.handoff.roles import grant_new, make_roles


def grant(apps: Any, schema_editor: Any) -> None:
    make_roles(apps)
    grant_new(apps, "handoff", "agentpresence", only=("transfer_any",))
    grant_new(apps, "leads", "lead")


class Migration(migrations.Migration):
    dependencies = [("handoff", "0005_grant_usage")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
