"""GeoJSON: properties are columns, points are coordinates."""

import json

import pytest

from maillage.exchange import formats
from maillage.exchange.errors import FileRefused


def read(tmp_path, content):
    file = tmp_path / "map.txt"
    file.write_text(json.dumps(content), encoding="utf-8")
    table = formats.read(file)
    return table, list(table.rows)


def feature(geometry=None, **properties):
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def collection(*features, **more):
    return {"type": "FeatureCollection", "features": list(features), **more}


def test_point_and_properties_become_cells(tmp_path):
    point = {"type": "Point", "coordinates": [2.35, 48.85]}
    table, rows = read(
        tmp_path, collection(feature(point, nom="Un", tags=["a", "b"], deep={"x": 1}, n=3), feature(nom="Deux"))
    )
    assert rows[0].cells == {"nom": "Un", "tags": "a; b", "n": "3", "longitude": "2.35", "latitude": "48.85"}
    assert rows[1].cells == {"nom": "Deux"}
    assert [row.line for row in rows] == [1, 2]
    assert table.headers == ["nom", "tags", "n", "longitude", "latitude"]


def test_id_of_a_feature_is_a_column(tmp_path):
    _table, rows = read(tmp_path, collection(feature(nom="Un") | {"id": 7}))
    assert rows[0].cells["id"] == "7"


def test_single_feature_is_read(tmp_path):
    _table, rows = read(tmp_path, feature(nom="Un"))
    assert len(rows) == 1


def test_shape_that_is_no_point_is_told_and_the_row_kept(tmp_path):
    _table, rows = read(tmp_path, collection(feature({"type": "Polygon", "coordinates": []}, nom="Un")))
    assert not rows[0].problems[0].refuses


def test_entry_that_is_no_feature_is_refused(tmp_path):
    _table, rows = read(tmp_path, collection("x", feature(nom="Un")))
    assert rows[0].problems[0].refuses
    assert not rows[1].problems


def test_other_reference_system_is_refused(tmp_path):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}}
    with pytest.raises(FileRefused, match="4326"):
        read(tmp_path, collection(feature(nom="Un"), crs=crs))
    crs["properties"]["name"] = "urn:ogc:def:crs:OGC:1.3:CRS84"
    assert read(tmp_path, collection(feature(nom="Un"), crs=crs))[1]


@pytest.mark.parametrize("content", [[], {}, {"type": "Topology"}, {"features": []}])
def test_other_json_is_refused(tmp_path, content):
    with pytest.raises(FileRefused):
        read(tmp_path, content)
