"""The pages of an import: the list, its columns, its preview, its acceptance, its undoing."""

import csv
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from maillage.exchange.actions import runs as actions
from maillage.exchange.actions.imports import undo_import
from maillage.exchange.enums import WRITTEN, Decision, RunState
from maillage.exchange.forms.imports import ColumnsForm
from maillage.exchange.models import ImportRun
from maillage.exchange.outcomes import State
from maillage.exchange.queries import runs as queries
from maillage.exchange.views.access import StewardRequest, attempt, for_stewards, run_at
from maillage.kit.errors import DomainError
from maillage.kit.text import as_cell

PAGE = ["GET", "HEAD", "POST"]
RUNS_PER_PAGE, ROWS_PER_PAGE = 20, 50
TABS = (State.DUPLICATE, State.NEW, State.CHANGED, State.REFUSED, State.SAME)


@require_safe
@for_stewards
def import_list(request: StewardRequest) -> HttpResponseBase:
    page = Paginator(queries.all_runs(), RUNS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "exchange/imports/list.html", {"page_obj": page})


@require_http_methods(PAGE)
@for_stewards
def import_columns(request: StewardRequest, pk: int) -> HttpResponseBase:
    run = run_at(pk)
    if not run.is_open or not run.headings:
        return redirect("exchange:import-preview", pk=pk)
    known = None if run.mapping else actions.last_of(run.source, run.kind)
    form = ColumnsForm(request.POST if request.method == "POST" else None, run=run, known=known)
    if form.is_valid():
        options = run.options | form.options()
        if attempt(request, lambda: actions.map_columns(run, form.mapping(), options)):
            return redirect("exchange:import-preview", pk=pk)
    return render(request, "exchange/imports/columns.html", {"run": run, "form": form, "known": known})


@require_safe
@for_stewards
def import_preview(request: StewardRequest, pk: int) -> HttpResponseBase:
    """Wherever the import is: how far the worker is, what would be written, what was."""
    run = run_at(pk)
    if run.state == RunState.UPLOADED:
        return redirect("exchange:import-columns", pk=pk)
    context: dict[str, Any] = {"run": run}
    if run.state in {RunState.PLANNED, *WRITTEN} and not run.is_busy:
        context |= _rows(request, run)
    if run.state == RunState.UNDONE:
        context["kept"] = queries.kept_after_undoing(run, request.reader)
    return render(request, "exchange/imports/preview.html", context)


def _rows(request: StewardRequest, run: ImportRun) -> dict[str, Any]:
    tabs = [(state, run.counts.get(state, 0)) for state in TABS]
    first = next((state for state, count in tabs if count), State.NEW)
    asked = request.GET.get("state", "")
    state = State(asked) if asked in State.values else first
    undecided = state == State.DUPLICATE and "undecided" in request.GET
    page = Paginator(queries.rows_in(run, state, undecided=undecided), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    decided = queries.decisions_of(run)
    return {
        "tabs": tabs,
        "state": state,
        "page_obj": page,
        "rows": queries.shown(list(page.object_list), request.reader),
        "decisions": Decision,
        "undecided": decided.get(Decision.UNDECIDED, 0),
        "sure": queries.count_sure(run) if state == State.DUPLICATE else 0,
        "only_undecided": undecided,
        "written": queries.written_counts(run),
        "has_rows": bool(page.paginator.count),
    }


@require_safe
@for_stewards
def import_progress(request: StewardRequest, pk: int) -> HttpResponseBase:
    """The bar alone, asked again and again by htmx; the whole page once the worker is done."""
    run = run_at(pk)
    response = render(request, "exchange/imports/progress.html", {"run": run})
    if not run.is_busy:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@for_stewards
def import_decide(request: StewardRequest, pk: int) -> HttpResponseBase:
    """What probable duplicates are: all at once with `all`, else row by row with `row-<id>`."""
    run = run_at(pk)
    answer = redirect("exchange:import-preview", pk=pk)
    answer["Location"] += f"?state=duplicate&page={_page(request)}" + (
        "&undecided=1" if request.POST.get("undecided") else ""
    )
    try:
        count = _decide(request, run)
    except DomainError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(
            request, ngettext("%(count)s row decided.", "%(count)s rows decided.", count) % {"count": count}
        )
    return answer


def _page(request: StewardRequest) -> str:
    page = request.POST.get("page", "1")
    return page if page.isdecimal() else "1"


def _decide(request: StewardRequest, run: ImportRun) -> int:
    if which := request.POST.get("all"):
        decision = request.POST.get("decision", "")
        if decision not in Decision.values or not decision:
            raise DomainError(_("Choose what these rows are."))
        return actions.decide_all(run, decision, which=which)
    decisions = {}
    for name, value in request.POST.items():
        number = name.removeprefix("row-")
        if name.startswith("row-") and number.isdecimal():
            decision, _colon, organisation = str(value).partition(":")
            if decision not in Decision.values:
                raise DomainError(_("Choose what these rows are."))
            decisions[int(number)] = (decision, int(organisation) if organisation.isdecimal() else None)
    return actions.decide_rows(run, decisions)


@require_POST
@for_stewards
def import_accept(request: StewardRequest, pk: int) -> HttpResponseBase:
    run = run_at(pk)
    attempt(request, lambda: actions.accept_plan(run, by=request.user))
    return redirect("exchange:import-preview", pk=pk)


@require_http_methods(PAGE)
@for_stewards
def import_discard(request: StewardRequest, pk: int) -> HttpResponseBase:
    """Asks once, on a page of its own."""
    run = run_at(pk)
    if request.method == "POST":
        if attempt(request, lambda: actions.discard_run(run), done=_("The file is forgotten; nothing was written.")):
            return redirect("exchange:import-list")
        return redirect("exchange:import-preview", pk=pk)
    return render(request, "exchange/imports/discard.html", {"run": run})


@require_http_methods(PAGE)
@for_stewards
def import_undo(request: StewardRequest, pk: int) -> HttpResponseBase:
    """Shows what would be undone; does it when asked."""
    run = run_at(pk)
    if request.method == "POST":
        attempt(request, lambda: actions.start_undoing(run, by=request.user))
        return redirect("exchange:import-preview", pk=pk)
    try:
        found = undo_import(run, by=request.user, write=False)
    except DomainError as problem:
        messages.error(request, str(problem))
        return redirect("exchange:import-preview", pk=pk)
    kept = queries.named(found.kept, request.reader)
    context = {"run": run, "found": found, "kept": kept, "more_kept": len(found.kept) - len(kept)}
    return render(request, "exchange/imports/undo.html", context)


@require_safe
@for_stewards
def import_refused(request: StewardRequest, pk: int) -> HttpResponseBase:
    """The refused rows as they came, with line, field, reason and mend beside them: to be mended and sent again."""
    run = run_at(pk)
    rows = list(queries.refused_rows(run))
    if not rows:
        raise Http404
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="refused-{run.pk}.csv"'
    response.write("\ufeff")
    out = csv.writer(response)
    headers = [heading[0] for heading in run.headings]
    out.writerow([as_cell(header) for header in (*headers, _("refused: line"), _("refused: why"))])
    for row in rows:
        cells = [(row.cells or {}).get(header, "") for header in headers]
        out.writerow([as_cell(cell) for cell in (*cells, str(row.line), _why(row.problems))])
    return response


def _why(problems: list[Any]) -> str:
    return " / ".join(f"{field}: {reason} {mend}".strip(": ") for field, reason, mend, refuses in problems if refuses)
