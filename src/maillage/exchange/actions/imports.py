"""Bringing a file in: read, plan, and, when asked, write everything in one transaction."""

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import Person
from maillage.exchange import formats
from maillage.exchange.enums import Act
from maillage.exchange.errors import FileRefused
from maillage.exchange.kinds import Options, kinds
from maillage.exchange.models import ImportRun
from maillage.exchange.outcomes import Plan
from maillage.journal import actions as journal

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
) -> Imported:
    """Plan and write in one transaction: all rows, or none. With refused rows nothing is written, unless they are
    left out on purpose; the caller reads the plan to see why. Importing the same file again writes nothing new.
    """
    with transaction.atomic(), _rare_collections():
        _wait_for_other_imports()
        plan = plan_import(path, options, kind=kind, sheet=sheet)
        if plan.is_refused and not without_refused:
            return Imported(plan)
        run = ImportRun.objects.create(
            kind=kind,
            source=options.source,
            file_name=path.name[:200],
            file_digest=_digest(path),
            counts=plan.counts(),
            imported_by=by,
        )
        kinds[kind].apply(plan, options, by)
        journal.record(Act.IMPORTED, run, by=by, source=options.source, rows=plan.counts())
    return Imported(plan, run)


@contextmanager
def _rare_collections() -> Iterator[None]:
    """A plan holds every row until all are written; looking through them for garbage again and again finds none."""
    usual = gc.get_threshold()
    gc.set_threshold(COLLECT_AFTER, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _wait_for_other_imports() -> None:
    """Two imports at once would each plan without the other's rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('maillage.exchange'))")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
