"""Canned answers for the roles of the desk: read by agents, written by who leads them."""

from typing import Any

from django.db import migrations

from chatqual.handoff.roles import grant_new


def grant(apps: Any, schema_editor: Any) -> None:
    grant_new(apps, "handoff", "cannedanswer")


class Migration(migrations.Migration):
    dependencies = [("handoff", "0011_notes_and_canned_answers")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
