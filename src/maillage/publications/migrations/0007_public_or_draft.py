from typing import ClassVar

from django.db import migrations

from maillage.publications.sql import PUBLIC_SQL, PUBLIC_SQL_REVERSE


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("publications", "0006_search"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations: ClassVar = [migrations.RunSQL(PUBLIC_SQL, PUBLIC_SQL_REVERSE)]
