"""What is remembered of imports: each one, what became of its rows, and what is needed to undo it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.exchange.duplicates.models import DuplicatePair
from maillage.exchange.enums import BUSY, OPEN, Decision, RunState
from maillage.exchange.freshness.models import CheckLink, CheckRequest, CheckStop
from maillage.exchange.outcomes import State
from maillage.network.models import Organisation

__all__ = [
    "CheckLink",
    "CheckRequest",
    "CheckStop",
    "DuplicatePair",
    "ImportKey",
    "ImportPiece",
    "ImportRow",
    "ImportRun",
    "ImportTrace",
]


class ImportRun(models.Model):
    """One file on its way in.

    headings:  the columns of the file and some of their cells ([header, sample, …]); once written, the headers alone
    mapping:   header → field, "" for a column that is left out; remembered for the next file of the source
    options:   what else was chosen: language, territory, audience, sheet; remembered too
    counts:    state → number of rows; nothing of what the rows said
    notes:     what is worth knowing about the file as a whole
    problem:   why it stopped, in the words of whoever sent it
    done, total:  how far the worker is; total is 0 while it is not known
    planned_in:  the state of the directory it was planned in: while it lasts, what was found need not be searched again
    changed_rows:  rows that turned out otherwise than shown when they were to be written, so that nothing was
    """

    kind = models.CharField(_("kind"), max_length=40)
    source = models.CharField(_("source"), max_length=80)
    file_name = models.CharField(_("file"), max_length=200)
    file_digest = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=RunState, default=RunState.UPLOADED)
    headings = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    options = models.JSONField(default=dict)
    counts = models.JSONField(_("rows"), default=dict)
    notes = models.JSONField(default=list)
    problem = models.TextField(default="", blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    planned_in = models.CharField(max_length=60, default="", blank=True)
    changed_rows = models.PositiveIntegerField(default=0)
    imported_at = models.DateTimeField(_("imported on"), default=timezone.now)
    undone_at = models.DateTimeField(null=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("imported by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="import_run_state"),
            models.CheckConstraint(
                condition=Q(state=RunState.UNDONE, undone_at__isnull=False)
                | (~Q(state=RunState.UNDONE) & Q(undone_at__isnull=True)),
                name="import_run_undone_when",
            ),
            models.CheckConstraint(
                condition=Q(state=RunState.FAILED) ^ Q(problem=""), name="import_run_failed_says_why"
            ),
            models.CheckConstraint(condition=Q(total=0) | Q(done__lte=F("total")), name="import_run_progress"),
        ]
        indexes: ClassVar = [models.Index(fields=["source", "-id"], name="import_run_source")]

    def __str__(self) -> str:
        return f"{self.source} ({self.file_name})"

    @property
    def is_busy(self) -> bool:
        return self.state in BUSY

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def close_undone(self) -> None:
        self.state, self.undone_at = RunState.UNDONE, timezone.now()
        self.save(update_fields=["state", "undone_at"])


class ImportPiece(models.Model):
    """A part of a file that was sent: in the database, so that no address leads to it and any worker can read it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "number"], name="import_piece_once")]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.number}"


class ImportRow(models.Model):
    """What would become, or became, of one row of a file. Forgotten with the means to undo its import.

    fingerprint:   of all that was shown and would be written; compared again before writing
    problems:      [field, reason, mend, whether it refuses the row]
    changes:       [slot, values before, values after], in words; until the import is written, as are `matches`
    cells:         header → cell, of refused rows only: what can be mended and sent again
    matches:       {organisation, score, reasons, verdict, changes} of each record a probable duplicate may be
    organisation:  id of the record that the row is, or changes
    chosen:        id of the record that someone said it is
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=State)
    title = models.CharField(max_length=250)
    fingerprint = models.CharField(max_length=18)
    problems = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    cells = models.JSONField(null=True)
    matches = models.JSONField(default=list)
    organisation = models.BigIntegerField(null=True)
    decision = models.CharField(max_length=5, choices=Decision, default=Decision.UNDECIDED, blank=True)
    chosen = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="import_row_state"),
            models.CheckConstraint(
                condition=Q(decision=Decision.UNDECIDED)
                | Q(state=State.DUPLICATE, decision__in=[Decision.SAME, Decision.NEW, Decision.LEAVE]),
                name="import_row_decision",
            ),
            models.CheckConstraint(
                condition=Q(decision=Decision.SAME) ^ Q(chosen__isnull=True), name="import_row_chosen"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["run", "state", "line", "id"], name="import_row_order")]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.line}"


class ImportTrace(models.Model):
    """What an import did to one organisation, so that it can be undone; kept only as long as undoing is offered.

    created:  whether the import made it; then `marks` (table → fingerprint) tell whether anyone touched it since
    changes:  of a record that was here: per slot, what was taken away (whole rows) and what was put there
    keys:     the `ImportKey`s of its rows as they were before: {id} alone for one that the import made
    kept:     after undoing: names of what was not undone, because it is no longer as imported
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="traces")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="import_traces")
    created = models.BooleanField()
    marks = models.JSONField(default=dict)
    changes = models.JSONField(default=list)
    keys = models.JSONField(default=list)
    kept = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "organisation"], name="import_trace_once")]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.organisation_id}"


class ImportKey(models.Model):
    """A row of a source, recognised by its key. `slots`: slot → digests of the values last brought in from it.

    Only digests are kept: enough to tell what came from the file from what was written here since, and no second copy
    of what an organisation may later withdraw. An empty `digest` asks for the row to be compared value by value.
    """

    source = models.CharField(_("source"), max_length=80)
    key = models.CharField(_("id in the source"), max_length=200)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="import_keys")
    digest = models.CharField(max_length=18)
    slots = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        constraints: ClassVar = [models.UniqueConstraint(fields=["source", "key"], name="import_key_once")]

    def __str__(self) -> str:
        return f"{self.source}: {self.key}"
