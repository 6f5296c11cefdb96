"""`maillage import FILE`: says what a file would do; with --write, does it."""

import csv
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.exchange.actions.archive import check_archive, import_archive
from maillage.exchange.actions.imports import import_file, plan_import, undo_import
from maillage.exchange.columns import FIELDS
from maillage.exchange.errors import FileRefused
from maillage.exchange.formats.detect import is_archive
from maillage.exchange.kinds import Options, kinds
from maillage.exchange.models import ImportRun
from maillage.exchange.outcomes import Outcome, Plan, Problem, State
from maillage.kit.errors import DomainError
from maillage.kit.text import as_cell
from maillage.network.enums import Audience
from maillage.network.models import Organisation

SHOWN = 20  # rows listed of each state
LINES = 8  # line numbers listed of one problem


class Command(BaseCommand):
    help = (
        "Import organisations from a table or a map (CSV, XLSX, ODS, GeoJSON, KML, GoGoCarto, uMap, vCard, JSON), or bring "
        "back an export. Without --write nothing is written: "
        f"it says what would be. Fields: {', '.join(FIELDS)}."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?")
        parser.add_argument("--write", action="store_true", help="write; all rows or none")
        parser.add_argument(
            "--source", default="", help="where the file comes from; its rows are recognised by it next time"
        )
        parser.add_argument(
            "--source-id",
            action="append",
            default=[],
            metavar="COLUMN",
            help="column with the row's id (repeat: several together)",
        )
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="COLUMN=FIELD",
            help="their column is our field; nothing after = leaves it out",
        )
        parser.add_argument("--kind", default="organisations", choices=[name for name, _kind in kinds])
        parser.add_argument(
            "--audience",
            default="stewards",
            choices=["stewards", "members", "public"],
            help="who may see new records (stewards)",
        )
        parser.add_argument(
            "--language",
            default="",
            choices=["", *(code for code, _n in settings.LANGUAGES)],
            help="of names and texts whose column does not say",
        )
        parser.add_argument("--territory", default="", help="country of the rows that name none")
        parser.add_argument("--sheet", default="", help="sheet of a workbook (the first with rows)")
        parser.add_argument("--skip-refused", action="store_true", help="write the other rows when some are refused")
        parser.add_argument(
            "--duplicates",
            default="",
            choices=["", "same", "new", "leave"],
            help="what probable duplicates are: the same (update that record), new, or to leave out",
        )
        parser.add_argument("--undo", type=int, metavar="RUN", help="take back an import, by its number")
        parser.add_argument("--report", type=Path, metavar="FILE.csv", help="write what becomes of every row")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["undo"]:
                self._undo(options)
            elif options["file"] is None:
                raise CommandError(_("Name the file to import, or --undo and the number of an import."))
            elif is_archive(options["file"]):
                self._archive(options)
            else:
                self._file(options)
        except DomainError as problem:
            raise CommandError(str(problem)) from problem

    # ── a table ─────────────────────────────────────────────────────────────

    def _file(self, options: dict[str, Any]) -> None:
        chosen = _options(options)
        where = {"kind": options["kind"], "sheet": options["sheet"]}
        if not options["write"]:
            plan, run = plan_import(options["file"], chosen, **where), None
        else:
            imported = import_file(
                options["file"],
                chosen,
                by=None,
                without_refused=options["skip_refused"],
                duplicates=options["duplicates"],
                **where,
            )
            plan, run = imported.plan, imported.run
        if options["report"]:
            write_report(options["report"], plan)
        self.stdout.write("\n".join(_summary(plan)))
        if not options["report"]:
            self.stdout.write(_("To read what becomes of every row, add --report FILE.csv."))
        if options["write"] and run is None:
            raise CommandError(_why_not(plan, without_refused=options["skip_refused"]))
        self.stdout.write(_("Written.") if run else _("Nothing was written. Add --write to do it."))
        if run:
            self.stdout.write(_("To take it back: maillage import --undo %(run)s --write") % {"run": run.pk})

    # ── taking back ─────────────────────────────────────────────────────────

    def _undo(self, options: dict[str, Any]) -> None:
        run = ImportRun.objects.filter(pk=options["undo"]).first()
        if run is None:
            raise CommandError(_("There is no import of this number."))
        found = undo_import(run, by=None, write=options["write"])
        self.stdout.write(_("Records removed: %(count)s") % {"count": found.removed})
        self.stdout.write(_("Records given back what they said: %(count)s") % {"count": found.restored})
        self.stdout.write(_("Kept, because they changed since: %(count)s") % {"count": len(found.kept)})
        for organisation in Organisation.objects.filter(pk__in=found.kept).order_by("pk"):
            self.stdout.write(f"  {organisation}: {', '.join(found.kept[organisation.pk])}")
        self.stdout.write(_("Undone.") if options["write"] else _("Nothing was written. Add --write to do it."))

    # ── an export brought back ──────────────────────────────────────────────

    def _archive(self, options: dict[str, Any]) -> None:
        counts = import_archive(options["file"], by=None) if options["write"] else check_archive(options["file"])
        for name, count in counts.items():
            self.stdout.write(f"{count:>9}  {name}")
        self.stdout.write(_("Written.") if options["write"] else _("Nothing was written. Add --write to do it."))


def _why_not(plan: Plan, *, without_refused: bool) -> str:
    if plan.is_refused and not without_refused:
        return _("Nothing was written: some rows are refused. Mend them, or leave them out with --skip-refused.")
    return _("Nothing was written: some rows may be here already. Say what they are with --duplicates.")


def _options(options: dict[str, Any]) -> Options:
    return Options(
        source=options["source"] or options["file"].stem[:80],
        source_id=options["source_id"],
        mapping=dict(_pair(text) for text in options["map"]),
        audience=int(Audience[options["audience"].upper()]),
        language=options["language"],
        territory=options["territory"],
    )


def _pair(text: str) -> tuple[str, str]:
    column, sign, field = text.rpartition("=")
    if not sign:
        raise FileRefused(_("“%(text)s” maps nothing.") % {"text": text}, _('Write --map "their column=our field".'))
    return column.strip(), field.strip()


# ── the plan in words ───────────────────────────────────────────────────────


def _summary(plan: Plan) -> Iterator[str]:
    for column, field in plan.used.items():
        yield f"  {column} → {field}"
    if plan.unused:
        yield _("Columns not used: %(columns)s.") % {"columns": ", ".join(plan.unused)}
    yield from plan.notes
    yield from _problems(plan.problems(refusing=True), _("Refused:"))
    yield from _grouped(plan.problems(refusing=False), _("Left out, or to look at:"))
    yield from _some(plan.having(State.CHANGED), _("Changed:"))
    yield from _some(plan.having(State.NEW), _("New:"))
    yield from _some(plan.having(State.DUPLICATE), _("Probably here already:"))
    yield "  ".join(f"{state.label}: {count}" for state, count in plan.counts().items())


def _problems(problems: Iterable[Problem], title: str) -> Iterator[str]:
    for place, problem in enumerate(problems):
        if not place:
            yield title
        yield "  " + _place(problem)


def _place(problem: Problem) -> str:
    where = _("line %(line)s, %(field)s") if problem.field else _("line %(line)s")
    return f"{where % {'line': problem.line, 'field': problem.field}}: {problem.reason} {problem.mend}".rstrip()


def _grouped(problems: Iterable[Problem], title: str) -> Iterator[str]:
    """Problems with the same mend in the same column are told together: how many, on which lines, what the first says."""
    found: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        found[problem.field, problem.mend].append(problem)
    if found:
        yield title
    for (field, mend), alike in found.items():
        met = list(dict.fromkeys(problem.line for problem in alike))
        lines = ", ".join(map(str, met[:LINES])) + ("…" if len(met) > LINES else "")
        where = ngettext("line %(lines)s", "%(count)s lines (%(lines)s)", len(met)) % {
            "lines": lines,
            "count": len(met),
        }
        yield f"  {field or '—'}, {where}: {alike[0].reason} {mend}".rstrip()


def _some(outcomes: Iterable[Outcome], title: str) -> Iterator[str]:
    outcomes = iter(outcomes)
    shown = list(islice(outcomes, SHOWN))
    if shown:
        yield title
    for outcome in shown:
        yield f"  {outcome.line}: {outcome.title}" + (f" ({', '.join(outcome.changes)})" if outcome.changes else "")
    if rest := sum(1 for _outcome in outcomes):
        yield "  " + ngettext("… and %(count)s more", "… and %(count)s more", rest) % {"count": rest}


def write_report(path: Path, plan: Plan) -> None:
    """Every row of the file: what becomes of it, and why."""
    path.touch(mode=0o600)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(["line", "state", "name", "changes", "field", "reason", "mend"])
        for outcome in plan.outcomes:
            row = [str(outcome.line), str(outcome.state), outcome.title, ", ".join(outcome.changes)]
            for problem in outcome.problems or (Problem(outcome.line, "", ""),):
                out.writerow([as_cell(cell) for cell in (*row, problem.field, problem.reason, problem.mend)])
