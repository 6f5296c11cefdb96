"""The map as pages: what the server draws, links, counts, weights, and who may open which."""

import gzip
import re
from xml.etree import ElementTree as ET

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
    TieFactory,
)

from maillage.network.enums import Audience, OrganisationKind, Precision, TerritoryKind
from maillage.network.vocabularies.loading import load_vocabularies

pytestmark = pytest.mark.django_db
HEAVIEST = 60_000


@pytest.fixture
def mali():
    return TerritoryFactory(name="Mali", code="ML", latitude=17.3, longitude=-3.5)


def partners(unit, count, **more):
    return [PresenceFactory(organisation=OrganisationFactory(**more), territory=unit) for _ in range(count)]


def page(client, **query):
    response = client.get("/en/map/", query)
    assert response.status_code == 200
    return response.content.decode()


def drawing(said):
    return ET.fromstring(re.search(r"<svg class=\"drawn\".*?</svg>", said, re.DOTALL)[0])  # noqa: S314 -- our own


def links(said):
    return {link.get("href") for link in drawing(said).iter("a")}


def test_the_drawing_is_well_formed_and_says_what_it_is(client, mali):
    partners(mali, 3)
    svg = drawing(page(client))

    title, words = svg.find("title"), svg.find("desc")
    assert svg.get("aria-labelledby") == f"{title.get('id')} {words.get('id')}"
    assert any("Mali: 3" in "".join(link.itertext()) for link in svg.iter("a"))


def test_a_country_is_a_link_to_the_directory_with_the_same_filters(client, mali):
    partners(mali, 3, kind=OrganisationKind.UNION)
    said = page(client, kind="union", q="Organisation")

    assert links(said) == {"/en/organisations/?q=Organisation&kind=union&territory=ML"}
    assert "/en/organisations/?q=Organisation&amp;kind=union" in said
    listed = client.get("/en/organisations/", {"kind": "union"}).content.decode()
    assert "/en/map/?kind=union" in listed


def test_counts_below_the_threshold_leave_no_trace(client, mali):
    before = page(client)
    partners(mali, 2)
    after = page(client)

    assert links(after) == set()
    assert drawing(before).find("path").get("d") == drawing(after).find("path").get("d")


def test_a_hidden_organisation_changes_nothing(client, mali):
    partners(mali, 3)
    before = page(client)
    partners(mali, 4, audience=Audience.STEWARDS)

    assert page(client) == before


def test_who_is_known_by_a_part_of_the_world_only_is_named_there(client, mali):
    africa = TerritoryFactory(name="Africa", code="africa", kind=TerritoryKind.WORLD_REGION)
    sahel = TerritoryFactory(name="Niger", code="NE", parent=africa)
    PresenceFactory(
        organisation=OrganisationFactory(name="Afrique verte"), territory=sahel, precision_public=Precision.WORLD_REGION
    )
    PresenceFactory(organisation=OrganisationFactory(name="Niamey unie"), territory=sahel)
    said = page(client)

    assert "Afrique verte" in said
    assert "Niamey unie" not in said
    assert "Niger" not in said


def test_the_same_questions_are_asked_of_the_database_for_one_and_for_many(client, mali, django_assert_num_queries):
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked():
        cache.clear()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(client)
        return len(queries)

    partners(mali, 3)
    one = asked()
    for code in ("FR", "ES", "IT"):
        partners(TerritoryFactory(name=code, code=code, latitude=40.0, longitude=2.0), 4)

    assert asked() == one


def test_the_page_weighs_little_even_when_every_country_has_partners(client):
    from maillage.network.models import Territory

    load_vocabularies()
    organisations = [OrganisationFactory() for _ in range(3)]
    units = Territory.objects.filter(kind__in=(TerritoryKind.COUNTRY, TerritoryKind.CONTESTED))
    from maillage.network.actions import disclosure
    from maillage.network.models import ExactPlace, Presence

    presences = Presence.objects.bulk_create(
        Presence(organisation=one, precision_public=Precision.COUNTRY) for one in organisations for _unit in units
    )
    pairs = [unit for _one in organisations for unit in units]
    ExactPlace.objects.bulk_create(
        ExactPlace(presence=presence, territory=unit) for presence, unit in zip(presences, pairs, strict=True)
    )
    disclosure.refresh([one.pk for one in organisations])
    said = page(client)

    assert said.count("territory=FR") > 1
    assert len(gzip.compress(said.encode(), 6)) < HEAVIEST


# ── what the opened map asks ────────────────────────────────────────────────


def test_facts_tell_names_and_counts_of_what_may_be_told(client, mali):
    sahel = TerritoryFactory(name="Sahel", code="sahel", kind=TerritoryKind.WORLD_REGION)
    mali.parent = sahel
    mali.save()
    france = TerritoryFactory(name="France", code="FR", latitude=46.6, longitude=2.5)
    partners(mali, 5)
    partners(france, 2)
    OrganisationFactory.create_batch(3)  # somewhere: else the rest of all would be France
    facts = client.get("/en/map.facts").json()

    assert client.get("/en/map.names").json()["ML"] == ["Mali", -3.5, 17.3]
    assert [(one["code"], one["count"]) for one in facts["countries"]] == [("ML", 5)]
    assert "{z}/{x}/{y}" in facts["tiles"]


def test_names_in_view_are_those_with_a_point_there(client, mali):
    bamako = TerritoryFactory(name="Bamako", kind=TerritoryKind.TOWN, parent=mali, latitude=12.65, longitude=-8.0)
    PresenceFactory(organisation=OrganisationFactory(name="Ville"), territory=bamako)
    PresenceFactory(organisation=OrganisationFactory(name="Pays"), territory=bamako, precision_public=Precision.COUNTRY)
    near = {"west": -9, "south": 12, "east": -7, "north": 13}
    said = client.get("/en/map.within", near).content.decode()

    assert "Ville" in said
    assert "Pays" not in said
    assert "Ville" not in client.get("/en/map.within", near | {"west": 10, "east": 20}).content.decode()
    assert "Ville" not in client.get("/en/map.within", near | {"kind": "union"}).content.decode()
    assert client.get("/en/map.within", near | {"west": "here"}).status_code == 400


# ── maps with a name, and embeds ────────────────────────────────────────────


@pytest.fixture
def sahel(mali):
    partners(mali, 3, kind=OrganisationKind.UNION)
    partners(mali, 4)
    return PartnerMapFactory(
        slug="sahel", title="Unions of the Sahel", filters="kind=union", origins=["https://host.example"]
    )


def test_a_partner_map_shows_its_filter_and_the_code_to_embed_it(client, sahel):
    said = client.get("/en/map/sahel/").content.decode()

    assert "Unions of the Sahel" in said
    assert links(said) == {"/en/organisations/?kind=union&territory=ML"}
    assert "Mali: 3" in said
    assert "/embed.js" in said
    assert "https://host.example" in said


def test_a_map_for_members_is_absent_for_strangers(client, sahel):
    PartnerMapFactory(slug="zq-ours", title="Ours", audience=Audience.MEMBERS, origins=["https://host.example"])
    absent = client.get("/en/map/no-such-map/")

    for address in ("/en/map/zq-ours/", "/en/embed/zq-ours/", "/en/map/zq-ours/facts", "/en/embed/zq-ours/within"):
        assert client.get(address).status_code == 404
    assert client.get("/en/map/zq-ours/").content.replace(b"zq-ours", b"") == absent.content.replace(
        b"no-such-map", b""
    )
    assert "Ours" not in client.get("/en/map/").content.decode()


def test_an_embed_is_for_the_sites_of_its_list_and_sets_nothing(client, sahel):
    response = client.get("/en/embed/sahel/")

    policy = response["Content-Security-Policy"]
    assert "frame-ancestors https://host.example" in policy
    assert "X-Frame-Options" not in response
    assert response.cookies == {}
    assert "Set-Cookie" not in response


def test_without_a_list_no_site_may_embed(client, mali):
    PartnerMapFactory(slug="alone", title="Alone")

    assert "frame-ancestors 'none'" in client.get("/en/embed/alone/")["Content-Security-Policy"]


def test_other_pages_stay_out_of_frames(client, sahel):
    response = client.get("/en/map/sahel/")

    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_an_embed_shows_a_member_what_a_stranger_sees(client, sahel, mali):
    home, person, own = HomeFactory(), PersonFactory(), OrganisationFactory()
    TieFactory(a=own, b=home)
    MandateFactory(person=person, organisation=own)
    partners(mali, 5, kind=OrganisationKind.UNION, audience=Audience.MEMBERS)
    stranger = client.get("/en/embed/sahel/").content
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get("/en/embed/sahel/").content == stranger
    assert client.get("/en/embed/sahel/facts").json()["countries"][0]["count"] == 3


def test_the_snippet_is_for_every_site(client):
    response = client.get(reverse("atlas:embed-script"))

    assert response["Content-Type"].startswith("text/javascript")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert b"maillage-map" in b"".join(response.streaming_content)
