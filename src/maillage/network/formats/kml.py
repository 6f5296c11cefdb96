"""KML 2.2 (OGC 07-147r2): one placemark an organisation, at the points a reader may know, or without a point."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from django.utils.translation import gettext

from maillage.network.formats.rows import Row
from maillage.network.formats.table import ILLEGAL, LIST

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """A document, one placemark a line."""
    yield f"{HEAD}<name>{_text(gettext('Organisations'))}</name>\n"
    for row in rows:
        yield placemark(row)
    yield "</Document>\n</kml>\n"


def placemark(row: Row) -> str:
    facts = {
        "uuid": row.uuid,
        "kind": row.kind_words,
        "place": LIST.join(place.place for place in row.places if place.place),
        "themes": LIST.join(row.themes),
        "memberOf": LIST.join(row.networks),
        "website": row.website,
        "url": row.url,
        "example": gettext("example") if row.is_example else "",
    }
    data = "".join(f'<Data name="{name}"><value>{_text(fact)}</value></Data>' for name, fact in facts.items() if fact)
    return (
        f"<Placemark><name>{_text(row.title)}</name><description>{_text(facts['kind'])}</description>"
        f"<ExtendedData>{data}</ExtendedData>{_geometry(row)}</Placemark>\n"
    )


def _geometry(row: Row) -> str:
    points = dict.fromkeys((place.longitude, place.latitude) for place in row.places if place.latitude is not None)
    shapes = [f"<Point><coordinates>{longitude},{latitude}</coordinates></Point>" for longitude, latitude in points]
    return f"<MultiGeometry>{''.join(shapes)}</MultiGeometry>" if len(shapes) > 1 else "".join(shapes)


def _text(value: str) -> str:
    return escape(value.translate(ILLEGAL))
