"""Bringing a file in at one go, as the command does: read, plan, and, when asked, write everything in one transaction."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import Person
from maillage.exchange import formats
from maillage.exchange.enums import Act, Decision, RunState
from maillage.exchange.errors import FileRefused
from maillage.exchange.kinds import Options, Tell, kinds, untold
from maillage.exchange.models import ImportRun
from maillage.exchange.outcomes import Decided, Plan, State, Undoing
from maillage.exchange.runs.pieces import digest_of
from maillage.journal import actions as journal
from maillage.kit.errors import DomainError

SOURCE_LIMIT = 80
COLLECT_AFTER = 100_000  # objects made


@dataclass(frozen=True)
class Imported:
    """A plan, and the record of its writing when it was written."""

    plan: Plan
    run: ImportRun | None = None


def plan_import(path: Path, options: Options, *, kind: str = "organisations", sheet: str = "") -> Plan:
    """What importing this file would do. Writes nothing. Raises FileRefused."""
    if not options.source or len(options.source) > SOURCE_LIMIT:
        raise FileRefused(
            _("A source needs a name of at most %(limit)s letters.") % {"limit": SOURCE_LIMIT},
            _('Name where the file comes from: --source "Directory 2026".'),
        )
    return kinds[kind].plan(formats.read(path, sheet=sheet), options)


def import_file(
    path: Path,
    options: Options,
    *,
    by: Person | None,
    kind: str = "organisations",
    sheet: str = "",
    without_refused: bool = False,
    duplicates: str = Decision.UNDECIDED,
) -> Imported:
    """Plan and write in one transaction: all rows, or none. With refused rows nothing is written, unless they are
    left out on purpose, nor with probable duplicates, unless `duplicates` says what all of them are; the caller reads
    the plan to see why. Importing the same file again writes nothing new.
    """
    with transaction.atomic(), rare_collections():
        wait_for_other_imports()
        plan = plan_import(path, options, kind=kind, sheet=sheet)
        if (plan.is_refused and not without_refused) or (plan.is_undecided and not duplicates):
            return Imported(plan)
        run = ImportRun.objects.create(
            kind=kind,
            source=options.source,
            file_name=path.name[:200],
            file_digest=digest_of(path),
            state=RunState.DONE,
            imported_by=by,
        )
        kinds[kind].decide(plan, _alike(plan, duplicates))
        write_plan(run, plan, options, by=by)
    return Imported(plan, run)


def write_plan(run: ImportRun, plan: Plan, options: Options, *, by: Person | None, tell: Tell = untold) -> None:
    """Write what was decided, with what undoing it needs, inside the caller's transaction."""
    run.counts = plan.counts()
    run.save(update_fields=["counts"])
    kinds[run.kind].apply(plan, options, by, run=run, tell=tell)
    journal.record(Act.IMPORTED, run, by=by, source=options.source, rows=plan.counts())


def undo_import(run: ImportRun, *, by: Person | None, write: bool) -> Undoing:
    """Take back what an import wrote, as far as nobody touched it since; with `write=False` only say what would be."""
    with transaction.atomic():
        wait_for_other_imports()
        run.refresh_from_db()
        if run.state not in {RunState.DONE, RunState.UNDOING} or not run.traces.exists():
            raise DomainError(_("This import cannot be undone: it was undone already, or too long ago."))
        found = kinds[run.kind].undo(run, by, write=write)
        if write:
            run.close_undone()
            journal.record(Act.UNDONE, run, by=by, removed=found.removed, restored=found.restored, kept=len(found.kept))
    return found


def _alike(plan: Plan, decision: str) -> Mapping[int, Decided]:
    """The same word for every probable duplicate: "same" is the most probable record."""
    found = {}
    for outcome in plan.having(State.DUPLICATE):
        is_same = decision == Decision.SAME
        found[outcome.line] = Decided(decision, outcome.matches[0].target.organisation if is_same else None)
    return found


@contextmanager
def rare_collections() -> Iterator[None]:
    """A plan holds every row until all are written; looking through them for garbage again and again finds none."""
    usual = gc.get_threshold()
    gc.set_threshold(COLLECT_AFTER, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def wait_for_other_imports() -> None:
    """Two imports at once would each plan without the other's rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('maillage.exchange'))")
