"""What undoing an import will need: which records it made, and of the others whole rows as they were before.

Kept in `ImportTrace` only as long as undoing is offered; `holdings` forgets it.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Model

from maillage.exchange.models import ImportKey, ImportRun, ImportTrace
from maillage.exchange.organisations.families import grouped
from maillage.exchange.organisations.marks import marks_of, marks_of_rows
from maillage.kit.copying import copy
from maillage.network.models import ExactPlace, Presence

Row = dict[str, Any]  # column → value, as JSON has it


@dataclass(slots=True)
class Slot:
    """What happened to one slot of one record that was here.

    removed:  [table, whole row] of what was taken away, in the order in which it can be put back
    added:    rows that were put there
    was, now: of a column of the record itself
    """

    removed: list[tuple[str, Row]] = field(default_factory=list)
    added: list[Model] = field(default_factory=list)
    was: Any = None
    now: Any = None


class Trace:
    """Filled while a plan is written; `keep` stores it."""

    def __init__(self) -> None:
        self.slots: dict[int, dict[str, Slot]] = {}
        self.keys: dict[int, list[Row]] = {}

    def slot(self, organisation: int, slot: str) -> Slot:
        return self.slots.setdefault(organisation, {}).setdefault(slot, Slot())

    def remember_key(self, organisation: int, row: ImportKey, *, is_new: bool) -> None:
        before = {} if is_new else {"slots": row.slots, "digest": row.digest, "organisation": row.organisation_id}
        self.keys.setdefault(organisation, []).append({"id": row.pk, **before})

    def take_away(self, removed: Iterable[tuple[int, str, type[Model], Sequence[int]]]) -> None:
        """Read whole rows before they go: (record, slot, table, ids)."""
        wanted = list(removed)
        by_model: dict[type[Model], set[int]] = {}
        for _organisation, _slot, model, ids in wanted:
            by_model.setdefault(model, set()).update(ids)
        rows = {model: _rows(model, ids) for model, ids in by_model.items()}
        if ExactPlace in by_model:
            rows[Presence] = _rows(Presence, by_model[ExactPlace])
        for organisation, slot, model, ids in wanted:
            tables = (Presence, ExactPlace) if model is ExactPlace else (model,)
            self.slot(organisation, slot).removed += [
                (table._meta.label_lower, rows[table][pk]) for pk in ids for table in tables if pk in rows[table]
            ]

    def keep(self, run: ImportRun, created: Iterable[int]) -> None:
        made = list(created)
        for ids in grouped(made):
            marks = marks_of(ids)
            copy(ImportTrace, (ImportTrace(run=run, organisation_id=pk, created=True, marks=marks[pk]) for pk in ids))
        marks_now = self._marks()
        copy(
            ImportTrace,
            (
                ImportTrace(
                    run=run,
                    organisation_id=organisation,
                    created=False,
                    changes=[
                        _as_json(name, slot, marks_now) for name, slot in self.slots.get(organisation, {}).items()
                    ],
                    keys=self.keys.get(organisation, []),
                )
                for organisation in dict.fromkeys((*self.slots, *self.keys))
            ),
        )

    def _marks(self) -> dict[type[Model], dict[int, str]]:
        added: dict[type[Model], list[int]] = {}
        for slots in self.slots.values():
            for slot in slots.values():
                for row in slot.added:
                    added.setdefault(type(row), []).append(row.pk)
        return {model: marks_of_rows(model, ids) for model, ids in added.items()}


def _as_json(name: str, slot: Slot, marks: dict[type[Model], dict[int, str]]) -> Row:
    added = [[row._meta.label_lower, row.pk, marks[type(row)].get(row.pk, "")] for row in slot.added]
    return {"slot": name, "removed": slot.removed, "added": added, "was": slot.was, "now": slot.now}


def _rows(model: type[Model], ids: Iterable[int]) -> dict[int, Row]:
    key = model._meta.pk.column
    sql = f"SELECT t.{key}, to_jsonb(t) FROM {model._meta.db_table} t WHERE t.{key} = ANY (%s)"  # noqa: S608 -- names of our own tables
    with connection.cursor() as cursor:
        cursor.execute(sql, [sorted(ids)])
        return {pk: _loaded(row) for pk, row in cursor.fetchall()}


def _loaded(row: Row | str) -> Row:
    found: Row = json.loads(row) if isinstance(row, str) else row
    return found
