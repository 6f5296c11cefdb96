"""A map with a name, as a page: its own filter, and the form of the directory to narrow within it."""

import hashlib

from csp.decorators import csp_update
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from maillage.atlas import rules
from maillage.atlas.models import PartnerMap
from maillage.atlas.queries.narrowing import options
from maillage.atlas.sheets import Sheet, with_query
from maillage.atlas.views.maps import KEPT_FOR, KEPT_LENGTH, OPENED
from maillage.atlas.views.opening import in_its_languages, sheet_or_404, tongues
from maillage.atlas.views.requests import reader_of
from maillage.network.filters import facet_groups
from maillage.network.queries.version import version
from maillage.network.readers import STRANGER

TEMPLATE = "atlas/partner_map.html"


@require_safe
@csp_update(OPENED)  # type: ignore[arg-type]  # it knows views of a request alone
@in_its_languages
def partner_map(request: HttpRequest, slug: str) -> HttpResponse:
    """What the address asks for narrows the map and never widens it."""
    now = version().rows  # asked before anything that is kept under it
    sheet = sheet_or_404(reader_of(request), slug, request.GET)
    found = sheet.shown.map
    if found is None:  # the map of everything has an address of its own
        raise Http404
    results = _kept(request, sheet, found, now)
    if request.htmx:  # type: ignore[attr-defined]
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


def _kept(request: HttpRequest, sheet: Sheet, found: PartnerMap, now: str) -> SafeString:
    """Drawn once for all strangers or all members; thrown away when the directory changes, or the map."""
    query = request.META.get("QUERY_STRING", "")
    if len(query) > KEPT_LENGTH:
        return _results(request, sheet, found)
    own = (found.pk, found.filters, found.network_id, found.precision_cap, found.threshold)
    digest = hashlib.sha256(repr((own, query)).encode()).hexdigest()
    key = f"partner-map:{sheet.shown.reader.level}:{now}:{timezone.localdate()}:{get_language()}:{digest}"
    kept = cache.get(key)
    if kept is None:
        kept = str(_results(request, sheet, found))
        cache.set(key, kept, KEPT_FOR)
    return SafeString(kept)


def _results(request: HttpRequest, sheet: Sheet, found: PartnerMap) -> SafeString:
    context = {
        "map": found,
        "sheet": sheet,
        "asked": sheet.narrowed,
        "facets": facet_groups(sheet.narrowed, options(sheet.shown, sheet.narrowed.search)),
        "facts": with_query(reverse("atlas:partner-facts", kwargs={"slug": found.slug}), sheet.narrowed.address),
    }
    return SafeString(render_to_string(f"{TEMPLATE}#results", context, request))


def _is_public(slug: str) -> bool:
    """An embed shows what strangers see: a map they may not open cannot be embedded."""
    return PartnerMap.objects.visible_to(STRANGER).filter(slug=slug).exists()


def _embed_code(request: HttpRequest, slug: str) -> dict[str, str]:
    return {
        "script": request.build_absolute_uri(reverse("atlas:embed-script")),
        "frame": request.build_absolute_uri(reverse("atlas:embed", kwargs={"slug": slug})),
        "page": request.build_absolute_uri(reverse("atlas:partner-map", kwargs={"slug": slug})),
    }
