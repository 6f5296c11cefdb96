"""GeoJSON (RFC 7946): each feature is a row, its properties are columns, its point a latitude and a longitude."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from maillage.exchange.errors import FileRefused
from maillage.exchange.formats.objects import text_of
from maillage.exchange.formats.table import Row, Table, gathered, tidy
from maillage.exchange.outcomes import Problem

WGS84 = ("CRS84", "4326")


def is_one(content: Any) -> bool:
    return isinstance(content, dict) and (content.get("type") == "Feature" or isinstance(content.get("features"), list))


def read(content: dict[str, Any]) -> Table:
    features = [content] if content.get("type") == "Feature" else content["features"]
    _check_reference(content)
    return gathered("geojson", (row(number, feature) for number, feature in enumerate(features, start=1)), mapping={})


def _check_reference(content: dict[str, Any]) -> None:
    name = str(content.get("crs") or "")
    if name and not name.strip("{}'\" ").endswith(WGS84) and not any(code in name for code in WGS84):
        raise FileRefused(
            _("The points of this file are not in degrees of latitude and longitude."),
            _("Export it again in WGS 84 (EPSG:4326)."),
        )


def row(line: int, feature: Any) -> Row:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties") or {}, dict):
        reason = _("This entry is not a feature.")
        return Row(line, {}, (Problem(line, "", reason, _("Export the file again as GeoJSON."), refuses=True),))
    cells = dict(_cells(feature.get("properties") or {}))
    if "id" in feature and "id" not in cells:
        cells["id"] = tidy(str(feature["id"]))
    point, problems = _point(line, feature.get("geometry"))
    return Row(line, cells | point, problems)


def _cells(properties: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Properties as text: lists are joined, what is nested deeper is left out."""
    for name, value in properties.items():
        parts = value if isinstance(value, list) else [value]
        text = "; ".join(text_of(part) for part in parts if isinstance(part, str | int | float))
        if tidied := tidy(text):
            yield name, tidied


def _point(line: int, geometry: Any) -> tuple[dict[str, str], tuple[Problem, ...]]:
    if geometry is None:
        return {}, ()
    pair = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if (
        isinstance(geometry, dict)
        and geometry.get("type") == "MultiPoint"
        and isinstance(pair, list)
        and len(pair) == 1
    ):
        pair = pair[0]
    if isinstance(pair, list) and pair[1:] and all(isinstance(n, int | float) for n in pair[:2]):
        return {"longitude": str(pair[0]), "latitude": str(pair[1])}, ()
    reason, mend = _("Its geometry is not a point."), _("Give the organisation a point, or only its town and country.")
    return {}, (Problem(line, "geometry", reason, mend),)
