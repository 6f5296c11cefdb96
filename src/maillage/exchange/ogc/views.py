"""The addresses of OGC API – Features: landing page, conformance, collections, items."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from maillage.exchange.api.answers import LANGUAGE, answers, page_url
from maillage.exchange.api.parameters import box_of, known_only, question
from maillage.exchange.api.problems import Refused
from maillage.exchange.ogc import definition, pages, when
from maillage.exchange.ogc.pages import Feature, FeaturePage
from maillage.network.requests import reader_of

GEOJSON, JSON, OPENAPI = "application/geo+json", "application/json", "application/vnd.oai.openapi+json;version=3.0"
CONFORMS_TO = [
    f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{part}" for part in ("core", "oas30", "geojson")
]
WORLD = [-180, -90, 180, 90]  # the same whoever is shown: the true extent would tell where the outermost ones are
LIMIT, LIMIT_MOST = 100, 1000
Links = list[dict[str, str]]
FORMAT = "f"


def _json(content: dict[str, object], content_type: str = JSON) -> HttpResponse:
    return JsonResponse(content, content_type=content_type, json_dumps_params={"ensure_ascii": False})


def _link(request: HttpRequest, rel: str, path: str, content_type: str, title: str = "") -> dict[str, str]:
    link = {"rel": rel, "href": request.build_absolute_uri(path), "type": content_type}
    return link | ({"title": title} if title else {})


@require_safe
@answers
def landing(request: HttpRequest) -> HttpResponse:
    _only(request)
    links = [
        _link(request, "self", request.get_full_path(), JSON),
        _link(request, "service-desc", reverse("ogc:definition"), OPENAPI, "OpenAPI"),
        _link(request, "service-doc", reverse("api-guide"), "text/html"),
        _link(request, "conformance", reverse("ogc:conformance"), JSON),
        _link(request, "data", reverse("ogc:collections"), JSON),
    ]
    return _json({"title": _("The directory"), "description": _description(), "links": links})


def _description() -> str:
    return _("Organisations, as exactly as each allows. What is not shown is not here.")


@require_safe
@answers
def conformance(request: HttpRequest) -> HttpResponse:
    _only(request)
    return _json({"conformsTo": CONFORMS_TO})


@require_safe
@answers
def api_definition(request: HttpRequest) -> HttpResponse:
    _only(request)
    server = request.build_absolute_uri(reverse("ogc:landing")).rstrip("/")
    return _json(definition.document(server, LIMIT, LIMIT_MOST), OPENAPI)


@require_safe
@answers
def collections(request: HttpRequest) -> HttpResponse:
    _only(request)
    links = [_link(request, "self", request.get_full_path(), JSON)]
    return _json({"links": links, "collections": [_described(request, name) for name in COLLECTIONS]})


@require_safe
@answers
def collection(request: HttpRequest, collection: str) -> HttpResponse:
    _only(request)
    return _json(_described(request, _known(collection)))


def _described(request: HttpRequest, name: str) -> dict[str, object]:
    title, description = {
        "organisations": (_("Organisations"), _description()),
        "territories": (_("Territories"), _("Centres of the territories in which organisations are shown.")),
    }[name]
    return {
        "id": name,
        "title": title,
        "description": description,
        "extent": {"spatial": {"bbox": [WORLD], "crs": ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"]}},
        "itemType": "feature",
        "crs": ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"],
        "links": [
            _link(request, "self", reverse("ogc:collection", args=[name]), JSON),
            _link(request, "items", reverse("ogc:items", args=[name]), GEOJSON, title),
        ],
    }


@require_safe
@answers
def items(request: HttpRequest, collection: str) -> HttpResponse:
    page = COLLECTIONS[_known(collection)][0](request)
    links = [_link(request, "self", request.get_full_path(), GEOJSON), _collection_link(request, collection)]
    if page.cursor:
        query = request.GET.copy()
        query["cursor"] = page.cursor
        links.append(_link(request, "next", f"{request.path}?{query.urlencode()}", GEOJSON))
    content: dict[str, object] = {
        "type": "FeatureCollection",
        "links": links,
        "numberReturned": len(page.features),
        "features": page.features,
    }
    return _json(content, GEOJSON)


@require_safe
@answers
def item(request: HttpRequest, collection: str, key: str) -> HttpResponse:
    _only(request)
    feature = COLLECTIONS[_known(collection)][1](request, key)
    if feature is None:
        raise Http404
    links = [_link(request, "self", request.get_full_path(), GEOJSON), _collection_link(request, collection)]
    return _json(feature | {"links": links}, GEOJSON)


def _collection_link(request: HttpRequest, name: str) -> dict[str, str]:
    return _link(request, "collection", reverse("ogc:collection", args=[name]), JSON)


def _known(name: str) -> str:
    if name not in COLLECTIONS:
        raise Http404
    return name


def _only(request: HttpRequest, *names: str) -> None:
    """Requirement 8: what is not in the definition is refused. `f=json` is what many clients send without asking."""
    known_only(request, (*names, LANGUAGE, FORMAT))


def _limit(request: HttpRequest) -> int:
    """Requirement 21: what is above the most is the most."""
    text = request.GET.get("limit", str(LIMIT))
    if not (text.isascii() and text.isdigit() and int(text[:9]) >= 1):
        raise Refused([_("The parameter limit takes a number from 1 to %(most)d.") % {"most": LIMIT_MOST}])
    return min(int(text[:9]), LIMIT_MOST)


def _organisations(request: HttpRequest) -> FeaturePage:
    when.checked(request.GET.get("datetime", ""))
    asked = question(request, limit=_limit(request), extra=("datetime", FORMAT))
    return pages.organisations(reader_of(request), asked, lambda row: page_url(request, row.slug))


def _territories(request: HttpRequest) -> FeaturePage:
    _only(request, "limit", "cursor", "bbox", "datetime")
    when.checked(request.GET.get("datetime", ""))
    return pages.territories(
        reader_of(request),
        limit=_limit(request),
        cursor=request.GET.get("cursor", ""),
        box=box_of(request.GET.get("bbox", "")),
    )


COLLECTIONS: dict[str, tuple[Callable[[HttpRequest], FeaturePage], Callable[[HttpRequest, str], Feature | None]]] = {
    "organisations": (
        _organisations,
        lambda request, key: pages.organisation(reader_of(request), key, lambda row: page_url(request, row.slug)),
    ),
    "territories": (_territories, lambda request, key: pages.territory(reader_of(request), key)),
}
