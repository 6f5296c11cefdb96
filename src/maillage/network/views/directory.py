"""The public directory."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from maillage.network.filters import Asked, facet_groups
from maillage.network.kept import Values, drawn, for_strangers
from maillage.network.queries.directory import listing
from maillage.network.requests import ReaderRequest

TEMPLATE = "network/organisation_list.html"


@require_safe
def organisation_list(request: ReaderRequest) -> HttpResponse:
    now = for_strangers(request)
    asked = Asked(request.reader, request.GET)
    results = drawn(request, f"{TEMPLATE}#results", partial(_results, asked), now)
    if request.htmx:
        response = HttpResponse(results)
    else:
        response = render(request, TEMPLATE, {"asked": asked, "results": results})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _results(asked: Asked) -> Values:
    found = listing(asked.reader, asked.search, page=asked.page)
    return {
        "asked": asked,
        "overview": found.overview,
        "found": found.page.paginator.count,
        "page_obj": found.page,
        "facets": facet_groups(asked, found.overview.facets),
    }
