"""Writing an export: tables are streamed row by row; what two exports of the same directory say is the same, byte for byte."""

import base64
import hashlib
import json
import os
import zipfile
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Field, Model

from maillage.exchange.archive.tables import Table, tables

FORMAT = 1
CHUNK = 2000
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same directory makes the same file


def write(path: Path) -> dict[str, int]:
    """Write everything to `path`, which only its owner may read; table → number of rows."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    manifest: dict[str, Any] = {"format": FORMAT, "program": "maillage", "tables": {}}
    with (
        os.fdopen(descriptor, "wb") as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package,
        _one_moment(),
    ):
        writer = _Writer()
        for name, table in tables:
            with package.open(_entry(f"{name}.jsonl"), "w", force_zip64=True) as out:
                manifest["tables"][name] = _write_table(out, table, writer)
        package.writestr(_entry("manifest.json"), json.dumps(manifest, indent=1, sort_keys=True) + "\n")
    return {name: each["rows"] for name, each in manifest["tables"].items()}


@contextmanager
def _one_moment() -> Iterator[None]:
    """Every table as it was at the same moment, whatever is written meanwhile."""
    is_ours = not connection.in_atomic_block
    with transaction.atomic():
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _write_table(out: Any, table: Table, writer: "_Writer") -> dict[str, Any]:
    digest, count = hashlib.sha256(), 0
    for row in writer.rows(table):
        line = (
            json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain).encode() + b"\n"
        )
        out.write(line)
        digest.update(line)
        count += 1
    return {"rows": count, "sha256": digest.hexdigest()}


class _Writer:
    """Turns rows into plain values, with references by key or by place in place of numbers."""

    def __init__(self) -> None:
        self._places: dict[type[Model], array[int]] = {}

    def rows(self, table: Table) -> Iterator[dict[str, Any]]:
        columns = [self._column(each) for each in table.fields]
        rows = table.model._base_manager.order_by(table.order)
        chunk: list[tuple[Any, ...]] = []
        for values in rows.values_list("pk", *columns).iterator(chunk_size=CHUNK):
            chunk.append(values)
            if len(chunk) == CHUNK:
                yield from self._chunk(table, chunk)
                chunk = []
        yield from self._chunk(table, chunk)

    def _chunk(self, table: Table, chunk: list[tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
        lists = {each.name: self._members(each, [values[0] for values in chunk]) for each in table.lists}
        for pk, *values in chunk:
            row = {each.name: self._value(each, value) for each, value in zip(table.fields, values, strict=True)}
            for name in table.pks:
                row[name] = self._numbers(row[name])
            yield row | {name: members[pk] for name, members in lists.items()}

    @staticmethod
    def _column(each: "Field[Any, Any]") -> str:
        """A reference is read as the key of what it names, in the same query, when that has one."""
        target = _target(each)
        return f"{each.name}__{target.key}" if target and target.key else each.attname

    def _value(self, each: "Field[Any, Any]", value: Any) -> Any:
        target = _target(each)
        if value is None or (target and target.key):
            return value
        return self._place(target.model, value) if target else each.get_prep_value(value)

    def _members(self, each: Any, owners: list[int]) -> dict[int, list[Any]]:
        target = _target(each)
        found: dict[int, list[Any]] = defaultdict(list)
        through, key = each.remote_field.through, target.key if target else ""
        column = f"{each.m2m_reverse_field_name()}__{key or 'pk'}"
        rows = through._base_manager.filter(**{f"{each.m2m_field_name()}__in": owners})
        for owner, value in rows.values_list(f"{each.m2m_field_name()}_id", column).order_by(column):
            found[owner].append(value if key else self._place(target.model, value))  # type: ignore[union-attr]
        return found

    def _numbers(self, moved: dict[str, list[int]]) -> dict[str, list[int]]:
        """Primary keys by "model.column" as places in the files of those models."""
        models = {table.model._meta.model_name: table for _name, table in tables}
        return {
            column: [self._place(models[column.partition(".")[0]].model, pk) for pk in pks]
            for column, pks in moved.items()
            if column.partition(".")[0] in models
        }

    def _place(self, model: type[Model], pk: int) -> int:
        """The place of a row in its own file, from 1."""
        if model not in self._places:
            table = tables[model._meta.label_lower]
            pks = model._base_manager.order_by(table.order).values_list("pk", flat=True)
            self._places[model] = array("q", pks.iterator(chunk_size=CHUNK))
        places = self._places[model]
        if tables[model._meta.label_lower].key:
            return places.index(pk) + 1
        return bisect_left(places, pk) + 1


def _target(each: "Field[Any, Any]") -> Table | None:
    if each.is_relation and each.related_model is not None:
        return tables[each.related_model._meta.label_lower]  # type: ignore[union-attr]
    return None


def plain(value: object) -> object:
    """What JSON has no word for: moments in UTC, days, uuids, bytes."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    raise TypeError(type(value).__name__)
