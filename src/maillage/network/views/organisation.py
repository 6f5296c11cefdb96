"""The page of one organisation; a former address leads to the present one for whoever may see it."""

from functools import partial

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from maillage.network.formats import jsonld
from maillage.network.models import Organisation
from maillage.network.queries.organisation import Found, Record, organisation_at
from maillage.network.queries.rows import document_of
from maillage.network.queries.version import data_version
from maillage.network.readers import STRANGER, Reader
from maillage.network.requests import ReaderRequest

TEMPLATE = "network/organisation_detail.html"
KEPT_FOR = 60 * 60


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
    before = data_version() if request.reader.person is None else None  # asked before anything that is kept under it
    found = found_or_404(request.reader, slug)
    if found.has_moved:
        return moved(request, found)
    parts = _kept_parts(request, found.organisation, before) if before else _parts(request, found.organisation)
    return render(request, TEMPLATE, {"organisation": found.organisation} | parts)


def _kept_parts(request: ReaderRequest, organisation: Organisation, version: str) -> dict[str, SafeString]:
    """What strangers read, drawn once and thrown away with the next change of the directory."""
    address = absolute(request, organisation)
    key = f"organisation:{version}:{timezone.localdate()}:{get_language()}:{organisation.pk}:{address}"
    kept = cache.get(key)
    if kept is None:
        kept = {name: str(part) for name, part in _parts(request, organisation).items()}
        cache.set(key, kept, KEPT_FOR)
    return {name: SafeString(part) for name, part in kept.items()}


def _parts(request: ReaderRequest, organisation: Organisation) -> dict[str, SafeString]:
    record = Record(organisation, request.reader)
    context = {"record": record, "organisation": organisation}
    return {
        "linked_data": jsonld.in_page(document_of(record, partial(absolute, request))),
        "article": SafeString(render_to_string(f"{TEMPLATE}#article", context, request)),
    }
