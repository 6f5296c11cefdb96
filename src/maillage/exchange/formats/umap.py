"""A uMap file (.umap): layers of GeoJSON features; the name of a layer is what its features are filed under."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from maillage.exchange.errors import FileRefused
from maillage.exchange.formats import geojson
from maillage.exchange.formats.table import Row, Table, gathered, tidy

MAPPING = {"layer": "themes", "name": "name", "description": "description"}


def is_one(content: Any) -> bool:
    return isinstance(content, dict) and (content.get("type") == "umap" or isinstance(content.get("layers"), list))


def read(content: dict[str, Any]) -> Table:
    layers = [layer for layer in content.get("layers") or [] if isinstance(layer, dict)]
    rows = list(_rows(layers))
    away = [_name(layer) for layer in layers if not layer.get("features") and _options(layer).get("remoteData")]
    if away and not rows:
        raise FileRefused(
            _("The layers of this map are kept on another site: %(layers)s.") % {"layers": ", ".join(away)},
            _("Download what these layers show from that site, and import that."),
        )
    note = _("Layers kept on another site were not read: %(layers)s.") % {"layers": ", ".join(away)}
    return gathered("umap", rows, mapping=MAPPING, notes=[note] if away else [])


def _rows(layers: list[dict[str, Any]]) -> Iterator[Row]:
    """Numbered through the whole file."""
    line = 0
    for layer in layers:
        name = _name(layer)
        for feature in layer.get("features") or []:
            line += 1
            row = geojson.row(line, feature)
            if name:
                row.cells["layer"] = name
            yield row


def _options(layer: dict[str, Any]) -> dict[str, Any]:
    options = layer.get("_umap_options") or layer.get("_storage")
    return options if isinstance(options, dict) else {}


def _name(layer: dict[str, Any]) -> str:
    return tidy(str(_options(layer).get("name") or layer.get("name") or "")).replace(";", ",")
