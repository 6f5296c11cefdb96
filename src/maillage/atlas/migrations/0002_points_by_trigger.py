"""Points, pyramid and version are kept by the database."""

from typing import ClassVar

from django.db import migrations

from maillage.atlas.sql import maps, points, version


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("atlas", "0001_partner_maps"), ("network", "0006_quick_counts")]
    operations: ClassVar = [
        migrations.RunSQL(points.CREATE, points.DROP),
        migrations.RunSQL(maps.CREATE, maps.DROP),
        migrations.RunSQL(version.CREATE, version.DROP),
        migrations.RunSQL("SELECT atlas_rebuild();", migrations.RunSQL.noop),
    ]
