"""A round keeps which edition of the model it asks about; a request counts how often it was handed over.

The table of stairs in rounds is empty in every installation at this point, so the default is never used.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("followup", "0001_initial"),
        ("organisations", "0001_initial"),
        ("programmes", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="roundstairs",
            name="model",
            field=models.ForeignKey(
                default=0, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.modelversion"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="reportrequest",
            name="delegations",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name="reportrequest",
            index=models.Index(fields=["round", "recipient"], name="request_by_recipient"),
        ),
        migrations.AlterField(
            model_name="selfreport",
            name="filled_by",
            field=models.CharField(
                choices=[
                    ("manager", "chefen för verksamheten"),
                    ("colleague", "en kollega på uppdrag"),
                    ("contact_person", "huvudmannen, efter samtal med verksamheten"),
                ],
                max_length=16,
            ),
        ),
    ]
