"""What tells that something was narrowed, and indexes that count at the public level without opening the rows."""

from typing import ClassVar

from django.db import migrations

from maillage.network.sql import COUNT_INDEXES, NARROWED_SQL, NARROWED_SQL_REVERSE


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("network", "0005_data_version")]
    operations: ClassVar = [
        migrations.RunSQL(NARROWED_SQL, NARROWED_SQL_REVERSE),
        *(
            migrations.RunSQL(f"CREATE INDEX {name} ON {definition}", f"DROP INDEX {name}")
            for name, definition in COUNT_INDEXES.items()
        ),
    ]
