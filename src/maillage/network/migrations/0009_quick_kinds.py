"""A narrowing by kind answered from an index alone: no row of the table is read for it."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies: ClassVar = [("network", "0008_quick_chains")]

    operations: ClassVar = [
        migrations.RemoveIndex(model_name="organisation", name="organisation_kind"),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(
                condition=Q(("merged_into", None)),
                fields=["kind", "shown_to"],
                include=["id"],
                name="organisation_of_kind",
            ),
        ),
    ]
