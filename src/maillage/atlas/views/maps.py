"""The map of everything, as a page: first drawn by the server, then, when the reader opens it, by the browser."""

from functools import partial

from csp.decorators import csp_update
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from maillage.atlas.models import PartnerMap
from maillage.atlas.sheets import Sheet, with_query
from maillage.atlas.views.opening import sheet_or_404
from maillage.network.filters import facet_groups
from maillage.network.kept import Values, drawn
from maillage.network.queries.facets import overview
from maillage.network.queries.search import words_of
from maillage.network.queries.version import version
from maillage.network.requests import ReaderRequest

TEMPLATE = "atlas/map.html"
OPENED = {"worker-src": ["'self'"], "img-src": ["'self'", "data:", "blob:"]}  # what MapLibre asks for


@require_safe
@csp_update(OPENED)  # type: ignore[arg-type]  # requests of ours know their reader
def world_map(request: ReaderRequest) -> HttpResponse:
    now = version()  # asked before anything that is kept under it
    sheet = sheet_or_404(request.reader, "all", request.GET)
    results = drawn(request, f"{TEMPLATE}#results", partial(_results, sheet), now, reader=sheet.shown.reader)
    if request.htmx:
        response = HttpResponse(results)
    else:
        maps = PartnerMap.objects.visible_to(request.reader).select_related("network")
        response = render(request, TEMPLATE, {"asked": sheet.asked, "results": results, "maps": maps})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _results(sheet: Sheet) -> Values:
    asked = sheet.asked
    counted = overview(asked.reader, asked.search, words_of(asked.reader, asked.search.text))
    return {
        "asked": asked,
        "sheet": sheet,
        "overview": counted,
        "facets": facet_groups(asked, counted.facets),
        "facts": with_query(reverse("atlas:facts"), asked.address),
    }
