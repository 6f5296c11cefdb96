"""Rows by COPY: several times faster than INSERT when there are a hundred thousand of them."""

from collections.abc import Iterable
from typing import TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)


def copy(model: type[M], rows: Iterable[M]) -> list[M]:
    """Write new rows, and give them their ids. Constraints and triggers hold as ever; signals are not sent."""
    written = list(rows)
    if not written:
        return []
    columns = [field for field in model._meta.concrete_fields if not field.generated]
    key = model._meta.pk
    if isinstance(key, models.AutoField):
        for row, pk in zip(written, _fresh_ids(model, len(written)), strict=True):
            row.pk = pk
    names = ", ".join(connection.ops.quote_name(field.column) for field in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as out:
        for row in written:
            out.write_row([field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in columns])
    return written


def _fresh_ids(model: type[models.Model], count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [pk for (pk,) in cursor.fetchall()]
