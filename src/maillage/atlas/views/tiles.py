"""What a map loads. Every answer is worked out for a stranger or for a member, never for one person.

Nothing here is kept by a shared cache: after a hide, no one but the browser that had it may still show an old tile.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import override
from django.views.decorators.http import require_safe

from maillage.atlas.filters import open_map
from maillage.atlas.queries import tiles
from maillage.atlas.queries.places import DEEPEST
from maillage.atlas.queries.shown import Shown
from maillage.atlas.queries.version import version
from maillage.kit.morton import LEVELS

FOR_A_DAY = "private, max-age=86400, immutable"
ASK_AGAIN = "private, no-cache"
CONTENT_TYPE = "application/vnd.mapbox-vector-tile"


@require_safe
def tile(request: HttpRequest, map: str, z: int, x: int, y: int) -> HttpResponse:  # noqa: A002 -- the name in the address
    _inside(z, x, y, DEEPEST)
    return _answer(
        request, map, lambda shown, now: HttpResponse(tiles.kept_tile(shown, now, z, x, y), content_type=CONTENT_TYPE)
    )


@require_safe
def tilejson(request: HttpRequest, map: str) -> HttpResponse:  # noqa: A002 -- as above
    return _answer(
        request, map, lambda shown, now: JsonResponse(tiles.tilejson(shown, _template(request, map, shown, now)))
    )


@require_safe
def spot(request: HttpRequest, map: str, z: int, x: int, y: int) -> HttpResponse:  # noqa: A002 -- as above
    """The organisations of a square, for a group that no zoom can part."""
    _inside(z, x, y, LEVELS)
    return _answer(request, map, lambda shown, _now: JsonResponse(_listing(shown, z, x, y)))


def _answer(request: HttpRequest, slug: str, draw: Callable[[Shown, str], HttpResponse]) -> HttpResponse:
    reader = request.reader  # type: ignore[attr-defined]
    now = version(reader)  # asked before anything that is kept under it
    shown = open_map(reader, slug, request.GET)
    if shown is None:
        raise Http404
    etag = f'"{hashlib.sha256(f"{now} {request.get_full_path()}".encode()).hexdigest()[:32]}"'
    if etag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = draw(shown, now)
    response["ETag"] = etag
    response["Cache-Control"] = FOR_A_DAY if request.GET.get("v") == now else ASK_AGAIN
    patch_vary_headers(response, ["Cookie"])
    return response


def _inside(z: int, x: int, y: int, deepest: int) -> None:
    if z > deepest or x >> z or y >> z:
        raise Http404


def _template(request: HttpRequest, slug: str, shown: Shown, now: str) -> str:
    """The address of the tiles under the version they are drawn from; `{z}` must not be encoded."""
    address = reverse("atlas:tile", kwargs={"map": slug, "z": 0, "x": 0, "y": 0}).replace("/0/0/0.", "/{z}/{x}/{y}.")
    query = request.GET.copy()
    query["lang"], query["v"] = shown.language, now
    return request.build_absolute_uri("/").rstrip("/") + f"{address}?{query.urlencode()}"


def _listing(shown: Shown, z: int, x: int, y: int) -> dict[str, Any]:
    count, rows = tiles.listed(shown, z, x, y)
    with override(shown.language):
        return {
            "count": count,
            "organisations": [
                {
                    "slug": row.slug,
                    "name": row.label_in(shown.language),
                    "kind": row.kind,
                    "url": reverse("network:organisation-detail", kwargs={"slug": row.slug}),
                }
                for row in rows
            ],
        }
