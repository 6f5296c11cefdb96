"""Rows by COPY: several times faster than INSERT when there are a hundred thousand of them.

Constraints, defaults of the model and triggers hold as ever; signals are not sent.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from psycopg.sql import SQL, Identifier

BATCH = 2000
M = TypeVar("M", bound=models.Model)


def copy(model: type[M], rows: Iterable[M]) -> list[M]:
    """Write new rows, and give them their ids."""
    written = list(rows)
    if not written:
        return []
    fields = written_fields(model)
    if isinstance(model._meta.pk, models.AutoField):
        for row, pk in zip(written, fresh_ids(model, len(written)), strict=True):
            row.pk = pk
    copy_values(model, fields, _lines(fields, written))
    return written


def _lines(fields: list[Any], rows: list[Any]) -> Iterator[tuple[Any, ...]]:
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        yield from zip(*(_column(field, batch) for field in fields), strict=True)


def _column(field: Any, rows: list[Any]) -> list[Any]:
    """What the database takes of one field of every row. Most rows say the same in most columns: it is worked out once."""
    known: dict[Any, Any] = {}
    database = connections[DEFAULT_DB_ALIAS]  # `connection` looks itself up at every use
    prepared = []
    for row in rows:
        value = field.pre_save(row, add=True)
        if value.__class__ not in _PLAIN:
            prepared.append(field.get_db_prep_save(value, database))
            continue
        if value not in known:
            known[value] = field.get_db_prep_save(value, database)
        prepared.append(known[value])
    return prepared


_PLAIN = frozenset({int, str, type(None)})  # equal values of one of these are the same value: unlike 1, 1.0 and True


def copy_values(model: type[models.Model], fields: Sequence[Any], lines: Iterable[Sequence[Any]]) -> None:
    """Write rows whose values are as the database takes them, in the order of `fields`."""
    statement = SQL("COPY {} ({}) FROM STDIN").format(
        Identifier(model._meta.db_table), SQL(", ").join(Identifier(each.column) for each in fields)
    )
    with connection.cursor() as cursor, cursor.copy(statement) as out:
        for line in lines:
            out.write_row(line)


def written_fields(model: type[models.Model]) -> list[Any]:
    """The columns that are ours to write: the database makes the others."""
    return [each for each in model._meta.concrete_fields if not each.generated]


def fresh_ids(model: type[models.Model], count: int) -> list[int]:
    """So many primary keys that nobody has."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [pk for (pk,) in cursor.fetchall()]
