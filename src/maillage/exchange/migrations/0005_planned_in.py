"""The state of the directory in which an import was planned."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("exchange", "0004_duplicate_pairs")]

    operations: ClassVar = [
        migrations.AddField("importrun", "planned_in", models.CharField(blank=True, default="", max_length=60)),
    ]
