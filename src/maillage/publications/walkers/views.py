"""robots.txt and the maps of the site."""

from typing import Any

from django.contrib.sitemaps import Sitemap
from django.core.paginator import EmptyPage, PageNotAnInteger
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from maillage.publications.addresses import absolute
from maillage.publications.walkers.maps import SITEMAPS

XML = "application/xml; charset=utf-8"
KEPT = "public, max-age=3600"
NOTHING_THERE = ("/admin/", "/*/accounts/", "/*/me/", "/*/desk/", "/*/search/", "/language/", "/theme/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in NOTHING_THERE),
        f"Sitemap: {absolute(reverse('sitemap'))}",
    ]
    return HttpResponse(
        "\n".join([*lines, ""]), content_type="text/plain; charset=utf-8", headers={"Cache-Control": KEPT}
    )


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """One line for each few thousand pages of a kind."""
    lines = [line for section, kind in SITEMAPS.items() for line in _lines(section, kind())]
    return _kept(render(request, "sitemap_index.xml", {"sitemaps": lines}, content_type=XML))


def _lines(section: str, sitemap: Sitemap[Any]) -> list[dict[str, object]]:
    address = absolute(reverse("sitemap-section", kwargs={"section": section}))
    changed = sitemap.get_latest_lastmod()
    numbers = range(1, sitemap.paginator.num_pages + 1)
    return [{"location": address if n == 1 else f"{address}?p={n}", "last_mod": changed} for n in numbers]


@require_safe
def sitemap(request: HttpRequest, section: str) -> HttpResponse:
    try:
        rows = SITEMAPS[section]().get_urls(request.GET.get("p", 1))
    except (KeyError, EmptyPage, PageNotAnInteger) as problem:
        raise Http404(_("There is no page at this address.")) from problem
    return _kept(render(request, "sitemap.xml", {"urlset": rows}, content_type=XML))


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = KEPT
    return response
