"""The definition of these addresses in OpenAPI 3.0, which the standard asks for (conformance class oas30)."""

from typing import Any

from maillage.exchange.api.parameters import Filters

Document = dict[str, Any]
SCHEMAS = "https://schemas.opengis.net/ogcapi/features/part1/1.0/openapi/schemas"
FILTERS = ("q", "kind", "territory", "theme", "network", "language", "sort")


def document(server: str, limit: int, most: int) -> Document:
    """`server` is the address of the landing page; a request gets `limit` features unless it asks for up to `most`."""
    paging = [
        _limit(limit, most),
        _bbox(),
        _parameter("datetime", "RFC 3339. Accepted; it leaves nothing out."),
        _cursor(),
    ]
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "Maillage: OGC API - Features",
            "version": "1",
            "description": "Organisations of a network as exactly as each allows. What is not shown is not here.",
        },
        "servers": [{"url": server}],
        "paths": {
            "/": _path("Landing page", "landingPage"),
            "/conformance": _path("What is conformed to", "confClasses"),
            "/collections": _path("The collections", "collections"),
            "/collections/{collectionId}": _path("One collection", "collection", [_in_path("collectionId")]),
            "/collections/organisations/items": _path(
                "Organisations", "featureCollectionGeoJSON", [*paging, *(_filter(name) for name in FILTERS)]
            ),
            "/collections/organisations/items/{featureId}": _path(
                "One organisation, by its UUID", "featureGeoJSON", [_in_path("featureId")]
            ),
            "/collections/territories/items": _path("Territories", "featureCollectionGeoJSON", paging),
            "/collections/territories/items/{featureId}": _path(
                "One territory, by its code", "featureGeoJSON", [_in_path("featureId")]
            ),
        },
    }


def _path(summary: str, schema: str, parameters: list[Document] | None = None) -> Document:
    media = "application/geo+json" if schema.endswith("GeoJSON") else "application/json"
    described = {"schema": {"$ref": f"{SCHEMAS}/{schema}.yaml"}}
    problem = {
        "description": "What is wrong and what to do.",
        "content": {"application/problem+json": {"schema": {"type": "object"}}},
    }
    return {
        "get": {
            "summary": summary,
            "operationId": summary.lower().replace(",", "").replace(" ", "_"),
            "parameters": [*(parameters or []), _language()],
            "responses": {
                "200": {"description": summary, "content": {media: described}},
                "304": {"description": "Nothing has changed since the ETag that was sent."},
                "400": problem,
                "404": problem,
            },
        }
    }


def _parameter(name: str, description: str, schema: Document | None = None, **more: object) -> Document:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": schema or {"type": "string"},
        **more,
    }


def _in_path(name: str) -> Document:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _limit(limit: int, most: int) -> Document:
    schema = {"type": "integer", "minimum": 1, "maximum": most, "default": limit}
    return _parameter("limit", "Features in a page.", schema, style="form", explode=False)


def _bbox() -> Document:
    schema = {"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}}
    words = "west,south,east,north. A place is where the answer shows it, never finer."
    return _parameter("bbox", words, schema, style="form", explode=False)


def _cursor() -> Document:
    return _parameter("cursor", "Where to go on: follow the link “next”.")


def _language() -> Document:
    return _parameter("lang", "Language of the answer.", {"type": "string", "enum": ["fr", "en", "es", "pt", "ar"]})


def _filter(name: str) -> Document:
    """A filter of the directory, described as for the API."""
    field = Filters.model_fields[name]
    several = field.annotation is not str
    schema: Document = {"type": "array", "items": {"type": "string"}} if several else {"type": "string"}
    return _parameter(name, field.description or "", schema, style="form", explode=True)
