from django.db import migrations, models


class Migration(migrations.Migration):
    """A decided version of a plan can be opened to everybody."""

    dependencies = [("planning", "0001_initial")]

    operations = [
        migrations.AddField("planversion", "opened_at", models.DateTimeField(null=True)),
        migrations.AddField("planversion", "opened_by_id", models.BigIntegerField(null=True)),
        migrations.AddConstraint(
            "planversion",
            models.CheckConstraint(
                condition=models.Q(opened_at=None, opened_by_id=None)
                | (models.Q(opened_at__isnull=False) & ~models.Q(state="draft")),
                name="plan_opened_is_decided",
            ),
        ),
    ]
