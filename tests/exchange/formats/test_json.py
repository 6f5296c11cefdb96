"""JSON of maps: GoGoCarto, uMap, and plain lists of objects."""

import json

import pytest
from tests.exchange.formats.reading import table

from maillage.exchange.errors import FileRefused


@pytest.fixture
def read(tmp_path):
    return lambda content: table(tmp_path, json.dumps(content).encode())


ELEMENT = {
    "id": "1a",
    "name": "Le toit",
    "geo": {"latitude": 45.75, "longitude": 4.85},
    "sourceKey": "carte A",
    "address": {"streetAddress": "1 rue X", "addressLocality": "Lyon", "addressCountry": "FR"},
    "optionValues": [{"optionId": 3, "index": 0}],
    "categories": [{"name": "Logement", "children": [{"name": "Squats; caves"}]}],
    "telephone": "+33 1 23 45 67 89",
    "status": 1,
}


def test_gogocarto_elements_are_rows(read):
    found, rows = read({"licence": "x", "ontology": "gogofull", "data": [ELEMENT, {"id": "2", "name": "Sans rien"}]})
    assert found.format == "gogocarto"
    assert rows[0].cells["id"] == "carte A: 1a"
    assert rows[0].cells["categories"] == "Logement; Squats, caves"
    assert rows[0].cells["geo.latitude"] == "45.75"
    assert found.mapping["address.addressLocality"] == "town"
    assert rows[1].cells == {"id": "2", "name": "Sans rien"}
    assert not rows[0].problems


def test_gogocarto_categories_may_be_names_or_numbers_or_none(read):
    named = ELEMENT | {"categories": ["Logement", "Eau"]}
    numbered = {key: value for key, value in ELEMENT.items() if key != "categories"}
    _found, rows = read({"data": [named, numbered, ELEMENT | {"categories": [], "optionValues": []}]})
    assert rows[0].cells["categories"] == "Logement; Eau"
    assert "numbers" in rows[1].problems[0].reason
    assert "categories" not in rows[2].cells
    assert not rows[2].problems


def test_gogocarto_same_id_of_two_sources_stays_two(read):
    _found, rows = read({"data": [ELEMENT, ELEMENT | {"sourceKey": "carte B"}]})
    assert len({row.cells["id"] for row in rows}) == 2


def test_gogocarto_deleted_element_and_short_form_are_refused(read):
    _found, rows = read({"data": [ELEMENT | {"status": -4}]})
    assert rows[0].problems[0].refuses
    with pytest.raises(FileRefused, match="gogofull"):
        read({"ontology": "gogocompact", "data": [["1a", ["Le toit"], 45.7, 4.8, []]]})


UMAP = {
    "type": "umap",
    "layers": [
        {
            "type": "FeatureCollection",
            "_umap_options": {"name": "Logement"},
            "features": [
                {
                    "type": "Feature",
                    "properties": {"name": "Le toit", "description": "x", "_umap_options": {"color": "red"}},
                    "geometry": {"type": "Point", "coordinates": [4.85, 45.75]},
                },
                {
                    "type": "Feature",
                    "properties": {"name": "La zone"},
                    "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 1], [0, 0]]]},
                },
            ],
        },
        {"type": "FeatureCollection", "features": [], "_umap_options": {"name": "Loin", "remoteData": {"url": "x"}}},
    ],
}


def test_umap_layers_are_themes_and_features_rows(read):
    found, rows = read(UMAP)
    assert found.format == "umap"
    assert rows[0].cells == {
        "name": "Le toit",
        "description": "x",
        "longitude": "4.85",
        "latitude": "45.75",
        "layer": "Logement",
    }
    assert found.mapping["layer"] == "themes"
    assert "not a point" in rows[1].problems[0].reason
    assert "Loin" in found.notes[0]


def test_umap_kept_elsewhere_is_refused(read):
    with pytest.raises(FileRefused, match="Loin"):
        read(UMAP | {"layers": UMAP["layers"][1:]})


def test_list_of_objects_is_flattened(read):
    found, rows = read(
        [
            {"name": "Un", "address": {"city": "Lyon"}, "links": [{"url": "https://a.example.org"}], "open": True},
            {"name": "Deux", "tags": ["a", "b"], "n": 2.0, "nothing": None},
            "stray",
        ]
    )
    assert found.format == "json"
    assert found.headers == ["name", "address.city", "links", "open", "tags", "n"]
    assert rows[0].cells == {"name": "Un", "address.city": "Lyon", "links": "https://a.example.org", "open": "yes"}
    assert rows[1].cells == {"name": "Deux", "tags": "a; b", "n": "2"}
    assert rows[2].problems[0].refuses


def test_list_under_one_name_is_read_and_two_lists_are_refused(read):
    _found, rows = read({"count": 1, "items": [{"name": "Un"}]})
    assert rows[0].cells == {"name": "Un"}
    with pytest.raises(FileRefused, match="one list"):
        read({"a": [{"name": "Un"}], "b": [{"name": "Deux"}]})
    with pytest.raises(FileRefused):
        read([])


def test_nested_without_end_is_refused_or_cut(read, tmp_path):
    with pytest.raises(FileRefused):
        table(tmp_path, b"[" * 200_000)
    deep: dict = {"x": "y"}
    for _turn in range(50):
        deep = {"a": deep}
    _found, rows = read([{"name": "Un", "deep": deep}])
    assert rows[0].cells == {"name": "Un"}
