"""The public directory."""

import hashlib
import time

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from maillage.network.filters import Asked, facet_groups
from maillage.network.queries.directory import listing
from maillage.network.queries.facets import Overview
from maillage.network.queries.version import Version, version
from maillage.network.views.requests import ReaderRequest

TEMPLATE = "network/organisation_list.html"
KEPT_FOR = 60 * 60
KEPT_LENGTH = 300  # letters of a query string; longer ones are nobody's bookmark


@require_safe
def organisation_list(request: ReaderRequest) -> HttpResponse:
    before = version() if request.reader.person is None else None  # asked before anything that is kept under it
    asked = Asked(request.reader, request.GET)
    results = _kept_results(request, asked, before) if before else _results(request, asked)[0]
    if request.htmx:
        response = HttpResponse(results)
    else:
        response = render(request, TEMPLATE, {"asked": asked, "results": results})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _kept_results(request: ReaderRequest, asked: Asked, now: Version) -> SafeString:
    """What strangers read, drawn once and thrown away with the next change of the directory."""
    query = request.META.get("QUERY_STRING", "")
    if len(query) > KEPT_LENGTH:
        return _results(request, asked)[0]
    digest = hashlib.sha256(query.encode()).hexdigest()
    key = f"directory:{now.rows}:{timezone.localdate()}:{get_language()}:{digest}"
    kept = cache.get(key)
    if kept is None:
        results, counted = _results(request, asked)
        kept = str(results)
        cache.set(key, kept, KEPT_FOR if counted.rows == now.rows else max(0, counted.fresh_until - time.time()))
    return SafeString(kept)


def _results(request: ReaderRequest, asked: Asked) -> tuple[SafeString, Overview]:
    found = listing(request.reader, asked.search, page=asked.page)
    context = {
        "asked": asked,
        "found": found.page.paginator.count,
        "page_obj": found.page,
        "facets": facet_groups(asked, found.overview.facets),
    }
    return SafeString(render_to_string(f"{TEMPLATE}#results", context, request)), found.overview
