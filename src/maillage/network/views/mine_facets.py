"""Adding, changing and removing one row of a record: the same three pages for every kind."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maillage.network import rules
from maillage.network.actions.organisations import remove_facet
from maillage.network.forms.facets import FacetForm
from maillage.network.forms.places import TerritorySearchForm
from maillage.network.models import Organisation, Territory
from maillage.network.queries import mine as queries
from maillage.network.views.mine_access import SignedRequest, attempt, attempt_or_say, back_to, record_for
from maillage.network.views.mine_kinds import KINDS, FacetKind

PAGE = ["GET", "HEAD", "POST"]


@require_http_methods(PAGE)
@login_required
def facet_add(request: SignedRequest, slug: str, kind: str) -> HttpResponse:
    organisation, facets = record_for(request, slug, may=rules.can_edit), _kind(kind)
    return _place_first(request, organisation, facets) or _edit(request, organisation, facets, row=None)


@require_http_methods(PAGE)
@login_required
def facet_change(request: SignedRequest, slug: str, kind: str, pk: int) -> HttpResponse:
    organisation, facets = record_for(request, slug, may=rules.can_edit), _kind(kind)
    row = _row(request, organisation, kind, pk)
    return _place_first(request, organisation, facets, row) or _edit(request, organisation, facets, row=row)


@require_http_methods(PAGE)
@login_required
def facet_remove(request: SignedRequest, slug: str, kind: str, pk: int) -> HttpResponse:
    """Asks once, on a page of its own; what is removed is gone."""
    organisation, facets = record_for(request, slug, may=rules.can_edit), _kind(kind)
    row = _row(request, organisation, kind, pk)
    if request.method == "POST":
        attempt_or_say(request, lambda: remove_facet(row, by=request.user), done=_("Removed."))
        return back_to(organisation, anchor=kind)
    return render(request, "network/mine/remove.html", {"organisation": organisation, "kind": facets, "row": row})


def _kind(code: str) -> FacetKind:
    try:
        return KINDS[code]
    except KeyError as problem:
        raise Http404 from problem


def _row(request: SignedRequest, organisation: Organisation, kind: str, pk: int) -> Any:
    return get_object_or_404(queries.rows_of_kind(kind, organisation, request.reader), pk=pk)


def _edit(request: SignedRequest, organisation: Organisation, kind: FacetKind, *, row: Any) -> HttpResponse:
    form = _form(request, organisation, kind, row)
    if request.method == "POST" and form.is_valid() and _save(request, organisation, form, kind):
        if form.warning():
            messages.warning(request, form.warning())
        messages.success(request, _("Saved."))
        return back_to(organisation, anchor=kind.code)
    context = {"organisation": organisation, "kind": kind, "row": row, "form": form}
    return render(request, "network/mine/edit.html", context)


def _form(request: SignedRequest, organisation: Organisation, kind: FacetKind, row: Any) -> FacetForm:
    """An editor says who may read what is new; afterwards the coordinators decide."""
    decides = row is None or rules.can_coordinate(request.reader, organisation)
    rows = [organisation] if row is None else [organisation, row]
    options: dict[str, Any] = {"circles": queries.circles_for(request.reader, rows) if decides else None}
    if kind.code == "places":
        options["territory"] = _territory(request) or row.exact.territory
    return kind.form(request.POST or None, organisation=organisation, row=row, **options)


def _save(request: SignedRequest, organisation: Organisation, form: FacetForm, kind: FacetKind) -> models.Model | None:
    values = form.values()
    if form.row is None:
        return attempt(form, lambda: kind.add(organisation, by=request.user, **values))
    return attempt(form, lambda: kind.change(form.row, by=request.user, **values))


# ── choosing a place: the first of two steps ────────────────────────────────


def _territory(request: SignedRequest) -> Territory | None:
    code = request.GET.get("territory", "").replace("\x00", " ")
    return get_object_or_404(Territory, code=code) if code else None


def _place_first(
    request: SignedRequest, organisation: Organisation, kind: FacetKind, row: Any = None
) -> HttpResponse | None:
    """The page where the territory is chosen, while none is; `?q=` searches."""
    if kind.code != "places" or _territory(request) or (row is not None and "q" not in request.GET):
        return None
    words = request.GET.get("q", "")[:80]
    context = {
        "organisation": organisation,
        "kind": kind,
        "row": row,
        "form": TerritorySearchForm(request.GET if words else None),
        "words": words,
        "places": queries.search_territories(words),
    }
    return render(request, "network/mine/choose_place.html", context)
