"""A number that tells whether the directory changed, for what is counted once and kept."""

from typing import ClassVar

from django.db import migrations

from maillage.network.sql import VERSION_SQL, VERSION_SQL_REVERSE


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("network", "0004_invitations_without_author")]
    operations: ClassVar = [migrations.RunSQL(VERSION_SQL, VERSION_SQL_REVERSE)]
