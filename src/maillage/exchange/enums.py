"""The closed lists of the exchange, with their words."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Act(TextChoices):
    """What the journal calls the acts of this app."""

    IMPORTED = "file-imported", pgettext_lazy("act", "file imported")
    RESTORED = "archive-imported", pgettext_lazy("act", "export brought back")
    TOWNS_OPENED = "towns-opened", pgettext_lazy("act", "towns of a country opened")
    UNDONE = "import-undone", pgettext_lazy("act", "import undone")
    REMOVED = "organisation-removed", pgettext_lazy("act", "record removed with its import")
    SEARCHED = "duplicates-searched", pgettext_lazy("act", "duplicates searched")
    JUDGED = "pair-judged", pgettext_lazy("act", "possible duplicate judged")


class RunState(TextChoices):
    """How far a file has come."""

    UPLOADED = "uploaded", pgettext_lazy("state of an import", "columns to settle")
    MAPPED = "mapped", pgettext_lazy("state of an import", "waiting to be read")
    PLANNING = "planning", pgettext_lazy("state of an import", "being read")
    PLANNED = "planned", pgettext_lazy("state of an import", "waiting for your decision")
    WRITING = "writing", pgettext_lazy("state of an import", "being written")
    DONE = "done", pgettext_lazy("state of an import", "written")
    FAILED = "failed", pgettext_lazy("state of an import", "stopped")
    UNDOING = "undoing", pgettext_lazy("state of an import", "being undone")
    UNDONE = "undone", pgettext_lazy("state of an import", "undone")


BUSY = (RunState.MAPPED, RunState.PLANNING, RunState.WRITING, RunState.UNDOING)  # a job works on it, or will
OPEN = (RunState.UPLOADED, RunState.MAPPED, RunState.PLANNING, RunState.PLANNED, RunState.FAILED)  # nothing written yet
WRITTEN = (RunState.DONE, RunState.UNDOING, RunState.UNDONE)


class Decision(TextChoices):
    """What a steward says of a row that may be an organisation which is already here."""

    UNDECIDED = "", pgettext_lazy("probable duplicate", "to decide")
    SAME = "same", pgettext_lazy("probable duplicate", "It is the same: update that record")
    NEW = "new", pgettext_lazy("probable duplicate", "It is another organisation: add it")
    LEAVE = "leave", pgettext_lazy("probable duplicate", "Leave it out")
