"""Latitudes next to nothing are the equator (see `sql/points.py`)."""

from typing import ClassVar

from django.db import migrations

from maillage.atlas.sql.points import LINE_OF_LATITUDE


class Migration(migrations.Migration):
    dependencies: ClassVar = [("atlas", "0002_points_by_trigger")]

    operations: ClassVar = [migrations.RunSQL(LINE_OF_LATITUDE, migrations.RunSQL.noop)]
