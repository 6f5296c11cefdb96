"""What a steward does with a file, step by step: send it, say what its columns are, decide, accept, undo, leave it."""

from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import BigIntegerField, Count
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.accounts.models import Person
from maillage.exchange import formats, tasks
from maillage.exchange.enums import OPEN, Decision, RunState
from maillage.exchange.errors import FileRefused
from maillage.exchange.formats.detect import is_archive
from maillage.exchange.models import ImportRow, ImportRun
from maillage.exchange.outcomes import State
from maillage.exchange.runs import pieces
from maillage.kit.errors import DomainError

SAMPLES, SAMPLED_ROWS, SAMPLE_LETTERS = 3, 300, 60
ALL, SURE = "all", "sure"  # which probable duplicates a word is meant for


def receive_file(
    path: Path, *, file_name: str, source: str, by: Person | None, sheet: str = "", kind: str = "organisations"
) -> ImportRun:
    """Keep a file that was sent. When the columns of its source are known it is read at once. Raises FileRefused."""
    headings = _headings(path, sheet)
    with transaction.atomic():
        run = ImportRun.objects.create(
            kind=kind,
            source=source,
            file_name=file_name[:200],
            file_digest=pieces.digest_of(path),
            headings=headings,
            options={"sheet": sheet},
            imported_by=by,
        )
        pieces.keep(run, path)
        last = last_of(source, kind)
        if last and {heading[0] for heading in headings} <= set(last.mapping):
            mapping = {heading[0]: last.mapping[heading[0]] for heading in headings}
            map_columns(run, mapping, last.options | {"sheet": sheet})
    return run


def last_of(source: str, kind: str = "organisations") -> ImportRun | None:
    """The last import of a source whose columns were settled: what it was told is remembered."""
    return ImportRun.objects.filter(source=source, kind=kind).exclude(mapping={}).order_by("-pk").first()


def map_columns(run: ImportRun, mapping: Mapping[str, str], options: Mapping[str, Any]) -> ImportRun:
    """Settle what each column is; the worker then reads the file."""
    with transaction.atomic():
        run = _locked(run, *OPEN)
        run.mapping, run.options, run.state = dict(mapping), dict(options), RunState.MAPPED
        run.problem, run.done, run.total, run.changed_rows = "", 0, 0, 0
        run.rows.all().delete()
        run.save()
        tasks.plan_run.defer(run_id=run.pk)
    return run


def decide_rows(run: ImportRun, decisions: Mapping[int, tuple[str, int | None]]) -> int:
    """Say of single rows (by id) what they are: (decision, record when it is the same). How many now differ."""
    changed = []
    with transaction.atomic():
        run = _locked(run, RunState.PLANNED)
        for row in run.rows.filter(pk__in=decisions, state=State.DUPLICATE):
            decision, organisation = decisions[row.pk]
            if decision == Decision.SAME and organisation not in {match["organisation"] for match in row.matches}:
                raise DomainError(_("Line %(line)s is not like that record. Look again.") % {"line": row.line})
            if (row.decision, row.chosen) != (decision, organisation):
                row.decision, row.chosen = decision, organisation
                changed.append(row)
        ImportRow.objects.bulk_update(changed, ["decision", "chosen"], batch_size=500)
    return len(changed)


def decide_all(run: ImportRun, decision: str, *, which: str = ALL) -> int:
    """Say the same of every row that is still to decide, or of those that are surely the same. How many there were."""
    with transaction.atomic():
        run = _locked(run, RunState.PLANNED)
        rows = run.rows.filter(state=State.DUPLICATE, decision=Decision.UNDECIDED)
        if which == SURE:
            rows = rows.filter(matches__0__verdict="sure")
        best = Cast(KT("matches__0__organisation"), BigIntegerField())
        return rows.update(decision=decision, chosen=best if decision == Decision.SAME else None)


def accept_plan(run: ImportRun, *, by: Person | None) -> ImportRun:
    """Have the worker write what was shown. Every probable duplicate has been decided, each record for one row."""
    with transaction.atomic():
        run = _locked(run, RunState.PLANNED)
        undecided = run.rows.filter(state=State.DUPLICATE, decision=Decision.UNDECIDED).count()
        if undecided:
            raise DomainError(
                _("Say first what the probable duplicates are: %(count)s to decide.") % {"count": undecided}
            )
        _refuse_two_for_one(run)
        run.state, run.imported_by, run.done, run.total, run.changed_rows = RunState.WRITING, by, 0, 0, 0
        run.save()
        tasks.write_run.defer(run_id=run.pk)
    return run


def start_undoing(run: ImportRun, *, by: Person | None) -> ImportRun:
    with transaction.atomic():
        run = _locked(run, RunState.DONE)
        if not run.traces.exists():
            raise DomainError(_("This import was written too long ago to be undone."))
        run.state, run.done, run.total = RunState.UNDOING, 0, 0
        run.save()
        tasks.undo_run.defer(run_id=run.pk, by_id=by.pk if by else None)
    return run


def discard_run(run: ImportRun) -> None:
    """Forget a file of which nothing was written."""
    with transaction.atomic():
        _locked(run, *OPEN).delete()


def _locked(run: ImportRun, *states: str) -> ImportRun:
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.state not in states:
        raise DomainError(_("This import has moved on meanwhile. Look again, then decide."))
    return run


def _refuse_two_for_one(run: ImportRun) -> None:
    same = run.rows.filter(decision=Decision.SAME)
    twice = same.values("chosen").annotate(n=Count("pk")).filter(n__gt=1).values("chosen")
    other = run.rows.filter(state__in=[State.CHANGED, State.SAME]).values("organisation")
    lines = list(same.filter(chosen__in=twice).order_by("chosen", "line").values_list("line", flat=True)[:2])
    lines = lines or list(same.filter(chosen__in=other).order_by("line").values_list("line", flat=True)[:1])
    if lines:
        words = ngettext(
            "Line %(lines)s would update a record that another line updates too. Decide otherwise for all but one.",
            "Lines %(lines)s would update the same record. Decide otherwise for all but one.",
            len(lines),
        )
        raise DomainError(words % {"lines": ", ".join(str(line) for line in lines)})


def _headings(path: Path, sheet: str) -> list[list[str]]:
    """Each header with the first different cells under it."""
    if is_archive(path):
        raise FileRefused(
            _("This is an export of Maillage."),
            _("Whoever runs this instance brings it back with the command “maillage import”."),
        )
    table = formats.read(path, sheet=sheet)
    samples: dict[str, dict[str, None]] = {header: {} for header in table.headers}
    for row in islice(table.rows, SAMPLED_ROWS):
        for header, cell in row.cells.items():
            if header in samples and len(samples[header]) < SAMPLES:
                samples[header][_short(cell)] = None
    return [[header, *found] for header, found in samples.items()]


def _short(cell: str) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= SAMPLE_LETTERS else f"{line[:SAMPLE_LETTERS]}…"
