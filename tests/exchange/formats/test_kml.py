"""KML and KMZ as map programs write them."""

import pytest
from tests.exchange.formats.reading import packed, table

from maillage.exchange.errors import FileRefused

KML = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Carte</name>
<Folder><name>Logement</name><Folder><name>Squats</name>
<Placemark><name>Le toit</name><address>1 rue X, Lyon</address><phoneNumber>+33 1 23 45 67 89</phoneNumber>
<description><![CDATA[Ouvert le <b>lundi</b>.<br>Et l&#39;été.]]></description>
<ExtendedData><Data name="site web"><value>https://toit.example.org</value></Data>
<SchemaData schemaUrl="#s"><SimpleData name="ville">Lyon</SimpleData></SchemaData></ExtendedData>
<Point><coordinates>
 4.85,45.75,0
</coordinates></Point></Placemark></Folder></Folder>
<Placemark><name>La rue</name><LineString><coordinates>1,2 3,4</coordinates></LineString></Placemark>
<Placemark><name>Sans lieu</name></Placemark>
<Placemark><name>Deux</name><MultiGeometry><Point><coordinates>1,2</coordinates></Point>
<Point><coordinates>3,4</coordinates></Point></MultiGeometry></Placemark>
</Document></kml>"""


def test_placemarks_are_rows(tmp_path):
    read, rows = table(tmp_path, KML.encode())
    assert read.format == "kml"
    assert rows[0].cells == {
        "name": "Le toit",
        "address": "1 rue X, Lyon",
        "phoneNumber": "+33 1 23 45 67 89",
        "description": "Ouvert le lundi .\nEt l'été.",
        "site web": "https://toit.example.org",
        "ville": "Lyon",
        "folder": "Logement; Squats",
        "longitude": "4.85",
        "latitude": "45.75",
    }
    assert read.mapping["folder"] == "themes"
    assert rows[2].cells == {"name": "Sans lieu"}
    assert not rows[2].problems


def test_lines_surfaces_and_several_points_are_told(tmp_path):
    _read, rows = table(tmp_path, KML.encode())
    for row in (rows[1], rows[3]):
        assert "not one point" in row.problems[0].reason
        assert not row.problems[0].refuses
        assert "latitude" not in row.cells


def test_kmz_is_read(tmp_path):
    _read, rows = table(tmp_path, packed(tmp_path, doc__kml=KML, image__png="x"))
    assert rows[0].cells["name"] == "Le toit"


def test_entities_damage_and_emptiness_are_refused(tmp_path):
    with pytest.raises(FileRefused, match="entities"):
        table(tmp_path, KML.replace("<kml", '<!DOCTYPE kml [<!ENTITY a "b">]><kml').encode())
    with pytest.raises(FileRefused, match="damaged"):
        table(tmp_path, KML[:-40].encode())
    with pytest.raises(FileRefused, match="no rows"):
        table(tmp_path, b'<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>')
