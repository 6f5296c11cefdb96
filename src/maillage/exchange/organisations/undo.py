"""Taking back what an import wrote: records that it made go, records that it changed get back what they said.

Only what is still as imported is taken back. A record or a value that someone touched since stays, and is named.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey, Model, Q
from django.utils.translation import gettext as _

from maillage.accounts.models import Person
from maillage.exchange.enums import Act
from maillage.exchange.models import ImportKey, ImportRun, ImportTrace
from maillage.exchange.organisations.compare import words
from maillage.exchange.organisations.families import grouped
from maillage.exchange.organisations.marks import Marks, marks_of, marks_of_rows, table_of
from maillage.exchange.outcomes import Undoing
from maillage.journal import actions as journal
from maillage.kit.copying import written_fields
from maillage.network.actions import disclosure
from maillage.network.enums import Act as NetworkAct
from maillage.network.enums import TieState
from maillage.network.models import Circle, ExactPlace, Organisation, Source, Tie

BATCH = 1000
Change = dict[str, Any]


def undo(run: ImportRun, by: Person | None, *, write: bool) -> Undoing:
    """Undo `run` inside the caller's transaction, or with `write=False` say what would be. Traces of what went are deleted."""
    found = Undoing()
    created = list(ImportTrace.objects.filter(run=run, created=True).values_list("organisation_id", flat=True))
    for ids in grouped(created):
        _remove(run, ids, found, by=by, write=write)
    changed = ImportTrace.objects.filter(run=run, created=False).select_related("organisation").order_by("pk")
    for start in range(0, changed.count(), BATCH):
        _Restoration(list(changed[start : start + BATCH]), found, write=write).run(by)
    if write:
        ImportTrace.objects.filter(run=run).exclude(organisation__in=found.kept).delete()
        for organisation, kept in found.kept.items():
            ImportTrace.objects.filter(run=run, organisation=organisation).update(
                kept=kept, marks={}, changes=[], keys=[]
            )
    return found


# ── records that it made ────────────────────────────────────────────────────


def _remove(run: ImportRun, ids: list[int], found: Undoing, *, by: Person | None, write: bool) -> None:
    if write:
        _lock(ids)
    traces = dict(ImportTrace.objects.filter(run=run, organisation__in=ids).values_list("organisation_id", "marks"))
    now = marks_of(ids)
    for pk in ids:
        if touched := _touched(traces[pk], now[pk]):
            found.kept[pk] = touched
    going = [pk for pk in ids if pk not in found.kept]
    found.removed += len(going)
    if write and going:
        _delete(going)
        journal.record_all(Act.REMOVED, Organisation, going, by=by, run=run.pk)


def _lock(ids: Iterable[int]) -> dict[int, Organisation]:
    """The records as they are, and as they stay until we are done."""
    return {row.pk: row for row in Organisation.objects.select_for_update().filter(pk__in=ids).order_by("pk")}


def _touched(before: Marks, now: Marks) -> list[str]:
    """The tables, in words, in which a record is no longer as imported."""
    names = sorted(name for name in {*before, *now} if before.get(name) != now.get(name))
    return list(dict.fromkeys(_words(table_of(name)) for name in names))


def _words(model: type[Model]) -> str:
    return _("the record itself") if model is Organisation else str(model._meta.verbose_name_plural)


def _delete(ids: list[int]) -> None:
    ties = Tie.objects.filter(Q(a__in=ids) | Q(b__in=ids))
    others = {end for ends in ties.values_list("a_id", "b_id") for end in ends} - set(ids)
    sources = set(ties.exclude(source=None).values_list("source_id", flat=True))
    Organisation.objects.filter(pk__in=ids).delete()
    _forget_sources(sources)
    disclosure.refresh(others)


def _forget_sources(ids: Iterable[int | None]) -> None:
    """A source that nothing cites any more goes with what cited it."""
    for source in Source.objects.filter(pk__in=[pk for pk in ids if pk]):
        if not any(
            relation.related_model._base_manager.filter(**{relation.field.name: source}).exists()  # type: ignore[union-attr]
            for relation in Source._meta.get_fields(include_hidden=True)
            if relation.auto_created and not relation.concrete
        ):
            source.delete()


# ── records that were here ──────────────────────────────────────────────────


@dataclass
class _Restoration:
    """Gives back to some records what an import took from them: one statement per table, whatever their number."""

    traces: list[ImportTrace]
    found: Undoing
    write: bool
    delete: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    insert: dict[str, list[Change]] = field(default_factory=lambda: defaultdict(list))
    revive: list[int] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)

    def run(self, by: Person | None) -> None:
        if self.write:
            locked = _lock(trace.organisation_id for trace in self.traces)
            for trace in self.traces:
                trace.organisation = locked[trace.organisation_id]
        self.marks = self._marks()
        self.missing = self._missing()
        for trace in self.traces:
            self._take(trace)
        if not self.write:
            return
        self._write_rows()
        self._restore_keys()
        disclosure.refresh(self.touched)
        ids = [trace.organisation_id for trace in self.traces if trace.organisation_id in self.touched]
        journal.record_all(NetworkAct.CHANGED, Organisation, ids, by=by, run=self.traces[0].run_id)

    def _marks(self) -> dict[str, dict[int, str]]:
        added: dict[str, list[int]] = defaultdict(list)
        for trace in self.traces:
            for change in trace.changes:
                for table, pk, _mark in change["added"]:
                    added[table].append(pk)
        return {table: marks_of_rows(apps.get_model(table), ids) for table, ids in added.items()}

    def _missing(self) -> set[tuple[type[Model], Any]]:
        """What the rows to put back name and is gone since: a theme, a circle, a territory."""
        named: dict[type[Model], set[Any]] = defaultdict(set)
        for table, row in (pair for trace in self.traces for change in trace.changes for pair in change["removed"]):
            for model, pk in _named(apps.get_model(table), row):
                named[model].add(pk)
        here = {
            model: set(model._base_manager.filter(pk__in=ids).values_list("pk", flat=True))
            for model, ids in named.items()
        }
        return {(model, pk) for model, ids in named.items() for pk in ids - here[model]}

    def _take(self, trace: ImportTrace) -> None:
        if trace.organisation.merged_into_id is not None:
            self.found.kept[trace.organisation_id] = [_("merged into another record since")]
            return
        kept = [words(change["slot"]) for change in trace.changes if not self._take_slot(trace, change)]
        if kept:
            self.found.kept[trace.organisation_id] = kept
        if len(kept) < len(trace.changes):
            self.found.restored += 1
            self.touched.add(trace.organisation_id)

    def _take_slot(self, trace: ImportTrace, change: Change) -> bool:
        """Note what to do about one slot; False when it is no longer as imported."""
        if change["slot"].startswith("column/"):
            return self._take_column(trace.organisation, change)
        if any(self.marks[table].get(pk) != mark for table, pk, mark in change["added"]):
            return False
        if any(
            (model, pk) in self.missing
            for table, row in change["removed"]
            for model, pk in _named(apps.get_model(table), row)
        ):
            return False
        for table, pk, _mark in change["added"]:
            self.delete[table].append(pk)
        for table, row in change["removed"]:
            if table == Tie._meta.label_lower:
                self.revive.append(row["id"])
            else:
                self.insert[table].append(row)
        return True

    def _take_column(self, organisation: Organisation, change: Change) -> bool:
        name, was = change["slot"].removeprefix("column/"), change["was"]
        if getattr(organisation, name) != change["now"]:
            return False
        if name == "audience":
            was, circle = was
            if organisation.circle_id is not None or (circle and not Circle.objects.filter(pk=circle).exists()):
                return False
            organisation.circle_id = circle
        setattr(organisation, name, was)
        return True

    def _write_rows(self) -> None:
        for table, ids in self.delete.items():
            model = apps.get_model(table)
            if model is Tie:
                self._unstate(ids)
            else:
                model._base_manager.filter(pk__in=ids).delete()
        for table in sorted(self.insert, key=lambda name: name == ExactPlace._meta.label_lower):  # after its presence
            _insert(apps.get_model(table), self.insert[table])
        revived = Tie.objects.filter(pk__in=self.revive, state=TieState.WITHDRAWN)
        self.touched |= set(revived.values_list("b_id", flat=True))
        revived.update(state=TieState.STATED)
        for trace in self.traces:
            if trace.organisation_id in self.touched:
                trace.organisation.close()  # until disclosure is worked out again
                trace.organisation.save()

    def _unstate(self, ids: list[int]) -> None:
        ties = Tie.objects.filter(pk__in=ids)
        self.touched |= set(ties.values_list("b_id", flat=True))
        sources = set(ties.values_list("source_id", flat=True))
        ties.delete()
        _forget_sources(sources)

    def _restore_keys(self) -> None:
        """The rows of the source are recognised as they were before the import."""
        for key in (key for trace in self.traces for key in trace.keys):
            row = ImportKey.objects.filter(pk=key["id"])
            if "slots" not in key:
                row.delete()
            else:
                row.update(slots=key["slots"], digest="", organisation=key["organisation"])


def _named(model: type[Model], row: Change) -> Iterable[tuple[type[Model], Any]]:
    """What a row names beside its organisation, which is here."""
    for each in model._meta.local_fields:
        is_other = isinstance(each, ForeignKey) and each.related_model is not Organisation and each.name != "presence"
        if is_other and row.get(each.column) is not None:
            yield each.related_model, row[each.column]  # type: ignore[misc]


def _insert(model: type[Model], rows: Sequence[Change]) -> None:
    """Put whole rows back, for stewards until disclosure is worked out; one that someone wrote again meanwhile stands."""
    closed = [row | ({"shown_to": 30, "shown_circles": []} if "shown_to" in row else {}) for row in rows]
    names = ", ".join(each.column for each in written_fields(model))
    table = model._meta.db_table
    sql = f"INSERT INTO {table} ({names}) SELECT {names} FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb) ON CONFLICT DO NOTHING"  # noqa: S608 -- names of our own tables
    with connection.cursor() as cursor:
        cursor.execute(sql, [json.dumps(closed)])
