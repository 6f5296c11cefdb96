"""What is held because of imports, and for how long: files and their rows at most as long as undoing is offered."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from maillage.exchange.enums import RunState
from maillage.exchange.models import ImportPiece, ImportRow, ImportRun, ImportTrace
from maillage.kit.personal_data import Holding, Rows, holdings


def register() -> None:
    holdings.register("imports", IMPORTS)


def import_rows(person_id: int) -> Rows:
    return [
        {
            "source": run.source,
            "file": run.file_name,
            "at": run.imported_at.isoformat(timespec="minutes"),
            "state": run.state,
        }
        for run in ImportRun.objects.filter(imported_by_id=person_id).order_by("pk")
    ]


def erase_name(person_id: int) -> int:
    """The import stays; who made it goes."""
    return ImportRun.objects.filter(imported_by_id=person_id).update(imported_by=None)


def expire_imports(now: datetime) -> int:
    """Files nobody accepted go whole; of the others stays that they were written, and what their columns are."""
    old = ImportRun.objects.filter(imported_at__lt=now - timedelta(days=settings.IMPORT_UNDO_DAYS))
    written = old.filter(state__in=[RunState.DONE, RunState.UNDONE])
    gone = sum(model.objects.filter(run__in=written).delete()[0] for model in (ImportPiece, ImportRow, ImportTrace))
    return gone + old.exclude(state__in=[RunState.DONE, RunState.UNDONE, RunState.UNDOING]).delete()[0]


IMPORTS = Holding(
    what=_("Files of organisations that you brought in: name of the file, source, day."),
    why=_("So that an import can be explained, and undone."),
    how_long=_(
        "The file until it is written, its rows and the means to undo it for the time your network has set (a month, "
        "unless it says otherwise). Then only that it was written, without your name once you are erased."
    ),
    rows=import_rows,
    erase=erase_name,
    expire=expire_imports,
)
