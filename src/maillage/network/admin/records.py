"""The record of an organisation as stewards see it: its columns, every value, its ties; and the pages that change values."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import permission_required
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from maillage.network.actions.organisations import remove_facet
from maillage.network.admin.base import attempt, found, page, readable, sent
from maillage.network.admin.facets import FACETS, Facet
from maillage.network.models import ExactPlace, Organisation, Presence, Tie
from maillage.network.queries import office

may_change = permission_required("network.change_organisation", raise_exception=True)


def sections(request: HttpRequest, organisation: Organisation) -> list[dict[str, Any]]:
    """Every kind of value with its rows, ready for the template: one query a kind."""
    return [
        {
            "facet": facet,
            "rows": [{"row": row, "words": facet.words(row)} for row in rows_of(request, organisation, facet)],
            "add_url": reverse("office:facet-add", args=[organisation.pk, facet.related]),
        }
        for facet in FACETS.values()
    ]


def rows_of(request: HttpRequest, organisation: Organisation, facet: Facet) -> Any:
    rows = readable(facet.model, request).filter(organisation=organisation).order_by("pk")
    if facet.model is Presence:
        exact = ExactPlace.objects.visible_to(request.reader).select_related("territory")  # type: ignore[attr-defined]
        return rows.select_related("circle").prefetch_related(Prefetch("exact", exact))
    return rows.select_related("circle", *facet.joins)


def ties_of(request: HttpRequest, organisation: Organisation) -> Any:
    return office.with_ends(Tie.objects.visible_to(request.reader).of(organisation))  # type: ignore[attr-defined]


@may_change
def add(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    organisation, facet = found(Organisation, request, pk), _facet(kind)
    form = facet.form(*sent(request), instance=facet.model(organisation=organisation))
    if form.is_valid() and attempt(
        form,
        lambda: facet.adding(organisation, by=request.user, **form.cleaned_data),  # type: ignore[arg-type]
    ):
        return _back(request, organisation, _("Added."))
    return _form_page(request, organisation, facet, form, title=facet.add_title)


@may_change
def change(request: HttpRequest, pk: int, kind: str, row_pk: int) -> HttpResponse:
    organisation, facet = found(Organisation, request, pk), _facet(kind)
    row = _row(request, organisation, facet, row_pk)
    form = facet.form(*sent(request), instance=row)
    if form.is_valid():
        changed = {name: form.cleaned_data[name] for name in form.changed_data}
        before = facet.model._base_manager.get(pk=row.pk)
        if attempt(form, lambda: facet.change(before, by=request.user, **changed)):
            return _back(request, organisation, _("Changed."))
    return _form_page(request, organisation, facet, form, title=_("Change: %(words)s") % {"words": facet.words(row)})


@may_change
def remove(request: HttpRequest, pk: int, kind: str, row_pk: int) -> HttpResponse:
    organisation, facet = found(Organisation, request, pk), _facet(kind)
    row = _row(request, organisation, facet, row_pk)

    form = forms.Form(*sent(request)[:1])
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: remove_facet(row, by=request.user)):  # type: ignore[arg-type]
        return _back(request, organisation, _("Removed."))
    return page(
        request,
        "network/admin/facet_remove.html",
        title=_("Remove: %(words)s") % {"words": facet.words(row)},
        icon="bin",
        crumbs=_crumbs(organisation),
        form=form,
        back=_url(organisation),
    )


def _facet(kind: str) -> Facet:
    if kind not in FACETS:
        raise Http404
    return FACETS[kind]


def _row(request: HttpRequest, organisation: Organisation, facet: Facet, pk: int) -> Any:
    row = rows_of(request, organisation, facet).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _url(organisation: Organisation) -> str:
    return reverse("organisations:edit", args=[organisation.pk])


def _crumbs(organisation: Organisation) -> list[tuple[object, str]]:
    return [(_("Organisations"), reverse("organisations:index")), (organisation, _url(organisation))]


def _back(request: HttpRequest, organisation: Organisation, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(_url(organisation))


def _form_page(
    request: HttpRequest, organisation: Organisation, facet: Facet, form: Any, *, title: object
) -> HttpResponse:
    context = {"form": form, "back": _url(organisation), "media": form.media}
    crumbs = _crumbs(organisation)
    return page(request, "network/admin/act.html", title=title, icon="edit", crumbs=crumbs, **context)
