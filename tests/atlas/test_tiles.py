"""What a map loads."""

import mapbox_vector_tile
import pytest
from django.urls import reverse
from tests.factories.accounts import PersonFactory
from tests.factories.atlas import PartnerMapFactory
from tests.factories.network import (
    HomeFactory,
    MandateFactory,
    OrganisationFactory,
    PresenceFactory,
    TerritoryFactory,
    ThemeLinkFactory,
    TieFactory,
)

from maillage.kit import morton
from maillage.network.actions import safety
from maillage.network.enums import Audience, OrganisationKind, Precision, TerritoryKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def bamako():
    mali = TerritoryFactory(name="Mali", code="ML", latitude=17.0, longitude=-4.0)
    return TerritoryFactory(name="Bamako", kind=TerritoryKind.TOWN, parent=mali, latitude=12.65, longitude=-8.0)


def place(z: int, latitude: float, longitude: float) -> dict[str, int]:
    x, y = morton.square(latitude, longitude)
    return {"z": z, "x": x >> morton.LEVELS - z, "y": y >> morton.LEVELS - z}


def tile(client, z=0, at=(12.65, -8.0), partner_map="all", **query):
    response = client.get(reverse("atlas:tile", kwargs={"map": partner_map, **place(z, *at)}), query)
    assert response.status_code == 200
    layers = mapbox_vector_tile.decode(response.content) if response.content else {"organisations": {"features": []}}
    return [feature["properties"] for feature in layers["organisations"]["features"]]


def member(client):
    home = HomeFactory()
    person = PersonFactory()
    own = OrganisationFactory()
    TieFactory(a=own, b=home)
    MandateFactory(person=person, organisation=own)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")


@pytest.mark.parametrize("z", [0, 5, 9, 10, 14, 16])
def test_one_organisation_is_named_at_every_level(client, bamako, z):
    owner = OrganisationFactory(name="Benkadi", kind=OrganisationKind.UNION)
    PresenceFactory(organisation=owner, territory=bamako)

    assert tile(client, z) == [{"n": 1, "slug": "benkadi", "name": "Benkadi", "kind": "union"}]


def test_it_stands_where_it_is(client, bamako):
    PresenceFactory(territory=bamako)
    response = client.get(reverse("atlas:tile", kwargs={"map": "all", "z": 0, "x": 0, "y": 0}))
    layer = mapbox_vector_tile.decode(response.content, default_options={"y_coord_down": True})["organisations"]
    x, y = layer["features"][0]["geometry"]["coordinates"]
    latitude, longitude = morton.degrees(x / 4096 * morton.SIDE, y / 4096 * morton.SIDE)

    assert (latitude, longitude) == pytest.approx((12.65, -8.0), abs=0.1)


@pytest.mark.parametrize("z", [0, 9, 10, 16])
def test_several_are_a_group_that_can_be_listed(client, bamako, z):
    for name in ("Benkadi", "Afema"):
        PresenceFactory(organisation=OrganisationFactory(name=name), territory=bamako)
    (group,) = tile(client, z)
    level, x, y = map(int, group["at"].split("/"))
    listed = client.get(reverse("atlas:spot", kwargs={"map": "all", "z": level, "x": x, "y": y}), {"lang": "en"})

    assert group["n"] == 2
    assert group.get("spot", False) == (z >= 10)
    assert [row["name"] for row in listed.json()["organisations"]] == ["Afema", "Benkadi"]
    assert listed.json()["organisations"][0]["url"] == "/en/organisations/afema/"


def test_names_are_in_the_language_asked_for(client, bamako):
    owner = OrganisationFactory(name="Réseau", language="fr")
    owner.names.create(text="شبكة", language="ar")
    PresenceFactory(organisation=owner, territory=bamako)

    assert [tile(client, lang=code)[0]["name"] for code in ("ar", "fr", "zz")] == ["شبكة", "Réseau", "Réseau"]


def test_a_tile_is_narrowed_by_the_parameters_of_the_directory(client, bamako):
    link = ThemeLinkFactory(organisation=OrganisationFactory(name="Benkadi"))
    network = OrganisationFactory(name="CRID")
    joined = OrganisationFactory(name="Afema", kind=OrganisationKind.UNION)
    TieFactory(a=joined, b=network)
    for owner in (link.organisation, joined):
        PresenceFactory(organisation=owner, territory=bamako)

    for z in (0, 12):
        assert tile(client, z)[0]["n"] == 2
        assert [f["slug"] for f in tile(client, z, theme=link.theme.code)] == ["benkadi"]
        assert [f["slug"] for f in tile(client, z, network="crid")] == ["afema"]
        assert [f["slug"] for f in tile(client, z, kind="union")] == ["afema"]
        assert [f["slug"] for f in tile(client, z, q="benk")] == ["benkadi"]
        assert tile(client, z, q="nobody") == []
        assert tile(client, z, territory="ML")[0]["n"] == 2


def test_members_see_members_positions_and_strangers_do_not(client, bamako):
    PresenceFactory(territory=bamako, precision_public=Precision.COUNTRY)
    assert tile(client) == []
    member(client)

    assert len(tile(client)) == 1


def test_a_hide_is_gone_from_the_next_tile(client, bamako):
    owner = PresenceFactory(territory=bamako).organisation
    before = client.get(reverse("atlas:tilejson", kwargs={"map": "all"})).json()
    safety.hide(reason="Threatened", by=None, organisation=owner)
    after = client.get(reverse("atlas:tilejson", kwargs={"map": "all"})).json()

    assert tile(client) == []
    assert before["tiles"] != after["tiles"]
    assert "bounds" not in after


def test_a_narrowed_tile_is_kept_until_a_hide(client, bamako, django_assert_num_queries):
    owner = PresenceFactory(territory=bamako).organisation
    address = reverse("atlas:tile", kwargs={"map": "all", "z": 0, "x": 0, "y": 0})
    first = client.get(address, {"kind": "association"}).content
    with django_assert_num_queries(1):
        assert client.get(address, {"kind": "association"}).content == first
    safety.hide(reason="Threatened", by=None, organisation=owner)

    assert client.get(address, {"kind": "association"}).content == b""


def test_a_tile_is_kept_by_the_browser_only_and_under_its_version(client, bamako):
    PresenceFactory(territory=bamako)
    address = reverse("atlas:tile", kwargs={"map": "all", "z": 0, "x": 0, "y": 0})
    template = client.get(reverse("atlas:tilejson", kwargs={"map": "all"})).json()["tiles"][0]
    now = client.get(template.replace("{z}/{x}/{y}", "0/0/0"))
    later = client.get(address, {"v": "0123456789abcdef"})

    assert "private" in now["Cache-Control"]
    assert "immutable" in now["Cache-Control"]
    assert later["Cache-Control"] == "private, no-cache"
    assert now.content == later.content
    assert client.get(address, headers={"if-none-match": client.get(address)["ETag"]}).status_code == 304


def test_bounds_hold_the_points_and_nothing_else(client, bamako):
    PresenceFactory(territory=bamako)
    PresenceFactory(territory=bamako, latitude=60.0, longitude=100.0, precision_public=Precision.COUNTRY)
    for query in ({}, {"kind": "association"}):
        west, south, east, north = client.get(reverse("atlas:tilejson", kwargs={"map": "all"}), query).json()["bounds"]
        assert west <= -8.0 <= east
        assert south <= 12.65 <= north
        assert east - west < 1.5
        assert north - south < 1.5


def test_the_network_is_named_beside_its_map(client):
    HomeFactory(name="Them & us")

    assert client.get("/tiles/all.json").json()["attribution"] == "Them &amp; us"


def test_what_lies_outside_the_square_is_not_found(client):
    for z, x, y in ((0, 1, 0), (3, 8, 0), (3, 0, 8), (17, 0, 0)):
        assert client.get(f"/tiles/all/{z}/{x}/{y}.mvt").status_code == 404
    assert client.get("/tiles/nothing/0/0/0.mvt").status_code == 404
    assert client.get("/tiles/nothing.json").status_code == 404


def test_a_group_of_one_tile_takes_as_many_queries_as_another(client, bamako, django_assert_num_queries):
    address = reverse(
        "atlas:tile", kwargs={"map": "all", "z": 16, **{k: v for k, v in place(16, 12.65, -8).items() if k != "z"}}
    )
    PresenceFactory(territory=bamako, latitude=12.65001, longitude=-8.0)
    with django_assert_num_queries(3):
        client.get(address)
    for step in range(2, 5):
        PresenceFactory(territory=bamako, latitude=12.65 + step / 1e5, longitude=-8.0)
    with django_assert_num_queries(3):
        client.get(address)


# ── partner maps ────────────────────────────────────────────────────────────


def test_a_partner_map_shows_the_members_of_its_network(client, bamako):
    network, joined = OrganisationFactory(name="CRID"), OrganisationFactory(name="Afema")
    TieFactory(a=joined, b=network)
    for owner in (joined, OrganisationFactory()):
        PresenceFactory(organisation=owner, territory=bamako)
    PartnerMapFactory(slug="crid", network=network)

    assert [f["slug"] for f in tile(client, partner_map="crid")] == ["afema"]
    assert tile(client, partner_map="crid", kind="media") == []
    assert client.get(reverse("atlas:tilejson", kwargs={"map": "crid"})).json()["name"] == "A map"


def test_a_capped_map_shows_towns_or_nothing(client, bamako):
    PresenceFactory(territory=bamako, latitude=12.6, longitude=-7.9)
    PartnerMapFactory(slug="towns", precision_cap=Precision.TOWN)
    PartnerMapFactory(slug="countries", precision_cap=Precision.COUNTRY)

    assert len(tile(client, 16, at=(12.6, -7.9))) == 1
    assert tile(client, 16, at=(12.6, -7.9), partner_map="towns") == []
    assert len(tile(client, 16, at=(12.65, -8.0), partner_map="towns")) == 1
    assert tile(client, partner_map="countries") == []
    assert "bounds" not in client.get("/tiles/countries.json").json()


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.STEWARDS])
def test_a_map_for_others_does_not_exist(client, audience):
    PartnerMapFactory(slug="kept-map", audience=audience)
    hidden, absent = client.get("/tiles/kept-map.json"), client.get("/tiles/none-map.json")

    assert hidden.status_code == 404
    assert hidden.content.replace(b"kept-map", b"none-map") == absent.content


def test_a_map_of_a_hidden_network_does_not_exist(client):
    network = OrganisationFactory(name="CRID")
    PartnerMapFactory(slug="of-it", network=network)
    PartnerMapFactory(slug="by-filter", filters="network=crid")
    assert client.get("/tiles/of-it.json").status_code == client.get("/tiles/by-filter.json").status_code == 200
    safety.hide(reason="Threatened", by=None, organisation=network)

    assert client.get("/tiles/of-it.json").status_code == client.get("/tiles/by-filter.json").status_code == 404


def test_a_map_keeps_its_circle_in_what_the_gate_compares():
    from tests.factories.network import CircleFactory

    circle = CircleFactory()
    kept = PartnerMapFactory(audience=Audience.CIRCLE, circle=circle)

    assert (kept.shown_to, kept.shown_circles) == (Audience.CIRCLE, [circle.pk])
