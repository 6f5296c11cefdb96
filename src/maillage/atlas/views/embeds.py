"""A map on somebody else's site: an iframe that only the sites named by the map may hold, and the snippet that makes it."""

from csp.decorators import csp_replace, csp_update
from django.contrib.staticfiles import finders
from django.http import FileResponse, Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from maillage.atlas.views.maps import OPENED
from maillage.atlas.views.opening import in_its_languages, sheet_or_404, tongues
from maillage.network.readers import STRANGER


@require_safe
@xframe_options_exempt  # frame-ancestors says it instead: it can name several sites
@in_its_languages
def embed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What a stranger may see, whoever looks; no cookie is set, no menu is drawn."""
    sheet = sheet_or_404(STRANGER, slug, QueryDict())
    shown = sheet.shown.map
    if shown is None:
        raise Http404
    context = {
        "map": shown,
        "sheet": sheet,
        "tongues": tongues(request, shown),
        "facts": reverse("atlas:embed-facts", kwargs={"slug": slug}),
        "page": request.build_absolute_uri(reverse("atlas:partner-map", kwargs={"slug": slug})),
    }
    answer = csp_replace({"frame-ancestors": shown.origins or ["'none'"]})(
        csp_update(OPENED)(lambda request: render(request, "atlas/embed.html", context))
    )
    response = answer(request)
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@require_safe
def embed_script(request: HttpRequest) -> FileResponse:
    """The snippet of `<maillage-map>`, under an address that never changes, for any site to load."""
    file = open(str(finders.find("atlas/embed.js")), "rb")  # noqa: PTH123, SIM115 -- the answer closes it
    response = FileResponse(file, content_type="text/javascript; charset=utf-8")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=3600"
    return response
