"""Consent withdrawn or a record hidden: at once no tile, map, embed, file, feed of data, booklet or service names it."""

import json

import pytest
from django.urls import reverse
from tests.canaries import text_of
from tests.factories.atlas import PartnerMapFactory
from tests.factories.network import ConsentFactory, HideFactory, OrganisationFactory, PresenceFactory, TerritoryFactory

from maillage.exchange.booklet.contents import By, Order, contents
from maillage.exchange.booklet.eyes import Eyes
from maillage.kit import morton
from maillage.network.actions.safety import withdraw_consent
from maillage.network.enums import Audience, Precision, TerritoryKind
from maillage.network.models import Organisation
from maillage.network.queries.search import Search
from maillage.network.readers import STRANGER

pytestmark = pytest.mark.django_db
FILES = ("csv", "xlsx", "ods", "jsonld", "geojson", "kml", "ttl")
BOX = "west=10.5&south=10.5&east=11.5&north=11.5"
COUNTED = {"facts": '"count": 3', "embed facts": '"count": 3', "embed": "Zqland"}  # these tell a country, and no name
TILES = ("tile", "tile of a map")


@pytest.fixture
def consent():
    """Three organisations of one town, one of which agreed to be shown: without it they are too few to be told."""
    country = TerritoryFactory(name="Zqland", kind=TerritoryKind.COUNTRY, latitude=10, longitude=10)
    town = TerritoryFactory(name="Town", kind=TerritoryKind.TOWN, parent=country, latitude=11, longitude=11)
    PartnerMapFactory(slug="ours", title="Ours", origins=["https://host.example"])
    found = [OrganisationFactory(name=name) for name in ("Zqname", "One", "Two")]
    for one in found:
        PresenceFactory(organisation=one, territory=town)
    return ConsentFactory(organisation=found[0], audience=Audience.PUBLIC, precision=Precision.EXACT)


def addresses(organisation):
    """Output → address, of everything a stranger, another site or a program may ask for."""
    own, slug = {"slug": organisation.slug}, {"slug": "ours"}
    x, y = (step >> morton.LEVELS - 12 for step in morton.square(11, 11))
    tile = {"z": 12, "x": x, "y": y}
    return {
        "page": reverse("network:organisation-detail", kwargs=own),
        "vcard": reverse("network:organisation-vcard", kwargs=own),
        **{name: reverse("network:organisation-export", kwargs={"format": name}) for name in FILES},
        "tile": reverse("atlas:tile", kwargs={"map": "all", **tile}),
        "tile of a map": reverse("atlas:tile", kwargs={"map": "ours", **tile}),
        "spot": reverse("atlas:spot", kwargs={"map": "all", **tile}),
        "within": f"{reverse('atlas:within')}?{BOX}",
        "embed": reverse("atlas:embed", kwargs=slug),
        "embed facts": reverse("atlas:embed-facts", kwargs=slug),
        "embed within": f"{reverse('atlas:embed-within', kwargs=slug)}?{BOX}",
        "facts": reverse("atlas:facts"),
        "api": reverse("api-v1:organisations"),
        "api record": reverse("api-v1:organisation", kwargs={"key": organisation.slug}),
        "ogc": reverse("ogc:items", args=["organisations"]),
        "ogc item": reverse("ogc:item", args=["organisations", organisation.uuid]),
        "murmurations": reverse("murmurations-profile", kwargs={"uuid": organisation.uuid}),
    }


def naming(client, organisation):
    """The outputs that name the organisation, or tell the country that only it makes worth telling."""
    booklet = Order(By.COUNTRY, Eyes.EVERYONE, STRANGER, Search(), [])
    said = {name: _body(client.get(path)) for name, path in addresses(organisation).items()}
    said["booklet"] = json.dumps(contents(booklet, instance="IPAM"), default=str)
    return {name for name, text in said.items() if COUNTED.get(name, "Zqname") in text}


def _body(response):
    return text_of(response).partition("\n\n")[0] if response.status_code == 404 else text_of(response)


def tiles(client, organisation):
    return [client.get(addresses(organisation)[name]).content for name in TILES]


@pytest.mark.parametrize("way", ["withdrawn", "hidden"])
def test_no_output_says_any_more_that_it_exists(client, consent, way):
    organisation = consent.organisation
    assert naming(client, organisation) == {*addresses(organisation), "booklet"} - {*TILES}
    of_three = tiles(client, organisation)

    if way == "withdrawn":
        withdraw_consent(consent, by=None)
    else:
        HideFactory(organisation=organisation)

    assert naming(client, organisation) == set()
    of_two = tiles(client, organisation)
    assert all(told != before for told, before in zip(of_two, of_three, strict=True))
    Organisation.objects.filter(pk=organisation.pk).delete()
    assert of_two == tiles(client, organisation)  # as if it had never been
