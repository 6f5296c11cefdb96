"""What the opened map asks for: facts once, then the names within view each time it rests."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from maillage.atlas.boxes import boxes
from maillage.atlas.facts import facts_of
from maillage.atlas.facts import names as names_of_countries
from maillage.atlas.queries.within import within
from maillage.atlas.sheets import Sheet, with_query
from maillage.atlas.views.opening import in_its_languages, sheet_or_404
from maillage.network.readers import STRANGER
from maillage.network.requests import reader_of


@require_safe
def facts(request: HttpRequest) -> JsonResponse:
    sheet = sheet_or_404(reader_of(request), "all", request.GET)
    return JsonResponse(facts_of(sheet, within=with_query(reverse("atlas:within"), sheet.asked.address)))


@require_safe
def names(request: HttpRequest) -> JsonResponse:
    """Names of countries: public words, the same for everyone, apart from what is told of them."""
    return JsonResponse(names_of_countries())


@require_safe
@in_its_languages
def partner_facts(request: HttpRequest, slug: str) -> JsonResponse:
    sheet = sheet_or_404(reader_of(request), slug, request.GET)
    list_beside = with_query(reverse("atlas:partner-within", kwargs={"slug": slug}), sheet.narrowed.address)
    return JsonResponse(facts_of(sheet, within=list_beside))


@require_safe
@in_its_languages
def embed_facts(request: HttpRequest, slug: str) -> JsonResponse:
    """As a stranger reads them, whoever looks at the site around the frame."""
    sheet = sheet_or_404(STRANGER, slug, QueryDict())
    return JsonResponse(facts_of(sheet, within=reverse("atlas:embed-within", kwargs={"slug": slug}), is_embedded=True))


@require_safe
def names_within(request: HttpRequest) -> HttpResponse:
    return _names(request, sheet_or_404(reader_of(request), "all", request.GET))


@require_safe
@in_its_languages
def partner_within(request: HttpRequest, slug: str) -> HttpResponse:
    return _names(request, sheet_or_404(reader_of(request), slug, request.GET))


@require_safe
@in_its_languages
def embed_within(request: HttpRequest, slug: str) -> HttpResponse:
    return _names(request, sheet_or_404(STRANGER, slug, QueryDict()), target="_top")


def _names(request: HttpRequest, sheet: Sheet, target: str = "") -> HttpResponse:
    try:
        parts = boxes(request.GET)
    except ValueError:
        return HttpResponseBadRequest(_("This is not a part of the earth."))
    spots, has_more = within(sheet.shown, [part.squares() for part in parts])
    return render(request, "atlas/within.html", {"spots": spots, "has_more": has_more, "target": target})
