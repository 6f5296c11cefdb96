"""Bringing an export back into an instance that holds nobody and no organisation yet: checked, streamed, all or nothing."""

import base64
import hashlib
import json
import zipfile
from array import array
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import BinaryField, Field, ForeignKey, JSONField, Model
from django.utils.translation import gettext as _
from psycopg.sql import SQL, Identifier, Placeholder
from psycopg.types.json import Jsonb

from maillage.exchange.archive.tables import Table, tables
from maillage.exchange.archive.writing import FORMAT
from maillage.exchange.errors import FileRefused
from maillage.kit.copying import copy_values, fresh_ids, written_fields
from maillage.kit.fields import FoldedField
from maillage.kit.text import fold

LINE_LIMIT = 16 * 1024 * 1024
BATCH = 5000
Row = dict[str, Any]


def check(path: Path) -> dict[str, int]:
    """Table → rows of an export that is whole and can be brought in here. Raises FileRefused."""
    with zipfile.ZipFile(path) as package:
        manifest = json.loads(package.read("manifest.json"))
        if manifest.get("format") != FORMAT:
            raise FileRefused(
                _("This export was made by another version of Maillage."),
                _("Bring it in with that version, then upgrade."),
            )
        for name, said in manifest["tables"].items():
            if name not in tables:
                raise FileRefused(
                    _("This export holds %(table)s, which this instance does not have.") % {"table": name},
                    _("Turn on the part of Maillage it belongs to."),
                )
            if _measured(package, name) != said:
                raise FileRefused(
                    _("The file %(table)s of this export is damaged.") % {"table": f"{name}.jsonl"},
                    _("Make or copy the export again."),
                )
        return {name: said["rows"] for name, said in manifest["tables"].items()}


def check_is_empty() -> None:
    """Raise unless nothing but vocabularies is here: an export replaces nothing and is mixed with nothing."""
    for name, table in tables:
        if not table.shared and table.model._base_manager.exists():
            raise FileRefused(
                _("This instance is not empty: it has rows in %(table)s.") % {"table": name},
                _("Bring an export into a new instance, before its first steward is made."),
            )


def load(path: Path) -> dict[str, int]:
    """Write every row, inside the caller's transaction; what may be disclosed is the caller's to work out again."""
    loader = _Loader()
    with zipfile.ZipFile(path) as package:
        counts = {name: loader.load(table, _rows(package, name)) for name, table in tables if _has(package, name)}
    loader.finish()
    return counts


def _has(package: zipfile.ZipFile, name: str) -> bool:
    return f"{name}.jsonl" in package.namelist()


def _measured(package: zipfile.ZipFile, name: str) -> dict[str, Any]:
    digest, count = hashlib.sha256(), 0
    for line in _lines(package, name):
        digest.update(line)
        count += 1
    return {"rows": count, "sha256": digest.hexdigest()}


def _lines(package: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    if not _has(package, name):
        return
    with package.open(f"{name}.jsonl") as file:
        while line := file.readline(LINE_LIMIT):
            yield line


def _rows(package: zipfile.ZipFile, name: str) -> Iterator[Row]:
    return (json.loads(line) for line in _lines(package, name))


class _Loader:
    """Writes tables in their order. References to rows that come later are set at the end."""

    def __init__(self) -> None:
        self.numbers: dict[type[Model], array[int]] = {}  # place in the file → primary key
        self.keys: dict[type[Model], dict[str, int]] = {}
        self.later: list[tuple[Table, Field[Any, Any], int, Any]] = []
        self.members: list[tuple[Any, int, list[Any]]] = []

    def load(self, table: Table, rows: Iterator[Row]) -> int:
        earlier = set(self.numbers)
        self.numbers[table.model], self.keys[table.model] = array("q"), {}
        count = 0
        while batch := list(islice(rows, BATCH)):
            pks = self._numbered(table, batch)
            self._write(table, batch, pks, earlier)
            count += len(batch)
        return count

    def finish(self) -> None:
        """Set what named rows that were not there yet."""
        with connection.cursor() as cursor:
            for table, each, pk, reference in self.later:
                statement = SQL("UPDATE {} SET {} = %s WHERE id = %s").format(
                    Identifier(table.model._meta.db_table), Identifier(each.column)
                )
                cursor.execute(statement, [self._number(each, reference), pk])
        for each, owner, references in self.members:
            owner_field, other_field = each.m2m_field_name(), each.m2m_reverse_field_name()
            each.remote_field.through._base_manager.bulk_create(
                each.remote_field.through(
                    **{f"{owner_field}_id": owner, f"{other_field}_id": self._number(each, reference)}
                )
                for reference in references
            )

    # ── numbers ─────────────────────────────────────────────────────────────

    def _numbered(self, table: Table, batch: list[Row]) -> list[int]:
        """The primary key of each row of the batch: a new one, its own for a shared row, its owner's for a part of one."""
        primary = table.model._meta.pk
        found = self._present(table, batch) if table.shared else {}
        if isinstance(primary, ForeignKey):
            pks = [self._number(primary, row[primary.name]) or 0 for row in batch]
        else:
            fresh = iter(fresh_ids(table.model, len(batch)))
            pks = [found.get(str(row[table.key])) or next(fresh) if table.key else next(fresh) for row in batch]
        self.numbers[table.model].extend(pks)
        if table.key:
            self.keys[table.model] |= {str(row[table.key]): pk for row, pk in zip(batch, pks, strict=True)}
        return pks

    @staticmethod
    def _present(table: Table, batch: list[Row]) -> dict[str, int]:
        wanted = {f"{table.key}__in": [row[table.key] for row in batch]}
        return dict(table.model._base_manager.filter(**wanted).values_list(table.key, "pk"))

    def _number(self, each: Any, reference: Any) -> int | None:
        """The primary key a reference names: a key, or a place in the other table's file."""
        if reference is None:
            return None
        model = each.related_model
        return (
            self.keys[model][reference] if tables[model._meta.label_lower].key else self.numbers[model][reference - 1]
        )

    # ── rows ────────────────────────────────────────────────────────────────

    def _write(self, table: Table, batch: list[Row], pks: list[int], earlier: set[type[Model]]) -> None:
        later = [each for each in table.fields if table.is_later(each, earlier)]
        columns = [each for each in written_fields(table.model) if each not in later]
        for row, pk in zip(batch, pks, strict=True):
            self.later += [(table, each, pk, row[each.name]) for each in later if row[each.name] is not None]
            self.members += [(each, pk, row[each.name]) for each in table.lists if row[each.name]]
        lines = ([self._value(table, each, row, pk) for each in columns] for row, pk in zip(batch, pks, strict=True))
        _write_rows(table, columns, lines)

    def _value(self, table: Table, each: Any, row: Row, pk: int) -> Any:
        if each.primary_key:
            return pk
        if isinstance(each, FoldedField):
            return fold(row[each.source] or "")
        if each.name in table.leave_out:
            return _stored(each, table.instead.get(each.name, each.get_default()))
        if isinstance(each, ForeignKey):
            return self._number(each, row[each.name])
        if each.name in table.pks:
            return Jsonb(self._pks(row[each.name]))
        return _stored(each, row[each.name])

    def _pks(self, moved: Mapping[str, list[int]]) -> dict[str, list[int]]:
        numbers = {model._meta.model_name: found for model, found in self.numbers.items()}
        return {
            column: [numbers[column.partition(".")[0]][place - 1] for place in places]
            for column, places in moved.items()
        }


def _stored(each: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(each, JSONField):
        return Jsonb(value)
    return base64.b64decode(value) if isinstance(each, BinaryField) else value


def _write_rows(table: Table, columns: list[Any], lines: Iterator[list[Any]]) -> None:
    """New rows are copied; rows that may be there already are inserted or brought up to date."""
    if not table.shared:
        copy_values(table.model, columns, lines)
        return
    names = [Identifier(each.column) for each in columns]
    kept = [each for each in columns if not each.primary_key and each.name not in table.leave_out]
    sets = SQL(", ").join(SQL("{0} = excluded.{0}").format(Identifier(each.column)) for each in kept)
    marks = SQL(", ").join([Placeholder()] * len(names))
    statement = SQL("INSERT INTO {} ({}) VALUES ({}) ON CONFLICT ({}) DO UPDATE SET {}").format(
        Identifier(table.model._meta.db_table), SQL(", ").join(names), marks, Identifier(table.key), sets
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(lines))
