"""Bringing a file in: read, plan, and, when asked, write everything in one transaction."""

import hashlib
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
    with transaction.atomic():
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


def _wait_for_other_imports() -> None:
    """Two imports at once would each plan without the other's rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('maillage.exchange'))")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
