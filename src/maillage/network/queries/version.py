"""Numbers for the state of the directory: two answers under the same number saw the same rows."""

from dataclasses import dataclass

from django.db import connection

LARGE = 5000  # organisations from which counts are too dear to work out after every change


@dataclass(frozen=True)
class Version:
    """Where the directory stands.

    rows:     changes with every committed change, whichever process made it (see `sql.VERSION_SQL`)
    narrowed: changes when anything counted is shown to fewer readers, or less exactly (see `sql.NARROWED_SQL`)
    is_large: by the database's own estimate, so that asking costs nothing
    """

    rows: str
    narrowed: str
    is_large: bool


def version() -> Version:
    with connection.cursor() as cursor:
        cursor.execute(
            """
SELECT sum(n), (SELECT last_value FROM network_version_seq), sum(narrowed), (SELECT last_value FROM network_narrowed_seq),
       (SELECT reltuples FROM pg_class WHERE oid = 'network_organisation'::regclass)
FROM network_version"""
        )
        committed, begun, narrowed, narrowing, size = cursor.fetchone()
    return Version(f"{committed}.{begun}", f"{narrowed}.{narrowing}", size >= LARGE)


def data_version() -> str:
    """Changes with every committed change of the directory."""
    return version().rows
