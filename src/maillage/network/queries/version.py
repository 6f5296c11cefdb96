"""A number for the state of the directory: two answers under the same number saw the same rows."""

from django.db import connection


def data_version() -> str:
    """Changes with every committed change of the directory, whichever process made it (see `sql.VERSION_SQL`)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT sum(n) FROM network_version), last_value FROM network_version_seq")
        committed, begun = cursor.fetchone()
    return f"{committed}.{begun}"
