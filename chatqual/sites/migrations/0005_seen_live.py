from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sites", "0004_review_days")]

    operations = [
        migrations.AddField(
            model_name="site",
            name="seen_live_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="site",
            name="seen_live_on",
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
    ]
