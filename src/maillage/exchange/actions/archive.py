"""The whole directory out, and back into an empty instance."""

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import Person
from maillage.exchange.archive import reading, writing
from maillage.exchange.enums import Act
from maillage.exchange.errors import FileRefused
from maillage.exchange.models import ImportRun
from maillage.journal import actions as journal
from maillage.network.actions import disclosure


def write_archive(path: Path) -> dict[str, int]:
    """Write the whole directory, whatever its audiences, to a file only its owner may read; table → rows.

    This reads around the gate on purpose: it is for those who hold the machine. Raises FileRefused when `path` exists.
    """
    if path.exists():
        raise FileRefused(_("There is already a file at %(path)s.") % {"path": path}, _("Choose another name."))
    try:
        return writing.write(path)
    except BaseException:
        path.unlink(missing_ok=True)  # half an export is worse than none
        raise


def check_archive(path: Path) -> dict[str, int]:
    """What bringing this export in would write; table → rows. Raises FileRefused when it cannot be."""
    counts = reading.check(path)
    reading.check_is_empty()
    return counts


def import_archive(path: Path, *, by: Person | None) -> dict[str, int]:
    """Bring an export into this empty instance, all or nothing; table → rows."""
    with transaction.atomic():
        check_archive(path)
        counts = reading.load(path)
        disclosure.refresh_all()
        journal.record(Act.RESTORED, ImportRun(kind="archive"), by=by, rows=counts)
    return counts
