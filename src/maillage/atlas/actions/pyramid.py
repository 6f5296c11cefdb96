"""Upkeep of what tiles are made of. Points and cells are right without it; summed cells are quicker to read."""

from django.db import connection, transaction


def compact() -> int:
    """Sum the rows added to the pyramid since the last time; how many there were. Readers and writers go on meanwhile."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT atlas_compact()")
        return int(cursor.fetchone()[0])


def rebuild() -> None:
    """Make every point and cell anew from what the gate stored."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT atlas_rebuild()")
