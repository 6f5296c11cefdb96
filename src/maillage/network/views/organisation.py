"""The page of one organisation; a former address leads to the present one for whoever may see it."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from maillage.network.formats import jsonld
from maillage.network.models import Organisation
from maillage.network.queries.organisation import Found, Record, organisation_at
from maillage.network.queries.rows import document_of
from maillage.network.readers import STRANGER, Reader
from maillage.network.views.requests import ReaderRequest


def found_or_404(reader: Reader, slug: str) -> Found:
    """The same answer whether nothing is there or the reader may not know of it."""
    found = organisation_at(reader, slug)
    if found is None:
        raise Http404(_("There is no page at this address."))
    return found


def moved(request: ReaderRequest, found: Found) -> HttpResponse:
    """To the present address of the record: for good when everyone may know, for now when only this reader may."""
    match = resolve(request.path_info)
    url = reverse(match.view_name, kwargs=match.kwargs | {"slug": found.organisation.slug})
    return redirect(url, permanent=organisation_at(STRANGER, match.kwargs["slug"]) is not None)


def absolute(request: ReaderRequest, organisation: Organisation) -> str:
    return request.build_absolute_uri(reverse("network:organisation-detail", args=[organisation.slug]))


@require_safe
def organisation_detail(request: ReaderRequest, slug: str) -> HttpResponse:
    found = found_or_404(request.reader, slug)
    if found.has_moved:
        return moved(request, found)
    record = Record(found.organisation, request.reader)
    context = {
        "record": record,
        "organisation": found.organisation,
        "linked_data": jsonld.in_page(document_of(record, partial(absolute, request))),
    }
    return render(request, "network/organisation_detail.html", context)
