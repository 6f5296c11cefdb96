"""The map of everything, as a page: first drawn by the server, then, when the reader opens it, by the browser."""

import hashlib
import time

from csp.decorators import csp_update
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from maillage.atlas.models import PartnerMap
from maillage.atlas.sheets import Sheet, with_query
from maillage.atlas.views.opening import sheet_or_404
from maillage.atlas.views.requests import reader_of
from maillage.network.filters import facet_groups
from maillage.network.queries.facets import Overview, overview
from maillage.network.queries.search import words_of
from maillage.network.queries.version import Version, version

TEMPLATE = "atlas/map.html"
KEPT_FOR = 60 * 60
KEPT_LENGTH = 300  # letters of a query string; longer ones are nobody's bookmark
OPENED = {"worker-src": ["'self'"], "img-src": ["'self'", "data:", "blob:"]}  # what MapLibre asks for


@require_safe
@csp_update(OPENED)
def world_map(request: HttpRequest) -> HttpResponse:
    now = version()  # asked before anything that is kept under it
    sheet = sheet_or_404(reader_of(request), "all", request.GET)
    results = _kept(request, sheet, now)
    if request.htmx:  # type: ignore[attr-defined]
        response = HttpResponse(results)
    else:
        maps = PartnerMap.objects.visible_to(reader_of(request)).select_related("network")
        response = render(request, TEMPLATE, {"asked": sheet.asked, "results": results, "maps": maps})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _kept(request: HttpRequest, sheet: Sheet, now: Version) -> SafeString:
    """What every stranger, or every member, reads: drawn once and thrown away with the next change of the directory."""
    query = request.META.get("QUERY_STRING", "")
    if len(query) > KEPT_LENGTH:
        return _results(request, sheet)[0]
    digest = hashlib.sha256(query.encode()).hexdigest()
    key = f"map:{sheet.shown.reader.level}:{now.rows}:{timezone.localdate()}:{get_language()}:{digest}"
    kept = cache.get(key)
    if kept is None:
        results, counted = _results(request, sheet)
        kept = str(results)
        cache.set(key, kept, KEPT_FOR if counted.rows == now.rows else max(0, counted.fresh_until - time.time()))
    return SafeString(kept)


def _results(request: HttpRequest, sheet: Sheet) -> tuple[SafeString, Overview]:
    asked = sheet.asked
    counted = overview(asked.reader, asked.search, words_of(asked.reader, asked.search.text))
    context = {
        "asked": asked,
        "sheet": sheet,
        "facets": facet_groups(asked, counted.facets),
        "facts": with_query(reverse("atlas:facts"), asked.address),
    }
    return SafeString(render_to_string(f"{TEMPLATE}#results", context, request)), counted
