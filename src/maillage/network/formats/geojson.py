"""GeoJSON (RFC 7946): only the points a reader may know; a place without one is a feature without geometry."""

import json
from collections.abc import Iterable, Iterator

from maillage.network.formats.rows import Row


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """A FeatureCollection, one feature a line."""
    yield '{"type": "FeatureCollection", "features": [\n'
    comma = ""
    for row in rows:
        yield comma + json.dumps(feature(row), ensure_ascii=False)
        comma = ",\n"
    yield "\n]}\n"


def feature(row: Row) -> dict[str, object]:
    return {
        "type": "Feature",
        "id": row.uuid,
        "geometry": geometry(row),
        "properties": {
            "name": row.title,
            "kind": row.kind,
            "place": [place.place for place in row.places if place.place],
            "themes": list(row.themes),
            "memberOf": list(row.networks),
            "example": row.is_example,
            "url": row.url,
        },
    }


def geometry(row: Row) -> dict[str, object] | None:
    points = list(
        dict.fromkeys(
            (p.longitude, p.latitude) for p in row.places if p.latitude is not None and p.longitude is not None
        )
    )
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": list(points[0])}
    return {"type": "MultiPoint", "coordinates": [list(point) for point in points]}
