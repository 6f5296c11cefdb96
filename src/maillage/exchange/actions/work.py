"""What the worker does with a file: plan it, write what was accepted, undo it. Each can be begun again at any point."""

import logging
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from maillage.accounts.models import Person
from maillage.exchange import formats
from maillage.exchange.actions.imports import rare_collections, undo_import, wait_for_other_imports, write_plan
from maillage.exchange.enums import RunState
from maillage.exchange.errors import FileRefused
from maillage.exchange.kinds import Options, kinds
from maillage.exchange.models import ImportRun
from maillage.exchange.organisations.matching import Match
from maillage.exchange.outcomes import Decided, Plan, State
from maillage.exchange.runs import pieces
from maillage.exchange.runs.progress import Progress, progress_of
from maillage.exchange.runs.rows import differing, found_in, keep_rows
from maillage.kit.errors import DomainError
from maillage.network.queries.version import data_version

logger = logging.getLogger(__name__)


def plan_run(run_id: int) -> None:
    """Say what each row would do, and store it. Writes nothing in the directory."""
    run = _begin(run_id, RunState.MAPPED, RunState.PLANNING, to=RunState.PLANNING)
    if run is None:
        return
    with _told(run), progress_of(run.pk) as progress:
        planned_in = data_version()  # asked before anything is read
        plan = _plan(run, progress)
        with transaction.atomic():
            if ImportRun.objects.select_for_update().filter(pk=run.pk, state=RunState.PLANNING).exists():
                run.planned_in = planned_in
                _ask(run, plan)


def write_run(run_id: int) -> None:
    """Write what was accepted, in one transaction, if it is still what was shown; else ask again."""
    run = _begin(run_id, RunState.WRITING, to=RunState.WRITING)
    if run is None:
        return
    with _told(run), progress_of(run.pk) as progress, transaction.atomic():
        wait_for_other_imports()
        run.refresh_from_db()
        if run.state != RunState.WRITING:  # another worker was given the job, and did it
            return
        plan = _plan(run, progress, found=found_in(run) if run.planned_in == data_version() else None)
        if changed := differing(run, plan):
            _ask(run, plan, changed=changed)
        else:
            _write(run, plan, progress)


def undo_run(run_id: int, by_id: int | None) -> None:
    run = _begin(run_id, RunState.UNDOING, to=RunState.UNDOING)
    if run is not None:
        by = Person.objects.filter(pk=by_id).first() if by_id else None
        with _told(run, back_to=RunState.DONE):
            undo_import(run, by=by, write=True)


def options_of(run: ImportRun) -> Options:
    said = run.options
    return Options(
        source=run.source,
        mapping=run.mapping,
        source_id=said.get("source_id", []),
        language=said.get("language", ""),
        territory=said.get("territory", ""),
        audience=said.get("audience", 30),
    )


def _begin(run_id: int, *states: str, to: str) -> ImportRun | None:
    """The run, if it is still to be worked on."""
    with transaction.atomic():
        run = ImportRun.objects.select_for_update(of=("self",)).filter(pk=run_id, state__in=states).first()
        if run is not None:
            run.state = to
            run.save(update_fields=["state"])
    return run


def _plan(run: ImportRun, progress: Progress, *, found: Mapping[int, Sequence[Match]] | None = None) -> Plan:
    with pieces.laid_out(run) as path:
        if path is None:
            raise FileRefused(_("The file is no longer kept."), _("Send it again."))
        table = formats.read(path, sheet=run.options.get("sheet", ""))
        table.rows = progress.counting(table.rows, sum(run.counts.values()))
        return kinds[run.kind].plan(table, options_of(run), found=found)


def _ask(run: ImportRun, plan: Plan, *, changed: int = 0) -> None:
    """Show the plan, and wait for someone's word."""
    keep_rows(run, plan)
    run.counts, run.notes, run.changed_rows = plan.counts(), list(plan.notes), changed
    run.state, run.done, run.total = RunState.PLANNED, len(plan.outcomes), len(plan.outcomes)
    run.save()


def _write(run: ImportRun, plan: Plan, progress: Progress) -> None:
    rows = run.rows.filter(state=State.DUPLICATE).values_list("line", "decision", "chosen")
    kinds[run.kind].decide(plan, {line: Decided(decision, chosen) for line, decision, chosen in rows})
    write_plan(run, plan, options_of(run), by=run.imported_by, tell=progress.tell)
    pieces.forget(run)
    run.rows.exclude(changes=[], matches=[]).update(changes=[], matches=[])  # now the directory says it, and alone
    run.headings = [heading[:1] for heading in run.headings]
    run.notes, run.imported_at, run.state = [], timezone.now(), RunState.DONE
    run.done = run.total = len(plan.outcomes)
    run.save()


@contextmanager
def _told(run: ImportRun, *, back_to: str = RunState.FAILED) -> Iterator[None]:
    """In the language of whoever sent the file; what goes wrong is told to them, and logged without what rows said."""
    with translation.override(_language(run)), rare_collections():
        try:
            yield
        except (OperationalError, InterfaceError):
            raise
        except DomainError as problem:
            _stop(run, str(problem), back_to)
        except Exception as problem:  # noqa: BLE001 -- the person who waits must hear of it; its text may hold cells
            frames = "".join(traceback.format_tb(problem.__traceback__))
            logger.error("Import %s stopped: %s.\n%s", run.pk, type(problem).__name__, frames)  # noqa: TRY400 -- same
            _stop(
                run,
                _("Something went wrong here. Nothing was written. Whoever runs this instance finds it in the log."),
                back_to,
            )


def _language(run: ImportRun) -> str:
    return run.imported_by.language if run.imported_by and run.imported_by.language else settings.LANGUAGE_CODE


def _stop(run: ImportRun, problem: str, state: str) -> None:
    said = problem if state == RunState.FAILED else ""
    ImportRun.objects.filter(pk=run.pk).update(state=state, problem=said, done=0, total=0)
