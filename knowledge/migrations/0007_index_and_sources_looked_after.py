import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0006_gaps_by_meaning"),
    ]

    operations = [
        migrations.CreateModel(
            name="NextVector",
            fields=[
                (
                    "chunk",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="next_vector",
                        serialize=False,
                        to="knowledge.chunk",
                    ),
                ),
                ("model", models.CharField(max_length=120)),
                ("vector", models.BinaryField()),
                ("sentences", models.BinaryField()),
            ],
        ),
        migrations.AddField(
            model_name="corpus",
            name="checked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="corpus",
            name="index_owner",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="corpus",
            name="index_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="corpus",
            name="problem",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="ingestfailure",
            name="address",
            field=models.CharField(blank=True, max_length=2000),
        ),
        migrations.AddField(
            model_name="ingestjob",
            name="paths",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="ingestjob",
            name="takes_leave",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="source",
            name="outcome",
            field=models.CharField(blank=True, editable=False, max_length=500),
        ),
        migrations.AddField(
            model_name="source",
            name="vanished_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
