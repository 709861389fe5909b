"""Makes the groups Agent, Curator and Administrator."""

from django.db import migrations

from chatqual.handoff.roles import make_roles


def forwards(apps, schema_editor):
    make_roles(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("handoff", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
