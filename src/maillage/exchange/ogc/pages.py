"""A page of each collection as GeoJSON features, read through the gate."""

from dataclasses import dataclass
from uuid import UUID

from maillage.exchange.api import cursors
from maillage.exchange.api.parameters import Question
from maillage.network.formats import geojson
from maillage.network.models import Organisation, Territory
from maillage.network.queries import vocabularies
from maillage.network.queries.boxes import Box
from maillage.network.queries.rows import Address, slice_of
from maillage.network.queries.slices import organisations_slice
from maillage.network.queries.vocabularies import Unit, UnitSearch
from maillage.network.readers import Reader

Feature = dict[str, object]


@dataclass(frozen=True)
class FeaturePage:
    features: list[Feature]
    cursor: str = ""  # where the rest begins; empty when nothing is left


def organisations(reader: Reader, asked: Question, address: Address) -> FeaturePage:
    """Organisations with the points that `reader` may know; geometry is null where there is none."""
    found = organisations_slice(reader, asked.search, limit=asked.limit, after=asked.after, box=asked.box)
    features = [geojson.feature(row) for row in slice_of(found.ids, reader, address)]
    return FeaturePage(features, cursors.written(asked.search.sort, found.rest) if found.rest else "")


def organisation(reader: Reader, key: str, address: Address) -> Feature | None:
    try:
        pk = Organisation.objects.visible_to(reader).filter(uuid=UUID(key)).values_list("pk", flat=True).first()
    except ValueError:
        return None
    return next((geojson.feature(row) for row in slice_of([pk] if pk else [], reader, address)), None)


def territories(reader: Reader, *, limit: int, cursor: str, box: Box | None) -> FeaturePage:
    """Centres of the territories in which `reader` may know organisations, with how many where that may be told."""
    search = UnitSearch(after=cursors.word_read(cursor) if cursor else "", box=box)
    found = vocabularies.territories(reader, search, limit=limit + 1)
    shown = found[:limit]
    return FeaturePage(
        [_territory(unit) for unit in shown], cursors.word_written(shown[-1].row.code) if len(found) > limit else ""
    )


def territory(reader: Reader, code: str) -> Feature | None:
    found = vocabularies.territories(reader, UnitSearch(code=code), limit=1)
    return _territory(found[0]) if found else None


def _territory(unit: Unit[Territory]) -> Feature:
    row = unit.row
    centre = [row.longitude, row.latitude]
    return {
        "type": "Feature",
        "id": row.code,
        "geometry": {"type": "Point", "coordinates": centre} if row.latitude is not None else None,
        "properties": {
            "name": str(row),
            "kind": row.kind,
            "iso": row.iso,
            "within": unit.within,
            "organisations": unit.count,
        },
    }
