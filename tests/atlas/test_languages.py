"""A map that is not kept in the language of the page leads to its first language, and says which ones it has."""

import pytest
from tests.factories.atlas import PartnerMapFactory

from maillage.network.enums import Audience

pytestmark = pytest.mark.django_db
ADDRESSES = (
    "map/duo/",
    "embed/duo/",
    "map/duo/facts",
    "map/duo/within?west=1&south=1&east=2&north=2",
    "embed/duo/facts",
)


@pytest.fixture
def duo():
    return PartnerMapFactory(slug="duo", title="Duo", languages=["ar", "fr"], origins=["https://host.example"])


@pytest.mark.parametrize("address", ADDRESSES)
def test_another_language_leads_to_the_first_of_the_map(client, duo, address):
    response = client.get(f"/es/{address}")

    assert response.status_code == 302
    assert response["Location"] == f"/ar/{address}"
    assert client.get(f"/ar/{address}").status_code == 200
    assert client.get(f"/fr/{address}").status_code == 200


@pytest.mark.parametrize("page", ["map", "embed"])
def test_the_page_is_in_that_language_and_names_the_others(client, duo, page):
    said = client.get(f"/en/{page}/duo/", follow=True).content.decode()

    assert '<html lang="ar" dir="rtl"' in said
    assert f'href="/fr/{page}/duo/" lang="fr" hreflang="fr" dir="ltr"' in said
    tongues = said[said.index("map-tongues") : said.index("</nav>", said.index("map-tongues"))]
    assert tongues.count("<li>") == 2


def test_a_map_without_languages_answers_in_every_one(client):
    PartnerMapFactory(slug="all-tongues", title="All")
    said = client.get("/es/map/all-tongues/").content.decode()

    assert '<html lang="es" dir="ltr"' in said
    assert "map-tongues" not in said


def test_a_map_kept_from_the_reader_leads_nowhere(client):
    PartnerMapFactory(slug="zq-kept", title="Kept", languages=["ar"], audience=Audience.MEMBERS)

    assert client.get("/en/map/zq-kept/").status_code == 404
    assert client.get("/en/embed/zq-kept/").status_code == 404


def test_a_language_the_instance_no_longer_has_is_forgotten(client, settings):
    kept = PartnerMapFactory(slug="old", title="Old", languages=["ar", "fr"])
    type(kept).objects.filter(pk=kept.pk).update(languages=["sw"])

    assert client.get("/en/map/old/").status_code == 200
