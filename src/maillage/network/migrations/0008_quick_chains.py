"""An index for ties read from their first end, beside that of `0006` for the second: chains are walked both ways."""

from typing import ClassVar

from django.db import migrations

INDEX = """
CREATE INDEX tie_public_out ON network_tie (a_id, b_id) INCLUDE (type_id, during)
WHERE shown_to = 0 AND state IN ('confirmed', 'stated')
"""


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("network", "0007_say_what_is_there_already")]

    operations: ClassVar = [migrations.RunSQL(INDEX, "DROP INDEX tie_public_out")]
