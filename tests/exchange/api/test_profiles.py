"""Murmurations profiles: the required fields of organizations_schema-v1.0.0, and only what strangers may know."""

import json
import re

import pytest
from tests.factories.accounts import sign_in
from tests.factories.network import (
    ContactFactory,
    DescriptionFactory,
    OrganisationFactory,
    PresenceFactory,
    TerritoryFactory,
    ThemeFactory,
    ThemeLinkFactory,
    TieFactory,
    steward,
)

from maillage.network.enums import Audience, Precision, TerritoryKind

pytestmark = pytest.mark.django_db
ADDRESS = re.compile(r"^https?://.*")


@pytest.fixture
def attac():
    organisation = OrganisationFactory(name="Attac", slug="attac", acronym="ATT")
    country = TerritoryFactory(code="fr", name="France", iso="FR", latitude=46.6, longitude=2.4)
    town = TerritoryFactory(code="paris", kind=TerritoryKind.TOWN, parent=country)
    PresenceFactory(
        organisation=organisation, territory=town, latitude=48.861, longitude=2.371, precision_public=Precision.COUNTRY
    )
    ThemeLinkFactory(organisation=organisation, theme=ThemeFactory(name="Debt"))
    ContactFactory(organisation=organisation, value="https://attac.example.org/")
    DescriptionFactory(organisation=organisation, language="en", html="<p>It taxes <strong>finance</strong>.</p>")
    TieFactory(a=organisation, b=OrganisationFactory(name="CRID", slug="crid", kind="network"))
    TieFactory(a=organisation, b=OrganisationFactory(name="IPAM", kind="network"), audience=Audience.MEMBERS)
    return organisation


def read(client, organisation):
    return json.loads(client.get(f"/profiles/{organisation.uuid}.json?lang=en").content)


def test_it_has_the_fields_of_the_schema(client, attac):
    profile = read(client, attac)

    assert profile == {
        "linked_schemas": ["organizations_schema-v1.0.0"],
        "name": "Attac",
        "nickname": "ATT",
        "primary_url": "https://attac.example.org/",
        "urls": [{"name": "Attac", "url": "http://testserver/en/organisations/attac/"}],
        "unique_id": f"urn:uuid:{attac.uuid}",
        "tags": ["association", "Debt"],
        "description": "It taxes finance.",
        "country_iso_3166": "FR",
        "geolocation": {"lat": 46.6, "lon": 2.4},
        "relationships": [
            {"predicate_url": "https://schema.org/memberOf", "object_url": "http://testserver/en/organisations/crid/"}
        ],
    }
    assert ADDRESS.match(profile["primary_url"])


def test_an_organisation_without_a_site_has_its_page(client):
    bare = OrganisationFactory(name="Bare", slug="bare")
    assert read(client, bare)["primary_url"] == "http://testserver/en/organisations/bare/"
    assert "geolocation" not in read(client, bare)


def test_even_a_steward_gets_what_everyone_sees(client, attac):
    before = client.get(f"/profiles/{attac.uuid}.json").content
    sign_in(client, steward())
    assert client.get(f"/profiles/{attac.uuid}.json").content == before
    hidden = OrganisationFactory(audience=Audience.MEMBERS)
    assert client.get(f"/profiles/{hidden.uuid}.json").status_code == 404


def test_its_address_stays_when_the_name_changes_and_other_sites_may_read_it(client, attac):
    attac.slug = "attac-france"
    attac.save()
    answer = client.get(f"/profiles/{attac.uuid}.json")
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, "*")
