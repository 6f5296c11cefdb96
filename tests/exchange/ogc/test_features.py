"""OGC API – Features: the required addresses, links and parameters (OGC 17-069r4), through the gate."""

import json

import pytest
from tests.factories.accounts import sign_in
from tests.factories.network import OrganisationFactory, PresenceFactory, TerritoryFactory, member

from maillage.network.enums import Audience, Precision, TerritoryKind

pytestmark = pytest.mark.django_db
ITEMS = "/ogc/collections/organisations/items"


def read(client, path: str, status: int = 200, **query):
    answer = client.get(path, query)
    assert answer.status_code == status, answer.content
    return json.loads(answer.content)


def links(content, rel: str) -> list[str]:
    return [link["href"] for link in content["links"] if link["rel"] == rel]


@pytest.fixture
def attac():
    country = TerritoryFactory(code="fr", name="France", latitude=46.6, longitude=2.4)
    town = TerritoryFactory(code="paris", name="Paris", kind=TerritoryKind.TOWN, parent=country)
    attac = OrganisationFactory(name="Attac")
    PresenceFactory(
        organisation=attac, territory=town, latitude=48.861, longitude=2.371, precision_public=Precision.COUNTRY
    )
    return attac


def test_the_landing_page_leads_to_everything(client, attac):
    landing = read(client, "/ogc/")

    assert {link["rel"] for link in landing["links"]} == {
        "self", "service-desc", "service-doc", "conformance", "data",
    }  # fmt: skip
    for href in (*links(landing, "conformance"), *links(landing, "data"), *links(landing, "service-desc")):
        read(client, href)
    assert client.get(links(landing, "service-doc")[0]).status_code == 200


def test_it_conforms_to_core_geojson_and_openapi(client):
    classes = read(client, "/ogc/conformance")["conformsTo"]
    assert [one.rsplit("/", 1)[1] for one in classes] == ["core", "oas30", "geojson"]


def test_collections_are_described_without_telling_where_the_outermost_are(client, attac):
    content = read(client, "/ogc/collections")

    assert [one["id"] for one in content["collections"]] == ["organisations", "territories"]
    for one in content["collections"]:
        assert one["extent"]["spatial"]["bbox"] == [[-180, -90, 180, 90]]
        assert read(client, f"/ogc/collections/{one['id']}") == one
        assert read(client, links(one, "items")[0])["type"] == "FeatureCollection"


def test_features_stand_where_their_organisation_allows(client, attac):
    OrganisationFactory(name="Nowhere")
    features = {f["properties"]["name"]: f for f in read(client, ITEMS)["features"]}

    assert features["Attac"]["geometry"] == {"type": "Point", "coordinates": [2.4, 46.6]}
    assert features["Attac"]["id"] == str(attac.uuid)
    assert features["Nowhere"]["geometry"] is None
    sign_in(client, member())
    features = {f["properties"]["name"]: f for f in read(client, ITEMS)["features"]}
    assert features["Attac"]["geometry"] == {"type": "Point", "coordinates": [2.371, 48.861]}


def test_a_box_compares_with_the_point_that_is_shown(client, attac):
    assert len(read(client, ITEMS, bbox="2,46,3,47")["features"]) == 1
    assert read(client, ITEMS, bbox="2.3,48.8,2.4,48.9")["features"] == []
    assert len(read(client, ITEMS, bbox="2,46,0,3,47,100")["features"]) == 1


def test_pages_lead_on_to_the_last(client):
    for n in range(5):
        OrganisationFactory(name=f"Name {n}")
    page = read(client, ITEMS, limit=2)
    found = page["features"]
    while links(page, "next"):
        page = read(client, links(page, "next")[0])
        found += page["features"]

    assert [feature["properties"]["name"] for feature in found] == [f"Name {n}" for n in range(5)]
    assert page["numberReturned"] == 1
    assert "numberMatched" not in page


def test_a_limit_above_the_most_is_the_most(client, attac):
    assert read(client, ITEMS, limit=5000)["numberReturned"] == 1


@pytest.mark.parametrize(
    "when",
    ["2026-01-31T12:00:00Z", "2026-01-31", "2026-01-31T00:00:00Z/..", "/2026-01-31T00:00:00Z", "2020-01-01/2021-01-01"],
)
def test_datetime_is_accepted(client, attac, when):
    assert read(client, ITEMS, datetime=when)["numberReturned"] == 1


@pytest.mark.parametrize(
    "query",
    [
        {"datetime": "soon"}, {"datetime": "../.."}, {"datetime": "2026-02-31"}, {"datetime": "2026-02-01/2026-01-01"},
        {"bbox": "1,2"}, {"limit": "0"}, {"limit": "x"}, {"fid": "1"}, {"cursor": "x"}, {"kind": "spaceship"},
    ],
)  # fmt: skip
def test_what_is_not_in_the_definition_is_refused(client, query):
    assert read(client, ITEMS, 400, **query)["status"] == 400


def test_one_feature_is_found_by_its_id_and_what_is_hidden_is_not(client, attac):
    feature = read(client, f"{ITEMS}/{attac.uuid}")
    assert feature["properties"]["name"] == "Attac"
    assert {link["rel"] for link in feature["links"]} == {"self", "collection"}

    hidden = OrganisationFactory(audience=Audience.MEMBERS)
    absent = client.get(f"{ITEMS}/00000000-0000-0000-0000-000000000000")
    assert absent.status_code == 404
    assert client.get(f"{ITEMS}/{hidden.uuid}").content == absent.content
    assert client.get(f"{ITEMS}/nonsense").content == absent.content
    assert client.get("/ogc/collections/people").status_code == 404


def test_territories_are_points_with_numbers_that_may_be_told(client, attac):
    features = read(client, "/ogc/collections/territories/items", bbox="2,46,3,47")["features"]

    assert [(f["id"], f["geometry"]["coordinates"], f["properties"]["organisations"]) for f in features] == [
        ("fr", [2.4, 46.6], None)
    ]
    assert read(client, "/ogc/collections/territories/items/fr")["id"] == "fr"
    assert client.get("/ogc/collections/territories/items/paris").status_code == 404


def test_the_definition_describes_every_parameter_that_is_accepted(client):
    definition = read(client, "/ogc/api")

    assert definition["openapi"].startswith("3.0")
    for path, described in definition["paths"].items():
        names = {parameter["name"] for parameter in described["get"]["parameters"]}
        assert "lang" in names
        if path.endswith("/items"):
            assert {"limit", "bbox", "datetime", "cursor"} <= names
            concrete = f"/ogc{path}"
            for parameter in described["get"]["parameters"]:
                if parameter["name"] == "limit":
                    assert parameter["schema"]["maximum"] == 1000
            assert client.get(concrete).status_code == 200
