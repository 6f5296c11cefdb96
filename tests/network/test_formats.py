"""The same result as files: readable by what reads such files, through the gate, harmless."""

import csv
import json
import warnings
from io import BytesIO, StringIO
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse
from django.utils import translation
from odf import opendocument, table, teletype
from openpyxl import load_workbook
from tests.factories.accounts import sign_in
from tests.factories.network import (
    ContactFactory,
    NameFactory,
    OrganisationFactory,
    PresenceFactory,
    TerritoryFactory,
    ThemeFactory,
    ThemeLinkFactory,
    TieFactory,
    TieRoleFactory,
    member,
)

from maillage.network.enums import Audience, Precision, TerritoryKind
from maillage.network.formats.vcard import fold
from maillage.network.views import formats

pytestmark = pytest.mark.django_db
FORMATS = ["csv", "xlsx", "ods", "geojson", "jsonld", "kml", "ttl"]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def fetch(client, name: str, **query) -> bytes:
    answer = client.get(reverse("network:organisation-export", args=[name]), query)
    assert answer.status_code == 200
    return answer.getvalue()


def csv_rows(client, **query) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(fetch(client, "csv", **query).decode("utf-8-sig"))))


def documents(client, name: str, **query):
    return json.loads(fetch(client, name, **query))


@pytest.fixture
def attac():
    organisation = OrganisationFactory(
        name="Attac – Île", slug="attac", acronym="ATT", founded="1998", languages=["fr", "ar"]
    )
    country = TerritoryFactory(
        code="fr", name="France", parent=TerritoryFactory(kind=TerritoryKind.WORLD_REGION), latitude=46.6, longitude=2.4
    )
    town = TerritoryFactory(code="paris", name="Paris", kind=TerritoryKind.TOWN, parent=country)
    PresenceFactory(
        organisation=organisation, territory=town, latitude=48.861, longitude=2.371, precision_public=Precision.COUNTRY
    )
    ThemeLinkFactory(organisation=organisation, theme=ThemeFactory(name="Debt"))
    ContactFactory(organisation=organisation, value="https://attac.example.org/")
    TieFactory(a=organisation, b=OrganisationFactory(name="CRID", kind="network"), period="1999/..")
    return organisation


def test_csv_says_what_the_list_says(client, attac):
    row = csv_rows(client, q="attac")[0]

    assert row["Name"] == "Attac – Île"
    assert (row["Acronym"], row["Place"], row["Themes"], row["Member of"]) == ("ATT", "France", "Debt", "CRID")
    assert (row["Latitude"], row["Longitude"]) == ("46.6", "2.4")
    assert row["Website"] == "https://attac.example.org/"
    assert row["Address of the page"] == f"http://testserver/en/organisations/{attac.slug}/"


def test_csv_begins_so_that_spreadsheets_read_accents(client, attac):
    assert fetch(client, "csv").startswith(b"\xef\xbb\xbf")


def test_xlsx_and_ods_hold_the_same_rows(client, attac):
    expected = [list(row.values()) for row in csv_rows(client)]
    sheet = load_workbook(BytesIO(fetch(client, "xlsx"))).active
    assert [[cell or "" for cell in row] for row in sheet.iter_rows(min_row=2, values_only=True)] == expected
    book = opendocument.load(BytesIO(fetch(client, "ods")))
    lines = book.getElementsByType(table.TableRow)[1:]
    assert [
        [teletype.extractText(cell) for cell in line.getElementsByType(table.TableCell)] for line in lines
    ] == expected


@pytest.mark.parametrize("name", ["csv", "xlsx", "ods"])
def test_cells_never_become_formulas(client, name):
    OrganisationFactory(name='=HYPERLINK("https://evil.example")', slug="evil", acronym="@SUM(1)")
    content = fetch(client, name)

    if name == "csv":
        assert csv_rows(client)[0]["Name"].startswith("'=")
        assert csv_rows(client)[0]["Acronym"] == "'@SUM(1)"
    elif name == "xlsx":
        cell = load_workbook(BytesIO(content)).active["A2"]
        assert (cell.data_type, cell.value[:2]) == ("s", "'=")
    else:
        assert b"formula" not in content


@pytest.mark.parametrize("name", FORMATS)
def test_files_follow_the_filters_and_the_gate(client, name):
    OrganisationFactory(name="Shown", kind="union")
    OrganisationFactory(name="Filtered", kind="media")
    OrganisationFactory(name="Canary", kind="union", audience=Audience.MEMBERS)

    def found() -> str:
        content = fetch(client, name, kind="union")
        if name == "xlsx":
            return str(list(load_workbook(BytesIO(content)).active.values))
        if name == "ods":
            return teletype.extractText(opendocument.load(BytesIO(content)).spreadsheet)
        return content.decode()

    assert "Shown" in found()
    assert "Filtered" not in found()
    assert "Canary" not in found()
    sign_in(client, member())
    assert "Canary" in found()


def test_geojson_has_reduced_points_only(client, attac):
    OrganisationFactory(name="Nowhere")
    features = {f["properties"]["name"]: f for f in documents(client, "geojson")["features"]}

    assert features["Attac – Île"]["geometry"] == {"type": "Point", "coordinates": [2.4, 46.6]}
    assert features["Nowhere"]["geometry"] is None
    sign_in(client, member())
    features = {f["properties"]["name"]: f for f in documents(client, "geojson")["features"]}
    assert features["Attac – Île"]["geometry"] == {"type": "Point", "coordinates": [2.371, 48.861]}


def test_jsonld_of_the_list_is_a_graph(client, attac):
    graph = documents(client, "jsonld", q="attac")["@graph"]

    assert [node["name"] for node in graph] == ["Attac – Île"]
    assert graph[0]["memberOf"][0]["name"] == "CRID"


def test_empty_results_are_valid_files(client):
    assert documents(client, "geojson")["features"] == []
    assert documents(client, "jsonld")["@graph"] == []
    assert csv_rows(client) == []


def test_jsonld_of_a_page_wraps_memberships_in_roles(client, attac):
    tie = attac.ties_out.get()
    TieRoleFactory(tie=tie, role="founder")
    document = json.loads(client.get(reverse("network:organisation-jsonld", args=[attac.slug])).content)

    role = document["memberOf"][0]
    assert role["@type"] == ["OrganizationRole", "org:Membership"]
    assert (role["roleName"], role["startDate"]) == ("founding member", "1999")
    assert role["memberOf"]["name"] == "CRID"
    assert role["org:member"]["@id"] == document["@id"]
    network = json.loads(client.get(reverse("network:organisation-jsonld", args=[tie.b.slug])).content)
    assert network["member"][0]["member"]["name"] == "Attac – Île"


def test_vcard_says_what_an_address_book_can_hold(client, attac):
    NameFactory(organisation=attac, text="Line\r\nBEGIN:VCARD; , \\", kind="acronym")
    answer = client.get(reverse("network:organisation-vcard", args=[attac.slug]))
    lines = answer.content.decode().replace("\r\n ", "").split("\r\n")

    assert answer["Content-Type"].startswith("text/vcard")
    assert lines[:2] == ["BEGIN:VCARD", "VERSION:4.0"]
    assert lines.count("BEGIN:VCARD") == 1
    assert "FN:Attac – Île" in lines
    assert "ADR:;;;;;;France" in lines
    assert "GEO:geo:46.6,2.4" in lines
    assert "URL:https://attac.example.org/" in lines
    assert max(len(line.encode()) for line in answer.content.decode().split("\r\n")) <= 75


def test_vcard_lines_are_folded_between_letters():
    assert fold("é" * 60).replace("\r\n ", "") == "é" * 60


def test_unknown_format_is_not_there_and_unknown_value_is_refused(client):
    assert client.get("/en/organisations.exe").status_code == 404
    answer = client.get("/en/organisations.csv", {"kind": "spaceship"})

    assert answer.status_code == 400
    assert "spaceship" in answer.content.decode()


def test_spreadsheet_that_would_be_too_long_is_refused_and_never_cut(client, monkeypatch):
    monkeypatch.setattr(formats, "WHOLE_LIMIT", 1)
    OrganisationFactory()
    OrganisationFactory()

    assert client.get("/en/organisations.xlsx").status_code == 400
    assert len(csv_rows(client)) == 2


def test_file_costs_the_same_for_one_and_for_three(
    client, attac, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(16) as one:
        fetch(client, "csv")
    for _ in range(2):
        PresenceFactory(territory=TerritoryFactory(parent=TerritoryFactory()))
        TieFactory()
    with django_assert_num_queries(len(one)):
        fetch(client, "csv")


KML = "{http://www.opengis.net/kml/2.2}"


def test_kml_has_reduced_points_only(client, attac):
    OrganisationFactory(name="Nowhere <&> \x07")
    marks = {
        mark.findtext(f"{KML}name"): mark
        for mark in ET.fromstring(fetch(client, "kml")).iter(f"{KML}Placemark")  # noqa: S314 -- our own
    }

    assert marks["Attac – Île"].findtext(f"{KML}Point/{KML}coordinates") == "2.4,46.6"
    assert marks["Nowhere <&> "].find(f"{KML}Point") is None
    sign_in(client, member())
    assert b"2.371,48.861" in fetch(client, "kml")


def test_kml_of_a_page_is_one_placemark(client, attac):
    answer = client.get(reverse("network:organisation-kml", args=[attac.slug]))
    assert answer["Content-Type"] == "application/vnd.google-earth.kml+xml"
    assert answer.content.count(b"<Placemark>") == 1


def graph(text: bytes, kind: str):
    import rdflib

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own
        return rdflib.Graph().parse(data=text, format=kind)


def test_turtle_is_the_graph_of_the_jsonld(client, attac):
    from rdflib.compare import isomorphic

    assert isomorphic(graph(fetch(client, "ttl"), "turtle"), graph(fetch(client, "jsonld"), "json-ld"))
    page = {
        name: client.get(reverse(f"network:organisation-{name}", args=[attac.slug])) for name in ("turtle", "jsonld")
    }
    assert page["turtle"]["Content-Type"].startswith("text/turtle")
    assert isomorphic(graph(page["turtle"].content, "turtle"), graph(page["jsonld"].content, "json-ld"))
    assert b"org:Membership" in page["turtle"].content


def test_turtle_is_written_in_the_same_order_each_time(client, attac):
    PresenceFactory(organisation=attac, territory=TerritoryFactory(name="Mali"))
    assert fetch(client, "ttl") == fetch(client, "ttl")


def test_turtle_of_too_many_is_refused_and_never_cut(client, monkeypatch):
    monkeypatch.setattr(formats, "TURTLE_LIMIT", 1)
    OrganisationFactory(), OrganisationFactory()
    answer = client.get(reverse("network:organisation-export", args=["ttl"]))
    assert answer.status_code == 400
    assert "JSON-LD" in answer.content.decode()


@pytest.mark.parametrize("name", ["csv", "geojson", "jsonld", "kml", "ttl"])
def test_a_file_that_has_not_changed_is_not_sent_again(client, attac, name):
    address = reverse("network:organisation-export", args=[name])
    etag = client.get(address)["ETag"]
    again = client.get(address, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")

    OrganisationFactory(name="Hidden", audience=Audience.MEMBERS)
    assert client.get(address)["ETag"] == etag
    OrganisationFactory(name="Shown")
    assert client.get(address)["ETag"] != etag


def test_a_long_file_is_sent_as_it_is_read(client, attac, monkeypatch):
    monkeypatch.setattr(formats, "WITH_ETAG", 0)
    answer = client.get(reverse("network:organisation-export", args=["csv"]))
    assert answer.streaming
    assert "ETag" not in answer


def test_the_pages_offer_files_by_what_they_are_for(client, attac):
    page = client.get(reverse("network:organisation-list"), {"kind": "association"}).content.decode()
    for words in ("Spreadsheets", "Maps", "Linked data", "Print"):
        assert f"<dt>{words}</dt>" in page
    assert "/en/organisations.kml?kind=association" in page
    assert "/en/booklet/?kind=association" in page
    record = client.get(reverse("network:organisation-detail", args=[attac.slug])).content.decode()
    for ending in ("vcf", "kml", "jsonld", "ttl"):
        assert f"/en/organisations/attac.{ending}" in record
    assert f"/profiles/{attac.uuid}.json" in record


def test_a_record_that_strangers_do_not_see_has_no_profile_to_offer(client):
    hidden = OrganisationFactory(name="Hidden", audience=Audience.MEMBERS)
    sign_in(client, member())
    page = client.get(reverse("network:organisation-detail", args=[hidden.slug])).content.decode()
    assert "/profiles/" not in page
