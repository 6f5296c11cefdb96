"""A map with a name, as a page: its own filter, and the form of the directory to narrow within it."""

from functools import partial

from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from maillage.atlas import rules
from maillage.atlas.models import PartnerMap
from maillage.atlas.queries.narrowing import options
from maillage.atlas.sheets import Sheet, with_query
from maillage.atlas.views.maps import OPENED
from maillage.atlas.views.opening import in_its_languages, sheet_or_404, tongues
from maillage.network.filters import facet_groups
from maillage.network.kept import Values, drawn
from maillage.network.queries.version import version
from maillage.network.readers import STRANGER
from maillage.network.requests import ReaderRequest, reader_of

TEMPLATE = "atlas/partner_map.html"


@require_safe
@csp_update(OPENED)  # type: ignore[arg-type]  # it knows views of a request alone
@in_its_languages  # type: ignore[arg-type]  # requests of ours know their reader
def partner_map(request: ReaderRequest, slug: str) -> HttpResponse:
    """What the address asks for narrows the map and never widens it."""
    now = version()  # asked before anything that is kept under it
    sheet = sheet_or_404(request.reader, slug, request.GET)
    found = sheet.shown.map
    if found is None:  # the map of everything has an address of its own
        raise Http404
    own = (found.pk, found.filters, found.network_id, found.precision_cap, found.threshold)
    results = drawn(
        request, f"{TEMPLATE}#results", partial(_results, sheet, found), now, reader=sheet.shown.reader, besides=own
    )
    if request.htmx:
        response = HttpResponse(results)
    else:
        response = render(request, TEMPLATE, _frame(request, sheet, found) | {"results": results})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _frame(request: HttpRequest, sheet: Sheet, found: PartnerMap) -> dict[str, object]:
    embed = _embed_code(request, found.slug) if found.origins and _is_public(found.slug) else None
    is_ours = found.network is not None and rules.can_keep_maps(reader_of(request), found.network)
    return {
        "map": found,
        "asked": sheet.narrowed,
        "tongues": tongues(request, found),
        "embed": embed,
        "is_ours": is_ours,
    }


def _results(sheet: Sheet, found: PartnerMap) -> Values:
    return {
        "map": found,
        "sheet": sheet,
        "asked": sheet.narrowed,
        "facets": facet_groups(sheet.narrowed, options(sheet.shown, sheet.narrowed.search)),
        "facts": with_query(reverse("atlas:partner-facts", kwargs={"slug": found.slug}), sheet.narrowed.address),
    }


def _is_public(slug: str) -> bool:
    """An embed shows what strangers see: a map they may not open cannot be embedded."""
    return PartnerMap.objects.visible_to(STRANGER).filter(slug=slug).exists()


def _embed_code(request: HttpRequest, slug: str) -> dict[str, str]:
    return {
        "script": request.build_absolute_uri(reverse("atlas:embed-script")),
        "frame": request.build_absolute_uri(reverse("atlas:embed", kwargs={"slug": slug})),
        "page": request.build_absolute_uri(reverse("atlas:partner-map", kwargs={"slug": slug})),
    }
