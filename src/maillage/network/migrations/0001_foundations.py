"""What the tables stand on: the extensions, and EDTF read by the database."""

from typing import ClassVar

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations

from maillage.kit.dates import EDTF_SQL, EDTF_SQL_REVERSE
from maillage.network.sql import STRICTEST_SQL, STRICTEST_SQL_REVERSE


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar[list[tuple[str, str]]] = []
    operations: ClassVar = [
        BtreeGistExtension(),
        TrigramExtension(),
        migrations.RunSQL(EDTF_SQL, EDTF_SQL_REVERSE),
        migrations.RunSQL(STRICTEST_SQL, STRICTEST_SQL_REVERSE),
    ]
